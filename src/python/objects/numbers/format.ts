/** Numbers of the program as the pure functions of `text` take them. */
import type { Address } from '../../../base/ids.js';
import { toBigInt } from '../../runtime/big-ints.js';
import type { Runtime } from '../../runtime/runtime.js';
import { doubleOfInt } from './arguments.js';
import type { FormattedInt } from './text/format-number.js';

/** An int; its decimal text has the limit of digits that str() has. */
export function intToFormat(rt: Runtime, p: Address): FormattedInt {
  return {
    value: toBigInt(rt, p),
    decimal: () => rt.text(rt.keep(rt.kernel.int_repr(p))),
    double: () => doubleOfInt(rt, p),
  };
}
