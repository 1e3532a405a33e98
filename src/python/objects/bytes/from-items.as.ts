/** bytes(items) of a list or tuple of ints; TypeScript makes bytes of anything else. */
import { CHARACTERS_AT, DIGITS, LENGTH, VALUE } from '../../format/objects';
import { BYTES_TYPE, INT_TYPE, LIST_TYPE, TUPLE_TYPE } from '../../format/types';
import { call4, typeOf } from '../../kernel/slots.as';
import { itemsOf } from '../sequences/from-iterable.as';
import { byteSingleton, newBytes } from './bytes.as';

let slow: i32 = 0;

export function bytes_new_slow(index: i32): void {
  slow = index;
}

export function bytes_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (type == BYTES_TYPE && positional == 1 && names == 0 && isOfBytes(load<i32>(args)))
    return fromItems(load<i32>(args));
  return call4(slow, type, args, positional, names);
}

/** Whether it is an exact list or tuple of ints that are bytes, not empty. */
function isOfBytes(p: i32): bool {
  const type = typeOf(p);
  if ((type != LIST_TYPE && type != TUPLE_TYPE) || load<i32>(p, LENGTH) == 0) return false;
  const items = itemsOf(p);
  for (let i = 0; i < load<i32>(p, LENGTH); i++) {
    const item = load<i32>(items + (i << 2));
    if (typeOf(item) != INT_TYPE || load<i32>(item, DIGITS) != 0 || load<u32>(item, VALUE) > 255) return false;
  }
  return true;
}

function fromItems(p: i32): i32 {
  const items = itemsOf(p);
  const length = load<i32>(p, LENGTH);
  if (length == 1) return byteSingleton(load<i32>(load<i32>(items), VALUE));
  const bytes = newBytes(length);
  if (bytes == 0) return 0;
  for (let i = 0; i < length; i++)
    store<u8>(bytes + i, <u8>load<i32>(load<i32>(items + (i << 2)), VALUE), CHARACTERS_AT);
  return bytes;
}
