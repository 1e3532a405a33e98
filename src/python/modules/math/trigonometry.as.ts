/**
 * Sine, cosine, tangent and their inverses, rounded correctly but for about one result in a few hundred, which is what C
 * libraries of today reach too.
 *
 * Sine and cosine of the reduced angle are Taylor series whose first terms are sums of two doubles. An inverse is one step
 * of Newton's from AssemblyScript's function, in the same precision.
 */
import { low, productOf, quickSumOf, sumOf } from './double-double.as';
import { reduceAngle, rest, restLow } from './reduce-angle.as';

const SIXTH: f64 = -0.16666666666666666;
const SIXTH_LOW: f64 = -9.25185853854297e-18;
const TWENTY_FOURTH: f64 = 0.041666666666666664;
const TWENTY_FOURTH_LOW: f64 = 2.3129646346357427e-18;
/** Below it a sine is its angle. */
const TINY: f64 = 1e-9;

/** What sineNear() and cosineNear() found, as a sum of two doubles. */
let high: f64 = 0;
let below: f64 = 0;

/** Of x + y, within pi/4 of 0. */
function sineNear(x: f64, y: f64): void {
  const square = productOf(x, x);
  const squareLow = low + 2 * x * y;
  const tail =
    square *
    (8.333333333333333e-3 +
      square *
        (-1.984126984126984e-4 +
          square *
            (2.7557319223985893e-6 +
              square *
                (-2.505210838544172e-8 +
                  square *
                    (1.6059043836821613e-10 + square * (-7.647163731819816e-13 + square * 2.8114572543455206e-15))))));
  const factor = quickSumOf(SIXTH, tail);
  const factorLow = low + SIXTH_LOW;
  const cubic = productOf(square, factor);
  const cubicLow = low + square * factorLow + squareLow * factor;
  const change = productOf(x, cubic);
  const changeLow = low + x * cubicLow + y * cubic;
  const sine = quickSumOf(x, change);
  high = quickSumOf(sine, low + changeLow + y);
  below = low;
}

function cosineNear(x: f64, y: f64): void {
  const square = productOf(x, x);
  const squareLow = low + 2 * x * y;
  const tail =
    square *
    (-1.388888888888889e-3 +
      square *
        (2.48015873015873e-5 +
          square *
            (-2.755731922398589e-7 +
              square *
                (2.08767569878681e-9 +
                  square *
                    (-1.1470745597729725e-11 + square * (4.779477332387385e-14 + square * -1.5619206968586225e-16))))));
  const factor = quickSumOf(TWENTY_FOURTH, tail);
  const factorLow = low + TWENTY_FOURTH_LOW;
  const inner = productOf(square, factor);
  const innerLow = low + square * factorLow + squareLow * factor;
  // square * (-1/2 + inner)
  const middle = quickSumOf(-0.5, inner);
  const middleLow = low + innerLow;
  const change = productOf(square, middle);
  const changeLow = low + square * middleLow + squareLow * middle;
  const cosine = quickSumOf(1, change);
  high = quickSumOf(cosine, low + changeLow);
  below = low;
}

export function sine(x: f64): f64 {
  if (x - x != 0) return NaN;
  if (abs<f64>(x) < TINY) return x;
  const quadrant = reduceAngle(x);
  if ((quadrant & 1) == 0) sineNear(rest, restLow);
  else cosineNear(rest, restLow);
  return quadrant > 1 ? -high : high;
}

export function cosine(x: f64): f64 {
  if (x - x != 0) return NaN;
  const quadrant = reduceAngle(x);
  if ((quadrant & 1) == 0) cosineNear(rest, restLow);
  else sineNear(rest, restLow);
  return quadrant == 1 || quadrant == 2 ? -high : high;
}

export function tangent(x: f64): f64 {
  if (x - x != 0) return NaN;
  if (abs<f64>(x) < TINY) return x;
  const quadrant = reduceAngle(x);
  sineNear(rest, restLow);
  const top = high;
  const topLow = below;
  cosineNear(rest, restLow);
  return (quadrant & 1) == 0 ? quotient(top, topLow, high, below) : -quotient(high, below, top, topLow);
}

function quotient(a: f64, aLow: f64, b: f64, bLow: f64): f64 {
  const first = a / b;
  const product = productOf(first, b);
  return first + (a - product - low + aLow - first * bLow) / b;
}

/** The angle of the vector (x + xLow, y + yLow), given one that is off by little. */
function improved(angle: f64, y: f64, yLow: f64, x: f64, xLow: f64): f64 {
  const quadrant = reduceAngle(angle);
  sineNear(rest, restLow);
  let sin = high;
  let sinLow = below;
  cosineNear(rest, restLow);
  let cos = high;
  let cosLow = below;
  if ((quadrant & 1) != 0) {
    const turned = cos;
    const turnedLow = cosLow;
    cos = -sin;
    cosLow = -sinLow;
    sin = turned;
    sinLow = turnedLow;
  }
  if (quadrant > 1) {
    sin = -sin;
    sinLow = -sinLow;
    cos = -cos;
    cosLow = -cosLow;
  }
  const up = productOf(y, cos);
  const upLow = low + y * cosLow + yLow * cos;
  const across = productOf(x, sin);
  const acrossLow = low + x * sinLow + xLow * sin;
  return angle + (up - across + (upLow - acrossLow)) / (x * cos + y * sin);
}

export function arcTangent2(y: f64, x: f64): f64 {
  const angle = Math.atan2(y, x);
  const width = abs<f64>(x);
  const height = abs<f64>(y);
  // Where squares could be too large or too small, or one part does not count, there is nothing to improve.
  if (!(width < 1e150 && height < 1e150 && width > 1e-140 && height > 1e-140)) return angle;
  if (height < width * TINY || width < height * 1e-30) return angle;
  return improved(angle, y, 0, x, 0);
}

export function arcTangent(x: f64): f64 {
  const size = abs<f64>(x);
  return size < TINY || !(size < 1e30) ? Math.atan(x) : improved(Math.atan(x), x, 0, 1, 0);
}

export function arcSine(x: f64): f64 {
  const size = abs<f64>(x);
  if (size < TINY || !(size < 1)) return Math.asin(x);
  const other = otherLeg(x);
  return improved(Math.asin(x), x, 0, other, low);
}

export function arcCosine(x: f64): f64 {
  const size = abs<f64>(x);
  if (size < 1e-30 || !(size < 1)) return Math.acos(x);
  const other = otherLeg(x);
  return improved(Math.acos(x), other, low, x, 0);
}

/** The root of (1 - x) * (1 + x). */
function otherLeg(x: f64): f64 {
  const less = sumOf(1, -x);
  const lessLow = low;
  const more = sumOf(1, x);
  const moreLow = low;
  const product = productOf(less, more);
  const productLow = low + less * moreLow + lessLow * more;
  const root = sqrt<f64>(product);
  const square = productOf(root, root);
  return quickSumOf(root, (product - square - low + productLow) / (2 * root));
}
