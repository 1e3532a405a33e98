/** Arguments that CPython takes as a C number. */
import type { Address } from '../../../base/ids.js';
import { OVERFLOW_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

const LARGEST = 2n ** 63n - 1n;

/** A Py_ssize_t or off_t. What only 64 bits hold comes out rounded: no map is as long. */
export function sizeNumber(rt: Runtime, p: Address): number {
  const value = rt.bigInt(rt.index(p));
  if (value > LARGEST || value < -LARGEST - 1n)
    rt.raise(OVERFLOW_ERROR, 'Python int too large to convert to C ssize_t');
  return Number(value);
}

/** An int. */
export function intNumber(rt: Runtime, p: Address): number {
  return within(rt, p, 'signed integer', -(2n ** 31n), 2n ** 31n - 1n);
}

/** An unsigned char. */
export function byteNumber(rt: Runtime, p: Address): number {
  return within(rt, p, 'unsigned byte integer', 0n, 255n);
}

function within(rt: Runtime, p: Address, what: string, least: bigint, most: bigint): number {
  const value = rt.bigInt(rt.index(p));
  if (value > LARGEST || value < -LARGEST - 1n) rt.raise(OVERFLOW_ERROR, 'Python int too large to convert to C long');
  if (value > most) rt.raise(OVERFLOW_ERROR, `${what} is greater than maximum`);
  if (value < least) rt.raise(OVERFLOW_ERROR, `${what} is less than minimum`);
  return Number(value);
}
