/**
 * The hash table of a dict: open addressing over indices into entries that lie in the order of insertion (R. Hettinger's
 * compact dict). objects.ts draws the block.
 *
 * Invariants
 * 1. A key is in the entries once; its index is reached from hash & mask by the probes before an empty slot is.
 * 2. KEYS_USABLE + KEYS_ENTRIES is at most two thirds of the slots, rounded down.
 * 3. The count of live entries is the dict's LENGTH; a deleted entry has key and value 0 and its slot holds DELETED.
 *
 * Cost: O(1) expected; a resize copies the live entries.
 */
import { EMPTY_KEYS, NEXT_VERSION } from '../../format/memory-map';
import {
  ENTRY_BYTES,
  ENTRY_HASH,
  ENTRY_KEY,
  ENTRY_VALUE,
  HASH,
  KEYS_ENTRIES,
  KEYS_INDICES,
  KEYS_LOG,
  KEYS_USABLE,
  KEYS_VERSION,
} from '../../format/objects';
import { ENTRY_BLOCK } from '../../../memory/gc/format';
import { allocBlockOf, freeBlock } from '../../kernel/alloc.as';
import { copyBytes, fillBytes } from '../../kernel/bytes.as';
import { decref, incref } from '../../kernel/counts.as';

export const SMALLEST_LOG: i32 = 3;
export const EMPTY: i32 = -1;
const DELETED: i32 = -2;
export const PERTURB_SHIFT: u64 = 5;

/** How many entries go into a table of 2 ** log slots. */
export function usableOf(log: i32): i32 {
  return (2 << log) / 3;
}

/** Bytes of an index. */
function widthOf(log: i32): i32 {
  return log < 8 ? 1 : log < 16 ? 2 : 4;
}

export function entriesOf(keys: i32): i32 {
  const log = load<i32>(keys, KEYS_LOG);
  return keys + KEYS_INDICES + (((1 << log) * widthOf(log) + 7) & ~7);
}

export function keysBytes(log: i32): i32 {
  return KEYS_INDICES + (((1 << log) * widthOf(log) + 7) & ~7) + usableOf(log) * ENTRY_BYTES;
}

/** An empty table, or 0 (no exception is set). */
export function newKeys(log: i32, kind: i32 = ENTRY_BLOCK): i32 {
  if (log > 26) return 0;
  const keys = allocBlockOf(keysBytes(log), kind);
  if (keys == 0) return 0;
  store<i32>(keys, log, KEYS_LOG);
  store<i32>(keys, usableOf(log), KEYS_USABLE);
  store<i32>(keys, 0, KEYS_ENTRIES);
  store<i32>(keys, 0, KEYS_VERSION);
  fillBytes(keys + KEYS_INDICES, 0xff, (1 << log) * widthOf(log));
  return keys;
}

export function freeKeys(keys: i32): void {
  if (keys != EMPTY_KEYS) freeBlock(keys, keysBytes(load<i32>(keys, KEYS_LOG)));
}

export function indexAt(keys: i32, slot: i32): i32 {
  const log = load<i32>(keys, KEYS_LOG);
  if (log < 8) return load<i8>(keys + slot, KEYS_INDICES);
  if (log < 16) return load<i16>(keys + (slot << 1), KEYS_INDICES);
  return load<i32>(keys + (slot << 2), KEYS_INDICES);
}

function setIndex(keys: i32, slot: i32, index: i32): void {
  const log = load<i32>(keys, KEYS_LOG);
  if (log < 8) store<i8>(keys + slot, <i8>index, KEYS_INDICES);
  else if (log < 16) store<i16>(keys + (slot << 1), <i16>index, KEYS_INDICES);
  else store<i32>(keys + (slot << 2), index, KEYS_INDICES);
}

/** The address of the entry whose key is this very object, or 0. For interned names and whatever else is looked up by identity. */
export function findIdentical(keys: i32, key: i32, hash: i64): i32 {
  const mask = (1 << load<i32>(keys, KEYS_LOG)) - 1;
  const entries = entriesOf(keys);
  let perturb: u64 = hash;
  let slot = <i32>hash & mask;
  while (true) {
    const index = indexAt(keys, slot);
    if (index == EMPTY) return 0;
    if (index >= 0) {
      const entry = entries + index * ENTRY_BYTES;
      if (load<i32>(entry, ENTRY_KEY) == key) return entry;
    }
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + <i32>perturb + 1) & mask;
  }
}

/** Adds an entry for a key that is not there; KEYS_USABLE is not 0. Both references become the table's. Its address. */
export function addEntry(keys: i32, key: i32, hash: i64, value: i32): i32 {
  const log = load<i32>(keys, KEYS_LOG);
  const index = load<i32>(keys, KEYS_ENTRIES);
  addIndex(keys, log, hash, index);
  const entry = entriesOf(keys) + index * ENTRY_BYTES;
  store<i64>(entry, hash, ENTRY_HASH);
  store<i32>(entry, key, ENTRY_KEY);
  store<i32>(entry, value, ENTRY_VALUE);
  store<i32>(keys, index + 1, KEYS_ENTRIES);
  store<i32>(keys, load<i32>(keys, KEYS_USABLE) - 1, KEYS_USABLE);
  store<i32>(keys, 0, KEYS_VERSION);
  return entry;
}

/** Puts the index of an entry into the first slot that is free for its hash. */
function addIndex(keys: i32, log: i32, hash: i64, index: i32): void {
  if (log < 8) addIndexOf<i8>(keys, log, hash, index);
  else if (log < 16) addIndexOf<i16>(keys, log, hash, index);
  else addIndexOf<i32>(keys, log, hash, index);
}

function addIndexOf<T>(keys: i32, log: i32, hash: i64, index: i32): void {
  const mask = (1 << log) - 1;
  let perturb: u64 = hash;
  let slot = <i32>hash & mask;
  while (<i32>load<T>(keys + slot * <i32>sizeof<T>(), KEYS_INDICES) >= 0) {
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + <i32>perturb + 1) & mask;
  }
  store<T>(keys + slot * <i32>sizeof<T>(), <T>index, KEYS_INDICES);
}

/** Takes an entry out; its references are the caller's now. */
export function removeEntry(keys: i32, entry: i32): void {
  const index = (entry - entriesOf(keys)) / ENTRY_BYTES;
  const mask = (1 << load<i32>(keys, KEYS_LOG)) - 1;
  let perturb: u64 = load<i64>(entry, ENTRY_HASH);
  let slot = <i32>perturb & mask;
  while (indexAt(keys, slot) != index) {
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + <i32>perturb + 1) & mask;
  }
  setIndex(keys, slot, DELETED);
  store<i32>(entry, 0, ENTRY_KEY);
  store<i32>(entry, 0, ENTRY_VALUE);
  store<i32>(keys, 0, KEYS_VERSION);
}

/** The live entries of a table moved into a new one of 2 ** log slots, which has room for them; or 0, and nothing has changed. The old block is freed. */
export function resizeKeys(keys: i32, log: i32, kind: i32 = ENTRY_BLOCK): i32 {
  const larger = newKeys(log, kind);
  if (larger == 0) return 0;
  const end = entriesOf(keys) + load<i32>(keys, KEYS_ENTRIES) * ENTRY_BYTES;
  let to = entriesOf(larger);
  let count = 0;
  for (let entry = entriesOf(keys); entry < end; entry += ENTRY_BYTES) {
    if (load<i32>(entry, ENTRY_KEY) == 0) continue;
    const hash = load<i64>(entry, ENTRY_HASH);
    store<i64>(to, hash, ENTRY_HASH);
    store<i64>(to, load<i64>(entry, ENTRY_KEY), ENTRY_KEY);
    addIndex(larger, log, hash, count++);
    to += ENTRY_BYTES;
  }
  store<i32>(larger, count, KEYS_ENTRIES);
  store<i32>(larger, load<i32>(larger, KEYS_USABLE) - count, KEYS_USABLE);
  freeKeys(keys);
  return larger;
}

/** The version of the keys, given now if they have none. */
export function versionOf(keys: i32): i32 {
  let version = load<i32>(keys, KEYS_VERSION);
  if (version == 0) {
    version = load<i32>(NEXT_VERSION) + 1;
    store<i32>(NEXT_VERSION, version);
    store<i32>(keys, version, KEYS_VERSION);
  }
  return version;
}

/** The hash of a str, if it has been asked before; else -1. */
export function knownHash(text: i32): i64 {
  return load<i64>(text, HASH);
}

/** The logarithm of the slots of a table that is made for `count` keys at once. */
export function logFor(count: i32): i32 {
  return logOf((count * 3 + 1) >> 1);
}

/**
 * The logarithm of the number of slots that CPython 3.11 makes where so many are asked for: often the next power of 2, though
 * its way of rounding gives twice as many where bit 3 is not set.
 */
export function logOf(slots: i32): i32 {
  return 32 - clz(((slots | 8) - 1) | 7);
}

/** A copy of a block; its references are counted anew. 0 if there is no memory. */
export function copyKeys(keys: i32): i32 {
  const log = load<i32>(keys, KEYS_LOG);
  const bytes = keysBytes(log);
  const copy = allocBlockOf(bytes, ENTRY_BLOCK);
  if (copy == 0) return 0;
  const first = entriesOf(keys);
  const end = first + load<i32>(keys, KEYS_ENTRIES) * ENTRY_BYTES;
  copyBytes(copy, keys, end - keys);
  store<i32>(copy, 0, KEYS_VERSION);
  for (let entry = first; entry < end; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    incref(key);
    incref(load<i32>(entry, ENTRY_VALUE));
  }
  return copy;
}

/** Releases what is in a block that no dict has any more, and frees it. */
export function releaseKeys(keys: i32): void {
  const first = entriesOf(keys);
  const end = first + load<i32>(keys, KEYS_ENTRIES) * ENTRY_BYTES;
  for (let entry = first; entry < end; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    const value = load<i32>(entry, ENTRY_VALUE);
    decref(key);
    decref(value);
  }
  freeKeys(keys);
}
