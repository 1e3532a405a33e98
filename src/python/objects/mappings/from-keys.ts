/** dict.fromkeys. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { DICT_TYPE, TYPE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

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

/** Runs `work` with each element, which is held meanwhile. */
export function forEach(rt: Runtime, iterable: Address, work: (element: Address) => void): void {
  const iterator = rt.keep(rt.kernel.getIter(iterable));
  /** Whether there was one more. */
  const next = (): boolean => {
    let found = false;
    rt.pooled(() => {
      const element = rt.keepIfAny(rt.kernel.iterNext(iterator));
      found = element !== 0;
      if (found) work(element);
      return 0;
    });
    return found;
  };
  while (next());
}
