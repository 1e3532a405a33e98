/** f-strings. */
import type { Expr } from '../../../languages/python/tree/ast.js';
import type { Body } from './body.js';
import { build } from './displays.js';
import { expression } from './expressions.js';

/** More pieces than these are joined in groups. */
const STACK_GUIDELINE = 30;

export function joinedString(b: Body, e: Expr & { kind: 'JoinedStr' }): void {
  const { values } = e;
  if (values.length === 0) {
    b.pushConstant({ type: 'str', value: '' });
    return;
  }
  if (values.length === 1 && values[0].kind === 'FormattedValue') {
    expression(b, values[0]);
    return;
  }
  let pieces = 0;
  for (const value of values) {
    expression(b, value);
    if (++pieces < STACK_GUIDELINE) continue;
    build(b, 'op_join', pieces);
    pieces = 1;
  }
  b.site(e.span);
  if (pieces > 1 || values.length === 1) build(b, 'op_join', pieces);
}

export function formattedValue(b: Body, e: Expr & { kind: 'FormattedValue' }): void {
  expression(b, e.value);
  const hasSpec = e.formatSpec !== undefined;
  if (hasSpec) expression(b, e.formatSpec!);
  const spec = hasSpec ? b.pop() : undefined;
  const value = b.pop();
  b.site(e.span);
  b.consume(value);
  b.asm.i32(e.conversion?.charCodeAt(0) ?? 0);
  if (spec === undefined) b.asm.i32(0);
  else b.consume(spec);
  b.asm.call('op_format');
  b.pushResult();
}
