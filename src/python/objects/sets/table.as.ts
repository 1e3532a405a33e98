/**
 * The hash table of set and frozenset. Its order can be seen, so it is CPython 3.11's: a few neighbours of a slot are probed
 * before the next jump, a key always goes into a slot that was never used, and the table is made anew when three fifths of
 * its slots have been.
 *
 *     entry     +0 hash (i64)  +8 key, owned: 0 where there was never one; where one was deleted it is 0 and the hash -1
 *
 * Invariants
 * 1. FILL counts the entries with a key and the deleted ones, SET_LENGTH those with a key; MASK + 1 is a power of 2.
 * 2. FILL * 5 < MASK * 3, so that every probe ends.
 */
import { DIGITS, FILL, MASK, SET_LENGTH, TABLE, TYPE, VALUE } from '../../format/objects';
import { EQUAL, INT_TYPE, STR_TYPE } from '../../format/types';
import { BYTE_BLOCK } from '../../../memory/gc/format';
import { allocBlockOf, freeBlock } from '../../kernel/alloc.as';
import { fillBytes } from '../../kernel/bytes.as';
import { compareBool } from '../../kernel/compare.as';
import { decref, incref } from '../../kernel/counts.as';
import { noMemory } from '../../kernel/errors.as';
import { str_equal } from '../text/str.as';

export const ENTRY_LOG: i32 = 4;
export const KEY: i32 = 8;
export const SMALLEST: i32 = 8;
const DELETED: i64 = -1;
const NEIGHBOURS: i32 = 9;
const PERTURB_SHIFT: u64 = 5;
/** From here on a table is only doubled. */
const LARGE: i32 = 50_000;
const MOST_SLOTS: i32 = 1 << 26;

/** Results of lookUp and addKey. */
export const ABSENT: i32 = 0;
export const FAILED: i32 = -1;
const AGAIN: i32 = -2;

/** A table of empty slots, or 0 with MemoryError. */
export function newTable(slots: i32): i32 {
  const table = slots > MOST_SLOTS ? 0 : allocBlockOf(slots << ENTRY_LOG, BYTE_BLOCK);
  if (table == 0) return noMemory();
  fillBytes(table, 0, slots << ENTRY_LOG);
  return table;
}

export function freeTable(table: i32, mask: i32): void {
  freeBlock(table, (mask + 1) << ENTRY_LOG);
}

/** Whether two keys with the same hash are equal: 1, 0, FAILED, or AGAIN. */
function equalKeys(set: i32, table: i32, entry: i32, other: i32, key: i32): i32 {
  if (other == key) return 1;
  const type = load<i32>(key, TYPE);
  if (type == load<i32>(other, TYPE)) {
    if (type == STR_TYPE) return str_equal(other, key) ? 1 : 0;
    if (type == INT_TYPE && (load<i32>(key, DIGITS) | load<i32>(other, DIGITS)) == 0)
      return load<i32>(key, VALUE) == load<i32>(other, VALUE) ? 1 : 0;
  }
  incref(other);
  const equal = compareBool(other, key, EQUAL);
  decref(other);
  if (equal < 0) return FAILED;
  return load<i32>(set, TABLE) != table || load<i32>(entry, KEY) != other ? AGAIN : equal;
}

/** The entry of a key, ABSENT or FAILED. */
export function lookUp(set: i32, key: i32, hash: i64): i32 {
  while (true) {
    const found = search(set, key, hash);
    if (found == AGAIN) continue;
    return found == FAILED ? FAILED : load<i32>(found, KEY) != 0 ? found : ABSENT;
  }
}

/** The entry of a key, or the empty one where it would go; FAILED or AGAIN. */
function search(set: i32, key: i32, hash: i64): i32 {
  const table = load<i32>(set, TABLE);
  const mask = load<i32>(set, MASK);
  let perturb: u64 = hash;
  let slot = <i32>hash & mask;
  while (true) {
    let entry = table + (slot << ENTRY_LOG);
    for (let left = slot + NEIGHBOURS <= mask ? NEIGHBOURS : 0; left >= 0; left--, entry += 16) {
      const other = load<i32>(entry, KEY);
      const itsHash = load<i64>(entry);
      if (other == 0) {
        if (itsHash == 0) return entry;
        continue;
      }
      if (itsHash != hash) continue;
      const equal = equalKeys(set, table, entry, other, key);
      if (equal != 0) return equal > 0 ? entry : equal;
    }
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + 1 + <i32>perturb) & mask;
  }
}

/** Adds a key, borrowed. 0, or -1 with an exception. */
export function addKey(set: i32, key: i32, hash: i64): i32 {
  incref(key);
  let entry: i32;
  do entry = search(set, key, hash);
  while (entry == AGAIN);
  if (entry == FAILED || load<i32>(entry, KEY) != 0) {
    decref(key);
    return entry == FAILED ? -1 : 0;
  }
  const fill = load<i32>(set, FILL) + 1;
  const length = load<i32>(set, SET_LENGTH) + 1;
  store<i32>(set, fill, FILL);
  store<i32>(set, length, SET_LENGTH);
  store<i64>(entry, hash);
  store<i32>(entry, key, KEY);
  if (fill * 5 < load<i32>(set, MASK) * 3) return 0;
  return resizeTable(set, grown(length)) ? 0 : -1;
}

/** For how many keys a table is made that has got too full. */
function grown(length: i32): i32 {
  return length > LARGE ? length * 2 : length * 4;
}

/** A key that is in no table yet, put into one without deleted entries that has room. The reference becomes the table's. */
export function placeKey(table: i32, mask: i32, key: i32, hash: i64): void {
  let perturb: u64 = hash;
  let slot = <i32>hash & mask;
  while (true) {
    let entry = table + (slot << ENTRY_LOG);
    for (let left = slot + NEIGHBOURS <= mask ? NEIGHBOURS : 0; left >= 0; left--, entry += 16) {
      if (load<i32>(entry, KEY) != 0) continue;
      store<i64>(entry, hash);
      store<i32>(entry, key, KEY);
      return;
    }
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + 1 + <i32>perturb) & mask;
  }
}

/** A table with more slots than `count`, without deleted entries. False with MemoryError. */
export function resizeTable(set: i32, count: i32): bool {
  let slots = SMALLEST;
  while (slots <= count) slots <<= 1;
  const table = newTable(slots);
  if (table == 0) return false;
  const old = load<i32>(set, TABLE);
  const oldMask = load<i32>(set, MASK);
  const end = old + ((oldMask + 1) << ENTRY_LOG);
  for (let entry = old; entry < end; entry += 16) {
    const key = load<i32>(entry, KEY);
    if (key != 0) placeKey(table, slots - 1, key, load<i64>(entry));
  }
  freeTable(old, oldMask);
  store<i32>(set, table, TABLE);
  store<i32>(set, slots - 1, MASK);
  store<i32>(set, load<i32>(set, SET_LENGTH), FILL);
  return true;
}

/** Takes an entry out; its key is the caller's. */
export function takeKey(set: i32, entry: i32): i32 {
  const key = load<i32>(entry, KEY);
  store<i64>(entry, DELETED);
  store<i32>(entry, 0, KEY);
  store<i32>(set, load<i32>(set, SET_LENGTH) - 1, SET_LENGTH);
  return key;
}

/** Deleted entries are cleared away when there are many. */
export function tidy(set: i32): bool {
  const length = load<i32>(set, SET_LENGTH);
  if (<u32>(load<i32>(set, FILL) - length) <= <u32>load<i32>(set, MASK) / 4) return true;
  return resizeTable(set, grown(length));
}

/** Puts all keys of another set into this one. 0, or -1 with an exception. */
export function mergeSet(set: i32, other: i32): i32 {
  const added = load<i32>(other, SET_LENGTH);
  if (other == set || added == 0) return 0;
  if ((load<i32>(set, FILL) + added) * 5 >= load<i32>(set, MASK) * 3) {
    if (!resizeTable(set, (load<i32>(set, SET_LENGTH) + added) * 2)) return -1;
  }
  const mask = load<i32>(other, MASK);
  const from = load<i32>(other, TABLE);
  const end = from + ((mask + 1) << ENTRY_LOG);
  if (load<i32>(set, FILL) == 0) {
    const table = load<i32>(set, TABLE);
    const isSame = load<i32>(set, MASK) == mask && load<i32>(other, FILL) == added;
    for (let entry = from; entry < end; entry += 16) {
      const key = load<i32>(entry, KEY);
      if (key == 0) continue;
      incref(key);
      if (isSame) {
        store<i64>(table + (entry - from), load<i64>(entry));
        store<i32>(table + (entry - from), key, KEY);
      } else placeKey(table, load<i32>(set, MASK), key, load<i64>(entry));
    }
    store<i32>(set, added, FILL);
    store<i32>(set, added, SET_LENGTH);
    return 0;
  }
  for (let index = 0; index <= load<i32>(other, MASK); index++) {
    const entry = load<i32>(other, TABLE) + (index << ENTRY_LOG);
    const key = load<i32>(entry, KEY);
    if (key != 0 && addKey(set, key, load<i64>(entry)) < 0) return -1;
  }
  return 0;
}

/** The next entry with a key from a slot on, 0 if there is none; `slotOfEntry` says where it is. */
export function entryFrom(set: i32, slot: i32): i32 {
  const mask = load<i32>(set, MASK);
  for (let index = slot; index <= mask; index++) {
    const entry = load<i32>(set, TABLE) + (index << ENTRY_LOG);
    if (load<i32>(entry, KEY) != 0) return entry;
  }
  return 0;
}

export function slotOf(set: i32, entry: i32): i32 {
  return (entry - load<i32>(set, TABLE)) >> ENTRY_LOG;
}
