/** Displays and unpacking: what compiled code builds of operands. */
import { keys } from '../format/names';
import {
  ENTRY_BYTES,
  ENTRY_KEY,
  ENTRY_VALUE,
  GENERAL_KEYS,
  ITEMS,
  KEYS,
  KEYS_ENTRIES,
  LENGTH,
  STRING_KEYS,
  TUPLE_ITEMS,
} from '../format/objects';
import { IS_DICT, IS_STR, STR_TYPE, TYPE_ERROR } from '../format/types';
import { copyBytes } from '../kernel/bytes.as';
import { collectBefore, isCollectionDue } from '../kernel/collector.as';
import { decref } from '../kernel/counts.as';
import { fail } from '../kernel/errors.as';
import { hasFlag, typeOf } from '../kernel/slots.as';
import { track } from '../kernel/tracking.as';
import { dict_contains, dictSet, newDict, newDictFor, takeNewStrings } from '../objects/mappings/dict.as';
import { dictMerge } from '../objects/mappings/dict-object.as';
import { entriesOf } from '../objects/mappings/keys.as';
import { forgetIf, isIterable } from '../objects/iterators/protocol.as';
import { hasAttribute } from '../objects/classes/attributes.as';
import { newSet, setAdd, setUpdate } from '../objects/sets/set.as';
import { listExtend, tupleOf } from '../objects/sequences/from-iterable.as';
import { listAppendOwned, newList } from '../objects/sequences/list.as';
import { newTuple } from '../objects/sequences/tuple.as';
import { unpackInto, unpackStarInto } from '../objects/sequences/unpack.as';
import { claim, dropOperands, operands, release, unclaim } from './operands.as';

export function op_tuple(count: i32): i32 {
  const tuple = newTuple(count);
  if (tuple == 0) {
    dropOperands(count);
    return 0;
  }
  if (count == 0) return tuple;
  if (isCollectionDue()) collectAmong(tuple, count);
  copyBytes(tuple + TUPLE_ITEMS, operands(), count << 2);
  track(tuple);
  return tuple;
}

export function op_list(count: i32): i32 {
  const list = newList(count);
  if (list == 0) {
    dropOperands(count);
    return 0;
  }
  if (isCollectionDue()) collectAmong(list, count);
  copyBytes(load<i32>(list, ITEMS), operands(), count << 2);
  store<i32>(list, count, LENGTH);
  return list;
}

/** A new object has made a collection due, and nobody has claimed its operands yet. */
function collectAmong(p: i32, count: i32): void {
  const at = claim(count);
  collectBefore(p);
  unclaim(at);
}

export function op_dict(pairs: i32): i32 {
  const at = claim(pairs << 1);
  let shape = STRING_KEYS;
  for (let i = 0; i < pairs; i++) if (typeOf(load<i32>(at + (i << 3))) != STR_TYPE) shape = GENERAL_KEYS;
  const dict = newDictFor(pairs, shape);
  let status = dict == 0 ? -1 : 0;
  if (dict != 0 && isCollectionDue()) collectBefore(dict);
  const taken = dict != 0 && shape == STRING_KEYS ? takeNewStrings(dict, at, pairs) : 0;
  if (taken < 0) status = -1;
  const first = max(taken, 0);
  for (let i = first; i < pairs && status == 0; i++)
    status = dictSet(dict, load<i32>(at + (i << 3)), load<i32>(at + (i << 3), 4));
  release(at + (first << 3), (pairs - first) << 1);
  unclaim(at);
  if (status == 0 || dict == 0) return dict;
  decref(dict);
  return 0;
}

export function op_list_append(list: i32, value: i32): i32 {
  return listAppendOwned(list, value);
}

export function op_list_to_tuple(list: i32): i32 {
  const tuple = tupleOf(load<i32>(list, ITEMS), load<i32>(list, LENGTH));
  decref(list);
  return tuple;
}

export function op_list_extend(list: i32, iterable: i32): i32 {
  const status = listExtend(list, iterable);
  if (status < 0 && !isIterable(iterable) && forgetIf(TYPE_ERROR))
    fail(TYPE_ERROR, 'Value after * must be an iterable, not %T', iterable);
  decref(iterable);
  return status;
}

export function op_dict_set(dict: i32, key: i32, value: i32): i32 {
  const status = dictSet(dict, key, value);
  decref(key);
  decref(value);
  return status;
}

/** The items are put where operands are; SP is behind them while code runs. */
export function op_unpack(value: i32, count: i32): i32 {
  const at = claim(count);
  const status = unpackInto(value, count, at);
  decref(value);
  unclaim(at);
  return status;
}

export function op_unpack_star(value: i32, before: i32, after: i32): i32 {
  const at = claim(before + 1 + after);
  const status = unpackStarInto(value, before, after, at);
  decref(value);
  unclaim(at);
  return status;
}

export function op_set(count: i32): i32 {
  const set = newSet();
  const at = claim(count);
  let status = set == 0 ? -1 : 0;
  for (let i = 0; i < count && status >= 0; i++) status = setAdd(set, load<i32>(at + (i << 2)));
  release(at, count);
  unclaim(at);
  if (status >= 0 || set == 0) return set;
  decref(set);
  return 0;
}

export function op_set_add(set: i32, value: i32): i32 {
  const status = setAdd(set, value);
  decref(value);
  return status < 0 ? -1 : 0;
}

export function op_set_update(set: i32, iterable: i32): i32 {
  const status = setUpdate(set, iterable);
  decref(iterable);
  return status;
}

export function op_dict_update(dict: i32, mapping: i32): i32 {
  let status = -1;
  if (isMapping(mapping)) status = dictMerge(dict, mapping);
  else fail(TYPE_ERROR, "'%T' object is not a mapping", mapping);
  decref(mapping);
  return status;
}

function isMapping(p: i32): bool {
  return hasFlag(p, IS_DICT) || hasAttribute(p, load<i32>(keys)) > 0;
}

/** Names that are given twice are refused; the dict has those so far. */
export function op_dict_merge(dict: i32, mapping: i32, callable: i32): i32 {
  let status = -1;
  if (isMapping(mapping)) status = mergeNew(dict, mapping, callable);
  else fail(TYPE_ERROR, '%F argument after ** must be a mapping, not %T', callable, mapping);
  decref(mapping);
  return status;
}

function mergeNew(dict: i32, mapping: i32, callable: i32): i32 {
  if (load<i32>(dict, LENGTH) == 0) return dictMerge(dict, mapping);
  const other = newDict();
  if (other == 0) return -1;
  let status = dictMerge(other, mapping);
  const table = load<i32>(other, KEYS);
  const first = entriesOf(table);
  const end = first + load<i32>(table, KEYS_ENTRIES) * ENTRY_BYTES;
  for (let entry = first; entry < end && status == 0; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    const known = dict_contains(dict, key);
    if (known > 0) {
      if (hasFlag(key, IS_STR)) fail(TYPE_ERROR, "%F got multiple values for keyword argument '%U'", callable, key);
      else fail(TYPE_ERROR, 'keywords must be strings');
    }
    status = known != 0 ? -1 : dictSet(dict, key, load<i32>(entry, ENTRY_VALUE));
  }
  decref(other);
  return status;
}
