/**
 * Which fast locals change within expressions, or are deleted: what is loaded from them cannot be borrowed, and that they
 * have a value is never certain.
 */
import type { Expr, Stmt } from '../../../languages/python/tree/ast.js';
import { childrenOf, defaultsOf } from '../../../languages/python/tree/children.js';
import type { Body } from './body.js';
import { comprehensionParts, expressionsIn, statementsIn } from './parts.js';

export function findUnsteady(b: Body, body: readonly Stmt[]): void {
  const add = (name: string): void => {
    const slot = b.fastSlot(b.mangle(name));
    if (slot !== undefined) b.unsteady.add(slot);
  };
  const open: Stmt[] = [...body];
  for (let s = open.pop(); s !== undefined; s = open.pop()) {
    if (s.kind === 'Delete') for (const target of s.targets) deleted(target, add);
    if (s.kind === 'Try' || s.kind === 'TryStar')
      for (const handler of s.handlers) if (handler.name !== undefined) add(handler.name);
    for (const e of expressionsIn(s)) named(e, add);
    open.push(...statementsIn(s));
  }
}

function deleted(target: Expr, add: (name: string) => void): void {
  if (target.kind === 'Name') add(target.id);
  else if (target.kind === 'Tuple' || target.kind === 'List') for (const one of target.elements) deleted(one, add);
}

/** Assignment expressions, those in comprehensions too: they bind names around them. */
function named(e: Expr, add: (name: string) => void): void {
  const open: (Expr | undefined)[] = [e];
  for (let at = 0; at < open.length; at++) {
    const one = open[at];
    if (one === undefined) continue;
    if (one.kind === 'NamedExpr') add(one.target.id);
    if (one.kind === 'Lambda') open.push(...defaultsOf(one.args));
    else open.push(...childrenOf(one), ...comprehensionParts(one));
  }
}

/** Whether an expression suspends the generator that it is in. */
export function suspends(e: Expr): boolean {
  const open: (Expr | undefined)[] = [e];
  for (let at = 0; at < open.length; at++) {
    const one = open[at];
    if (one === undefined) continue;
    if (one.kind === 'Await' || one.kind === 'Yield' || one.kind === 'YieldFrom') return true;
    if (one.kind === 'ListComp' || one.kind === 'SetComp' || one.kind === 'DictComp') return true;
    open.push(...childrenOf(one));
  }
  return false;
}
