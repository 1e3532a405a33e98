/**
 * Attributes of instances. An instance of a SLOTTED class has them in slots, by their index in the class's shared keys, as
 * long as all its attributes have one; otherwise they are moved into a dict. Whoever asks for the dict moves them too. How
 * many slots there are follows CPython's rule: collections and measurements see whether there is a dict. Layouts:
 * objects.ts.
 *
 * Cost: one look-up in the shared keys; an inline cache needs none (attributeIndex).
 */
import {
  DICT_SHAPE,
  ENTRY_BYTES,
  ENTRY_KEY,
  HASH,
  INTERNED,
  KEYS_ENTRIES,
  KEYS_USABLE,
  SPLIT_KEYS,
  STR_FLAGS,
} from '../../format/objects';
import { NONE } from '../../format/memory-map';
import {
  ATTRIBUTE_ERROR,
  DICT_AT,
  IS_DICT,
  SHARED_KEYS,
  SHARED_USABLE,
  SLOTTED,
  STR_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
  TYPE_VERSION,
  WEAK_AT,
} from '../../format/types';
import { decref, incref, newRef, setField, xdecref } from '../../kernel/counts.as';
import { fail, raise } from '../../kernel/errors.as';
import { call2, hasFlag, typeOf } from '../../kernel/slots.as';
import { keptAnswer, newVersion, SHARED_INDEX } from './lookup.as';
import { str_hash } from '../text/str.as';
import { dictDeleteIfThere, dictGetName, dictSet, endSplit, newDict } from '../mappings/dict.as';
import {
  capacityOf,
  filledAt,
  filledSlots,
  forgetOrder,
  noteCleared,
  noteEmptied,
  noteFilled,
  slotAddress,
  slotValue,
} from './instance-slots.as';
import { addEntry, entriesOf, findIdentical, freeKeys, newKeys, resizeKeys } from '../mappings/keys.as';

const SHARED_LOG: i32 = 3;

/** A status: no such attribute, no exception. */
export const NO_ATTRIBUTE: i32 = 1;
/** A status: instances have no dict, no exception. */
export const NO_DICT: i32 = 2;

/** The index of an attribute in the slots of a SLOTTED class's instances, or -1. */
export function attributeIndex(type: i32, name: i32): i32 {
  const known = keptAnswer(type, name);
  return known != 0 ? load<i32>(known, SHARED_INDEX) : findSharedIndex(type, name);
}

/** The same, looked up. */
export function findSharedIndex(type: i32, name: i32): i32 {
  const keys = load<i32>(type, SHARED_KEYS);
  if (keys == 0) return -1;
  const hash = load<i64>(name, HASH);
  if (hash == -1) return -1;
  const entry = findIdentical(keys, name, hash);
  return entry == 0 ? -1 : (entry - entriesOf(keys)) / ENTRY_BYTES;
}

/** An attribute that the instance itself has, borrowed; 0 if it has none (or with an exception). The name is canonical. */
export function ownAttribute(p: i32, type: i32, name: i32): i32 {
  const at = load<i32>(type, DICT_AT);
  if (at == 0) return 0;
  const dict = load<i32>(p + at);
  if (dict != 0) return dictGetName(dict, name);
  if ((load<i32>(type, TYPE_FLAGS) & SLOTTED) == 0) return 0;
  const index = attributeIndex(type, name);
  return index < 0 || index >= capacityOf(p) ? 0 : slotValue(p, index);
}

/** Sets (value borrowed) or, for 0, deletes one: 0, -1 with an exception, NO_ATTRIBUTE or NO_DICT. */
export function setOwnAttribute(p: i32, type: i32, name: i32, value: i32): i32 {
  const at = load<i32>(type, DICT_AT);
  if (at == 0) return NO_DICT;
  let dict = load<i32>(p + at);
  if (dict == 0 && (load<i32>(type, TYPE_FLAGS) & SLOTTED) != 0) {
    const index = value == 0 ? attributeIndex(type, name) : indexForSetting(type, name);
    if (index >= 0) return setSlot(p, type, index, value);
  }
  if (dict == 0) {
    if (value == 0 && (load<i32>(type, TYPE_FLAGS) & SLOTTED) == 0) return NO_ATTRIBUTE;
    dict = instanceDict(p, type);
    if (dict == 0) return -1;
  }
  if (value != 0 && load<i32>(dict, DICT_SHAPE) >= SPLIT_KEYS && !shareName(dict, type, name)) return -1;
  incref(dict);
  const status = value == 0 ? dictDeleteIfThere(dict, name) : dictSet(dict, name, value);
  decref(dict);
  return status;
}

/** An attribute set by way of a dict is one of the class's too, for as long as it can have more. */
function shareName(dict: i32, type: i32, name: i32): bool {
  return (load<i32>(type, TYPE_FLAGS) & SLOTTED) == 0 || indexForSetting(type, name) >= 0 || endSplit(dict);
}

function setSlot(p: i32, type: i32, index: i32, value: i32): i32 {
  const old = index < capacityOf(p) ? slotValue(p, index) : 0;
  if (value == 0) {
    if (old == 0) return NO_ATTRIBUTE;
    if (!noteEmptied(p, index)) return -1;
  } else {
    if (old == 0 && !noteFilled(p, type, index)) return -1;
    incref(value);
  }
  store<i32>(slotAddress(p, index), value);
  xdecref(old);
  return 0;
}

/** The index of an attribute that is set, given now if the class has none for it yet; or -1. */
function indexForSetting(type: i32, name: i32): i32 {
  const known = attributeIndex(type, name);
  if (known >= 0) return known;
  if (typeOf(name) != STR_TYPE || (load<i32>(name, STR_FLAGS) & INTERNED) == 0) return -1;
  const usable = load<i32>(type, SHARED_USABLE);
  if (usable == 0) return -1;
  let keys = load<i32>(type, SHARED_KEYS);
  if (keys == 0) {
    keys = newKeys(SHARED_LOG);
    if (keys == 0) return -1;
    store<i32>(type, keys, SHARED_KEYS);
  }
  const index = load<i32>(keys, KEYS_ENTRIES);
  if (load<i32>(keys, KEYS_USABLE) == 0) {
    keys = resizeKeys(keys, index < 10 ? 4 : index < 21 ? 5 : 6);
    if (keys == 0) return -1;
    store<i32>(type, keys, SHARED_KEYS);
  }
  addEntry(keys, newRef(name), str_hash(name), 0);
  if (load<i32>(type, TYPE_VERSION) != 0) newVersion(type);
  store<i32>(type, usable - 1, SHARED_USABLE);
  return index;
}

/** The dict of an instance whose type has DICT_AT, borrowed: made now if there is none yet. 0: no memory. */
export function instanceDict(p: i32, type: i32): i32 {
  const at = load<i32>(type, DICT_AT);
  let dict = load<i32>(p + at);
  const isSlotted = (load<i32>(type, TYPE_FLAGS) & SLOTTED) != 0;
  if (dict != 0) {
    if (isSlotted && load<i32>(dict, DICT_SHAPE) >= SPLIT_KEYS) store<i32>(dict, shapeFor(type), DICT_SHAPE);
    return dict;
  }
  dict = newDict();
  if (dict == 0) return 0;
  if (isSlotted) {
    if (!moveSlots(p, type, dict)) {
      decref(dict);
      return 0;
    }
    store<i32>(dict, shapeFor(type), DICT_SHAPE);
  }
  store<i32>(p + at, dict);
  return dict;
}

/** DICT_SHAPE of dicts of attributes. CPython's values have a slot for each shared key, also for those to come. */
function shapeFor(type: i32): i32 {
  const keys = load<i32>(type, SHARED_KEYS);
  const named = keys == 0 ? 0 : load<i32>(keys, KEYS_ENTRIES);
  return SPLIT_KEYS + named + load<i32>(type, SHARED_USABLE);
}

function moveSlots(p: i32, type: i32, dict: i32): bool {
  const keys = load<i32>(type, SHARED_KEYS);
  if (keys == 0) return true;
  const count = filledSlots(p);
  for (let i = 0; i < count; i++) {
    const index = filledAt(p, i);
    const name = load<i32>(entriesOf(keys) + index * ENTRY_BYTES, ENTRY_KEY);
    if (dictSet(dict, name, slotValue(p, index)) < 0) return false;
  }
  clearSlots(p);
  forgetOrder(p);
  return true;
}

/** Releases the attributes in slots, in the order of the slots. */
export function clearSlots(p: i32): void {
  const capacity = capacityOf(p);
  for (let i = 0; i < capacity; i++) {
    const value = slotValue(p, i);
    if (value == 0) continue;
    noteCleared(p, i);
    store<i32>(slotAddress(p, i), 0);
    decref(value);
  }
}

export function traverseSlots(p: i32, visitor: i32, argument: i32): i32 {
  const capacity = capacityOf(p);
  for (let i = 0; i < capacity; i++) {
    const value = slotValue(p, i);
    if (value == 0) continue;
    const result = call2(visitor, value, argument);
    if (result != 0) return result;
  }
  return 0;
}

/** A class dies: its shared keys go. */
export function releaseSharedKeys(type: i32): void {
  const keys = load<i32>(type, SHARED_KEYS);
  if (keys == 0) return;
  store<i32>(type, 0, SHARED_KEYS);
  const count = load<i32>(keys, KEYS_ENTRIES);
  for (let i = 0; i < count; i++) decref(load<i32>(entriesOf(keys) + i * ENTRY_BYTES, ENTRY_KEY));
  freeKeys(keys);
}

/** `instance.__dict__`. */
export function instance_get_dict(p: i32): i32 {
  const type = typeOf(p);
  if (load<i32>(type, DICT_AT) == 0) return raise(ATTRIBUTE_ERROR, 'This object has no __dict__');
  const dict = instanceDict(p, type);
  return dict == 0 ? 0 : newRef(dict);
}

export function instance_set_dict(p: i32, value: i32): i32 {
  const type = typeOf(p);
  const at = load<i32>(type, DICT_AT);
  if (at == 0) return fail(ATTRIBUTE_ERROR, 'This object has no __dict__');
  if (value != 0 && !hasFlag(value, IS_DICT))
    return fail(TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%T'", value);
  // From here on attributes are in no slots: what is in them goes into a dict, which goes.
  const old = instanceDict(p, type);
  if (old == 0) return -1;
  if (value == 0) {
    const empty = newDict();
    if (empty == 0) return -1;
    setField(p, at, empty);
  } else setField(p, at, newRef(value));
  return 0;
}

/** `instance.__weakref__`: the first weak reference, or None. */
export function instance_get_weak(p: i32): i32 {
  const at = load<i32>(typeOf(p), WEAK_AT);
  if (at == 0) return raise(ATTRIBUTE_ERROR, 'This object has no __weakref__');
  const reference = load<i32>(p + at);
  return newRef(reference == 0 ? NONE : reference);
}
