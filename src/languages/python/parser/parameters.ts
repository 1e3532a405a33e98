/** Parameters of functions and lambdas, and type parameters. */
import { T } from '../tokens/kinds.js';
import type { Arguments, Expr, Parameter, TypeParameter } from '../tree/ast.js';
import type { Cursor } from './cursor.js';
import { parseBitwiseOr, parseExpression, parseStarred } from './expressions.js';

export function parseLambdaParameters(p: Cursor): Arguments {
  return parseParameters(p, T.Colon, false);
}

/** Between the parentheses of a `def`. */
export function parseDefParameters(p: Cursor): Arguments {
  return parseParameters(p, T.RightParen, true);
}

function parseParameters(p: Cursor, closing: number, annotated: boolean): Arguments {
  let posOnly: Parameter[] = [];
  let args: Parameter[] = [];
  const defaults: Expr[] = [];
  const kwOnly: Parameter[] = [];
  const kwDefaults: (Expr | undefined)[] = [];
  let varArg: Parameter | undefined;
  let kwArg: Parameter | undefined;
  let starred = false;
  let slashed = false;
  while (p.next() !== closing) {
    if (kwArg !== undefined) p.refuse();
    if (p.take(T.DoubleStar)) kwArg = parseParameter(p, annotated);
    else if (p.take(T.Star)) {
      if (starred) p.refuse();
      starred = true;
      if (p.next() === T.Comma) {
        if (p.kind[p.at + 1] !== T.Name) p.refuse();
      } else varArg = parseParameter(p, annotated, true);
    } else if (p.take(T.Slash)) {
      if (slashed || starred || args.length === 0) p.refuse();
      slashed = true;
      posOnly = args;
      args = [];
    } else {
      const parameter = parseParameter(p, annotated);
      const value = p.take(T.Assign) ? parseExpression(p) : undefined;
      if (starred) {
        kwOnly.push(parameter);
        kwDefaults.push(value);
      } else {
        args.push(parameter);
        if (value !== undefined) defaults.push(value);
        else if (defaults.length > 0) p.refuse();
      }
    }
    if (!p.take(T.Comma)) break;
  }
  return { posOnly, args, varArg, kwOnly, kwDefaults, kwArg, defaults };
}

function parseParameter(p: Cursor, annotated: boolean, mayBeStarred = false): Parameter {
  const first = p.at;
  const arg = p.identifier();
  let annotation: Expr | undefined;
  if (annotated && p.take(T.Colon))
    annotation = mayBeStarred && p.next() === T.Star ? parseStarred(p, parseBitwiseOr) : parseExpression(p);
  return { span: p.span(first), arg, annotation };
}

/** `[T: bound, *Ts, **P]`, where there is one. */
export function parseTypeParameters(p: Cursor): TypeParameter[] {
  const parameters: TypeParameter[] = [];
  if (!p.take(T.LeftBracket)) return parameters;
  p.hasTypeParameters = true;
  do {
    if (p.next() === T.RightBracket && parameters.length > 0) break;
    const first = p.at;
    const kind = p.take(T.Star) ? 'TypeVarTuple' : p.take(T.DoubleStar) ? 'ParamSpec' : 'TypeVar';
    const name = p.identifier();
    const bound = kind === 'TypeVar' && p.take(T.Colon) ? parseExpression(p) : undefined;
    parameters.push({ kind, span: p.span(first), name, bound });
  } while (p.take(T.Comma));
  p.expect(T.RightBracket);
  return parameters;
}
