/**
 * Where the names of scopes live: CPython's analysis, with a walk through the enclosing scopes in place of its sets of
 * bound names. Methods do not see the names of their class, only `__class__`.
 */
import { errorAt } from '../rules/tree-error.js';
import { BOUND, FLAG, PLACE, type Place, type Scope, SCOPE_SHIFT } from './scope.js';

/** Gives all symbols of a tree of scopes their places. Without recursion: lambdas may nest deeper than the engine's stack. */
export function resolve(top: Scope): void {
  const order: Scope[] = [];
  const open = [top];
  for (let scope = open.pop(); scope !== undefined; scope = open.pop()) {
    order.push(scope);
    findPlaces(scope);
    for (let at = scope.children.length - 1; at >= 0; at--) open.push(scope.children[at]);
  }
  const free = new Map<Scope, Set<string>>();
  for (let at = order.length - 1; at >= 0; at--) free.set(order[at], settleFree(order[at], free));
}

function findPlaces(scope: Scope): void {
  for (const [name, flags] of scope.symbols)
    scope.symbols.set(name, flags | (placeOf(scope, name, flags) << SCOPE_SHIFT));
}

/** Gives the names that are free in the scope; its children come before it. */
function settleFree(scope: Scope, settled: Map<Scope, Set<string>>): Set<string> {
  const free = new Set<string>();
  for (const child of scope.children) {
    for (const name of settled.get(child)!) free.add(name);
    settled.delete(child);
  }
  // The __class__ of its methods is the class; that of its own body would be a variable from outside.
  if (scope.type === 'class' && free.delete('__class__')) scope.needsClassCell = true;
  for (const name of scope.symbols.keys()) if (scope.place(name) === PLACE.free) free.add(name);
  if (scope.type === 'function') makeCells(scope, free);
  addFree(scope, free);
  return free;
}

function placeOf(scope: Scope, name: string, flags: number): Place {
  if (flags & FLAG.global) {
    if (flags & FLAG.nonlocal) atDeclaration(scope, name, `name '${name}' is nonlocal and global`);
    return PLACE.globalExplicit;
  }
  if (flags & FLAG.nonlocal) {
    if (scope.parent === undefined) atDeclaration(scope, name, 'nonlocal declaration not allowed at module level');
    if (!isBoundOutside(scope, name)) atDeclaration(scope, name, `no binding for nonlocal '${name}' found`);
    return PLACE.free;
  }
  if (flags & BOUND) return PLACE.local;
  return isBoundOutside(scope, name) ? PLACE.free : PLACE.globalImplicit;
}

function isBoundOutside(scope: Scope, name: string): boolean {
  for (let outer = scope.parent; outer !== undefined; outer = outer.parent) {
    if (outer.type === 'class') {
      if (name === '__class__') return true;
      continue;
    }
    if (outer.type === 'module') return false;
    const place = outer.place(name);
    if (place === PLACE.local || place === PLACE.cell || place === PLACE.free) return true;
    if (place === PLACE.globalExplicit) return false;
  }
  return false;
}

function makeCells(scope: Scope, free: Set<string>): void {
  for (const name of [...free]) {
    const flags = scope.flags(name);
    if (flags >> SCOPE_SHIFT !== PLACE.local) continue;
    scope.symbols.set(name, (flags & ((1 << SCOPE_SHIFT) - 1)) | (PLACE.cell << SCOPE_SHIFT));
    free.delete(name);
  }
}

/** What inner scopes take from outer ones goes through this one. */
function addFree(scope: Scope, free: Set<string>): void {
  if (scope.type === 'module') return;
  for (const name of free) {
    const flags = scope.flags(name);
    if (flags === 0) {
      if (isBoundOutside(scope, name)) scope.symbols.set(name, PLACE.free << SCOPE_SHIFT);
    } else if (scope.type === 'class' && flags & (BOUND | FLAG.global))
      scope.symbols.set(name, flags | FLAG.freeInClass);
  }
}

function atDeclaration(scope: Scope, name: string, message: string): never {
  errorAt(scope.declarations.get(name)!, message);
}
