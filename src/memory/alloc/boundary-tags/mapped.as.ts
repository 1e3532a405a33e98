/**
 * Large chunks that have a region of their own from map(), so that freeing them gives their memory back at once.
 *
 * Invariant: the mapped regions are a list in both directions: `mapped`, then the word at each region's start; back by the
 * word at +8.
 *
 * Cost: O(1) and one call to the page source.
 */
import { map, unmap } from '../pages.as';
import { corrupted } from '../guard.as';
import { countPageCall } from '../tally.as';
import { FIRST_CHUNK, MAPPED, REGION_OVERHEAD } from './format';
import { fill, toPages } from './regions.as';

/** The region mapped last, or 0. */
export let mapped: i32 = 0;

/** A chunk in use with `need` bytes or more, or 0. */
export function mapChunk(need: i32): i32 {
  const size = toPages(need + REGION_OVERHEAD);
  if (size <= 0) return 0;
  const region = map(size);
  countPageCall(region < 0 ? 0 : size);
  if (region < 0) return 0;
  store<i32>(region, mapped);
  store<i32>(region, region + size, 4);
  store<i32>(region, 0, 8);
  if (mapped != 0) store<i32>(mapped, region, 8);
  mapped = region;
  return fill(region + FIRST_CHUNK, region + size, MAPPED);
}

export function unmapChunk(chunk: i32): void {
  const region = chunk - FIRST_CHUNK;
  const older = load<i32>(region);
  const newer = load<i32>(region, 8);
  const size = (load<i32>(chunk) & -16) + REGION_OVERHEAD;
  // Something was written over a header when the list does not lead here, or to another end.
  if ((newer == 0 ? mapped : load<i32>(newer)) != region || load<i32>(region, 4) - region != size) corrupted(region);
  if (newer != 0) store<i32>(newer, older);
  else mapped = older;
  if (older != 0) store<i32>(older, newer, 8);
  countPageCall(-size);
  unmap(region, size);
}
