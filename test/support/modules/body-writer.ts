/**
 * A function body in the making: the instructions so far, and beside them the types on the operand stack, which a
 * generator has to know to write the next one.
 */
import { OP, TYPE, type ValueType } from '../../../src/instrument/binary/opcodes.js';
import { ByteWriter } from '../../../src/instrument/binary/writer.js';
import type { Signature } from './encode-module.js';
import type { Instruction } from './program.js';
import type { Tape } from './tape.js';

const { i32 } = TYPE;

export const VALUE_TYPES: readonly ValueType[] = [TYPE.i32, TYPE.i64, TYPE.f32, TYPE.f64, TYPE.v128];

/** What a function body may refer to. */
export interface Surroundings {
  types: Signature[];
  /** Type index of each function, imports first. */
  functions: number[];
  globals: readonly { type: ValueType; mutable: boolean }[];
  /** Global that holds addresses only. */
  pointerGlobal: number;
  stackPointer: number;
  fuel: number;
  /** Type index of each tag. */
  tags: readonly number[];
  /** What each slot of the table holds at the start. */
  table: readonly (number | null)[];
  passiveElements: number;
  passiveData: number;
}

export interface Slot {
  type: ValueType;
  /** The value is an address in memory. */
  pointer: boolean;
}

export interface Label {
  kind: 'function' | 'block' | 'loop' | 'try' | 'catch';
  /** Types that a branch to the label takes. */
  branch: readonly ValueType[];
  results: readonly ValueType[];
  /** Operands below belong to blocks around. */
  height: number;
  /** The code that follows cannot be reached. */
  dead: boolean;
}

export class BodyWriter {
  readonly tape: Tape;
  readonly around: Surroundings;
  readonly signature: Signature;
  readonly body: Instruction[] = [];
  /** Types of all locals, parameters first. */
  readonly locals: ValueType[];
  /** i32 locals that only ever hold addresses. */
  readonly pointers: readonly number[];
  /** Locals that random code may read and set. */
  readonly open: readonly number[];
  readonly stack: Slot[] = [];
  readonly labels: Label[] = [];
  /** Instructions left to write, roughly. */
  budget: number;
  readonly #scratch: number[] = [];
  /** Operands below wait for the instruction that is being put together. */
  #floor = 0;

  constructor(tape: Tape, around: Surroundings, signature: Signature, budget: number) {
    this.tape = tape;
    this.around = around;
    this.signature = signature;
    this.budget = budget;
    this.locals = [...signature.params];
    this.pointers = [this.local(i32), this.local(i32)];
    for (let i = tape.below(4); i > 0; i--) this.local(tape.pick([...VALUE_TYPES, TYPE.funcref]));
    this.open = this.locals.map((_, local) => local).filter((local) => !this.pointers.includes(local));
  }

  // Emitting

  plain(write: (w: ByteWriter) => void): void {
    const writer = new ByteWriter(16);
    write(writer);
    this.body.push({ kind: 'plain', bytes: writer.bytes() });
  }

  op(...bytes: number[]): void {
    this.body.push({ kind: 'plain', bytes: Uint8Array.from(bytes) });
  }

  indexed(opcode: number, index: number): void {
    this.plain((w) => w.u8(opcode).u32(index));
  }

  constant(value: number): void {
    this.plain((w) => w.u8(OP.i32Const).s32(value));
  }

  local(type: ValueType): number {
    return this.locals.push(type) - 1;
  }

  /** A local for one purpose, shared by all its uses. */
  scratch(type: ValueType): number {
    this.#scratch[type] ??= this.local(type);
    return this.#scratch[type];
  }

  // The operand stack

  get label(): Label {
    return this.labels[this.labels.length - 1];
  }

  /** Operands that the next instruction may take. */
  get available(): number {
    return this.stack.length - Math.max(this.label.height, this.#floor);
  }

  /** True in dead code that has left nothing on the stack: any operand may be taken from there. */
  get bottomless(): boolean {
    return this.label.dead && this.stack.length === this.label.height;
  }

  /** What `build` pushes takes nothing of what lies on the stack now. */
  above(build: () => void): void {
    const before = this.#floor;
    this.#floor = this.stack.length;
    build();
    this.#floor = before;
  }

  top(below = 0): Slot | undefined {
    return below < this.available ? this.stack[this.stack.length - 1 - below] : undefined;
  }

  give(types: readonly ValueType[]): void {
    for (const type of types) this.stack.push({ type, pointer: false });
  }

  take(count: number): void {
    for (let i = 0; i < count; i++) {
      if (this.stack.length > this.label.height) this.stack.pop();
      else if (!this.label.dead) throw new Error('the generator took an operand that is not there');
    }
  }

  dies(): void {
    this.stack.length = this.label.height;
    this.label.dead = true;
  }

  holds(types: readonly ValueType[]): boolean {
    return types.every((type, i) => this.top(types.length - 1 - i)?.type === type);
  }
}
