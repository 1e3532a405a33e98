/** Conditions as jumps, and comparisons. */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { ComparisonOperator, Expr, Span } from '../../../languages/python/tree/ast.js';
import { DEPTH_LEFT, FALSE, NONE, TRUE } from '../../format/memory-map.js';
import { FLOAT, TYPE, VALUE } from '../../format/objects.js';
import {
  EQUAL,
  FLOAT_TYPE,
  GREATER,
  GREATER_EQUAL,
  INT_TYPE,
  LESS,
  LESS_EQUAL,
  NOT_EQUAL,
} from '../../format/types.js';
import type { Operand } from '../code/operand.js';
import { Block } from '../flow/block.js';
import type { Constant } from '../pool.js';
import { leaveUnlessSmallInt, releaseNumbers, smallValue } from './arithmetic.js';
import type { Body } from './body.js';
import { isStarred, tupleDisplay } from './displays.js';
import { expression, truthValue } from './expressions.js';
import { constantOf, tupleOf, truthOfConstant } from './fold.js';

const OPERATIONS: Readonly<Partial<Record<ComparisonOperator, { code: number; int: number; float: number }>>> = {
  Lt: { code: LESS, int: OP.i32LtS, float: OP.f64Lt },
  LtE: { code: LESS_EQUAL, int: OP.i32LeS, float: OP.f64Le },
  Eq: { code: EQUAL, int: OP.i32Eq, float: OP.f64Eq },
  NotEq: { code: NOT_EQUAL, int: OP.i32Ne, float: OP.f64Ne },
  Gt: { code: GREATER, int: OP.i32GtS, float: OP.f64Gt },
  GtE: { code: GREATER_EQUAL, int: OP.i32GeS, float: OP.f64Ge },
};

/** Goes to one block or the other. */
export function condition(b: Body, e: Expr, yes: Block, no: Block): void {
  if (e.kind === 'BoolOp' || e.kind === 'IfExp') b.ownBelow(0);
  const constant = constantOf(e);
  if (constant !== undefined) {
    b.constants.address(constant, false);
    b.jump(truthOfConstant(constant) ? yes : no);
    return;
  }
  if (e.kind === 'UnaryOp' && e.op === 'Not') {
    condition(b, e.operand, no, yes);
    return;
  }
  if (e.kind === 'BoolOp') {
    const assigned = b.assigned && new Set(b.assigned);
    for (const value of e.values.slice(0, -1)) {
      const next = new Block();
      condition(b, value, e.op === 'And' ? next : yes, e.op === 'And' ? no : next);
      b.start(next);
    }
    condition(b, e.values[e.values.length - 1], yes, no);
    b.assigned = assigned;
    return;
  }
  if (e.kind === 'IfExp') {
    const first = new Block();
    const second = new Block();
    condition(b, e.test, first, second);
    b.start(first);
    condition(b, e.body, yes, no);
    b.start(second);
    condition(b, e.orElse, yes, no);
    return;
  }
  if (e.kind === 'Compare') {
    comparisonChain(b, e, yes, no);
    return;
  }
  expression(b, e);
  truth(b, e.span);
  b.branch(yes, no);
}

/** Pops a value; its truth is then on wasm's stack. */
function truth(b: Body, span: Span): void {
  const value = b.pop();
  const { asm } = b;
  const local = b.word;
  if (value.known === 'bool') {
    b.get(value).i32(TRUE).op(OP.i32Eq).set(local);
    b.release(value);
    asm.get(local);
    return;
  }
  const isOwned = value.form === 'owned';
  const { isCold } = b;
  if (!isCold) {
    b.get(value).i32(TRUE).op(OP.i32Eq).tee(local).eqz().if();
    b.get(value).i32(FALSE).op(OP.i32Ne);
    b.get(value).i32(NONE).op(OP.i32Ne).op(OP.i32And).if();
    b.get(value).memory(OP.i64Load, TYPE).i64(BigInt(INT_TYPE)).op(OP.i64Eq).if();
    b.get(value).load(VALUE).i32(0).op(OP.i32Ne).set(local).else();
  }
  b.site(span);
  if (isOwned) b.get(value).call('truthOf');
  else {
    b.consume(value);
    asm.call('op_truth');
  }
  asm.set(local);
  if (!isCold) asm.close().close().close();
  b.release(value);
  asm.get(local);
  b.failIfNegative();
  asm.get(local);
}

/** The value of a comparison. */
export function comparison(b: Body, e: Expr & { kind: 'Compare' }): void {
  const [op] = e.ops;
  if (e.ops.length > 1) {
    valueOfChain(b, e);
    return;
  }
  if (op === 'In' || op === 'NotIn' || op === 'Is' || op === 'IsNot') {
    truthValue(b, e);
    return;
  }
  expression(b, e.left);
  expression(b, e.comparators[0]);
  compareValues(b, op, e.span);
}

/** Pops two values, pushes what their comparison gives, which may be any object. */
function compareValues(b: Body, op: ComparisonOperator, span: Span): void {
  if (OPERATIONS[op] === undefined) {
    test(b, op, span);
    b.asm.if().i32(TRUE).set(b.scratch).else().i32(FALSE).set(b.scratch).close().get(b.scratch);
    b.push('borrowed', { known: 'bool' });
    return;
  }
  const { code, int, float } = OPERATIONS[op]!;
  const { asm } = b;
  const right = b.pop();
  const left = b.pop();
  const done = asm.open();
  const slow = asm.open();
  // CPython has specialised comparisons where a jump follows alone: all others count as calls.
  if (!b.isCold) asm.loadAt(DEPTH_LEFT).i32(0).op(OP.i32LeS).leaveIf(slow);
  inlineComparison(b, left, right, slow, int, float, () => {
    asm.if().i32(TRUE).set(b.scratch).else().i32(FALSE).set(b.scratch).close();
    b.increfLocal(b.scratch);
    releaseNumbers(b, left, right);
    asm.leave(done);
  });
  asm.close();
  b.site(span);
  consumeBoth(b, left, right);
  asm.i32(code).call('op_compare').tee(b.scratch).eqz().exitIf(b.failure()).close();
  asm.get(b.scratch);
  b.push('owned');
}

/** A comparison chain for its value: of `a < b < c` the first comparison that is not true, or the last one. */
function valueOfChain(b: Body, e: Expr & { kind: 'Compare' }): void {
  const end = new Block();
  const short = new Block();
  const depth = b.stack.length;
  b.ownBelow(0);
  expression(b, e.left);
  for (const [at, op] of e.ops.entries()) {
    const isLast = at === e.ops.length - 1;
    if (isLast) {
      containerOrValue(b, op, e.comparators[at]);
      compareValues(b, op, e.span);
      b.settle();
      b.jump(end);
      break;
    }
    expression(b, e.comparators[at]);
    keepRight(b);
    compareValues(b, op, e.span);
    b.settle();
    b.duplicate();
    b.consume(b.pop());
    b.asm.call('op_truth').tee(b.word);
    b.failIfNegative();
    b.asm.get(b.word);
    const next = new Block();
    b.branch(next, short);
    b.start(next);
    b.drop();
  }
  const result = b.pop();
  b.start(short);
  b.asm.get(b.temporary(depth));
  b.push('owned');
  b.asm.get(b.temporary(depth + 1));
  b.push('owned');
  b.dropBelow();
  b.jump(end);
  b.pop();
  b.start(end);
  b.stack.push(result);
}

/** left, right -> right, left, right: the right value is compared again. */
function keepRight(b: Body): void {
  b.own(b.stack.length - 1);
  b.own(b.stack.length - 2);
  const right = b.pop();
  const left = b.pop();
  b.get(left).set(b.word);
  b.get(right);
  b.push('owned', { known: right.known });
  b.asm.get(b.word);
  b.push('owned', { known: left.known });
  b.duplicate(1);
}

function comparisonChain(b: Body, e: Expr & { kind: 'Compare' }, yes: Block, no: Block): void {
  if (e.ops.length > 1) b.ownBelow(0);
  expression(b, e.left);
  if (e.ops.length === 1) {
    containerOrValue(b, e.ops[0], e.comparators[0]);
    test(b, e.ops[0], e.span);
    b.branch(yes, no);
    return;
  }
  const short = new Block();
  for (const [at, op] of e.ops.entries()) {
    if (at === e.ops.length - 1) {
      containerOrValue(b, op, e.comparators[at]);
      test(b, op, e.span);
      b.branch(yes, no);
      break;
    }
    expression(b, e.comparators[at]);
    keepRight(b);
    test(b, op, e.span);
    const next = new Block();
    b.branch(next, short);
    b.start(next);
  }
  b.start(short);
  b.asm.get(b.temporary(b.stack.length));
  b.push('owned');
  b.drop();
  b.jump(no);
}

function containerOrValue(b: Body, op: ComparisonOperator, e: Expr): void {
  if (op === 'In' || op === 'NotIn') container(b, e);
  else expression(b, e);
}

/**
 * What is searched with `in`, or iterated over, has no name: a list display is made as a tuple, and of constants a constant,
 * as of sets.
 */
export function container(b: Body, e: Expr): void {
  const constant = constantContainer(e);
  if (constant !== undefined) b.pushConstant(constant);
  else if (e.kind === 'List' && !e.elements.some(isStarred)) tupleDisplay(b, e);
  else expression(b, e);
}

function constantContainer(e: Expr): Constant | undefined {
  if (e.kind !== 'List' && e.kind !== 'Set') return undefined;
  const tuple = tupleOf(e.elements);
  if (tuple === undefined || e.kind === 'List') return tuple;
  return tuple.type === 'tuple' ? { type: 'frozenset', items: tuple.items } : undefined;
}

/** Pops two values; whether they compare so is then on wasm's stack. */
function test(b: Body, op: ComparisonOperator, span: Span): void {
  b.asm.inPassing((local) => testInto(b, op, span, local));
}

/** The same by way of a local. */
function testInto(b: Body, op: ComparisonOperator, span: Span, local: number): void {
  const { asm } = b;
  const right = b.pop();
  const left = b.pop();
  if (op === 'Is' || op === 'IsNot') {
    b.get(left);
    b.get(right)
      .op(op === 'Is' ? OP.i32Eq : OP.i32Ne)
      .set(local);
    releaseBoth(b, left, right);
    asm.get(local);
    return;
  }
  if (op === 'In' || op === 'NotIn') {
    b.site(span);
    consumeBoth(b, left, right);
    asm.call('op_contains').tee(local);
    b.failIfNegative();
    asm.get(local);
    if (op === 'NotIn') asm.eqz();
    return;
  }
  const { code, int, float } = OPERATIONS[op]!;
  const done = asm.open();
  const slow = asm.open();
  inlineComparison(b, left, right, slow, int, float, () => {
    asm.set(local);
    releaseNumbers(b, left, right);
    asm.leave(done);
  });
  asm.close();
  b.site(span);
  consumeBoth(b, left, right);
  asm.i32(code).call('op_compare_truth').tee(local);
  b.failIfNegative();
  asm.close().get(local);
}

/** Small ints and floats; `then` takes the truth from wasm's stack. */
function inlineComparison(
  b: Body,
  left: Operand,
  right: Operand,
  slow: number,
  int: number,
  float: number,
  then: () => void,
): void {
  if (b.isCold) return;
  const { asm } = b;
  const mayBeInt = left.known !== 'float' && right.known !== 'float';
  const mayBeFloat = left.known !== 'small int' && right.known !== 'small int';
  if (mayBeInt) {
    const noInts = asm.open();
    leaveUnlessSmallInt(b, left, noInts);
    leaveUnlessSmallInt(b, right, noInts);
    smallValue(b, left);
    smallValue(b, right);
    asm.op(int);
    then();
    asm.close();
  }
  if (!mayBeFloat) return;
  for (const one of [left, right])
    if (one.known !== 'float') b.get(one).load(TYPE).i32(FLOAT_TYPE).op(OP.i32Ne).leaveIf(slow);
  b.get(left).memory(OP.f64Load, FLOAT);
  b.get(right).memory(OP.f64Load, FLOAT).op(float);
  then();
}

export function releaseBoth(b: Body, left: Operand, right: Operand): void {
  b.release(left);
  b.release(right);
}

export function consumeBoth(b: Body, left: Operand, right: Operand): void {
  b.consume(left);
  b.consume(right);
}
