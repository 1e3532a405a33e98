/**
 * The part of a replay that must not cost more than what it measures: the calls of a trace one after the other, as a
 * compiled program would make them, and the pattern that blocks are filled with.
 *
 * Cost: run, a load of 12 bytes and a call for each row; fill and damage, a word at a time.
 */
import { TRACE_CALLOC, TRACE_FREE, TRACE_MALLOC, TRACE_REALLOC } from '../../events/trace/trace-codes';
import { free, malloc, memalign, realloc } from '../calls/allocator.as';
import { ADDRESS_BYTES, ALIGN_LOG_SHIFT, ROW_BYTES, ROW_OPERATION, ROW_SIZE } from './format';

/** Odd, so that words at different offsets differ. */
const STRIDE: u32 = 0x9e3779b1;

/** Makes the calls of `count` rows; the blocks' addresses stand from `addresses` on. Calls that fail are passed over. */
export function run(rows: u32, count: u32, addresses: u32): void {
  const end = rows + count * ROW_BYTES;
  for (let row = rows; row < end; row += ROW_BYTES) {
    const slot = addresses + load<u32>(row) * ADDRESS_BYTES;
    const size = load<u32>(row, ROW_SIZE);
    const operation = load<u32>(row, ROW_OPERATION);
    const what = operation & 0xff;
    if (what == TRACE_MALLOC) store<u32>(slot, malloc(size));
    else if (what == TRACE_FREE) {
      const address = load<u32>(slot);
      if (address != 0) free(address);
    } else if (what == TRACE_REALLOC) {
      const address = load<u32>(slot);
      const moved = address == 0 ? 0 : realloc(address, size);
      if (moved != 0) store<u32>(slot, moved);
    } else if (what == TRACE_CALLOC) {
      const address = malloc(size);
      store<u32>(slot, address);
      if (address != 0) memory.fill(address, 0, size);
    } else store<u32>(slot, memalign(1 << (operation >> ALIGN_LOG_SHIFT), size));
  }
}

/** The pattern of `seed` over `size` bytes. `address` is a multiple of 4. */
export function fill(address: u32, size: u32, seed: u32): void {
  let word = seed;
  const whole = address + (size & ~3);
  for (let at = address; at < whole; at += 4) {
    store<u32>(at, word);
    word += STRIDE;
  }
  for (let at = whole; at < address + size; at++) {
    store<u8>(at, word);
    word >>= 8;
  }
}

/** Offset of the first byte (or its word's) that is not of the pattern; -1 when all are. */
export function damage(address: u32, size: u32, seed: u32): i32 {
  let word = seed;
  const whole = address + (size & ~3);
  for (let at = address; at < whole; at += 4) {
    if (load<u32>(at) != word) return at - address;
    word += STRIDE;
  }
  for (let at = whole; at < address + size; at++) {
    if (load<u8>(at) != (word & 0xff)) return at - address;
    word >>= 8;
  }
  return -1;
}
