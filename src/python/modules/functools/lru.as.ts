/**
 * lru_cache, called. The dict from keys to results has its order from use: what is used goes to its end, and what is thrown
 * out is its first entry. format/functional.ts draws it.
 *
 * The collector does not know the dict: the wrapper visits what is in it, as CPython's does.
 *
 * Cost: a call that is known takes a look-up and a move to the end, one that is not also the function.
 */
import {
  LRU_CACHE,
  LRU_FIRST,
  LRU_FUNCTION,
  LRU_HITS,
  LRU_KEYS,
  LRU_MISSES,
  LRU_MOST,
  LRU_TYPED,
  LRU_WEAK,
} from '../../format/functional';
import { ENTRY_BYTES, ENTRY_KEY, ENTRY_VALUE, KEYS, KEYS_ENTRIES, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { INT_TYPE, LRU_CACHE_WRAPPER_TYPE, STR_TYPE, TUPLE_TYPE } from '../../format/types';
import { NONE } from '../../format/memory-map';
import { takesTuple } from '../../execution/calls.as';
import { callObject, hold, letGo, passTuple } from '../../kernel/call.as';
import { decref, newRef, xdecref } from '../../kernel/counts.as';
import { comeBack, enterCall } from '../../kernel/depth.as';
import { owned_dealloc, owned_traverse } from '../../kernel/owned.as';
import { typeOf } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { newMethod } from '../../objects/functions/method.as';
import {
  dict_traverse,
  dictSetHashed,
  FAILED,
  find,
  insertNew,
  keyHash,
  NOT_FOUND,
  takeEntry,
} from '../../objects/mappings/dict.as';
import { entriesOf } from '../../objects/mappings/keys.as';
import { newTuple } from '../../objects/sequences/tuple.as';
import { clearWeakReferences } from '../../objects/weak/reference.as';

export function lru_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  const most = load<i32>(p, LRU_MOST);
  const count = positional + (names == 0 ? 0 : load<i32>(names, LENGTH));
  const typed = load<i32>(p, LRU_TYPED) != 0;
  const key = most == 0 ? 0 : keyOf(args, positional, names, typed);
  if ((most != 0 && key == 0) || !enterCall()) {
    xdecref(key);
    return 0;
  }
  // CPython has the arguments in a tuple, which is the key if nothing else must be in it.
  const isTuple = key != 0 && names == 0 && !typed && typeOf(key) == TUPLE_TYPE;
  const held = isTuple ? 0 : hold(args, count);
  const result =
    most == 0 ? callFunction(p, args, positional, names) : callKeyed(p, key, args, positional, names, most);
  comeBack();
  letGo(args, held);
  xdecref(key);
  return result;
}

function callFunction(p: i32, args: i32, positional: i32, names: i32): i32 {
  store<i32>(p, load<i32>(p, LRU_MISSES) + 1, LRU_MISSES);
  const function_ = load<i32>(p, LRU_FUNCTION);
  passTuple(takesTuple(function_));
  return callObject(function_, args, positional, names);
}

function callKeyed(p: i32, key: i32, args: i32, positional: i32, names: i32, most: i32): i32 {
  const hash = keyHash(key);
  if (hash == -1) return 0;
  const cache = load<i32>(p, LRU_CACHE);
  const entry = find(cache, key, hash);
  if (entry == FAILED) return 0;
  if (entry != NOT_FOUND) {
    store<i32>(p, load<i32>(p, LRU_HITS) + 1, LRU_HITS);
    const result = newRef(load<i32>(entry, ENTRY_VALUE));
    return most < 0 || moveToEnd(cache, entry, hash) ? result : dropped(result);
  }
  const result = callFunction(p, args, positional, names);
  if (result == 0) return 0;
  // The function may have called itself with the same arguments.
  const again = find(cache, key, hash);
  if (again == FAILED) return dropped(result);
  if (again != NOT_FOUND && most >= 0) return result;
  if (most >= 0 && load<i32>(cache, LENGTH) >= most) throwOut(p, cache);
  const status = dictSetHashed(cache, key, hash, result);
  untrackIfTracked(cache);
  return status < 0 ? dropped(result) : result;
}

function dropped(result: i32): i32 {
  decref(result);
  return 0;
}

function moveToEnd(cache: i32, entry: i32, hash: i64): bool {
  const keys = load<i32>(cache, KEYS);
  // The last entry stays where it is.
  if (entry == entriesOf(keys) + (load<i32>(keys, KEYS_ENTRIES) - 1) * ENTRY_BYTES) return true;
  const key = load<i32>(entry, ENTRY_KEY);
  const value = takeEntry(cache, entry);
  const status = insertNew(cache, key, hash, value);
  untrackIfTracked(cache);
  decref(key);
  decref(value);
  return status == 0;
}

/** Removes the entry that has not been used for longest. */
function throwOut(p: i32, cache: i32): void {
  const keys = load<i32>(cache, KEYS);
  let index = load<i32>(p, LRU_KEYS) == keys ? load<i32>(p, LRU_FIRST) : 0;
  const count = load<i32>(keys, KEYS_ENTRIES);
  let entry = entriesOf(keys) + index * ENTRY_BYTES;
  while (index < count && load<i32>(entry, ENTRY_KEY) == 0) {
    index++;
    entry += ENTRY_BYTES;
  }
  store<i32>(p, keys, LRU_KEYS);
  store<i32>(p, index, LRU_FIRST);
  if (index == count) return;
  const key = load<i32>(entry, ENTRY_KEY);
  const value = takeEntry(cache, entry);
  decref(key);
  decref(value);
}

/** What stands for the arguments of a call: a single int or str itself, else a tuple of them. */
function keyOf(args: i32, positional: i32, names: i32, typed: bool): i32 {
  if (positional == 1 && names == 0 && !typed) {
    const only = load<i32>(args);
    const type = typeOf(only);
    if (type == INT_TYPE || type == STR_TYPE) return newRef(only);
  }
  const named = names == 0 ? 0 : load<i32>(names, LENGTH);
  const length = positional + (named == 0 ? 0 : 1 + 2 * named) + (typed ? positional + named : 0);
  const key = newTuple(length);
  if (key == 0 || length == 0) return key;
  let at = key + TUPLE_ITEMS;
  at = put(at, args, positional, false);
  if (named != 0) {
    // Nobody passes this type as an argument for what comes behind it.
    store<i32>(at, newRef(LRU_CACHE_WRAPPER_TYPE));
    at += 4;
    for (let i = 0; i < named; i++, at += 8) {
      store<i32>(at, newRef(load<i32>(names + (i << 2), TUPLE_ITEMS)));
      store<i32>(at, newRef(load<i32>(args + ((positional + i) << 2))), 4);
    }
  }
  if (typed) put(at, args, positional + named, true);
  track(key);
  return key;
}

/** Writes arguments, or their types. */
function put(at: i32, args: i32, count: i32, types: bool): i32 {
  for (let i = 0; i < count; i++, at += 4) {
    const argument = load<i32>(args + (i << 2));
    store<i32>(at, newRef(types ? typeOf(argument) : argument));
  }
  return at;
}

export function lru_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const cache = load<i32>(p, LRU_CACHE);
  const result = cache == 0 ? 0 : dict_traverse(cache, visitor, argument);
  return result != 0 ? result : owned_traverse(p, visitor, argument);
}

/** GET: a method of the instance, as functions are. */
export function lru_get(p: i32, instance: i32, _type: i32): i32 {
  return instance == 0 || instance == NONE ? newRef(p) : newMethod(p, instance);
}

export function lru_dealloc(p: i32): void {
  untrackIfTracked(p);
  if (load<i32>(p, LRU_WEAK) != 0) clearWeakReferences(p);
  owned_dealloc(p);
}
