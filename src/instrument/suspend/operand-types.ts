/**
 * The types of the operands on the stack, as a validator works them out: what each instruction takes and gives. Of code that
 * is valid; control instructions are the caller's business.
 *
 * Cost: O(1) per instruction.
 */
import { plainAccess, vectorAccess } from '../binary/memory-access.js';
import type { FunctionType } from '../binary/module.js';
import { MISC, OP, TYPE, type ValueType } from '../binary/opcodes.js';
import type { InstructionCursor } from '../rewrite/instructions.js';
import { numericOperands } from '../rewrite/stack-effects.js';

export interface TypeContext {
  ofFunction(index: number): FunctionType;
  ofType(index: number): FunctionType;
  ofGlobal(index: number): ValueType;
  ofTable(index: number): ValueType;
  /** Of all locals, parameters first. */
  locals: readonly ValueType[];
}

const { i32, i64, f32, f64, v128, funcref } = TYPE;

export class OperandTypes {
  readonly stack: ValueType[] = [];
  readonly #context: TypeContext;

  constructor(context: TypeContext) {
    this.#context = context;
  }

  get height(): number {
    return this.stack.length;
  }

  push(types: readonly ValueType[]): void {
    this.stack.push(...types);
  }

  pop(count: number): void {
    this.stack.length -= count;
  }

  /** Everything above `height` goes. */
  cut(height: number): void {
    this.stack.length = height;
  }

  apply(c: InstructionCursor): void {
    const op = c.opcode;
    const access = plainAccess(op);
    if (access !== undefined) {
      this.pop(access.operands.length + 1);
      if (!access.write) this.stack.push(LOAD_RESULTS[op - OP.i32Load]!);
      return;
    }
    const operands = numericOperands(op);
    if (operands > 0) {
      this.pop(operands);
      this.stack.push(numericResult(op));
      return;
    }
    this.#other(c);
  }

  #other(c: InstructionCursor): void {
    const { stack } = this;
    const { locals, ofGlobal, ofTable, ofFunction, ofType } = this.#context;
    switch (c.opcode) {
      case OP.nop:
        return;
      case OP.localGet:
        stack.push(locals[c.index]!);
        return;
      case OP.localSet:
      case OP.globalSet:
      case OP.drop:
      case OP.brIf:
        return this.pop(1);
      case OP.localTee:
        return;
      case OP.globalGet:
        stack.push(ofGlobal(c.index));
        return;
      case OP.i32Const:
      case OP.memorySize:
        stack.push(i32);
        return;
      case OP.i64Const:
        stack.push(i64);
        return;
      case OP.f32Const:
        stack.push(f32);
        return;
      case OP.f64Const:
        stack.push(f64);
        return;
      case OP.memoryGrow:
      case OP.refIsNull:
        this.pop(1);
        stack.push(i32);
        return;
      case OP.select:
      case OP.selectTyped:
        return this.pop(2);
      case OP.refFunc:
        stack.push(funcref);
        return;
      case OP.refNull:
        stack.push(c.reader.bytes[c.start + 1]!);
        return;
      case OP.tableGet:
        this.pop(1);
        stack.push(ofTable(c.index));
        return;
      case OP.tableSet:
        return this.pop(2);
      case OP.call:
        return this.#call(ofFunction(c.index));
      case OP.callIndirect:
        this.pop(1);
        return this.#call(ofType(c.index));
      case OP.miscPrefix:
        return this.#misc(c.sub);
      case OP.simdPrefix:
        return this.#vector(c);
      default:
        c.reader.fail(`Instruction 0x${c.opcode.toString(16)} is not known where a program may be interrupted`);
    }
  }

  #call({ params, results }: FunctionType): void {
    this.pop(params.length);
    this.push(results);
  }

  #misc(sub: number): void {
    if (sub <= 7) {
      this.pop(1);
      this.stack.push(sub <= 3 ? i32 : i64);
    } else if (sub === MISC.tableGrow) {
      this.pop(2);
      this.stack.push(i32);
    } else if (sub === MISC.tableSize) this.stack.push(i32);
    else if (sub !== MISC.dataDrop && sub !== MISC.elemDrop) this.pop(3);
  }

  #vector(c: InstructionCursor): void {
    const { sub } = c;
    const access = vectorAccess(sub);
    if (access !== undefined) {
      this.pop(access.operands.length + 1);
      if (!access.write) this.stack.push(v128);
      return;
    }
    if (sub > LAST_VECTOR) c.reader.fail(`Vector instruction ${sub} is not known where a program may be interrupted`);
    this.pop(vectorOperands(sub));
    this.stack.push(vectorResult(sub));
  }
}

/** Of the loads 0x28 .. 0x35. */
const LOAD_RESULTS: readonly ValueType[] = [i32, i64, f32, f64, i32, i32, i32, i32, i64, i64, i64, i64, i64, i64];

/** The last opcode of each run of numeric instructions, and what they give. */
const NUMERIC_RESULTS: readonly (readonly [last: number, type: ValueType])[] = [
  [0x66, i32],
  [0x78, i32],
  [0x8a, i64],
  [0x98, f32],
  [0xa6, f64],
  [0xab, i32],
  [0xb1, i64],
  [0xb6, f32],
  [0xbb, f64],
  [0xbc, i32],
  [0xbd, i64],
  [0xbe, f32],
  [0xbf, f64],
  [0xc1, i32],
  [0xc4, i64],
];

function numericResult(opcode: number): ValueType {
  return NUMERIC_RESULTS.find(([last]) => opcode <= last)![1];
}

/** Of the operations behind 0xfd that are neither loads nor stores. */
const LAST_VECTOR = 255;
const CONSTANT = 12;
const BIT_SELECT = 82;
/** All lanes true, bit masks, any bit set; extraction of a lane. */
const TO_I32 = new Set([83, 99, 100, 131, 132, 163, 164, 195, 196, 21, 22, 24, 25, 27]);
const TO_OTHER = new Map<number, ValueType>([
  [29, i64],
  [31, f32],
  [33, f64],
]);
/** Splats, extractions, conversions and the rest that takes one operand, as runs from .. to. */
const UNARY: readonly (readonly [from: number, to: number])[] = [
  [15, 20],
  [77, 77],
  [83, 83],
  [94, 100],
  [103, 106],
  [116, 117],
  [122, 122],
  [124, 129],
  [131, 132],
  [135, 138],
  [148, 148],
  [160, 164],
  [167, 170],
  [192, 196],
  [199, 202],
  [224, 227],
  [236, 239],
  [248, 255],
];

function vectorOperands(sub: number): number {
  if (sub === CONSTANT) return 0;
  if (sub === BIT_SELECT) return 3;
  const extracts = TO_OTHER.has(sub) || (TO_I32.has(sub) && sub <= 27);
  return extracts || UNARY.some(([from, to]) => sub >= from && sub <= to) ? 1 : 2;
}

function vectorResult(sub: number): ValueType {
  return TO_I32.has(sub) ? i32 : (TO_OTHER.get(sub) ?? v128);
}
