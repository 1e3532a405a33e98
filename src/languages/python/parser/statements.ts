/** Statements on one line, and blocks of statements. */
import { AUGMENTED, T } from '../tokens/kinds.js';
import { N } from '../tokens/names.js';
import type { Alias, Expr, Stmt } from '../tree/ast.js';
import { parseCompound } from './compound.js';
import { type Cursor, FRAMES } from './cursor.js';
import {
  BINARY,
  parseExpression,
  parseStarExpressions,
  parseYield,
  parseYieldOrExpressions,
  startsExpression,
} from './expressions.js';
import { parseTypeParameters } from './parameters.js';
import { makeTarget, parseDeleteTargets } from './targets.js';

/** A compound statement, or simple ones up to the end of the line. */
export function parseStatement(p: Cursor, into: Stmt[]): void {
  const compound = parseCompound(p);
  if (compound !== undefined) into.push(compound);
  else parseSimpleStatements(p, into);
}

function parseSimpleStatements(p: Cursor, into: Stmt[]): void {
  do {
    into.push(parseSimpleStatement(p));
  } while (p.take(T.Semicolon) && p.next() !== T.Newline);
  p.expect(T.Newline);
}

/** What follows a colon: statements on the same line, or an indented block. */
export function parseBlock(p: Cursor): Stmt[] {
  const body: Stmt[] = [];
  if (!p.take(T.Newline)) {
    parseSimpleStatements(p, body);
    return body;
  }
  p.expect(T.Indent);
  p.enter(FRAMES.block);
  do parseStatement(p, body);
  while (p.next() !== T.Dedent);
  p.leave(FRAMES.block);
  p.at++;
  return body;
}

function parseSimpleStatement(p: Cursor): Stmt {
  const first = p.at;
  switch (p.next()) {
    case T.Return: {
      p.at++;
      const value = startsExpression(p.next()) ? parseStarExpressions(p) : undefined;
      return { kind: 'Return', span: p.span(first), value };
    }
    case T.Import:
      return parseImport(p, first);
    case T.From:
      return parseImportFrom(p, first);
    case T.Raise:
      return parseRaise(p, first);
    case T.Pass:
      return plain(p, 'Pass');
    case T.Break:
      return plain(p, 'Break');
    case T.Continue:
      return plain(p, 'Continue');
    case T.Del: {
      p.at++;
      const targets = parseDeleteTargets(p);
      return { kind: 'Delete', span: p.span(first), targets };
    }
    case T.Yield: {
      const value = parseYield(p);
      return p.next() === T.Assign ? p.refuse() : { kind: 'Expr', span: value.span, value };
    }
    case T.Assert: {
      p.at++;
      const test = parseExpression(p);
      const message = p.take(T.Comma) ? parseExpression(p) : undefined;
      return { kind: 'Assert', span: p.span(first), test, message };
    }
    case T.Global:
      return parseDeclaration(p, 'Global');
    case T.Nonlocal:
      return parseDeclaration(p, 'Nonlocal');
    default:
      if (p.softWord() === N.type && p.kind[first + 1] === T.Name) return parseTypeAlias(p);
      return parseAssignment(p);
  }
}

function plain(p: Cursor, kind: 'Pass' | 'Break' | 'Continue'): Stmt {
  const first = p.at++;
  return { kind, span: p.span(first) };
}

/** An assignment of any kind, or an expression. */
function parseAssignment(p: Cursor): Stmt {
  const first = p.at;
  const single = parseStarExpressions(p);
  const kind = p.next();
  if (kind === T.Assign) return parsePlainAssignment(p, first, single);
  if (kind === T.Colon) return parseAnnotated(p, first, single);
  if (kind >= T.PlusAssign && kind <= T.DoubleSlashAssign) {
    if (single.kind !== 'Name' && single.kind !== 'Attribute' && single.kind !== 'Subscript') p.refuse();
    single.ctx = 'Store';
    p.at++;
    const value = parseYieldOrExpressions(p);
    const op = BINARY[kind - AUGMENTED - T.Plus];
    return { kind: 'AugAssign', span: p.span(first), target: single, op, value };
  }
  return { kind: 'Expr', span: p.span(first), value: single };
}

function parsePlainAssignment(p: Cursor, first: number, single: Expr): Stmt {
  const targets: Expr[] = [];
  let value = single;
  while (p.take(T.Assign)) {
    makeTarget(p, value, 'Store');
    targets.push(value);
    value = parseYieldOrExpressions(p);
    if (value.kind.startsWith('Yield') && p.next() === T.Assign) p.refuse();
  }
  return { kind: 'Assign', span: p.span(first), targets, value };
}

function parseAnnotated(p: Cursor, first: number, target: Expr): Stmt {
  if (target.kind !== 'Name' && target.kind !== 'Attribute' && target.kind !== 'Subscript') p.refuse();
  target.ctx = 'Store';
  p.at++;
  const annotation = parseExpression(p);
  const value = p.take(T.Assign) ? parseYieldOrExpressions(p) : undefined;
  const isSimple = target.kind === 'Name' && p.kind[first] !== T.LeftParen;
  return { kind: 'AnnAssign', span: p.span(first), target, annotation, value, isSimple };
}

function parseTypeAlias(p: Cursor): Stmt {
  const first = p.at++;
  p.hasTypeParameters = true;
  const name = p.name('Store');
  const typeParams = parseTypeParameters(p);
  p.expect(T.Assign);
  const value = parseExpression(p);
  return { kind: 'TypeAlias', span: p.span(first), name, typeParams, value };
}

function parseRaise(p: Cursor, first: number): Stmt {
  p.at++;
  let exception: Expr | undefined;
  let cause: Expr | undefined;
  if (startsExpression(p.next())) {
    exception = parseExpression(p);
    if (p.take(T.From)) cause = parseExpression(p);
  }
  return { kind: 'Raise', span: p.span(first), exception, cause };
}

function parseDeclaration(p: Cursor, kind: 'Global' | 'Nonlocal'): Stmt {
  const first = p.at++;
  const names: string[] = [];
  do names.push(p.identifier());
  while (p.take(T.Comma));
  return { kind, span: p.span(first), names };
}

function parseDottedName(p: Cursor): string {
  let name = p.identifier();
  while (p.take(T.Dot)) name += `.${p.identifier()}`;
  return name;
}

function parseAlias(p: Cursor, parseName: (p: Cursor) => string): Alias {
  const first = p.at;
  const name = parseName(p);
  const asName = p.take(T.As) ? p.identifier() : undefined;
  return { span: p.span(first), name, asName };
}

function parseImport(p: Cursor, first: number): Stmt {
  p.at++;
  const names: Alias[] = [];
  do names.push(parseAlias(p, parseDottedName));
  while (p.take(T.Comma));
  return { kind: 'Import', span: p.span(first), names };
}

function parseImportFrom(p: Cursor, first: number): Stmt {
  p.at++;
  let level = 0;
  for (; ; p.at++) {
    if (p.next() === T.Dot) level++;
    else if (p.next() === T.Ellipsis) level += 3;
    else break;
  }
  const module = p.next() === T.Import && level > 0 ? undefined : parseDottedName(p);
  p.expect(T.Import);
  const names = parseImportedNames(p);
  return { kind: 'ImportFrom', span: p.span(first), module, names, level };
}

function parseImportedNames(p: Cursor): Alias[] {
  const first = p.at;
  if (p.take(T.Star)) return [{ span: p.span(first), name: '*', asName: undefined }];
  const names: Alias[] = [];
  const inParentheses = p.take(T.LeftParen);
  do {
    if (inParentheses && names.length > 0 && p.next() === T.RightParen) break;
    names.push(parseAlias(p, (p) => p.identifier()));
  } while (p.take(T.Comma));
  if (inParentheses) p.expect(T.RightParen);
  return names;
}
