/** Displays of lists, tuples, sets and dicts. */
import type { Expr, Sequence } from '../../../languages/python/tree/ast.js';
import type { AbiName } from '../abi.js';
import type { Operand } from '../code/operand.js';
import type { Body } from './body.js';
import { expression } from './expressions.js';
import { tupleOf } from './fold.js';

/** As many values at most are on the operand stack at once. */
const STACK_GUIDELINE = 30;
/** A display of so many constants is made from a constant. */
const CONSTANT_RUN = 3;

type Build = 'op_list' | 'op_set' | 'op_tuple' | 'op_dict' | 'op_join';

/** Pops `count` values, pushes what the kernel builds of them. */
export function build(b: Body, operation: Build, count: number, operands = count): void {
  b.storeOperands(operands, b.loadStackPointer());
  b.asm.i32(count).call(operation);
  b.pushResult();
}

const ADD: Readonly<Record<'op_list' | 'op_set', { readonly one: AbiName; readonly all: AbiName }>> = {
  op_list: { one: 'op_list_append', all: 'op_list_extend' },
  op_set: { one: 'op_set_add', all: 'op_set_update' },
};

export function listDisplay(b: Body, e: Sequence): void {
  elements(b, e.elements, 'op_list', e);
}

export function setDisplay(b: Body, e: Expr & { kind: 'Set' }): void {
  elements(b, e.elements, 'op_set', e);
}

export function tupleDisplay(b: Body, e: Sequence): void {
  if (e.elements.length <= STACK_GUIDELINE && !e.elements.some(isStarred)) {
    for (const element of e.elements) expression(b, element);
    b.site(e.span);
    build(b, 'op_tuple', e.elements.length);
    return;
  }
  elements(b, e.elements, 'op_list', e);
  b.consume(b.pop());
  b.asm.call('op_list_to_tuple');
  b.pushResult();
}

export const isStarred = (e: Expr) => e.kind === 'Starred';

/**
 * A list or set of elements, some of which may be starred.
 * @param before so many elements more are on the stack already
 */
export function elements(b: Body, list: readonly Expr[], kind: 'op_list' | 'op_set', whole: Expr, before = 0): void {
  const constant = before === 0 && list.length >= CONSTANT_RUN ? tupleOf(list) : undefined;
  if (constant?.type === 'tuple') {
    build(b, kind, 0);
    b.pushConstant(kind === 'op_set' ? { type: 'frozenset', items: constant.items } : constant);
    extend(b, ADD[kind].all, whole);
    return;
  }
  const first = list.findIndex(isStarred);
  const isLong = list.length > STACK_GUIDELINE;
  const plain = isLong ? 0 : first < 0 ? list.length : first;
  for (const element of list.slice(0, plain)) expression(b, element);
  b.site(whole.span);
  build(b, kind, before + plain);
  for (const element of list.slice(plain)) {
    if (element.kind === 'Starred') {
      expression(b, element.value);
      extend(b, ADD[kind].all, whole);
    } else {
      expression(b, element);
      extend(b, ADD[kind].one, whole);
    }
  }
}

/** Pops a value and adds it to a container, the one below it; `e` is the whole display. */
export function extend(b: Body, operation: AbiName, e: Expr, container?: Operand): void {
  const value = b.pop();
  b.site(e.span);
  b.get(container ?? b.top());
  b.consume(value);
  b.callStatus(operation);
}

export function dictDisplay(b: Body, e: Expr & { kind: 'Dict' }): void {
  const first = e.keys.indexOf(undefined);
  const isLong = e.keys.length * 2 > STACK_GUIDELINE;
  const plain = isLong ? 0 : first < 0 ? e.keys.length : first;
  const keys = plain > 1 ? tupleOf(e.keys.slice(0, plain).map((key) => key!)) : undefined;
  for (let at = 0; at < plain; at++) {
    if (keys?.type === 'tuple') b.pushStatic(b.pool.constant(keys.items[at]), keys.items[at]);
    else expression(b, e.keys[at]!);
    expression(b, e.values[at]);
  }
  if (keys !== undefined) b.constants.address(keys);
  b.site(e.span);
  build(b, 'op_dict', plain, 2 * plain);
  for (let at = plain; at < e.keys.length; at++) {
    const key = e.keys[at];
    if (key === undefined) {
      expression(b, e.values[at]);
      extend(b, 'op_dict_update', e);
      continue;
    }
    expression(b, key);
    expression(b, e.values[at]);
    setKey(b, e);
  }
}

/** Pops value and key into a dict, the one below them. */
export function setKey(b: Body, e: Expr, container?: Operand): void {
  const value = b.pop();
  const key = b.pop();
  b.site(e.span);
  b.get(container ?? b.top());
  b.consume(key);
  b.consume(value);
  b.callStatus('op_dict_set');
}
