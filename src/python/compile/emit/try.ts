/** `try` with `except`, `except*`, `else` and `finally`. */
import type { ExceptHandler, Stmt } from '../../../languages/python/tree/ast.js';
import { LOCALS } from '../../format/frames.js';
import { HANDLED_TOP, NONE } from '../../format/memory-map.js';
import { OP } from '../../../instrument/binary/opcodes.js';
import type { Handler } from '../code/function-code.js';
import { Block } from '../flow/block.js';
import { meet } from './assigned.js';
import type { Body } from './body.js';
import { build, extend } from './displays.js';
import { expression } from './expressions.js';
import { popHandled, pushHandled, raiseAgain, takePending } from './handled.js';
import { deleteName, storeName } from './names.js';
import { statements } from './statements.js';

type Try = Stmt & { kind: 'Try' | 'TryStar' };

export function tryStatement(b: Body, s: Try): void {
  if (s.finalBody.length === 0) exceptStatement(b, s);
  else finallyStatement(b, s);
}

export function newHandler(b: Body, block = new Block()): Handler {
  return { depth: b.stack.length, block, chains: new Map() };
}

/** A copy of what is certainly assigned now. */
function snapshot(b: Body): Set<number> | undefined {
  return b.assigned && new Set(b.assigned);
}

function finallyStatement(b: Body, s: Try): void {
  const end = new Block();
  const outer = b.handler;
  const before = snapshot(b);
  const handler = newHandler(b);
  b.handler = handler;
  b.open.push({ kind: 'finally', finalBody: s.finalBody, outer });
  if (s.handlers.length > 0) exceptStatement(b, s);
  else statements(b, s.body);
  b.open.pop();
  b.handler = outer;
  statements(b, s.finalBody);
  b.jump(end);
  const after = b.assigned;

  b.start(handler.block);
  b.assigned = before;
  pushHandled(b);
  const cleanUp = restoring(b);
  b.open.push({ kind: 'final handler', outer });
  statements(b, s.finalBody);
  b.open.pop();
  raiseAgain(b);
  finishRestoring(b, cleanUp, outer);
  b.start(end);
  b.assigned = after;
}

/** Within a handler: exceptions first make that handled again which is below the top entry. */
function restoring(b: Body): Handler {
  const handler = { depth: b.stack.length - 1, block: new Block(), chains: new Map<string, Block>() };
  b.handler = handler;
  return handler;
}

/** Ends a handler: the block in which exceptions out of it go on to the outer one. Pops what was handled before. */
function finishRestoring(b: Body, handler: Handler, outer: Handler): void {
  b.start(handler.block);
  popHandled(b);
  b.handler = outer;
  b.jump(b.failure('again'));
}

function exceptStatement(b: Body, s: Try): void {
  const end = new Block();
  const outer = b.handler;
  const before = snapshot(b);
  const handler = newHandler(b);
  b.handler = handler;
  b.open.push({ kind: 'try', outer });
  statements(b, s.body);
  b.open.pop();
  b.handler = outer;
  statements(b, s.orElse);
  b.jump(end);
  let after = b.assigned;

  b.start(handler.block);
  b.assigned = before && new Set(before);
  pushHandled(b);
  const cleanUp = restoring(b);
  if (s.kind === 'TryStar') groupHandlers(b, s, end, outer);
  else {
    for (const one of s.handlers) {
      exceptHandler(b, one, end, cleanUp, outer);
      after = meet(after, b.assigned);
      b.assigned = before && new Set(before);
    }
    if (s.handlers.at(-1)?.type !== undefined) raiseAgain(b);
    else b.pop();
  }
  finishRestoring(b, cleanUp, outer);
  b.start(end);
  b.assigned = s.kind === 'TryStar' ? meet(after, before) : after;
}

/** What was handled before and the exception are on the stack; they are there again at the next handler. */
function exceptHandler(b: Body, h: ExceptHandler, end: Block, cleanUp: Handler, outer: Handler): void {
  const next = new Block();
  b.pinned = Infinity;
  b.noteLine(h.span);
  if (h.type !== undefined) {
    expression(b, h.type);
    matches(b, h, next);
  }
  const stack = [...b.stack];
  if (h.name === undefined) b.drop();
  else storeName(b, h.name, h.span);
  const named = h.name === undefined ? undefined : newHandler(b);
  if (named !== undefined) b.handler = named;
  b.open.push({ kind: 'handler', name: h.name, span: h.span, outer });
  statements(b, h.body);
  b.open.pop();
  b.handler = outer;
  popHandled(b);
  if (h.name !== undefined) forget(b, h.name, h);
  b.jump(end);
  const assigned = b.assigned;
  b.stack.push(...stack.slice(b.stack.length));
  if (named !== undefined) {
    const exception = b.pop();
    b.handler = cleanUp;
    b.start(named.block);
    takePending(b);
    forget(b, h.name!, h);
    raiseAgain(b);
    b.stack.push(exception);
  }
  b.handler = cleanUp;
  b.assigned = assigned;
  b.start(next);
}

/** Pops the type; goes to `next` if the exception is none of it. */
function matches(b: Body, h: ExceptHandler, next: Block): void {
  const type = b.pop();
  b.site(h.span);
  b.get(b.top());
  b.consume(type);
  b.asm.call('op_matches').tee(b.word);
  b.failIfNegative();
  b.asm.get(b.word);
  const yes = new Block();
  b.branch(yes, next);
  b.start(yes);
}

function forget(b: Body, name: string, h: ExceptHandler): void {
  b.pushNone();
  storeName(b, name, h.span);
  deleteName(b, name, h.span);
}

/**
 * `except*`: each handler gets the part of the group that matches; what handlers raise is collected with the rest and raised
 * in the end. On the stack: what was handled before, the group, the list of what was raised, the rest.
 */
function groupHandlers(b: Body, s: Try, end: Block, outer: Handler): void {
  const cleanUp = b.handler;
  build(b, 'op_list', 0);
  b.duplicate(1);
  for (const h of s.handlers) {
    const next = new Block();
    const skip = new Block();
    const body = new Block();
    b.pinned = Infinity;
    b.noteLine(h.span);
    expression(b, h.type!);
    const type = b.pop();
    const rest = b.pop();
    b.site(h.type!.span);
    b.get(rest);
    b.consume(type);
    b.stack.push(rest);
    b.callStatus('op_match_group');
    b.stack.pop();
    b.loadStackPointer();
    // The rest is a reference of its own; the old one goes.
    b.asm.get(rest.local).set(b.scratch);
    b.asm
      .get(b.word)
      .load(LOCALS + 4)
      .set(rest.local);
    b.stack.push(rest);
    b.asm.get(b.word).load(LOCALS);
    b.push('owned');
    b.decref(b.scratch);
    b.get(b.top()).i32(NONE).op(OP.i32Eq);
    b.branch(skip, body);
    b.start(skip);
    const match = b.top();
    b.drop();
    b.jump(next);
    b.start(body);
    b.stack.push(match);
    // It is what is handled in the body.
    const { asm, word, scratch } = b;
    asm.loadAt(HANDLED_TOP).tee(word).load(0).set(scratch);
    b.incref(match);
    asm.get(word).get(match.local).store(0);
    b.xdecref(scratch);
    const inner = { depth: b.stack.length - 1, block: new Block(), chains: new Map<string, Block>() };
    if (h.name === undefined) b.drop();
    else storeName(b, h.name, h.span);
    b.handler = inner;
    b.open.push({ kind: 'try', outer });
    statements(b, h.body);
    b.open.pop();
    b.handler = cleanUp;
    if (h.name !== undefined) forget(b, h.name, h);
    b.jump(next);
    b.start(inner.block);
    takePending(b);
    if (h.name !== undefined) forget(b, h.name, h);
    const list = b.stack[b.stack.length - 3];
    extend(b, 'op_list_append', h.type!, list);
    b.jump(next);
    b.start(next);
  }
  const rest = b.pop();
  const list = b.pop();
  const { asm, scratch } = b;
  b.stack.push(list, rest);
  extend(b, 'op_list_append', s.handlers[0].type!, list);
  b.pop();
  b.get(b.top());
  b.consume(list);
  asm.call('op_regroup').tee(scratch).eqz().exitIf(b.failure());
  const none = new Block();
  const again = new Block();
  asm.get(scratch).i32(NONE).op(OP.i32Eq);
  b.branch(none, again);
  b.start(again);
  b.asm.get(scratch);
  b.push('owned');
  raiseAgain(b);
  b.start(none);
  b.asm.get(scratch);
  b.push('owned');
  b.drop();
  b.drop();
  const handled = b.top();
  b.handler = outer;
  popHandled(b);
  b.jump(end);
  b.handler = cleanUp;
  b.stack.push(handled);
}
