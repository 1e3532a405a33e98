/** The tree of a whole source, or where it stops being Python. */
import { T } from '../tokens/kinds.js';
import type { Module, Stmt } from '../tree/ast.js';
import type { Cursor } from './cursor.js';
import { parseExpressions } from './expressions.js';
import { parseStatement } from './statements.js';

/** Throws Refused or TooDeep; the cursor then tells in which statement. */
export function parseModule(p: Cursor): Module {
  const body: Stmt[] = [];
  while (p.next() !== T.End) {
    p.statementAt = p.at;
    parseStatement(p, body);
  }
  return { kind: 'Module', body };
}

/** The same of a source that is one expression, as eval() takes it. */
export function parseLoneExpression(p: Cursor): Module {
  const value = parseExpressions(p);
  while (p.take(T.Newline));
  p.expect(T.End);
  return { kind: 'Module', body: [{ kind: 'Expr', span: value.span, value }] };
}
