/** Types of objects and the functions in their slots; one call for each signature that slots have. */
import { TYPE, TYPE_FLAGS } from '../../memory/gc/format';
import { MRO } from '../format/types';
import { LENGTH, TUPLE_ITEMS } from '../format/objects';

export function typeOf(p: i32): i32 {
  return load<i32>(p, TYPE);
}

export function hasFlag(p: i32, flag: i32): bool {
  return (load<i32>(load<i32>(p, TYPE), TYPE_FLAGS) & flag) != 0;
}

/** The function of a type in a slot, or 0. */
export function slot(type: i32, field: i32): i32 {
  return load<i32>(type + field);
}

/** The function of an object's type in a slot, or 0. */
export function slotOf(p: i32, field: i32): i32 {
  return load<i32>(load<i32>(p, TYPE) + field);
}

export function call1(index: i32, a: i32): i32 {
  return call_indirect<i32>(index, a);
}

export function call2(index: i32, a: i32, b: i32): i32 {
  return call_indirect<i32>(index, a, b);
}

export function call3(index: i32, a: i32, b: i32, c: i32): i32 {
  return call_indirect<i32>(index, a, b, c);
}

export function call4(index: i32, a: i32, b: i32, c: i32, d: i32): i32 {
  return call_indirect<i32>(index, a, b, c, d);
}

/** HASH_OF. */
export function callHash(index: i32, a: i32): i64 {
  return call_indirect<i64>(index, a);
}

/** Whether a type is another one or derives from it. */
export function isSubtype(type: i32, ancestor: i32): bool {
  if (type == ancestor) return true;
  const mro = load<i32>(type, MRO);
  if (mro == 0) return false;
  const count = load<i32>(mro, LENGTH);
  for (let i = 0; i < count; i++) if (load<i32>(mro + (i << 2), TUPLE_ITEMS) == ancestor) return true;
  return false;
}
