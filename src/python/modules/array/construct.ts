/** array(typecode[, initializer]). */
import type { Address } from '../../../base/ids.js';
import { LENGTH } from '../../format/objects.js';
import {
  ARRAY_TYPE,
  BYTEARRAY_TYPE,
  IS_BYTES,
  IS_LIST,
  IS_TUPLE,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import type { Runtime } from '../../runtime/runtime.js';
import { BAD_CODE, itemCode } from './codes.js';
import { charactersOf, extendFrom, frombytes } from './contents.js';
import { addressOf, bytesAt, codeOf, isArray, lengthOf, setItem } from './items.js';

const PARAMETERS = parseParameters('array', 'typecode, initializer=0');

/** NEW. */
export function arrayNew(rt: Runtime, type: Address, at: Address, positional: number, names: Address): Address {
  if (names !== 0 && type === ARRAY_TYPE) rt.raise(TYPE_ERROR, 'array.array() takes no keyword arguments');
  if (positional === 0) rt.raise(TYPE_ERROR, 'array() takes at least 1 argument (0 given)');
  // Keywords are what the class's own __init__ gets.
  const [typecode, initial] = bindParameters(rt, PARAMETERS, at, positional, 0);
  const text = rt.isString(typecode) ? rt.text(typecode) : '';
  if ([...text].length !== 1)
    rt.raise(TYPE_ERROR, `array() argument 1 must be a unicode character, not ${rt.argumentTypeName(typecode)}`);
  if (initial !== 0 && text !== 'u') refuseText(rt, text, initial);
  const code = itemCode(text);
  if (code === undefined) return rt.raise(VALUE_ERROR, BAD_CODE);
  const isSequence = initial !== 0 && (rt.hasFlag(initial, IS_LIST) || rt.hasFlag(initial, IS_TUPLE));
  const isSame = initial !== 0 && isArray(rt, initial) && codeOf(rt, initial) === code;
  const isText = initial !== 0 && code.code === 'u' && rt.isString(initial);
  const known = isSame
    ? bytesAt(rt, initial, 0, lengthOf(rt, initial)).slice()
    : isText
      ? charactersOf(rt.text(initial))
      : undefined;
  const length = isSequence ? rt.views.word(initial + LENGTH) : (known?.length ?? 0) / code.bytes;
  const array = rt.keep(rt.kernel.newArray(type, text.charCodeAt(0), code.bytes, length));
  if (initial === 0) return array;
  if (known !== undefined) rt.views.u8.set(known, addressOf(rt, array, 0));
  else if (isSequence) fill(rt, array, initial);
  else if (rt.hasFlag(initial, IS_BYTES) || rt.isInstance(initial, BYTEARRAY_TYPE)) frombytes(rt, array, initial);
  else extendFrom(rt, array, initial);
  return array;
}

function refuseText(rt: Runtime, code: string, initial: Address): void {
  if (rt.isString(initial)) rt.raise(TYPE_ERROR, `cannot use a str to initialize an array with typecode '${code}'`);
  if (isArray(rt, initial) && codeOf(rt, initial).code === 'u')
    rt.raise(TYPE_ERROR, `cannot use a unicode array to initialize an array with typecode '${code}'`);
}

/** An array that has room for the elements of a list or tuple gets them. */
function fill(rt: Runtime, array: Address, from: Address): void {
  const code = codeOf(rt, array);
  const length = lengthOf(rt, array);
  rt.views.u8.fill(0, addressOf(rt, array, 0), addressOf(rt, array, length));
  const items = rt.hasFlag(from, IS_LIST) ? () => rt.listItems(from) : () => rt.tupleItems(from);
  const known = items();
  for (let i = 0; i < length; i++) setItem(rt, array, i, code.fromObject(rt, known[i]));
}
