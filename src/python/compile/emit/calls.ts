/** Calls. Arguments are stored where the callee's frame will be; plain functions are then entered directly. */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { Expr, Keyword, Span } from '../../../languages/python/tree/ast.js';
import { METHOD_CACHE_BYTES, METHOD_FOUND, METHOD_VERSION } from '../../format/caches.js';
import { ENTRY, FRAME_FUNCTION, LOCALS, SIMPLE } from '../../format/frames.js';
import { NONE } from '../../format/memory-map.js';
import { INSTANCE_DICT, TYPE } from '../../format/objects.js';
import { FUNCTION_TYPE, LIST_TYPE, TYPE_VERSION } from '../../format/types.js';
import { fromName } from './attributes.js';
import type { Body } from './body.js';
import { build, elements } from './displays.js';
import { expression } from './expressions.js';
import { constantOf } from './fold.js';
import { callKnown, type KnownCall, knownCall } from './known-calls.js';

type Call = Expr & { kind: 'Call' };

/** More arguments than these are gathered in a tuple, as in CPython. */
const STACK_GUIDELINE = 30;

export function call(b: Body, e: Call): void {
  const isPlain =
    !e.args.some((arg) => arg.kind === 'Starred') &&
    !e.keywords.some((keyword) => keyword.arg === undefined) &&
    e.args.length + 2 * e.keywords.length <= STACK_GUIDELINE;
  if (isPlain && e.func.kind === 'Attribute') {
    methodCall(b, e, e.func);
    return;
  }
  expression(b, e.func);
  if (!isPlain) {
    spreadCall(b, e.args, e.keywords, e.span);
    return;
  }
  for (const arg of e.args) expression(b, arg);
  for (const keyword of e.keywords) expression(b, keyword.value);
  const count = e.args.length + e.keywords.length;
  const known = e.keywords.length === 0 ? knownCall(b, e.func, count) : undefined;
  callValues(b, count, namesOf(b, e.keywords), e.span, known);
}

function namesOf(b: Body, keywords: readonly Keyword[]): number {
  if (keywords.length === 0) return 0;
  const items = keywords.map(({ arg }) => ({ type: 'str', value: arg! }) as const);
  return b.constants.address({ type: 'tuple', items });
}

/** Pops arguments (`names` are those of the last ones: a tuple or 0) and the callable below them, pushes the result. */
export function callValues(b: Body, count: number, names: number, span: Span, known?: KnownCall): void {
  const { asm, scratch } = b;
  b.ownBelow(count + 1);
  const done = asm.open();
  b.site(span);
  if (known !== undefined) {
    const first = b.stack.length - count;
    callKnown(b, known, b.stack[first - 1], b.stack.slice(first), done);
  }
  const sp = b.loadStackPointer();
  b.storeOperands(count, sp);
  const callable = b.pop();
  if (names === 0 && !b.isCold) {
    const slow = asm.open();
    b.get(callable).load(TYPE).i32(FUNCTION_TYPE).op(OP.i32Ne).leaveIf(slow);
    b.get(callable).load(SIMPLE).i32(count).op(OP.i32Ne).leaveIf(slow);
    if (callable.form === 'borrowed' || callable.form === 'constant') b.incref(callable);
    asm.get(sp);
    b.get(callable).store(FRAME_FUNCTION);
    asm.get(sp);
    b.get(callable).load(ENTRY).callThroughTable().set(scratch).leave(done).close();
  }
  b.consume(callable);
  asm
    .i32(count)
    .address(names)
    .call(b.runsOnce ? 'op_call_once' : 'op_call')
    .set(scratch)
    .close();
  asm.get(scratch);
  b.pushResult();
}

/** `object.name(…)`: without a bound method in between. */
function methodCall(b: Body, e: Call, func: Expr & { kind: 'Attribute' }): void {
  expression(b, func.value);
  b.own();
  if (
    b.isCold ||
    isAppend(b, e, func) ||
    !e.args.every((arg) => isPure(b, arg)) ||
    !e.keywords.every(({ value }) => isPure(b, value))
  ) {
    methodFirst(b, e, func);
    return;
  }
  const object = b.top().local;
  for (const arg of e.args) expression(b, arg);
  for (const keyword of e.keywords) expression(b, keyword.value);
  const { asm, scratch } = b;
  const count = e.args.length + e.keywords.length;
  const names = namesOf(b, e.keywords);
  b.ownBelow(count + 1);
  const sp = b.loadStackPointer();
  b.storeOperands(count + 1, sp);
  const cache = b.pool.cache(METHOD_CACHE_BYTES);
  const done = asm.open();
  b.site(fromName(e.span, func));
  if (names === 0) {
    const slow = asm.open();
    asm
      .get(object)
      .load(TYPE)
      .load(TYPE_VERSION)
      .loadAt(cache + METHOD_VERSION)
      .op(OP.i32Ne)
      .leaveIf(slow);
    asm.get(object).load(INSTANCE_DICT).leaveIf(slow);
    asm.loadAt(cache + METHOD_FOUND).set(scratch);
    b.increfLocal(scratch);
    asm.get(sp).get(scratch).store(FRAME_FUNCTION);
    asm.get(sp).get(scratch).load(ENTRY).callThroughTable().set(scratch).leave(done).close();
  }
  asm
    .address(b.name(b.mangle(func.attr)))
    .address(cache)
    .i32(count)
    .address(names)
    .i32(b.siteNumber(fromName(func.span, func)))
    .call('op_call_method')
    .set(scratch)
    .close();
  asm.get(scratch);
  b.pushResult();
}

/** Whether evaluating it has no effect and cannot fail: the method may be looked up afterwards. */
function isPure(b: Body, e: Expr): boolean {
  if (constantOf(e) !== undefined) return true;
  if (e.kind !== 'Name' || b.scope.type !== 'function') return false;
  const name = b.mangle(e.id);
  const slot = b.fastSlot(name);
  return slot !== undefined && !b.cellNames.includes(name) && !b.unsteady.has(slot) && b.assigned?.has(slot) === true;
}

/** It looks like list.append: a list appends without a call (CPython's PRECALL_NO_KW_LIST_APPEND) unless that is watched. */
function isAppend(b: Body, e: Call, func: Expr & { kind: 'Attribute' }): boolean {
  return (
    !b.isCold && b.pool.watch === undefined && func.attr === 'append' && e.args.length === 1 && e.keywords.length === 0
  );
}

/** Of a list, which `self` is; its value is the top entry, which stays for the other way. The result is None. */
function append(b: Body, self: number, span: Span): void {
  const value = b.pop();
  b.site(span);
  b.asm.get(self);
  b.consume(value);
  b.callStatus('op_list_append');
  b.decref(self, span);
  b.increfStatic(NONE);
  b.asm.i32(NONE).set(b.scratch);
  b.stack.push(value);
}

/**
 * The object is on the stack: the method is looked up, then the arguments are evaluated. Of a list that may be appended to
 * there is no method but 0.
 */
function methodFirst(b: Body, e: Call, func: Expr & { kind: 'Attribute' }): void {
  const { asm, scratch } = b;
  const span = fromName(e.span, func);
  const mayAppend = isAppend(b, e, func);
  const count = e.args.length + e.keywords.length;
  const names = namesOf(b, e.keywords);
  const cache = b.pool.cache(METHOD_CACHE_BYTES);
  const object = b.pop().local;
  const self = b.temporary(b.stack.length + 1);
  const done = asm.open();
  if (mayAppend) {
    asm.get(object).load(TYPE).i32(LIST_TYPE).op(OP.i32Eq).if();
    asm.get(object).set(self).i32(0).set(object).leave(done).close();
  }
  if (!b.isCold) {
    const slow = asm.open();
    asm
      .get(object)
      .load(TYPE)
      .load(TYPE_VERSION)
      .loadAt(cache + METHOD_VERSION)
      .op(OP.i32Ne)
      .leaveIf(slow);
    asm.get(object).load(INSTANCE_DICT).leaveIf(slow);
    asm.get(object).set(self);
    asm.loadAt(cache + METHOD_FOUND).set(object);
    b.increfLocal(object);
    asm.leave(done).close();
  }
  b.site(fromName(func.span, func));
  asm
    .get(object)
    .address(b.name(b.mangle(func.attr)))
    .address(cache)
    .i32(count)
    .call('op_load_method')
    .tee(scratch);
  asm.eqz().exitIf(b.failure()).get(scratch).set(object);
  asm.get(b.loadStackPointer()).load(LOCALS).set(self).close();
  b.pushLocal(mayAppend ? 'nullable' : 'owned');
  b.pushLocal('nullable');
  for (const arg of e.args) expression(b, arg);
  for (const keyword of e.keywords) expression(b, keyword.value);
  b.ownBelow(count + 2);
  const called = asm.open();
  if (mayAppend) {
    const isMethod = asm.open();
    asm.get(object).leaveIf(isMethod);
    append(b, self, span);
    asm.leave(called).close();
  }
  const sp = b.loadStackPointer();
  b.storeOperands(count + 1, sp);
  const found = b.pop();
  b.site(span);
  if (names === 0 && !b.isCold) {
    const slow = asm.open();
    asm.get(self).eqz().leaveIf(slow);
    b.get(found).load(TYPE).i32(FUNCTION_TYPE).op(OP.i32Ne).leaveIf(slow);
    b.get(found)
      .load(SIMPLE)
      .i32(count + 1)
      .op(OP.i32Ne)
      .leaveIf(slow);
    asm.get(sp);
    b.get(found).store(FRAME_FUNCTION);
    asm.get(sp);
    b.get(found).load(ENTRY).callThroughTable().set(scratch).leave(called).close();
  }
  b.get(found).i32(count).address(names).call('op_call_found').set(scratch).close();
  asm.get(scratch);
  b.pushResult();
}

/**
 * Pops the callable after arguments of all forms have been evaluated, pushes the result.
 * @param first so many arguments are above the callable on the stack already
 */
export function spreadCall(b: Body, args: readonly Expr[], keywords: readonly Keyword[], span: Span, first = 0): void {
  positionals(b, args, span, first);
  const hasKeywords = keywords.length > 0;
  if (hasKeywords) keywordDict(b, keywords, span);
  const named = hasKeywords ? b.pop() : undefined;
  const tuple = b.pop();
  const callable = b.pop();
  b.ownBelow(0);
  b.site(span);
  b.consume(callable);
  b.consume(tuple);
  if (named === undefined) b.asm.i32(0);
  else b.consume(named);
  b.asm.call('op_call_spread');
  b.pushResult();
}

/** Pushes the positional arguments: a tuple, or any iterable where it is the only one. */
function positionals(b: Body, args: readonly Expr[], span: Span, first: number): void {
  const [one] = args;
  if (first === 0 && args.length === 1 && one.kind === 'Starred') {
    expression(b, one.value);
    return;
  }
  if (first === 0 && args.length === 0) {
    b.pushConstant({ type: 'tuple', items: [] });
    return;
  }
  elements(b, args, 'op_list', { kind: 'List', elements: args, ctx: 'Load', span }, first);
  b.consume(b.pop());
  b.asm.call('op_list_to_tuple');
  b.pushResult();
}

/** Pushes a dict of keyword arguments; the callable is two entries below it, for messages. */
function keywordDict(b: Body, keywords: readonly Keyword[], span: Span): void {
  const first = keywords.findIndex((keyword) => keyword.arg === undefined);
  const plain = first < 0 ? keywords.length : first;
  for (const { arg, value } of keywords.slice(0, plain)) {
    const key = { type: 'str', value: arg! } as const;
    if (plain > 1) b.pushStatic(b.pool.constant(key), key);
    else b.pushConstant(key);
    expression(b, value);
  }
  if (plain > 1) namesOf(b, keywords.slice(0, plain));
  build(b, 'op_dict', plain, 2 * plain);
  for (let at = plain; at < keywords.length; at++) {
    const { arg, value } = keywords[at];
    if (arg === undefined) expression(b, value);
    else {
      b.pushConstant({ type: 'str', value: arg });
      expression(b, value);
      build(b, 'op_dict', 1, 2);
    }
    merge(b, span);
  }
}

function merge(b: Body, span: Span): void {
  const mapping = b.pop();
  b.site(span);
  b.get(b.top());
  b.consume(mapping);
  b.get(b.stack[b.stack.length - 3]);
  b.callStatus('op_dict_merge');
}
