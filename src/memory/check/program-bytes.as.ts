/**
 * The program's own bytes, as against the checker's tables. In a memory of the program's own both lie in one, and these are
 * single instructions. Where its memory is paged the kernel imports them (scripts/kernels.mjs), from program/kernel.as.ts,
 * which goes through the program's pages.
 */

export function loadWord(address: u32): u32 {
  return load<u32>(address);
}

/** The sum of four words: what is asked for is only that they are near by then, so one call does for several. */
export function touch(first: u32, second: u32, third: u32, fourth: u32): u32 {
  return load<u32>(first) + load<u32>(second) + load<u32>(third) + load<u32>(fourth);
}

export function storeWord(address: u32, value: u32): void {
  store<u32>(address, value);
}

export function fill(address: u32, byte: u32, size: u32): void {
  memory.fill(address, <u8>byte, size);
}

export function copy(to: u32, from: u32, size: u32): void {
  memory.copy(to, from, size);
}
