/** The mimalloc-style allocator at work; mimalloc.ts says how, segments/format.ts draws its memory. */
import { base, openFrames, trimAll } from '../segments/frames.as';
import { alignedClassOf, alignmentOf, classOf, pageFor, sizeOf } from '../segments/classes.as';
import {
  BLOCK_SIZE,
  BUMP,
  CLASS_MAX,
  CLASSES,
  DESIGN,
  END,
  FREE,
  FULL,
  LOCAL_FREE,
  NEXT_PAGE,
  OWNER,
  PREVIOUS_PAGE,
  SMALL_MAX,
  USED,
} from '../segments/format';
import {
  frameOf,
  giveLarge,
  givePage,
  isLarge,
  openSegments,
  pageOf,
  resizesInPlace,
  takeLarge,
  takePage,
  usableSize,
} from '../segments/segments.as';
import { corrupted } from '../guard.as';
import { countSteps } from '../tally.as';
import { DIRECT } from './format';
import { dequeue, enqueue, firstOf, openQueues, setFull } from './queues.as';

export { usableSize } from '../segments/segments.as';
export { base } from '../segments/frames.as';
export { coalesces, footprint, pageCalls, peakFootprint, splits, steps } from '../tally.as';

/** Bytes that are carved from a page at once. */
const CARVING: i32 = 4096;
/** More pages than fit below 2 GiB: a queue that goes on longer is no queue. */
const QUEUE_LIMIT: i32 = 1 << 17;

/** Requests below this are looked up in the table: none before the heap is open. */
let smallLimit: u32 = 0;

export function start(pageSize: i32): void {
  openFrames(pageSize);
}

export function malloc(size: u32): i32 {
  if (size < smallLimit) {
    const page = load<i32>(base + (((size + 15) >>> 4) << 2), DESIGN + DIRECT);
    const block = load<i32>(page, FREE);
    if (block != 0) return pop(page, block);
  }
  return size > <u32>CLASS_MAX ? large(size, 16) : fromClass(classOf(size));
}

export function free(block: i32): void {
  const page = pageOf(block);
  const used = load<i32>(page, USED) - 1;
  if (used <= 0) {
    freeRarely(page, block, used);
    return;
  }
  const first = load<i32>(page, LOCAL_FREE);
  if (first == block) corrupted(block);
  store<i32>(block, first);
  store<i32>(page, block, LOCAL_FREE);
  store<i32>(page, used, USED);
}

export function realloc(block: i32, size: u32): i32 {
  if (resizesInPlace(block, size)) return block;
  const has = usableSize(block);
  const moved = malloc(size);
  if (moved == 0) return size <= <u32>has ? block : 0;
  memory.copy(moved, block, min<u32>(has, size));
  free(block);
  return moved;
}

/** `alignment` is a power of two. */
export function memalign(alignment: u32, size: u32): i32 {
  if (alignment <= 16) return malloc(size);
  const index = alignedClassOf(size, alignment);
  return index == 0 ? large(size, alignment) : fromClass(index);
}

/** Give pages without a used block up, and free frames back to the page source. */
export function collect(): void {
  if (base == 0) return;
  giveEmptyPages();
  trimAll();
}

function pop(page: i32, block: i32): i32 {
  store<i32>(page, load<i32>(block), FREE);
  store<i32>(page, load<i32>(page, USED) + 1, USED);
  return block;
}

/** The generic path: look through the queue of a class, then take a new page. */
function fromClass(index: i32): i32 {
  if (base == 0 && !open()) return 0;
  let page = firstOf(index);
  let looked = 0;
  while (page != 0 && looked < QUEUE_LIMIT) {
    looked++;
    const block = refill(page);
    if (block != 0) {
      countSteps(looked);
      return pop(page, block);
    }
    const next = load<i32>(page, NEXT_PAGE);
    setFull(page);
    page = next;
  }
  countSteps(looked);
  page = newPage(index);
  return page == 0 ? 0 : pop(page, refill(page));
}

/** The first free block of a page, after its local list has become its list or more was carved; 0 when it is full. */
function refill(page: i32): i32 {
  const has = load<i32>(page, FREE);
  if (has != 0) return has;
  const local = load<i32>(page, LOCAL_FREE);
  if (local != 0) {
    store<i32>(page, 0, LOCAL_FREE);
    store<i32>(page, local, FREE);
    return local;
  }
  const first = load<i32>(page, BUMP);
  const end = load<i32>(page, END);
  if (first >= end) return 0;
  const size = load<i32>(page, BLOCK_SIZE);
  if (size <= 0) return 0;
  const last = first + (max(min(end - first, CARVING) / size, 1) - 1) * size;
  for (let block = first; block < last; block += size) store<i32>(block, block + size);
  store<i32>(last, 0);
  store<i32>(page, last + size, BUMP);
  store<i32>(page, first, FREE);
  return first;
}

function newPage(index: i32): i32 {
  const size = sizeOf(index);
  let page = takePage(pageFor(size), size, alignmentOf(size));
  if (page == 0) {
    giveEmptyPages();
    page = takePage(pageFor(size), size, alignmentOf(size));
    if (page == 0) return 0;
  }
  store<i32>(page, index, OWNER);
  enqueue(page);
  return page;
}

function large(size: u32, alignment: u32): i32 {
  if (base == 0 && !open()) return 0;
  const block = takeLarge(size, alignment);
  if (block != 0) return block;
  giveEmptyPages();
  return takeLarge(size, alignment);
}

/** A free that empties a page, finds it full, or is of a large block. */
function freeRarely(page: i32, block: i32, used: i32): void {
  const frame = frameOf(block);
  if (isLarge(frame)) {
    giveLarge(frame);
    return;
  }
  const left = used & ~FULL;
  store<i32>(block, load<i32>(page, LOCAL_FREE));
  store<i32>(page, block, LOCAL_FREE);
  store<i32>(page, left, USED);
  if (used < 0) enqueue(page);
  // The first page of a queue stays, so that a block that comes and goes does not take its page with it each time.
  if (left == 0 && load<i32>(page, PREVIOUS_PAGE) != 0) {
    dequeue(page);
    givePage(page);
  }
}

function giveEmptyPages(): void {
  for (let index = 1; index < CLASSES; index++) {
    const page = firstOf(index);
    if (page == 0 || load<i32>(page, USED) != 0) continue;
    dequeue(page);
    givePage(page);
  }
}

function open(): bool {
  if (!openSegments()) return false;
  openQueues();
  smallLimit = SMALL_MAX + 1;
  return true;
}
