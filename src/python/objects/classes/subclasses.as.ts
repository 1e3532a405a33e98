/**
 * What a type knows of those that name it in BASES, as CPython does: a dict of weak references by address, in the order in which they
 * were made, or none. A class has no other reference to those below it.
 *
 * Invariant: the references that are alive are those to all living types that name it in BASES.
 */
import { PENDING } from '../../format/memory-map';
import { ENTRY_BYTES, ENTRY_KEY, ENTRY_VALUE, KEYS, KEYS_ENTRIES, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { BASES, SUBCLASSES, WEAKREF_TYPE } from '../../format/types';
import { clearField, decref } from '../../kernel/counts.as';
import { clearPending, failed } from '../../kernel/errors.as';
import { dictDeleteIfThere, dictSet, newDict } from '../mappings/dict.as';
import { entriesOf } from '../mappings/keys.as';
import { newInt } from '../numbers/new-int.as';
import { newWeakReference, referentOf } from '../weak/reference.as';

/** Tells a type of one that names it in BASES. 0, or -1 with an exception: no memory. */
export function addSubclass(base: i32, type: i32): i32 {
  let dict = load<i32>(base, SUBCLASSES);
  if (dict == 0) {
    dict = newDict();
    if (dict == 0) return -1;
    store<i32>(base, dict, SUBCLASSES);
  }
  const key = newInt(type);
  if (key == 0) return -1;
  const reference = newWeakReference(WEAKREF_TYPE, type, 0);
  const status = reference == 0 ? -1 : dictSet(dict, key, reference);
  if (reference != 0) decref(reference);
  decref(key);
  return status;
}

function removeSubclass(base: i32, type: i32): void {
  const dict = load<i32>(base, SUBCLASSES);
  const key = dict == 0 ? 0 : newInt(type);
  if (key != 0) {
    dictDeleteIfThere(dict, key);
    decref(key);
    if (load<i32>(dict, LENGTH) == 0) clearField(base, SUBCLASSES);
  }
  if (failed()) clearPending();
}

/** The type dies or has other bases: its bases forget it. */
export function leaveBases(type: i32): void {
  const bases = load<i32>(type, BASES);
  if (bases == 0) return;
  const pending = load<i32>(PENDING);
  store<i32>(PENDING, 0);
  const count = load<i32>(bases, LENGTH);
  for (let i = 0; i < count; i++) removeSubclass(load<i32>(bases + (i << 2), TUPLE_ITEMS), type);
  store<i32>(PENDING, pending);
}

/** How many places there are for `subclassAt`. */
export function subclassPlaces(type: i32): i32 {
  const dict = load<i32>(type, SUBCLASSES);
  return dict == 0 ? 0 : load<i32>(load<i32>(dict, KEYS), KEYS_ENTRIES);
}

/** Borrowed; 0 if nothing alive is there. */
export function subclassAt(type: i32, place: i32): i32 {
  const entry = entriesOf(load<i32>(load<i32>(type, SUBCLASSES), KEYS)) + place * ENTRY_BYTES;
  return load<i32>(entry, ENTRY_KEY) == 0 ? 0 : referentOf(load<i32>(entry, ENTRY_VALUE));
}
