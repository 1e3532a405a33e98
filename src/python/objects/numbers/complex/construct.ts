/** complex(text) and complex(real, imag). */
import type { Address } from '../../../../base/ids.js';
import { IMAGINARY, REAL } from '../../../format/objects.js';
import { COMPLEX_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../../format/types.js';
import { bindParameters, parseParameters } from '../../../runtime/parameters.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { callSpecial, checkConverted, realValueIfAny, shownType } from '../arguments.js';
import { newComplexOf } from '../subclass.js';
import { hasLooseUnderscore, parseComplex } from '../text/parse-float.js';

const PARAMETERS = parseParameters('complex', 'real=0, imag=0');

/** Of a wrong literal, in its message. */
const SHOWN_CHARACTERS = 200;

export interface ComplexValue {
  real: number;
  imaginary: number;
  /** It came from a complex number, not from a real one. */
  isComplex: boolean;
}

/** complex.__new__ */
export function newComplex(rt: Runtime, type: Address, at: Address, positional: number, names: Address): Address {
  const [first, second] = bindParameters(rt, PARAMETERS, at, positional, names);
  if (type === COMPLEX_TYPE && first !== 0 && rt.typeOf(first) === COMPLEX_TYPE && second === 0) return first;
  const { real, imaginary } = parts(rt, first, second);
  return type === COMPLEX_TYPE
    ? rt.keep(rt.kernel.newComplex(real, imaginary))
    : newComplexOf(rt, type, real, imaginary);
}

function parts(rt: Runtime, first: Address, second: Address): { real: number; imaginary: number } {
  if (first !== 0 && rt.isString(first)) {
    if (second !== 0) rt.raise(TYPE_ERROR, "complex() can't take second arg if first is a string");
    const text = rt.text(first);
    const shown = () => rt.text(rt.repr(first)).slice(0, SHOWN_CHARACTERS);
    if (hasLooseUnderscore(text)) rt.raise(VALUE_ERROR, `could not convert string to complex: ${shown()}`);
    return parseComplex(text) ?? rt.raise(VALUE_ERROR, 'complex() arg is a malformed string');
  }
  if (second !== 0 && rt.isString(second)) rt.raise(TYPE_ERROR, "complex() second arg can't be a string");
  const a = first === 0 ? ZERO : complexValue(rt, first, true);
  if (a === undefined) {
    rt.raise(TYPE_ERROR, `complex() first argument must be a string or a number, not '${shownType(rt, first)}'`);
  }
  const b = second === 0 ? ZERO : complexValue(rt, second, false);
  if (b === undefined) {
    rt.raise(TYPE_ERROR, `complex() second argument must be a number, not '${shownType(rt, second)}'`);
  }
  // a + b * i, but parts that real numbers do not have are left out, for the signs of zeros.
  return {
    real: b.isComplex ? a.real - b.imaginary : a.real,
    imaginary: second === 0 ? a.imaginary : a.isComplex ? b.real + a.imaginary : b.real,
  };
}

const ZERO: ComplexValue = { real: 0, imaginary: 0, isComplex: false };

/** Undefined for what is no number. */
export function complexValue(rt: Runtime, p: Address, asksForComplex: boolean): ComplexValue | undefined {
  const converted = asksForComplex && rt.typeOf(p) !== COMPLEX_TYPE ? callSpecial(rt, p, '__complex__') : 0;
  if (converted !== 0) checkConverted(rt, converted, COMPLEX_TYPE, '__complex__');
  const value = converted === 0 ? p : converted;
  if (isComplex(rt, value)) {
    return {
      real: rt.views.f64[(value + REAL) >> 3],
      imaginary: rt.views.f64[(value + IMAGINARY) >> 3],
      isComplex: true,
    };
  }
  const real = realValueIfAny(rt, value);
  return real === undefined ? undefined : { real, imaginary: 0, isComplex: false };
}

function isComplex(rt: Runtime, p: Address): boolean {
  return rt.kernel.isSubtype(rt.typeOf(p), COMPLEX_TYPE) !== 0;
}
