/** Powers of complex numbers: by multiplication for small whole exponents, otherwise through logarithm and angle. */
import { NONE, NOT_IMPLEMENTED } from '../../../format/memory-map';
import { OVERFLOW_ERROR, VALUE_ERROR, ZERO_DIVISION_ERROR } from '../../../format/types';
import { newRef } from '../../../kernel/counts.as';
import { raise } from '../../../kernel/errors.as';
import { hypotenuse } from '../../../modules/math/hypotenuse.as';
import { arcTangent2, cosine, sine } from '../../../modules/math/trigonometry.as';
import { power } from '../float/power.as';
import { divide, quotientImaginary, quotientReal } from './arithmetic.as';
import { complexOperand, imaginaryPart, newComplex, realPart } from './object.as';

/** Whole exponents up to it are multiplied out. */
const MOST_FACTORS: f64 = 100;

export function complex_power(a: i32, b: i32, modulus: i32): i32 {
  let found = complexOperand(a);
  const x = realPart;
  const xi = imaginaryPart;
  if (found > 0) found = complexOperand(b);
  if (found <= 0) return found == 0 ? newRef(NOT_IMPLEMENTED) : 0;
  if (modulus != NONE) return raise(VALUE_ERROR, 'complex modulo');
  return complexPower(x, xi, realPart, imaginaryPart);
}

export function complexPower(x: f64, xi: f64, y: f64, yi: f64): i32 {
  if (yi == 0 && y == floor<f64>(y) && abs<f64>(y) <= MOST_FACTORS) {
    if (y < 0 && x == 0 && xi == 0) return zeroPower();
    wholePower(x, xi, <i32>abs<f64>(y));
    if (y <= 0) {
      divide(1, 0, resultReal, resultImaginary);
      resultReal = quotientReal;
      resultImaginary = quotientImaginary;
    }
  } else if (x == 0 && xi == 0) {
    if (yi != 0 || y < 0) return zeroPower();
    resultReal = 0;
    resultImaginary = 0;
  } else polarPower(x, xi, y, yi);
  if (abs<f64>(resultReal) == Infinity || abs<f64>(resultImaginary) == Infinity)
    return raise(OVERFLOW_ERROR, 'complex exponentiation');
  return newComplex(resultReal, resultImaginary);
}

function zeroPower(): i32 {
  return raise(ZERO_DIVISION_ERROR, '0.0 to a negative or complex power');
}

let resultReal: f64 = 0;
let resultImaginary: f64 = 0;

function wholePower(x: f64, xi: f64, exponent: i32): void {
  let r: f64 = 1;
  let ri: f64 = 0;
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0) {
      const product = r * x - ri * xi;
      ri = r * xi + ri * x;
      r = product;
    }
    const square = x * x - xi * xi;
    xi = x * xi + xi * x;
    x = square;
  }
  resultReal = r;
  resultImaginary = ri;
}

function polarPower(x: f64, xi: f64, y: f64, yi: f64): void {
  const size = hypotenuse(x, xi);
  const angle = arcTangent2(xi, x);
  let length = power(size, y);
  let phase = angle * y;
  if (yi != 0) {
    length /= Math.exp(angle * yi);
    phase += yi * Math.log(size);
  }
  resultReal = length * cosine(phase);
  resultImaginary = length * sine(phase);
}
