/**
 * Says of each change of an object's count why it happened, from what is seen of it: the count goes up or down, the object's
 * address is put somewhere, or is written over where it stood.
 *
 * Every counted reference is either *loose*, on the operand stack or in a register of the machine, or in a place. One that is
 * counted is loose at first; what is put into a place next was it. One that leaves its place is loose until it is uncounted
 * or put elsewhere. Places that are left without a count, and addresses that lie in memory that nobody uses, are told
 * apart by knowing which places have been filled. What is put into a block that belongs to no object yet is not new: a
 * dict or set is getting a larger table.
 *
 * What cannot be known for certain is the way of a reference within one statement; counts, lines and order are exact.
 */
import type { Address } from '../../base/ids.js';
import type { ReferenceChange, ReferencePlace } from '../../events/python/reference-trace.js';
import type { HoldingPlace } from './places.js';

/** What the log asks about the program at the moment. */
export interface Surroundings {
  where(): ReferencePlace;
  /** What is being evaluated, as its source has it. */
  expression(): string;
  place(address: Address): HoldingPlace | undefined;
  isOnStack(address: Address): boolean;
  /** Whether the word is above everything that is on the stack. */
  isFree(address: Address): boolean;
  /** The frame that runs. */
  frame(): Address;
  /** Whether the word has the object's address. */
  isThere(address: Address): boolean;
  /** Why the word is being emptied or gets another value. */
  howLeft(place: HoldingPlace, isEmptied: boolean): Reason;
  isDying(object: Address): boolean;
  /** The cyclic collector is at work. */
  isCollecting(): boolean;
}

/** With a form that is the same for all items of a list, all keys of a dict. */
export interface Reason {
  readonly text: string;
  readonly general: string;
}

const UNKNOWN: Reason = { text: '', general: '' };

interface Row {
  readonly frame: Address;
  readonly at: ReferencePlace;
  readonly expression: string;
  readonly before: number;
  after: number;
  between?: number;
  kind: ReferenceChange['kind'];
  reason: Reason;
  /** Where the reference is that was counted, or 0. */
  address: Address;
  /** The reason says so. */
  hasArrived: boolean;
}

interface Left {
  readonly left: Reason;
}

interface Taken extends Left {
  readonly address: Address;
}

interface Held {
  /** That counted the reference. */
  readonly row: Row | undefined;
  place: HoldingPlace | undefined;
}

/** Rows wait for what may still happen to them, until a statement ends or so many have come. */
const MOST_WAITING = 64;

const isRow = (loose: Row | Left | undefined): loose is Row => loose !== undefined && !('left' in loose);
const isKnown = ({ text }: Reason): boolean => text !== '';
const plain = (text: string): Reason => ({ text, general: text });

export class ReferenceLog {
  readonly #now: Surroundings;
  readonly #emit: (change: ReferenceChange, general: string) => void;
  #waiting: Row[] = [];
  /** References that are nowhere: the rows that counted them, or where they come from. */
  readonly #loose: (Row | Left)[] = [];
  /** Filled places, the last one last. */
  readonly #held = new Map<Address, Held>();
  /** Nothing has been seen since a reference was counted. */
  #hasJustCounted = false;
  /** Where the address has been put since the last statement. */
  #copied: Address[] = [];
  /** Blocks have been replaced: some filled places are none any more. */
  #hasStale = false;

  constructor(now: Surroundings, emit: (change: ReferenceChange, general: string) => void) {
    this.#now = now;
    this.#emit = emit;
  }

  /** The object has just been made, or got from somewhere: one reference is loose. */
  begins(count: number): void {
    this.#up(count - 1, UNKNOWN);
  }

  /** The count is about to change. */
  counts(before: number, after: number): void {
    const isUp = after > before;
    for (let count = before; count !== after; count += isUp ? 1 : -1) {
      if (isUp) this.#up(count, count === 0 ? plain('alive again while __del__ runs') : UNKNOWN);
      else this.#down(count);
    }
    if (this.#waiting.length > MOST_WAITING) this.settle();
  }

  #row(before: number, after: number, kind: Row['kind'], reason: Reason): Row {
    const seen = {
      frame: this.#now.frame(),
      at: this.#now.where(),
      expression: this.#now.expression(),
      before,
      after,
      kind,
      reason,
    };
    const row = { ...seen, address: 0, hasArrived: false };
    this.#waiting.push(row);
    return row;
  }

  #up(before: number, reason: Reason): void {
    this.#resolve();
    this.#loose.push(this.#row(before, before + 1, 'stored', reason));
    this.#hasJustCounted = true;
  }

  #fill(address: Address, row: Row | undefined, place?: HoldingPlace): void {
    this.#held.delete(address);
    this.#held.set(address, { row, place });
    if (row !== undefined) row.address = address;
  }

  #down(before: number): void {
    this.#hasJustCounted = false;
    this.#resolve();
    const row = this.#row(before, before - 1, 'dropped', UNKNOWN);
    const loose = this.#loose.pop();
    if (loose !== undefined && !isRow(loose)) {
      row.reason = loose.left;
      return;
    }
    const counted = loose ?? this.#takeOperand();
    if (counted === undefined) {
      const taken = this.#fromDying() ?? this.#fromGone();
      if (taken === undefined) return;
      row.reason = taken.left;
      this.#joinMove(taken.address);
    } else if (!this.#pass(counted)) this.#handOver(counted);
  }

  /** A reference that was counted last and goes again is one row. */
  #pass(counted: Row): boolean {
    const down = this.#waiting.at(-1)!;
    if (this.#waiting.at(-2) !== counted || counted.at.line !== down.at.line) return false;
    if (counted.at.function !== down.at.function || isKnown(counted.reason)) return false;
    this.#waiting.pop();
    counted.kind = 'passing';
    counted.between = counted.after;
    counted.after = down.after;
    counted.reason = plain(`${counted.address === 0 ? 'operand' : 'argument'} of ${down.expression}`);
    counted.address = 0;
    return true;
  }

  /**
   * What puts a reference somewhere may count it there and uncount what it was given: for the program the reference has gone
   * to its place.
   */
  #handOver(counted: Row): void {
    const stored = this.#waiting.at(-2);
    const from = this.#waiting.lastIndexOf(counted);
    if (from < 0 || stored === undefined || stored === counted || isKnown(counted.reason) || stored.address === 0)
      return;
    if (stored.kind !== 'stored' || this.#waiting.slice(from + 1, -2).some(({ kind }) => kind !== 'passing')) return;
    this.#waiting.length -= 2;
    counted.reason = stored.reason;
    counted.hasArrived = stored.hasArrived;
    this.#fill(stored.address, counted, this.#held.get(stored.address)?.place);
  }

  /** A reference that was counted in one place and then uncounted in another one has moved. */
  #joinMove(from: Address): void {
    const down = this.#waiting.at(-1)!;
    const up = this.#waiting.at(-2);
    if (up?.kind !== 'stored' || up.at.line !== down.at.line || up.at.function !== down.at.function) return;
    if (up.address === 0) return;
    if (up.address === from) {
      this.#waiting.pop();
      up.kind = 'passing';
      up.between = up.after;
      up.after = down.after;
      return;
    }
    this.#waiting.length -= 2;
    const moved = this.#row(up.before, up.before, 'moved', down.reason);
    if (up.hasArrived) moved.reason = joined(down.reason, up.reason);
    moved.hasArrived = up.hasArrived;
    this.#fill(up.address, moved, this.#held.get(up.address)?.place);
  }

  /** Operands that were put into an object without being counted again have moved there; so has what was counted late. */
  #followCopies(): void {
    if (this.#copied.length === 0) return;
    // A table that has been replaced by a larger one has the same places again.
    const known = new Set([...this.#held.values()].map(({ place }) => place && keyOf(place)));
    const places = [...new Set(this.#copied)].filter((address) => {
      const held = this.#held.get(address);
      if (held?.row !== undefined || held?.place !== undefined || !this.#now.isThere(address)) return false;
      const place = this.#now.place(address);
      return place !== undefined && place.owner !== 0 && !known.has(keyOf(place));
    });
    this.#copied = [];
    if (places.length === 0) return;
    const operands = [...this.#held].flatMap(([address, { row }]) =>
      row !== undefined && this.#isOperand(address) ? [{ address, row }] : [],
    );
    operands.sort((a, b) => a.row.before - b.row.before);
    for (const { address, row } of operands.slice(0, places.length)) {
      this.#held.delete(address);
      this.#fill(places.shift()!, row);
    }
    while (places.length > 0 && isRow(this.#loose.at(-1))) this.#fill(places.shift()!, this.#loose.pop() as Row);
    this.#resolve();
  }

  #isOperand(address: Address): boolean {
    return this.#now.isOnStack(address) && this.#now.place(address)?.kind === 'operand';
  }

  /** The reference that was last put where operands of calls are. */
  #takeOperand(): Row | undefined {
    this.#followCopies();
    const all = [...this.#held.keys()];
    for (const address of all.reverse()) {
      if (!this.#isOperand(address)) continue;
      const { row } = this.#held.get(address)!;
      this.#held.delete(address);
      return row;
    }
    return undefined;
  }

  /** Objects release what they have without emptying their fields when they die. */
  #fromDying(): Taken | undefined {
    for (const [address, held] of this.#held) {
      if (held.place !== undefined && !this.#now.isDying(held.place.owner)) continue;
      const place = this.#now.place(address);
      if (place === undefined || place.owner === 0 || !this.#now.isDying(place.owner)) continue;
      this.#held.delete(address);
      return { left: this.#now.howLeft(place, true), address };
    }
    return undefined;
  }

  /** Lists may become shorter without anything being written over. */
  #fromGone(): Taken | undefined {
    for (const [address, { place }] of this.#held) {
      if (place === undefined || place.kind === 'operand') continue;
      const now = this.#now.place(address);
      if (now !== undefined && (now.kind !== 'heap' || now.owner !== 0)) continue;
      this.#held.delete(address);
      return { left: this.#now.howLeft(place, true), address };
    }
    return undefined;
  }

  isHeld(address: Address): boolean {
    return this.#held.has(address);
  }

  /** The address is about to be put somewhere. */
  puts(address: Address, count: number): void {
    // What was there is gone without a trace.
    this.#held.delete(address);
    const place = this.#now.place(address);
    this.#copied.push(address);
    const hasJustCounted = this.#hasJustCounted;
    this.#hasJustCounted = false;
    if (place === undefined) return;
    if (place.kind === 'heap' && place.owner === 0) {
      this.#hasStale = true;
      this.#fill(address, undefined);
      return;
    }
    const loose = this.#loose.at(-1);
    // What fills an object with operands has counted them long ago: that is seen when it is done.
    const isLater = isRow(loose) && !hasJustCounted && place.kind !== 'operand' && place.kind !== 'variable';
    if (loose === undefined || isLater) return;
    this.#loose.pop();
    if (isRow(loose)) this.#fill(address, loose);
    else this.#fill(address, this.#row(count, count, 'moved', loose.left));
  }

  /** A word that held the address is about to get another value. */
  leaves(address: Address, isEmptied: boolean): void {
    this.#hasJustCounted = false;
    if (this.#isOperand(address)) this.#followCopies();
    const held = this.#held.get(address);
    if (held === undefined) return;
    this.#resolve();
    const seen = this.#now.place(address);
    // What is being taken out of a dict has lost its key.
    const place = seen === undefined || seen.text === '' ? held.place : seen;
    this.#held.delete(address);
    if (place !== undefined && (place.owner !== 0 || place.kind === 'variable'))
      this.#loose.push({ left: this.#now.howLeft(place, isEmptied) });
  }

  /** Words that hold the address are about to be copied, from there to here. */
  copies(from: readonly Address[], offset: number): void {
    const moved: { row: Row | undefined; to: Address; place: HoldingPlace | undefined }[] = [];
    for (const address of from) {
      const held = this.#held.get(address);
      if (held === undefined) continue;
      this.#held.delete(address);
      moved.push({ row: held.row, to: address + offset, place: held.place });
    }
    if (moved.length > 0) this.#hasStale = true;
    const loose = from.length - moved.length;
    for (let at = 0; at < loose && isRow(this.#loose.at(-1)); at++)
      moved.push({ row: this.#loose.pop() as Row, to: from[at] + offset, place: undefined });
    // Operands were counted in their order.
    const rows = moved.map(({ row }) => row).sort((a, b) => (a?.before ?? 0) - (b?.before ?? 0));
    moved.forEach(({ to, place }, at) => this.#fill(to, rows[at], place));
  }

  /** A statement is over: what has happened so far is written down. */
  settle(): void {
    this.#resolve();
    this.#followCopies();
    for (const row of this.#waiting) {
      const { at, before, after, between, kind } = row;
      const change = { kind, at, before, ...(between === undefined ? {} : { between }), after };
      const { text, general } = isKnown(row.reason) ? row.reason : this.#ofCourse(row);
      this.#emit({ ...change, reason: text }, general);
      row.reason = { text, general };
    }
    this.#waiting = [];
    if (this.#hasStale) this.#forgetStale();
  }

  /** A statement begins: whatever its function has evaluated before is used up. */
  beginStatement(): void {
    this.settle();
    const frame = this.#now.frame();
    const kept = this.#loose.filter((loose) => isRow(loose) && loose.frame !== frame);
    this.#loose.splice(0, this.#loose.length, ...kept);
    for (const address of [...this.#held.keys()]) if (this.#now.isFree(address)) this.#held.delete(address);
  }

  /** Where nothing has been seen: the machine has the reference in a register. */
  #ofCourse({ kind, expression, at }: Row): Reason {
    if (at.line === 0) return plain(kind === 'dropped' ? 'the interpreter lets it go' : 'the interpreter holds it');
    if (this.#now.isCollecting())
      return plain(kind === 'dropped' ? 'the cyclic collector lets it go' : 'the cyclic collector holds it');
    return plain(kind === 'dropped' ? `released after ${expression}` : `operand of ${expression}`);
  }

  #forgetStale(): void {
    this.#hasStale = false;
    for (const [address] of this.#held) {
      const place = this.#now.isThere(address) ? this.#now.place(address) : undefined;
      if (place === undefined || (place.kind === 'heap' && place.owner === 0)) this.#held.delete(address);
    }
  }

  /** Gives reasons to the rows whose references have arrived somewhere. */
  #resolve(): void {
    for (const row of this.#waiting) {
      if (row.address === 0 || row.hasArrived) continue;
      const place = this.#now.place(row.address);
      if (place === undefined || place.kind === 'operand' || place.text === '') continue;
      if (place.kind === 'heap' && place.owner === 0) continue;
      const held = this.#held.get(row.address);
      if (held !== undefined) held.place = place;
      row.reason = row.kind === 'moved' ? joined(row.reason, arrival(place)) : arrival(place);
      row.hasArrived = true;
    }
  }
}

const keyOf = ({ owner, text }: HoldingPlace): string => `${owner} ${text}`;

function arrival({ kind, text, general }: HoldingPlace): Reason {
  if (kind === 'variable' || kind === 'global') return plain(`${text} is bound`);
  return { text: `in ${text}`, general: `in ${general}` };
}

function joined(left: Reason, arrived: Reason): Reason {
  return { text: `${left.text}; now ${arrived.text}`, general: `${left.general}; now ${arrived.general}` };
}
