/**
 * The gamma function and its logarithm by Lanczos' approximation, with the coefficients (g = 6.0246…, 13 terms) and in the
 * order of operations that CPython has, so that results differ by what exp, log and pow differ.
 */
import { floatModulo } from '../../objects/numbers/float/modulo.as';
import { power } from '../../objects/numbers/float/power.as';
import { cosine, sine } from './trigonometry.as';

const G: f64 = 6.024680040776729583740234375;
const G_LESS_HALF: f64 = 5.524680040776729583740234375;
const LOG_PI: f64 = 1.144729885849400174143427351353058711647;
const TERMS: i32 = 13;

const NUMERATOR: i32 = <i32>(
  memory.data<f64>([
    23531376880.41075968857200767445163675473, 42919803642.64909876895789904700198885093,
    35711959237.35566804944018545154716670596, 17921034426.03720969991975575445893111267,
    6039542586.35202800506429164430729792107, 1439720407.311721673663223072794912393972,
    248874557.8620541565114603864132294232163, 31426415.58540019438061423162831820536287,
    2876370.628935372441225409051620849613599, 186056.2653952234950402949897160456992822,
    8071.672002365816210638002902272250613822, 210.8242777515793458725097339207133627117,
    2.506628274631000270164908177133837338626,
  ])
);
const DENOMINATOR: i32 = <i32>(
  memory.data<f64>([
    0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
  ])
);
/** Factorials that are doubles: gamma of 1 to 23. */
const WHOLE: i32 = <i32>(
  memory.data<f64>([
    1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800, 39916800, 479001600, 6227020800, 87178291200, 1307674368000,
    20922789888000, 355687428096000, 6402373705728000, 121645100408832000, 2.43290200817664e18, 5.109094217170944e19,
    1.12400072777760768e21,
  ])
);
const MOST_WHOLE: f64 = 23;

/** Of x > 0. */
function lanczosSum(x: f64): f64 {
  let top: f64 = 0;
  let bottom: f64 = 0;
  if (x < 5) {
    for (let i = (TERMS - 1) << 3; i >= 0; i -= 8) {
      top = top * x + load<f64>(NUMERATOR + i);
      bottom = bottom * x + load<f64>(DENOMINATOR + i);
    }
  } else {
    // In powers of 1 / x, which neither overflows nor loses bits.
    for (let i = 0; i < TERMS << 3; i += 8) {
      top = top / x + load<f64>(NUMERATOR + i);
      bottom = bottom / x + load<f64>(DENOMINATOR + i);
    }
  }
  return top / bottom;
}

/** sin(pi * x), exact at whole and half numbers. */
function sineOfPi(x: f64): f64 {
  const y = floatModulo(abs<f64>(x), 2);
  let result: f64;
  switch (<i32>nearest<f64>(2 * y)) {
    case 0:
      result = sine(Math.PI * y);
      break;
    case 1:
      result = cosine(Math.PI * (y - 0.5));
      break;
    case 2:
      result = sine(Math.PI * (1 - y));
      break;
    case 3:
      result = -cosine(Math.PI * (y - 1.5));
      break;
    default:
      result = sine(Math.PI * (y - 2));
  }
  return copysign<f64>(1, x) * result;
}

/** Infinite where it is too large, and at its poles. */
export function gamma(x: f64): f64 {
  if (x != x || x == Infinity) return x;
  const size = abs<f64>(x);
  if (x == floor<f64>(x)) {
    if (x <= 0) return Infinity;
    if (x <= MOST_WHOLE) return load<f64>(WHOLE + ((<i32>x - 1) << 3));
  }
  if (size < 1e-20) return 1 / x;
  if (size > 200) return x < 0 ? 0 / sineOfPi(x) : Infinity;
  const y = size + G_LESS_HALF;
  // What was lost in y, relative to it.
  const lost = size > G_LESS_HALF ? y - size - G_LESS_HALF : y - G_LESS_HALF - size;
  const correction = (lost * G) / y;
  let result: f64;
  if (x < 0) {
    result = ((-Math.PI / sineOfPi(size) / size) * Math.exp(y)) / lanczosSum(size);
    result -= correction * result;
    if (size < 140) return result / power(y, size - 0.5);
    const half = power(y, size / 2 - 0.25);
    return result / half / half;
  }
  result = lanczosSum(size) / Math.exp(y);
  result += correction * result;
  if (size < 140) return result * power(y, size - 0.5);
  const half = power(y, size / 2 - 0.25);
  return result * half * half;
}

/** log(abs(gamma(x))). */
export function logGamma(x: f64): f64 {
  if (x != x) return x;
  if (x - x != 0) return Infinity;
  if (x == floor<f64>(x) && x <= 2) return x <= 0 ? Infinity : 0;
  const size = abs<f64>(x);
  if (size < 1e-20) return -Math.log(size);
  let result = Math.log(lanczosSum(size)) - G;
  result += (size - 0.5) * (Math.log(size + G - 0.5) - 1);
  if (x < 0) result = LOG_PI - Math.log(abs<f64>(sineOfPi(size))) - Math.log(size) - result;
  return result;
}
