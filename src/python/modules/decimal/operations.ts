/** The operations that both a Decimal and a Context have as methods. */
import * as arithmetic from './arithmetic.js';
import * as functions from './functions.js';
import { adjusted, type DecimalNumber, isNaN, isZero, withSign } from './number.js';
import type { Work } from './work.js';

export type Answer = DecimalNumber | boolean | string;

export interface Operation {
  readonly name: string;
  /** How many numbers it takes. */
  readonly operands: 1 | 2 | 3;
  readonly run: (work: Work, a: DecimalNumber, b: DecimalNumber, c: DecimalNumber) => Answer;
  /** As a method of a Decimal it takes no context. */
  readonly isPlain?: boolean;
  /** Where it is a method. */
  readonly only?: 'decimal' | 'context';
}

const one = (name: string, run: Operation['run']): Operation => ({ name, operands: 1, run });
const two = (name: string, run: Operation['run']): Operation => ({ name, operands: 2, run });
const plain = (operation: Operation): Operation => ({ ...operation, isPlain: true });
const only = (where: 'decimal' | 'context', operation: Operation): Operation => ({ ...operation, only: where });

function numberClass(work: Work, a: DecimalNumber): string {
  if (a.kind === 'signaling') return 'sNaN';
  if (a.kind === 'quiet') return 'NaN';
  const sign = a.isNegative ? '-' : '+';
  if (a.kind === 'infinite') return `${sign}Infinity`;
  if (isZero(a)) return `${sign}Zero`;
  return sign + (adjusted(a) < work.settings.eMin ? 'Subnormal' : 'Normal');
}

const isFinite = ({ kind }: DecimalNumber): boolean => kind === 'finite';

export const OPERATIONS: readonly Operation[] = [
  one('exp', functions.exponential),
  one('ln', functions.naturalLog),
  one('log10', functions.decimalLog),
  one('sqrt', functions.squareRoot),
  one('logb', arithmetic.logb),
  one('next_minus', arithmetic.nextMinus),
  one('next_plus', arithmetic.nextPlus),
  one('normalize', arithmetic.normalize),
  one('to_integral_exact', arithmetic.toIntegralExact),
  one('to_integral_value', arithmetic.toIntegralValue),
  one('to_integral', arithmetic.toIntegralValue),
  one('logical_invert', arithmetic.logicalInvert),
  one('number_class', numberClass),
  one('is_normal', (work, a) => isFinite(a) && !isZero(a) && adjusted(a) >= work.settings.eMin),
  one('is_subnormal', (work, a) => isFinite(a) && !isZero(a) && adjusted(a) < work.settings.eMin),
  plain(one('is_canonical', () => true)),
  plain(one('is_finite', (_, a) => isFinite(a))),
  plain(one('is_infinite', (_, a) => a.kind === 'infinite')),
  plain(one('is_nan', (_, a) => isNaN(a))),
  plain(one('is_qnan', (_, a) => a.kind === 'quiet')),
  plain(one('is_snan', (_, a) => a.kind === 'signaling')),
  plain(one('is_signed', (_, a) => a.isNegative)),
  plain(one('is_zero', (_, a) => isZero(a))),
  plain(one('canonical', (_, a) => a)),
  plain(one('copy_abs', (_, a) => withSign(a, false))),
  plain(one('copy_negate', (_, a) => withSign(a, !a.isNegative))),
  two('compare', arithmetic.compare),
  two('compare_signal', arithmetic.compareSignal),
  two('compare_total', arithmetic.compareTotal),
  two('compare_total_mag', arithmetic.compareTotalMag),
  two('copy_sign', (_, a, b) => withSign(a, b.isNegative)),
  two('logical_and', arithmetic.logicalAnd),
  two('logical_or', arithmetic.logicalOr),
  two('logical_xor', arithmetic.logicalXor),
  two('max', arithmetic.max),
  two('max_mag', arithmetic.maxMag),
  two('min', arithmetic.min),
  two('min_mag', arithmetic.minMag),
  two('next_toward', arithmetic.nextToward),
  two('quantize', arithmetic.quantize),
  two('remainder_near', arithmetic.remainderNear),
  two('rotate', arithmetic.rotate),
  two('scaleb', arithmetic.scaleb),
  two('shift', arithmetic.shift),
  two('same_quantum', (_, a, b) => {
    if (!isFinite(a) || !isFinite(b)) return (isNaN(a) && isNaN(b)) || (a.kind === b.kind && a.kind === 'infinite');
    return a.exponent === b.exponent;
  }),
  { name: 'fma', operands: 3, run: arithmetic.fma },
  only('context', one('abs', arithmetic.absolute)),
  only('context', one('plus', arithmetic.plus)),
  only('context', one('minus', arithmetic.minus)),
  only('context', two('add', arithmetic.add)),
  only('context', two('subtract', arithmetic.subtract)),
  only('context', two('multiply', arithmetic.multiply)),
  only('context', two('divide', arithmetic.divide)),
  only('context', two('divide_int', arithmetic.divideInteger)),
  only('context', two('remainder', arithmetic.remainder)),
];

/** Both at once, which divmod gives. */
export function quotientAndRemainder(work: Work, a: DecimalNumber, b: DecimalNumber): [DecimalNumber, DecimalNumber] {
  const nan = work.nanOf(a, b);
  if (nan !== undefined) return [nan, nan];
  const quotient = arithmetic.divideInteger(work, a, b);
  // Neither is there where one is not.
  if (isNaN(quotient)) return [quotient, quotient];
  if (a.kind === 'infinite') return [quotient, work.invalid()];
  if (isZero(b)) return [quotient, work.invalid('InvalidOperation')];
  return [quotient, arithmetic.remainder(work, a, b)];
}
