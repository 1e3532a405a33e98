/** Expressions, from the weakest binding to the strongest; binary operators by precedence climbing. */
import { T } from '../tokens/kinds.js';
import type { Arguments, BinaryOperator, ComparisonOperator, Comprehension, Expr, UnaryOperator } from '../tree/ast.js';
import { parseAtom } from './atoms.js';
import { parseCallArguments } from './calls.js';
import { type Cursor, FRAMES } from './cursor.js';
import { parseLambdaParameters } from './parameters.js';
import { parseTargetList } from './targets.js';

/** As many prefixes in a row as CPython's parser has room for. */
const MAX_PREFIXES = 5900;

/** expression: a lambda, or a conditional expression; those in a row are read without recursion. */
export function parseExpression(p: Cursor): Expr {
  const first = p.at;
  if (p.next() === T.Lambda) return parseLambda(p);
  const body = parseDisjunction(p);
  return p.next() === T.If ? parseConditionals(p, first, body) : body;
}

function parseConditionals(p: Cursor, first: number, body: Expr): Expr {
  const parts: { first: number; body: Expr; test: Expr }[] = [];
  let last = { first, body };
  while (p.take(T.If)) {
    const test = parseDisjunction(p);
    p.expect(T.Else);
    parts.push({ ...last, test });
    const first = p.at;
    last = { first, body: p.next() === T.Lambda ? parseLambda(p) : parseDisjunction(p) };
  }
  let result = last.body;
  for (let at = parts.length - 1; at >= 0; at--) {
    const { first, body, test } = parts[at];
    result = { kind: 'IfExp', span: p.span(first), test, body, orElse: result };
  }
  return result;
}

/** A lambda; those that are the body of another one are read without recursion. */
function parseLambda(p: Cursor): Expr {
  p.enter(FRAMES.lambda);
  const parts: { first: number; args: Arguments }[] = [];
  while (p.next() === T.Lambda) {
    const first = p.at++;
    parts.push({ first, args: parseLambdaParameters(p) });
    if (parts.length > MAX_PREFIXES / 2) p.tooDeep();
    p.expect(T.Colon);
  }
  let result = parseExpression(p);
  for (let at = parts.length - 1; at >= 0; at--) {
    const { first, args } = parts[at];
    result = { kind: 'Lambda', span: p.span(first), args, body: result };
  }
  p.leave(FRAMES.lambda);
  return result;
}

/** named_expression: an expression, or `name := expression`. */
export function parseNamedExpression(p: Cursor): Expr {
  const first = p.at;
  if (p.next() === T.Name && p.kind[first + 1] === T.Walrus) {
    const target = p.name('Store');
    p.at++;
    const value = parseExpression(p);
    return { kind: 'NamedExpr', span: p.span(first), target, value };
  }
  const result = parseExpression(p);
  if (p.next() === T.Walrus) p.refuse();
  return result;
}

export function parseStarred(p: Cursor, operand: (p: Cursor) => Expr): Expr {
  const first = p.at;
  p.at++;
  const value = operand(p);
  return { kind: 'Starred', span: p.span(first), value, ctx: 'Load' };
}

/** star_named_expression: what may stand in a list. */
export function parseElement(p: Cursor): Expr {
  return p.next() === T.Star ? parseStarred(p, parseBitwiseOr) : parseNamedExpression(p);
}

function parseStarExpression(p: Cursor): Expr {
  return p.next() === T.Star ? parseStarred(p, parseBitwiseOr) : parseExpression(p);
}

/** star_expressions: one, or a tuple without parentheses. */
export function parseStarExpressions(p: Cursor): Expr {
  return oneOrTuple(p, parseStarExpression);
}

/** expressions: the same without stars. */
export function parseExpressions(p: Cursor): Expr {
  return oneOrTuple(p, parseExpression);
}

function oneOrTuple(p: Cursor, parse: (p: Cursor) => Expr): Expr {
  const first = p.at;
  const single = parse(p);
  if (p.next() !== T.Comma) return single;
  const elements = [single];
  while (p.take(T.Comma)) {
    if (!startsExpression(p.next())) break;
    elements.push(parse(p));
  }
  return { kind: 'Tuple', span: p.span(first), elements, ctx: 'Load' };
}

/** Whether an expression, starred or not, can begin with a token of this kind. */
export function startsExpression(kind: number): boolean {
  switch (kind) {
    case T.Name:
    case T.Number:
    case T.String:
    case T.LeftParen:
    case T.LeftBracket:
    case T.LeftBrace:
    case T.Minus:
    case T.Plus:
    case T.Tilde:
    case T.Not:
    case T.Lambda:
    case T.Await:
    case T.None:
    case T.True:
    case T.False:
    case T.Ellipsis:
    case T.Star:
      return true;
    default:
      return false;
  }
}

/** yield_expr, from the keyword. */
export function parseYield(p: Cursor): Expr {
  const first = p.at;
  p.expect(T.Yield);
  if (p.take(T.From)) {
    const value = parseExpression(p);
    return { kind: 'YieldFrom', span: p.span(first), value };
  }
  const value = startsExpression(p.next()) ? parseStarExpressions(p) : undefined;
  return { kind: 'Yield', span: p.span(first), value };
}

export function parseYieldOrExpressions(p: Cursor): Expr {
  return p.next() === T.Yield ? parseYield(p) : parseStarExpressions(p);
}

export function parseDisjunction(p: Cursor): Expr {
  const first = p.at;
  const single = parseConjunction(p);
  if (p.next() !== T.Or) return single;
  const values = [single];
  while (p.take(T.Or)) values.push(parseConjunction(p));
  return { kind: 'BoolOp', span: p.span(first), op: 'Or', values };
}

function parseConjunction(p: Cursor): Expr {
  const first = p.at;
  const single = parseInversion(p);
  if (p.next() !== T.And) return single;
  const values = [single];
  while (p.take(T.And)) values.push(parseInversion(p));
  return { kind: 'BoolOp', span: p.span(first), op: 'And', values };
}

function parseInversion(p: Cursor): Expr {
  if (p.next() !== T.Not) return parseComparison(p);
  return parsePrefixes(p, isNot, parseComparison);
}

function isNot(kind: number): UnaryOperator | undefined {
  return kind === T.Not ? 'Not' : undefined;
}

function signOf(kind: number): UnaryOperator | undefined {
  switch (kind) {
    case T.Minus:
      return 'USub';
    case T.Plus:
      return 'UAdd';
    case T.Tilde:
      return 'Invert';
    default:
      return undefined;
  }
}

/** Prefix operators in a row, without recursion. */
function parsePrefixes(
  p: Cursor,
  operatorOf: (kind: number) => UnaryOperator | undefined,
  parseOperand: (p: Cursor) => Expr,
): Expr {
  const first = p.at;
  while (operatorOf(p.next()) !== undefined) {
    p.at++;
    if (p.at - first > MAX_PREFIXES) p.tooDeep();
  }
  const behind = p.at;
  let result = parseOperand(p);
  for (let at = behind - 1; at >= first; at--)
    result = { kind: 'UnaryOp', span: p.span(at), op: operatorOf(p.kind[at])!, operand: result };
  return result;
}

function comparisonAt(p: Cursor): ComparisonOperator | undefined {
  switch (p.next()) {
    case T.Equal:
      return 'Eq';
    case T.NotEqual:
      return isLegacyNotEqual(p) ? undefined : 'NotEq';
    case T.Less:
      return 'Lt';
    case T.LessEqual:
      return 'LtE';
    case T.Greater:
      return 'Gt';
    case T.GreaterEqual:
      return 'GtE';
    case T.In:
      return 'In';
    case T.Is:
      return p.kind[p.at + 1] === T.Not ? 'IsNot' : 'Is';
    case T.Not:
      return p.kind[p.at + 1] === T.In ? 'NotIn' : undefined;
    default:
      return undefined;
  }
}

/** `<>` is read as an operator, but means nothing any more. */
function isLegacyNotEqual(p: Cursor): boolean {
  return p.source.bytes[p.tokenizer.tokens.start[p.at]] === 0x3c;
}

function parseComparison(p: Cursor): Expr {
  const first = p.at;
  const left = parseBitwiseOr(p);
  let op = comparisonAt(p);
  if (op === undefined) return left;
  const ops: ComparisonOperator[] = [];
  const comparators: Expr[] = [];
  while (op !== undefined) {
    p.at += op === 'IsNot' || op === 'NotIn' ? 2 : 1;
    ops.push(op);
    comparators.push(parseBitwiseOr(p));
    op = comparisonAt(p);
  }
  return { kind: 'Compare', span: p.span(first), left, ops, comparators };
}

/** How strongly each binary operator binds; 0 for other tokens. */
const PRECEDENCE = new Uint8Array(256);
export const BINARY: readonly BinaryOperator[] = [
  ...(['Add', 'Sub', 'Mult', 'MatMult', 'Div', 'Mod', 'Pow', 'LShift', 'RShift'] as const),
  ...(['BitOr', 'BitXor', 'BitAnd', 'FloorDiv'] as const),
];
for (const [level, kinds] of [
  [T.Bar],
  [T.Caret],
  [T.Ampersand],
  [T.LeftShift, T.RightShift],
  [T.Plus, T.Minus],
  [T.Star, T.Slash, T.DoubleSlash, T.Percent, T.At],
].entries())
  for (const kind of kinds) PRECEDENCE[kind] = level + 1;

export function parseBitwiseOr(p: Cursor): Expr {
  return parseBinary(p, 1);
}

function parseBinary(p: Cursor, weakest: number): Expr {
  const first = p.at;
  let left = parseFactor(p);
  for (;;) {
    const kind = p.next();
    const strength = PRECEDENCE[kind];
    if (strength < weakest || strength === 0) return left;
    p.at++;
    const right = parseBinary(p, strength + 1);
    left = { kind: 'BinOp', span: p.span(first), left, op: BINARY[kind - T.Plus], right };
  }
}

function parseFactor(p: Cursor): Expr {
  const kind = p.next();
  return kind === T.Minus || kind === T.Plus || kind === T.Tilde ? parsePrefixes(p, signOf, parsePower) : parsePower(p);
}

function parsePower(p: Cursor): Expr {
  const first = p.at;
  const left = parseAwait(p);
  if (!p.take(T.DoubleStar)) return left;
  p.enter(FRAMES.power);
  const right = parseFactor(p);
  p.leave(FRAMES.power);
  return { kind: 'BinOp', span: p.span(first), left, op: 'Pow', right };
}

function parseAwait(p: Cursor): Expr {
  const first = p.at;
  if (!p.take(T.Await)) return parsePrimary(p);
  const value = parsePrimary(p);
  return { kind: 'Await', span: p.span(first), value };
}

/** An atom with its calls, attributes and subscripts. */
export function parsePrimary(p: Cursor): Expr {
  const first = p.at;
  let result = parseAtom(p);
  for (;;) {
    const kind = p.next();
    if (kind === T.Dot) {
      p.at++;
      const attr = p.identifier();
      result = { kind: 'Attribute', span: p.span(first), value: result, attr, ctx: 'Load' };
    } else if (kind === T.LeftParen) {
      p.enter(FRAMES.bracket);
      const { args, keywords } = parseCallArguments(p);
      p.leave(FRAMES.bracket);
      result = { kind: 'Call', span: p.span(first), func: result, args, keywords };
    } else if (kind === T.LeftBracket) {
      p.at++;
      p.enter(FRAMES.bracket);
      const slice = parseSlices(p);
      p.leave(FRAMES.bracket);
      p.expect(T.RightBracket);
      result = { kind: 'Subscript', span: p.span(first), value: result, slice, ctx: 'Load' };
    } else return result;
  }
}

function parseSlices(p: Cursor): Expr {
  const first = p.at;
  const single = parseSliceElement(p);
  if (p.next() !== T.Comma && single.kind !== 'Starred') return single;
  const elements = [single];
  while (p.take(T.Comma)) {
    if (p.next() === T.RightBracket) break;
    elements.push(parseSliceElement(p));
  }
  return { kind: 'Tuple', span: p.span(first), elements, ctx: 'Load' };
}

function parseSliceElement(p: Cursor): Expr {
  if (p.next() === T.Star) return parseStarred(p, parseExpression);
  const first = p.at;
  let lower: Expr | undefined;
  if (p.next() !== T.Colon) {
    lower = parseNamedExpression(p);
    if (p.next() !== T.Colon) return lower;
    if (lower.kind === 'NamedExpr' && p.kind[first] !== T.LeftParen) p.refuse();
  }
  p.at++;
  const upper = parseSliceBound(p);
  const step = p.take(T.Colon) ? parseSliceBound(p) : undefined;
  return { kind: 'Slice', span: p.span(first), lower, upper, step };
}

function parseSliceBound(p: Cursor): Expr | undefined {
  const kind = p.next();
  return kind === T.Colon || kind === T.Comma || kind === T.RightBracket ? undefined : parseExpression(p);
}

/** Whether a comprehension follows. */
export function atFor(p: Cursor): boolean {
  return p.next() === T.For || (p.next() === T.Async && p.kind[p.at + 1] === T.For);
}

/** for_if_clauses of a comprehension. */
export function parseGenerators(p: Cursor): Comprehension[] {
  const generators: Comprehension[] = [];
  do {
    const isAsync = p.take(T.Async);
    p.expect(T.For);
    const target = parseTargetList(p);
    p.expect(T.In);
    const iter = parseDisjunction(p);
    const ifs: Expr[] = [];
    while (p.take(T.If)) ifs.push(parseDisjunction(p));
    generators.push({ target, iter, ifs, isAsync });
  } while (atFor(p));
  return generators;
}
