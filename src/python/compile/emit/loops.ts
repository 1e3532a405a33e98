/** Loops. */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { Span, Stmt } from '../../../languages/python/tree/ast.js';
import { ITERATOR_INDEX, ITERATOR_OF, RANGE_LEFT, RANGE_NEXT, RANGE_STEP } from '../../format/iterators.js';
import { PENDING } from '../../format/memory-map.js';
import { ITEMS, LENGTH, TUPLE_ITEMS, TYPE } from '../../format/objects.js';
import {
  GENERATOR_TYPE,
  LIST_ITERATOR_TYPE,
  NEXT,
  RANGE_ITERATOR_TYPE,
  STOP_ASYNC_ITERATION,
  TUPLE_ITERATOR_TYPE,
} from '../../format/types.js';
import { Block } from '../flow/block.js';
import { meet } from './assigned.js';
import type { Body, Open } from './body.js';
import { condition, container } from './conditions.js';
import { expression } from './expressions.js';
import { truthOfConstant, constantOf } from './fold.js';
import { statements } from './statements.js';
import { awaitValue, IN_NEXT } from './suspension.js';
import { storeTarget } from './targets.js';
import { newInt } from './values.js';

type For = Stmt & { kind: 'For' | 'AsyncFor' };

/** Pops an object, pushes its iterator. */
export function toIterator(b: Body, span: Span): void {
  b.site(span);
  b.consume(b.pop());
  b.asm.call('op_iterator');
  b.pushResult();
}

export function toAsyncIterator(b: Body, span: Span): void {
  b.site(span);
  b.consume(b.pop());
  b.asm.call('op_async_iterator');
  b.pushResult();
}

export function whileLoop(b: Body, s: Stmt & { kind: 'While' }): void {
  const end = new Block();
  const orElse = new Block();
  const header = b.loop();
  const assigned = b.assigned && new Set(b.assigned);
  b.poll(s.test.span);
  b.noteLine(s.test.span);
  const start = new Block();
  const constant = constantOf(s.test);
  condition(b, s.test, start, orElse);
  b.start(start);
  inLoop(b, { kind: 'while', breakTo: end, continueTo: header, outer: b.handler }, s.body);
  b.noteRound();
  b.jump(header);
  b.leaveLoop();
  b.start(orElse);
  b.assigned = assigned && new Set(assigned);
  statements(b, s.orElse);
  b.jump(end);
  b.start(end);
  const isEndless = constant !== undefined && truthOfConstant(constant) && !breaks(s.body);
  b.assigned = isEndless ? undefined : assigned;
}

/** Whether a `break` in a loop's body leaves the loop. */
function breaks(body: readonly Stmt[]): boolean {
  return body.some((s) => {
    switch (s.kind) {
      case 'Break':
        return true;
      case 'If':
        return breaks(s.body) || breaks(s.orElse);
      case 'While':
      case 'For':
      case 'AsyncFor':
        return breaks(s.orElse);
      case 'With':
      case 'AsyncWith':
        return breaks(s.body);
      case 'Match':
        return s.cases.some((one) => breaks(one.body));
      case 'Try':
      case 'TryStar':
        return [s.body, s.orElse, s.finalBody, ...s.handlers.map((handler) => handler.body)].some(breaks);
      default:
        return false;
    }
  });
}

function inLoop(b: Body, open: Open, body: readonly Stmt[]): void {
  b.open.push(open);
  statements(b, body);
  b.open.pop();
}

export function forLoop(b: Body, s: For): void {
  const end = new Block();
  const exhausted = new Block();
  const isAsync = s.kind === 'AsyncFor';
  if (isAsync) expression(b, s.iter);
  else container(b, s.iter);
  // Iterating is at the statement, as in CPython.
  if (isAsync) toAsyncIterator(b, s.span);
  else toIterator(b, s.span);
  const header = b.loop();
  const assigned = b.assigned && new Set(b.assigned);
  if (isAsync) asyncNext(b, s.span, exhausted);
  else nextItem(b, s.span, exhausted);
  storeTarget(b, s.target);
  inLoop(b, { kind: 'for', breakTo: end, continueTo: header, outer: b.handler }, s.body);
  b.noteRound();
  b.jump(header);
  b.leaveLoop();
  b.start(exhausted);
  b.assigned = assigned && new Set(assigned);
  b.drop();
  statements(b, s.orElse);
  b.jump(end);
  b.start(end);
  b.assigned = meet(assigned, b.assigned);
}

/** Pushes the next item of the iterator on the stack, or goes to `exhausted` with the iterator. */
export function nextItem(b: Body, span: Span, exhausted: Block): void {
  b.poll(span);
  b.noteLine(span);
  b.asm.inPassing((type) => nextBy(b, span, exhausted, type));
  b.pushLocal();
}

/** The item comes into the local of the next entry; the iterator's type is in a local meanwhile. */
function nextBy(b: Body, span: Span, exhausted: Block, type: number): void {
  const { asm, word, scratch } = b;
  const iterator = b.top();
  const item = b.temporary(b.stack.length);
  const done = asm.open();
  b.get(iterator).load(TYPE).set(type);
  const noRange = asm.open();
  asm.get(type).i32(RANGE_ITERATOR_TYPE).op(OP.i32Ne).leaveIf(noRange);
  b.get(iterator).load(RANGE_LEFT).tee(word).eqz().exitIf(exhausted);
  b.get(iterator).get(word).add(-1).store(RANGE_LEFT);
  b.get(iterator).load(RANGE_NEXT).set(word);
  b.get(iterator).get(word);
  b.get(iterator).load(RANGE_STEP).op(OP.i32Add).store(RANGE_NEXT);
  asm.get(word).op(OP.i64ExtendI32S);
  newInt(b, item, span, b.failure());
  asm.leave(done).close();
  const other = asm.open();
  const noList = asm.open();
  asm.get(type).i32(LIST_ITERATOR_TYPE).op(OP.i32Ne).leaveIf(noList);
  nextOfSequence(b, other, () => asm.get(scratch).load(ITEMS).get(word).i32(2).op(OP.i32Shl).op(OP.i32Add).load(0));
  asm.leave(done).close();
  asm.get(type).i32(TUPLE_ITERATOR_TYPE).op(OP.i32Ne).leaveIf(other);
  nextOfSequence(b, other, () => asm.get(scratch).get(word).i32(2).op(OP.i32Shl).op(OP.i32Add).load(TUPLE_ITEMS));
  asm.leave(done).close();
  b.site(span);
  asm.get(type).i32(GENERATOR_TYPE).op(OP.i32Eq).if();
  b.get(iterator).call('op_next_of_generator').set(item).else();
  b.get(iterator).get(type).load(NEXT).callThroughTable().set(item).close();
  asm.get(item).eqz().if();
  asm.loadAt(PENDING).if().call('op_stopped').close();
  asm.loadAt(PENDING).exitIf(b.failure()).exit(exhausted).close().close();
}

/** The item at the iterator's index, if there is one; `item` loads it from the sequence and the index. */
function nextOfSequence(b: Body, other: number, item: () => unknown): void {
  const { asm, word, scratch } = b;
  const iterator = b.top();
  const local = b.temporary(b.stack.length);
  b.get(iterator).load(ITERATOR_OF).tee(scratch).eqz().leaveIf(other);
  b.get(iterator).load(ITERATOR_INDEX).tee(word).get(scratch).load(LENGTH).op(OP.i32GeU).leaveIf(other);
  item();
  asm.set(local);
  b.increfLocal(local);
  b.get(iterator).get(word).add(1).store(ITERATOR_INDEX);
}

/** The same of an asynchronous iterator: awaits the next item; StopAsyncIteration ends the loop. */
export function asyncNext(b: Body, span: Span, exhausted: Block): void {
  b.poll(span);
  b.noteLine(span);
  const stopped = new Block();
  const outer = b.handler;
  b.site(span);
  b.handler = { depth: b.stack.length, block: stopped, chains: new Map() };
  b.get(b.top()).call('op_async_next');
  b.pushResult();
  awaitValue(b, span, IN_NEXT);
  b.handler = outer;
  const next = new Block();
  b.jump(next);
  const result = b.pop();
  b.start(stopped);
  b.asm.loadAt(PENDING).i32(STOP_ASYNC_ITERATION);
  b.increfStatic(STOP_ASYNC_ITERATION);
  b.asm.call('op_matches').if();
  b.asm.loadAt(PENDING).set(b.scratch).i32(0).i32(0).store(PENDING);
  b.decref(b.scratch);
  b.asm.exit(exhausted).close();
  b.jump(b.failure('again'));
  b.start(next);
  b.stack.push(result);
}
