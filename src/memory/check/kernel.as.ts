/**
 * The checked heap at work: what instrumented programs call for malloc and its kin. checked-heap.ts says what must hold;
 * whatever is wrong with a call goes there (problems.as.ts), so that nothing here is about messages.
 */
import { OPERATOR_ARRAY, OPERATOR_NOTHROW } from '../../base/operator-flags';
import { EVENT_ALLOC, EVENT_FREE, EVENT_MOVE } from '../../events/event-codes';
import {
  CALLOC,
  DELETE,
  DELETE_ARRAY,
  FAMILY_BITS,
  FREE,
  MALLOC,
  NEW,
  NEW_ARRAY,
  REALLOC,
} from '../../events/routine-codes';
import { free as giveBack, malloc as obtain, memalign as obtainAligned } from '../calls/allocator.as';
import { event, openEvents } from '../calls/events.as';
import { ALIGN_SHIFT, ALLOC_SHIFT, ID_OFFSET, UNCOUNTED_BLOCK, UNCOUNTED_STACK } from './format';
import {
  alignedNew,
  corrupted,
  failed,
  fishy,
  invalidFree,
  isReadable,
  mismatch,
  newFailed,
  reallocZero,
} from '../calls/problems.as';
import { copy, fill, loadWord, storeWord, touch } from './program-bytes.as';
import { isAboveLowWater, isFull, limitQuarantine, openQuarantine, push, shift } from './quarantine.as';
import * as registry from './registry.as';
import { isAddressable, markAddressable, markUnaddressable, openShadow } from './shadow.as';

export { eventCount, recordEvents } from '../calls/events.as';
export { bigHead, bigLength, smallHead, smallLength } from './quarantine.as';
export { add, buildIndex, drop, dropIndex, end, find, hasRoom, live, retire } from './registry.as';
export { firstMarked } from './shadow.as';

/** Sizes from here on are negative as signed numbers. */
const FISHY: u32 = 0x8000_0000;
/** log2 of the alignment that every block has. */
const ALIGN_LOG: u32 = 4;
/** Blocks that leave the quarantine together. */
const BATCH: u32 = 64;

/** What lies on the page of an address that the program may touch is there. */
const PAGE_MASK: u32 = 0xfff;

let limit: u32 = 0;
let batch: u32 = 0;
let redzone: u32 = 16;
/** Byte to fill new or freed blocks with, or -1. */
let mallocFill: i32 = -1;
let freeFill: i32 = -1;

export let allocations: f64 = 0;
export let frees: f64 = 0;
export let bytesAllocated: f64 = 0;
export let liveBlocks: u32 = 0;
export let liveBytes: u32 = 0;
export let peakBytes: u32 = 0;
/** Bounds of what the allocator has handed out. */
export let lowest: u32 = 0xffff_ffff;
export let highest: u32 = 0;
let births: u32 = 0;
/** What `warm` has read: kept so that no optimiser takes the reads out. */
export let warmed: u32 = 0;

export function openTables(
  programLimit: u32,
  shadow: u32,
  rows: u32,
  rowCount: u32,
  index: u32,
  occupied: u32,
  rings: u32,
  ringSlots: u32,
  events: u32,
  scratch: u32,
): void {
  limit = programLimit;
  batch = scratch;
  openShadow(shadow);
  registry.openRegistry(rows, rowCount, index, occupied, programLimit);
  openQuarantine(rings, ringSlots);
  openEvents(events);
}

export function configure(guard: u32, volume: f64, bigBlocks: f64, fillNew: i32, fillFreed: i32): void {
  redzone = guard;
  mallocFill = fillNew;
  freeFill = fillFreed;
  limitQuarantine(volume, bigBlocks, 2 * guard);
}

export function malloc(size: u32, stack: u32): u32 {
  return allocateAs(MALLOC, size, ALIGN_LOG, stack);
}

export function calloc(count: u32, size: u32, stack: u32): u32 {
  if (count >= FISHY) return refuse(CALLOC, true, count, stack);
  if (size >= FISHY) return refuse(CALLOC, false, size, stack);
  const total = <u64>count * size;
  if (total >= FISHY) return fail();
  const address = allocate(<u32>total, CALLOC, stack, ALIGN_LOG, 0);
  if (address == 0) return fail();
  fill(address, 0, <u32>total);
  born(address, <u32>total, CALLOC, stack);
  return address;
}

export function realloc(old: u32, size: u32, stack: u32): u32 {
  return reallocAs(REALLOC, old, size, stack);
}

export function free(address: u32, stack: u32): void {
  release(address, FREE, stack);
}

/** @param alignment 0 where the form has none */
export function operatorNew(size: u32, alignment: u32, flags: u32, stack: u32): u32 {
  const routine = (flags & OPERATOR_ARRAY) != 0 ? NEW_ARRAY : NEW;
  const address =
    alignment == 0 ? allocateAs(routine, size, ALIGN_LOG, stack) : alignedNew(routine, alignment, size, stack);
  if (address == 0 && (flags & OPERATOR_NOTHROW) == 0) newFailed(size);
  return address;
}

export function operatorDelete(address: u32, flags: u32, stack: u32): void {
  release(address, (flags & OPERATOR_ARRAY) != 0 ? DELETE_ARRAY : DELETE, stack);
}

/** Any routine that only allocates; the alignment is 2 ** alignLog, at least 16. */
export function allocateAs(routine: u32, size: u32, alignLog: u32, stack: u32): u32 {
  if (size >= FISHY) return refuse(routine, false, size, stack);
  const address = allocate(size, routine, stack, alignLog, 0);
  if (address == 0) return fail();
  if (mallocFill >= 0) fill(address, mallocFill, size);
  born(address, size, routine, stack);
  return address;
}

/** Always moves. Size 0 frees and gives 0, as glibc does; 0 too for what is not a live block, which stays as it is. */
export function reallocAs(routine: u32, old: u32, size: u32, stack: u32): u32 {
  if (old == 0) return allocateAs(routine, size, ALIGN_LOG, stack);
  if (size >= FISHY) return refuse(routine, false, size, stack);
  const id = blockAt(old);
  if (id == 0 || !registry.isLive(id)) {
    invalidFree(old, id, routine, stack & ~UNCOUNTED_STACK);
    return fail();
  }
  if (size == 0) {
    reallocZero(old, id, stack & ~UNCOUNTED_STACK);
    release(old, routine, stack);
    return 0;
  }
  const info = registry.infoOf(id);
  if (familyOf((info >> ALLOC_SHIFT) & 15) != familyOf(routine)) mismatch(old, id, routine, stack & ~UNCOUNTED_STACK);
  const had = registry.sizeOf(id);
  const serial = registry.serialOf(id);
  // Allocating may drain the quarantine but never touches a live block: `id` stays good.
  const address = allocate(size, routine, stack, ALIGN_LOG, serial);
  if (address == 0) return fail();
  const kept = min(had, size);
  copy(address, old, kept);
  if (mallocFill >= 0) fill(address + kept, mallocFill, size - kept);
  retire(id, old, had, routine, stack);
  if ((stack & UNCOUNTED_STACK) != 0) return address;
  count(size);
  event((info & UNCOUNTED_BLOCK) != 0 ? EVENT_ALLOC : EVENT_MOVE, serial, address, size, routine, stack);
  return address;
}

/** free, operator delete and their kin. */
export function release(address: u32, routine: u32, stack: u32): void {
  if (address == 0) return;
  const id = blockAt(address);
  if (id == 0 || !registry.isLive(id)) {
    invalidFree(address, id, routine, stack & ~UNCOUNTED_STACK);
    return;
  }
  const info = registry.infoOf(id);
  if (familyOf((info >> ALLOC_SHIFT) & 15) != familyOf(routine)) {
    mismatch(address, id, routine, stack & ~UNCOUNTED_STACK);
  }
  const size = registry.sizeOf(id);
  if ((info & UNCOUNTED_BLOCK) == 0) {
    event(EVENT_FREE, registry.serialOf(id), address, size, routine, stack & ~UNCOUNTED_STACK);
  }
  retire(id, address, size, routine, stack);
}

/** What the program asked for (the rest is not its to use); 0 for what is not a live block. */
export function usableSize(address: u32): u32 {
  const id = blockAt(address);
  return id != 0 && registry.isLive(id) ? registry.sizeOf(id) : 0;
}

function familyOf(routine: u32): u32 {
  return (FAMILY_BITS >> (2 * routine)) & 3;
}

function refuse(routine: u32, isCount: bool, value: u32, stack: u32): u32 {
  fishy(routine, isCount, value, stack & ~UNCOUNTED_STACK);
  return fail();
}

function fail(): u32 {
  failed();
  return 0;
}

/**
 * Address of a registered, addressable block, or 0 when memory is out even with the quarantine empty.
 * @param moved serial of the block that moves, 0 for a new one
 */
function allocate(size: u32, routine: u32, stack: u32, alignLog: u32, moved: u32): u32 {
  if (isFull()) drain();
  let address = obtainPayload(size, alignLog);
  if (address == 0) address = obtainFromQuarantine(size, alignLog);
  if (address == 0) return 0;
  // Only an allocator whose data were overwritten gives what is not the heap's, or is a live block's.
  if (size > limit || address > limit - size || isAddressable(address)) corrupted(address);
  const serial = moved != 0 ? moved : ++births;
  const id = registry.add(address, size, routine, stack & ~UNCOUNTED_STACK, alignLog, serial);
  if ((stack & UNCOUNTED_STACK) != 0) registry.addInfo(id, UNCOUNTED_BLOCK);
  storeWord(address - ID_OFFSET, id);
  markAddressable(address, size);
  if (address < lowest) lowest = address;
  if (address + size > highest) highest = address + size;
  return address;
}

/** Each round gives back twice as many blocks as the one before, so that near exhaustion the attempts stay few. */
function obtainFromQuarantine(size: u32, alignLog: u32): u32 {
  let most = 16;
  for (let id = shift(); id != 0; id = shift()) {
    evict(id);
    for (let given = 1; given < most; given++) {
      id = shift();
      if (id == 0) break;
      evict(id);
    }
    const address = obtainPayload(size, alignLog);
    if (address != 0) return address;
    most *= 2;
  }
  return 0;
}

/** A payload address, with a row in the registry sure to be free, or 0. */
function obtainPayload(size: u32, alignLog: u32): u32 {
  if (!registry.hasRoom()) return 0;
  if (alignLog == ALIGN_LOG) {
    const chunk = obtain(size + 2 * redzone);
    return chunk == 0 ? 0 : chunk + redzone;
  }
  const lead = leadFor(alignLog);
  const chunk = obtainAligned(1 << alignLog, lead + size + redzone);
  return chunk == 0 ? 0 : chunk + lead;
}

/** The redzone, rounded up to the alignment. */
function leadFor(alignLog: u32): u32 {
  const low = (1 << alignLog) - 1;
  return (redzone + low) & ~low;
}

function born(address: u32, size: u32, routine: u32, stack: u32): void {
  if ((stack & UNCOUNTED_STACK) != 0) return;
  count(size);
  event(EVENT_ALLOC, births, address, size, routine, stack);
}

function count(size: u32): void {
  allocations += 1;
  bytesAllocated += size;
  liveBlocks++;
  liveBytes += size;
  if (liveBytes > peakBytes) peakBytes = liveBytes;
}

function retire(id: u32, address: u32, size: u32, routine: u32, stack: u32): void {
  markUnaddressable(address, size);
  if (freeFill >= 0) fill(address, freeFill, size);
  registry.retire(id, routine, stack & ~UNCOUNTED_STACK);
  push(id, size);
  if ((registry.infoOf(id) & UNCOUNTED_BLOCK) != 0) return;
  frees += 1;
  liveBlocks--;
  liveBytes -= size;
}

/** The block, live or freed, whose payload starts at `address`, or 0. */
function blockAt(address: u32): u32 {
  if (address < <u32>ID_OFFSET || address > limit) return 0;
  // What is freed already, empty, or no block at all: nobody knows what lies before it, or whether anything does.
  if (!isAddressable(address)) return registry.find(address);
  if ((address & PAGE_MASK) < <u32>ID_OFFSET && !isReadable(address - ID_OFFSET)) return registry.find(address);
  // A program may have written over the id; the row tells.
  const hint = loadWord(address - ID_OFFSET);
  return registry.startsAt(hint, address) ? hint : registry.find(address);
}

/**
 * Bring the quarantine below its limit, in batches whose cache misses overlap. One batch more than that is not drained: rows and
 * chunks that have just been given back are in the caches, and serve the next allocations.
 */
function drain(): void {
  while (isFull()) {
    let taken: u32 = 0;
    while (taken < BATCH && isAboveLowWater()) {
      const id = shift();
      if (id == 0) break;
      store<u32>(batch + (taken++ << 2), id);
    }
    if (taken == 0) return;
    warm(taken);
    for (let i: u32 = 0; i < taken; i++) evict(load<u32>(batch + (i << 2)));
  }
}

/**
 * Read the tags before and after each block of the batch, which the allocator is going to look at, and the shadow of its first byte,
 * which is looked at when its memory is handed out again: here no read waits.
 */
function warm(taken: u32): void {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < taken; i += 2) {
    const first = load<u32>(batch + (i << 2));
    const second = load<u32>(batch + (min(i + 1, taken - 1) << 2));
    sum += touch(tagBefore(first), tagBehind(first), tagBefore(second), tagBehind(second));
    sum += <u32>isAddressable(registry.addressOf(first)) + <u32>isAddressable(registry.addressOf(second));
  }
  warmed += sum;
}

/** Where most designs have the header of the chunk: the last word before it. */
function tagBefore(id: u32): u32 {
  return registry.addressOf(id) - ID_OFFSET - 4;
}

/** The same of the chunk behind it, whose payload begins at a multiple of 16. */
function tagBehind(id: u32): u32 {
  return (registry.addressOf(id) + registry.sizeOf(id) + ID_OFFSET) | 12;
}

function evict(id: u32): void {
  const chunk = registry.addressOf(id) - leadFor((registry.infoOf(id) >> ALIGN_SHIFT) & 31);
  registry.drop(id);
  giveBack(chunk);
}
