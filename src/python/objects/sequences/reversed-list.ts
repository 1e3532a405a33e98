/** How an iterator over a list backwards is copied: its list, and the index of the item that comes next. */
import type { Address } from '../../../base/ids.js';
import { ITERATOR_INDEX, ITERATOR_OF } from '../../format/iterators.js';
import { NONE } from '../../format/memory-map.js';
import { LENGTH } from '../../format/objects.js';
import { TYPE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

export function reversedReduce(rt: Runtime, self: Address): Address {
  const list = rt.views.word(self + ITERATOR_OF);
  if (list === 0) return rt.tuple([rt.builtin('iter'), rt.tuple([rt.list([])])]);
  return rt.tuple([rt.builtin('reversed'), rt.tuple([list]), rt.int(rt.views.word(self + ITERATOR_INDEX))]);
}

/** An index that the list does not have is the nearest one; -1 is the end. */
export function reversedSetState(rt: Runtime, self: Address, state: Address): Address {
  const index = rt.compactInt(state);
  if (index === undefined) return rt.raise(TYPE_ERROR, 'an integer is required');
  const list = rt.views.word(self + ITERATOR_OF);
  if (list !== 0)
    rt.views.setWord(self + ITERATOR_INDEX, Math.max(-1, Math.min(index, rt.views.word(list + LENGTH) - 1)));
  return NONE;
}
