/** float(x). */
import type { Address } from '../../../../base/ids.js';
import { FLOAT } from '../../../format/objects.js';
import { FLOAT_OF, FLOAT_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../../format/types.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { checkConverted, realValueIfAny, shownType } from '../arguments.js';
import { textIn } from '../literal.js';
import { parseFloat } from '../text/parse-float.js';

/** JavaScript's have no sign that one could keep. */
function noNumber(rt: Runtime, text: string): Address {
  const p = rt.float(Number.NaN);
  const sign = text.includes('-') ? 1n << 63n : 0n;
  rt.views.i64[(p + FLOAT) >> 3] = BigInt.asIntN(64, QUIET_NAN | sign);
  return p;
}

const QUIET_NAN = 0x7ff8_0000_0000_0000n;

/** An exact float from any object that can be one. @throws PythonError */
export function toFloat(rt: Runtime, x: Address): Address {
  if (rt.typeOf(x) === FLOAT_TYPE) return x;
  const convert = rt.views.word(rt.typeOf(x) + FLOAT_OF);
  if (convert !== 0) {
    const result = rt.keep(rt.callIndex(convert, x));
    checkConverted(rt, result, FLOAT_TYPE, `${shownType(rt, x)}.__float__`);
    return rt.float(rt.floatValue(result));
  }
  const value = realValueIfAny(rt, x);
  if (value !== undefined) return rt.float(value);
  const text = textIn(rt, x);
  if (text === undefined)
    rt.raise(TYPE_ERROR, `float() argument must be a string or a real number, not '${shownType(rt, x)}'`);
  const read = parseFloat(text);
  if (read !== undefined) return Number.isNaN(read) ? noNumber(rt, text) : rt.float(read);
  rt.raise(VALUE_ERROR, `could not convert string to float: ${rt.text(rt.repr(x))}`);
}
