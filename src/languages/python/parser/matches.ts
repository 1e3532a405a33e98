/** The match statement (PEP 634). */
import { T } from '../tokens/kinds.js';
import { N } from '../tokens/names.js';
import type { Expr, MatchCase, Stmt } from '../tree/ast.js';
import type { Cursor } from './cursor.js';
import { parseElement, parseNamedExpression, startsExpression } from './expressions.js';
import { parsePatterns } from './patterns.js';
import { parseBlock } from './statements.js';

/** `match` is a keyword only where its line ends with a colon and a block of cases follows. */
export function isMatchStatement(p: Cursor): boolean {
  if (!startsExpression(p.kind[p.at + 1])) return false;
  let at = p.at + 1;
  while (p.kind[at] !== T.Newline && p.kind[at] !== T.End && p.kind[at] !== T.Error) at++;
  return (
    p.kind[at] === T.Newline &&
    p.kind[at - 1] === T.Colon &&
    p.kind[at + 1] === T.Indent &&
    p.kind[at + 2] === T.Name &&
    p.tokenizer.tokens.value[at + 2] === N.case
  );
}

export function parseMatch(p: Cursor): Stmt {
  const first = p.at++;
  const subject = parseSubject(p);
  p.expect(T.Colon);
  p.expect(T.Newline);
  p.expect(T.Indent);
  const cases: MatchCase[] = [];
  do cases.push(parseCase(p));
  while (p.next() !== T.Dedent);
  p.at++;
  return { kind: 'Match', span: p.span(first), subject, cases };
}

function parseSubject(p: Cursor): Expr {
  const first = p.at;
  const single = parseElement(p);
  if (p.next() !== T.Comma) return single.kind === 'Starred' ? p.refuse() : single;
  const elements = [single];
  while (p.take(T.Comma)) {
    if (p.next() === T.Colon) break;
    elements.push(parseElement(p));
  }
  return { kind: 'Tuple', span: p.span(first), elements, ctx: 'Load' };
}

function parseCase(p: Cursor): MatchCase {
  if (p.softWord() !== N.case) p.refuse();
  p.at++;
  const pattern = parsePatterns(p);
  const guard = p.take(T.If) ? parseNamedExpression(p) : undefined;
  p.expect(T.Colon);
  return { pattern, guard, body: parseBlock(p) };
}
