/** Global, builtin and bare names; fills their caches. */
import { BUILTIN_VERSION, GLOBAL_ENTRY, GLOBAL_VERSION } from '../format/caches';
import { FRAME_FUNCTION, FRAME_GLOBALS, FRAME_LOCALS, FUNCTION_BUILTINS } from '../format/frames';
import { BUILTINS } from '../format/memory-map';
import { __annotations__, __build_class__ } from '../format/names';
import { CELL_VALUE, ENTRY_VALUE, HASH, KEYS } from '../format/objects';
import { DICT_TYPE, KEY_ERROR, NAME_ERROR, UNBOUND_LOCAL_ERROR } from '../format/types';
import { failName, raiseName } from '../objects/classes/attribute-errors.as';
import { decref, newRef } from '../kernel/counts.as';
import { fail, failed, raise } from '../kernel/errors.as';
import { typeOf } from '../kernel/slots.as';
import { dictGet, dictSet, newDict } from '../objects/mappings/dict.as';
import { dictDeleteIfThere } from '../objects/mappings/dict.as';
import { findIdentical, versionOf } from '../objects/mappings/keys.as';
import { deleteItem, getItem, setItem } from '../objects/sequences/items.as';
import { forgetIf } from '../objects/iterators/protocol.as';

export function op_load_global(frame: i32, name: i32, cache: i32): i32 {
  const value = find(frame, name, cache);
  if (value != 0) return newRef(value);
  return failed() ? 0 : raiseName("name '%U' is not defined", name);
}

/** Borrowed; 0 if there is no such name. */
function find(frame: i32, name: i32, cache: i32): i32 {
  const globals = load<i32>(frame, FRAME_GLOBALS);
  const builtins = load<i32>(load<i32>(frame, FRAME_FUNCTION), FUNCTION_BUILTINS);
  const hash = load<i64>(name, HASH);
  if (hash != -1 && typeOf(globals) == DICT_TYPE) {
    const keys = load<i32>(globals, KEYS);
    let entry = findIdentical(keys, name, hash);
    if (entry != 0) {
      store<i32>(cache, versionOf(keys), GLOBAL_VERSION);
      store<i32>(cache, 0, BUILTIN_VERSION);
      store<i32>(cache, entry, GLOBAL_ENTRY);
      return load<i32>(entry, ENTRY_VALUE);
    }
    if (builtins == load<i32>(BUILTINS)) {
      const all = load<i32>(builtins, KEYS);
      entry = findIdentical(all, name, hash);
      if (entry != 0 && dictGet(globals, name) == 0) {
        store<i32>(cache, versionOf(keys), GLOBAL_VERSION);
        store<i32>(cache, versionOf(all), BUILTIN_VERSION);
        store<i32>(cache, entry, GLOBAL_ENTRY);
        return load<i32>(entry, ENTRY_VALUE);
      }
    }
  }
  const value = dictGet(globals, name);
  return value != 0 || failed() ? value : dictGet(builtins, name);
}

export function op_store_global(frame: i32, name: i32, value: i32, _cache: i32): i32 {
  const status = dictSet(load<i32>(frame, FRAME_GLOBALS), name, value);
  decref(value);
  return status;
}

export function op_delete_global(frame: i32, name: i32): i32 {
  return deleteFrom(load<i32>(frame, FRAME_GLOBALS), name);
}

function deleteFrom(dict: i32, name: i32): i32 {
  const status = dictDeleteIfThere(dict, name);
  return status > 0 ? failName("name '%U' is not defined", name) : status;
}

export function op_load_name(frame: i32, name: i32, cache: i32): i32 {
  const locals = load<i32>(frame, FRAME_LOCALS);
  if (locals == load<i32>(frame, FRAME_GLOBALS)) return op_load_global(frame, name, cache);
  const value = fromLocals(locals, name);
  return value != 0 || failed() ? value : op_load_global(frame, name, cache);
}

/** Owned; 0 without an exception if it is not there. */
function fromLocals(locals: i32, name: i32): i32 {
  if (typeOf(locals) == DICT_TYPE) {
    const value = dictGet(locals, name);
    return value == 0 ? 0 : newRef(value);
  }
  const value = getItem(locals, name);
  if (value == 0) forgetIf(KEY_ERROR);
  return value;
}

export function op_store_name(frame: i32, name: i32, value: i32, _cache: i32): i32 {
  const locals = load<i32>(frame, FRAME_LOCALS);
  const status = typeOf(locals) == DICT_TYPE ? dictSet(locals, name, value) : setItem(locals, name, value);
  decref(value);
  return status;
}

export function op_delete_name(frame: i32, name: i32): i32 {
  const locals = load<i32>(frame, FRAME_LOCALS);
  if (typeOf(locals) == DICT_TYPE) return deleteFrom(locals, name);
  const status = deleteItem(locals, name);
  if (status < 0 && forgetIf(KEY_ERROR)) return failName("name '%U' is not defined", name);
  return status;
}

export function op_load_class_cell(frame: i32, cell: i32, name: i32): i32 {
  const value = fromLocals(load<i32>(frame, FRAME_LOCALS), name);
  if (value != 0 || failed()) return value;
  const content = load<i32>(cell, CELL_VALUE);
  if (content != 0) return newRef(content);
  raise_unbound_free(name);
  return 0;
}

export function raise_unbound_local(name: i32): void {
  fail(UNBOUND_LOCAL_ERROR, "cannot access local variable '%U' where it is not associated with a value", name);
}

export function raise_unbound_free(name: i32): void {
  raiseName("cannot access free variable '%U' where it is not associated with a value in enclosing scope", name);
}

export function op_build_class(): i32 {
  const value = dictGet(load<i32>(BUILTINS), load<i32>(__build_class__));
  if (value != 0) return newRef(value);
  return failed() ? 0 : raise(NAME_ERROR, '__build_class__ not found');
}

export function op_setup_annotations(frame: i32): i32 {
  const name = load<i32>(__annotations__);
  const locals = load<i32>(frame, FRAME_LOCALS);
  const old = fromLocals(locals, name);
  if (old != 0) {
    decref(old);
    return 0;
  }
  if (failed()) return -1;
  const dict = newDict();
  if (dict == 0) return -1;
  const status = typeOf(locals) == DICT_TYPE ? dictSet(locals, name, dict) : setItem(locals, name, dict);
  decref(dict);
  return status;
}
