/**
 * Caches and their slabs. A slab is a page (segments/format.ts) whose owner is a cache. Format and policy: slab.ts.
 *
 * Cost: O(1); a new slab of constructed objects is constructed whole, a slab that is given up is destroyed whole.
 */
import { base } from '../segments/frames.as';
import {
  BLOCK_SIZE,
  BUMP,
  CLASSES,
  DESIGN,
  END,
  FRAME,
  FREE,
  FULL,
  LINK,
  NEXT_PAGE,
  OWNER,
  PREVIOUS_PAGE,
  START,
  USED,
} from '../segments/format';
import { corrupted } from '../guard.as';
import { givePage, layOut, slackOf, takePage } from '../segments/segments.as';
import { countSteps } from '../tally.as';
import {
  ALIGNMENT,
  CACHE_SIZE,
  CACHES,
  COLOUR,
  CONSTRUCTED,
  FIRST_SLAB,
  MADE,
  NEXT_CACHE,
  OBJECT_LINK,
  OBJECT_SIZE,
  PAGE_SHIFT,
  SPARE,
} from './format';
import { construct, destroy } from './objects.as';

/** Bytes that are carved from a slab at once when its objects need no constructor. */
const CARVING: i32 = 4096;
/** More slabs than fit below 2 GiB: a list that goes on longer is no list. */
const LIST_LIMIT: i32 = 1 << 17;

export function initCache(cache: i32, size: i32, alignment: i32, link: i32, shift: i32, constructed: bool): void {
  memory.fill(cache, 0, CACHE_SIZE);
  store<i32>(cache, size, OBJECT_SIZE);
  store<i32>(cache, alignment, ALIGNMENT);
  store<i32>(cache, link, OBJECT_LINK);
  store<i32>(cache, shift, PAGE_SHIFT);
  store<i32>(cache, constructed ? 1 : 0, CONSTRUCTED);
}

export function take(slab: i32, object: i32, link: i32): i32 {
  store<i32>(slab, load<i32>(object + link), FREE);
  store<i32>(slab, load<i32>(slab, USED) + 1, USED);
  return object;
}

/** An object of a cache whose first slab has no free one; 0 when memory is out. */
export function takeFromOther(cache: i32): i32 {
  const link = load<i32>(cache, OBJECT_LINK);
  let slab = load<i32>(cache, FIRST_SLAB);
  let looked = 0;
  while (slab != 0 && looked < LIST_LIMIT) {
    looked++;
    const object = refill(slab);
    if (object != 0) {
      if (slab == load<i32>(cache, SPARE)) store<i32>(cache, 0, SPARE);
      countSteps(looked);
      return take(slab, object, link);
    }
    const next = load<i32>(slab, NEXT_PAGE);
    unlink(cache, slab);
    store<i32>(slab, load<i32>(slab, USED) | FULL, USED);
    slab = next;
  }
  countSteps(looked);
  slab = newSlab(cache);
  if (slab == 0) {
    reapAll();
    slab = newSlab(cache);
    if (slab == 0) return 0;
  }
  return take(slab, refill(slab), link);
}

/** The free that finds a slab full or leaves it empty; `used` is what USED becomes. */
export function settle(slab: i32, used: i32): void {
  const cache = load<i32>(slab, OWNER);
  const left = used & ~FULL;
  store<i32>(slab, left, USED);
  if (used < 0) link(cache, slab);
  if (left != 0 || slab == load<i32>(cache, FIRST_SLAB)) return;
  const spare = load<i32>(cache, SPARE);
  if (spare == 0) store<i32>(cache, slab, SPARE);
  else if (spare != slab) giveUp(cache, slab);
}

/** Give the empty slabs of a cache up. */
export function reap(cache: i32): void {
  const spare = load<i32>(cache, SPARE);
  if (spare != 0) giveUp(cache, spare);
  const first = load<i32>(cache, FIRST_SLAB);
  if (first != 0 && load<i32>(first, USED) == 0) giveUp(cache, first);
}

export function reapAll(): void {
  for (let cache = base + DESIGN + CACHES; cache < base + DESIGN + CACHES + CLASSES * CACHE_SIZE; cache += CACHE_SIZE) {
    reap(cache);
  }
  let cache = load<i32>(base, DESIGN + MADE);
  for (let looked = 0; cache != 0 && looked < LIST_LIMIT; looked++) {
    reap(cache);
    cache = load<i32>(cache, NEXT_CACHE);
  }
}

/** The first free object of a slab, after more was carved if need be; 0 when it is full. */
function refill(slab: i32): i32 {
  const has = load<i32>(slab, FREE);
  if (has != 0) return has;
  const first = load<i32>(slab, BUMP);
  const end = load<i32>(slab, END);
  const size = load<i32>(slab, BLOCK_SIZE);
  if (first >= end || size <= 0) return 0;
  carve(slab, first, max(min(end - first, CARVING) / size, 1));
  return first;
}

/** Put `count` objects from `first` on into the free list, which is empty. */
function carve(slab: i32, first: i32, count: i32): void {
  const size = load<i32>(slab, BLOCK_SIZE);
  const link = load<i32>(slab, LINK);
  const last = first + (count - 1) * size;
  for (let object = first; object < last; object += size) store<i32>(object + link, object + size);
  store<i32>(last + link, 0);
  store<i32>(slab, last + size, BUMP);
  store<i32>(slab, first, FREE);
}

/** A slab, first in the list of its cache, each one begun a little further than the one before. */
function newSlab(cache: i32): i32 {
  const size = load<i32>(cache, OBJECT_SIZE);
  const alignment = load<i32>(cache, ALIGNMENT);
  if (size < 16) return 0;
  const slab = takePage(load<i32>(cache, PAGE_SHIFT), size, alignment);
  if (slab == 0) return 0;
  let colour = load<i32>(cache, COLOUR);
  if (colour > slackOf(slab)) colour = 0;
  store<i32>(cache, colour + alignment, COLOUR);
  const start = load<i32>(slab, START);
  const bytes = load<i32>(slab, END) - start;
  layOut(slab, start + colour, bytes, size);
  store<i32>(slab, load<i32>(cache, OBJECT_LINK), LINK);
  store<i32>(slab, cache, OWNER);
  link(cache, slab);
  if (load<i32>(cache, CONSTRUCTED) != 0) {
    carve(slab, start + colour, bytes / size);
    for (let object = start + colour; object < start + colour + bytes; object += size) construct(cache, object);
  }
  return slab;
}

function giveUp(cache: i32, slab: i32): void {
  if (slab == load<i32>(cache, SPARE)) store<i32>(cache, 0, SPARE);
  unlink(cache, slab);
  if (load<i32>(cache, CONSTRUCTED) != 0) {
    const size = max(load<i32>(slab, BLOCK_SIZE), 16);
    const segment = slab & -FRAME;
    const end = min(load<i32>(slab, END), segment + FRAME);
    for (let object = max(load<i32>(slab, START), segment); object < end; object += size) destroy(cache, object);
  }
  givePage(slab);
}

/** To the second place of the list, or the first when it is empty: the first slab is the one in use. */
function link(cache: i32, slab: i32): void {
  const first = load<i32>(cache, FIRST_SLAB);
  const second = first == 0 ? 0 : load<i32>(first, NEXT_PAGE);
  store<i32>(slab, first, PREVIOUS_PAGE);
  store<i32>(slab, second, NEXT_PAGE);
  if (first == 0) store<i32>(cache, slab, FIRST_SLAB);
  else store<i32>(first, slab, NEXT_PAGE);
  if (second != 0) store<i32>(second, slab, PREVIOUS_PAGE);
}

function unlink(cache: i32, slab: i32): void {
  const next = load<i32>(slab, NEXT_PAGE);
  const previous = load<i32>(slab, PREVIOUS_PAGE);
  if (load<i32>(previous != 0 ? previous + NEXT_PAGE : cache + FIRST_SLAB) != slab) corrupted(slab + PREVIOUS_PAGE);
  if (next != 0) store<i32>(next, previous, PREVIOUS_PAGE);
  if (previous != 0) store<i32>(previous, next, NEXT_PAGE);
  else store<i32>(cache, next, FIRST_SLAB);
}
