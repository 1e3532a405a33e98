/**
 * A stable merge sort that takes the runs as they come (T. Peters' timsort) and merges them in the order of Powersort
 * (J. I. Munro, S. Wild: Nearly-optimal mergesorts, 2018).
 *
 * What is sorted are entries of 8 bytes: +0 the key, which is compared, +4 the value, which goes along. Comparisons may run
 * code of the program and fail; the entries are a permutation of what they were at any such moment.
 *
 * Cost: O(n) for what is sorted already, O(n log n) comparisons; room for half of the entries.
 */
import { DIGITS, FLOAT, TYPE, VALUE } from '../../format/objects';
import { FLOAT_TYPE, INT_TYPE, LESS, STR_TYPE, TUPLE_TYPE } from '../../format/types';
import { allocBlock, freeBlock } from '../../kernel/alloc.as';
import { copyBytes } from '../../kernel/bytes.as';
import { compareBool } from '../../kernel/compare.as';
import { noMemory } from '../../kernel/errors.as';
import { str_order } from '../text/str.as';
import { lessTuple } from './compare.as';

const ENTRY_LOG: i32 = 3;
/** Runs shorter than this are extended by insertion. */
const SHORT_RUN: i32 = 32;
/** Who wins so often in a row in a merge is looked for in leaps. */
const GALLOP: i32 = 7;

/** How keys are compared. */
const GENERAL: i32 = 0;
const INTS: i32 = 1;
const FLOATS: i32 = 2;
const STRINGS: i32 = 3;

/** State of a sort, a block: the entries, room for merges and its bytes, how to compare, how many entries, runs that wait. */
const AT: i32 = 0;
const ROOM: i32 = 4;
const ROOM_BYTES: i32 = 8;
const MODE: i32 = 12;
const COUNT_OF: i32 = 16;
const RUNS: i32 = 20;
const FIRST_RUN: i32 = 24;
/** A run: where it starts, how long it is, the power of the border before it. There are no more than there are powers. */
const RUN_BYTES: i32 = 12;
const RUN_START: i32 = 0;
const RUN_LENGTH: i32 = 4;
const RUN_POWER: i32 = 8;
const STATE_BYTES: i32 = 24 + 40 * 12;

/** Sorts `count` entries. 0, or -1 with an exception. */
export function sortEntries(at: i32, count: i32): i32 {
  if (count < 2) return 0;
  const state = allocBlock(STATE_BYTES);
  if (state == 0) {
    noMemory();
    return -1;
  }
  store<i32>(state, at, AT);
  store<i32>(state, 0, ROOM);
  store<i32>(state, 0, ROOM_BYTES);
  store<i32>(state, modeOf(at, count), MODE);
  store<i32>(state, count, COUNT_OF);
  store<i32>(state, 0, RUNS);
  const status = sortRuns(state, at, count);
  if (load<i32>(state, ROOM) != 0) freeBlock(load<i32>(state, ROOM), load<i32>(state, ROOM_BYTES));
  freeBlock(state, STATE_BYTES);
  return status;
}

function modeOf(at: i32, count: i32): i32 {
  const type = load<i32>(load<i32>(at), TYPE);
  if (type != INT_TYPE && type != FLOAT_TYPE && type != STR_TYPE) return GENERAL;
  for (let i = 0; i < count; i++) {
    const key = load<i32>(entry(at, i));
    if (load<i32>(key, TYPE) != type || (type == INT_TYPE && load<i32>(key, DIGITS) != 0)) return GENERAL;
  }
  return type == INT_TYPE ? INTS : type == FLOAT_TYPE ? FLOATS : STRINGS;
}

function entry(at: i32, index: i32): i32 {
  return at + (index << ENTRY_LOG);
}

/** Whether one key is less than another one: 1, 0, or -1 with an exception. */
function less(a: i32, b: i32, mode: i32): i32 {
  if (mode == INTS) return load<i32>(a, VALUE) < load<i32>(b, VALUE) ? 1 : 0;
  return lessOther(a, b, mode);
}

function lessOther(a: i32, b: i32, mode: i32): i32 {
  if (mode == FLOATS) return load<f64>(a, FLOAT) < load<f64>(b, FLOAT) ? 1 : 0;
  if (mode == STRINGS) return str_order(a, b) < 0 ? 1 : 0;
  if (load<i32>(a, TYPE) == TUPLE_TYPE && load<i32>(b, TYPE) == TUPLE_TYPE) return lessTuple(a, b);
  return compareBool(a, b, LESS);
}

function sortRuns(state: i32, at: i32, count: i32): i32 {
  const mode = load<i32>(state, MODE);
  const shortest = shortestRun(count);
  let start = 0;
  while (start < count) {
    let length = findRun(at, start, count, mode);
    if (length < 0) return -1;
    if (length < shortest) {
      const forced = min(shortest, count - start);
      if (insertInto(entry(at, start), length, forced, mode) < 0) return -1;
      length = forced;
    }
    if (addRun(state, start, length) < 0) return -1;
    start += length;
  }
  while (load<i32>(state, RUNS) > 1) if (mergeLast(state) < 0) return -1;
  return 0;
}

/** Between half of SHORT_RUN and all of it doubled, so that their number is just below a power of 2. */
function shortestRun(count: i32): i32 {
  let odd = 0;
  while (count >= 2 * SHORT_RUN) {
    odd |= count & 1;
    count >>= 1;
  }
  return count + odd;
}

/** How long the run from `start` on is; one that goes strictly down is turned round. -1 with an exception. */
function findRun(at: i32, start: i32, end: i32, mode: i32): i32 {
  let next = start + 1;
  if (next == end) return 1;
  const down = less(load<i32>(entry(at, next)), load<i32>(entry(at, start)), mode);
  if (down < 0) return -1;
  for (next++; next < end; next++) {
    const isLess = less(load<i32>(entry(at, next)), load<i32>(entry(at, next - 1)), mode);
    if (isLess < 0) return -1;
    if (isLess != down) break;
  }
  if (down > 0) reverseEntries(entry(at, start), next - start);
  return next - start;
}

export function reverseEntries(at: i32, count: i32): void {
  let low = at;
  let high = entry(at, count - 1);
  while (low < high) {
    const kept = load<i64>(low);
    store<i64>(low, load<i64>(high));
    store<i64>(high, kept);
    low += 8;
    high -= 8;
  }
}

/** The first `sorted` entries are in order: puts the others, up to `count`, where they belong. */
function insertInto(at: i32, sorted: i32, count: i32, mode: i32): i32 {
  for (let i = sorted; i < count; i++) {
    const inserted = load<i64>(entry(at, i));
    let low = 0;
    let high = i;
    while (low < high) {
      const middle = (low + high) >> 1;
      const before = less(<i32>inserted, load<i32>(entry(at, middle)), mode);
      if (before < 0) return -1;
      if (before > 0) high = middle;
      else low = middle + 1;
    }
    for (let to = entry(at, i), end = entry(at, low); to > end; to -= 8) store<i64>(to, load<i64>(to - 8));
    store<i64>(entry(at, low), inserted);
  }
  return 0;
}

function runAt(state: i32, index: i32): i32 {
  return state + FIRST_RUN + index * RUN_BYTES;
}

/** Merges what must be merged before the next run, and remembers that one. */
function addRun(state: i32, start: i32, length: i32): i32 {
  let power = 0;
  if (load<i32>(state, RUNS) > 0) {
    power = powerOf(state, start, length);
    while (load<i32>(state, RUNS) > 1 && load<i32>(runAt(state, load<i32>(state, RUNS) - 1), RUN_POWER) > power) {
      if (mergeLast(state) < 0) return -1;
    }
  }
  const count = load<i32>(state, RUNS);
  const run = runAt(state, count);
  store<i32>(run, start, RUN_START);
  store<i32>(run, length, RUN_LENGTH);
  store<i32>(run, power, RUN_POWER);
  store<i32>(state, count + 1, RUNS);
  return 0;
}

/** The power of the border between the last run and the next one: the first bit in which their middles differ, as fractions of all. */
function powerOf(state: i32, start: i32, length: i32): i32 {
  const count = <u64>load<i32>(state, COUNT_OF);
  const last = runAt(state, load<i32>(state, RUNS) - 1);
  const first = <u64>(2 * load<i32>(last, RUN_START) + load<i32>(last, RUN_LENGTH));
  const second = <u64>(2 * start + length);
  const difference = ((first << 30) / count) ^ ((second << 30) / count);
  return clz(<i32>difference);
}

/** Merges the last two runs. */
function mergeLast(state: i32): i32 {
  const count = load<i32>(state, RUNS) - 1;
  const left = runAt(state, count - 1);
  const right = runAt(state, count);
  const mode = load<i32>(state, MODE);
  let a = entry(load<i32>(state, AT), load<i32>(left, RUN_START));
  let lengthA = load<i32>(left, RUN_LENGTH);
  const b = entry(load<i32>(state, AT), load<i32>(right, RUN_START));
  let lengthB = load<i32>(right, RUN_LENGTH);
  store<i32>(left, lengthA + lengthB, RUN_LENGTH);
  store<i32>(state, count, RUNS);
  // What is in its place already.
  const skipped = upperBound(load<i32>(b), a, lengthA, mode);
  if (skipped < 0) return -1;
  a = entry(a, skipped);
  lengthA -= skipped;
  if (lengthA == 0) return 0;
  lengthB = lowerBoundFromEnd(load<i32>(entry(a, lengthA - 1)), b, lengthB, mode);
  if (lengthB <= 0) return lengthB;
  const room = roomFor(state, min(lengthA, lengthB));
  if (room == 0) return -1;
  return lengthA <= lengthB
    ? mergeForwards(a, lengthA, b, lengthB, room, mode)
    : mergeBackwards(a, lengthA, b, lengthB, room, mode);
}

function roomFor(state: i32, count: i32): i32 {
  const bytes = count << ENTRY_LOG;
  let room = load<i32>(state, ROOM);
  if (load<i32>(state, ROOM_BYTES) >= bytes) return room;
  if (room != 0) freeBlock(room, load<i32>(state, ROOM_BYTES));
  room = allocBlock(bytes);
  store<i32>(state, room, ROOM);
  store<i32>(state, room == 0 ? 0 : bytes, ROOM_BYTES);
  return room == 0 ? noMemory() : room;
}

/** How many of the entries are not greater than a key, looked for in leaps from the start; -1 with an exception. */
function upperBound(key: i32, at: i32, count: i32, mode: i32): i32 {
  let low = 0;
  let high = 1;
  while (high <= count) {
    const before = less(key, load<i32>(entry(at, high - 1)), mode);
    if (before < 0) return -1;
    if (before > 0) break;
    low = high;
    high = 2 * high + 1;
  }
  high = min(high - 1, count);
  while (low < high) {
    const middle = (low + high) >> 1;
    const before = less(key, load<i32>(entry(at, middle)), mode);
    if (before < 0) return -1;
    if (before > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many of the entries are less than a key, from the start. */
function lowerBound(key: i32, at: i32, count: i32, mode: i32): i32 {
  let low = 0;
  let high = 1;
  while (high <= count) {
    const before = less(load<i32>(entry(at, high - 1)), key, mode);
    if (before < 0) return -1;
    if (before == 0) break;
    low = high;
    high = 2 * high + 1;
  }
  high = min(high - 1, count);
  return lowerBetween(key, at, low, high, mode);
}

/** The same, looked for from the end. */
function lowerBoundFromEnd(key: i32, at: i32, count: i32, mode: i32): i32 {
  let high = count;
  let leap = 1;
  let low = count - 1;
  while (low >= 0) {
    const before = less(load<i32>(entry(at, low)), key, mode);
    if (before < 0) return -1;
    if (before > 0) return lowerBetween(key, at, low + 1, high, mode);
    high = low;
    leap <<= 1;
    low = high - leap;
  }
  return lowerBetween(key, at, 0, high, mode);
}

function lowerBetween(key: i32, at: i32, low: i32, high: i32, mode: i32): i32 {
  while (low < high) {
    const middle = (low + high) >> 1;
    const before = less(load<i32>(entry(at, middle)), key, mode);
    if (before < 0) return -1;
    if (before > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the entries are not greater than a key, from the end. */
function upperBoundFromEnd(key: i32, at: i32, count: i32, mode: i32): i32 {
  let high = count;
  let leap = 1;
  let low = count - 1;
  while (low >= 0) {
    const before = less(key, load<i32>(entry(at, low)), mode);
    if (before < 0) return -1;
    if (before == 0) break;
    high = low;
    leap <<= 1;
    low = high - leap;
  }
  low = max(low + 1, 0);
  while (low < high) {
    const middle = (low + high) >> 1;
    const before = less(key, load<i32>(entry(at, middle)), mode);
    if (before < 0) return -1;
    if (before > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Merges two neighbours, the first of which is moved out of the way. */
function mergeForwards(a: i32, lengthA: i32, b: i32, lengthB: i32, room: i32, mode: i32): i32 {
  copyBytes(room, a, lengthA << ENTRY_LOG);
  let to = a;
  let left = room;
  const leftEnd = entry(room, lengthA);
  let right = b;
  const rightEnd = entry(b, lengthB);
  let wonLeft = 0;
  let wonRight = 0;
  let status = 0;
  while (left < leftEnd && right < rightEnd) {
    const isLess = less(load<i32>(right), load<i32>(left), mode);
    if (isLess < 0) {
      status = -1;
      break;
    }
    if (isLess > 0) {
      store<i64>(to, load<i64>(right));
      right += 8;
      wonRight++;
      wonLeft = 0;
    } else {
      store<i64>(to, load<i64>(left));
      left += 8;
      wonLeft++;
      wonRight = 0;
    }
    to += 8;
    if (wonLeft >= GALLOP && left < leftEnd && right < rightEnd) {
      const count = upperBound(load<i32>(right), left, (leftEnd - left) >> ENTRY_LOG, mode);
      if (count < 0) {
        status = -1;
        break;
      }
      copyBytes(to, left, count << ENTRY_LOG);
      to = entry(to, count);
      left = entry(left, count);
      wonLeft = 0;
    } else if (wonRight >= GALLOP && left < leftEnd && right < rightEnd) {
      const count = lowerBound(load<i32>(left), right, (rightEnd - right) >> ENTRY_LOG, mode);
      if (count < 0) {
        status = -1;
        break;
      }
      copyBytes(to, right, count << ENTRY_LOG);
      to = entry(to, count);
      right = entry(right, count);
      wonRight = 0;
    }
  }
  copyBytes(to, left, leftEnd - left);
  return status;
}

/** Merges two neighbours from the end, the second of which is moved out of the way. */
function mergeBackwards(a: i32, lengthA: i32, b: i32, lengthB: i32, room: i32, mode: i32): i32 {
  copyBytes(room, b, lengthB << ENTRY_LOG);
  // All three are just behind the next one.
  let to = entry(b, lengthB);
  let left = entry(a, lengthA);
  let right = entry(room, lengthB);
  let wonLeft = 0;
  let wonRight = 0;
  let status = 0;
  while (left > a && right > room) {
    const isLess = less(load<i32>(right - 8), load<i32>(left - 8), mode);
    if (isLess < 0) {
      status = -1;
      break;
    }
    to -= 8;
    if (isLess > 0) {
      left -= 8;
      store<i64>(to, load<i64>(left));
      wonLeft++;
      wonRight = 0;
    } else {
      right -= 8;
      store<i64>(to, load<i64>(right));
      wonRight++;
      wonLeft = 0;
    }
    if (wonLeft >= GALLOP && left > a && right > room) {
      const length = (left - a) >> ENTRY_LOG;
      const kept = upperBoundFromEnd(load<i32>(right - 8), a, length, mode);
      if (kept < 0) {
        status = -1;
        break;
      }
      const moved = length - kept;
      to -= moved << ENTRY_LOG;
      left -= moved << ENTRY_LOG;
      copyBytes(to, left, moved << ENTRY_LOG);
      wonLeft = 0;
    } else if (wonRight >= GALLOP && left > a && right > room) {
      const length = (right - room) >> ENTRY_LOG;
      const kept = lowerBoundFromEnd(load<i32>(left - 8), room, length, mode);
      if (kept < 0) {
        status = -1;
        break;
      }
      const moved = length - kept;
      to -= moved << ENTRY_LOG;
      right -= moved << ENTRY_LOG;
      copyBytes(to, right, moved << ENTRY_LOG);
      wonRight = 0;
    }
  }
  copyBytes(to - (right - room), room, right - room);
  return status;
}
