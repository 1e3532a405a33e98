/** Attributes and items as compiled code asks for them; fills the caches of attributes that are in slots. */
import { ATTRIBUTE_INDEX, ATTRIBUTE_OFFSET, ATTRIBUTE_VERSION } from '../format/caches';
import { INSTANCE_CAPACITY, INSTANCE_SLOTS, MEMBER_AT, MEMBER_KIND, MEMBER_REQUIRED } from '../format/objects';
import {
  GETATTR,
  MEMBER_DESCRIPTOR_TYPE,
  OBJECT_TYPE,
  SET,
  SETATTR,
  SLOTTED,
  TYPE_FLAGS,
  TYPE_VERSION,
} from '../format/types';
import { decref, incref } from '../kernel/counts.as';
import { failed } from '../kernel/errors.as';
import { slot, slotOf, typeOf } from '../kernel/slots.as';
import { raiseNoAttribute } from '../objects/classes/attribute-errors.as';
import { deleteAttribute, findAttribute, getAttribute, setAttribute } from '../objects/classes/attributes.as';
import { ANSWER, keptAnswer, SHARED_INDEX } from '../objects/classes/lookup.as';
import { deleteItem, getItem, setItem } from '../objects/sequences/items.as';
import { newSlice } from '../objects/sequences/slice.as';

export function op_get_attribute(object: i32, name: i32, cache: i32): i32 {
  const type = typeOf(object);
  const isPlain = slot(type, GETATTR) == slot(OBJECT_TYPE, GETATTR);
  if (isPlain) {
    const at = knownSlot(object, type, name, cache);
    const own = at == 0 ? 0 : load<i32>(at);
    if (own != 0) {
      incref(own);
      decref(object);
      return own;
    }
  }
  const value = isPlain ? plainAttribute(object, type, name) : getAttribute(object, name);
  decref(object);
  return value;
}

/** As object.__getattribute__ has it; the name is interned. */
function plainAttribute(object: i32, type: i32, name: i32): i32 {
  const value = findAttribute(object, type, name);
  return value != 0 || failed() ? value : raiseNoAttribute(object, name);
}

export function op_set_attribute(value: i32, object: i32, name: i32, cache: i32): i32 {
  const type = typeOf(object);
  if (slot(type, SETATTR) == slot(OBJECT_TYPE, SETATTR)) {
    const at = knownSlot(object, type, name, cache);
    const old = at == 0 ? 0 : load<i32>(at);
    if (old != 0) {
      store<i32>(at, value);
      decref(old);
      decref(object);
      return 0;
    }
  }
  const status = setAttribute(object, name, value);
  decref(value);
  decref(object);
  return status;
}

/**
 * Where an instance has the attribute, if it is in a slot and nothing in the type comes before it; or 0. The place of the
 * access is told for the next time.
 */
function knownSlot(object: i32, type: i32, name: i32, cache: i32): i32 {
  const known = keptAnswer(type, name);
  if (known == 0) return 0;
  const found = load<i32>(known, ANSWER);
  if (found != 0 && slotOf(found, SET) != 0) {
    // Of __slots__: what is read beyond it in place of a capacity is greater than no index.
    if (typeOf(found) != MEMBER_DESCRIPTOR_TYPE || load<i32>(found, MEMBER_KIND) != MEMBER_REQUIRED) return 0;
    rememberSlot(type, cache, load<i32>(found, MEMBER_AT), i32.MIN_VALUE);
    return object + load<i32>(found, MEMBER_AT);
  }
  const index = load<i32>(known, SHARED_INDEX);
  if (index < 0 || (load<i32>(type, TYPE_FLAGS) & SLOTTED) == 0) return 0;
  rememberSlot(type, cache, INSTANCE_SLOTS + (index << 2), index);
  return index < load<i32>(object, INSTANCE_CAPACITY) ? object + INSTANCE_SLOTS + (index << 2) : 0;
}

function rememberSlot(type: i32, cache: i32, offset: i32, index: i32): void {
  store<i32>(cache, load<i32>(type, TYPE_VERSION), ATTRIBUTE_VERSION);
  store<i32>(cache, offset, ATTRIBUTE_OFFSET);
  store<i32>(cache, index, ATTRIBUTE_INDEX);
}

export function op_delete_attribute(object: i32, name: i32): i32 {
  const status = deleteAttribute(object, name);
  decref(object);
  return status;
}

export function op_get_item(container: i32, key: i32): i32 {
  const value = getItem(container, key);
  decref(container);
  decref(key);
  return value;
}

export function op_set_item(value: i32, container: i32, key: i32): i32 {
  const status = setItem(container, key, value);
  decref(value);
  decref(container);
  decref(key);
  return status;
}

export function op_delete_item(container: i32, key: i32): i32 {
  const status = deleteItem(container, key);
  decref(container);
  decref(key);
  return status;
}

export function op_slice(start: i32, stop: i32, step: i32): i32 {
  const slice = newSlice(start, stop, step);
  decref(step);
  decref(stop);
  decref(start);
  return slice;
}
