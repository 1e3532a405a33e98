/** float(x). */
import type { Address } from '../../../../base/ids.js';
import { FLOAT_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../../format/types.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { realValueIfAny, shownType } from '../arguments.js';
import { textIn } from '../literal.js';
import { parseFloat } from '../text/parse-float.js';

/** An exact float from any object that can be one. @throws PythonError */
export function toFloat(rt: Runtime, x: Address): Address {
  if (rt.typeOf(x) === FLOAT_TYPE) return x;
  const text = textIn(rt, x);
  if (text === undefined) {
    const value = realValueIfAny(rt, x);
    if (value !== undefined) return rt.float(value);
    rt.raise(TYPE_ERROR, `float() argument must be a string or a real number, not '${shownType(rt, x)}'`);
  }
  const value = parseFloat(text);
  if (value !== undefined) return rt.float(value);
  rt.raise(VALUE_ERROR, `could not convert string to float: ${rt.text(rt.repr(x))}`);
}
