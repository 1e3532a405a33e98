/** Lengths, items and membership of any objects. */
import { TYPE_TYPE } from '../../format/types';
import { NONE } from '../../format/memory-map';
import {
  ATTRIBUTE_ERROR,
  CONTAINS,
  DICT_TYPE,
  GETATTR,
  GETITEM,
  IS_TYPE,
  LEN,
  LIST_TYPE,
  OVERFLOW_ERROR,
  RANGE_TYPE,
  SETITEM,
  STR_TYPE,
  TUPLE_TYPE,
  TYPE_ERROR,
} from '../../format/types';
import { DIGITS, LENGTH, RANGE_LENGTH } from '../../format/objects';
import { __class_getitem__ } from '../../format/names';
import { decref, newRef } from '../../kernel/counts.as';
import { fail, failed, raise } from '../../kernel/errors.as';
import { callWith } from '../../kernel/special.as';
import { call1, call2, call3, hasFlag, slotOf, typeOf } from '../../kernel/slots.as';
import { forgetIf, getIter, iterNext } from '../iterators/protocol.as';
import { dictSet } from '../mappings/dict.as';
import { dict_getitem } from '../mappings/dict-object.as';
import { longOf } from '../numbers/index.as';
import { newInt } from '../numbers/new-int.as';
import { str_subscript } from '../text/str.as';
import { equalItems } from './compare.as';
import { genericAlias } from '../../kernel/runtime.as';
import { list_getitem, list_setitem } from './list-object.as';
import { tuple_getitem } from './tuple.as';

/** len(p), or -1 with an exception. */
export function lengthOf(p: i32): i32 {
  const len = slotOf(p, LEN);
  return len == 0 ? fail(TYPE_ERROR, "object of type '%T' has no len()", p) : call1(len, p);
}

/** The same as an int, also where it does not fit into a word; or 0. */
export function lengthObject(p: i32): i32 {
  const type = typeOf(p);
  if (type == LIST_TYPE || type == STR_TYPE || type == TUPLE_TYPE || type == DICT_TYPE)
    return newInt(load<i32>(p, LENGTH));
  if (type == RANGE_TYPE) {
    const length = load<i32>(p, RANGE_LENGTH);
    if (load<i32>(length, DIGITS) != 0 && longOf(length) != -1) return newRef(length);
    if (failed()) {
      forgetIf(OVERFLOW_ERROR);
      return raise(OVERFLOW_ERROR, 'Python int too large to convert to C ssize_t');
    }
  }
  const length = lengthOf(p);
  return length < 0 ? 0 : newInt(length);
}

/** container[key], or 0. */
export function getItem(container: i32, key: i32): i32 {
  const type = typeOf(container);
  if (type == LIST_TYPE) return list_getitem(container, key);
  if (type == DICT_TYPE) return dict_getitem(container, key);
  if (type == TUPLE_TYPE) return tuple_getitem(container, key);
  if (type == STR_TYPE) return str_subscript(container, key);
  const getitem = slotOf(container, GETITEM);
  if (getitem != 0) return call2(getitem, container, key);
  if (hasFlag(container, IS_TYPE)) return itemOfClass(container, key);
  return raise(TYPE_ERROR, "'%T' object is not subscriptable", container);
}

/** Class[key]: what __class_getitem__ of the class makes of it. */
function itemOfClass(type: i32, key: i32): i32 {
  const getattr = slotOf(type, GETATTR);
  const method = getattr == 0 ? 0 : call2(getattr, type, load<i32>(__class_getitem__));
  if (method == 0 || method == NONE) {
    if (method != 0) decref(method);
    else if (failed() && !forgetIf(ATTRIBUTE_ERROR)) return 0;
    if (type == TYPE_TYPE) return genericAlias(type, key);
    return raise(TYPE_ERROR, "type '%N' is not subscriptable", type);
  }
  const result = callWith(method, key);
  decref(method);
  return result;
}

/** container[key] = value. 0, or -1 with an exception. */
export function setItem(container: i32, key: i32, value: i32): i32 {
  const type = typeOf(container);
  if (type == LIST_TYPE) return list_setitem(container, key, value);
  if (type == DICT_TYPE) return dictSet(container, key, value);
  const setitem = slotOf(container, SETITEM);
  if (setitem == 0) return fail(TYPE_ERROR, "'%T' object does not support item assignment", container);
  return call3(setitem, container, key, value);
}

/** del container[key]. 0, or -1 with an exception. */
export function deleteItem(container: i32, key: i32): i32 {
  const setitem = slotOf(container, SETITEM);
  if (setitem != 0) return call3(setitem, container, key, 0);
  // CPython has other words for what it asks as a sequence.
  if (slotOf(container, GETITEM) != 0) return fail(TYPE_ERROR, "'%T' object doesn't support item deletion", container);
  return fail(TYPE_ERROR, "'%T' object does not support item deletion", container);
}

/** value in container: 1, 0, or -1 with an exception. */
export function containsItem(container: i32, value: i32): i32 {
  const contains = slotOf(container, CONTAINS);
  if (contains != 0) return call2(contains, container, value);
  const iterator = getIter(container);
  if (iterator == 0) {
    if (forgetIf(TYPE_ERROR)) fail(TYPE_ERROR, "argument of type '%T' is not iterable", container);
    return -1;
  }
  const found = searchIterator(iterator, value);
  decref(iterator);
  return found;
}

/** Whether a value is among what an iterator gives. */
export function searchIterator(iterator: i32, value: i32): i32 {
  while (true) {
    const item = iterNext(iterator);
    if (item == 0) return failed() ? -1 : 0;
    const equal = equalItems(item, value);
    decref(item);
    if (equal != 0) return equal;
  }
}
