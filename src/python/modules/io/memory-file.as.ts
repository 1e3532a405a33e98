/** Files in memory: what is written, read and asked for often. format/io.ts draws them; the rest is in TypeScript. */
import {
  LENT_BY,
  MEMORY_DATA,
  MEMORY_EXPORTS,
  MEMORY_LENGTH,
  MEMORY_OPEN,
  MEMORY_PLAIN,
  MEMORY_POSITION,
  MEMORY_ROOM,
} from '../../format/io';
import { NONE } from '../../format/memory-map';
import { CHARACTERS_AT, DIGITS, LENGTH, VALUE } from '../../format/objects';
import { INT_TYPE, VALUE_ERROR } from '../../format/types';
import { allocBlock, freeBlock } from '../../kernel/alloc.as';
import { copyBytes, fillBytes } from '../../kernel/bytes.as';
import { noMemory, raise } from '../../kernel/errors.as';
import { call4, typeOf } from '../../kernel/slots.as';
import { fillBuffer } from '../../objects/bytes/buffers.as';
import { bytesOf, isExactBytes } from '../../objects/bytes/bytes.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { copyCharacters, isExactStr, strOf, widthOf } from '../../objects/text/strings.as';

const LEAST_ROOM: i32 = 64;
const MOST_ROOM: i64 = 0x7000_0000;
const WORD_LOG: i32 = 2;

/** Makes the block hold so many bytes. False with MemoryError. */
export function memory_file_reserve(p: i32, bytes: i32): bool {
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

export function memory_file_drop(p: i32): void {
  const data = load<i32>(p, MEMORY_DATA);
  if (data != 0) freeBlock(data, load<i32>(p, MEMORY_ROOM));
  store<i32>(p, 0, MEMORY_DATA);
  store<i32>(p, 0, MEMORY_ROOM);
  store<i32>(p, 0, MEMORY_LENGTH);
}

function isOpen(p: i32): bool {
  return load<i32>(p, MEMORY_OPEN) != 0;
}

let slowWrite: i32 = 0;
let slowRead: i32 = 0;
let slowReadLine: i32 = 0;
let slowTextWrite: i32 = 0;

export function bytes_io_write_slow(index: i32): void {
  slowWrite = index;
}

export function bytes_io_read_slow(index: i32): void {
  slowRead = index;
}

export function bytes_io_readline_slow(index: i32): void {
  slowReadLine = index;
}

export function string_io_write_slow(index: i32): void {
  slowTextWrite = index;
}

/** Where something of a length goes; what lies between the end and it is zeros. 0 if there is no room, with an exception. */
function placeFor(p: i32, length: i32, unitLog: i32): i32 {
  const position = load<i32>(p, MEMORY_POSITION);
  const end = (<i64>position + length) << unitLog;
  if (!memory_file_reserve(p, end > MOST_ROOM ? -1 : <i32>end)) return 0;
  const size = load<i32>(p, MEMORY_LENGTH);
  const data = load<i32>(p, MEMORY_DATA);
  if (position > size) fillBytes(data + (size << unitLog), 0, (position - size) << unitLog);
  store<i32>(p, max(size, position + length), MEMORY_LENGTH);
  store<i32>(p, position + length, MEMORY_POSITION);
  return data + (position << unitLog);
}

export function bytes_io_write(p: i32, args: i32, positional: i32, names: i32): i32 {
  const given = positional == 1 && names == 0 ? load<i32>(args) : 0;
  if (given == 0 || !isExactBytes(given) || !isOpen(p) || load<i32>(p, MEMORY_EXPORTS) != 0)
    return call4(slowWrite, p, args, positional, names);
  const length = load<i32>(given, LENGTH);
  if (length == 0) return newInt(0);
  const to = placeFor(p, length, 0);
  if (to == 0) return 0;
  copyBytes(to, given + CHARACTERS_AT, length);
  return newInt(length);
}

/** How much a call of read asks for: -1 all, -2 if TypeScript must say. */
function amount(args: i32, positional: i32, names: i32): i32 {
  if (names != 0 || positional > 1) return -2;
  if (positional == 0 || load<i32>(args) == NONE) return -1;
  const size = load<i32>(args);
  if (typeOf(size) != INT_TYPE || load<i32>(size, DIGITS) != 0) return -2;
  return max(load<i32>(size, VALUE), -1);
}

/** The next bytes, at most so many. */
function take(p: i32, most: i32): i32 {
  const position = load<i32>(p, MEMORY_POSITION);
  const left = max(load<i32>(p, MEMORY_LENGTH) - position, 0);
  const count = most < 0 ? left : min(most, left);
  if (count > 0) store<i32>(p, position + count, MEMORY_POSITION);
  return bytesOf(load<i32>(p, MEMORY_DATA) + position, count);
}

export function bytes_io_read(p: i32, args: i32, positional: i32, names: i32): i32 {
  const most = amount(args, positional, names);
  return most < -1 || !isOpen(p) ? call4(slowRead, p, args, positional, names) : take(p, most);
}

export function bytes_io_readline(p: i32, args: i32, positional: i32, names: i32): i32 {
  const most = amount(args, positional, names);
  if (most < -1 || !isOpen(p)) return call4(slowReadLine, p, args, positional, names);
  const data = load<i32>(p, MEMORY_DATA);
  const length = load<i32>(p, MEMORY_LENGTH);
  const start = load<i32>(p, MEMORY_POSITION);
  let end = start;
  while (end < length && load<u8>(data + end) != 10) end++;
  const line = min(end + 1, length) - start;
  return take(p, most < 0 ? max(line, 0) : min(most, line));
}

export function bytes_io_getvalue(p: i32): i32 {
  if (!isOpen(p)) return raise(VALUE_ERROR, 'I/O operation on closed file.');
  return bytesOf(load<i32>(p, MEMORY_DATA), load<i32>(p, MEMORY_LENGTH));
}

export function bytes_io_tell(p: i32): i32 {
  if (!isOpen(p)) return raise(VALUE_ERROR, 'I/O operation on closed file.');
  return newInt(load<i32>(p, MEMORY_POSITION));
}

export function string_io_write(p: i32, args: i32, positional: i32, names: i32): i32 {
  const given = positional == 1 && names == 0 ? load<i32>(args) : 0;
  if (given == 0 || !isExactStr(given) || !isOpen(p) || load<i32>(p, MEMORY_PLAIN) == 0)
    return call4(slowTextWrite, p, args, positional, names);
  const length = load<i32>(given, LENGTH);
  if (length == 0) return newInt(0);
  const to = placeFor(p, length, WORD_LOG);
  if (to == 0) return 0;
  copyCharacters(to, 4, given + CHARACTERS_AT, widthOf(given), length);
  return newInt(length);
}

export function string_io_getvalue(p: i32): i32 {
  if (!isOpen(p)) return raise(VALUE_ERROR, 'I/O operation on closed file');
  return strOf(load<i32>(p, MEMORY_DATA), 4, 0, load<i32>(p, MEMORY_LENGTH));
}

/** GET_BUFFER of what getbuffer() lends. */
export function lent_get_buffer(p: i32, buffer: i32, _flags: i32): i32 {
  const file = load<i32>(p, LENT_BY);
  store<i32>(file, load<i32>(file, MEMORY_EXPORTS) + 1, MEMORY_EXPORTS);
  fillBuffer(p, buffer, load<i32>(file, MEMORY_DATA), load<i32>(file, MEMORY_LENGTH), false);
  return 0;
}

export function lent_release_buffer(p: i32, _buffer: i32): void {
  const file = load<i32>(p, LENT_BY);
  if (file != 0) store<i32>(file, load<i32>(file, MEMORY_EXPORTS) - 1, MEMORY_EXPORTS);
}
