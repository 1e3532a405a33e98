/**
 * Which bytes have been checked already wherever control stands now: an access to them need not ask the shadow again.
 *
 * Invariants
 * 1. A fact "the bytes [from, to) beyond this base have been checked" holds on every way to the current instruction. Facts
 *    that are made inside a block end with it (a branch may have gone round them); those made before it hold on.
 * 2. Facts end with whatever may change the shadow or the base: any call, any move of the stack pointer, a new value of
 *    the local. A loop's head is also reached from its end, so it begins with none.
 * 3. Checked does not mean good: a program goes on after a finding. The code keeps the doubt in a local (passes/check.ts).
 *
 * Cost: O(1) per instruction; a look-up goes through at most `CAPACITY` facts.
 */
import { OP } from '../binary/opcodes.js';
import type { InstructionCursor } from './instructions.js';
import { LOCAL, type Known, type OperandTracker } from './operand-tracker.js';

const CAPACITY = 16;

/** What an address is counted from: the operand tracker's kind and value. */
export interface Base {
  kind: Known;
  value: number;
}

interface Fact extends Base {
  /** Of the local that is the base; else 0. */
  version: number;
  from: number;
  to: number;
  /** Also tested not to be read-only. */
  writable: boolean;
  serial: number;
}

/** What is known of some bytes. */
export type Passed = 'readable' | 'writable' | undefined;

export class PassedChecks {
  readonly #tracker: OperandTracker;
  /** In the order in which they were made. */
  readonly #facts: Fact[] = [];
  /** For each open block, the serial number of the first fact made inside. */
  readonly #blocks: number[] = [];
  #serial = 0;

  constructor(tracker: OperandTracker) {
    this.#tracker = tracker;
  }

  find(base: Base, from: number, size: number): Passed {
    const version = this.#version(base);
    let found: Passed;
    for (const fact of this.#facts) {
      if (fact.kind !== base.kind || fact.value !== base.value || fact.version !== version) continue;
      if (from < fact.from || from + size > fact.to) continue;
      if (fact.writable) return 'writable';
      found = 'readable';
    }
    return found;
  }

  add(base: Base, from: number, size: number, writable: boolean): void {
    if (this.#facts.length === CAPACITY) this.#facts.shift();
    const version = this.#version(base);
    this.#facts.push({ ...base, version, from, to: from + size, writable, serial: this.#serial++ });
  }

  /** Follow one instruction. */
  apply({ opcode, index }: InstructionCursor, stackPointer: number | undefined): void {
    switch (opcode) {
      case OP.block:
      case OP.if:
      case OP.try:
      case OP.tryTable:
        this.#blocks.push(this.#serial);
        return;
      case OP.loop:
        this.#facts.length = 0;
        this.#blocks.push(this.#serial);
        return;
      case OP.else:
      case OP.catch:
      case OP.catchAll:
        return this.#forgetSince(this.#blocks.at(-1));
      case OP.end:
      case OP.delegate:
        return this.#forgetSince(this.#blocks.pop());
      case OP.globalSet:
        if (index === stackPointer) this.#facts.length = 0;
        return;
      case OP.call:
      case OP.callIndirect:
      case OP.memoryGrow:
        this.#facts.length = 0;
    }
  }

  #forgetSince(serial = 0): void {
    const facts = this.#facts;
    while (facts.length > 0 && facts[facts.length - 1].serial >= serial) facts.pop();
  }

  #version({ kind, value }: Base): number {
    return kind === LOCAL ? this.#tracker.version(value) : 0;
  }
}
