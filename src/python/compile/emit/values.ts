/**
 * Ints of one word and floats, made and freed inline: their blocks are taken from and put back to the free list of their
 * size, unless the heap is in a mode in which it must hear of every block (memory/gc/heap.as.ts). In programs that trace their
 * allocations that goes inline too: a place has a cell with the entry that its blocks get, which is 0 until it has a trace.
 */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { Span } from '../../../languages/python/tree/ast.js';
import {
  COUNT,
  FREE_LINK,
  FREE_LISTS,
  HEAP_MODE,
  TRACED_NOW,
  TRACED_PEAK,
  TRACE_ORIGIN,
  TRACE_PIECE_LOG,
  TRACING,
} from '../../../memory/gc/format.js';
import { SMALL_INTS, SMALL_MAX, SMALL_MIN, TRACE_TABLES } from '../../format/memory-map.js';
import { FLOAT, INT_BYTES, TYPE, VALUE } from '../../format/objects.js';
import { FLOAT_TYPE, INT_TYPE } from '../../format/types.js';
import type { Assembler } from '../code/assembler.js';
import type { Block } from '../flow/block.js';
import type { Body } from './body.js';

/** The free list of ints and floats: both are of one size. */
const FREE_LIST = FREE_LISTS + 4 * Math.ceil(INT_BYTES / 16);
const SMALL_COUNT = SMALL_MAX - SMALL_MIN + 1;
/** What a number counts for the peak of tracing (memory/gc/tracing/table.as.ts). */
const NUMBER_ESTIMATE = INT_BYTES + 12;
const FIRST_SMALL = SMALL_INTS - SMALL_MIN * INT_BYTES;

/**
 * Makes an int of the 64-bit word on wasm's stack, in a local.
 * @param span where it is made, for whoever traces
 * @param failure there is no memory
 */
export function newInt(b: Body, to: number, span: Span, failure: Block): void {
  const { asm, long, word } = b;
  if (b.isCold) {
    b.site(span);
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
  takeBlock(b, to, slow, span);
  asm.get(to).i64(BigInt(INT_TYPE)).memory(OP.i64Store, TYPE);
  asm.get(to).get(word).store(VALUE).leave(done).close();
  b.site(span);
  asm.get(long).call('int_of').tee(to).eqz().exitIf(failure).close();
}

/** The same for a float of the double on wasm's stack. */
export function newFloat(b: Body, to: number, span: Span, failure: Block): void {
  const { asm } = b;
  if (b.isCold) {
    b.site(span);
    asm.call('float_of').tee(to).eqz().exitIf(failure);
    return;
  }
  const value = b.real;
  asm.set(value);
  const done = asm.open();
  const slow = asm.open();
  takeBlock(b, to, slow, span);
  asm.get(to).i32(FLOAT_TYPE).store(TYPE);
  asm.get(to).get(value).memory(OP.f64Store, FLOAT).leave(done).close();
  b.site(span);
  asm.get(value).call('float_of').tee(to).eqz().exitIf(failure).close();
}

/** A block with a count of 1 from the free list; leaves the construct if that is not so easy. */
function takeBlock(b: Body, to: number, slow: number, span: Span): void {
  const { asm } = b;
  if (b.pool.tracesNumbers) {
    asm.loadAt(HEAP_MODE).if();
    takeTraced(b, to, slow, span);
    asm.else();
  } else asm.loadAt(HEAP_MODE).leaveIf(slow);
  takeFirst(b, to, slow);
  if (b.pool.tracesNumbers) asm.close();
  asm.get(to).i32(1).store(COUNT);
}

function takeFirst(b: Body, to: number, slow: number): void {
  const { asm } = b;
  asm.loadAt(FREE_LIST).tee(to).eqz().leaveIf(slow);
  asm.i32(0).get(to).load(FREE_LINK).store(FREE_LIST);
}

/** The same while allocations are traced: what memory/gc/tracing does, once the place has a trace. */
function takeTraced(b: Body, to: number, slow: number, span: Span): void {
  const { asm } = b;
  const { entry, at } = b.tracing;
  asm.loadAt(HEAP_MODE).i32(TRACING).op(OP.i32Ne).leaveIf(slow);
  asm.i32(0).memory(OP.i64Load, b.traceCell(span)).set(entry);
  asm.get(entry).op(OP.i64Eqz).leaveIf(slow);
  asm.loadAt(FREE_LIST).tee(to).eqz().leaveIf(slow);
  tableOf(b, to).tee(at).eqz().leaveIf(slow);
  asm.i32(0).get(to).load(FREE_LINK).store(FREE_LIST);
  entryIn(b, to).get(entry).memory(OP.i64Store, 0);
  asm.i32(0).loadAt(TRACED_NOW).add(NUMBER_ESTIMATE).tee(at).store(TRACED_NOW);
  asm.get(at).loadAt(TRACED_PEAK).op(OP.i32GtU).if();
  asm.i32(0).get(at).store(TRACED_PEAK).close();
}

/** The table of the piece of a block. */
function tableOf(b: Body, block: number): Assembler {
  return b.asm.get(block).i32(TRACE_PIECE_LOG).op(OP.i32ShrU).i32(2).op(OP.i32Shl).load(TRACE_TABLES);
}

/** The entry of a block of a multiple of 16, with its table in a local. */
function entryIn(b: Body, block: number): Assembler {
  const piece = (1 << TRACE_PIECE_LOG) - 1;
  return b.asm.get(b.tracing.at).get(block).i32(piece).op(OP.i32And).i32(1).op(OP.i32ShrU).op(OP.i32Add);
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
  asm.loadAt(HEAP_MODE).if();
  if (b.pool.tracesNumbers) {
    asm.loadAt(HEAP_MODE).i32(TRACING).op(OP.i32Ne).if().get(local).call('op_dealloc').else();
    forget(b, local);
    putFirst(b, local);
    asm.close();
  } else asm.get(local).call('op_dealloc');
  asm.else();
  putFirst(b, local);
  asm.close();
}

function putFirst(b: Body, local: number): void {
  b.asm.get(local).loadAt(FREE_LIST).store(FREE_LINK);
  b.asm.i32(0).get(local).store(FREE_LIST);
}

function forget(b: Body, block: number): void {
  const { asm } = b;
  const { at } = b.tracing;
  tableOf(b, block).tee(at).if();
  entryIn(b, block).tee(at).load(TRACE_ORIGIN).if();
  asm.get(at).i32(0).store(TRACE_ORIGIN);
  asm.i32(0).loadAt(TRACED_NOW).add(-NUMBER_ESTIMATE).store(TRACED_NOW);
  asm.close().close();
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
