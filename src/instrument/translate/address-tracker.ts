/**
 * An operand tracker that also knows which operands are at a known distance from each other: each has the number of a value
 * and a distance from it. Equal numbers mean the same value, though nobody knows which.
 *
 *     local.get 0          (7, 0)
 *     local.tee 1          (7, 0), and so has local 1
 *     i32.const 8  add     (7, 8)
 *
 * Invariants
 * 1. A local keeps its number while the block is open in which it was set; who leaves a block may have gone round that.
 * 2. Inside a loop only those count that were set there: at its head, others may have been changed further down.
 *
 * Cost: O(1) per instruction.
 */
import { OP } from '../binary/opcodes.js';
import type { InstructionCursor } from '../rewrite/instructions.js';
import { CONSTANT, OperandTracker, type Known } from '../rewrite/operand-tracker.js';

export class AddressTracker extends OperandTracker {
  /** Distance of the operand that the last `numberOf` asked for, from the value. */
  distance = 0;

  readonly #numbers: number[] = [];
  readonly #distances: number[] = [];
  readonly #localNumber: Uint32Array;
  readonly #localDistance: Float64Array;
  /** Where a local was set: how many blocks were open, and which one was innermost. */
  readonly #localDepth: Uint32Array;
  readonly #localBlock: Uint32Array;
  /** Numbers of the open blocks, the function first; for each, the depth of the innermost loop at it. */
  readonly #blocks = [1];
  readonly #loops = [0];
  #lastBlock = 1;
  #lastNumber = 0;

  constructor(sets: Uint32Array) {
    super(sets);
    this.#localNumber = new Uint32Array(sets.length);
    this.#localDistance = new Float64Array(sets.length);
    this.#localDepth = new Uint32Array(sets.length);
    this.#localBlock = new Uint32Array(sets.length);
  }

  /** Number of the value that the entry `below` the top is `distance` away from; undefined when the entry is not known of. */
  numberOf(below: number): number | undefined {
    const index = this.#numbers.length - 1 - below;
    this.distance = this.#distances[index] ?? 0;
    return this.#numbers[index];
  }

  override push(kind: Known, value = 0): void {
    super.push(kind, value);
    this.#numbers.push(++this.#lastNumber);
    this.#distances.push(0);
  }

  override pop(): Known {
    this.#numbers.pop();
    this.#distances.pop();
    return super.pop();
  }

  override forgetStack(): void {
    super.forgetStack();
    this.#numbers.length = 0;
    this.#distances.length = 0;
  }

  override getLocal(local: number): void {
    super.getLocal(local);
    if (this.#holdsNumber(local)) this.#top(this.#localNumber[local]!, this.#localDistance[local]!);
    else this.#setNumber(local, this.#lastNumber, 0);
  }

  override setLocal(local: number): void {
    const number = this.numberOf(0) ?? ++this.#lastNumber;
    this.#setNumber(local, number, this.distance);
    super.setLocal(local);
  }

  override addConstantFold(subtract: boolean): void {
    const right = this.peek(0) === CONSTANT ? this.value : undefined;
    const left = this.peek(1) === CONSTANT ? this.value : undefined;
    let number: number | undefined;
    let distance = 0;
    if (right !== undefined) {
      number = this.numberOf(1);
      distance = this.distance + (subtract ? -right : right);
    } else if (left !== undefined && !subtract) {
      number = this.numberOf(0);
      distance = this.distance + left;
    }
    super.addConstantFold(subtract);
    if (number !== undefined) this.#top(number, distance);
  }

  /** Follow the blocks; before the instruction's other effects. */
  apply({ opcode }: InstructionCursor): void {
    switch (opcode) {
      case OP.block:
      case OP.if:
      case OP.try:
      case OP.tryTable:
      case OP.loop:
        this.#loops.push(opcode === OP.loop ? this.#blocks.length : this.#loops.at(-1)!);
        this.#blocks.push(++this.#lastBlock);
        return;
      case OP.else:
      case OP.catch:
      case OP.catchAll:
        this.#blocks[this.#blocks.length - 1] = ++this.#lastBlock;
        return;
      case OP.end:
      case OP.delegate:
        this.#blocks.pop();
        this.#loops.pop();
    }
  }

  #top(number: number, distance: number): void {
    this.#numbers[this.#numbers.length - 1] = number;
    this.#distances[this.#distances.length - 1] = distance;
  }

  #setNumber(local: number, number: number, distance: number): void {
    this.#localNumber[local] = number;
    this.#localDistance[local] = distance;
    this.#localDepth[local] = this.#blocks.length - 1;
    this.#localBlock[local] = this.#blocks[this.#blocks.length - 1]!;
  }

  #holdsNumber(local: number): boolean {
    const depth = this.#localDepth[local]!;
    return this.#blocks[depth] === this.#localBlock[local] && depth >= this.#loops[this.#loops.length - 1]!;
  }
}
