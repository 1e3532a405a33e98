import type { ConstantValue, Stmt } from '../../../languages/python/tree/ast.js';

/** The string that a body starts with. */
export function docstringOf(body: readonly Stmt[]): ConstantValue | undefined {
  const [first] = body;
  if (first?.kind !== 'Expr' || first.value.kind !== 'Constant' || first.value.value.type !== 'str') return undefined;
  return first.value.value;
}
