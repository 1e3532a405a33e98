/**
 * Functions of complex numbers: what each finds is in `re` and `im`, `problem` says whether it has a value there.
 *
 * The formulas are CPython's, after Kahan's "Branch cuts for complex elementary functions", with its bounds beyond which a square
 * or an exponential would overflow on the way.
 */
import { hyperbolicCosine, hyperbolicSine, hyperbolicTangent } from '../math/exponential.as';
import { hypotenuse } from '../math/hypotenuse.as';
import { arcTangent2, cosine, sine, tangent } from '../math/trigonometry.as';
import {
  ACOS,
  ACOSH,
  ASINH,
  ATANH,
  COSH,
  EXP,
  entryOf,
  LOG,
  RECT,
  REFUSED,
  SINH,
  SQRT,
  TANH,
  valueOf,
} from './special-values.as';

export let re: f64 = 0;
export let im: f64 = 0;
/** NO_PROBLEM … of what was computed since it was last set to it. */
export let problem: i32 = 0;

export const NO_PROBLEM = 0;
/** There is no value. */
export const OUTSIDE = 1;
/** The value is too large. */
export const TOO_LARGE = 2;

const LARGE: f64 = f64.MAX_VALUE / 4;
const LARGE_ROOT: f64 = 6.703903964971298e153;
const LARGE_LOGARITHM: f64 = 708.3964185322641;
const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;
const SMALLEST_ROOT: f64 = 1.4916681462400413e-154;
const TWO_TO_53: f64 = 9007199254740992;
const TWO_TO_MINUS_27: f64 = 7.450580596923828e-9;

export function begin(): void {
  problem = NO_PROBLEM;
}

function give(x: f64, y: f64): void {
  re = x;
  im = y;
}

/** The same where the value may be too large. */
function giveGrowing(x: f64, y: f64): void {
  give(x, y);
  if (abs<f64>(x) == Infinity || abs<f64>(y) == Infinity) problem = TOO_LARGE;
}

function isFinitePair(x: f64, y: f64): bool {
  return x - x == 0 && y - y == 0;
}

/** Whether the table has the value, a part being infinite or no number. */
function isSpecial(table: string, x: f64, y: f64): bool {
  if (isFinitePair(x, y)) return false;
  const entry = entryOf(table, x, y);
  const letter = load<u16>(entry);
  if (letter == REFUSED) problem = OUTSIDE;
  give(valueOf(letter), valueOf(load<u16>(entry, 2)));
  return true;
}

/** Whether x is infinite and y neither zero nor infinite: a point far away in y's direction. */
function isFarAway(x: f64, y: f64): bool {
  return abs<f64>(x) == Infinity && y - y == 0 && y != 0;
}

/** Of what is so far away that squaring its parts would overflow. */
function farLogarithm(x: f64, y: f64): f64 {
  return Math.log(hypotenuse(x / 2, y / 2)) + Math.LN2 * 2;
}

function isLarge(x: f64, y: f64): bool {
  return abs<f64>(x) > LARGE || abs<f64>(y) > LARGE;
}

function inverseHyperbolicSine(x: f64): f64 {
  return Math.asinh(x);
}

export function squareRoot(x: f64, y: f64): void {
  if (isSpecial(SQRT, x, y)) return;
  if (x == 0 && y == 0) return give(0, y);
  const ax = abs<f64>(x);
  const ay = abs<f64>(y);
  let s: f64;
  if (ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL) {
    const scaled = ax * TWO_TO_53;
    s = sqrt<f64>(scaled + hypotenuse(scaled, ay * TWO_TO_53)) * TWO_TO_MINUS_27;
  } else {
    const scaled = ax / 8;
    s = 2 * sqrt<f64>(scaled + hypotenuse(scaled, ay / 8));
  }
  const d = ay / (2 * s);
  if (x >= 0) give(s, copysign<f64>(d, y));
  else give(d, copysign<f64>(s, y));
}

export function arcCosineOf(x: f64, y: f64): void {
  if (isSpecial(ACOS, x, y)) return;
  if (isLarge(x, y)) {
    const length = farLogarithm(x, y);
    return give(arcTangent2(abs<f64>(y), x), x < 0 ? -copysign<f64>(length, y) : copysign<f64>(length, -y));
  }
  squareRoot(1 - x, -y);
  const a = re;
  const ai = im;
  squareRoot(1 + x, y);
  give(2 * arcTangent2(a, re), inverseHyperbolicSine(re * ai - im * a));
}

export function inverseHyperbolicCosineOf(x: f64, y: f64): void {
  if (isSpecial(ACOSH, x, y)) return;
  if (isLarge(x, y)) return give(farLogarithm(x, y), arcTangent2(y, x));
  squareRoot(x - 1, y);
  const a = re;
  const ai = im;
  squareRoot(x + 1, y);
  give(inverseHyperbolicSine(a * re + ai * im), 2 * arcTangent2(ai, re));
}

export function inverseHyperbolicSineOf(x: f64, y: f64): void {
  if (isSpecial(ASINH, x, y)) return;
  if (isLarge(x, y)) {
    const length = farLogarithm(x, y);
    return give(y >= 0 ? copysign<f64>(length, x) : -copysign<f64>(length, -x), arcTangent2(y, abs<f64>(x)));
  }
  squareRoot(1 + y, -x);
  const a = re;
  const ai = im;
  squareRoot(1 - y, x);
  give(inverseHyperbolicSine(a * im - re * ai), arcTangent2(y, a * re - ai * im));
}

export function inverseHyperbolicTangentOf(x: f64, y: f64): void {
  if (isSpecial(ATANH, x, y)) return;
  if (copysign<f64>(1, x) < 0) {
    inverseHyperbolicTangentOf(-x, -y);
    return give(-re, -im);
  }
  const ay = abs<f64>(y);
  if (x > LARGE_ROOT || ay > LARGE_ROOT) {
    const length = hypotenuse(x / 2, y / 2);
    return give(x / 4 / length / length, -copysign<f64>(Math.PI / 2, -y));
  }
  if (x == 1 && ay < SMALLEST_ROOT) {
    if (ay != 0)
      return give(-Math.log(sqrt<f64>(ay) / sqrt<f64>(hypotenuse(ay, 2))), copysign<f64>(arcTangent2(2, -ay) / 2, y));
    problem = OUTSIDE;
    return give(Infinity, y);
  }
  const left = 1 - x;
  give(Math.log1p((4 * x) / (left * left + ay * ay)) / 4, -arcTangent2(-2 * y, left * (1 + x) - ay * ay) / 2);
}

/** f(z) by the function that has it of iz: -i f(iz). */
function turnBack(): void {
  give(im, -re);
}

export function arcSineOf(x: f64, y: f64): void {
  inverseHyperbolicSineOf(-y, x);
  turnBack();
}

export function arcTangentOf(x: f64, y: f64): void {
  inverseHyperbolicTangentOf(-y, x);
  turnBack();
}

export function exponentialOf(x: f64, y: f64): void {
  if (isFarAway(x, y)) {
    const length: f64 = x > 0 ? Infinity : 0;
    return give(copysign<f64>(length, cosine(y)), copysign<f64>(length, sine(y)));
  }
  if (isSpecial(EXP, x, y)) return;
  if (x > LARGE_LOGARITHM) {
    const length = Math.exp(x - 1);
    return giveGrowing(length * cosine(y) * Math.E, length * sine(y) * Math.E);
  }
  const length = Math.exp(x);
  giveGrowing(length * cosine(y), length * sine(y));
}

export function hyperbolicCosineOf(x: f64, y: f64): void {
  if (isFarAway(x, y))
    return give(
      copysign<f64>(Infinity, cosine(y)),
      x > 0 ? copysign<f64>(Infinity, sine(y)) : -copysign<f64>(Infinity, sine(y)),
    );
  if (isSpecial(COSH, x, y)) return;
  if (abs<f64>(x) > LARGE_LOGARITHM) {
    const nearer = x - copysign<f64>(1, x);
    return giveGrowing(cosine(y) * hyperbolicCosine(nearer) * Math.E, sine(y) * hyperbolicSine(nearer) * Math.E);
  }
  giveGrowing(cosine(y) * hyperbolicCosine(x), sine(y) * hyperbolicSine(x));
}

export function hyperbolicSineOf(x: f64, y: f64): void {
  if (isFarAway(x, y))
    return give(
      x > 0 ? copysign<f64>(Infinity, cosine(y)) : -copysign<f64>(Infinity, cosine(y)),
      copysign<f64>(Infinity, sine(y)),
    );
  if (isSpecial(SINH, x, y)) return;
  if (abs<f64>(x) > LARGE_LOGARITHM) {
    const nearer = x - copysign<f64>(1, x);
    return giveGrowing(cosine(y) * hyperbolicSine(nearer) * Math.E, sine(y) * hyperbolicCosine(nearer) * Math.E);
  }
  giveGrowing(cosine(y) * hyperbolicSine(x), sine(y) * hyperbolicCosine(x));
}

export function hyperbolicTangentOf(x: f64, y: f64): void {
  if (isFarAway(x, y)) return give(x > 0 ? 1 : -1, copysign<f64>(0, 2 * sine(y) * cosine(y)));
  if (isSpecial(TANH, x, y)) return;
  if (abs<f64>(x) > LARGE_LOGARITHM)
    return give(copysign<f64>(1, x), 4 * sine(y) * cosine(y) * Math.exp(-2 * abs<f64>(x)));
  const tx = hyperbolicTangent(x);
  const ty = tangent(y);
  const cx = 1 / hyperbolicCosine(x);
  const txty = tx * ty;
  const denominator = 1 + txty * txty;
  give((tx * (1 + ty * ty)) / denominator, (ty / denominator) * cx * cx);
}

export function cosineOf(x: f64, y: f64): void {
  hyperbolicCosineOf(-y, x);
}

export function sineOf(x: f64, y: f64): void {
  hyperbolicSineOf(-y, x);
  turnBack();
}

export function tangentOf(x: f64, y: f64): void {
  hyperbolicTangentOf(-y, x);
  turnBack();
}

export function logarithmOf(x: f64, y: f64): void {
  if (isSpecial(LOG, x, y)) return;
  const ax = abs<f64>(x);
  const ay = abs<f64>(y);
  const angle = arcTangent2(y, x);
  if (isLarge(x, y)) return give(Math.log(hypotenuse(ax / 2, ay / 2)) + Math.LN2, angle);
  if (ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL) {
    if (ax > 0 || ay > 0) return give(Math.log(hypotenuse(ax * TWO_TO_53, ay * TWO_TO_53)) - 53 * Math.LN2, angle);
    problem = OUTSIDE;
    return give(-Infinity, angle);
  }
  const length = hypotenuse(ax, ay);
  if (length < 0.71 || length > 1.73) return give(Math.log(length), angle);
  const longer = max<f64>(ax, ay);
  const shorter = min<f64>(ax, ay);
  give(Math.log1p((longer - 1) * (longer + 1) + shorter * shorter) / 2, angle);
}

export function decimalLogarithmOf(x: f64, y: f64): void {
  logarithmOf(x, y);
  give(re / Math.LN10, im / Math.LN10);
}

/** Of a length and an angle. */
export function rectangular(length: f64, angle: f64): void {
  if (isFarAway(length, angle)) {
    const x = copysign<f64>(Infinity, cosine(angle));
    const y = copysign<f64>(Infinity, sine(angle));
    return length > 0 ? give(x, y) : give(-x, -y);
  }
  if (isSpecial(RECT, length, angle)) return;
  if (angle == 0) return give(length, length * angle);
  give(length * cosine(angle), length * sine(angle));
}
