/**
 * Facts that hold wherever control stands, as a function is walked once from top to bottom.
 *
 * Invariants
 * 1. A fact holds on every way to the current instruction. One that is added inside a block ends with it (a branch may have
 *    gone round it); those added before hold on.
 * 2. A loop's head is also reached from its end, so it begins with none. Calls end all facts.
 *
 * Cost: O(1) per instruction; there are at most `capacity` facts, the oldest of which goes first.
 */
import { OP } from '../binary/opcodes.js';
import type { InstructionCursor } from './instructions.js';

export class ScopedFacts<Fact> {
  readonly #capacity: number;
  /** In the order in which they were added, and their serial numbers. */
  readonly #facts: Fact[] = [];
  readonly #serials: number[] = [];
  /** For each open block, the serial number of the first fact added inside. */
  readonly #blocks: number[] = [];
  #serial = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Oldest first. */
  get all(): readonly Fact[] {
    return this.#facts;
  }

  add(fact: Fact): void {
    if (this.#facts.length === this.#capacity) {
      this.#facts.shift();
      this.#serials.shift();
    }
    this.#facts.push(fact);
    this.#serials.push(this.#serial++);
  }

  clear(): void {
    this.#facts.length = 0;
    this.#serials.length = 0;
  }

  /** Follow one instruction. */
  apply({ opcode }: InstructionCursor): void {
    switch (opcode) {
      case OP.block:
      case OP.if:
      case OP.try:
      case OP.tryTable:
        this.#blocks.push(this.#serial);
        return;
      case OP.loop:
        this.clear();
        this.#blocks.push(this.#serial);
        return;
      case OP.else:
      case OP.catch:
      case OP.catchAll:
        return this.#forgetSince(this.#blocks.at(-1));
      case OP.end:
      case OP.delegate:
        return this.#forgetSince(this.#blocks.pop());
      case OP.call:
      case OP.callIndirect:
      case OP.memoryGrow:
        this.clear();
    }
  }

  #forgetSince(serial = 0): void {
    while (this.#serials.length > 0 && this.#serials[this.#serials.length - 1]! >= serial) {
      this.#facts.pop();
      this.#serials.pop();
    }
  }
}
