/**
 * Where the blocks of the heap come from: for each block that was handed out while tracing, the number of its trace (what
 * the language's stack looked like, traces.as.ts) and its bytes.
 *
 *     TRACE_TOP ──> a word for each 64 KiB of addresses ──> table of the piece: two words for each 16 bytes
 *
 * No two blocks begin within the same 16 bytes. Tables are made when a block of their piece is traced first, by the
 * allocator, and are not traced themselves.
 *
 * Cost: a few loads and stores for a block that comes or goes; half as many bytes again as the pieces have.
 */
import {
  BEHIND_SHIFT,
  BYTE_BLOCK,
  BYTES_MASK,
  ENTRY_BLOCK,
  LARGE_ENTRY_BLOCK,
  LARGE_FREE,
  LARGE_MALLOC,
  ORIGIN_BITS,
  ORIGIN_MASK,
  OWN_BLOCK,
  PAUSED,
  PROFILED_NOW,
  PROFILED_PEAK,
  PROFILING,
  RECORDING,
  RECORD_FREED,
  TRACED_NOW,
  TRACED_PEAK,
  TRACE_BYTES,
  TRACE_ENTRY,
  TRACE_MARK,
  TRACE_MARKED,
  TRACE_ORIGIN,
  TRACE_OVERHEAD,
  TRACE_PIECE_LOG,
  TRACE_SOURCE,
  TRACE_TABLE_BYTES,
  TRACE_TOP,
  TRACE_TOP_BYTES,
  WORD_BLOCK,
} from '../format';
import { record } from './recording.as';
import { countAllocation, countRelease, newPeak } from './traces.as';

const PIECE_MASK: i32 = (1 << TRACE_PIECE_LOG) - 1;

function entryOf(table: i32, block: i32): i32 {
  return table + ((block & PIECE_MASK) >> 4) * TRACE_ENTRY;
}

function topOf(block: i32): i32 {
  return load<i32>(TRACE_TOP) + ((block >> TRACE_PIECE_LOG) << 2);
}

/** A block begins. `front`: where in it the object is, or less than 0. */
export function noteBlock(block: i32, bytes: i32, front: i32, mode: i32): void {
  if ((mode & PAUSED) != 0 || front == OWN_BLOCK || <u32>bytes > <u32>BYTES_MASK) return;
  const top = topOf(block);
  let table = load<i32>(top);
  if (table == 0) {
    table = newTable();
    // Without room for a table the block stays untraced.
    if (table == 0) return;
    store<i32>(top, table);
  }
  const trace = call_indirect<i32>(load<i32>(TRACE_SOURCE));
  const origin = trace | (((front >> 2) + 1) << ORIGIN_BITS);
  const mark = load<i32>(TRACE_MARK);
  const size = bytes | mark | ((block & 8) << BEHIND_SHIFT);
  store<i64>(entryOf(table, block), ((<i64>size) << 32) | <i64>(<u32>origin));
  if (mark != 0) {
    const now = load<u32>(TRACED_NOW) + estimate(bytes, front);
    store<u32>(TRACED_NOW, now);
    if (now > load<u32>(TRACED_PEAK)) store<u32>(TRACED_PEAK, now);
  }
  if ((mode & PROFILING) != 0) profile(trace, bytes);
  if ((mode & RECORDING) != 0) record(block, bytes, trace);
}

function profile(trace: i32, bytes: i32): void {
  countAllocation(trace, bytes);
  const now = load<u32>(PROFILED_NOW) + bytes;
  store<u32>(PROFILED_NOW, now);
  if (now <= load<u32>(PROFILED_PEAK)) return;
  store<u32>(PROFILED_PEAK, now);
  newPeak();
}

/** A block that has been kept is used anew: if it is traced at all, it comes from here now. */
export function noteAgain(block: i32): void {
  const table = load<i32>(topOf(block));
  if (table == 0) return;
  const entry = entryOf(table, block);
  const origin = load<i32>(entry, TRACE_ORIGIN);
  if (origin == 0) return;
  const trace = call_indirect<i32>(load<i32>(TRACE_SOURCE));
  store<i32>(entry, trace | (origin & ~ORIGIN_MASK), TRACE_ORIGIN);
}

/** A block ends. */
export function forgetBlock(block: i32, mode: i32): void {
  const table = load<i32>(topOf(block));
  if (table == 0) return;
  const entry = entryOf(table, block);
  const origin = load<i32>(entry, TRACE_ORIGIN);
  if (origin == 0) return;
  store<i32>(entry, 0, TRACE_ORIGIN);
  const size = load<i32>(entry, TRACE_BYTES);
  const bytes = size & BYTES_MASK;
  if ((size & TRACE_MARKED) != 0) {
    const front = ((origin >> ORIGIN_BITS) << 2) - 4;
    store<u32>(TRACED_NOW, load<u32>(TRACED_NOW) - estimate(bytes, front));
  }
  if ((mode & PROFILING) != 0) {
    countRelease(origin & ORIGIN_MASK, bytes);
    store<u32>(PROFILED_NOW, load<u32>(PROFILED_NOW) - bytes);
  }
  if ((mode & RECORDING) != 0) record(block | RECORD_FREED, bytes, 0);
}

/** Where in a block that is noted its object is; less than 0: its kind, WORD_BLOCK if it is not noted. */
export function notedFront(block: i32): i32 {
  const table = load<i32>(topOf(block));
  return table == 0 ? WORD_BLOCK : ((load<i32>(entryOf(table, block), TRACE_ORIGIN) >> ORIGIN_BITS) << 2) - 4;
}

/** A block has another size where it is: it comes from here now. */
export function resizeNoted(block: i32, bytes: i32, mode: i32): void {
  const front = notedFront(block);
  forgetBlock(block, mode);
  noteBlock(block, bytes, front, mode);
}

/** Takes the program's mark from all blocks: it traces no more, while somebody else goes on. */
export function unmarkAll(): void {
  const top = load<i32>(TRACE_TOP);
  for (let at = top; at < top + TRACE_TOP_BYTES; at += 4) {
    const table = load<i32>(at);
    if (table == 0) continue;
    for (let entry = table; entry < table + TRACE_TABLE_BYTES; entry += TRACE_ENTRY)
      store<i32>(entry, load<i32>(entry, TRACE_BYTES) & ~TRACE_MARKED, TRACE_BYTES);
  }
  store<u32>(TRACED_NOW, 0);
  store<u32>(TRACED_PEAK, 0);
}

const KEYS_HEAD: u32 = 16;
/** Tables up to that have indices of one byte. */
const SHORT_TABLE: i32 = 1504;

/** What the block would take with words of 64 bits, roughly: for the peak. */
function estimate(bytes: i32, front: i32): u32 {
  // Numbers, and what else has no head: mostly strings.
  if (front == 0) return bytes <= 16 ? bytes + 12 : bytes + 24;
  if (front == BYTE_BLOCK) return bytes;
  if (front == ENTRY_BLOCK) return bytes + KEYS_HEAD;
  if (front != LARGE_ENTRY_BLOCK) return bytes << 1;
  const entries = bytes <= SHORT_TABLE ? ((bytes - KEYS_HEAD) * 2) / 35 : (bytes - KEYS_HEAD) / 19;
  return bytes + KEYS_HEAD + 8 * entries;
}

function newTable(): i32 {
  const table = call_indirect<i32>(load<i32>(LARGE_MALLOC), TRACE_TABLE_BYTES);
  if (table == 0) return 0;
  memory.fill(table, 0, TRACE_TABLE_BYTES);
  store<i32>(TRACE_OVERHEAD, load<i32>(TRACE_OVERHEAD) + TRACE_TABLE_BYTES);
  return table;
}

/** Forgets all blocks; their tables go back. */
export function forgetAll(): void {
  const top = load<i32>(TRACE_TOP);
  if (top == 0) return;
  for (let at = top; at < top + TRACE_TOP_BYTES; at += 4) {
    const table = load<i32>(at);
    if (table == 0) continue;
    call_indirect<void>(load<i32>(LARGE_FREE), table);
    store<i32>(at, 0);
    store<i32>(TRACE_OVERHEAD, load<i32>(TRACE_OVERHEAD) - TRACE_TABLE_BYTES);
  }
  store<u32>(TRACED_NOW, 0);
  store<u32>(TRACED_PEAK, 0);
}
