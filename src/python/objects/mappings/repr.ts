/** repr of dicts and their views. */
import type { Address } from '../../../base/ids.js';
import { VIEW_OF_DICT } from '../../format/mappings.js';
import { ENTRY_BYTES, ENTRY_KEY, ENTRY_VALUE, KEYS, KEYS_ENTRIES } from '../../format/objects.js';
import type { Runtime } from '../../runtime/runtime.js';
import { guardedRepr } from '../repr.js';

export const dictRepr = (rt: Runtime, dict: Address): Address => rt.keep(rt.kernel.dict_repr(dict));

/** Keys and values in their order, borrowed, as far as the dict has them while they are walked over. */
export function* entriesOf(rt: Runtime, dict: Address): Generator<[Address, Address]> {
  for (let index = 0; ; index++) {
    const keys = rt.views.word(dict + KEYS);
    if (index >= rt.views.word(keys + KEYS_ENTRIES)) return;
    const entry = rt.kernel.entriesOf(keys) + index * ENTRY_BYTES;
    const key = rt.views.word(entry + ENTRY_KEY);
    if (key === 0) continue;
    const value = rt.views.word(entry + ENTRY_VALUE);
    rt.incref(key);
    rt.incref(value);
    try {
      yield [key, value];
    } finally {
      rt.decref(value);
      rt.decref(key);
    }
  }
}

/** `dict_keys([1, 2])`. */
export function viewRepr(rt: Runtime, view: Address): Address {
  return guardedRepr(rt, view, '...', () => {
    const list = rt.keep(rt.kernel.listFromIterable(view));
    return `${rt.typeName(rt.typeOf(view))}(${rt.text(rt.repr(list))})`;
  });
}

export const dictOfView = (rt: Runtime, view: Address): Address => rt.views.word(view + VIEW_OF_DICT);
