/** Attributes and items as compiled code asks for them; fills the caches of attributes that are in slots. */
import { ATTRIBUTE_INDEX, ATTRIBUTE_OFFSET, ATTRIBUTE_VERSION } from '../format/caches';
import { INSTANCE_SLOTS } from '../format/objects';
import { GETATTR, OBJECT_TYPE, SET, SETATTR, SLOTTED, TYPE_FLAGS, TYPE_VERSION } from '../format/types';
import { decref } from '../kernel/counts.as';
import { slot, slotOf, typeOf } from '../kernel/slots.as';
import { deleteAttribute, getAttribute, setAttribute } from '../objects/classes/attributes.as';
import { attributeIndex } from '../objects/classes/instance.as';
import { giveVersion, lookup } from '../objects/classes/lookup.as';
import { deleteItem, getItem, setItem } from '../objects/sequences/items.as';
import { newSlice } from '../objects/sequences/slice.as';

export function op_get_attribute(object: i32, name: i32, cache: i32): i32 {
  const value = getAttribute(object, name);
  if (value != 0) remember(typeOf(object), name, cache, GETATTR);
  decref(object);
  return value;
}

export function op_set_attribute(value: i32, object: i32, name: i32, cache: i32): i32 {
  const status = setAttribute(object, name, value);
  if (status == 0) remember(typeOf(object), name, cache, SETATTR);
  decref(value);
  decref(object);
  return status;
}

/** Instances of the type have the attribute in a slot, and nothing in the type comes before it. */
function remember(type: i32, name: i32, cache: i32, field: i32): void {
  if ((load<i32>(type, TYPE_FLAGS) & SLOTTED) == 0 || slot(type, field) != slot(OBJECT_TYPE, field)) return;
  const index = attributeIndex(type, name);
  if (index < 0) return;
  const found = lookup(type, name);
  if ((found != 0 && slotOf(found, SET) != 0) || !giveVersion(type)) return;
  store<i32>(cache, load<i32>(type, TYPE_VERSION), ATTRIBUTE_VERSION);
  store<i32>(cache, INSTANCE_SLOTS + (index << 2), ATTRIBUTE_OFFSET);
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
