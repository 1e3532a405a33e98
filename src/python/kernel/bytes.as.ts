/**
 * Bytes moved and filled. The engine's own instructions are calls out of the code, which cost more than moving what most
 * objects have; so few bytes go through registers.
 *
 * Cost: a load and a store for each 8 bytes, the engine's instruction above FEW.
 */
const FEW: i32 = 128;
const EVERY_BYTE: i64 = 0x0101010101010101;

/** Moves bytes; both places may overlap. */
export function copyBytes(to: i32, from: i32, bytes: i32): void {
  if (bytes <= 16) moveFew(to, from, bytes);
  else if (bytes > FEW) memory.copy(to, from, bytes);
  else if (<u32>(to - from) >= <u32>bytes) moveUp(to, from, bytes);
  else moveDown(to, from, bytes);
}

/** All is read before anything is written. */
function moveFew(to: i32, from: i32, bytes: i32): void {
  if (bytes >= 8) {
    const first = load<i64>(from);
    const last = load<i64>(from + bytes - 8);
    store<i64>(to, first);
    store<i64>(to + bytes - 8, last);
  } else if (bytes >= 4) {
    const first = load<i32>(from);
    const last = load<i32>(from + bytes - 4);
    store<i32>(to, first);
    store<i32>(to + bytes - 4, last);
  } else if (bytes > 0) {
    const first = load<u8>(from);
    const middle = load<u8>(from + (bytes >> 1));
    const last = load<u8>(from + bytes - 1);
    store<u8>(to, first);
    store<u8>(to + (bytes >> 1), middle);
    store<u8>(to + bytes - 1, last);
  }
}

function moveUp(to: i32, from: i32, bytes: i32): void {
  const last = load<i64>(from + bytes - 8);
  for (let at = 0; at < bytes - 8; at += 8) store<i64>(to + at, load<i64>(from + at));
  store<i64>(to + bytes - 8, last);
}

function moveDown(to: i32, from: i32, bytes: i32): void {
  const first = load<i64>(from);
  for (let at = bytes - 8; at > 0; at -= 8) store<i64>(to + at, load<i64>(from + at));
  store<i64>(to, first);
}

export function fillBytes(to: i32, value: i32, bytes: i32): void {
  if (bytes > FEW) {
    memory.fill(to, <u8>value, bytes);
    return;
  }
  const pattern = <i64>(value & 0xff) * EVERY_BYTE;
  if (bytes >= 8) {
    for (let at = 0; at < bytes - 8; at += 8) store<i64>(to + at, pattern);
    store<i64>(to + bytes - 8, pattern);
  } else if (bytes >= 4) {
    store<i32>(to, <i32>pattern);
    store<i32>(to + bytes - 4, <i32>pattern);
  } else for (let at = 0; at < bytes; at++) store<u8>(to + at, <u8>value);
}
