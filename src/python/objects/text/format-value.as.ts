/** format() of any object, quickly for those that everybody formats. */
import { DEPTH_LEFT, EMPTY_STR } from '../../format/memory-map';
import { __format__ } from '../../format/names';
import { DIGITS, LENGTH } from '../../format/objects';
import { ALLOC, FLOAT_TYPE, INT_TYPE, REPR, STR_TYPE, TYPE_ERROR } from '../../format/types';
import { decref, newRef } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { call1, call4, slotOf, typeOf } from '../../kernel/slots.as';
import { objectRepr, objectStr } from '../../kernel/repr.as';
import { callSpecial } from '../../kernel/special.as';
import { formatField } from './format-fields.as';
import { asciiOnly } from './repr.as';
import { isStr } from './strings.as';

const TO_STR = 0x73;
const TO_REPR = 0x72;
export const TO_ASCII = 0x61;

/** format(value, specification), where the specification is a str or 0. */
export function formatValue(value: i32, specification: i32): i32 {
  const type = typeOf(value);
  if (specification == 0 || load<i32>(specification, LENGTH) == 0) {
    if (type == STR_TYPE) return newRef(value);
    if (type == INT_TYPE)
      return load<i32>(value, DIGITS) == 0 && load<i32>(DEPTH_LEFT) > 0
        ? call1(slotOf(value, REPR), value)
        : strOfValue(value);
  } else if ((type == STR_TYPE || type == INT_TYPE || type == FLOAT_TYPE) && load<i32>(DEPTH_LEFT) > 0) {
    const text = formatField(value, specification);
    if (text != 0 || failed()) return text;
  }
  const result = callSpecial(value, __format__, specification == 0 ? EMPTY_STR : specification);
  if (result == 0 || isStr(result)) return result;
  raise(TYPE_ERROR, '__format__ must return a str, not %T', result);
  decref(result);
  return 0;
}

/** str(value), or 0. */
export function strOfValue(value: i32): i32 {
  if (typeOf(value) == STR_TYPE) return newRef(value);
  return checked(objectStr(value), '__str__ returned non-string (type %T)');
}

/** str(x) of one object at once; anything else is left to TypeScript, which is in the slot ALLOC of str. */
export function str_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (type == STR_TYPE && names == 0) {
    if (positional == 1) return strOfValue(load<i32>(args));
    if (positional == 0) return newRef(EMPTY_STR);
  }
  return call4(load<i32>(STR_TYPE, ALLOC), type, args, positional, names);
}

/** repr(value), or 0. */
export function reprOfValue(value: i32): i32 {
  return checked(objectRepr(value), '__repr__ returned non-string (type %T)');
}

function checked(text: i32, refusal: string): i32 {
  if (text == 0 || isStr(text)) return text;
  raise(TYPE_ERROR, refusal, text);
  decref(text);
  return 0;
}

/** The value of a field as a conversion makes it: that of no conversion, or of the character s, r or a. Owned, or 0. */
export function convertValue(value: i32, conversion: i32): i32 {
  if (conversion == TO_STR) return strOfValue(value);
  if (conversion == TO_REPR) return reprOfValue(value);
  if (conversion != TO_ASCII) return newRef(value);
  const text = reprOfValue(value);
  if (text == 0) return 0;
  const result = asciiOnly(text);
  decref(text);
  return result;
}
