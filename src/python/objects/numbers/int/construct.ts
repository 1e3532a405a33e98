/** int(x) and int(text, base). */
import type { Address } from '../../../../base/ids.js';
import { INDEX, INT, INT_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../../format/types.js';
import { toBigInt } from '../../../runtime/big-ints.js';
import { bindParameters, parseParameters } from '../../../runtime/parameters.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { callSpecial, checkConverted, isInt, shownType } from '../arguments.js';
import { textIn } from '../literal.js';
import { inWordsOf } from '../raise.js';
import { newIntOf } from '../subclass.js';
import { parseInt } from '../text/parse-int.js';

const PARAMETERS = parseParameters('int', 'x=0, /, base=10');
/** Of a wrong literal, in its message. */
const SHOWN_CHARACTERS = 200;

/** int.__new__ */
export function newInt(rt: Runtime, type: Address, at: Address, positional: number, names: Address): Address {
  const [x, base] = bindParameters(rt, PARAMETERS, at, positional, names);
  if (x === 0 && base !== 0) rt.raise(TYPE_ERROR, 'int() missing string argument');
  const value = x === 0 ? rt.int(0) : base === 0 ? toInt(rt, x) : inBase(rt, x, base);
  return type === INT_TYPE ? value : newIntOf(rt, type, toBigInt(rt, value));
}

function inBase(rt: Runtime, x: Address, baseObject: Address): Address {
  const base = Number(rt.bigInt(rt.index(baseObject)));
  if ((base !== 0 && base < 2) || base > 36) rt.raise(VALUE_ERROR, 'int() base must be >= 2 and <= 36, or 0');
  const text = textIn(rt, x);
  if (text === undefined) rt.raise(TYPE_ERROR, "int() can't convert non-string with explicit base");
  return fromText(rt, x, text, base);
}

/** An exact int from any object that can be one. @throws PythonError */
export function toInt(rt: Runtime, x: Address): Address {
  const type = rt.typeOf(x);
  if (type === INT_TYPE) return x;
  for (const [slot, name] of CONVERSIONS) {
    const convert = rt.views.word(type + slot);
    if (convert === 0) continue;
    const result = rt.keep(rt.callIndex(convert, x));
    checkConverted(rt, result, INT_TYPE, name);
    return exact(rt, result);
  }
  const text = textIn(rt, x);
  if (text !== undefined) return fromText(rt, x, text, 10);
  const truncated = callSpecial(rt, x, '__trunc__');
  if (truncated !== 0) return isInt(rt, truncated) ? exact(rt, truncated) : wholeOf(rt, truncated);
  rt.raise(
    TYPE_ERROR,
    `int() argument must be a string, a bytes-like object or a real number, not '${shownType(rt, x)}'`,
  );
}

const CONVERSIONS = [
  [INT, '__int__'],
  [INDEX, '__index__'],
] as const;

function exact(rt: Runtime, p: Address): Address {
  return rt.keep(rt.kernel.int_positive(p));
}

/** What __trunc__ gave has to be an index. */
function wholeOf(rt: Runtime, p: Address): Address {
  if (rt.views.word(rt.typeOf(p) + INDEX) === 0) {
    rt.raise(TYPE_ERROR, `__trunc__ returned non-Integral (type ${shownType(rt, p)})`);
  }
  return exact(rt, rt.keep(rt.kernel.number_index(p)));
}

function fromText(rt: Runtime, x: Address, text: string, base: number): Address {
  const value = inWordsOf(rt, () => parseInt(text, base, rt.kernel.int_max_str_digits()));
  if (value !== undefined) return rt.int(value);
  const shown = rt.text(rt.repr(x)).slice(0, SHOWN_CHARACTERS);
  rt.raise(VALUE_ERROR, `invalid literal for int() with base ${base}: ${shown}`);
}
