/** What may stand on the left of `=`, after `for`, `as` and `del`: parsed as expressions, then made targets. */
import { T } from '../tokens/kinds.js';
import type { Context, Expr } from '../tree/ast.js';
import type { Cursor } from './cursor.js';
import { parseBitwiseOr, parseStarred, startsExpression } from './expressions.js';

/** Makes an expression a target; refuses what cannot be one. Goes no deeper than the brackets of the source. */
export function makeTarget(p: Cursor, node: Expr, ctx: Context): void {
  switch (node.kind) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      node.ctx = ctx;
      return;
    case 'Starred':
      if (ctx === 'Del' || node.value.kind === 'Starred') p.refuse();
      node.ctx = ctx;
      makeTarget(p, node.value, ctx);
      return;
    case 'List':
    case 'Tuple':
      node.ctx = ctx;
      for (const element of node.elements) makeTarget(p, element, ctx);
      return;
    default:
      p.refuse();
  }
}

function parseTarget(p: Cursor): Expr {
  return p.next() === T.Star ? parseStarred(p, parseBitwiseOr) : parseBitwiseOr(p);
}

/** star_targets, as between `for` and `in`. */
export function parseTargetList(p: Cursor): Expr {
  const first = p.at;
  const single = parseTarget(p);
  let result = single;
  if (p.next() === T.Comma) {
    const elements = [single];
    while (p.take(T.Comma)) {
      if (!startsExpression(p.next())) break;
      elements.push(parseTarget(p));
    }
    result = { kind: 'Tuple', span: p.span(first), elements, ctx: 'Store' };
  }
  makeTarget(p, result, 'Store');
  return result;
}

/** One target, as after `as` in a with statement. */
export function parseSingleTarget(p: Cursor): Expr {
  const result = parseTarget(p);
  makeTarget(p, result, 'Store');
  return result;
}

/** The targets of `del`. */
export function parseDeleteTargets(p: Cursor): Expr[] {
  const targets: Expr[] = [];
  do {
    if (targets.length > 0 && !startsExpression(p.next())) break;
    const target = parseBitwiseOr(p);
    makeTarget(p, target, 'Del');
    targets.push(target);
  } while (p.take(T.Comma));
  return targets;
}
