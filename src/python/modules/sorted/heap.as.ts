/**
 * _heapq and the search of _bisect. A heap is a list in which no item is greater than its two children (J. W. J. Williams);
 * an item that is taken out is replaced by the last one, which goes down to a leaf and up again, as that takes fewer
 * comparisons. Comparisons run code of the program, which may change the list.
 */
import { NONE } from '../../format/memory-map';
import { LENGTH } from '../../format/objects';
import { INDEX_ERROR, IS_LIST, LESS, RUNTIME_ERROR, TYPE_ERROR } from '../../format/types';
import { isCount } from '../../kernel/arguments.as';
import { compareBool } from '../../kernel/compare.as';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { fail, raise } from '../../kernel/errors.as';
import { callWith } from '../../kernel/special.as';
import { hasFlag } from '../../kernel/slots.as';
import { itemNumbered } from '../../objects/iterators/filter.as';
import { itemAt, listAppend, resizeList } from '../../objects/sequences/list.as';

/** Whether the item with one number belongs above that with another one: 1, 0, or -1 with an exception. */
function isAbove(heap: i32, a: i32, b: i32, greatest: bool): i32 {
  const length = load<i32>(heap, LENGTH);
  const x = newRef(load<i32>(itemAt(heap, a)));
  const y = newRef(load<i32>(itemAt(heap, b)));
  const less = greatest ? compareBool(y, x, LESS) : compareBool(x, y, LESS);
  decref(x);
  decref(y);
  if (less >= 0 && load<i32>(heap, LENGTH) != length) return fail(RUNTIME_ERROR, 'list changed size during iteration');
  return less;
}

function exchange(heap: i32, a: i32, b: i32): void {
  const x = itemAt(heap, a);
  const y = itemAt(heap, b);
  const kept = load<i32>(x);
  store<i32>(x, load<i32>(y));
  store<i32>(y, kept);
}

/** Moves an item up to where it belongs, not beyond `top`. */
function rise(heap: i32, top: i32, at: i32, greatest: bool): i32 {
  while (at > top) {
    const parent = (at - 1) >> 1;
    const above = isAbove(heap, at, parent, greatest);
    if (above <= 0) return above;
    exchange(heap, at, parent);
    at = parent;
  }
  return 0;
}

/** Moves an item down to a leaf, and from there up to where it belongs. */
function sink(heap: i32, top: i32, greatest: bool): i32 {
  const length = load<i32>(heap, LENGTH);
  let at = top;
  for (let child = 2 * at + 1; child < length; child = 2 * at + 1) {
    if (child + 1 < length) {
      const left = isAbove(heap, child, child + 1, greatest);
      if (left < 0) return -1;
      if (left == 0) child++;
    }
    exchange(heap, at, child);
    at = child;
  }
  return rise(heap, top, at, greatest);
}

function isHeap(p: i32, function_: string): bool {
  if (hasFlag(p, IS_LIST)) return true;
  raise(TYPE_ERROR, '%L() argument 1 must be list, not %T', changetype<i32>(function_), p);
  return false;
}

/** The same in the words of functions with one argument. */
function isOnlyHeap(p: i32, function_: string): bool {
  if (hasFlag(p, IS_LIST)) return true;
  raise(TYPE_ERROR, '%L() argument must be list, not %T', changetype<i32>(function_), p);
  return false;
}

export function heapq_heappush(_self: i32, args: i32, count: i32): i32 {
  const heap = load<i32>(args);
  if (!isCount('heappush', count, 2, 2) || !isHeap(heap, 'heappush')) return 0;
  if (listAppend(heap, load<i32>(args, 4)) < 0) return 0;
  return rise(heap, 0, load<i32>(heap, LENGTH) - 1, false) < 0 ? 0 : newRef(NONE);
}

/** Takes the top out. */
function pop(heap: i32, greatest: bool): i32 {
  const length = load<i32>(heap, LENGTH);
  if (length == 0) return raise(INDEX_ERROR, 'index out of range');
  const last = load<i32>(itemAt(heap, length - 1));
  resizeList(heap, length - 1);
  if (length == 1) return last;
  const first = itemAt(heap, 0);
  const top = load<i32>(first);
  store<i32>(first, last);
  if (sink(heap, 0, greatest) == 0) return top;
  decref(top);
  return 0;
}

/** Puts an item in the top's place, which is taken out. */
function replace(heap: i32, item: i32, greatest: bool): i32 {
  if (load<i32>(heap, LENGTH) == 0) return raise(INDEX_ERROR, 'index out of range');
  const first = itemAt(heap, 0);
  const top = load<i32>(first);
  incref(item);
  store<i32>(first, item);
  if (sink(heap, 0, greatest) == 0) return top;
  decref(top);
  return 0;
}

function heapify(heap: i32, greatest: bool): i32 {
  for (let at = (load<i32>(heap, LENGTH) >> 1) - 1; at >= 0; at--) if (sink(heap, at, greatest) < 0) return 0;
  return newRef(NONE);
}

export function heapq_heappop(_self: i32, heap: i32): i32 {
  return isOnlyHeap(heap, 'heappop') ? pop(heap, false) : 0;
}

export function heapq_heappop_max(_self: i32, heap: i32): i32 {
  return isOnlyHeap(heap, '_heappop_max') ? pop(heap, true) : 0;
}

export function heapq_heapify(_self: i32, heap: i32): i32 {
  return isOnlyHeap(heap, 'heapify') ? heapify(heap, false) : 0;
}

export function heapq_heapify_max(_self: i32, heap: i32): i32 {
  return isOnlyHeap(heap, '_heapify_max') ? heapify(heap, true) : 0;
}

export function heapq_heapreplace(_self: i32, args: i32, count: i32): i32 {
  const heap = load<i32>(args);
  if (!isCount('heapreplace', count, 2, 2) || !isHeap(heap, 'heapreplace')) return 0;
  return replace(heap, load<i32>(args, 4), false);
}

export function heapq_heapreplace_max(_self: i32, args: i32, count: i32): i32 {
  const heap = load<i32>(args);
  if (!isCount('_heapreplace_max', count, 2, 2) || !isHeap(heap, '_heapreplace_max')) return 0;
  return replace(heap, load<i32>(args, 4), true);
}

export function heapq_heappushpop(_self: i32, args: i32, count: i32): i32 {
  const heap = load<i32>(args);
  if (!isCount('heappushpop', count, 2, 2) || !isHeap(heap, 'heappushpop')) return 0;
  const item = load<i32>(args, 4);
  if (load<i32>(heap, LENGTH) == 0) return newRef(item);
  const top = newRef(load<i32>(itemAt(heap, 0)));
  const less = compareBool(top, item, LESS);
  decref(top);
  if (less < 0) return 0;
  return less == 0 ? newRef(item) : replace(heap, item, false);
}

// bisect

/** Where a value goes in a sorted sequence, left or right of equal ones; -1 with an exception. `key` may be 0. */
export function bisect(sequence: i32, value: i32, low: i32, high: i32, key: i32, right: i32): i32 {
  while (low < high) {
    const middle = low + ((high - low) >> 1);
    const item = keyedItem(sequence, middle, key);
    if (item == 0) return -1;
    const less = right != 0 ? compareBool(value, item, LESS) : compareBool(item, value, LESS);
    decref(item);
    if (less < 0) return -1;
    if (less > 0 == (right != 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function keyedItem(sequence: i32, index: i32, key: i32): i32 {
  const item = itemNumbered(sequence, index);
  if (item == 0 || key == 0) return item;
  const keyed = callWith(key, item);
  decref(item);
  return keyed;
}
