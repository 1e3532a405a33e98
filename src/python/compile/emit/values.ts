/**
 * Ints of one word and floats, made and freed inline: their blocks are taken from and put back to the free list of their
 * size, unless the heap is in a mode in which it must hear of every block (memory/gc/heap.as.ts).
 */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { Span } from '../../../languages/python/tree/ast.js';
import { COUNT, FREE_LINK, FREE_LISTS, HEAP_MODE } from '../../../memory/gc/format.js';
import { SMALL_INTS, SMALL_MAX, SMALL_MIN } from '../../format/memory-map.js';
import { FLOAT, INT_BYTES, TYPE, VALUE } from '../../format/objects.js';
import { FLOAT_TYPE, INT_TYPE } from '../../format/types.js';
import type { Block } from '../flow/block.js';
import type { Body } from './body.js';

/** The free list of ints and floats: both are of one size. */
const FREE_LIST = FREE_LISTS + 4 * Math.ceil(INT_BYTES / 16);
const SMALL_COUNT = SMALL_MAX - SMALL_MIN + 1;
const FIRST_SMALL = SMALL_INTS - SMALL_MIN * INT_BYTES;

/** Makes an int of the 64-bit word on wasm's stack, in a local. `failure`: there is no memory. */
export function newInt(b: Body, to: number, failure: Block): void {
  const { asm, long, word } = b;
  if (b.isCold) {
    asm.call('int_of').tee(to).eqz().exitIf(failure);
    return;
  }
  asm.set(long);
  const done = asm.open();
  const slow = asm.open();
  asm.get(long).op(OP.i32WrapI64).tee(word).op(OP.i64ExtendI32S).get(long).op(OP.i64Ne).leaveIf(slow);
  asm.get(word).add(-SMALL_MIN).i32(SMALL_COUNT).op(OP.i32LtU).if();
  asm.get(word).i32(4).op(OP.i32Shl).add(FIRST_SMALL).set(to);
  b.increfLocal(to);
  asm.leave(done).close();
  takeBlock(b, to, slow);
  asm.get(to).i64(BigInt(INT_TYPE)).memory(OP.i64Store, TYPE);
  asm.get(to).get(word).store(VALUE).leave(done).close();
  asm.get(long).call('int_of').tee(to).eqz().exitIf(failure).close();
}

/** The same for a float of the double on wasm's stack. */
export function newFloat(b: Body, to: number, failure: Block): void {
  const { asm } = b;
  if (b.isCold) {
    asm.call('float_of').tee(to).eqz().exitIf(failure);
    return;
  }
  const value = b.real;
  asm.set(value);
  const done = asm.open();
  const slow = asm.open();
  takeBlock(b, to, slow);
  asm.get(to).i32(FLOAT_TYPE).store(TYPE);
  asm.get(to).get(value).memory(OP.f64Store, FLOAT).leave(done).close();
  asm.get(value).call('float_of').tee(to).eqz().exitIf(failure).close();
}

/** A block with a count of 1 from the free list; leaves the construct if that is not so easy. */
function takeBlock(b: Body, to: number, slow: number): void {
  const { asm } = b;
  asm.loadAt(HEAP_MODE).leaveIf(slow);
  asm.loadAt(FREE_LIST).tee(to).eqz().leaveIf(slow);
  asm.i32(0).get(to).load(FREE_LINK).store(FREE_LIST);
  asm.get(to).i32(1).store(COUNT);
}

/** Releases a reference to an int of one word, or to a float. */
export function releaseValue(b: Body, local: number): void {
  const { asm, count } = b;
  asm.get(local).get(local).load(COUNT).add(-1).tee(count).store(COUNT);
  asm.get(count).eqz().if();
  putBack(b, local);
  asm.close();
}

function putBack(b: Body, local: number): void {
  const { asm } = b;
  asm.loadAt(HEAP_MODE).if().get(local).call('op_dealloc').else();
  asm.get(local).loadAt(FREE_LIST).store(FREE_LINK);
  asm.i32(0).get(local).store(FREE_LIST).close();
}

/** Releases what a variable had (0: nothing) that is probably an int or a float. */
export function releaseLikelyNumber(b: Body, local: number, mayBeNothing: boolean, at: Span): void {
  const { asm, count } = b;
  if (mayBeNothing) asm.get(local).if();
  asm.get(local).get(local).load(COUNT).add(-1).tee(count).store(COUNT);
  asm.get(count).eqz().if();
  asm.get(local).memory(OP.i64Load, TYPE).i64(BigInt(INT_TYPE)).op(OP.i64Eq);
  asm.get(local).load(TYPE).i32(FLOAT_TYPE).op(OP.i32Eq).op(OP.i32Or).if();
  putBack(b, local);
  asm.else();
  b.dealloc(local, at);
  asm.close().close();
  if (mayBeNothing) asm.close();
}
