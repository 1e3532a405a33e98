/** Logarithms of doubles; math.log and its kin also take ints that are too large for one (parts.ts). */
import { decimalLogarithm } from './exponential.as';

export function logOf(x: f64): f64 {
  return Math.log(x);
}

export function log2Of(x: f64): f64 {
  return Math.log2(x);
}

export function log10Of(x: f64): f64 {
  return decimalLogarithm(x);
}
