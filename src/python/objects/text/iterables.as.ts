/** The items of any iterable, for methods that need all of them. */
import { ITER, NEXT, TYPE_ERROR } from '../../format/types';
import { decref } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { call1, slotOf } from '../../kernel/slots.as';
import { append, newList } from './results.as';

/** A list of the items, owned; or 0. `refusal` is said of what cannot be iterated over. */
export function listFrom(iterable: i32, refusal: string): i32 {
  const iter = slotOf(iterable, ITER);
  if (iter == 0) return raise(TYPE_ERROR, refusal);
  const iterator = call1(iter, iterable);
  if (iterator == 0) return 0;
  const list = newList();
  const next = slotOf(iterator, NEXT);
  if (list != 0 && next != 0)
    while (true) {
      const item = call1(next, iterator);
      if (item == 0) break;
      if (!append(list, item)) {
        decref(iterator);
        return 0;
      }
    }
  decref(iterator);
  if (list != 0 && failed()) {
    decref(list);
    return 0;
  }
  return list;
}
