/** Items: of lists and tuples by a small index inline, everything else through the kernel. */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { Expr, Span } from '../../../languages/python/tree/ast.js';
import { ITEMS, LENGTH, TUPLE_ITEMS, TYPE } from '../../format/objects.js';
import { LIST_TYPE, TUPLE_TYPE } from '../../format/types.js';
import type { Operand } from '../code/operand.js';
import { leaveUnlessSmallInt, smallValue } from './arithmetic.js';
import type { Body } from './body.js';
import { expression } from './expressions.js';

type Subscript = Expr & { kind: 'Subscript' };

export function loadSubscript(b: Body, e: Subscript): void {
  expression(b, e.value);
  if (isRange(e.slice)) {
    ends(b, e.slice);
    const stop = b.pop();
    const start = b.pop();
    b.site(e.span);
    b.consume(b.pop());
    b.consume(start);
    b.consume(stop);
    b.asm.call('op_get_range');
    b.pushResult();
    return;
  }
  expression(b, e.slice);
  getItem(b, e.span);
}

/** Pops the value. */
export function storeSubscript(b: Body, e: Subscript): void {
  expression(b, e.value);
  if (isRange(e.slice)) {
    ends(b, e.slice);
    const stop = b.pop();
    const start = b.pop();
    const container = b.pop();
    b.site(e.span);
    b.consume(b.pop());
    b.consume(container);
    b.consume(start);
    b.consume(stop);
    b.callStatus('op_set_range');
    return;
  }
  expression(b, e.slice);
  setItem(b, e.span);
}

type Range = Expr & { kind: 'Slice'; step?: undefined };

/** `start:stop`, which needs no slice object. */
function isRange(e: Expr): e is Range {
  return e.kind === 'Slice' && e.step === undefined;
}

/** Pushes both ends of a range. */
function ends(b: Body, e: Range): void {
  for (const end of [e.lower, e.upper]) {
    if (end === undefined) b.pushNone();
    else expression(b, end);
  }
}

function mayBeIndex(key: Operand): boolean {
  return key.form === 'constant' ? key.known === 'small int' : key.known === undefined || key.known === 'small int';
}

/** Pops key and container, pushes the item. */
export function getItem(b: Body, span: Span): void {
  const { asm, scratch } = b;
  const key = b.pop();
  const container = b.pop();
  const done = asm.open();
  if (!b.isCold && mayBeIndex(key) && container.known === undefined) {
    const miss = asm.open();
    leaveUnlessSmallInt(b, key, miss);
    const found = asm.open();
    const noList = asm.open();
    b.get(container).load(TYPE).i32(LIST_TYPE).op(OP.i32Ne).leaveIf(noList);
    itemAddress(b, container, key, miss);
    b.get(container).load(ITEMS).get(b.word).i32(2).op(OP.i32Shl).op(OP.i32Add).load(0).set(scratch);
    asm.leave(found).close();
    b.get(container).load(TYPE).i32(TUPLE_TYPE).op(OP.i32Ne).leaveIf(miss);
    itemAddress(b, container, key, miss);
    b.get(container).get(b.word).i32(2).op(OP.i32Shl).op(OP.i32Add).load(TUPLE_ITEMS).set(scratch);
    asm.close();
    b.increfLocal(scratch);
    b.release(container);
    b.release(key);
    asm.leave(done).close();
  }
  b.site(span);
  b.consume(container);
  b.consume(key);
  asm.call('op_get_item').tee(scratch).eqz().exitIf(b.failure()).close();
  asm.get(scratch);
  b.push('owned');
}

/** The index of an item that is there, from the front, into the word local. */
function itemAddress(b: Body, container: Operand, key: Operand, miss: number): void {
  const { asm, word } = b;
  smallValue(b, key);
  asm.tee(word);
  if (key.value?.type !== 'int' || key.value.value < 0) {
    asm.i32(0).op(OP.i32LtS).if().get(word);
    b.get(container).load(LENGTH).op(OP.i32Add).set(word).close().get(word);
  }
  b.get(container).load(LENGTH).op(OP.i32GeU).leaveIf(miss);
}

/** Pops key, container, and the value below them. */
export function setItem(b: Body, span: Span): void {
  const { asm, scratch, word } = b;
  const key = b.pop();
  const container = b.pop();
  const value = b.pop();
  const done = asm.open();
  if (!b.isCold && mayBeIndex(key) && container.known === undefined) {
    const miss = asm.open();
    leaveUnlessSmallInt(b, key, miss);
    b.get(container).load(TYPE).i32(LIST_TYPE).op(OP.i32Ne).leaveIf(miss);
    itemAddress(b, container, key, miss);
    b.get(container).load(ITEMS).get(word).i32(2).op(OP.i32Shl).op(OP.i32Add).tee(word).load(0).set(scratch);
    if (value.form === 'borrowed' || value.form === 'constant') b.incref(value);
    asm.get(word);
    b.get(value).store(0);
    b.decref(scratch);
    b.release(container);
    b.release(key);
    asm.leave(done).close();
  }
  b.site(span);
  b.consume(value);
  b.consume(container);
  b.consume(key);
  b.callStatus('op_set_item');
  asm.close();
}

export function deleteItem(b: Body, e: Subscript): void {
  expression(b, e.value);
  expression(b, e.slice);
  const key = b.pop();
  const container = b.pop();
  b.site(e.span);
  b.consume(container);
  b.consume(key);
  b.callStatus('op_delete_item');
}

export function slice(b: Body, e: Expr & { kind: 'Slice' }): void {
  for (const part of [e.lower, e.upper, e.step]) {
    if (part === undefined) b.pushNone();
    else expression(b, part);
  }
  const step = b.pop();
  const stop = b.pop();
  const start = b.pop();
  b.site(e.span);
  b.consume(start);
  b.consume(stop);
  b.consume(step);
  b.asm.call('op_slice');
  b.pushResult();
}
