/**
 * The checker's tables, which lie once in the memory map (layout.ts), and whose they are: those of the process that was
 * checked last. They change hands only when another process that is checked has its turn, or is asked about.
 *
 * What is set aside of them is what the process has used:
 *     shadow      stretches of its areas in which something is marked
 *     registry    rows up to the last that was ever used
 *     quarantine  what waits in both rings
 *     stack ids   nothing: they stay where both processes count stacks in one table, and else are found anew
 *     index       nothing: it is built again when somebody asks for it
 *
 * Invariants
 * 1. Shadow is marked only in areas of the process whose tables they are.
 * 2. What was set aside is never written again: a child begins with what its parent had, and shares it.
 *
 * Cost: what was used, copied, and 1/8 byte for each byte of areas, looked at; 5 to 20 GB a second.
 */
import type { Address, Bytes } from '../../base/ids.js';
import type { StackTable } from '../../events/recording.js';
import { STACK_ID_SETS, STACK_ID_SLOT, STACK_ID_WAYS } from '../../instrument/runtime/cells.js';
import type { CheckKernel, CheckLayout } from '../../memory/check/check-kernel.js';
import { ROW_WORDS } from '../../memory/check/format.js';
import type { AddressSpace } from '../../memory/vm/address-space.js';

const ROW: Bytes = ROW_WORDS * 4;
const ID: Bytes = 4;
/** Shadow that is copied at once: of 8 KiB. */
const STRETCH: Bytes = 1024;

/** A process that is checked. */
export interface TablesOwner {
  readonly space: AddressSpace;
  readonly kernel: CheckKernel;
  /** By which it numbers call stacks. */
  readonly stacks: StackTable;
  /** What waits in the ring of events is taken from there. */
  flush(): void;
}

/** Bytes, and where they lie when it is their process's turn. */
interface Piece {
  at: Address;
  bytes: Uint8Array;
}

export class CheckTables {
  readonly #bytes: Uint8Array;
  readonly #layout: CheckLayout;
  readonly #stackIds: Address;
  readonly #aside = new Map<TablesOwner, readonly Piece[]>();
  #owner: TablesOwner | undefined;
  /** Whose the stack ids are. */
  #stacks: StackTable | undefined;

  /** @param stackIds where generated code looks stacks up */
  constructor(buffer: ArrayBuffer, layout: CheckLayout, stackIds: Address) {
    this.#bytes = new Uint8Array(buffer);
    this.#layout = layout;
    this.#stackIds = stackIds;
  }

  get owner(): TablesOwner | undefined {
    return this.#owner;
  }

  /** Nobody's, and empty: for a process that begins. */
  empty(): void {
    const owner = this.#owner;
    if (owner === undefined) return;
    owner.flush();
    this.#aside.set(owner, this.#setAside(owner));
    this.#owner = undefined;
  }

  /** From now on they are the owner's, who finds there what it has left. @returns bytes that had to be moved */
  give(owner: TablesOwner): Bytes {
    if (this.#owner === owner) return 0;
    this.empty();
    const pieces = this.#aside.get(owner) ?? [];
    for (const { at, bytes } of pieces) this.#bytes.set(bytes, at);
    this.#aside.delete(owner);
    this.#owner = owner;
    this.#countBy(owner.stacks);
    return pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** The child has what its parent has now. */
  fork(parent: TablesOwner, child: TablesOwner): void {
    if (this.#owner === child) this.#forget(child);
    if (this.#owner === parent) this.empty();
    this.#aside.set(child, this.#aside.get(parent)!);
    // What both remember in globals goes through memory that is nobody's between two calls.
    const { scratchBase } = this.#layout;
    parent.kernel.saveState!(scratchBase);
    child.kernel.restoreState!(scratchBase);
  }

  /** Nobody asks for the owner's any more. */
  end(owner: TablesOwner): void {
    if (this.#owner === owner) this.#forget(owner);
    this.#aside.delete(owner);
  }

  #forget({ space, kernel }: TablesOwner): void {
    kernel.dropIndex();
    clear(this.#marked(space, kernel));
    this.#owner = undefined;
  }

  #setAside({ space, kernel }: TablesOwner): Piece[] {
    const { registryBase, ringBase, ringSlots } = this.#layout;
    kernel.dropIndex();
    const bigRing = ringBase + ringSlots * ID;
    const marked = this.#marked(space, kernel);
    const pieces = [
      ...marked,
      this.#piece(registryBase, registryBase + (kernel.end.value >>> 0) * ROW),
      ...this.#waiting(ringBase, kernel.smallHead.value, kernel.smallLength.value),
      ...this.#waiting(bigRing, kernel.bigHead.value, kernel.bigLength.value),
    ].map(({ at, bytes }) => ({ at, bytes: bytes.slice() }));
    clear(marked);
    return pieces;
  }

  /** Stretches of shadow in which something is marked; such as touch are one. */
  #marked(space: AddressSpace, kernel: CheckKernel): Piece[] {
    const { shadowBase } = this.#layout;
    const pieces: Piece[] = [];
    for (const { start, end } of space.areas.all) {
      const stop = shadowBase + end / 8;
      for (let at = shadowBase + start / 8; at < stop; ) {
        const first = kernel.firstMarked(at, stop) >>> 0;
        if (first >= stop) break;
        at = Math.min(first + STRETCH, stop);
        const last = pieces.at(-1);
        if (last !== undefined && last.at + last.bytes.length === first) last.bytes = this.#bytes.subarray(last.at, at);
        else pieces.push(this.#piece(first, at));
      }
    }
    return pieces;
  }

  /** What waits in a ring, which may go over its end. */
  #waiting(ring: Address, head: number, length: number): Piece[] {
    const { ringSlots } = this.#layout;
    const first = (head & (ringSlots - 1)) >>> 0;
    const count = length >>> 0;
    const behind = Math.max(0, first + count - ringSlots);
    return [
      this.#piece(ring + first * ID, ring + (first + count - behind) * ID),
      this.#piece(ring, ring + behind * ID),
    ].filter(({ bytes }) => bytes.length > 0);
  }

  #piece(from: Address, to: Address): Piece {
    return { at: from, bytes: this.#bytes.subarray(from, to) };
  }

  #countBy(stacks: StackTable): void {
    if (this.#stacks === stacks) return;
    if (this.#stacks !== undefined) {
      const size = STACK_ID_SETS * STACK_ID_WAYS * STACK_ID_SLOT;
      this.#bytes.fill(0, this.#stackIds, this.#stackIds + size);
    }
    this.#stacks = stacks;
  }
}

function clear(pieces: readonly Piece[]): void {
  for (const { bytes } of pieces) bytes.fill(0);
}
