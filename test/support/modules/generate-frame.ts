/** Generates what compilers write to keep a function's frame on the stack in linear memory. */
import { BLOCK_VOID, OP, TYPE } from '../../../src/instrument/binary/opcodes.js';
import type { Surroundings } from './body-writer.js';
import type { Signature } from './encode-module.js';
import { ValueGenerator } from './generate-values.js';
import { ACCESSES } from './operations.js';
import type { FrameShape } from './program.js';
import type { Tape } from './tape.js';

const { i32 } = TYPE;

export abstract class FrameGenerator extends ValueGenerator {
  readonly frame: FrameShape;
  /** Local with the address of the frame, or with the stack pointer to go back to. */
  #base = -1;

  constructor(tape: Tape, around: Surroundings, signature: Signature, budget: number, frame: FrameShape) {
    super(tape, around, signature, budget);
    this.frame = frame;
  }

  get needsEpilogue(): boolean {
    return this.frame.kind === 'private' || this.frame.kind === 'escaping' || this.frame.kind === 'dynamic';
  }

  enter(): void {
    const { kind, size } = this.frame;
    if (kind === 'none') return;
    const base = (this.#base = this.local(i32));
    const { stackPointer } = this.around;
    this.indexed(OP.globalGet, stackPointer);
    if (kind === 'dynamic') {
      this.indexed(OP.localSet, base);
      return;
    }
    if (this.tape.chance(2)) {
      // As without optimisation: every value goes through a local of its own.
      const [old, amount] = [this.local(i32), this.local(i32)];
      this.indexed(OP.localSet, old);
      this.constant(size);
      this.indexed(OP.localSet, amount);
      this.indexed(OP.localGet, old);
      this.indexed(OP.localGet, amount);
      this.op(OP.i32Sub);
      this.indexed(OP.localSet, base);
      this.indexed(OP.localGet, base);
    } else {
      this.constant(size);
      this.op(OP.i32Sub);
      this.indexed(OP.localTee, base);
    }
    if (this.needsEpilogue) this.body.push({ kind: 'stack pointer', frame: this.frame });
    else {
      this.body.push({ kind: 'red zone', frame: this.frame });
      this.op(OP.drop);
    }
  }

  epilogue(): void {
    if (!this.needsEpilogue) return;
    this.indexed(OP.localGet, this.#base);
    if (this.frame.kind !== 'dynamic') {
      this.constant(this.frame.size);
      this.op(OP.i32Add);
    }
    this.body.push({ kind: 'stack pointer', frame: this.frame });
  }

  /** What a handler does first: the frames below are gone. */
  restoreStack(): void {
    if (!this.needsEpilogue) return;
    this.frame.restored = true;
    this.indexed(OP.localGet, this.#base);
    this.body.push({ kind: 'stack pointer', frame: this.frame });
  }

  /** The address of the frame goes to where anyone finds it, and no one can tell what it is from the code alone. */
  leak(): void {
    const { pointerGlobal } = this.around;
    const [pointer] = this.pointers;
    this.indexed(OP.localGet, this.#base);
    switch (this.tape.below(3)) {
      case 0:
        // By way of a global.
        this.#addConstant(this.tape.below(this.frame.size));
        this.indexed(OP.globalSet, pointerGlobal);
        this.indexed(OP.globalGet, pointerGlobal);
        this.indexed(OP.localSet, pointer);
        return;
      case 1:
        // Into a local, and then on to a place that may be reached from elsewhere.
        this.#addConstant(this.tape.below(this.frame.size));
        this.indexed(OP.localSet, pointer);
        this.op(OP.loop, BLOCK_VOID, OP.end);
        return;
      default:
        // An element that is known when the program runs.
        this.indexed(OP.globalGet, this.around.fuel);
        this.op(OP.i32Const, 15, OP.i32And, OP.i32Add);
        this.indexed(OP.localSet, pointer);
    }
  }

  #addConstant(value: number): void {
    this.constant(value);
    this.op(OP.i32Add);
  }

  /** alloca */
  allocate(): void {
    this.indexed(OP.globalGet, this.around.stackPointer);
    this.constant(16 * (1 + this.tape.below(6)));
    this.op(OP.i32Sub);
    this.indexed(OP.localTee, this.tape.pick(this.pointers));
    this.body.push({ kind: 'stack pointer', frame: this.frame });
  }

  /** A load or store at a constant place in the function's own frame, as compilers make them for locals. */
  ownAccess(): void {
    const { size } = this.frame;
    const operation = this.tape.pick(ACCESSES.filter((access) => access.code.length === 1));
    if (size < operation.size) return;
    let offset = this.tape.below(size - operation.size + 1);
    // Now and then it is the caller's frame that is meant.
    if (this.tape.chance(10)) offset = size + this.tape.below(16);
    const inside = offset < size;
    this.indexed(OP.localGet, this.#base);
    if (this.tape.chance(3)) {
      const part = this.tape.below(offset + 1);
      this.constant(part);
      this.op(OP.i32Add);
      offset -= part;
    }
    this.give([i32]);
    if (operation.write && this.tape.chance(2)) this.pushVariable(OP.localGet, operation.type);
    else if (operation.write) this.pushConstant(operation.type);
    const frame = inside ? this.frame : undefined;
    this.body.push({ kind: 'access', operation, align: 0, offset, frame });
    this.take(operation.write ? 2 : 1);
    if (!operation.write) this.give([operation.type]);
  }
}
