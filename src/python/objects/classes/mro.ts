/** The method resolution order: C3 (Barrett et al. 1996), with CPython's words where there is none. */
import type { Address } from '../../../base/ids.js';
import { BASES, IS_TYPE, MRO, TYPE_ERROR, TYPE_FLAGS } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

/** The MRO of a type whose BASES are in place. @throws PythonError */
export function computeMro(rt: Runtime, type: Address): Address[] {
  const bases = rt.tupleItems(rt.views.word(type + BASES));
  refuseTwice(rt, bases);
  const lines = bases.map((base) => rt.tupleItems(rt.views.word(base + MRO)));
  return [type, ...(lines.length === 1 ? lines[0] : merge(rt, [...lines, bases]))];
}

function refuseTwice(rt: Runtime, bases: readonly Address[]): void {
  const twice = bases.find((base, at) => bases.indexOf(base) !== at);
  if (twice !== undefined) rt.raise(TYPE_ERROR, `duplicate base class ${rt.typeName(twice)}`);
}

/** Takes the first head that is in no tail, again and again. */
function merge(rt: Runtime, lines: readonly (readonly Address[])[]): Address[] {
  const at = lines.map(() => 0);
  const merged: Address[] = [];
  while (true) {
    const open = [...lines.keys()].filter((line) => at[line] < lines[line].length);
    if (open.length === 0) return merged;
    const next = open
      .map((line) => lines[line][at[line]])
      .find((head) => !open.some((line) => lines[line].indexOf(head, at[line] + 1) !== -1));
    if (next === undefined) return refuse(rt, [...new Set(open.map((line) => lines[line][at[line]]))]);
    merged.push(next);
    for (const line of open) if (lines[line][at[line]] === next) at[line]++;
  }
}

function refuse(rt: Runtime, heads: readonly Address[]): never {
  const names = heads.map((head) => rt.typeName(head)).join(', ');
  return rt.raise(TYPE_ERROR, `Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
}

/** The MRO that a metaclass's own `mro` gives. */
export function checkedMro(rt: Runtime, result: Address): Address[] {
  const items = rt.items(result);
  const wrong = items.find((item) => (rt.views.word(rt.typeOf(item) + TYPE_FLAGS) & IS_TYPE) === 0);
  if (wrong !== undefined) rt.raise(TYPE_ERROR, `mro() returned a non-class ('${rt.shownTypeName(rt.typeOf(wrong))}')`);
  return items;
}
