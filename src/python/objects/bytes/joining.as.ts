/** bytes.join and bytearray.join. */
import { ITEMS, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { LIST_TYPE, TUPLE_TYPE, TYPE_ERROR } from '../../format/types';
import { copyBytes } from '../../kernel/bytes.as';
import { decref, newRef } from '../../kernel/counts.as';
import { noMemory, raise } from '../../kernel/errors.as';
import { typeOf } from '../../kernel/slots.as';
import { listFrom } from '../text/iterables.as';
import { itemsOf } from '../text/sequences.as';
import { hasBuffer } from './buffers.as';
import { isExactBytes } from './bytes.as';
import { newLike, settled } from './kinds.as';
import { addressOf, FIRST_OPERAND, give, lengthOf, take } from './operands.as';

const MOST_BYTES: i64 = 0x7000_0000;

export function bytes_join(separator: i32, iterable: i32): i32 {
  const type = typeOf(iterable);
  if (type == LIST_TYPE || type == TUPLE_TYPE) return joinItems(separator, iterable);
  const list = listFrom(iterable, 'can only join an iterable');
  if (list == 0) return 0;
  const result = joinItems(separator, list);
  decref(list);
  return result;
}

/** Once for the length and once for the bytes: asking buffers runs no code of the program. */
function joinItems(separator: i32, sequence: i32): i32 {
  const items = typeOf(sequence) == LIST_TYPE ? load<i32>(sequence, ITEMS) : sequence + TUPLE_ITEMS;
  const count = load<i32>(sequence, LENGTH);
  const between = load<i32>(separator, LENGTH);
  if (count == 1 && isExactBytes(separator) && isExactBytes(load<i32>(items))) return newRef(load<i32>(items));
  let total: i64 = <i64>between * max(count - 1, 0);
  for (let i = 0; i < count; i++) {
    const item = load<i32>(items + (i << 2));
    if (!hasBuffer(item)) return raise(TYPE_ERROR, 'sequence item %d: expected a bytes-like object, %T found', i, item);
    if (!take(item, FIRST_OPERAND)) return 0;
    total += lengthOf(FIRST_OPERAND);
    give(FIRST_OPERAND);
  }
  if (total > MOST_BYTES) return noMemory();
  const result = newLike(separator, <i32>total);
  if (result == 0 || total == 0) return result;
  let to = itemsOf(result);
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      copyBytes(to, itemsOf(separator), between);
      to += between;
    }
    if (!take(load<i32>(items + (i << 2)), FIRST_OPERAND)) {
      decref(result);
      return 0;
    }
    copyBytes(to, addressOf(FIRST_OPERAND), lengthOf(FIRST_OPERAND));
    to += lengthOf(FIRST_OPERAND);
    give(FIRST_OPERAND);
  }
  return settled(result);
}
