/** Arguments that CPython takes as a C int. */
import type { Address } from '../../base/ids.js';
import { OVERFLOW_ERROR } from '../format/types.js';
import type { Runtime } from '../runtime/runtime.js';

export function cInt(rt: Runtime, p: Address): number {
  const value = rt.compactInt(rt.index(p));
  if (value === undefined) rt.raise(OVERFLOW_ERROR, 'Python int too large to convert to C int');
  return value;
}
