/**
 * The first walk over a function that is to be translated: every access, what its address is counted from, and which
 * translations are worth keeping in a local.
 *
 * Three ways to translate an access:
 *
 *   plain     look its page up in the table
 *   kept      a local holds the table's entry for the page of a base (a pointer in a local, or the function's frame), or 0.
 *             The entry is good for a window of offsets from the base, all on one page.
 *   running   for a pointer that runs through memory by small steps: two locals hold the page that it was on and where that
 *             page lies; a comparison tells whether it still is
 *
 * What is kept is lost (set to 0) whenever the base gets another value and whenever the host might have moved pages: after
 * calls, and after faults. Since 0 is always right, the plan needs no proof of which ways lead to an access; it only guesses
 * what pays. `fresh` says that a kept entry is known to be 0 at an access, so that nothing need be asked.
 *
 * Cost: O(1) per instruction, and a sort of the bases that could be kept.
 */
import { plainAccess, vectorAccess, type MemoryAccess } from '../binary/memory-access.js';
import type { CodeBody, WasmModule } from '../binary/module.js';
import { MISC, OP } from '../binary/opcodes.js';
import { analyseFunction } from '../rewrite/analyse-function.js';
import { Effects, type Signatures } from '../rewrite/effects.js';
import { InstructionCursor } from '../rewrite/instructions.js';
import { CONSTANT, FRAME, LOCAL, OperandTracker, UNKNOWN, type Known } from '../rewrite/operand-tracker.js';

export interface PlannedAccess extends MemoryAccess {
  /** Position of the instruction in the file. */
  at: number;
  /** Code offset in the original module. */
  site: number;
  /** What the address operand is, and its value (a constant, a distance from the frame's base, a local). */
  kind: Known;
  value: number;
  offset: number;
  align: number;
  /** How often it runs, as far as loops tell. */
  weight: number;
  keeper: Keeper | undefined;
  /** The keeper is known to hold nothing here. */
  fresh: boolean;
}

/** What keeps a translation. Offsets are from the local, or from the frame's base. */
export interface Keeper {
  kind: 'kept' | 'running';
  /** The local; FRAME_BASE for the frame. */
  base: number;
  /** Of a kept one: its window. */
  low: number;
  high: number;
  /** Some access through it writes: what is kept is an entry for writes. */
  writes: boolean;
}

export const FRAME_BASE = -1;

export interface FunctionPlan {
  locals: number[];
  parameters: number;
  /** File offset of the first instruction. */
  code: number;
  accesses: PlannedAccess[];
  /** Keepers to empty when a local gets a new value, by the position of the instruction that gives it. */
  sets: ReadonlyMap<number, Keeper>;
  keepers: readonly Keeper[];
}

/** Locals that keep translations, at most; each is a register. */
const MOST_KEPT = 6;
const MOST_RUNNING = 3;
/** A window this long lies on one page nearly always. */
const LONGEST_WINDOW = 512;
const LOOP_WEIGHT = 8;
const DEEPEST = 6;
/** Bytes by which a running pointer moves, at most. */
const LONGEST_STEP = 256;

interface Base {
  accesses: PlannedAccess[];
  /** Weight of accesses at which something may be kept already. */
  gain: number;
  /** Weights of all instructions that set the local, and of those that move it by a small step inside a loop. */
  set: number;
  stepped: number;
  setAt: number[];
  state: 'nothing' | 'something';
}

interface Loop {
  sets: Set<number>;
}

/**
 * @param sites pairs of position in the body and code offset: the accesses to translate
 * @param keep whether translations may be kept at all: where every reference is to be seen, each is looked up
 */
export function planFunction(
  module: WasmModule,
  body: CodeBody,
  params: readonly number[],
  signatures: Signatures,
  sites: Uint32Array,
  { keep }: { keep: boolean },
): FunctionPlan {
  const facts = analyseFunction(module, body, params, signatures, () => false);
  const plan: Omit<FunctionPlan, 'keepers' | 'sets'> & { accesses: PlannedAccess[] } = {
    locals: facts.locals,
    parameters: facts.parameters,
    code: facts.code,
    accesses: [],
  };
  if (sites.length === 0) return { ...plan, sets: new Map(), keepers: [] };
  const bases = new Map<number, Base>();
  const walk = new PlanWalk(module, body, facts.code, facts.sets, signatures, sites, bases, plan.accesses);
  walk.run(loopsOf(module, body, facts.code));
  // Where a try_table's handler goes on, nothing shows that a call has ended there.
  const keepers = walk.hasTryTable || !keep ? [] : chooseKeepers(bases);
  const sets = new Map<number, Keeper>();
  for (const keeper of keepers)
    if (keeper.kind === 'kept') for (const at of bases.get(keeper.base)!.setAt) sets.set(at, keeper);
  return { ...plan, sets, keepers };
}

/** The locals that each loop sets, in the order of the loops' beginnings. */
function loopsOf(module: WasmModule, body: CodeBody, code: number): Loop[] {
  const loops: Loop[] = [];
  const open: (Loop | undefined)[] = [];
  const cursor = new InstructionCursor(module.bytes, code, body.end);
  while (cursor.reader.pos < body.end) {
    cursor.step();
    switch (cursor.opcode) {
      case OP.loop: {
        const loop = { sets: new Set<number>() };
        loops.push(loop);
        open.push(loop);
        break;
      }
      case OP.block:
      case OP.if:
      case OP.try:
      case OP.tryTable:
        open.push(undefined);
        break;
      case OP.end:
      case OP.delegate:
        open.pop();
        break;
      case OP.localSet:
      case OP.localTee:
        for (const loop of open) loop?.sets.add(cursor.index);
    }
  }
  return loops;
}

class PlanWalk {
  readonly #cursor: InstructionCursor;
  readonly #tracker: OperandTracker;
  readonly #effects: Effects;
  readonly #bodyStart: number;
  readonly #end: number;
  readonly #sites: Uint32Array;
  readonly #bases: Map<number, Base>;
  readonly #accesses: PlannedAccess[];
  /** Weight inside each open block. */
  readonly #weights: number[] = [];
  hasTryTable = false;
  #weight = 1;
  #next = 0;
  /** The three instructions before the current one: opcode and index. */
  readonly #past = [0, 0, 0];
  readonly #pastIndex = [0, 0, 0];

  constructor(
    module: WasmModule,
    body: CodeBody,
    code: number,
    sets: Uint32Array,
    signatures: Signatures,
    sites: Uint32Array,
    bases: Map<number, Base>,
    accesses: PlannedAccess[],
  ) {
    this.#cursor = new InstructionCursor(module.bytes, code, body.end);
    this.#tracker = new OperandTracker(sets);
    this.#effects = new Effects(this.#tracker, signatures, {});
    this.#bodyStart = body.start;
    this.#end = body.end;
    this.#sites = sites;
    this.#bases = bases;
    this.#accesses = accesses;
  }

  run(loops: readonly Loop[]): void {
    const c = this.#cursor;
    let loop = 0;
    while (c.reader.pos < this.#end) {
      c.step();
      const op = c.opcode;
      if (c.start - this.#bodyStart === this.#sites[this.#next]) this.#access();
      if (op === OP.loop) this.#enterLoop(loops[loop++]!);
      else if (op === OP.block || op === OP.if || op === OP.try || op === OP.tryTable) this.#weights.push(this.#weight);
      else if (op === OP.end || op === OP.delegate) {
        this.#weights.pop();
        this.#weight = this.#weights.at(-1) ?? 1;
      } else if (op === OP.localSet || op === OP.localTee) this.#set();
      this.hasTryTable ||= op === OP.tryTable;
      if (op === OP.call || op === OP.callIndirect || isBulk(c))
        for (const base of this.#bases.values()) base.state = 'nothing';
      this.#effects.apply(c);
      this.#remember(op, c.index);
    }
  }

  #remember(op: number, index: number): void {
    this.#past.push(op);
    this.#past.shift();
    this.#pastIndex.push(index);
    this.#pastIndex.shift();
  }

  #enterLoop(loop: Loop): void {
    this.#weight = Math.min(this.#weight * LOOP_WEIGHT, LOOP_WEIGHT ** DEEPEST);
    this.#weights.push(this.#weight);
    // From the loop's end: what it leaves alone may still be there.
    for (const [local, base] of this.#bases) base.state = loop.sets.has(local) ? 'nothing' : 'something';
    this.#untouched = loop.sets;
  }

  /** Locals that the innermost loop that was entered last sets: any other base may be kept from its last turn. */
  #untouched: ReadonlySet<number> | undefined;

  #base(key: number): Base {
    let base = this.#bases.get(key);
    if (base === undefined) {
      const inLoop = this.#weight > 1 && this.#untouched !== undefined && !this.#untouched.has(key);
      base = { accesses: [], gain: 0, set: 0, stepped: 0, setAt: [], state: inLoop ? 'something' : 'nothing' };
      this.#bases.set(key, base);
    }
    return base;
  }

  #access(): void {
    const c = this.#cursor;
    const site = this.#sites[this.#next + 1]!;
    this.#next += 2;
    const access = plainAccess(c.opcode) ?? (c.opcode === OP.simdPrefix ? vectorAccess(c.sub) : undefined);
    // Bulk operations are called helpers; they have a site, and nothing to plan.
    const facts = access ?? { size: 0, write: false, operands: [] };
    const kind = access === undefined ? UNKNOWN : this.#tracker.peek(access.operands.length);
    const planned: PlannedAccess = {
      ...facts,
      at: c.start,
      site,
      kind,
      value: this.#tracker.value,
      offset: c.offset,
      align: c.align,
      weight: this.#weight,
      keeper: undefined,
      fresh: false,
    };
    this.#accesses.push(planned);
    if (kind !== LOCAL && kind !== FRAME) return;
    const base = this.#base(kind === FRAME ? FRAME_BASE : planned.value);
    planned.fresh = base.state === 'nothing';
    if (!planned.fresh) base.gain += this.#weight;
    base.state = 'something';
    base.accesses.push(planned);
  }

  #set(): void {
    const { index, start } = this.#cursor;
    const t = this.#tracker;
    // LLVM leaves `local.get X, local.tee X` behind.
    if (t.peek() === LOCAL && t.value === index) return;
    const base = this.#base(index);
    base.set += this.#weight;
    base.setAt.push(start);
    base.state = 'nothing';
    if (this.#weight > 1 && this.#isStep(index)) base.stepped += this.#weight;
  }

  /** local = local + a small constant. */
  #isStep(local: number): boolean {
    const [first, second, third] = this.#past;
    if (first !== OP.localGet || second !== OP.i32Const || (third !== OP.i32Add && third !== OP.i32Sub)) return false;
    return this.#pastIndex[0] === local && Math.abs(this.#pastIndex[1]!) <= LONGEST_STEP;
  }
}

export function isBulk({ opcode, sub }: InstructionCursor): boolean {
  return opcode === OP.miscPrefix && sub >= MISC.memoryInit && sub <= MISC.memoryFill && sub !== MISC.dataDrop;
}

/** An address that is known, or -1. */
export function constantAddress({ kind, value, offset }: PlannedAccess): number {
  return kind === CONSTANT ? ((value >>> 0) + offset) % 2 ** 32 : -1;
}

function chooseKeepers(bases: ReadonlyMap<number, Base>): Keeper[] {
  const kept: { keeper: Keeper; gain: number; accesses: PlannedAccess[] }[] = [];
  const running: typeof kept = [];
  for (const [key, base] of bases) {
    if (base.accesses.length === 0) continue;
    const weight = base.accesses.reduce((sum, access) => sum + access.weight, 0);
    if (base.stepped > 0 && base.stepped * 2 >= base.set) {
      const keeper: Keeper = { kind: 'running', base: key, low: 0, high: 0, writes: writesIn(base.accesses) };
      running.push({ keeper, gain: weight, accesses: base.accesses });
    } else if (base.gain > 0) {
      const { low, high, accesses } = bestWindow(base.accesses);
      if (accesses.length < 2 && accesses.every(({ fresh }) => fresh)) continue;
      const keeper: Keeper = { kind: 'kept', base: key, low, high, writes: writesIn(accesses) };
      kept.push({ keeper, gain: base.gain, accesses });
    }
  }
  const best = (candidates: typeof kept, most: number): typeof kept =>
    candidates.sort((a, b) => b.gain - a.gain).slice(0, most);
  const chosen = [...best(kept, MOST_KEPT), ...best(running, MOST_RUNNING)];
  for (const { keeper, accesses } of chosen) for (const access of accesses) access.keeper = keeper;
  return chosen.map(({ keeper }) => keeper);
}

function writesIn(accesses: readonly PlannedAccess[]): boolean {
  return accesses.some(({ write }) => write);
}

/** The offsets of an access from its base. */
export function reachOf({ kind, value, offset, size }: PlannedAccess): { from: number; to: number } {
  const from = (kind === FRAME ? value : 0) + offset;
  return { from, to: from + size };
}

/** The window of limited length with the most weight in it. */
function bestWindow(accesses: PlannedAccess[]): { low: number; high: number; accesses: PlannedAccess[] } {
  const sorted = [...accesses].sort((a, b) => reachOf(a).from - reachOf(b).from);
  let best = { first: 0, last: 0, weight: -1 };
  let first = 0;
  let weight = 0;
  sorted.forEach((access, last) => {
    const { to } = reachOf(access);
    weight += access.weight;
    while (to - reachOf(sorted[first]!).from > LONGEST_WINDOW) weight -= sorted[first++]!.weight;
    if (weight > best.weight) best = { first, last, weight };
  });
  const inside = sorted.slice(best.first, best.last + 1);
  const high = Math.max(...inside.map((access) => reachOf(access).to));
  return { low: reachOf(inside[0]!).from, high, accesses: inside };
}
