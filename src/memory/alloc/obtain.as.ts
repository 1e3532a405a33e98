/**
 * Aligned memory from any page source: from the break while that moves, else from map, which need not align to more
 * than a page. What was taken too much is kept below the aligned piece (break) or given back at once (map).
 *
 * Cost: two page calls from the break; from a map that does not align, up to five.
 */
import { map, sbrk, unmap } from './pages.as';
import { countPageCall } from './tally.as';

let pageSize: i32 = 0;
/** The break was refused the last time, so map is asked first. */
let breakStuck: bool = false;

/** Of the last piece: where it starts with what lies unused below it, and whether map gave it. */
export let obtainedFrom: i32 = 0;
export let obtainedByMap: bool = false;

export function openSource(size: i32): void {
  pageSize = size;
}

/** Bytes rounded up to pages. */
export function toPages(size: i32): i32 {
  return (size + pageSize - 1) & -pageSize;
}

/** The break as it is, or less than 0 where there is none. */
export function currentBreak(): i32 {
  countPageCall(0);
  return sbrk(0);
}

/** `size` bytes (whole pages) at a multiple of `alignment`, or 0. */
export function obtain(size: i32, alignment: i32): i32 {
  const breakFirst = !breakStuck;
  let at = breakFirst ? fromBreak(size, alignment) : 0;
  if (at == 0) at = fromMap(size, alignment);
  if (at == 0 && !breakFirst) at = fromBreak(size, alignment);
  return at;
}

/** Whether the piece went back. What came from the break can only when the break is at its end. */
export function giveBack(at: i32, size: i32, byMap: bool): bool {
  if (!byMap) {
    if (currentBreak() != at + size) return false;
    const old = sbrk(-size);
    countPageCall(old < 0 ? 0 : -size);
    return old >= 0;
  }
  unmap(at, size);
  countPageCall(-size);
  return true;
}

function fromBreak(size: i32, alignment: i32): i32 {
  const from = currentBreak();
  const lead = -from & (alignment - 1);
  breakStuck = true;
  if (from < 0 || <u32>lead + <u32>size > <u32>i32.MAX_VALUE) return 0;
  const got = sbrk(lead + size);
  countPageCall(got < 0 ? 0 : lead + size);
  if (got < 0) return 0;
  if (((got + lead) & (alignment - 1)) != 0) {
    giveBack(got, lead + size, false);
    return 0;
  }
  breakStuck = false;
  obtainedFrom = got;
  obtainedByMap = false;
  return got + lead;
}

function fromMap(size: i32, alignment: i32): i32 {
  let at = mapPages(size);
  if (at < 0) return 0;
  if ((at & (alignment - 1)) != 0) {
    giveBack(at, size, true);
    const slack = alignment - pageSize;
    if (size > i32.MAX_VALUE - slack) return 0;
    const from = mapPages(size + slack);
    if (from < 0) return 0;
    at = (from + alignment - 1) & -alignment;
    if (at != from) giveBack(from, at - from, true);
    if (at - from != slack) giveBack(at + size, slack - (at - from), true);
  }
  obtainedFrom = at;
  obtainedByMap = true;
  return at;
}

function mapPages(size: i32): i32 {
  const at = map(size);
  countPageCall(at < 0 ? 0 : size);
  return at;
}
