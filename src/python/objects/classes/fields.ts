/** Fields of objects that own a reference. */
import type { Address } from '../../../base/ids.js';
import type { Runtime } from '../../runtime/runtime.js';

/** Puts a borrowed reference (or 0) into a field; what was there is released last. */
export function setOwned(rt: Runtime, p: Address, field: number, value: Address): void {
  if (value !== 0) rt.incref(value);
  const old = rt.views.word(p + field);
  rt.views.setWord(p + field, value);
  if (old !== 0) rt.decref(old);
}
