/** Writes the call log that call-codes.ts draws. No call is cut in two by the end of the buffer. */
import { MEMALIGN, NEW, NEW_ARRAY, POSIX_MEMALIGN, REALLOC } from '../../events/routine-codes';
import {
  CALL_ALIGNED_NEW,
  CALL_ALIGNED_NEW_ARRAY,
  CALL_CAPACITY,
  CALL_CODE_SHIFT,
  CALL_FREED_BY_REALLOC,
  CALL_GRAIN_SHIFT,
  CALL_MOVED,
  CALL_WORDS,
} from '../../events/call-codes';
import { callsFull } from '../calls/problems.as';

let buffer: u32 = 0;
let last: u32 = 0;

export let isLogging: bool = false;
/** Address behind the last word; whoever takes the log out sets it back to the buffer's start. */
export let callsEnd: u32 = 0;

export function logCalls(at: u32): void {
  buffer = callsEnd = at;
  last = at + ((CALL_CAPACITY - CALL_WORDS) << 2);
  isLogging = true;
}

export function logBirth(address: u32, size: u32, routine: u32, alignLog: u32): void {
  let at = callsEnd;
  let code = routine;
  if (alignLog > 4 || (routine >= <u32>MEMALIGN && routine <= <u32>POSIX_MEMALIGN)) {
    if (routine == NEW) code = CALL_ALIGNED_NEW;
    else if (routine == NEW_ARRAY) code = CALL_ALIGNED_NEW_ARRAY;
    store<u32>(at, alignLog, 8);
    callsEnd = at + 12;
  } else callsEnd = at + 8;
  store<u32>(at, word(address, code));
  store<u32>(at, size, 4);
  if (callsEnd > last) callsFull();
}

export function logDeath(address: u32, routine: u32): void {
  const at = callsEnd;
  callsEnd = at + 4;
  store<u32>(at, word(address, routine == REALLOC ? CALL_FREED_BY_REALLOC : routine));
  if (callsEnd > last) callsFull();
}

export function logMove(old: u32, size: u32, address: u32): void {
  const at = callsEnd;
  callsEnd = at + 12;
  store<u32>(at, word(old, CALL_MOVED));
  store<u32>(at, size, 4);
  store<u32>(at, address, 8);
  if (callsEnd > last) callsFull();
}

function word(address: u32, code: u32): u32 {
  return (address >> CALL_GRAIN_SHIFT) | (code << CALL_CODE_SHIFT);
}
