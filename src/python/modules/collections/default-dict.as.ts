/** defaultdict, _tuplegetter and _count_elements. format/collections.ts draws them. */
import { DEFAULT_FACTORY, GETTER_INDEX } from '../../format/collections';
import * as names from '../../format/names';
import { NONE, SMALL_INTS, SMALL_MIN } from '../../format/memory-map';
import { ENTRY_VALUE, LENGTH, TUPLE_ITEMS, VALUE } from '../../format/objects';
import { DICT_TYPE, INDEX_ERROR, IS_DICT, IS_TUPLE, KEY_ERROR, TYPE_DICT, TYPE_ERROR } from '../../format/types';
import { isCount } from '../../kernel/arguments.as';
import { clearField, decref, newRef, xdecref } from '../../kernel/counts.as';
import { failed, raise, raiseValue } from '../../kernel/errors.as';
import { callWith, lookUpSpecial, optionalAttribute } from '../../kernel/special.as';
import { call2, hasFlag } from '../../kernel/slots.as';
import { untrackIfTracked } from '../../kernel/tracking.as';
import { getIter, iterNext } from '../../objects/iterators/protocol.as';
import {
  dict_dealloc,
  dict_traverse,
  dictClear,
  dictGetName,
  dictSetHashed,
  FAILED,
  find,
  keyHash,
} from '../../objects/mappings/dict.as';
import { number_add } from '../../objects/numbers/operators.as';
import { setItem } from '../../objects/sequences/items.as';

const ZERO: i32 = SMALL_INTS + (0 - SMALL_MIN) * 16;
const ONE: i32 = SMALL_INTS + (1 - SMALL_MIN) * 16;

/** __missing__: what the factory makes is put into the dict. */
export function defaultdict_missing(dict: i32, key: i32): i32 {
  const factory = load<i32>(dict, DEFAULT_FACTORY);
  if (factory == 0 || factory == NONE) return raiseValue(KEY_ERROR, key);
  const value = callWith(factory);
  if (value == 0) return 0;
  if (setItem(dict, key, value) == 0) return value;
  decref(value);
  return 0;
}

export function defaultdict_dealloc(dict: i32): void {
  untrackIfTracked(dict);
  clearField(dict, DEFAULT_FACTORY);
  dict_dealloc(dict);
}

export function defaultdict_traverse(dict: i32, visitor: i32, argument: i32): i32 {
  const factory = load<i32>(dict, DEFAULT_FACTORY);
  const result = factory == 0 ? 0 : call2(visitor, factory, argument);
  return result != 0 ? result : dict_traverse(dict, visitor, argument);
}

export function defaultdict_clear(dict: i32): i32 {
  clearField(dict, DEFAULT_FACTORY);
  return dictClear(dict);
}

// _tuplegetter

export function tuplegetter_get(p: i32, object: i32, _type: i32): i32 {
  if (object == 0 || object == NONE) return newRef(p);
  const index = load<i32>(load<i32>(p, GETTER_INDEX), VALUE);
  if (!hasFlag(object, IS_TUPLE))
    return raise(
      TYPE_ERROR,
      "descriptor for index '%d' for tuple subclasses doesn't apply to '%T' object",
      index,
      object,
    );
  if (<u32>index >= <u32>load<i32>(object, LENGTH)) return raise(INDEX_ERROR, 'tuple index out of range');
  return newRef(load<i32>(object + (index << 2), TUPLE_ITEMS));
}

// _count_elements

/** (mapping, iterable): adds 1 to the mapping's value for each element. */
export function count_elements(_self: i32, args: i32, count: i32): i32 {
  if (!isCount('_count_elements', count, 2, 2)) return 0;
  const mapping = load<i32>(args);
  const iterator = getIter(load<i32>(args, 4));
  if (iterator == 0) return 0;
  const isPlain = hasFlag(mapping, IS_DICT) && isOfDict(mapping, names.get) && isOfDict(mapping, names.__setitem__);
  const get = isPlain ? 0 : optionalAttribute(mapping, names.get);
  let status = isPlain || get != 0 ? 0 : -1;
  while (status == 0) {
    const element = iterNext(iterator);
    if (element == 0) break;
    status = isPlain ? countPlainly(mapping, element) : countBy(mapping, get, element);
    decref(element);
  }
  xdecref(get);
  decref(iterator);
  return status < 0 || failed() ? 0 : newRef(NONE);
}

/** Whether a dict has a method of dict itself. */
function isOfDict(mapping: i32, cell: i32): bool {
  return lookUpSpecial(mapping, cell) == dictGetName(load<i32>(DICT_TYPE, TYPE_DICT), load<i32>(cell));
}

function countPlainly(dict: i32, element: i32): i32 {
  const hash = keyHash(element);
  if (hash == -1) return -1;
  const entry = find(dict, element, hash);
  if (entry == FAILED) return -1;
  const sum = entry == 0 ? newRef(ONE) : number_add(load<i32>(entry, ENTRY_VALUE), ONE);
  if (sum == 0) return -1;
  const status = dictSetHashed(dict, element, hash, sum);
  decref(sum);
  return status;
}

function countBy(mapping: i32, get: i32, element: i32): i32 {
  const old = callWith(get, element, ZERO);
  if (old == 0) return -1;
  const sum = number_add(old, ONE);
  decref(old);
  if (sum == 0) return -1;
  const status = setItem(mapping, element, sum);
  decref(sum);
  return status;
}
