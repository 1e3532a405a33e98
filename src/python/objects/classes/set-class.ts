/** `object.__class__ = other`: for classes whose instances are laid out alike. */
import type { Address } from '../../../base/ids.js';
import { HEAP_TYPE } from '../../../memory/gc/format.js';
import { TYPE } from '../../format/objects.js';
import {
  BASE,
  DEALLOC,
  DICT_AT,
  IMMUTABLE,
  MODULE_TYPE,
  OWN_SLOTS,
  OWN_SLOTS_AT,
  SLOTTED,
  STATIC_BASE,
  TYPE_ERROR,
  TYPE_FLAGS,
  TYPE_SLOTS,
  WEAK_AT,
} from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { isType } from './layout.js';

export function setClass(rt: Runtime, p: Address, value: Address): void {
  if (value === 0) rt.raise(TYPE_ERROR, "can't delete __class__ attribute");
  if (!isType(rt, value))
    rt.raise(TYPE_ERROR, `__class__ must be set to a class, not '${rt.shownTypeName(rt.typeOf(value))}' object`);
  const old = rt.typeOf(p);
  if (old === value) return;
  const areModules = [old, value].every((type) => rt.kernel.isSubtype(type, MODULE_TYPE) !== 0);
  const isFixed = (type: Address) => (rt.views.word(type + TYPE_FLAGS) & IMMUTABLE) !== 0;
  if (!areModules && (isFixed(old) || isFixed(value)))
    rt.raise(TYPE_ERROR, '__class__ assignment only supported for mutable types or ModuleType subclasses');
  refuseOtherLayout(rt, old, value, '__class__');
  // The slots of the instance are in the order of its old class's keys.
  if ((rt.views.word(old + TYPE_FLAGS) & SLOTTED) !== 0) rt.keepIfAny(rt.kernel.instance_get_dict(p));
  if ((rt.views.word(value + TYPE_FLAGS) & HEAP_TYPE) !== 0) rt.incref(value);
  rt.views.setWord(p + TYPE, value);
  if ((rt.views.word(old + TYPE_FLAGS) & HEAP_TYPE) !== 0) rt.decref(old);
}

/** @throws PythonError unless instances of both types are laid out alike; `what` is assigned to */
export function refuseOtherLayout(rt: Runtime, old: Address, other: Address, what: string): void {
  const { views } = rt;
  const fail = (reason: string) =>
    rt.raise(TYPE_ERROR, `${what} assignment: '${rt.shownTypeName(other)}' ${reason} '${rt.shownTypeName(old)}'`);
  if (views.word(old + DEALLOC) !== views.word(other + DEALLOC)) fail('deallocator differs from');
  const fields = [STATIC_BASE, DICT_AT, WEAK_AT];
  if (
    fields.some((field) => views.word(old + field) !== views.word(other + field)) ||
    layoutText(rt, old) !== layoutText(rt, other)
  )
    fail('object layout differs from');
}

/** The __slots__ of a class and of its bases, with where they are. */
function layoutText(rt: Runtime, type: Address): string {
  const { views } = rt;
  const parts: string[] = [];
  for (let at = type; at !== 0 && (views.word(at + TYPE_FLAGS) & HEAP_TYPE) !== 0; at = views.word(at + BASE)) {
    if (views.word(at + OWN_SLOTS) === 0) continue;
    const names = rt.tupleItems(views.word(at + TYPE_SLOTS)).map((name) => rt.text(name));
    parts.push(`${views.word(at + OWN_SLOTS_AT)} ${names.join(' ')}`);
  }
  return parts.join('\n');
}
