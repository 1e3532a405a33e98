/** Writes the lives of blocks into the ring that event-codes.ts draws, when a run is recorded. */
import { EVENT_BYTES, EVENT_CAPACITY } from '../../events/event-codes';
import { eventsFull } from './problems.as';

let ring: u32 = 0;
/** Address of the clock, an f64 that instrumented code counts up. */
let clock: u32 = 0;
let recording: bool = false;

/** Events in the ring; whoever takes them out sets it to 0. */
export let eventCount: u32 = 0;

export function openEvents(base: u32): void {
  ring = base;
}

export function recordEvents(clockAt: u32): void {
  clock = clockAt;
  recording = true;
}

export function event(kind: u32, serial: u32, address: u32, size: u32, routine: u32, stack: u32): void {
  if (!recording) return;
  const at = ring + eventCount * EVENT_BYTES;
  store<f64>(at, clock != 0 ? load<f64>(clock) : 0);
  store<u32>(at, kind | (routine << 8), 8);
  store<u32>(at, serial, 12);
  store<u32>(at, address, 16);
  store<u32>(at, size, 20);
  store<u32>(at, stack, 24);
  eventCount++;
  if (eventCount == EVENT_CAPACITY) eventsFull();
}
