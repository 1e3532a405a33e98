/** Patterns of the match statement. */
import { T } from '../tokens/kinds.js';
import type { Expr, Pattern } from '../tree/ast.js';
import { constant, keywordValue, parseNumber } from './atoms.js';
import type { Cursor } from './cursor.js';
import { parseStrings } from './strings.js';

/** patterns: one, or a sequence without brackets. */
export function parsePatterns(p: Cursor): Pattern {
  const first = p.at;
  const single = parseMaybeStar(p);
  if (p.next() !== T.Comma) return single.kind === 'MatchStar' ? p.refuse() : single;
  const patterns = parseRest(p, single, T.Colon, T.If);
  return { kind: 'MatchSequence', span: p.span(first), patterns };
}

function parseRest(p: Cursor, single: Pattern, ...closing: number[]): Pattern[] {
  const patterns = [single];
  while (p.take(T.Comma)) {
    if (closing.includes(p.next())) break;
    patterns.push(parseMaybeStar(p));
  }
  return patterns;
}

function parseMaybeStar(p: Cursor): Pattern {
  const first = p.at;
  if (!p.take(T.Star)) return parsePattern(p);
  const name = parseCapture(p);
  return { kind: 'MatchStar', span: p.span(first), name };
}

/** A name to bind; undefined for `_`. */
function parseCapture(p: Cursor): string | undefined {
  const isWildcard = p.isUnderscore();
  const name = p.identifier();
  if (p.next() === T.Dot || p.next() === T.LeftParen || p.next() === T.Assign) p.refuse();
  return isWildcard ? undefined : name;
}

function parsePattern(p: Cursor): Pattern {
  const first = p.at;
  const pattern = parseOr(p);
  if (!p.take(T.As)) return pattern;
  const name = parseCapture(p) ?? p.refuse();
  return { kind: 'MatchAs', span: p.span(first), pattern, name };
}

function parseOr(p: Cursor): Pattern {
  const first = p.at;
  const single = parseClosed(p);
  if (p.next() !== T.Bar) return single;
  const patterns = [single];
  while (p.take(T.Bar)) patterns.push(parseClosed(p));
  return { kind: 'MatchOr', span: p.span(first), patterns };
}

function parseClosed(p: Cursor): Pattern {
  const first = p.at;
  switch (p.next()) {
    case T.Name:
      return parseNamed(p);
    case T.LeftParen:
      return parseGroup(p);
    case T.LeftBracket: {
      p.at++;
      const patterns = p.next() === T.RightBracket ? [] : parseRest(p, parseMaybeStar(p), T.RightBracket);
      p.expect(T.RightBracket);
      return { kind: 'MatchSequence', span: p.span(first), patterns };
    }
    case T.LeftBrace:
      return parseMapping(p);
    default: {
      const singleton = keywordValue(p.next());
      if (singleton !== undefined) {
        p.at++;
        return { kind: 'MatchSingleton', span: p.span(first), value: singleton };
      }
      const value = parseLiteral(p);
      return { kind: 'MatchValue', span: p.span(first), value };
    }
  }
}

/** A signed or complex number, or strings. */
function parseLiteral(p: Cursor): Expr {
  if (p.next() === T.String) return parseStrings(p);
  const first = p.at;
  const left = parseSigned(p);
  const kind = p.next();
  if (kind !== T.Plus && kind !== T.Minus) return left;
  if (isComplex(left)) p.refuse();
  p.at++;
  if (p.next() !== T.Number) p.refuse();
  const right = parseNumber(p);
  if (!isComplex(right)) p.refuse();
  return { kind: 'BinOp', span: p.span(first), left, op: kind === T.Plus ? 'Add' : 'Sub', right };
}

function isComplex(node: Expr): boolean {
  const operand = node.kind === 'UnaryOp' ? node.operand : node;
  return operand.kind === 'Constant' && operand.value.type === 'complex';
}

function parseSigned(p: Cursor): Expr {
  const first = p.at;
  const isNegative = p.take(T.Minus);
  if (p.next() !== T.Number) p.refuse();
  const operand = parseNumber(p);
  return isNegative ? { kind: 'UnaryOp', span: p.span(first), op: 'USub', operand } : operand;
}

function parseDotted(p: Cursor): Expr {
  const first = p.at;
  let result: Expr = p.name('Load');
  while (p.take(T.Dot)) {
    const attr = p.identifier();
    result = { kind: 'Attribute', span: p.span(first), value: result, attr, ctx: 'Load' };
  }
  return result;
}

/** A capture, the wildcard, a value with dots, or a class. */
function parseNamed(p: Cursor): Pattern {
  const first = p.at;
  const next = p.kind[first + 1];
  if (next !== T.Dot && next !== T.LeftParen) {
    const name = parseCapture(p);
    return { kind: 'MatchAs', span: p.span(first), pattern: undefined, name };
  }
  const value = parseDotted(p);
  if (p.next() === T.LeftParen) return parseClassPattern(p, first, value);
  return { kind: 'MatchValue', span: p.span(first), value };
}

function parseClassPattern(p: Cursor, first: number, cls: Expr): Pattern {
  p.at++;
  const patterns: Pattern[] = [];
  const keywordAttributes: string[] = [];
  const keywordPatterns: Pattern[] = [];
  while (p.next() !== T.RightParen) {
    if (p.next() === T.Name && p.kind[p.at + 1] === T.Assign) {
      keywordAttributes.push(p.identifier());
      p.at++;
      keywordPatterns.push(parsePattern(p));
    } else {
      if (keywordAttributes.length > 0) p.refuse();
      patterns.push(parsePattern(p));
    }
    if (!p.take(T.Comma)) break;
  }
  p.expect(T.RightParen);
  return { kind: 'MatchClass', span: p.span(first), cls, patterns, keywordAttributes, keywordPatterns };
}

function parseGroup(p: Cursor): Pattern {
  const first = p.at++;
  if (p.take(T.RightParen)) return { kind: 'MatchSequence', span: p.span(first), patterns: [] };
  const single = parseMaybeStar(p);
  if (p.next() !== T.Comma) {
    if (single.kind === 'MatchStar') p.refuse();
    p.expect(T.RightParen);
    return single;
  }
  const patterns = parseRest(p, single, T.RightParen);
  p.expect(T.RightParen);
  return { kind: 'MatchSequence', span: p.span(first), patterns };
}

function parseMapping(p: Cursor): Pattern {
  const first = p.at++;
  const keys: Expr[] = [];
  const patterns: Pattern[] = [];
  let rest: string | undefined;
  while (p.next() !== T.RightBrace) {
    if (p.take(T.DoubleStar)) {
      rest = parseCapture(p) ?? p.refuse();
      p.take(T.Comma);
      break;
    }
    keys.push(parseKey(p));
    p.expect(T.Colon);
    patterns.push(parsePattern(p));
    if (!p.take(T.Comma)) break;
  }
  p.expect(T.RightBrace);
  return { kind: 'MatchMapping', span: p.span(first), keys, patterns, rest };
}

function parseKey(p: Cursor): Expr {
  const value = keywordValue(p.next());
  if (value !== undefined) return constant(p, value);
  if (p.next() !== T.Name) return parseLiteral(p);
  const key = parseDotted(p);
  return key.kind === 'Name' ? p.refuse() : key;
}
