/**
 * Where a type has an attribute: the first type along its MRO whose dict has the name.
 *
 * The answers of the last look-ups are kept by (version of the type, interned name). A version changes with every change
 * of the type's attributes, of those of a type along its MRO, or of its bases, and none is used twice, so an entry is true
 * as long as its version is found. Values are borrowed from the dicts.
 *
 * Beside the answer is the index of the name in the keys that the type's instances share, which is as true: a name that
 * joins them gives the type another version.
 *
 * Invariant: if a type has a version, so have all types along its MRO; so whoever takes the version of a type away has to go on only
 * to those subclasses that have one.
 *
 * Cost: two comparisons for what is kept; a look-up in each dict along the MRO otherwise.
 */
import { NEXT_VERSION } from '../../format/memory-map';
import { INTERNED, LENGTH, STR_FLAGS, TUPLE_ITEMS } from '../../format/objects';
import { MRO, STR_TYPE, TYPE_DICT, TYPE_VERSION } from '../../format/types';
import { decref, incref, xdecref } from '../../kernel/counts.as';
import { failed } from '../../kernel/errors.as';
import { typeOf } from '../../kernel/slots.as';
import { dictGetName } from '../mappings/dict.as';
import { findSharedIndex } from './instance.as';
import { subclassAt, subclassPlaces } from './subclasses.as';

const ENTRIES: i32 = 4096;
const ENTRY_SHIFT: i32 = 4;
/** Version, name, value, index of the name in the shared keys or -1: words. */
const CACHE: i32 = <i32>memory.data(ENTRIES << ENTRY_SHIFT, 16);

/** Where the cache is, for who counts references. */
export function lookupCache(): i32 {
  return CACHE;
}

export function lookupCacheBytes(): i32 {
  return ENTRIES << ENTRY_SHIFT;
}

/** The attribute of a type, borrowed; 0 if there is none (or, of a dict with keys that are no strings, with an exception). */
export function lookup(type: i32, name: i32): i32 {
  const entry = keptAnswer(type, name);
  return entry != 0 ? load<i32>(entry, ANSWER) : lookupSlowly(type, name);
}

/** What keptAnswer gives: the attribute, borrowed or 0, and the index in the shared keys. */
export const ANSWER: i32 = 8;
export const SHARED_INDEX: i32 = 12;

/** What is known of a name in a type: where ANSWER and SHARED_INDEX are; or 0. */
export function keptAnswer(type: i32, name: i32): i32 {
  const version = load<i32>(type, TYPE_VERSION);
  const entry = entryOf(version, name);
  return version != 0 && load<i32>(entry) == version && load<i32>(entry, 4) == name ? entry : 0;
}

function entryOf(version: i32, name: i32): i32 {
  return CACHE + ((((name >> 4) ^ (version * 5)) & (ENTRIES - 1)) << ENTRY_SHIFT);
}

function lookupSlowly(type: i32, name: i32): i32 {
  const found = lookupAlong(type, name);
  if (found == 0 && failed()) return 0;
  if (typeOf(name) != STR_TYPE || (load<i32>(name, STR_FLAGS) & INTERNED) == 0 || !giveVersion(type)) return found;
  const version = load<i32>(type, TYPE_VERSION);
  const entry = entryOf(version, name);
  const old = load<i32>(entry, 4);
  incref(name);
  store<i32>(entry, version);
  store<i32>(entry, name, 4);
  store<i32>(entry, found, ANSWER);
  store<i32>(entry, findSharedIndex(type, name), SHARED_INDEX);
  xdecref(old);
  return found;
}

function lookupAlong(type: i32, name: i32): i32 {
  const mro = load<i32>(type, MRO);
  if (mro == 0) return 0;
  incref(mro);
  let found = 0;
  const count = load<i32>(mro, LENGTH);
  for (let i = 0; i < count; i++) {
    found = dictGetName(load<i32>(load<i32>(mro + (i << 2), TUPLE_ITEMS), TYPE_DICT), name);
    if (found != 0 || failed()) break;
  }
  decref(mro);
  return found;
}

/** The attribute of the first type behind `type` in an MRO that has it, borrowed: super's look-up. */
export function lookupBehind(mro: i32, type: i32, name: i32): i32 {
  const count = load<i32>(mro, LENGTH);
  let i = 0;
  while (i < count && load<i32>(mro + (i << 2), TUPLE_ITEMS) != type) i++;
  for (i++; i < count; i++) {
    const found = dictGetName(load<i32>(load<i32>(mro + (i << 2), TUPLE_ITEMS), TYPE_DICT), name);
    if (found != 0 || failed()) return found;
  }
  return 0;
}

/** Whether the type has a version now; it has none before its MRO is known. */
export function giveVersion(type: i32): bool {
  if (load<i32>(type, TYPE_VERSION) != 0) return true;
  const mro = load<i32>(type, MRO);
  if (mro == 0) return false;
  const count = load<i32>(mro, LENGTH);
  for (let i = count - 1; i >= 0; i--) {
    const ancestor = load<i32>(mro + (i << 2), TUPLE_ITEMS);
    if (load<i32>(ancestor, TYPE_VERSION) == 0) newVersion(ancestor);
  }
  return load<i32>(type, TYPE_VERSION) != 0;
}

/** Attributes of the type itself, or names in its shared keys, are others: what is known of it holds no more. */
export function newVersion(type: i32): void {
  const version = load<i32>(NEXT_VERSION) + 1;
  store<i32>(NEXT_VERSION, version);
  store<i32>(type, version, TYPE_VERSION);
}

/** Attributes of the type have changed. */
export function typeModified(type: i32): void {
  if (load<i32>(type, TYPE_VERSION) == 0) return;
  store<i32>(type, 0, TYPE_VERSION);
  for (let place = 0; place < subclassPlaces(type); place++) {
    const subclass = subclassAt(type, place);
    if (subclass != 0) typeModified(subclass);
  }
}
