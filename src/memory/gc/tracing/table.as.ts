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
  BYTES_MASK,
  HEAP_MODE,
  LARGE_FREE,
  LARGE_MALLOC,
  ORIGIN_BITS,
  PROFILED_NOW,
  PROFILED_PEAK,
  PROFILING,
  TRACED_NOW,
  TRACED_PEAK,
  TRACE_BYTES,
  TRACE_ENTRY,
  TRACE_ORIGIN,
  TRACE_OVERHEAD,
  TRACE_PIECE_LOG,
  TRACE_SOURCE,
  TRACE_TABLE_BYTES,
  TRACE_TOP,
  TRACE_TOP_BYTES,
} from '../format';
import { countAllocation } from './traces.as';

const PIECE_MASK: i32 = (1 << TRACE_PIECE_LOG) - 1;

function entryOf(table: i32, block: i32): i32 {
  return table + ((block & PIECE_MASK) >> 4) * TRACE_ENTRY;
}

function topOf(block: i32): i32 {
  return load<i32>(TRACE_TOP) + ((block >> TRACE_PIECE_LOG) << 2);
}

/** A block begins. `front`: where in it the object is, or less than 0. */
export function noteBlock(block: i32, bytes: i32, front: i32): void {
  const top = topOf(block);
  let table = load<i32>(top);
  if (table == 0) {
    table = newTable();
    // Without room for a table the block stays untraced.
    if (table == 0) return;
    store<i32>(top, table);
  }
  const entry = entryOf(table, block);
  const trace = call_indirect<i32>(load<i32>(TRACE_SOURCE));
  store<i32>(entry, trace | (((front >> 2) + 1) << ORIGIN_BITS), TRACE_ORIGIN);
  store<i32>(entry, bytes | ((block & 8) << BEHIND_SHIFT), TRACE_BYTES);
  const now = load<u32>(TRACED_NOW) + estimate(bytes, front);
  store<u32>(TRACED_NOW, now);
  if (now > load<u32>(TRACED_PEAK)) store<u32>(TRACED_PEAK, now);
  if ((load<i32>(HEAP_MODE) & PROFILING) != 0) profile(trace, bytes);
}

function profile(trace: i32, bytes: i32): void {
  countAllocation(trace, bytes);
  const now = load<u32>(PROFILED_NOW) + bytes;
  store<u32>(PROFILED_NOW, now);
  if (now > load<u32>(PROFILED_PEAK)) store<u32>(PROFILED_PEAK, now);
}

/** A block ends. */
export function forgetBlock(block: i32): void {
  const table = load<i32>(topOf(block));
  if (table == 0) return;
  const entry = entryOf(table, block);
  const origin = load<i32>(entry, TRACE_ORIGIN);
  if (origin == 0) return;
  const bytes = load<i32>(entry, TRACE_BYTES) & BYTES_MASK;
  const front = ((origin >>> ORIGIN_BITS) << 2) - 4;
  store<u32>(TRACED_NOW, load<u32>(TRACED_NOW) - estimate(bytes, front));
  if ((load<i32>(HEAP_MODE) & PROFILING) != 0) store<u32>(PROFILED_NOW, load<u32>(PROFILED_NOW) - bytes);
  store<i32>(entry, 0, TRACE_ORIGIN);
}

/** What the block would take with words of 64 bits, roughly: for the peak. */
function estimate(bytes: i32, front: i32): u32 {
  return front == 0 ? bytes + 12 : bytes << 1;
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
