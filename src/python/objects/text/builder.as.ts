/**
 * Text that is put together piece by piece, in a block of its own that grows, and widens when a piece needs it.
 *
 *     builder   +0 DATA, a block   +4 COUNT of characters   +8 ROOM for characters   +12 WIDTH of a character
 *               +16 FIRST, a str that was added whole before anything else, owned, or 0: if nothing follows it is the result
 *
 * What adds returns false when there is no memory (MemoryError is pending); whoever opened a builder must close it by
 * `finish` or `drop`, whatever happened. Cost: amortised constant per character.
 */
import { CHARACTERS_AT, LENGTH, STR_FLAGS, WIDTH_MASK } from '../../format/objects';
import { allocBlock, freeBlock } from '../../kernel/alloc.as';
import { newRef, xdecref } from '../../kernel/counts.as';
import { noMemory } from '../../kernel/errors.as';
import { copyCharacters, isExactStr, storeCharacter, strOf, widthFor } from './strings.as';

const DATA = 0;
const COUNT = 4;
const ROOM = 8;
const WIDTH = 12;
const FIRST = 16;
const BUILDER_BYTES = 24;
const MOST_BYTES: i64 = 0x7000_0000;

/** 0 if there is no memory. */
export function openBuilder(room: i32): i32 {
  const b = allocBlock(BUILDER_BYTES);
  if (b == 0) return noMemory();
  const capacity = max(room, 16);
  const data = allocBlock(capacity);
  if (data == 0) {
    freeBlock(b, BUILDER_BYTES);
    return noMemory();
  }
  store<i32>(b, data, DATA);
  store<i32>(b, 0, COUNT);
  store<i32>(b, capacity, ROOM);
  store<i32>(b, 1, WIDTH);
  store<i32>(b, 0, FIRST);
  return b;
}

export function drop(b: i32): void {
  xdecref(load<i32>(b, FIRST));
  freeBlock(load<i32>(b, DATA), load<i32>(b, ROOM) * load<i32>(b, WIDTH));
  freeBlock(b, BUILDER_BYTES);
}

/** Drops it and gives the 0 of a failure. */
export function dropFailed(b: i32): i32 {
  drop(b);
  return 0;
}

export function countOfBuilder(b: i32): i32 {
  return load<i32>(b, COUNT);
}

/** Address of its characters, until something is added. */
export function dataOf(b: i32): i32 {
  return load<i32>(b, DATA);
}

/** The string, and the builder is gone. */
export function finish(b: i32): i32 {
  const data = load<i32>(b, DATA);
  const count = load<i32>(b, COUNT);
  const first = load<i32>(b, FIRST);
  // One character that was made for this alone is the str that there is of it.
  const isWhole = first != 0 && load<i32>(first, LENGTH) == count && (count > 1 || load<i32>(first) > 1);
  const s = isWhole ? newRef(first) : strOf(data, load<i32>(b, WIDTH), 0, count);
  drop(b);
  return s;
}

/** Makes room for more characters of a width; afterwards the builder has at least that width. */
function reserve(b: i32, more: i32, width: i32): bool {
  const count = load<i32>(b, COUNT);
  const room = load<i32>(b, ROOM);
  const old = load<i32>(b, WIDTH);
  if (<u32>more <= <u32>(room - count) && width <= old) return true;
  const wider = max(width, old);
  const needed = <i64>count + more;
  let larger = needed <= room ? <i64>room : needed + (needed >> 1) + 16;
  if (larger * wider > MOST_BYTES) larger = needed;
  const data = needed * wider > MOST_BYTES ? 0 : allocBlock(<i32>larger * wider);
  if (data == 0) {
    noMemory();
    return false;
  }
  copyCharacters(data, wider, load<i32>(b, DATA), old, count);
  freeBlock(load<i32>(b, DATA), room * old);
  store<i32>(b, data, DATA);
  store<i32>(b, <i32>larger, ROOM);
  store<i32>(b, wider, WIDTH);
  return true;
}

export function addCharacter(b: i32, c: u32): bool {
  if (!reserve(b, 1, widthFor(c))) return false;
  const count = load<i32>(b, COUNT);
  storeCharacter(load<i32>(b, DATA), load<i32>(b, WIDTH), count, c);
  store<i32>(b, count + 1, COUNT);
  return true;
}

/** Adds the characters in [from, to) of memory that the builder does not own. */
export function addRange(b: i32, base: i32, width: i32, from: i32, to: i32): bool {
  if (to <= from) return true;
  if (!reserve(b, to - from, width)) return false;
  const count = load<i32>(b, COUNT);
  const wide = load<i32>(b, WIDTH);
  copyCharacters(load<i32>(b, DATA) + count * wide, wide, base + from * width, width, to - from);
  store<i32>(b, count + to - from, COUNT);
  return true;
}

/** Adds a string, all of it. */
export function addStr(b: i32, s: i32): bool {
  if (load<i32>(b, COUNT) == 0 && load<i32>(b, FIRST) == 0 && load<i32>(s, LENGTH) > 0 && isExactStr(s))
    store<i32>(b, newRef(s), FIRST);
  return addRange(b, s + CHARACTERS_AT, load<i32>(s, STR_FLAGS) & WIDTH_MASK, 0, load<i32>(s, LENGTH));
}

/** Adds the characters in [from, to) of a string. */
export function addPart(b: i32, s: i32, from: i32, to: i32): bool {
  if (from == 0 && to == load<i32>(s, LENGTH)) return addStr(b, s);
  return addRange(b, s + CHARACTERS_AT, load<i32>(s, STR_FLAGS) & WIDTH_MASK, from, to);
}

/** Adds a character several times. */
export function addFill(b: i32, c: u32, times: i32): bool {
  if (times <= 0) return true;
  if (!reserve(b, times, widthFor(c))) return false;
  const count = load<i32>(b, COUNT);
  const data = load<i32>(b, DATA);
  const width = load<i32>(b, WIDTH);
  for (let i = 0; i < times; i++) storeCharacter(data, width, count + i, c);
  store<i32>(b, count + times, COUNT);
  return true;
}

/** Adds a number in decimal digits. */
export function addNumber(b: i32, value: i64): bool {
  if (value < 0) return addCharacter(b, 0x2d) && addNumber(b, -value);
  return (value < 10 || addNumber(b, value / 10)) && addCharacter(b, 0x30 + <u32>(value % 10));
}

/** Adds a character as hexadecimal digits, so many. */
export function addHex(b: i32, value: u32, digits: i32): bool {
  for (let shift = (digits - 1) << 2; shift >= 0; shift -= 4) {
    const digit = (value >> shift) & 15;
    if (!addCharacter(b, digit < 10 ? 0x30 + digit : 0x57 + digit)) return false;
  }
  return true;
}
