/**
 * C's malloc family straight over an allocator: NULL, zero sizes, overflow and errno, and nothing else. For runs that
 * look at the allocator instead of at the program's mistakes: a wrong free goes through and does what it does natively.
 *
 * Recorded, each call becomes an event. The serial of the block that lives at an address stands in a table, 4 bytes for
 * each 16 of the program; 0 there is no block that is live.
 */
import { OPERATOR_ARRAY, OPERATOR_NOTHROW } from '../../base/operator-flags';
import { EVENT_ALLOC, EVENT_FREE, EVENT_MOVE } from '../../events/event-codes';
import { CALLOC, DELETE, DELETE_ARRAY, FREE, MALLOC, NEW, NEW_ARRAY, REALLOC } from '../../events/routine-codes';
import {
  free as giveBack,
  malloc as obtain,
  memalign as obtainAligned,
  realloc as change,
} from '../calls/allocator.as';
import { event, openEvents as openRing, recording } from '../calls/events.as';
import { failed, newFailed } from '../calls/problems.as';

export { eventCount, recordEvents } from '../calls/events.as';
export { usableSize } from '../calls/allocator.as';

/** Sizes from here on no allocator serves. */
const TOO_LARGE: u32 = 0x7fff_0000;

let serials: u32 = 0;
/** Where the table ends: addresses of programs are below. */
let limit: u32 = 0;
let births: u32 = 0;

export function openEvents(ring: u32, serialTable: u32, programLimit: u32): void {
  openRing(ring);
  serials = serialTable;
  limit = programLimit;
}

export function malloc(size: u32, stack: u32): u32 {
  return allocateAs(MALLOC, size, 4, stack);
}

export function calloc(count: u32, size: u32, stack: u32): u32 {
  const total = <u64>count * size;
  if (total >= TOO_LARGE) return fail();
  const address = obtain(<u32>total);
  if (address == 0) return fail();
  memory.fill(address, 0, <u32>total);
  if (recording) born(address, <u32>total, CALLOC, stack);
  return address;
}

/** Size 0 frees and gives 0, as glibc does. */
export function realloc(old: u32, size: u32, stack: u32): u32 {
  if (old == 0) return allocateAs(REALLOC, size, 4, stack);
  if (size == 0) {
    release(old, REALLOC, stack);
    return 0;
  }
  const address = size >= TOO_LARGE ? 0 : change(old, size);
  if (address == 0) return fail();
  if (!recording) return address;
  const serial = died(old);
  store<u32>(entryOf(address), serial);
  event(EVENT_MOVE, serial, address, size, REALLOC, stack);
  return address;
}

export function free(address: u32, stack: u32): void {
  release(address, FREE, stack);
}

/** @param alignment 0 where the form has none */
export function operatorNew(size: u32, alignment: u32, flags: u32, stack: u32): u32 {
  const routine = (flags & OPERATOR_ARRAY) != 0 ? NEW_ARRAY : NEW;
  const address = allocateAs(routine, size, alignment <= 16 ? 4 : 31 - clz(alignment), stack);
  if (address == 0 && (flags & OPERATOR_NOTHROW) == 0) newFailed(size);
  return address;
}

export function operatorDelete(address: u32, flags: u32, stack: u32): void {
  release(address, (flags & OPERATOR_ARRAY) != 0 ? DELETE_ARRAY : DELETE, stack);
}

/** The alignment is 2 ** alignLog, at least 16. */
export function allocateAs(routine: u32, size: u32, alignLog: u32, stack: u32): u32 {
  if (size >= TOO_LARGE) return fail();
  const address = alignLog == 4 ? obtain(size) : obtainAligned(1 << alignLog, size);
  if (address == 0) return fail();
  if (recording) born(address, size, routine | (alignLog == 4 ? 0 : alignLog << 8), stack);
  return address;
}

function release(address: u32, routine: u32, stack: u32): void {
  if (address == 0) return;
  if (recording) event(EVENT_FREE, died(address), address, 0, routine, stack);
  giveBack(address);
}

function entryOf(address: u32): u32 {
  return serials + ((address >> 4) << 2);
}

function born(address: u32, size: u32, routine: u32, stack: u32): void {
  store<u32>(entryOf(address), ++births);
  event(EVENT_ALLOC, births, address, size, routine, stack);
}

/** The serial of the block that was live there, or 0. */
function died(address: u32): u32 {
  if (address >= limit) return 0;
  const entry = entryOf(address);
  const serial = load<u32>(entry);
  store<u32>(entry, 0);
  return serial;
}

function fail(): u32 {
  failed();
  return 0;
}
