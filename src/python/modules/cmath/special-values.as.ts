/**
 * What the functions of cmath are where a part is infinite or no number: C99's Annex G, as CPython's tables have it.
 *
 * A table has 7 rows for the real part and 7 columns for the imaginary one, in the order of kindOf(), and of each the real and the
 * imaginary part of the result:
 *
 *     0 1 i    0, 1, infinity       4 2 3 p    a quarter, half, three quarters of pi, pi       n  no number
 *     o l I    the same, negative   d b c P    the same, negative                              !  a domain error
 *     .        both parts are finite: the function is computed
 */
export const ACOS =
  '3ipipipIpI3Ini2i........2Inn2i........2I2n2i........2I2n2i........2Inn4i0i0i0I0I4InininnnnnnnnnInn';
export const ACOSH =
  'iciPiPipipi3inib........i2nnib........i2nnib........i2nnib........i2nnidioioi0i0i4ininnnnnnnnninnn';
export const ASINH =
  'IdIoIoI0I0I4InIb........I2nnIb........I2nnib........i2nnib........i2nnidioioi0i0i4ininnnnon0nninnn';
export const ATANH =
  'obobobo2o2o2onob........o2nnob........o2on0b........020n0b........02nn0b0b0b0202020n0bnnnnnnnn02nn';
export const COSH =
  '!!Iii0ioII!!in!!........!!nn!!........!!n0!!........!!n0!!........!!nn!!IIioi0Ii!!innnnnn0n0nnnnnn';
export const EXP = '00oo0o00o00000!!........!!nn!!........!!nn!!........!!nn!!........!!nn!!IIioi0Ii!!innnnnnon0nnnnnn';
export const LOG = 'iciPiPipipi3inib........i2nnib........i2nnib........i2nnib........i2nnidioioi0i0i4ininnnnnnnnninnn';
export const SINH =
  '!!iIIoI0ii!!in!!........!!nn!!........!!0n!!........!!0n!!........!!nn!!IIioi0Ii!!innnnnnon0nnnnnn';
export const SQRT =
  'iI0I0I0i0iiiniiI........iinniI........iinniI........iinniI........iinniIioioi0i0iiiniInnnnnnnniinn';
export const TANH =
  'l0l0lol0lol0l0!!........!!nn!!........!!nn!!........!!nn!!........!!nn10101o101o1010nnnnnon0nnnnnn';
export const RECT =
  '!!iiI0IoiI!!in!!........!!nn00........000000........0000!!........!!nn!!IIioi0Ii!!innnnnn0n0nnnnnn';

const KINDS = 7;
/** Where the letter of the entry is no value. */
export const REFUSED: i32 = 0x21;

/** Minus infinity, negative, -0, 0, positive, infinity, no number. */
function kindOf(x: f64): i32 {
  if (x != x) return 6;
  const isFar = x - x != 0;
  if (x > 0) return isFar ? 5 : 4;
  if (x < 0) return isFar ? 0 : 1;
  return copysign<f64>(1, x) < 0 ? 2 : 3;
}

/** The address of the two letters for an argument. */
export function entryOf(table: string, x: f64, y: f64): i32 {
  return changetype<i32>(table) + ((kindOf(x) * KINDS + kindOf(y)) << 2);
}

/** The value that a letter stands for. */
export function valueOf(letter: i32): f64 {
  switch (letter) {
    case 0x30: // 0
      return 0;
    case 0x6f: // o
      return -0.0;
    case 0x31: // 1
      return 1;
    case 0x6c: // l
      return -1;
    case 0x69: // i
      return Infinity;
    case 0x49: // I
      return -Infinity;
    case 0x34: // 4
      return Math.PI / 4;
    case 0x64: // d
      return -Math.PI / 4;
    case 0x32: // 2
      return Math.PI / 2;
    case 0x62: // b
      return -Math.PI / 2;
    case 0x33: // 3
      return 3 * (Math.PI / 4);
    case 0x63: // c
      return -3 * (Math.PI / 4);
    case 0x70: // p
      return Math.PI;
    case 0x50: // P
      return -Math.PI;
    default:
      return NaN;
  }
}
