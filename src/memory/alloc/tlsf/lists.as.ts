/**
 * The free lists of TLSF: two levels of size classes, each with a bitmap, so that a list with chunks that are large enough
 * is found with two bit searches.
 *
 *     control block, CONTROL_SIZE bytes, 16-aligned
 *     +ROW_MAP      bit r: row r has a chunk
 *     +CLASS_MAPS   ROWS words: bit c of word r: class c of row r has a chunk
 *     +HEADS        ROWS * CLASSES words: the first chunk of each class or 0
 *
 *     free chunk, address c of its header
 *     c+4   next chunk of its class, or 0
 *     c+8   previous chunk; for the first one the address of the head minus 4, so that "next of previous" is the head
 *
 * Row 0 has the sizes below 512 in steps of 16; row r > 0 the sizes from 2^(r+8) to 2^(r+9), in 32 equal classes.
 *
 * Invariants
 * 1. head[r][c] != 0 <=> bit c of map r; map[r] != 0 <=> bit r of the row map.
 * 2. A chunk is in the class of its size.
 *
 * Cost: O(1) each; find looks at one chunk of a class that may be too small and takes the first of one that is not.
 */
import { control } from '../boundary-tags/regions.as';
import { corrupted } from '../guard.as';
import { countSteps } from '../tally.as';
import {
  CLASS_LOG,
  CLASS_MAPS,
  CLASSES,
  HEADS,
  LINEAR_LIMIT,
  LINEAR_LOG,
  NEXT,
  PREVIOUS,
  ROW_MAP,
  ROWS,
} from './format';

/** Number of the class of `size`, rows one after the other. */
function classOf(size: i32): i32 {
  if (size < LINEAR_LIMIT) return size >> 4;
  const log = 31 - clz(size);
  return ((log - LINEAR_LOG) << CLASS_LOG) + (size >> (log - CLASS_LOG));
}

export function insert(chunk: i32, size: i32): void {
  insertAt(classOf(size), chunk);
}

function insertAt(at: i32, chunk: i32): void {
  const slot = control + (at << 2);
  const first = load<i32>(slot, HEADS);
  store<i32>(slot, chunk, HEADS);
  store<i32>(chunk, first, NEXT);
  store<i32>(chunk, slot + (HEADS - NEXT), PREVIOUS);
  if (first != 0) {
    store<i32>(first, chunk, PREVIOUS);
    return;
  }
  const row = at >> CLASS_LOG;
  const map = control + (row << 2);
  store<i32>(map, load<i32>(map, CLASS_MAPS) | (1 << (at & (CLASSES - 1))), CLASS_MAPS);
  store<i32>(control, load<i32>(control, ROW_MAP) | (1 << row), ROW_MAP);
}

/** The first chunk of class `at`, which has one. */
export function firstOf(at: i32): i32 {
  return load<i32>(control + (at << 2), HEADS);
}

/** Take the first chunk of class `at` out. */
export function pop(at: i32): void {
  const slot = control + (at << 2);
  const first = load<i32>(slot, HEADS);
  const next = load<i32>(first, NEXT);
  store<i32>(slot, next, HEADS);
  if (next != 0) {
    if (load<i32>(next, PREVIOUS) != first) corrupted(first + NEXT);
    store<i32>(next, slot + (HEADS - NEXT), PREVIOUS);
  } else unmark(at);
}

/** The first chunk of class `at` has become the one at `chunk`, of `size` bytes. */
export function replace(at: i32, chunk: i32, size: i32): void {
  const into = classOf(size);
  if (into != at) {
    pop(at);
    insertAt(into, chunk);
    return;
  }
  const slot = control + (at << 2);
  const first = load<i32>(slot, HEADS);
  const next = load<i32>(first, NEXT);
  if (next != 0 && load<i32>(next, PREVIOUS) != first) corrupted(first + NEXT);
  store<i32>(slot, chunk, HEADS);
  store<i32>(chunk, next, NEXT);
  store<i32>(chunk, slot + (HEADS - NEXT), PREVIOUS);
  if (next != 0) store<i32>(next, chunk, PREVIOUS);
}

export function remove(chunk: i32): void {
  const next = load<i32>(chunk, NEXT);
  const previous = load<i32>(chunk, PREVIOUS);
  if (load<i32>(previous, NEXT) != chunk) corrupted(chunk + PREVIOUS);
  store<i32>(previous, next, NEXT);
  if (next != 0) {
    if (load<i32>(next, PREVIOUS) != chunk) corrupted(chunk + NEXT);
    store<i32>(next, previous, PREVIOUS);
    return;
  }
  const offset: u32 = previous + NEXT - HEADS - control;
  if (offset < <u32>(ROWS * CLASSES * 4)) unmark(offset >> 2);
}

function unmark(at: i32): void {
  const row = at >> CLASS_LOG;
  const map = control + (row << 2);
  const classes = load<i32>(map, CLASS_MAPS) & ~(1 << (at & (CLASSES - 1)));
  store<i32>(map, classes, CLASS_MAPS);
  if (classes == 0) store<i32>(control, load<i32>(control, ROW_MAP) & ~(1 << row), ROW_MAP);
}

/** A class whose first chunk has at least `size` bytes; -1 when there is none that one look finds. */
export function find(size: i32): i32 {
  let at = classOf(size);
  if (size >= LINEAR_LIMIT) {
    // The first chunk of the own class is often the one that was freed for the next request of its size.
    const own = firstOf(at);
    if (own != 0) {
      countSteps(1);
      if (load<i32>(own) >= size) return at;
    }
    at++;
  }
  let row = at >> CLASS_LOG;
  if (row >= ROWS) return -1;
  let classes = load<i32>(control + (row << 2), CLASS_MAPS) & (-1 << (at & (CLASSES - 1)));
  if (classes == 0) {
    const rows = load<i32>(control, ROW_MAP) & (-2 << row);
    if (rows == 0) return -1;
    row = ctz(rows);
    classes = load<i32>(control + (row << 2), CLASS_MAPS);
  }
  countSteps(1);
  at = (row << CLASS_LOG) + ctz(classes);
  if (load<i32>(firstOf(at)) < size) corrupted(firstOf(at));
  return at;
}
