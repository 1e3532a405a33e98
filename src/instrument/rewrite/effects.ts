/**
 * The effect of each instruction on the operand tracker. One switch serves both walks of a function: the analysis that
 * comes first and the rewriting that follows.
 */
import { plainAccess } from '../binary/memory-access.js';
import { MISC, OP } from '../binary/opcodes.js';
import type { FunctionType } from '../binary/module.js';
import type { InstructionCursor } from './instructions.js';
import { FRAME, UNKNOWN, CONSTANT, type OperandTracker } from './operand-tracker.js';
import { numericOperands } from './stack-effects.js';

/** What a walk wants to hear of; each is optional. Values are distances from the stack pointer at entry. */
export interface EffectListener {
  /** The address at this distance is worked out. */
  frameAddress?(value: number): void;
  /** A frame address goes where it can no longer be followed. */
  escapes?(value: number): void;
  /** A load or store of `size` bytes at a frame address (offset included). */
  frameAccess?(value: number, size: number): void;
  /** The stack pointer is set: to the entry value plus `value`, or to something unknown (undefined). */
  stackPointerSet?(value: number | undefined): void;
  /** The stack pointer is read other than at the start of the function. */
  stackPointerRead?(): void;
}

export interface Signatures {
  /** Type of a function by its index in the original index space. */
  ofFunction(index: number): FunctionType;
  ofType(index: number): FunctionType;
  stackPointer: number | undefined;
}

export class Effects {
  readonly #tracker: OperandTracker;
  readonly #signatures: Signatures;
  readonly #listener: EffectListener;
  #stackPointerRead = false;

  constructor(tracker: OperandTracker, signatures: Signatures, listener: EffectListener) {
    this.#tracker = tracker;
    this.#signatures = signatures;
    this.#listener = listener;
  }

  apply(c: InstructionCursor): void {
    const t = this.#tracker;
    const op = c.opcode;
    const access = plainAccess(op);
    if (access) {
      this.#take(access.operands.length);
      if (t.pop() === FRAME) this.#listener.frameAccess?.(t.value + c.offset, access.size);
      if (!access.write) t.push(UNKNOWN);
      return;
    }
    if (op === OP.i32Add || op === OP.i32Sub) return this.#addOrSubtract(op === OP.i32Sub);
    const operands = numericOperands(op);
    if (operands > 0) {
      this.#take(operands);
      return t.push(UNKNOWN);
    }
    this.#other(c, op);
  }

  #addOrSubtract(subtract: boolean): void {
    const t = this.#tracker;
    const rightKind = t.peek(0);
    const right = t.value;
    const leftKind = t.peek(1);
    const left = t.value;
    t.addConstantFold(subtract);
    if (t.peek() === FRAME) this.#listener.frameAddress?.(t.value);
    if (t.kind !== UNKNOWN) return;
    if (rightKind === FRAME) this.#listener.escapes?.(right);
    if (leftKind === FRAME) this.#listener.escapes?.(left);
  }

  #other(c: InstructionCursor, op: number): void {
    const t = this.#tracker;
    switch (op) {
      case OP.nop:
        return;
      case OP.localGet:
        return t.getLocal(c.index);
      case OP.localSet:
      case OP.localTee: {
        const kind = t.peek();
        const value = t.value;
        if (kind === FRAME && !t.isPermanent(c.index)) this.#listener.escapes?.(value);
        t.setLocal(c.index);
        if (op === OP.localTee) t.getLocal(c.index);
        return;
      }
      case OP.i32Const:
        return t.push(CONSTANT, c.index);
      case OP.i64Const:
      case OP.f32Const:
      case OP.f64Const:
      case OP.refNull:
      case OP.refFunc:
      case OP.memorySize:
        return t.push(UNKNOWN);
      case OP.globalGet:
        if (c.index === this.#signatures.stackPointer) {
          if (this.#stackPointerRead) this.#listener.stackPointerRead?.();
          else {
            this.#stackPointerRead = true;
            return t.push(FRAME, 0);
          }
        }
        return t.push(UNKNOWN);
      case OP.globalSet: {
        if (c.index !== this.#signatures.stackPointer) return this.#take(1);
        const known = t.pop() === FRAME;
        this.#listener.stackPointerSet?.(known ? t.value : undefined);
        return;
      }
      case OP.drop:
        t.pop();
        return;
      case OP.select:
      case OP.selectTyped:
        this.#take(3);
        return t.push(UNKNOWN);
      case OP.memoryGrow:
      case OP.refIsNull:
      case OP.tableGet:
        this.#take(1);
        return t.push(UNKNOWN);
      case OP.tableSet:
        return this.#take(2);
      case OP.call:
        return this.#callEffect(this.#signatures.ofFunction(c.index));
      case OP.callIndirect:
        this.#take(1);
        return this.#callEffect(this.#signatures.ofType(c.index));
      case OP.miscPrefix:
        if (c.sub <= 7 || c.sub === MISC.tableGrow || c.sub === MISC.tableSize) break;
        if (c.sub === MISC.dataDrop || c.sub === MISC.elemDrop) return;
        return this.#take(3);
      case OP.brIf:
      case OP.if:
        this.#take(1);
        this.#escapeAll();
        t.forgetStack();
        return t.branch();
      case OP.block:
      case OP.try:
      case OP.tryTable:
        this.#escapeAll();
        t.forgetStack();
        return t.branch();
      default:
        // Everything else ends a straight line or is too rare to follow.
        break;
    }
    this.#escapeAll();
    t.join();
  }

  #callEffect(type: FunctionType): void {
    this.#take(type.params.length);
    for (let i = 0; i < type.results.length; i++) this.#tracker.push(UNKNOWN);
  }

  #take(count: number): void {
    for (let i = 0; i < count; i++) {
      if (this.#tracker.pop() === FRAME) this.#listener.escapes?.(this.#tracker.value);
    }
  }

  #escapeAll(): void {
    if (this.#listener.escapes) this.#tracker.eachFrameAddress(this.#listener.escapes);
  }
}
