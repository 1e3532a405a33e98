/**
 * Arithmetic on floats without objects in between. A tree of `+ - * / **` whose leaves are locals, attributes of locals that
 * are in their slots, items of lists and numbers is computed in wasm's doubles if all leaves turn out to be floats. Reading
 * them has no effect, so whenever one is something else the whole expression starts again in the ordinary way.
 */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { BinaryOperator, Expr, Span } from '../../../languages/python/tree/ast.js';
import { ATTRIBUTE_CACHE_BYTES, ATTRIBUTE_INDEX, ATTRIBUTE_OFFSET, ATTRIBUTE_VERSION } from '../../format/caches.js';
import { FLOAT, INSTANCE_CAPACITY, ITEMS, LENGTH, TYPE, VALUE } from '../../format/objects.js';
import { FLOAT_TYPE, INT_TYPE, LIST_TYPE, TYPE_VERSION } from '../../format/types.js';
import type { Body } from './body.js';
import { constantOf } from './fold.js';
import { newFloat, releaseValue } from './values.js';

const OPERATORS: Readonly<Record<string, number | undefined>> = {
  Add: OP.f64Add,
  Sub: OP.f64Sub,
  Mult: OP.f64Mul,
  Div: OP.f64Div,
};

type Node =
  | {
      readonly kind: 'operation';
      readonly op: string;
      readonly left: Node;
      readonly right: Node;
      readonly isFloat: boolean;
    }
  | { readonly kind: 'number'; readonly value: number; readonly isFloat: boolean }
  | { readonly kind: 'negation'; readonly of: Node; readonly isFloat: boolean }
  | { readonly kind: 'leaf'; readonly e: Expr; readonly isFloat: false };

/** Computes the tree inline, with `plain` as the other way, and pushes the result; false if it is no such tree. */
export function fusedFloats(b: Body, e: Expr & { kind: 'BinOp' }, plain: () => void): boolean {
  const tree = b.isFusing || b.isCold ? undefined : treeOf(b, e);
  if (tree === undefined || operations(tree) < 2 || !looksLikeFloats(tree)) return false;
  const { asm } = b;
  const local = b.temporary(b.stack.length);
  const done = asm.open();
  const other = asm.open();
  write(b, tree, other, false);
  newFloat(b, local, e.span, b.failure());
  asm.leave(done).close();
  b.isFusing = true;
  plain();
  b.isFusing = false;
  b.own();
  b.pop();
  asm.close().get(local);
  b.push('owned', { isCalculated: true });
  return true;
}

/**
 * `list[index] += value` in the same way, as a whole: the float that is replaced is the first leaf. False if it is no such
 * tree.
 */
export function fusedItem(
  b: Body,
  target: Expr & { kind: 'Subscript' },
  op: BinaryOperator,
  value: Expr,
  span: Span,
  plain: () => void,
): boolean {
  const tree =
    b.isFusing || b.isCold
      ? undefined
      : treeOf(b, { kind: 'BinOp', left: target, op, right: value, span: target.span });
  if (tree === undefined || operations(tree) < 2 || !looksLikeFloats(tree)) return false;
  const { asm, scratch, word } = b;
  const result = b.temporary(b.stack.length);
  const done = asm.open();
  const other = asm.open();
  write(b, tree, other, false);
  newFloat(b, result, span, b.failure());
  // Nothing has run since the leaf was found: the list is one, and the item is there.
  b.get(b.frame)
    .load(b.slotOffset(slotOfLocal(b, target.value)!))
    .load(ITEMS);
  const constant = constantOf(target.slice);
  if (constant?.type === 'int') asm.add(4 * Number(constant.value));
  else {
    b.get(b.frame)
      .load(b.slotOffset(slotOfLocal(b, target.slice)!))
      .load(VALUE);
    asm.i32(2).op(OP.i32Shl).op(OP.i32Add);
  }
  asm.tee(word).load(0).set(scratch);
  asm.get(word).get(result).store(0);
  releaseValue(b, scratch);
  asm.leave(done).close();
  b.isFusing = true;
  plain();
  b.isFusing = false;
  asm.close();
  return true;
}

function treeOf(b: Body, e: Expr): Node | undefined {
  const constant = constantOf(e);
  if (constant !== undefined) {
    if (constant.type === 'float') return { kind: 'number', value: constant.value, isFloat: true };
    if (constant.type === 'int' && Number.isSafeInteger(Number(constant.value)))
      return { kind: 'number', value: Number(constant.value), isFloat: false };
    return undefined;
  }
  if (e.kind === 'BinOp') {
    if (OPERATORS[e.op] === undefined && e.op !== 'Pow') return undefined;
    const left = treeOf(b, e.left);
    const right = left && treeOf(b, e.right);
    if (right === undefined) return undefined;
    // A power of unknown things is one of ints as often as not.
    if (e.op === 'Pow' && !right.isFloat) return undefined;
    return {
      kind: 'operation',
      op: e.op,
      left: left!,
      right,
      isFloat: e.op === 'Div' || left!.isFloat || right.isFloat,
    };
  }
  if (e.kind === 'UnaryOp' && e.op === 'USub') {
    const of = treeOf(b, e.operand);
    return of && { kind: 'negation', of, isFloat: of.isFloat };
  }
  return isLeaf(b, e) ? { kind: 'leaf', e, isFloat: false } : undefined;
}

function isLeaf(b: Body, e: Expr): boolean {
  if (isCertainLocal(b, e)) return true;
  if (e.kind === 'Attribute') return isCertainLocal(b, e.value);
  return e.kind === 'Subscript' && isCertainLocal(b, e.value) && (isIndex(e.slice) || isCertainLocal(b, e.slice));
}

function isIndex(e: Expr): boolean {
  const constant = constantOf(e);
  return constant?.type === 'int' && constant.value >= 0 && constant.value < 0x1000_0000;
}

function isCertainLocal(b: Body, e: Expr): boolean {
  return slotOfLocal(b, e) !== undefined;
}

function slotOfLocal(b: Body, e: Expr): number | undefined {
  if (e.kind !== 'Name' || b.scope.type !== 'function') return undefined;
  const name = b.mangle(e.id);
  const slot = b.fastSlot(name);
  if (slot === undefined || b.cellNames.includes(name)) return undefined;
  return b.assigned?.has(slot) === true && !b.unsteady.has(slot) ? slot : undefined;
}

function operations(tree: Node): number {
  if (tree.kind === 'operation') return 1 + operations(tree.left) + operations(tree.right);
  return tree.kind === 'negation' ? operations(tree.of) : 0;
}

/** Whole numbers in it, and nothing that makes floats of them, speak for ints. */
function looksLikeFloats(tree: Node): boolean {
  return tree.isFloat || !hasWholeNumber(tree);
}

function hasWholeNumber(tree: Node): boolean {
  if (tree.kind === 'operation') return hasWholeNumber(tree.left) || hasWholeNumber(tree.right);
  return tree.kind === 'negation' ? hasWholeNumber(tree.of) : tree.kind === 'number' && !tree.isFloat;
}

/** Leaves the value on wasm's stack. `converts`: an int gives the same result as the float of its value. */
function write(b: Body, tree: Node, other: number, converts: boolean): void {
  const { asm } = b;
  if (tree.kind === 'number') asm.f64(tree.value);
  else if (tree.kind === 'negation') {
    write(b, tree.of, other, false);
    asm.op(OP.f64Neg);
  } else if (tree.kind === 'leaf') leaf(b, tree.e, other, converts);
  else {
    write(b, tree.left, other, tree.op === 'Div' || tree.right.isFloat);
    write(b, tree.right, other, tree.op === 'Div' || tree.left.isFloat);
    if (tree.op === 'Div') {
      asm.doubleInPassing((divisor) => asm.tee(divisor).get(divisor).f64(0).op(OP.f64Eq).leaveIf(other));
    }
    if (tree.op === 'Pow') power(b, other);
    else asm.op(OPERATORS[tree.op]!);
  }
}

/** Of a base above 0 and a finite result: the others are complex numbers and errors now and then. */
function power(b: Body, other: number): void {
  const { asm } = b;
  asm.doubleInPassing((exponent) => {
    asm.set(exponent);
    asm.doubleInPassing((base) => asm.tee(base).get(base).f64(0).op(OP.f64Gt).eqz().leaveIf(other));
    asm.get(exponent).call('power');
  });
  asm.doubleInPassing((result) =>
    asm.tee(result).get(result).get(result).op(OP.f64Sub).f64(0).op(OP.f64Ne).leaveIf(other),
  );
}

function leaf(b: Body, e: Expr, other: number, converts: boolean): void {
  const { asm, scratch } = b;
  if (e.kind === 'Attribute') attributeLeaf(b, e, other);
  else if (e.kind === 'Subscript') itemLeaf(b, e, other);
  else
    b.get(b.frame)
      .load(b.slotOffset(slotOfLocal(b, e)!))
      .set(scratch);
  if (!converts) {
    asm.get(scratch).load(TYPE).i32(FLOAT_TYPE).op(OP.i32Ne).leaveIf(other);
    asm.get(scratch).memory(OP.f64Load, FLOAT);
    return;
  }
  asm.doubleInPassing((value) => {
    asm.get(scratch).load(TYPE).i32(FLOAT_TYPE).op(OP.i32Eq).if();
    asm.get(scratch).memory(OP.f64Load, FLOAT).set(value).else();
    asm.get(scratch).memory(OP.i64Load, TYPE).i64(BigInt(INT_TYPE)).op(OP.i64Ne).leaveIf(other);
    asm.get(scratch).load(VALUE).op(OP.f64ConvertI32S).set(value).close().get(value);
  });
}

/** The value of an attribute in its slot, into the scratch local. */
function attributeLeaf(b: Body, e: Expr & { kind: 'Attribute' }, other: number): void {
  const { asm, scratch, word } = b;
  const cache = b.cacheOf(e, ATTRIBUTE_CACHE_BYTES);
  b.get(b.frame)
    .load(b.slotOffset(slotOfLocal(b, e.value)!))
    .tee(word);
  asm
    .load(TYPE)
    .load(TYPE_VERSION)
    .loadAt(cache + ATTRIBUTE_VERSION)
    .op(OP.i32Ne)
    .leaveIf(other);
  asm
    .loadAt(cache + ATTRIBUTE_INDEX)
    .get(word)
    .load(INSTANCE_CAPACITY)
    .op(OP.i32GeS)
    .leaveIf(other);
  asm
    .get(word)
    .loadAt(cache + ATTRIBUTE_OFFSET)
    .op(OP.i32Add)
    .load(0)
    .tee(scratch)
    .eqz()
    .leaveIf(other);
}

function itemLeaf(b: Body, e: Expr & { kind: 'Subscript' }, other: number): void {
  const { asm, scratch, word } = b;
  b.get(b.frame)
    .load(b.slotOffset(slotOfLocal(b, e.value)!))
    .tee(word);
  asm.load(TYPE).i32(LIST_TYPE).op(OP.i32Ne).leaveIf(other);
  const constant = constantOf(e.slice);
  if (constant?.type === 'int') asm.i32(Number(constant.value)).set(scratch);
  else {
    b.get(b.frame)
      .load(b.slotOffset(slotOfLocal(b, e.slice)!))
      .tee(scratch);
    asm.memory(OP.i64Load, TYPE).i64(BigInt(INT_TYPE)).op(OP.i64Ne).leaveIf(other);
    asm.get(scratch).load(VALUE).set(scratch);
  }
  asm.get(scratch).get(word).load(LENGTH).op(OP.i32GeU).leaveIf(other);
  asm.get(word).load(ITEMS).get(scratch).i32(2).op(OP.i32Shl).op(OP.i32Add).load(0).set(scratch);
}
