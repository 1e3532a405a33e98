/** StringIO: what is written and asked for often. format/io.ts draws it; the rest is in TypeScript. */
import { MEMORY_DATA, MEMORY_LENGTH, MEMORY_OPEN, MEMORY_PLAIN, MEMORY_POSITION, MEMORY_ROOM } from '../../format/io';
import { CHARACTERS_AT, LENGTH } from '../../format/objects';
import { VALUE_ERROR } from '../../format/types';
import { allocBlock, freeBlock } from '../../kernel/alloc.as';
import { copyBytes, fillBytes } from '../../kernel/bytes.as';
import { noMemory, raise } from '../../kernel/errors.as';
import { call4 } from '../../kernel/slots.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { copyCharacters, isExactStr, strOf, widthOf } from '../../objects/text/strings.as';

const LEAST_ROOM: i32 = 64;
const MOST_ROOM: i64 = 0x7000_0000;
const WORD_LOG: i32 = 2;

/** Makes the block hold so many bytes. False with MemoryError. */
export function string_io_reserve(p: i32, bytes: i32): bool {
  const room = load<i32>(p, MEMORY_ROOM);
  if (<u32>bytes <= <u32>room) return true;
  const larger = max(<i64>max(bytes, LEAST_ROOM), min(<i64>room * 2, MOST_ROOM));
  const data = bytes < 0 || larger > MOST_ROOM ? 0 : allocBlock(<i32>larger);
  if (data == 0) {
    noMemory();
    return false;
  }
  const old = load<i32>(p, MEMORY_DATA);
  if (old != 0) {
    copyBytes(data, old, room);
    freeBlock(old, room);
  }
  fillBytes(data + room, 0, <i32>larger - room);
  store<i32>(p, data, MEMORY_DATA);
  store<i32>(p, <i32>larger, MEMORY_ROOM);
  return true;
}

export function string_io_drop(p: i32): void {
  const data = load<i32>(p, MEMORY_DATA);
  if (data != 0) freeBlock(data, load<i32>(p, MEMORY_ROOM));
  store<i32>(p, 0, MEMORY_DATA);
  store<i32>(p, 0, MEMORY_ROOM);
  store<i32>(p, 0, MEMORY_LENGTH);
}

function isOpen(p: i32): bool {
  return load<i32>(p, MEMORY_OPEN) != 0;
}

let slowTextWrite: i32 = 0;

export function string_io_write_slow(index: i32): void {
  slowTextWrite = index;
}

/** Where something of a length goes; what lies between the end and it is zeros. 0 if there is no room, with an exception. */
function placeFor(p: i32, length: i32): i32 {
  const position = load<i32>(p, MEMORY_POSITION);
  const end = (<i64>position + length) << WORD_LOG;
  if (!string_io_reserve(p, end > MOST_ROOM ? -1 : <i32>end)) return 0;
  const size = load<i32>(p, MEMORY_LENGTH);
  const data = load<i32>(p, MEMORY_DATA);
  if (position > size) fillBytes(data + (size << WORD_LOG), 0, (position - size) << WORD_LOG);
  store<i32>(p, max(size, position + length), MEMORY_LENGTH);
  store<i32>(p, position + length, MEMORY_POSITION);
  return data + (position << WORD_LOG);
}

export function string_io_write(p: i32, args: i32, positional: i32, names: i32): i32 {
  const given = positional == 1 && names == 0 ? load<i32>(args) : 0;
  if (given == 0 || !isExactStr(given) || !isOpen(p) || load<i32>(p, MEMORY_PLAIN) == 0)
    return call4(slowTextWrite, p, args, positional, names);
  const length = load<i32>(given, LENGTH);
  if (length == 0) return newInt(0);
  const to = placeFor(p, length);
  if (to == 0) return 0;
  copyCharacters(to, 4, given + CHARACTERS_AT, widthOf(given), length);
  return newInt(length);
}

export function string_io_getvalue(p: i32): i32 {
  if (!isOpen(p)) return raise(VALUE_ERROR, 'I/O operation on closed file');
  return strOf(load<i32>(p, MEMORY_DATA), 4, 0, load<i32>(p, MEMORY_LENGTH));
}
