/** Modules: attributes in a dict, and what a module's own `__getattr__` makes of those that are missing. */
import { __getattr__, __loader__, __spec__ } from '../../format/names';
import { NONE } from '../../format/memory-map';
import { MODULE_BYTES, MODULE_DICT } from '../../format/objects';
import { freeCyclic } from '../../kernel/alloc.as';
import { call1Of } from '../../kernel/call.as';
import { clearField, decref, incref } from '../../kernel/counts.as';
import { failed } from '../../kernel/errors.as';
import { provideSpec, raiseNoModuleAttribute } from '../../kernel/runtime.as';
import { call2, typeOf } from '../../kernel/slots.as';
import { untrackIfTracked } from '../../kernel/tracking.as';
import { dictGetName } from '../mappings/dict.as';
import { clearWeakReferences } from '../weak/reference.as';
import { isName, nameAttribute } from './attribute-errors.as';
import { canonical, findAttribute } from './attributes.as';

export function module_getattr(p: i32, name: i32): i32 {
  if (!isName(name)) return 0;
  const result = findModuleAttribute(p, canonical(name));
  if (result != 0 || failed()) return result;
  raiseNoModuleAttribute(p, name);
  nameAttribute(p, name);
  return 0;
}

/** Owned; 0 without an exception if there is none. */
function findModuleAttribute(p: i32, name: i32): i32 {
  const found = findAttribute(p, typeOf(p), name);
  if (found == NONE && (name == load<i32>(__spec__) || name == load<i32>(__loader__))) return provideSpec(p, name);
  if (found != 0 || failed()) return found;
  const dict = load<i32>(p, MODULE_DICT);
  if (dict == 0) return 0;
  const function_ = dictGetName(dict, load<i32>(__getattr__));
  if (function_ == 0) return 0;
  incref(function_);
  const result = call1Of(function_, name);
  decref(function_);
  return result;
}

export function module_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const dict = load<i32>(p, MODULE_DICT);
  return dict == 0 ? 0 : call2(visitor, dict, argument);
}

export function module_clear(p: i32): i32 {
  clearField(p, MODULE_DICT);
  return 0;
}

export function module_dealloc(p: i32): void {
  untrackIfTracked(p);
  clearWeakReferences(p);
  clearField(p, MODULE_DICT);
  freeCyclic(p, MODULE_BYTES);
}
