/** Numbers of the program as the pure functions of `text` take them. */
import type { Address } from '../../../base/ids.js';
import { toBigInt } from '../../runtime/big-ints.js';
import type { Runtime } from '../../runtime/runtime.js';
import { doubleOfInt } from './arguments.js';
import type { FormattedInt } from './text/format-number.js';

/** An int; its decimal digits have the limit that str() has. */
export function intToFormat(rt: Runtime, p: Address): FormattedInt {
  const double = () => doubleOfInt(rt, p);
  const compact = rt.compactInt(p);
  if (compact !== undefined) {
    const digits = (base: number) => Math.abs(compact).toString(base);
    return { negative: compact < 0, digits, value: () => BigInt(compact), double };
  }
  const value = toBigInt(rt, p);
  const negative = value < 0n;
  const digits = (base: number): string => {
    if (base !== 10) return (negative ? -value : value).toString(base);
    return rt.text(rt.keep(rt.kernel.int_repr(p))).slice(negative ? 1 : 0);
  };
  return { negative, digits, value: () => value, double };
}
