/**
 * Marks blocks in the shadow plane (shadow.ts). A block begins at a multiple of 16, so its bits begin at a byte; and the
 * bits of the redzones around it are 0, so whole bytes, and beyond the block up to 32 bits, are simply stored.
 *
 * Cost: one store for up to 64 bytes, else one for each 64; beyond 4096 bytes a bulk fill.
 */

const BULK: u32 = 64;

let plane: u32 = 0;

export function openShadow(base: u32): void {
  plane = base;
}

export function isAddressable(address: u32): bool {
  return ((load<u8>(plane + (address >> 3)) >> (address & 7)) & 1) != 0;
}

export function markAddressable(address: u32, size: u32): void {
  mark(address, size, -1);
}

export function markUnaddressable(address: u32, size: u32): void {
  mark(address, size, 0);
}

/** Where in [from, to) of the plane something is marked first, or `to`. Memory addresses, multiples of 32. */
export function firstMarked(from: u32, to: u32): u32 {
  for (let at = from; at < to; at += 32) {
    if ((load<u64>(at) | load<u64>(at, 8) | load<u64>(at, 16) | load<u64>(at, 24)) != 0) return at;
  }
  return to;
}

function mark(address: u32, size: u32, value: i64): void {
  let at = plane + (address >> 3);
  let rest = size;
  if (rest > 64) {
    const words = rest >> 6;
    const end = at + (words << 3);
    if (words > BULK) memory.fill(at, <u8>value, words << 3);
    else for (let word = at; word < end; word += 8) store<u64>(word, value);
    at = end;
    rest &= 63;
  }
  if (rest == 0) return;
  const bits = value & (<u64>-1 >> (64 - rest));
  if (rest <= 8) store<u8>(at, bits);
  else if (rest <= 16) store<u16>(at, bits);
  else if (rest <= 32) store<u32>(at, bits);
  else store<u64>(at, bits);
}
