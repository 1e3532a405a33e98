/** Statements with blocks. */
import { T } from '../tokens/kinds.js';
import { N } from '../tokens/names.js';
import type { ExceptHandler, Expr, Keyword, Stmt, WithItem } from '../tree/ast.js';
import { parseCallArguments } from './calls.js';
import { type Cursor, Refused } from './cursor.js';
import { parseExpression, parseNamedExpression, parseStarExpressions } from './expressions.js';
import { isMatchStatement, parseMatch } from './matches.js';
import { parseDefParameters, parseTypeParameters } from './parameters.js';
import { parseBlock } from './statements.js';
import { parseSingleTarget, parseTargetList } from './targets.js';

/** The compound statement that begins here; undefined where none does. */
export function parseCompound(p: Cursor): Stmt | undefined {
  const first = p.at;
  switch (p.next()) {
    case T.If:
      return parseIf(p);
    case T.Def:
      return parseFunction(p, first, []);
    case T.Class:
      return parseClass(p, first, []);
    case T.At:
      return parseDecorated(p);
    case T.For:
      return parseFor(p, first);
    case T.While:
      return parseWhile(p, first);
    case T.Try:
      return parseTry(p, first);
    case T.With:
      return parseWith(p, first);
    case T.Async:
      return parseAsync(p, first);
    case T.Name:
      return p.softWord() === N.match && isMatchStatement(p) ? parseMatch(p) : undefined;
    default:
      return undefined;
  }
}

/** An if with its elifs, without recursion: generated code has long chains. */
function parseIf(p: Cursor): Stmt {
  const parts: { first: number; test: Expr; body: Stmt[] }[] = [];
  do {
    const first = p.at++;
    const test = parseNamedExpression(p);
    p.expect(T.Colon);
    parts.push({ first, test, body: parseBlock(p) });
  } while (p.next() === T.Elif);
  let orElse = parseElse(p);
  for (let i = parts.length - 1; i > 0; i--) {
    const { first, test, body } = parts[i];
    orElse = [{ kind: 'If', span: p.span(first), test, body, orElse }];
  }
  const { first, test, body } = parts[0];
  return { kind: 'If', span: p.span(first), test, body, orElse };
}

function parseElse(p: Cursor): Stmt[] {
  if (!p.take(T.Else)) return [];
  p.expect(T.Colon);
  return parseBlock(p);
}

function parseWhile(p: Cursor, first: number): Stmt {
  p.at++;
  const test = parseNamedExpression(p);
  p.expect(T.Colon);
  const body = parseBlock(p);
  const orElse = parseElse(p);
  return { kind: 'While', span: p.span(first), test, body, orElse };
}

/** From the word `for`; the statement begins at `first`, where `async` may stand. */
function parseFor(p: Cursor, first: number): Stmt {
  const kind = p.at === first ? 'For' : 'AsyncFor';
  p.expect(T.For);
  const target = parseTargetList(p);
  p.expect(T.In);
  const iter = parseStarExpressions(p);
  p.expect(T.Colon);
  const body = parseBlock(p);
  const orElse = parseElse(p);
  return { kind, span: p.span(first), target, iter, body, orElse };
}

function parseAsync(p: Cursor, first: number): Stmt {
  p.at++;
  switch (p.next()) {
    case T.Def:
      return parseFunction(p, first, []);
    case T.For:
      return parseFor(p, first);
    case T.With:
      return parseWith(p, first);
    default:
      return p.refuse();
  }
}

function parseDecorated(p: Cursor): Stmt {
  const decorators: Expr[] = [];
  while (p.take(T.At)) {
    decorators.push(parseNamedExpression(p));
    p.expect(T.Newline);
  }
  const first = p.at;
  if (p.next() === T.Class) return parseClass(p, first, decorators);
  p.take(T.Async);
  return parseFunction(p, first, decorators);
}

function parseFunction(p: Cursor, first: number, decorators: Expr[]): Stmt {
  const kind = p.at === first ? 'FunctionDef' : 'AsyncFunctionDef';
  p.expect(T.Def);
  const name = p.identifier();
  const typeParams = parseTypeParameters(p);
  p.expect(T.LeftParen);
  const args = parseDefParameters(p);
  p.expect(T.RightParen);
  const returns = p.take(T.Arrow) ? parseExpression(p) : undefined;
  p.expect(T.Colon);
  const body = parseBlock(p);
  return { kind, span: p.span(first), name, args, body, decorators, returns, typeParams };
}

function parseClass(p: Cursor, first: number, decorators: Expr[]): Stmt {
  p.at++;
  const name = p.identifier();
  const typeParams = parseTypeParameters(p);
  let bases: Expr[] = [];
  let keywords: Keyword[] = [];
  if (p.next() === T.LeftParen) ({ args: bases, keywords } = parseCallArguments(p, true));
  p.expect(T.Colon);
  const body = parseBlock(p);
  return { kind: 'ClassDef', span: p.span(first), name, bases, keywords, body, decorators, typeParams };
}

function parseWith(p: Cursor, first: number): Stmt {
  const kind = p.at === first ? 'With' : 'AsyncWith';
  p.expect(T.With);
  const items = parseItemsInParentheses(p) ?? parseWithItems(p);
  p.expect(T.Colon);
  const body = parseBlock(p);
  return { kind, span: p.span(first), items, body };
}

function parseWithItems(p: Cursor): WithItem[] {
  const items: WithItem[] = [];
  do items.push(parseWithItem(p));
  while (p.take(T.Comma));
  return items;
}

function parseWithItem(p: Cursor): WithItem {
  const context = parseExpression(p);
  const target = p.take(T.As) ? parseSingleTarget(p) : undefined;
  return { context, target };
}

/**
 * All items in one pair of parentheses; undefined where the parentheses belong to an expression. That is only known when
 * they were read as items, so this reads them twice at worst; with statements do not nest in expressions.
 */
function parseItemsInParentheses(p: Cursor): WithItem[] | undefined {
  const start = p.at;
  const depth = p.depth();
  if (p.next() !== T.LeftParen || p.kind[behindBracket(p)] !== T.Colon) return undefined;
  try {
    p.at++;
    const items: WithItem[] = [];
    do {
      if (items.length > 0 && p.next() === T.RightParen) break;
      items.push(parseWithItem(p));
    } while (p.take(T.Comma));
    p.expect(T.RightParen);
    if (p.next() === T.Colon) return items;
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
  }
  p.backTo(start, depth);
  return undefined;
}

/** The token behind the bracket that opens here. */
function behindBracket(p: Cursor): number {
  const { level } = p.tokenizer.tokens;
  const outside = level[p.at] - 1;
  let at = p.at + 1;
  while (level[at] > outside && p.kind[at] !== T.End && p.kind[at] !== T.Error) at++;
  return at + 1;
}

function parseTry(p: Cursor, first: number): Stmt {
  p.at++;
  p.expect(T.Colon);
  const body = parseBlock(p);
  const handlers: ExceptHandler[] = [];
  const isStar = p.next() === T.Except && p.kind[p.at + 1] === T.Star;
  while (p.next() === T.Except) handlers.push(parseHandler(p, isStar));
  const orElse = handlers.length > 0 ? parseElse(p) : [];
  let finalBody: Stmt[] = [];
  if (p.take(T.Finally)) {
    p.expect(T.Colon);
    finalBody = parseBlock(p);
  } else if (handlers.length === 0) p.refuse();
  return { kind: isStar ? 'TryStar' : 'Try', span: p.span(first), body, handlers, orElse, finalBody };
}

function parseHandler(p: Cursor, isStar: boolean): ExceptHandler {
  const first = p.at++;
  if (p.take(T.Star) !== isStar) p.refuse();
  const type = isStar || p.next() !== T.Colon ? parseExpression(p) : undefined;
  const name = type !== undefined && p.take(T.As) ? p.identifier() : undefined;
  p.expect(T.Colon);
  const body = parseBlock(p);
  return { span: p.span(first), type, name, body };
}
