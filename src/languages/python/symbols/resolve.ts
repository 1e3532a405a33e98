/**
 * Where the names of scopes live: CPython's analysis, with a walk through the enclosing scopes in place of its sets of
 * bound names. Methods do not see the names of their class, only `__class__`.
 */
import { errorAt } from '../rules/tree-error.js';
import { BOUND, FLAG, PLACE, type Place, Scope, SCOPE_SHIFT } from './scope.js';

/** Gives all symbols of a tree of scopes their places. */
export function resolve(top: Scope): void {
  resolveScope(top);
}

/** Gives the names that are free in the scope. */
function resolveScope(scope: Scope): Set<string> {
  const places = new Map<string, Place>();
  const free = new Set<string>();
  for (const [name, flags] of scope.symbols) {
    const place = placeOf(scope, name, flags);
    places.set(name, place);
    if (place === PLACE.free) free.add(name);
  }
  // Children look their names up here, so the places must be there before theirs are found.
  for (const [name, place] of places) scope.symbols.set(name, scope.flags(name) | (place << SCOPE_SHIFT));
  for (const child of scope.children) for (const name of resolveScope(child)) free.add(name);
  if (scope.type === 'function') makeCells(scope, free);
  else if (scope.type === 'class' && free.delete('__class__')) scope.needsClassCell = true;
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
