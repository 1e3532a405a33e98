/**
 * C's malloc family straight over an allocator: NULL, zero sizes, overflow and errno, and nothing else. For runs that
 * look at the allocator instead of at the program's mistakes: a wrong free goes through and does what it does natively.
 *
 * Recorded, each call becomes an event (heap-events.ts) whose serial is 0: nothing here knows a block but by its address;
 * or, for a few bytes a call, a line of the call log.
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
import { event, openEvents } from '../calls/events.as';
import { corrupted, failed, newFailed } from '../calls/problems.as';
import { isLogging, logBirth, logDeath, logMove } from './call-log.as';

export { eventCount, recordEvents } from '../calls/events.as';
export { usableSize } from '../calls/allocator.as';
export { callsEnd, logCalls } from './call-log.as';

/** Sizes from here on no allocator serves. */
const TOO_LARGE: u32 = 0x7fff_0000;

/** Blocks are below it. */
let limit: u32 = 0;

export function open(programLimit: u32, events: u32): void {
  limit = programLimit;
  openEvents(events);
}

export function malloc(size: u32, stack: u32): u32 {
  return allocateAs(MALLOC, size, 4, stack);
}

export function calloc(count: u32, size: u32, stack: u32): u32 {
  const total = <u64>count * size;
  if (total >= TOO_LARGE) return fail();
  const address = obtain(<u32>total);
  if (address == 0) return fail();
  requireInside(address, <u32>total);
  memory.fill(address, 0, <u32>total);
  if (isLogging) logBirth(address, <u32>total, CALLOC, 4);
  event(EVENT_ALLOC, 0, address, <u32>total, CALLOC, stack);
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
  requireInside(address, size);
  if (isLogging) logMove(old, size, address);
  // What was freed and what was born are one event; the old address stands in the place of the serial.
  event(EVENT_MOVE, old, address, size, REALLOC, stack);
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
  requireInside(address, size);
  if (isLogging) logBirth(address, size, routine, alignLog);
  event(EVENT_ALLOC, 0, address, size, routine, stack);
  return address;
}

function release(address: u32, routine: u32, stack: u32): void {
  if (address == 0) return;
  if (isLogging) logDeath(address, routine);
  event(EVENT_FREE, 0, address, 0, routine, stack);
  giveBack(address);
}

/** Only an allocator whose data were overwritten gives what is not the heap's. */
function requireInside(address: u32, size: u32): void {
  if (size > limit || address > limit - size) corrupted(address);
}

function fail(): u32 {
  failed();
  return 0;
}
