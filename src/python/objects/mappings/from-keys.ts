/** dict.fromkeys. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { DICT_TYPE, TYPE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { forEach } from '../iterators/for-each.js';

export function dictFromKeys(rt: Runtime, type: Address, args: Address, count: number): Address {
  if (count === 0) rt.raise(TYPE_ERROR, 'fromkeys expected at least 1 argument, got 0');
  if (count > 2) rt.raise(TYPE_ERROR, `fromkeys expected at most 2 arguments, got ${count}`);
  const iterable = rt.views.word(args);
  const value = count === 2 ? rt.views.word(args + 4) : NONE;
  const result = rt.call(type);
  if (rt.typeOf(result) === DICT_TYPE) rt.status(rt.kernel.fillFromKeys(result, iterable, value));
  else forEach(rt, iterable, (key) => rt.status(rt.kernel.setItem(result, key, value)));
  return result;
}
