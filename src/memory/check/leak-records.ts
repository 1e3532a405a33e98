/**
 * Loss records: lost blocks of the same kind, stack and routine added up, in an open-addressing table of numbers, since
 * there may be as many records as blocks.
 */
import type { Address, Bytes, StackId } from '../../base/ids.js';
import { LEAK_KINDS, type LeakRecord } from '../../events/findings.js';
import { ALLOCATION_ROUTINES } from '../../events/routines.js';
import type { RoutineCode } from '../../events/routines.js';

export class LeakRecords {
  readonly #records: LeakRecord[] = [];
  /** Record number + 1, or 0, by hash. */
  #slots = new Int32Array(256);
  #lastKey = -1;
  #last = 0;

  add(
    kind: number,
    stack: StackId,
    routine: RoutineCode,
    size: Bytes,
    indirectBytes: Bytes,
    indirectBlocks: number,
    address: Address,
  ): void {
    // kind and routine take 2 and 4 bits: exact for any 32-bit stack id.
    const key = stack * 64 + routine * 4 + kind;
    if (key !== this.#lastKey) {
      this.#last = this.#find(kind, stack, routine, address);
      this.#lastKey = key;
    }
    const record = this.#records[this.#last]!;
    record.blocks++;
    record.bytes += size;
    record.indirectBytes += indirectBytes;
    record.indirectBlocks += indirectBlocks;
  }

  /** By kind (LEAK_KINDS), each smallest loss first, equal ones by address. */
  sorted(): LeakRecord[] {
    const rank = (r: LeakRecord): number => LEAK_KINDS.indexOf(r.kind);
    return this.#records.sort(
      (a, b) => rank(a) - rank(b) || a.bytes + a.indirectBytes - b.bytes - b.indirectBytes || a.example - b.example,
    );
  }

  #find(kind: number, stack: StackId, routine: RoutineCode, address: Address): number {
    if (this.#records.length * 2 >= this.#slots.length) this.#grow();
    let slot = this.#hash(kind, stack, routine);
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & (this.#slots.length - 1)) {
      const at = this.#slots[slot]! - 1;
      const record = this.#records[at]!;
      if (record.stack === stack && record.kind === LEAK_KINDS[kind] && record.routine === ALLOCATION_ROUTINES[routine])
        return at;
    }
    this.#records.push({
      kind: LEAK_KINDS[kind]!,
      stack,
      routine: ALLOCATION_ROUTINES[routine]!,
      blocks: 0,
      bytes: 0,
      indirectBytes: 0,
      indirectBlocks: 0,
      example: address,
    });
    this.#slots[slot] = this.#records.length;
    return this.#records.length - 1;
  }

  #hash(kind: number, stack: StackId, routine: RoutineCode): number {
    return (Math.imul(stack, 0x9e37_79b1) ^ Math.imul(routine * 4 + kind, 0x85eb_ca6b)) & (this.#slots.length - 1);
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#records.forEach((record, at) => {
      const routine = ALLOCATION_ROUTINES.indexOf(record.routine);
      let slot = this.#hash(LEAK_KINDS.indexOf(record.kind), record.stack, routine);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = at + 1;
    });
  }
}
