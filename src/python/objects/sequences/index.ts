/** Positions of any size that the program gives. */
import type { Address } from '../../../base/ids.js';
import type { Runtime } from '../../runtime/runtime.js';

/** The value of an int or of what has __index__. */
export function indexValue(rt: Runtime, p: Address): bigint {
  return rt.bigInt(indexObject(rt, p));
}

/** The int itself, or what __index__ says. */
export function indexObject(rt: Runtime, p: Address): Address {
  return rt.keep(rt.kernel.number_index(p));
}
