/** classmethod and staticmethod objects, as the runtime makes them. */
import type { Address } from '../../../base/ids.js';
import { CALLABLE, CALLABLE_BYTES, CALLABLE_DICT } from '../../format/objects.js';
import type { Runtime } from '../../runtime/runtime.js';

/** A staticmethod or classmethod of a callable. */
export function wrapCallable(rt: Runtime, type: Address, callable: Address): Address {
  const p = rt.keep(rt.kernel.newCyclic(type, CALLABLE_BYTES));
  rt.incref(callable);
  rt.views.setWord(p + CALLABLE, callable);
  rt.views.setWord(p + CALLABLE_DICT, 0);
  rt.kernel.track(p);
  return p;
}
