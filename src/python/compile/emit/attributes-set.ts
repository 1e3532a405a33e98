/** How many attributes an __init__ gives an instance: instances get room for them from the first one on. */
import type { Expr, Stmt } from '../../../languages/python/tree/ast.js';
import { statementsIn } from './parts.js';

/** Attributes that statements assign to what a name refers to, with different names. */
export function attributesSet(body: readonly Stmt[], self: string): number {
  const names = new Set<string>();
  const open: Stmt[] = [...body];
  for (let s = open.pop(); s !== undefined; s = open.pop()) {
    for (const target of targetsOf(s)) collect(target, self, names);
    open.push(...statementsIn(s));
  }
  return names.size;
}

function targetsOf(s: Stmt): readonly Expr[] {
  if (s.kind === 'Assign') return s.targets;
  return (s.kind === 'AnnAssign' && s.value !== undefined) || s.kind === 'For' ? [s.target] : [];
}

function collect(target: Expr, self: string, names: Set<string>): void {
  const open: Expr[] = [target];
  for (let e = open.pop(); e !== undefined; e = open.pop()) {
    if (e.kind === 'Tuple' || e.kind === 'List') open.push(...e.elements);
    else if (e.kind === 'Starred') open.push(e.value);
    else if (e.kind === 'Attribute' && e.value.kind === 'Name' && e.value.id === self) names.add(e.attr);
  }
}
