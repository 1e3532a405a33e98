/** New instances of classes that derive from a number's type. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { COMPLEX_BYTES, DIGITS, FLOAT, FLOAT_BYTES, IMAGINARY, INT_BYTES, REAL, VALUE } from '../../format/objects.js';
import { TYPE_FLAGS } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { digitsOf } from '../../runtime/big-ints.js';

/** An instance of so many bytes, all fields 0. */
export function allocate(rt: Runtime, type: Address, bytes: number): Address {
  const { views } = rt;
  const isCyclic = (views.word(type + TYPE_FLAGS) & CYCLIC) !== 0;
  const p = rt.keep(isCyclic ? rt.kernel.newCyclic(type, bytes) : rt.kernel.newObject(type, bytes));
  rt.views.u8.fill(0, p + DIGITS, p + bytes);
  if (isCyclic) rt.kernel.track(p);
  return p;
}

export function newIntOf(rt: Runtime, type: Address, value: bigint): Address {
  const word = Number(value);
  if (word === (word | 0)) {
    const p = allocate(rt, type, INT_BYTES);
    rt.views.setWord(p + VALUE, word);
    return p;
  }
  const digits = digitsOf(value < 0n ? -value : value);
  const p = allocate(rt, type, VALUE + 4 * digits.length);
  rt.views.setWord(p + DIGITS, value < 0n ? -digits.length : digits.length);
  digits.forEach((digit, at) => rt.views.setWord(p + VALUE + 4 * at, digit));
  return p;
}

export function newFloatOf(rt: Runtime, type: Address, value: number): Address {
  const p = allocate(rt, type, FLOAT_BYTES);
  rt.views.f64[(p + FLOAT) >> 3] = value;
  return p;
}

export function newComplexOf(rt: Runtime, type: Address, real: number, imaginary: number): Address {
  const p = allocate(rt, type, COMPLEX_BYTES);
  rt.views.f64[(p + REAL) >> 3] = real;
  rt.views.f64[(p + IMAGINARY) >> 3] = imaginary;
  return p;
}
