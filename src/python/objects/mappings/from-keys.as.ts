/** dict.fromkeys for an exact dict. The hashes of a dict's or a set's keys are known: the keys are not asked again. */
import { ENTRY_BYTES, ENTRY_HASH, ENTRY_KEY, KEYS, KEYS_ENTRIES, MASK, TABLE } from '../../format/objects';
import { DICT_TYPE, FROZENSET_TYPE, SET_TYPE } from '../../format/types';
import { decref, incref } from '../../kernel/counts.as';
import { failed } from '../../kernel/errors.as';
import { typeOf } from '../../kernel/slots.as';
import { getIter, iterNext } from '../iterators/protocol.as';
import { ENTRY_LOG, KEY } from '../sets/table.as';
import { dictSet, dictSetHashed } from './dict.as';
import { entriesOf } from './keys.as';

/** Gives each element of an iterable the value. 0, or -1 with an exception. */
export function fillFromKeys(dict: i32, iterable: i32, value: i32): i32 {
  const type = typeOf(iterable);
  if (type == DICT_TYPE) return fromDict(dict, iterable, value);
  if (type == SET_TYPE || type == FROZENSET_TYPE) return fromSet(dict, iterable, value);
  const iterator = getIter(iterable);
  if (iterator == 0) return -1;
  let status = 0;
  while (status == 0) {
    const key = iterNext(iterator);
    if (key == 0) {
      if (failed()) status = -1;
      break;
    }
    status = dictSet(dict, key, value);
    decref(key);
  }
  decref(iterator);
  return status;
}

/** Comparing keys runs code of the program, which may change what they are taken from: entries are read by their number. */
function fromDict(dict: i32, from: i32, value: i32): i32 {
  for (let index = 0; index < load<i32>(load<i32>(from, KEYS), KEYS_ENTRIES); index++) {
    const entry = entriesOf(load<i32>(from, KEYS)) + index * ENTRY_BYTES;
    if (setHeld(dict, load<i32>(entry, ENTRY_KEY), load<i64>(entry, ENTRY_HASH), value) < 0) return -1;
  }
  return 0;
}

function fromSet(dict: i32, set: i32, value: i32): i32 {
  for (let slot = 0; slot <= load<i32>(set, MASK); slot++) {
    const entry = load<i32>(set, TABLE) + (slot << ENTRY_LOG);
    if (setHeld(dict, load<i32>(entry, KEY), load<i64>(entry), value) < 0) return -1;
  }
  return 0;
}

/** Nothing is set for 0, where there is no key. */
function setHeld(dict: i32, key: i32, hash: i64, value: i32): i32 {
  if (key == 0) return 0;
  incref(key);
  const status = dictSetHashed(dict, key, hash, value);
  decref(key);
  return status;
}
