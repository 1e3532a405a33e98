/** `yield`, `yield from`, `await`: where a generator or coroutine is suspended. */
import type { Expr, Span } from '../../../languages/python/tree/ast.js';
import { LOCALS } from '../../format/frames.js';
import { Block } from '../flow/block.js';
import type { Body } from './body.js';
import { expression } from './expressions.js';

/** The wasm parameter with what is sent. */
const SENT = 1;

export const IN_AWAIT = 0;
export const IN_ENTER = 1;
export const IN_EXIT = 2;
export const IN_NEXT = 3;

export function emitYield(b: Body, e: Expr & { kind: 'Yield' }): void {
  if (e.value === undefined) b.pushNone();
  else expression(b, e.value);
  yieldValue(b, e.span);
}

/** Pops a value and yields it, pushes what is sent. */
export function yieldValue(b: Body, span: Span): void {
  const value = b.pop();
  b.site(span);
  b.consume(value);
  if (b.isAsyncGenerator) {
    b.asm.call('op_wrap_async').tee(b.scratch).eqz().exitIf(b.failure());
    b.asm.get(b.scratch);
  }
  b.suspend(false);
  b.site(span);
  b.asm.get(SENT).eqz().exitIf(b.failure());
  b.asm.get(SENT);
  b.push('owned');
}

export function emitYieldFrom(b: Body, e: Expr & { kind: 'YieldFrom' }): void {
  expression(b, e.value);
  b.site(e.span);
  b.consume(b.pop());
  b.asm.call('op_delegate');
  b.pushResult();
  delegate(b, e.span);
}

export function emitAwait(b: Body, e: Expr & { kind: 'Await' }): void {
  expression(b, e.value);
  awaitValue(b, e.span, IN_AWAIT);
}

/** Pops an awaitable, pushes its result. */
export function awaitValue(b: Body, span: Span, where: number): void {
  b.site(span);
  b.consume(b.pop());
  b.asm.i32(where).call('op_awaitable');
  b.pushResult();
  delegate(b, span);
}

/**
 * Pops an iterator and yields what it yields until it has returned; pushes what it returned. What is sent in between goes to
 * the iterator, what is thrown in is thrown into it by whoever resumes: it comes here only when the iterator has failed, or
 * as the result under the next resume number.
 */
export function delegate(b: Body, span: Span): void {
  const { asm } = b;
  const sending = new Block();
  const yielding = new Block();
  const returned = new Block();
  const end = new Block();
  b.own();
  b.pushNone();
  b.own();
  const receiver = b.stack[b.stack.length - 2];
  const depth = b.stack.length - 1;
  b.jump(sending);
  b.start(sending);
  b.pop();
  b.site(span);
  b.get(receiver).get(b.temporary(depth)).call('op_send').tee(b.scratch);
  b.failIfNegative();
  b.loadStackPointer();
  asm.get(b.word).load(LOCALS).set(b.result).get(b.scratch);
  b.branch(yielding, returned);
  b.start(yielding);
  asm.get(b.result);
  b.suspend(true);
  b.site(span);
  asm.get(SENT).eqz().exitIf(b.failure());
  asm.get(SENT).set(b.temporary(depth));
  b.jump(sending);
  b.start(returned);
  b.drop();
  asm.get(b.result).set(b.temporary(b.stack.length));
  b.jump(end);
  b.returnFromDelegate(end);
  b.start(end);
  asm.get(b.temporary(b.stack.length));
  b.push('owned');
}
