/** Names, literals, and what stands in brackets. */
import { T } from '../tokens/kinds.js';
import type { ConstantValue, Expr } from '../tree/ast.js';
import { type Cursor, FRAMES } from './cursor.js';
import {
  atFor,
  parseBitwiseOr,
  parseElement,
  parseExpression,
  parseGenerators,
  parseYield,
  startsExpression,
} from './expressions.js';
import { numberValue } from './number-values.js';
import { parseStrings } from './strings.js';

const NONE: ConstantValue = { type: 'none' };
const TRUE: ConstantValue = { type: 'true' };
const FALSE: ConstantValue = { type: 'false' };
const ELLIPSIS: ConstantValue = { type: 'ellipsis' };

/** The value of a keyword that is one; undefined for other tokens. */
export function keywordValue(kind: number): ConstantValue | undefined {
  switch (kind) {
    case T.None:
      return NONE;
    case T.True:
      return TRUE;
    case T.False:
      return FALSE;
    default:
      return undefined;
  }
}

export function parseAtom(p: Cursor): Expr {
  switch (p.next()) {
    case T.Name:
      return p.name('Load');
    case T.Number:
      return parseNumber(p);
    case T.String:
      return parseStrings(p);
    case T.LeftParen:
      return nested(p, parseParenthesis);
    case T.LeftBracket:
      return nested(p, parseList);
    case T.LeftBrace:
      return nested(p, parseBraces);
    case T.Ellipsis:
      return constant(p, ELLIPSIS);
    default:
      return constant(p, keywordValue(p.next()) ?? p.refuse());
  }
}

function nested(p: Cursor, parse: (p: Cursor) => Expr): Expr {
  p.enter(FRAMES.bracket);
  const result = parse(p);
  p.leave(FRAMES.bracket);
  return result;
}

export function constant(p: Cursor, value: ConstantValue): Expr {
  const first = p.at++;
  return { kind: 'Constant', span: p.span(first), value, isUnicode: false };
}

export function parseNumber(p: Cursor): Expr {
  const { start, end } = p.tokenizer.tokens;
  return constant(p, numberValue(p, p.source.slice(start[p.at], end[p.at])));
}

/** A tuple, a group or a generator. */
function parseParenthesis(p: Cursor): Expr {
  const first = p.at++;
  if (p.take(T.RightParen)) return { kind: 'Tuple', span: p.span(first), elements: [], ctx: 'Load' };
  if (p.next() === T.Yield) {
    const inner = parseYield(p);
    p.expect(T.RightParen);
    return inner;
  }
  const single = parseElement(p);
  if (p.next() === T.Comma) {
    const elements = parseRest(p, single, T.RightParen);
    return { kind: 'Tuple', span: p.span(first), elements, ctx: 'Load' };
  }
  if (single.kind === 'Starred') p.refuse();
  if (atFor(p)) {
    const generators = parseGenerators(p);
    p.expect(T.RightParen);
    return { kind: 'GeneratorExp', span: p.span(first), element: single, generators };
  }
  p.expect(T.RightParen);
  return single;
}

/**
 * The expression of an f-string's field, as if the field were in parentheses: CPython 3.11 puts it into some, so a tuple or
 * a generator begins at the `{` (at `open`) and ends behind what ends the expression (at `end`).
 */
export function parseFieldExpression(p: Cursor, field: { open: number; end: number; line: number }): Expr {
  if (p.next() === T.Yield) return parseYield(p);
  const single = parseElement(p);
  if (p.next() !== T.Comma && !atFor(p)) return single.kind === 'Starred' ? p.refuse() : single;
  const lines = p.source.lineStarts;
  const generators = p.next() === T.Comma ? undefined : parseGenerators(p);
  const elements = [single];
  while (p.take(T.Comma)) {
    if (!startsExpression(p.next())) break;
    elements.push(parseElement(p));
  }
  const endLine = p.tokenizer.tokens.line[p.at];
  const span = {
    line: field.line,
    column: field.open - lines[field.line],
    endLine,
    endColumn: field.end + 1 - lines[endLine],
  };
  return generators === undefined
    ? { kind: 'Tuple', span, elements, ctx: 'Load' }
    : { kind: 'GeneratorExp', span, element: single, generators };
}

/** The elements behind the first one, and the closing bracket. */
function parseRest(p: Cursor, single: Expr, closing: number): Expr[] {
  const elements = [single];
  while (p.take(T.Comma)) {
    if (p.next() === closing) break;
    elements.push(parseElement(p));
  }
  p.expect(closing);
  return elements;
}

function parseList(p: Cursor): Expr {
  const first = p.at++;
  if (p.take(T.RightBracket)) return { kind: 'List', span: p.span(first), elements: [], ctx: 'Load' };
  const single = parseElement(p);
  if (atFor(p)) {
    if (single.kind === 'Starred') p.refuse();
    const generators = parseGenerators(p);
    p.expect(T.RightBracket);
    return { kind: 'ListComp', span: p.span(first), element: single, generators };
  }
  const elements = parseRest(p, single, T.RightBracket);
  return { kind: 'List', span: p.span(first), elements, ctx: 'Load' };
}

/** A dictionary, a set, or a comprehension of one. */
function parseBraces(p: Cursor): Expr {
  const first = p.at++;
  if (p.take(T.RightBrace)) return { kind: 'Dict', span: p.span(first), keys: [], values: [] };
  if (p.next() === T.DoubleStar) return parseDict(p, first);
  const single = parseElement(p);
  if (p.next() === T.Colon) {
    if (single.kind === 'Starred' || (single.kind === 'NamedExpr' && p.kind[first + 1] !== T.LeftParen)) p.refuse();
    return parseDict(p, first, single);
  }
  if (atFor(p)) {
    if (single.kind === 'Starred') p.refuse();
    const generators = parseGenerators(p);
    p.expect(T.RightBrace);
    return { kind: 'SetComp', span: p.span(first), element: single, generators };
  }
  const elements = parseRest(p, single, T.RightBrace);
  return { kind: 'Set', span: p.span(first), elements };
}

function parseDict(p: Cursor, first: number, firstKey?: Expr): Expr {
  const keys: (Expr | undefined)[] = [];
  const values: Expr[] = [];
  let key = firstKey;
  for (;;) {
    if (key === undefined && p.take(T.DoubleStar)) {
      keys.push(undefined);
      values.push(parseBitwiseOr(p));
    } else {
      key ??= parseExpression(p);
      p.expect(T.Colon);
      const value = parseExpression(p);
      if (atFor(p) && keys.length === 0) {
        const generators = parseGenerators(p);
        p.expect(T.RightBrace);
        return { kind: 'DictComp', span: p.span(first), key, value, generators };
      }
      keys.push(key);
      values.push(value);
    }
    key = undefined;
    if (!p.take(T.Comma) || p.next() === T.RightBrace) break;
  }
  p.expect(T.RightBrace);
  return { kind: 'Dict', span: p.span(first), keys, values };
}
