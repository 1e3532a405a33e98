/**
 * Objects as indices, counts and slices, in words. What does not fit into a word but into CPython's 64 bits becomes the
 * largest or smallest word: no sequence is as long.
 */
import { NONE } from '../../format/memory-map';
import { DIGITS, START, STEP, STOP, TYPE, VALUE } from '../../format/objects';
import { INDEX_ERROR, INT_TYPE, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { failed, raise } from '../../kernel/errors.as';
import { indexOf, isIndex } from '../numbers/index.as';

export { isIndex } from '../numbers/index.as';

const MOST: i32 = 0x7fff_ffff;
const LEAST: i32 = -0x8000_0000;

/** An object as an index or a count: its word, or the nearest one. `failed()` says whether there is an exception. */
export function wordOf(p: i32): i32 {
  return isWord(p) ? load<i32>(p, VALUE) : indexOf(p, OVERFLOW_ERROR);
}

/** The same of what is an index into a sequence. */
export function subscriptOf(p: i32): i32 {
  return isWord(p) ? load<i32>(p, VALUE) : indexOf(p, INDEX_ERROR);
}

/** The same without overflow: what does not fit is the nearest word. */
export function clampedOf(p: i32): i32 {
  return isWord(p) ? load<i32>(p, VALUE) : indexOf(p, 0);
}

function isWord(p: i32): bool {
  return load<i32>(p, TYPE) == INT_TYPE && load<i32>(p, DIGITS) == 0;
}

/** An end of a slice: `otherwise` for None, and no overflow. `failed()` says whether there is an exception. */
export function endOf(p: i32, otherwise: i32): i32 {
  if (p == NONE) return otherwise;
  if (!isIndex(p)) {
    raise(TYPE_ERROR, 'slice indices must be integers or None or have an __index__ method');
    return -1;
  }
  return clampedOf(p);
}

/** The place in [0, length] that a start or end argument of a method means. */
export function placeOf(word: i32, length: i32): i32 {
  return word < 0 ? max(word + length, 0) : min(word, length);
}

/** The slice that was unpacked last, made to fit. */
export let sliceStart: i32 = 0;
export let sliceStop: i32 = 0;
export let sliceStep: i32 = 0;
/** How many items it has. */
export let sliceCount: i32 = 0;

/** Asks a slice for its ends, which may run code of the program: the length of the sequence is to be read afterwards. */
export function unpackSlice(slice: i32): bool {
  const step = endOf(load<i32>(slice, STEP), 1);
  if (failed()) return false;
  if (step == 0) {
    raise(VALUE_ERROR, 'slice step cannot be zero');
    return false;
  }
  const start = endOf(load<i32>(slice, START), step < 0 ? MOST : 0);
  if (failed()) return false;
  const stop = endOf(load<i32>(slice, STOP), step < 0 ? LEAST : MOST);
  if (failed()) return false;
  sliceStart = start;
  sliceStop = stop;
  sliceStep = max(step, -MOST);
  return true;
}

/** Fits what was unpacked to a length. */
export function fitSlice(length: i32): void {
  const backwards = sliceStep < 0;
  const least = backwards ? -1 : 0;
  const most = backwards ? length - 1 : length;
  sliceStart = clampEnd(sliceStart, length, least, most);
  sliceStop = clampEnd(sliceStop, length, least, most);
  if (backwards) sliceCount = sliceStop < sliceStart ? (sliceStart - sliceStop - 1) / -sliceStep + 1 : 0;
  else sliceCount = sliceStart < sliceStop ? (sliceStop - sliceStart - 1) / sliceStep + 1 : 0;
}

function clampEnd(word: i32, length: i32, least: i32, most: i32): i32 {
  const at = word < 0 ? word + length : word;
  return at < least ? least : min(at, most);
}

/**
 * Fits a slice of step 1 whose ends are None or ints of one word, so that nothing of the program runs; false for any other
 * ends.
 */
export function fitEnds(start: i32, stop: i32, length: i32): bool {
  if ((start != NONE && !isWord(start)) || (stop != NONE && !isWord(stop))) return false;
  sliceStart = start == NONE ? 0 : placeOf(load<i32>(start, VALUE), length);
  sliceStop = stop == NONE ? length : placeOf(load<i32>(stop, VALUE), length);
  sliceStep = 1;
  sliceCount = max(sliceStop - sliceStart, 0);
  return true;
}

/** For TypeScript: the start (0), step (1) or count (2) of the slice that was fitted last. */
export function slicePart(which: i32): i32 {
  return which == 0 ? sliceStart : which == 1 ? sliceStep : sliceCount;
}
