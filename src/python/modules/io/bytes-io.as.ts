/**
 * BytesIO: what is written, read and asked for often; the rest is in TypeScript. format/io.ts draws it.
 *
 * Its content is a bytes object with room at its end, as in CPython. Others may have it too, given by the program or to it: then it
 * stays as it is, and what changes is a copy. Room grows by an eighth, so writing costs amortised constant for each byte.
 */
import { COUNT } from '../../../memory/gc/format';
import { LENT_BY, MEMORY_DATA, MEMORY_EXPORTS, MEMORY_LENGTH, MEMORY_OPEN, MEMORY_POSITION } from '../../format/io';
import { EMPTY_BYTES, NONE } from '../../format/memory-map';
import { CHARACTERS_AT, DIGITS, HASH, LENGTH, VALUE } from '../../format/objects';
import { INT_TYPE, VALUE_ERROR } from '../../format/types';
import { copyBytes, fillBytes } from '../../kernel/bytes.as';
import { decref, newRef } from '../../kernel/counts.as';
import { noMemory, raise } from '../../kernel/errors.as';
import { call4, typeOf } from '../../kernel/slots.as';
import { fillBuffer } from '../../objects/bytes/buffers.as';
import { bytesOf, isExactBytes, newBytes } from '../../objects/bytes/bytes.as';
import { newInt } from '../../objects/numbers/new-int.as';

const MOST_BYTES: i64 = 0x7000_0000;

function isOpen(p: i32): bool {
  return load<i32>(p, MEMORY_OPEN) != 0;
}

function roomOf(p: i32): i32 {
  return load<i32>(load<i32>(p, MEMORY_DATA), LENGTH);
}

function isShared(p: i32): bool {
  return load<i32>(load<i32>(p, MEMORY_DATA), COUNT) > 1;
}

/** Takes a bytes object for the content, which is consumed. */
function replace(p: i32, content: i32): void {
  const old = load<i32>(p, MEMORY_DATA);
  store<i32>(p, content, MEMORY_DATA);
  if (old != 0) decref(old);
}

/** Another object with the same bytes and so much room. False with MemoryError. */
function copyContent(p: i32, room: i32): bool {
  const made = room == 0 ? newRef(EMPTY_BYTES) : newBytes(room);
  if (made == 0) return false;
  if (room != 0)
    copyBytes(made + CHARACTERS_AT, load<i32>(p, MEMORY_DATA) + CHARACTERS_AT, min(room, load<i32>(p, MEMORY_LENGTH)));
  replace(p, made);
  return true;
}

/** As much room as CPython has for a content of so many bytes. */
function provide(p: i32, size: i32): bool {
  const room = roomOf(p);
  if (size >= room / 2 && size < room) return true;
  const isModerate = size >= room && <i64>size * 8 <= <i64>room * 9;
  const more = isModerate ? (size >> 3) + (size < 9 ? 3 : 6) : 1;
  return copyContent(p, <i32>min(<i64>size + more, MOST_BYTES));
}

/** Begins with a bytes object, borrowed. */
export function bytes_io_adopt(p: i32, content: i32): void {
  replace(p, newRef(content));
  store<i32>(p, load<i32>(content, LENGTH), MEMORY_LENGTH);
  store<i32>(p, 0, MEMORY_POSITION);
}

export function bytes_io_drop(p: i32): void {
  store<i32>(p, 0, MEMORY_LENGTH);
  replace(p, 0);
}

/** Where so many bytes are written, from the position on, which is behind them then. 0 with an exception. */
export function bytes_io_place(p: i32, length: i32): i32 {
  const position = load<i32>(p, MEMORY_POSITION);
  const size = load<i32>(p, MEMORY_LENGTH);
  const end = <i64>position + length;
  if (end > MOST_BYTES) return noMemory();
  if (end > roomOf(p)) {
    if (!provide(p, <i32>end)) return 0;
  } else if (isShared(p) && !copyContent(p, max(<i32>end, size))) return 0;
  const content = load<i32>(p, MEMORY_DATA);
  store<i64>(content, -1, HASH);
  const bytes = content + CHARACTERS_AT;
  if (position > size) fillBytes(bytes + size, 0, position - size);
  store<i32>(p, max(size, <i32>end), MEMORY_LENGTH);
  store<i32>(p, <i32>end, MEMORY_POSITION);
  return bytes + position;
}

/** Cuts it off behind so many bytes. False with MemoryError. */
export function bytes_io_cut(p: i32, size: i32): bool {
  store<i32>(p, size, MEMORY_LENGTH);
  return provide(p, size);
}

let slowWrite: i32 = 0;
let slowRead: i32 = 0;
let slowReadLine: i32 = 0;

export function bytes_io_write_slow(index: i32): void {
  slowWrite = index;
}

export function bytes_io_read_slow(index: i32): void {
  slowRead = index;
}

export function bytes_io_readline_slow(index: i32): void {
  slowReadLine = index;
}

export function bytes_io_write(p: i32, args: i32, positional: i32, names: i32): i32 {
  const given = positional == 1 && names == 0 ? load<i32>(args) : 0;
  if (given == 0 || !isExactBytes(given) || !isOpen(p) || load<i32>(p, MEMORY_EXPORTS) != 0)
    return call4(slowWrite, p, args, positional, names);
  const length = load<i32>(given, LENGTH);
  if (length == 0) return newInt(0);
  const to = bytes_io_place(p, length);
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

/** The next bytes, at most so many; of a content without room all of them are the content itself. */
export function bytes_io_take(p: i32, most: i32): i32 {
  const position = load<i32>(p, MEMORY_POSITION);
  const left = max(load<i32>(p, MEMORY_LENGTH) - position, 0);
  const count = most < 0 ? left : min(most, left);
  if (count > 0) store<i32>(p, position + count, MEMORY_POSITION);
  const content = load<i32>(p, MEMORY_DATA);
  if (count > 1 && position == 0 && count == roomOf(p) && load<i32>(p, MEMORY_EXPORTS) == 0) return newRef(content);
  return bytesOf(content + CHARACTERS_AT + position, count);
}

export function bytes_io_read(p: i32, args: i32, positional: i32, names: i32): i32 {
  const most = amount(args, positional, names);
  return most < -1 || !isOpen(p) ? call4(slowRead, p, args, positional, names) : bytes_io_take(p, most);
}

export function bytes_io_readline(p: i32, args: i32, positional: i32, names: i32): i32 {
  const most = amount(args, positional, names);
  if (most < -1 || !isOpen(p)) return call4(slowReadLine, p, args, positional, names);
  const data = load<i32>(p, MEMORY_DATA) + CHARACTERS_AT;
  const length = load<i32>(p, MEMORY_LENGTH);
  const start = load<i32>(p, MEMORY_POSITION);
  let end = start;
  while (end < length && load<u8>(data + end) != 10) end++;
  const line = min(end + 1, length) - start;
  return bytes_io_take(p, most < 0 ? max(line, 0) : min(most, line));
}

export function bytes_io_getvalue(p: i32): i32 {
  if (!isOpen(p)) return raise(VALUE_ERROR, 'I/O operation on closed file.');
  const size = load<i32>(p, MEMORY_LENGTH);
  if (size != roomOf(p) && load<i32>(p, MEMORY_EXPORTS) == 0 && !copyContent(p, size)) return 0;
  return newRef(load<i32>(p, MEMORY_DATA));
}

export function bytes_io_tell(p: i32): i32 {
  if (!isOpen(p)) return raise(VALUE_ERROR, 'I/O operation on closed file.');
  return newInt(load<i32>(p, MEMORY_POSITION));
}

/** GET_BUFFER of what getbuffer() lends: bytes that nobody else has. */
export function lent_get_buffer(p: i32, buffer: i32, _flags: i32): i32 {
  const file = load<i32>(p, LENT_BY);
  const size = load<i32>(file, MEMORY_LENGTH);
  const exports = load<i32>(file, MEMORY_EXPORTS);
  if (exports == 0 && isShared(file) && !copyContent(file, size)) return -1;
  const content = load<i32>(file, MEMORY_DATA);
  store<i64>(content, -1, HASH);
  store<i32>(file, exports + 1, MEMORY_EXPORTS);
  fillBuffer(p, buffer, content + CHARACTERS_AT, size, false);
  return 0;
}

export function lent_release_buffer(p: i32, _buffer: i32): void {
  const file = load<i32>(p, LENT_BY);
  if (file != 0) store<i32>(file, load<i32>(file, MEMORY_EXPORTS) - 1, MEMORY_EXPORTS);
}
