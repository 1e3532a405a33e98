/**
 * Which bytes have been checked already wherever control stands now: an access to them need not ask the shadow again.
 *
 * Invariants
 * 1. A fact "the bytes [from, to) beyond this base have been checked" holds as scoped-facts.ts says, and ends with whatever may
 *    change the shadow or the base: any call, any move of the stack pointer, a new value of the local.
 * 2. Checked does not mean good: a program goes on after a finding. The code keeps the doubt in a local (passes/check.ts).
 *
 * Cost: O(1) per instruction; a look-up goes through at most `CAPACITY` facts.
 */
import { OP } from '../binary/opcodes.js';
import type { InstructionCursor } from './instructions.js';
import { LOCAL, type Known, type OperandTracker } from './operand-tracker.js';
import { ScopedFacts } from './scoped-facts.js';

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
}

/** What is known of some bytes. */
export type Passed = 'readable' | 'writable' | undefined;

export class PassedChecks {
  readonly #tracker: OperandTracker;
  readonly #facts = new ScopedFacts<Fact>(CAPACITY);

  constructor(tracker: OperandTracker) {
    this.#tracker = tracker;
  }

  find(base: Base, from: number, size: number): Passed {
    const version = this.#version(base);
    let found: Passed;
    for (const fact of this.#facts.all) {
      if (fact.kind !== base.kind || fact.value !== base.value || fact.version !== version) continue;
      if (from < fact.from || from + size > fact.to) continue;
      if (fact.writable) return 'writable';
      found = 'readable';
    }
    return found;
  }

  add(base: Base, from: number, size: number, writable: boolean): void {
    this.#facts.add({ ...base, version: this.#version(base), from, to: from + size, writable });
  }

  /** Follow one instruction. */
  apply(c: InstructionCursor, stackPointer: number | undefined): void {
    this.#facts.apply(c);
    if (c.opcode === OP.globalSet && c.index === stackPointer) this.#facts.clear();
  }

  #version({ kind, value }: Base): number {
    return kind === LOCAL ? this.#tracker.version(value) : 0;
  }
}
