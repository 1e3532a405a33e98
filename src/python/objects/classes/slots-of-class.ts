/** `__slots__`: which names a class gives its instances room for, and whether they have a dict and weak references. */
import type { Address } from '../../../base/ids.js';
import { DICT_AT, ITEM_BYTES, TYPE_ERROR, VALUE_ERROR, WEAK_AT } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { isType } from './layout.js';

export interface SlotsOfClass {
  readonly dict: boolean;
  readonly weak: boolean;
  /** Mangled and sorted. */
  readonly names: readonly string[];
}

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

export function slotsOfClass(
  rt: Runtime,
  name: string,
  base: Address,
  bases: readonly Address[],
  namespace: Address,
): SlotsOfClass {
  const { views } = rt;
  const mayAddDict = views.word(base + DICT_AT) === 0;
  const mayAddWeak = views.word(base + WEAK_AT) === 0 && views.word(base + ITEM_BYTES) === 0;
  const declared = rt.dictGet(namespace, rt.name('__slots__'));
  if (declared === 0) return { dict: mayAddDict, weak: mayAddWeak, names: [] };
  const items = rt.isString(declared) ? [declared] : rt.items(declared);
  if (items.length > 0 && views.word(base + ITEM_BYTES) !== 0)
    rt.raise(TYPE_ERROR, `nonempty __slots__ not supported for subtype of '${rt.shownTypeName(base)}'`);
  let dict = false;
  let weak = false;
  const names: string[] = [];
  for (const item of items) {
    if (!rt.isString(item))
      rt.raise(TYPE_ERROR, `__slots__ items must be strings, not '${rt.shownTypeName(rt.typeOf(item))}'`);
    const slot = rt.text(item);
    if (!IDENTIFIER.test(slot)) rt.raise(TYPE_ERROR, '__slots__ must be identifiers');
    if (slot === '__dict__') {
      if (!mayAddDict || dict) rt.raise(TYPE_ERROR, '__dict__ slot disallowed: we already got one');
      dict = true;
    } else if (slot === '__weakref__') {
      if (!mayAddWeak || weak)
        rt.raise(TYPE_ERROR, '__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0');
      weak = true;
    } else names.push(mangle(name, slot));
  }
  for (const slot of names) {
    if (slot !== '__qualname__' && slot !== '__classcell__' && rt.dictGet(namespace, rt.name(slot)) !== 0)
      rt.raise(VALUE_ERROR, `'${slot}' in __slots__ conflicts with class variable`);
  }
  // Other bases may bring a dict or weak references.
  for (const other of bases.filter((each) => each !== base && isType(rt, each))) {
    if (mayAddDict && views.word(other + DICT_AT) !== 0) dict = true;
    if (mayAddWeak && views.word(other + WEAK_AT) !== 0) weak = true;
  }
  return { dict, weak, names: names.sort(byCodePoint) };
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `__name` within class C is `_C__name`. */
export function mangle(className: string, name: string): string {
  if (!name.startsWith('__') || name.endsWith('__') || name.includes('.')) return name;
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}
