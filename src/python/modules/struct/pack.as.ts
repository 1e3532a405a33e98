/**
 * struct.pack and struct.unpack of formats that are as they should be, with values that fit: whatever else there is, TypeScript
 * says what is wrong with it.
 */
import { ASCII, CHARACTERS_AT, DIGITS, FLOAT, LENGTH, STR_FLAGS, TUPLE_ITEMS, VALUE } from '../../format/objects';
import { BOOL_TYPE, FLOAT_TYPE, INT_TYPE } from '../../format/types';
import { FALSE, TRUE } from '../../format/memory-map';
import { copyBytes, fillBytes } from '../../kernel/bytes.as';
import { decref, newRef } from '../../kernel/counts.as';
import { call4, typeOf } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { bytesOf, byteSingleton, isExactBytes, newBytes } from '../../objects/bytes/bytes.as';
import { newFloat } from '../../objects/numbers/float/object.as';
import { fromU64, wordOf } from '../../objects/numbers/int/object.as';
import { newLong } from '../../objects/numbers/new-int.as';
import { newTuple } from '../../objects/sequences/tuple.as';
import { isExactStr } from '../../objects/text/strings.as';

const MOST_BYTES: i32 = 1 << 24;
const X: u32 = 0x78;
const S: u32 = 0x73;
const C: u32 = 0x63;
const QUESTION: u32 = 0x3f;
const D: u32 = 0x64;
const F: u32 = 0x66;

let slowPack: i32 = 0;
let slowUnpack: i32 = 0;

export function struct_pack_slow(index: i32): void {
  slowPack = index;
}

export function struct_unpack_slow(index: i32): void {
  slowUnpack = index;
}

/** A format that is being read: where, its end, its order, and the field that was read last with its repetitions. */
let at: i32 = 0;
let end: i32 = 0;
let isNative: bool = true;
let isLittle: bool = true;
let code: u32 = 0;
let repeats: i32 = 0;
let size: i32 = 0;
/** Where the field lies, then where the next one may. */
let offset: i32 = 0;

/** Starts to read a format. False: it is another one. */
function openFormat(format: i32): bool {
  if (!isExactStr(format) || (load<i32>(format, STR_FLAGS) & ASCII) == 0) return false;
  at = format + CHARACTERS_AT;
  end = at + load<i32>(format, LENGTH);
  isNative = true;
  isLittle = true;
  offset = 0;
  const order = at < end ? <u32>load<u8>(at) : 0;
  if (order == 0x40 || order == 0x3d || order == 0x3c || order == 0x3e || order == 0x21) {
    isNative = order == 0x40;
    isLittle = order != 0x3e && order != 0x21;
    at++;
  }
  return true;
}

/** Reads a field: 1, 0 at the end, -1 if it is another one. */
function nextField(): i32 {
  while (at < end && (load<u8>(at) == 0x20 || <u32>load<u8>(at) - 9 < 5)) at++;
  if (at == end) return 0;
  repeats = 1;
  if (<u32>load<u8>(at) - 0x30 <= 9) {
    repeats = 0;
    while (at < end && <u32>load<u8>(at) - 0x30 <= 9) {
      repeats = repeats * 10 + <i32>load<u8>(at++) - 0x30;
      if (repeats > MOST_BYTES) return -1;
    }
    if (at == end) return -1;
  }
  code = load<u8>(at++);
  size = sizeOf(code);
  if (size == 0 || offset > MOST_BYTES) return -1;
  if (isNative) offset = (offset + size - 1) & -size;
  return 1;
}

function sizeOf(c: u32): i32 {
  switch (c) {
    case X:
    case C:
    case S:
    case QUESTION:
    case 0x62:
    case 0x42:
      return 1;
    case 0x68:
    case 0x48:
      return 2;
    case 0x69:
    case 0x49:
    case F:
      return 4;
    case 0x6c:
    case 0x4c:
      return isNative ? 8 : 4;
    case 0x71:
    case 0x51:
    case D:
      return 8;
    case 0x6e:
    case 0x4e:
    case 0x50:
      return isNative ? 8 : 0;
    default:
      return 0;
  }
}

/** Whether the field is an int, and one with a sign. */
function isSigned(): bool {
  return code >= 0x61;
}

function valuesOfField(): i32 {
  return code == X ? 0 : code == S ? 1 : repeats;
}

/** Whether the field takes a value as it is. */
function takes(value: i32): bool {
  const type = typeOf(value);
  if (code == S) return isExactBytes(value);
  if (code == C) return isExactBytes(value) && load<i32>(value, LENGTH) == 1;
  if (code == QUESTION) return type == BOOL_TYPE;
  const isInt = (type == INT_TYPE || type == BOOL_TYPE) && abs(load<i32>(value, DIGITS)) <= 2;
  if (code == D) return type == FLOAT_TYPE || (isInt && load<i32>(value, DIGITS) == 0);
  if (code == F) return type == FLOAT_TYPE && fitsShort(load<f64>(value, FLOAT));
  if (!isInt) return false;
  const word = wordOf(value);
  if (!isSigned() && word < 0) return false;
  if (size == 8) return true;
  const bits = size << 3;
  return isSigned() ? word >> (bits - 1) == word >> 63 : word >> bits == 0;
}

function fitsShort(value: f64): bool {
  return isNative || value - value != 0 || abs<f64>(value) <= f32.MAX_VALUE;
}

export function struct_pack(self: i32, args: i32, positional: i32, names: i32): i32 {
  const bytes = positional > 0 && names == 0 ? bytesFor(args, positional) : -1;
  if (bytes < 0) return call4(slowPack, self, args, positional, names);
  if (bytes == 0) return bytesOf(0, 0);
  const p = newBytes(max(bytes, 2));
  if (p == 0) return 0;
  const to = p + CHARACTERS_AT;
  fillBytes(to, 0, bytes);
  openFormat(load<i32>(args));
  let next = args + 4;
  while (nextField() > 0) {
    if (code == S) putText(to + offset, load<i32>(next));
    else if (code != X) for (let i = 0; i < repeats; i++) put(to + offset + i * size, load<i32>(next + (i << 2)));
    next += valuesOfField() << 2;
    offset += repeats * size;
  }
  if (bytes > 1) return p;
  // Bytes of length one are singletons.
  const single = byteSingleton(load<u8>(to));
  decref(p);
  return single;
}

/** How many bytes the values take, -1 if not all is as it should be. */
function bytesFor(args: i32, positional: i32): i32 {
  if (!openFormat(load<i32>(args))) return -1;
  let given = 1;
  while (true) {
    const field = nextField();
    if (field < 0) return -1;
    if (field == 0) return given == positional ? offset : -1;
    const count = valuesOfField();
    if (count > positional - given) return -1;
    for (let i = 0; i < count; i++) if (!takes(load<i32>(args + ((given + i) << 2)))) return -1;
    given += count;
    offset += repeats * size;
  }
}

function putText(to: i32, value: i32): void {
  copyBytes(to, value + CHARACTERS_AT, min(repeats, load<i32>(value, LENGTH)));
}

function put(to: i32, value: i32): void {
  if (code == C) store<u8>(to, load<u8>(value, CHARACTERS_AT));
  else if (code == QUESTION) store<u8>(to, value == TRUE ? 1 : 0);
  else if (code == D) {
    const double = typeOf(value) == FLOAT_TYPE ? load<f64>(value, FLOAT) : <f64>load<i32>(value, VALUE);
    putWord(to, reinterpret<i64>(double));
  } else if (code == F) putWord(to, <i64>reinterpret<i32>(<f32>load<f64>(value, FLOAT)));
  else putWord(to, wordOf(value));
}

function putWord(to: i32, word: i64): void {
  if (size == 1) store<u8>(to, <u8>word);
  else if (size == 2) store<u16>(to, isLittle ? <u16>word : bswap<u16>(<u16>word));
  else if (size == 4) store<u32>(to, isLittle ? <u32>word : bswap<u32>(<u32>word));
  else store<u64>(to, isLittle ? <u64>word : bswap<u64>(<u64>word));
}

export function struct_unpack(self: i32, args: i32, positional: i32, names: i32): i32 {
  const count = positional == 2 && names == 0 ? countFor(load<i32>(args), load<i32>(args, 4)) : -1;
  if (count < 0) return call4(slowUnpack, self, args, positional, names);
  const tuple = newTuple(count);
  if (tuple == 0 || count == 0) return tuple;
  const from = load<i32>(args, 4) + CHARACTERS_AT;
  openFormat(load<i32>(args));
  let to = tuple;
  while (nextField() > 0) {
    const values = valuesOfField();
    for (let i = 0; i < values; i++, to += 4) {
      const value = take(from + offset + i * size);
      if (value == 0) {
        decref(tuple);
        return 0;
      }
      store<i32>(to, value, TUPLE_ITEMS);
    }
    offset += repeats * size;
  }
  track(tuple);
  return tuple;
}

/** How many values there are in a bytes object of just that size; -1 if not all is as it should be. */
function countFor(format: i32, buffer: i32): i32 {
  if (!isExactBytes(buffer) || !openFormat(format)) return -1;
  let count = 0;
  while (true) {
    const field = nextField();
    if (field < 0) return -1;
    if (field == 0) return offset == load<i32>(buffer, LENGTH) ? count : -1;
    count += valuesOfField();
    offset += repeats * size;
  }
}

function take(from: i32): i32 {
  if (code == S) return bytesOf(from, repeats);
  if (code == C) return byteSingleton(load<u8>(from));
  if (code == QUESTION) return newRef(load<u8>(from) != 0 ? TRUE : FALSE);
  const word = takeWord(from);
  if (code == D) return newFloat(reinterpret<f64>(word));
  if (code == F) return newFloat(<f64>reinterpret<f32>(<i32>word));
  if (!isSigned()) return size == 8 ? fromU64(word) : newLong(<i64>word);
  const shift = 64 - (size << 3);
  return newLong(((<i64>word) << shift) >> shift);
}

function takeWord(from: i32): u64 {
  if (size == 1) return load<u8>(from);
  if (size == 2) return isLittle ? load<u16>(from) : bswap<u16>(load<u16>(from));
  if (size == 4) return isLittle ? load<u32>(from) : bswap<u32>(load<u32>(from));
  return isLittle ? load<u64>(from) : bswap<u64>(load<u64>(from));
}
