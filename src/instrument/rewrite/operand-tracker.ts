/**
 * What is known about operands and locals while walking a function once from top to bottom: constants, and addresses
 * at a known distance from the stack pointer at entry. Everything else is unknown; unknown is always a safe answer.
 *
 * Invariants
 * 1. The entries of the abstract stack describe the top of the real operand stack; below them nothing is known.
 *    Popping an empty abstract stack gives "unknown", so control flow may simply forget the stack.
 * 2. A local's fact holds if it was set in the current straight line (same epoch), or if it is set exactly once in the
 *    function and that happened before any control instruction: then the set dominates every use.
 * 3. A LOCAL entry means "the value that the local had when it was pushed"; it counts as unknown once the local has been
 *    set again.
 *
 * Cost: O(1) per instruction, whatever the code is.
 */

export const UNKNOWN = 0;
/** The value is `value`. */
export const CONSTANT = 1;
/** The value is the stack pointer at entry plus `value`. */
export const FRAME = 2;
/** The value is that of local number `value`. */
export const LOCAL = 3;
export type Known = typeof UNKNOWN | typeof CONSTANT | typeof FRAME | typeof LOCAL;

export class OperandTracker {
  /** Kind and value of the entry that the last `pop` removed. */
  kind: Known = UNKNOWN;
  value = 0;

  readonly #kinds: Known[] = [];
  readonly #values: number[] = [];
  /** How often the local of a LOCAL entry had been set when it was pushed. */
  readonly #versions: number[] = [];
  readonly #version: Uint32Array;
  readonly #localKind: Uint8Array;
  readonly #localValue: Int32Array;
  readonly #localEpoch: Int32Array;
  readonly #sets: Uint32Array;
  #epoch = 1;
  #beforeControl = true;

  /** `sets[i]` counts the instructions that set local i. */
  constructor(sets: Uint32Array) {
    this.#sets = sets;
    this.#version = new Uint32Array(sets.length);
    this.#localKind = new Uint8Array(sets.length);
    this.#localValue = new Int32Array(sets.length);
    this.#localEpoch = new Int32Array(sets.length);
  }

  push(kind: Known, value = 0): void {
    this.#kinds.push(kind);
    this.#values.push(value);
    this.#versions.push(kind === LOCAL ? this.#version[value] : 0);
  }

  pop(): Known {
    const kind = this.peek();
    this.#kinds.pop();
    this.#values.pop();
    this.#versions.pop();
    return kind;
  }

  /** Kind of the entry `below` the top (0 = top), with its value in `value`. */
  peek(below = 0): Known {
    const index = this.#kinds.length - 1 - below;
    if (index < 0) {
      this.value = 0;
      return (this.kind = UNKNOWN);
    }
    this.value = this.#values[index];
    const kind = this.#kinds[index];
    const outdated = kind === LOCAL && this.#versions[index] !== this.#version[this.value];
    return (this.kind = outdated ? UNKNOWN : kind);
  }

  getLocal(local: number): void {
    if (this.#localKind[local] !== UNKNOWN && this.#holds(local)) {
      this.push(this.#localKind[local] as Known, this.#localValue[local]);
    } else this.push(LOCAL, local);
  }

  /** The top of the stack goes into a local. */
  setLocal(local: number): void {
    const kind = this.pop();
    const value = this.value;
    // LLVM leaves `local.get X, local.tee X` behind, which changes nothing.
    if (kind === LOCAL && value === local) return;
    this.#version[local]++;
    const fact = kind === CONSTANT || kind === FRAME;
    this.#localKind[local] = fact ? kind : UNKNOWN;
    this.#localValue[local] = value;
    this.#localEpoch[local] = this.isPermanent(local) ? 0 : this.#epoch;
  }

  /** True when what is put into the local now holds wherever the local is read. */
  isPermanent(local: number): boolean {
    return this.#sets[local] === 1 && this.#beforeControl;
  }

  /** How often the local has been set so far: a LOCAL entry stands for the same value while this stays. */
  version(local: number): number {
    return this.#version[local];
  }

  #holds(local: number): boolean {
    const epoch = this.#localEpoch[local];
    return epoch === 0 || epoch === this.#epoch;
  }

  /** A place that may be reached from elsewhere: forget what only the straight line before it knew. */
  join(): void {
    this.#epoch++;
    this.forgetStack();
    this.#beforeControl = false;
  }

  /** A branch that may be taken; what follows is still the same straight line, but no longer certain to run. */
  branch(): void {
    this.#beforeControl = false;
  }

  forgetStack(): void {
    this.#kinds.length = 0;
    this.#values.length = 0;
    this.#versions.length = 0;
  }

  /** The values of all FRAME entries on the abstract stack. */
  eachFrameAddress(visit: (value: number) => void): void {
    for (let i = 0; i < this.#kinds.length; i++) if (this.#kinds[i] === FRAME) visit(this.#values[i]);
  }

  addConstantFold(subtract: boolean): void {
    const rightKind = this.pop();
    const right = this.value;
    const leftKind = this.pop();
    const left = this.value;
    const sum = subtract ? (left - right) | 0 : (left + right) | 0;
    if (rightKind === CONSTANT && (leftKind === CONSTANT || leftKind === FRAME)) this.push(leftKind, sum);
    else if (!subtract && leftKind === CONSTANT && rightKind === FRAME) this.push(FRAME, sum);
    else this.push(UNKNOWN);
  }
}
