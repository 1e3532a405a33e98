/** Names of functions and variables out of DWARF, qualified by the namespaces and classes around them. */
import { AT, TAG } from './dwarf.js';
import type { Entry } from './entry.js';
import type { Units } from './units.js';

const MAXIMUM_DEPTH = 64;

/** "ns::Class<T>::method"; '' when DWARF has no name. Inline namespaces are left out. */
export function qualifiedName(units: Units, entry: Entry): string {
  let linkageName: string | undefined;
  for (const origin of units.origins(entry)) {
    const name = origin.string(AT.name);
    if (name !== undefined) return scopeOf(units, declarationOf(units, origin)) + name;
    linkageName ??= origin.string(AT.linkageName);
  }
  return linkageName ?? '';
}

/** The name alone, as a local variable has it. */
export function plainName(units: Units, entry: Entry): string {
  for (const origin of units.origins(entry)) {
    const name = origin.string(AT.name);
    if (name !== undefined) return name;
  }
  return '';
}

/** True for a variable that stands in a function, whose name needs no qualification. */
export function isWithinFunction(units: Units, entry: Entry): boolean {
  const declaration = declarationOf(units, entry);
  const parent = units.index(declaration.unit).parentOf(declaration.position);
  return parent !== undefined && units.entry(parent)?.tag === TAG.subprogram;
}

/** The entry that stands in the scope where the entity was declared. */
function declarationOf(units: Units, entry: Entry): Entry {
  let last = entry;
  for (const origin of units.origins(entry)) last = origin;
  return last;
}

/** "ns::Class<T>::" */
function scopeOf(units: Units, entry: Entry): string {
  const index = units.index(entry.unit);
  let scope = '';
  let position = index.parentOf(entry.position);
  for (let depth = 0; position !== undefined && depth < MAXIMUM_DEPTH; depth++) {
    const around = entry.unit.entry(position);
    if (around === undefined) break;
    if (around.tag === TAG.subprogram) {
      const name = qualifiedName(units, around);
      return name === '' ? scope : `${name}::${scope}`;
    }
    if (around.number(AT.exportSymbols) !== 1) scope = `${around.string(AT.name) ?? unnamed(around)}::${scope}`;
    position = index.parentOf(position);
  }
  return scope;
}

/** Compilers leave closures without a name. */
function unnamed(entry: Entry): string {
  return entry.tag === TAG.namespace ? '(anonymous namespace)' : '{lambda}';
}
