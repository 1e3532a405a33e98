/** Operators: ints of one word and floats inline, everything else through the kernel. */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { BinaryOperator, Expr, Span } from '../../../languages/python/tree/ast.js';
import { FLOAT, TYPE, VALUE } from '../../format/objects.js';
import * as SLOT from '../../format/types.js';
import { FLOAT_TYPE, INT_TYPE } from '../../format/types.js';
import type { Operand } from '../code/operand.js';
import type { Body } from './body.js';
import { consumeBoth } from './conditions.js';
import { expression } from './expressions.js';
import { fusedFloats } from './float-trees.js';
import { newFloat, newInt, releaseValue } from './values.js';

const SLOTS: Readonly<Record<BinaryOperator, { readonly binary: number; readonly inPlace: number }>> = {
  Add: { binary: SLOT.ADD, inPlace: SLOT.IN_PLACE_ADD },
  Sub: { binary: SLOT.SUBTRACT, inPlace: SLOT.IN_PLACE_SUBTRACT },
  Mult: { binary: SLOT.MULTIPLY, inPlace: SLOT.IN_PLACE_MULTIPLY },
  MatMult: { binary: SLOT.MATRIX_MULTIPLY, inPlace: SLOT.IN_PLACE_MATRIX_MULTIPLY },
  Div: { binary: SLOT.TRUE_DIVIDE, inPlace: SLOT.IN_PLACE_TRUE_DIVIDE },
  Mod: { binary: SLOT.REMAINDER, inPlace: SLOT.IN_PLACE_REMAINDER },
  Pow: { binary: SLOT.POWER, inPlace: SLOT.IN_PLACE_POWER },
  LShift: { binary: SLOT.LSHIFT, inPlace: SLOT.IN_PLACE_LSHIFT },
  RShift: { binary: SLOT.RSHIFT, inPlace: SLOT.IN_PLACE_RSHIFT },
  BitOr: { binary: SLOT.OR, inPlace: SLOT.IN_PLACE_OR },
  BitXor: { binary: SLOT.XOR, inPlace: SLOT.IN_PLACE_XOR },
  BitAnd: { binary: SLOT.AND, inPlace: SLOT.IN_PLACE_AND },
  FloorDiv: { binary: SLOT.FLOOR_DIVIDE, inPlace: SLOT.IN_PLACE_FLOOR_DIVIDE },
};

/** Of ints as 64-bit words. */
const WIDE: Readonly<Partial<Record<BinaryOperator, number>>> = {
  Add: OP.i64Add,
  Sub: OP.i64Sub,
  Mult: OP.i64Mul,
};
const BITWISE: Readonly<Partial<Record<BinaryOperator, number>>> = {
  BitAnd: OP.i32And,
  BitOr: OP.i32Or,
  BitXor: OP.i32Xor,
};
const DOUBLE: Readonly<Partial<Record<BinaryOperator, number>>> = {
  Add: OP.f64Add,
  Sub: OP.f64Sub,
  Mult: OP.f64Mul,
  Div: OP.f64Div,
};

/** TYPE and DIGITS of an int of one word, as they are read at once. */
const SMALL_INT = BigInt(INT_TYPE);

export function binary(b: Body, e: Expr & { kind: 'BinOp' }): void {
  if (fusedFloats(b, e, () => plainBinary(b, e))) return;
  plainBinary(b, e);
}

function plainBinary(b: Body, e: Expr & { kind: 'BinOp' }): void {
  expression(b, e.left);
  expression(b, e.right);
  operate(b, e.op, e.span, false);
}

/**
 * Pops two values, pushes the result.
 * @param variable the slot of the variable that an operation in place is about, if it has one: text is appended there
 */
export function operate(b: Body, op: BinaryOperator, span: Span, inPlace: boolean, variable?: number): void {
  const { asm } = b;
  const right = b.pop();
  const left = b.pop();
  const result = b.scratch;
  const done = asm.open();
  if (!b.isCold && canBeInt(left) && canBeInt(right)) intOperation(b, op, left, right, span, done);
  if (!b.isCold && canBeFloat(left) && canBeFloat(right)) floatOperation(b, op, left, right, span, done);
  b.site(span);
  const appends = variable !== undefined && op === 'Add';
  if (appends) asm.get(b.frame).add(b.slotOffset(variable));
  else asm.i32(inPlace ? SLOTS[op].inPlace : SLOTS[op].binary);
  consumeBoth(b, left, right);
  asm
    .call(appends ? 'op_append' : inPlace ? 'op_in_place' : 'op_binary')
    .tee(result)
    .eqz()
    .exitIf(b.failure())
    .close();
  asm.get(result);
  b.push('owned', { known: knownResult(op, left, right), isCalculated: true });
}

function canBeInt(operand: Operand): boolean {
  if (operand.form === 'constant') return operand.known === 'small int';
  return operand.known === undefined || operand.known === 'small int';
}

function canBeFloat(operand: Operand): boolean {
  if (operand.form === 'constant') return operand.known === 'float';
  return operand.known === undefined || operand.known === 'float';
}

function knownResult(op: BinaryOperator, left: Operand, right: Operand): Operand['known'] {
  const isFloat = left.known === 'float' && right.known === 'float' && DOUBLE[op] !== undefined;
  return isFloat ? 'float' : undefined;
}

/** Leaves a construct unless an operand is an int of one word. */
export function leaveUnlessSmallInt(b: Body, operand: Operand, construct: number): void {
  if (operand.form === 'constant' && operand.known === 'small int') return;
  b.get(operand).memory(OP.i64Load, TYPE).i64(SMALL_INT).op(OP.i64Ne).leaveIf(construct);
}

/** The value of an int of one word. */
export function smallValue(b: Body, operand: Operand): void {
  if (operand.value?.type === 'int') b.asm.i32(Number(operand.value.value));
  else b.get(operand).load(VALUE);
}

function wideValue(b: Body, operand: Operand): void {
  if (operand.value?.type === 'int') b.asm.i64(BigInt(operand.value.value));
  else b.get(operand).memory(OP.i64Load32S, VALUE);
}

function doubleValue(b: Body, operand: Operand): void {
  if (operand.value?.type === 'float') b.asm.f64(operand.value.value);
  else b.get(operand).memory(OP.f64Load, FLOAT);
}

function intOperation(b: Body, op: BinaryOperator, left: Operand, right: Operand, span: Span, done: number): void {
  const { asm } = b;
  const wide = WIDE[op];
  const bitwise = BITWISE[op];
  const divides = op === 'FloorDiv' || op === 'Mod';
  const shifts = op === 'RShift' || op === 'LShift';
  if (wide === undefined && bitwise === undefined && !divides && !shifts) return;
  const noInts = asm.open();
  leaveUnlessSmallInt(b, left, noInts);
  leaveUnlessSmallInt(b, right, noInts);
  if (wide !== undefined) {
    wideValue(b, left);
    wideValue(b, right);
    asm.op(wide);
  } else if (bitwise !== undefined) {
    smallValue(b, left);
    smallValue(b, right);
    asm.op(bitwise).op(OP.i64ExtendI32S);
  } else if (divides) {
    smallValue(b, left);
    asm.i32(0).op(OP.i32LtS).leaveIf(noInts);
    smallValue(b, right);
    asm.i32(0).op(OP.i32LeS).leaveIf(noInts);
    smallValue(b, left);
    smallValue(b, right);
    asm.op(op === 'Mod' ? OP.i32RemS : OP.i32DivS).op(OP.i64ExtendI32S);
  } else {
    smallValue(b, right);
    asm
      .i32(op === 'LShift' ? 30 : 31)
      .op(OP.i32GtU)
      .leaveIf(noInts);
    wideValue(b, left);
    wideValue(b, right);
    asm.op(op === 'LShift' ? OP.i64Shl : OP.i64ShrS);
  }
  newInt(b, b.scratch, span, failureWith(b, left, right));
  releaseNumbers(b, left, right);
  asm.leave(done).close();
}

function floatOperation(b: Body, op: BinaryOperator, left: Operand, right: Operand, span: Span, done: number): void {
  const double = DOUBLE[op];
  if (double === undefined) return;
  const { asm } = b;
  const noFloats = asm.open();
  asm.doubleInPassing((converted) => {
    const ofLeft = doubleOf(b, left, right, noFloats, converted);
    const ofRight = doubleOf(b, right, left, noFloats, converted);
    if (op === 'Div') {
      ofRight();
      asm.f64(0).op(OP.f64Eq).leaveIf(noFloats);
    }
    ofLeft();
    ofRight();
    asm.op(double);
  });
  newFloat(b, b.scratch, span, failureWith(b, left, right));
  releaseNumbers(b, left, right);
  asm.leave(done).close();
}

/**
 * Leaves a construct unless an operand is a float or, beside one that is certainly a float, an int of one word. What puts
 * its double on wasm's stack.
 * @param converted local for the double of an int: only one of two operands can need it
 */
function doubleOf(b: Body, one: Operand, beside: Operand, construct: number, converted: number): () => void {
  const { asm } = b;
  if (one.known === 'float') return () => doubleValue(b, one);
  if (beside.known !== 'float') {
    b.get(one).load(TYPE).i32(FLOAT_TYPE).op(OP.i32Ne).leaveIf(construct);
    return () => doubleValue(b, one);
  }
  b.get(one).load(TYPE).i32(FLOAT_TYPE).op(OP.i32Eq).if();
  doubleValue(b, one);
  asm.set(converted).else();
  leaveUnlessSmallInt(b, one, construct);
  smallValue(b, one);
  asm.op(OP.f64ConvertI32S).set(converted).close();
  return () => void asm.get(converted);
}

/** Both are ints of one word, or floats. */
export function releaseNumbers(b: Body, left: Operand, right: Operand): void {
  if (left.form === 'owned') releaseValue(b, left.local);
  if (right.form === 'owned') releaseValue(b, right.local);
}

/** Where a failure leads while both operands are still there. */
function failureWith(b: Body, left: Operand, right: Operand): ReturnType<Body['failure']> {
  b.stack.push(left, right);
  const block = b.failure();
  b.stack.length -= 2;
  return block;
}

const UNARY_SLOTS = { USub: SLOT.NEGATIVE, UAdd: SLOT.POSITIVE, Invert: SLOT.INVERT } as const;

export function unary(b: Body, e: Expr & { kind: 'UnaryOp' }): void {
  const { asm } = b;
  expression(b, e.operand);
  const operand = b.pop();
  const done = asm.open();
  if (!b.isCold && e.op !== 'UAdd' && canBeInt(operand)) {
    const noInt = asm.open();
    leaveUnlessSmallInt(b, operand, noInt);
    asm.i64(e.op === 'USub' ? 0n : -1n);
    wideValue(b, operand);
    asm.op(OP.i64Sub);
    newInt(b, b.scratch, e.span, failureWithOne(b, operand));
    b.release(operand);
    asm.leave(done).close();
  }
  if (!b.isCold && e.op === 'USub' && canBeFloat(operand)) {
    const noFloat = asm.open();
    if (operand.known !== 'float') b.get(operand).load(TYPE).i32(FLOAT_TYPE).op(OP.i32Ne).leaveIf(noFloat);
    doubleValue(b, operand);
    asm.op(OP.f64Neg);
    newFloat(b, b.scratch, e.span, failureWithOne(b, operand));
    b.release(operand);
    asm.leave(done).close();
  }
  b.site(e.span);
  asm.i32(UNARY_SLOTS[e.op as keyof typeof UNARY_SLOTS]);
  b.consume(operand);
  asm.call('op_unary').tee(b.scratch).eqz().exitIf(b.failure()).close();
  asm.get(b.scratch);
  b.push('owned', { known: operand.known === 'float' && e.op === 'USub' ? 'float' : undefined });
}

function failureWithOne(b: Body, operand: Operand): ReturnType<Body['failure']> {
  b.stack.push(operand);
  const block = b.failure();
  b.stack.length--;
  return block;
}
