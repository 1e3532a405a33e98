/** f-strings: values as text, and the pieces joined. */
import { EMPTY_STR } from '../format/memory-map';
import { __format__ } from '../format/names';
import { LENGTH } from '../format/objects';
import { INT_TYPE, IS_STR, REPR, STR, STR_TYPE, TYPE_ERROR } from '../format/types';
import { bindTo, call1Of } from '../kernel/call.as';
import { decref, newRef, xdecref } from '../kernel/counts.as';
import { failed, raise } from '../kernel/errors.as';
import { call1, hasFlag, slotOf, typeOf } from '../kernel/slots.as';
import { lookup } from '../objects/classes/lookup.as';
import { str_ascii } from '../objects/text/repr.as';
import { addStr, dropFailed, finish, openBuilder } from '../objects/text/builder.as';
import { claim, release, unclaim } from './operands.as';

const WITH_REPR: i32 = 114; // r
const WITH_ASCII: i32 = 97; // a

/** repr(), str() or ascii() of an object, owned. */
function converted(value: i32, conversion: i32): i32 {
  if (conversion == WITH_REPR || conversion == WITH_ASCII) {
    const text = call1(slotOf(value, REPR), value);
    if (text == 0 || conversion == WITH_REPR) return text;
    const ascii = str_ascii(value);
    decref(text);
    return ascii;
  }
  return typeOf(value) == STR_TYPE ? newRef(value) : call1(slotOf(value, STR), value);
}

export function op_format(value: i32, conversion: i32, spec: i32): i32 {
  let subject = value;
  if (conversion != 0) {
    subject = converted(value, conversion);
    decref(value);
    if (subject == 0) {
      xdecref(spec);
      return 0;
    }
  }
  const result = formatted(subject, spec == 0 ? EMPTY_STR : spec);
  decref(subject);
  xdecref(spec);
  return result;
}

/** format(value, spec). */
export function formatted(value: i32, spec: i32): i32 {
  const type = typeOf(value);
  if (load<i32>(spec, LENGTH) == 0) {
    if (type == STR_TYPE) return newRef(value);
    if (type == INT_TYPE) return call1(slotOf(value, STR), value);
  }
  const found = lookup(type, load<i32>(__format__));
  if (found == 0) {
    if (!failed()) raise(TYPE_ERROR, "Type %T doesn't define __format__", value);
    return 0;
  }
  const method = bindTo(found, value, type);
  if (method == 0) return 0;
  const result = call1Of(method, spec);
  decref(method);
  if (result == 0 || hasFlag(result, IS_STR)) return result;
  raise(TYPE_ERROR, '__format__ must return a str, not %T', result);
  decref(result);
  return 0;
}

export function op_join(count: i32): i32 {
  const at = claim(count);
  let length = 0;
  for (let i = 0; i < count; i++) length += load<i32>(load<i32>(at + (i << 2)), LENGTH);
  const builder = openBuilder(length);
  let result = 0;
  if (builder != 0) {
    let i = 0;
    while (i < count && addStr(builder, load<i32>(at + (i << 2)))) i++;
    result = i < count ? dropFailed(builder) : finish(builder);
  }
  release(at, count);
  unclaim(at);
  return result;
}
