/**
 * Instances of classes: how they are made, visited, cleared and how they end. A class has these in its slots where the type
 * that it derives from has functions for its own fields; those are called for what they know.
 */
import { finalizeDying } from '../../../memory/gc/counting/finalize.as';
import { CYCLIC, DEALLOC, HEAP_TYPE, TYPE_FLAGS } from '../../../memory/gc/format';
import { BARE_OBJECT_BLOCK, INSTANCE_CAPACITY, INSTANCE_DICT, INSTANCE_SLOTS } from '../../format/objects';
import {
  BASE,
  BASIC_BYTES,
  CLEAR,
  DICT_AT,
  FINALIZE,
  INSIDE_SLOTS,
  OBJECT_TYPE,
  OWN_SLOTS,
  OWN_SLOTS_AT,
  PREFIX_BYTES,
  SHARED_USABLE,
  SLOTTED,
  TRAVERSE,
  WEAK_AT,
} from '../../format/types';
import { freeObject, newObject, newStatic } from '../../kernel/alloc.as';
import { fillBytes } from '../../kernel/bytes.as';
import { clearField, decref } from '../../kernel/counts.as';
import { call1, call2, call3, slot, typeOf } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { clearWeakReferences } from '../weak/reference.as';
import { clearSlots, traverseSlots } from './instance.as';
import { forgetOrder } from './instance-slots.as';

/** An instance with nothing in it of object or a class whose layout is object's. Tracked. */
export function newObjectOf(type: i32): i32 {
  if (type == OBJECT_TYPE) return newStatic(OBJECT_TYPE, BARE_OBJECT_BLOCK);
  const flags = load<i32>(type, TYPE_FLAGS);
  const slotted = (flags & SLOTTED) != 0;
  const capacity = slotted ? slotsForNew(type) : 0;
  const bytes = slotted ? INSTANCE_SLOTS + (capacity << 2) : load<i32>(type, BASIC_BYTES);
  const p = newObject(type, bytes);
  if (p == 0) return 0;
  fillBytes(p + 8, 0, bytes - 8);
  if (slotted) store<i32>(p, capacity, INSTANCE_CAPACITY);
  if ((flags & CYCLIC) != 0) track(p);
  return p;
}

/** As many as the class gives. With each instance it may have one shared key less. */
function slotsForNew(type: i32): i32 {
  const usable = load<i32>(type, SHARED_USABLE);
  if (usable > 1) store<i32>(type, usable - 1, SHARED_USABLE);
  return load<i32>(type, INSIDE_SLOTS);
}

/** The nearest base that has another function in a slot. */
function baseWithOther(type: i32, field: i32): i32 {
  const own = slot(type, field);
  let base = type;
  while (base != 0 && slot(base, field) == own) base = load<i32>(base, BASE);
  return base;
}

/** Whether instances of the class have nothing but their attributes: no __slots__, no fields of another type. */
function hasAttributesOnly(type: i32): bool {
  return (load<i32>(type, TYPE_FLAGS) & SLOTTED) != 0 && load<i32>(type, PREFIX_BYTES) == 0;
}

function traverseAttributes(p: i32, type: i32, visitor: i32, argument: i32): i32 {
  const dict = load<i32>(p, INSTANCE_DICT);
  let result = dict == 0 ? traverseSlots(p, visitor, argument) : call2(visitor, dict, argument);
  if (result == 0) result = call2(visitor, type, argument);
  return result;
}

export function instance_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const type = typeOf(p);
  if (hasAttributesOnly(type)) return traverseAttributes(p, type, visitor, argument);
  const base = baseWithOther(type, TRAVERSE);
  let class_ = type;
  while (class_ != base && class_ != 0) {
    const count = load<i32>(class_, OWN_SLOTS);
    for (let i = 0; i < count; i++) {
      const value = load<i32>(p + load<i32>(class_, OWN_SLOTS_AT) - (i << 2));
      if (value != 0) {
        const result = call2(visitor, value, argument);
        if (result != 0) return result;
      }
    }
    class_ = load<i32>(class_, BASE);
  }
  const at = load<i32>(type, DICT_AT);
  if (at != 0 && (base == 0 || load<i32>(base, DICT_AT) != at)) {
    const dict = load<i32>(p + at);
    if (dict != 0) {
      const result = call2(visitor, dict, argument);
      if (result != 0) return result;
    }
  }
  if ((load<i32>(type, TYPE_FLAGS) & SLOTTED) != 0) {
    const result = traverseSlots(p, visitor, argument);
    if (result != 0) return result;
  }
  if ((load<i32>(type, TYPE_FLAGS) & HEAP_TYPE) != 0) {
    const result = call2(visitor, type, argument);
    if (result != 0) return result;
  }
  const traverse = base == 0 ? 0 : slot(base, TRAVERSE);
  return traverse == 0 ? 0 : call3(traverse, p, visitor, argument);
}

export function instance_clear(p: i32): i32 {
  const type = typeOf(p);
  const base = baseWithOther(type, CLEAR);
  clearOwnSlots(p, type, base);
  if ((load<i32>(type, TYPE_FLAGS) & SLOTTED) != 0) clearSlots(p);
  const at = load<i32>(type, DICT_AT);
  if (at != 0 && (base == 0 || load<i32>(base, DICT_AT) != at)) clearField(p, at);
  const clear = base == 0 ? 0 : slot(base, CLEAR);
  return clear == 0 ? 0 : call1(clear, p);
}

/** The values of __slots__ of the classes from `type` up to `base`. */
function clearOwnSlots(p: i32, type: i32, base: i32): void {
  let class_ = type;
  while (class_ != base && class_ != 0) {
    const count = load<i32>(class_, OWN_SLOTS);
    for (let i = 0; i < count; i++) clearField(p, load<i32>(class_, OWN_SLOTS_AT) - (i << 2));
    class_ = load<i32>(class_, BASE);
  }
}

/** In CPython's order: __del__, weak references, __slots__, attributes, then what the base has. */
export function instance_dealloc(p: i32): void {
  const type = typeOf(p);
  if (hasAttributesOnly(type) && slot(type, FINALIZE) == 0) {
    untrackIfTracked(p);
    const weakAt = load<i32>(type, WEAK_AT);
    if (weakAt != 0 && load<i32>(p + weakAt) != 0) clearWeakReferences(p);
    clearSlots(p);
    clearField(p, INSTANCE_DICT);
    freeInstance(p, type);
    decref(type);
    return;
  }
  const base = baseWithOther(type, DEALLOC);
  const flags = load<i32>(type, TYPE_FLAGS);
  if ((flags & CYCLIC) != 0) untrackIfTracked(p);
  if (slot(type, FINALIZE) != 0) {
    if ((flags & CYCLIC) != 0) track(p);
    if (finalizeDying(p)) return;
    if ((flags & CYCLIC) != 0) untrackIfTracked(p);
  }
  if (load<i32>(type, WEAK_AT) != 0 && load<i32>(base, WEAK_AT) == 0) clearWeakReferences(p);
  clearOwnSlots(p, type, base);
  if ((flags & SLOTTED) != 0) clearSlots(p);
  const dictAt = load<i32>(type, DICT_AT);
  if (dictAt != 0 && load<i32>(base, DICT_AT) == 0) clearField(p, dictAt);
  if (base == OBJECT_TYPE) freeInstance(p, type);
  else {
    if ((load<i32>(base, TYPE_FLAGS) & CYCLIC) != 0) track(p);
    call_indirect<void>(slot(base, DEALLOC), p);
  }
  if ((load<i32>(base, TYPE_FLAGS) & HEAP_TYPE) == 0) decref(type);
}

function freeInstance(p: i32, type: i32): void {
  if ((load<i32>(type, TYPE_FLAGS) & SLOTTED) != 0) {
    forgetOrder(p);
    freeObject(p, INSTANCE_SLOTS + (load<i32>(p, INSTANCE_CAPACITY) << 2));
  } else freeObject(p, load<i32>(type, BASIC_BYTES));
}

export function object_dealloc(p: i32): void {
  const type = typeOf(p);
  freeObject(p, type == OBJECT_TYPE ? BARE_OBJECT_BLOCK : load<i32>(type, BASIC_BYTES));
}
