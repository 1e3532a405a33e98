/** list.sort and sorted: their arguments. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { KEYWORDS } from '../../format/objects.js';
import { kernel, type MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';

export const listSortMethod: MethodDefinition = {
  name: 'sort',
  convention: KEYWORDS,
  call: kernel('list_sort'),
  parameters: '*, key=None, reverse=False',
  bound: (rt, list, [key, reverse]) => {
    sortList(rt, list, key, reverse);
    return NONE;
  },
  doc: 'Sort the list in ascending order and return None.\n\nThe sort is in-place and stable.',
};

/** Arguments as they were given, 0 where none were. */
export function sortList(rt: Runtime, list: Address, key: Address, reverse: Address): void {
  const isReverse = reverse === 0 ? 0 : rt.status(rt.kernel.wordOf(reverse));
  rt.status(rt.kernel.listSort(list, key === NONE ? 0 : key, isReverse));
}
