/** What the natives of numbers ask of their arguments. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { FLOAT } from '../../format/objects.js';
import {
  DEPRECATION_WARNING,
  FLOAT_OF,
  FLOAT_TYPE,
  GET,
  INDEX,
  IS_INT,
  METHOD_DESCRIPTOR,
  MRO,
  OVERFLOW_ERROR,
  TYPE_DICT,
  TYPE_ERROR,
  TYPE_FLAGS,
} from '../../format/types.js';
import { toBigInt } from '../../runtime/big-ints.js';
import { warn } from '../../modules/warnings/warn.js';
import type { Runtime } from '../../runtime/runtime.js';

export function isInt(rt: Runtime, p: Address): boolean {
  return (rt.views.word(rt.typeOf(p) + TYPE_FLAGS) & IS_INT) !== 0;
}

export function isFloat(rt: Runtime, p: Address): boolean {
  const type = rt.typeOf(p);
  return type === FLOAT_TYPE || rt.kernel.isSubtype(type, FLOAT_TYPE) !== 0;
}

/** operator.index(p). */
export function index(rt: Runtime, p: Address): Address {
  return rt.keep(rt.kernel.number_index(p));
}

export function indexValue(rt: Runtime, p: Address): bigint {
  return toBigInt(rt, index(rt, p));
}

/** As a word; what no 64-bit machine could index with is an error, anything else beyond a word the nearest one. */
export function indexWord(rt: Runtime, p: Address): number {
  return rt.status(rt.kernel.indexOf(p, OVERFLOW_ERROR));
}

/** The double of an int. @throws PythonError with OverflowError */
export function doubleOfInt(rt: Runtime, p: Address): number {
  const value = rt.kernel.int_to_f64(p);
  if (!Number.isFinite(value)) rt.raise(OVERFLOW_ERROR, 'int too large to convert to float');
  return value;
}

/** The double of any real number: what functions of math take. @throws PythonError */
export function realValue(rt: Runtime, p: Address): number {
  if (rt.typeOf(p) === FLOAT_TYPE) return rt.floatValue(p);
  const value = realValueIfAny(rt, p);
  if (value === undefined) rt.raise(TYPE_ERROR, `must be real number, not ${shownType(rt, p)}`);
  return value;
}

/** Undefined for what is no real number. */
export function realValueIfAny(rt: Runtime, p: Address): number | undefined {
  if (isFloat(rt, p)) return rt.views.f64[(p + FLOAT) >> 3];
  const type = rt.typeOf(p);
  const convert = rt.views.word(type + FLOAT_OF);
  if (convert !== 0) {
    const result = rt.keep(rt.callIndex(convert, p));
    checkConverted(rt, result, FLOAT_TYPE, `${shownType(rt, p)}.__float__`);
    return rt.floatValue(result);
  }
  return rt.views.word(type + INDEX) === 0 ? undefined : doubleOfInt(rt, index(rt, p));
}

/** What a conversion gave must be of a type; that it is of one derived from that is frowned upon. @throws PythonError */
export function checkConverted(rt: Runtime, result: Address, type: Address, method: string): void {
  if (rt.typeOf(result) === type) return;
  const name = rt.typeName(type);
  const message = `${method} returned non-${name} (type ${shownType(rt, result)})`;
  if (rt.kernel.isSubtype(rt.typeOf(result), type) === 0) rt.raise(TYPE_ERROR, message);
  const advice = `The ability to return an instance of a strict subclass of ${name} is deprecated`;
  warn(
    rt,
    rt.string(`${message}.  ${advice}, and may be removed in a future version of Python.`),
    DEPRECATION_WARNING,
    1,
  );
}

export function shownType(rt: Runtime, p: Address): string {
  return rt.shownTypeName(rt.typeOf(p));
}

/** The text of a str. @throws PythonError: `what` must be one */
export function requireText(rt: Runtime, p: Address, what: string): string {
  if (!rt.isString(p)) rt.raise(TYPE_ERROR, `${what} must be str, not ${shownType(rt, p)}`);
  return rt.text(p);
}

/** Calls a method that the type of an object has, as operators do; 0 if it has none. @throws PythonError */
export function callSpecial(rt: Runtime, p: Address, name: string, args: readonly Address[] = []): Address {
  const { views } = rt;
  const key = rt.name(name);
  const type = rt.typeOf(p);
  for (const ancestor of rt.tupleItems(views.word(type + MRO))) {
    const found = rt.dictGet(views.word(ancestor + TYPE_DICT), key);
    if (found === 0) continue;
    if (found === NONE) return 0;
    const kind = rt.typeOf(found);
    if ((views.word(kind + TYPE_FLAGS) & METHOD_DESCRIPTOR) !== 0) return rt.callBound(found, p, args);
    const get = views.word(kind + GET);
    return get === 0 ? rt.call(found, args) : rt.call(rt.keep(rt.callIndex(get, found, p, type)), args);
  }
  return 0;
}
