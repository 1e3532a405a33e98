/** The items of a dict as the keyword arguments of a call. */
import { ENTRY_BYTES, ENTRY_KEY, ENTRY_VALUE, KEYS, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { newRef } from '../../kernel/counts.as';
import { track } from '../../kernel/tracking.as';
import { entriesOf } from '../../objects/mappings/keys.as';
import { newTuple } from '../../objects/sequences/tuple.as';

/** A tuple of the keys, in their order; or 0. */
export function keywordNames(dict: i32): i32 {
  const count = load<i32>(dict, LENGTH);
  const names = newTuple(count);
  if (names == 0 || count == 0) return names;
  let entry = entriesOf(load<i32>(dict, KEYS));
  for (let i = 0; i < count; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key != 0) store<i32>(names + (i++ << 2), newRef(key), TUPLE_ITEMS);
  }
  track(names);
  return names;
}

/** Writes the values, borrowed, in the same order. */
export function keywordValues(dict: i32, to: i32): void {
  const count = load<i32>(dict, LENGTH);
  let entry = entriesOf(load<i32>(dict, KEYS));
  for (let i = 0; i < count; entry += ENTRY_BYTES) {
    if (load<i32>(entry, ENTRY_KEY) != 0) store<i32>(to + (i++ << 2), load<i32>(entry, ENTRY_VALUE));
  }
}
