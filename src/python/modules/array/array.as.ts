/**
 * array: items of one C type, one behind the other (format/array.ts draws it). What is asked for in a loop is here; values that
 * are no exact ints and floats of the item's range, and slices, are left to TypeScript, which has the words for what does not fit.
 *
 * Invariants
 * 1. LENGTH <= ARRAY_CAPACITY; the block has ARRAY_CAPACITY * ARRAY_ITEM_BYTES bytes, and is 0 where that is 0.
 * 2. While ARRAY_EXPORTS > 0, LENGTH and ARRAY_ITEMS stay.
 *
 * Cost: O(1) for an item, amortised for one more at the end. Room grows by a sixteenth, as in CPython.
 */
import { BYTE_BLOCK } from '../../../memory/gc/format';
import {
  ARRAY_BYTES,
  ARRAY_CAPACITY,
  ARRAY_CODE,
  ARRAY_EXPORTS,
  ARRAY_ITEM_BYTES,
  ARRAY_ITEMS,
  ARRAY_WEAK,
} from '../../format/array';
import { BUFFER_FORMAT } from '../../format/bytes';
import { ITERATOR_INDEX, ITERATOR_OF } from '../../format/iterators';
import { NONE } from '../../format/memory-map';
import { DIGITS, FLOAT, LENGTH } from '../../format/objects';
import {
  ARRAY_ITERATOR_TYPE,
  BASIC_BYTES,
  BUFFER_ERROR,
  FLOAT_TYPE,
  INDEX_ERROR,
  INT_TYPE,
  VALUE_ERROR,
} from '../../format/types';
import { allocBlockOf, freeBlock, freeOf } from '../../kernel/alloc.as';
import { copyBytes } from '../../kernel/bytes.as';
import { newRef } from '../../kernel/counts.as';
import { fail, failed, noMemory, raise } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { call2, call3, typeOf } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { fillBuffer } from '../../objects/bytes/buffers.as';
import { endIterator, newSequenceIterator } from '../../objects/iterators/sequence-iterator.as';
import { newFloat } from '../../objects/numbers/float/object.as';
import { fitsWord, fromI64, fromU64, wordOf } from '../../objects/numbers/int/object.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { isIndex, subscriptOf } from '../../objects/sequences/indices.as';
import { strOfCharacter } from '../../objects/text/strings.as';
import { clearWeakReferences } from '../../objects/weak/reference.as';

const MOST_BYTES: i64 = 0x7000_0000;
const FEW_ITEMS: i32 = 8;

const B_SIGNED: i32 = 0x62;
const B_PLAIN: i32 = 0x42;
const U: i32 = 0x75;
/** What a buffer calls the items of 'u'. */
const W: i32 = 0x77;
const H_SIGNED: i32 = 0x68;
const H_PLAIN: i32 = 0x48;
const I_SIGNED: i32 = 0x69;
const I_PLAIN: i32 = 0x49;
const L_PLAIN: i32 = 0x4c;
const Q_PLAIN: i32 = 0x51;
const F: i32 = 0x66;
const D: i32 = 0x64;

let slowGetItem: i32 = 0;
let slowSetItem: i32 = 0;
let slowAppend: i32 = 0;

export function array_getitem_slow(index: i32): void {
  slowGetItem = index;
}

export function array_setitem_slow(index: i32): void {
  slowSetItem = index;
}

export function array_append_slow(index: i32): void {
  slowAppend = index;
}

/** An array of so many items, which are still to be written, or 0. */
export function newArray(type: i32, code: i32, itemBytes: i32, length: i32): i32 {
  const bytes = <i64>length * itemBytes;
  const p = newInstance(type);
  if (p == 0) return 0;
  store<i32>(p, code, ARRAY_CODE);
  store<i32>(p, itemBytes, ARRAY_ITEM_BYTES);
  if (length > 0) {
    const block = bytes > MOST_BYTES ? 0 : allocBlockOf(<i32>bytes, BYTE_BLOCK);
    if (block == 0) {
      freeOf(p, load<i32>(type, BASIC_BYTES));
      return noMemory();
    }
    store<i32>(p, block, ARRAY_ITEMS);
    store<i32>(p, length, ARRAY_CAPACITY);
    store<i32>(p, length, LENGTH);
  }
  track(p);
  return p;
}

export function array_dealloc(p: i32): void {
  untrackIfTracked(p);
  if (load<i32>(p, ARRAY_WEAK) != 0) clearWeakReferences(p);
  freeItems(p);
  freeOf(p, load<i32>(typeOf(p), BASIC_BYTES));
}

function freeItems(p: i32): void {
  const block = load<i32>(p, ARRAY_ITEMS);
  if (block != 0) freeBlock(block, load<i32>(p, ARRAY_CAPACITY) * load<i32>(p, ARRAY_ITEM_BYTES));
}

/** 0, or -1 with BufferError: somebody has a buffer of the items, which must not move. */
export function checkResizable(p: i32): i32 {
  if (load<i32>(p, ARRAY_EXPORTS) == 0) return 0;
  return fail(BUFFER_ERROR, 'cannot resize an array that is exporting buffers');
}

/** Gives it another length, with what fits kept and new items unset. 0, or -1 with an exception. */
export function resizeArray(p: i32, length: i32): i32 {
  const old = load<i32>(p, LENGTH);
  if (length == old) return 0;
  if (checkResizable(p) < 0) return -1;
  if (length <= load<i32>(p, ARRAY_CAPACITY) && old < length + 16 && load<i32>(p, ARRAY_ITEMS) != 0) {
    store<i32>(p, length, LENGTH);
    return 0;
  }
  const itemBytes = load<i32>(p, ARRAY_ITEM_BYTES);
  const room = length == 0 ? 0 : length + (length >> 4) + (old < FEW_ITEMS ? 3 : 7);
  let moved = 0;
  if (room != 0) {
    moved = <i64>room * itemBytes > MOST_BYTES ? 0 : allocBlockOf(room * itemBytes, BYTE_BLOCK);
    if (moved == 0) return noMemory() - 1;
    copyBytes(moved, load<i32>(p, ARRAY_ITEMS), min(length, old) * itemBytes);
  }
  freeItems(p);
  store<i32>(p, moved, ARRAY_ITEMS);
  store<i32>(p, room, ARRAY_CAPACITY);
  store<i32>(p, length, LENGTH);
  return 0;
}

export function array_length(p: i32): i32 {
  return load<i32>(p, LENGTH);
}

/** The last code point of Unicode; what frombytes puts into an array of 'u' may be beyond it. */
const LAST_CHARACTER: u32 = 0x10ffff;

/** The item at an address, as an object. */
function read(code: i32, at: i32): i32 {
  switch (code) {
    case B_SIGNED:
      return newInt(load<i8>(at));
    case B_PLAIN:
      return newInt(load<u8>(at));
    case H_SIGNED:
      return newInt(load<i16>(at));
    case H_PLAIN:
      return newInt(load<u16>(at));
    case I_SIGNED:
      return newInt(load<i32>(at));
    case I_PLAIN:
      return fromI64(load<u32>(at));
    case L_PLAIN:
    case Q_PLAIN:
      return fromU64(load<u64>(at));
    case F:
      return newFloat(load<f32>(at));
    case D:
      return newFloat(load<f64>(at));
    case U:
      if (load<u32>(at) > LAST_CHARACTER) return raise(VALUE_ERROR, 'chr() arg not in range(0x110000)');
      return strOfCharacter(load<u32>(at));
    default:
      return fromI64(load<i64>(at));
  }
}

/** Writes a value that is an exact int or float and fits; false for any other, of which nothing is written. */
function write(code: i32, at: i32, value: i32): bool {
  const type = typeOf(value);
  if (code == D || code == F) {
    let number: f64;
    if (type == FLOAT_TYPE) number = load<f64>(value, FLOAT);
    else if (type == INT_TYPE && load<i32>(value, DIGITS) == 0) number = <f64>wordOf(value);
    else return false;
    if (code == D) store<f64>(at, number);
    else store<f32>(at, <f32>number);
    return true;
  }
  if (type != INT_TYPE || !fitsWord(value)) return false;
  const word = wordOf(value);
  switch (code) {
    case B_SIGNED:
      if (word != <i64>(<i8>word)) return false;
      store<i8>(at, <i8>word);
      return true;
    case B_PLAIN:
      if (<u64>word > 0xff) return false;
      store<u8>(at, <u8>word);
      return true;
    case H_SIGNED:
      if (word != <i64>(<i16>word)) return false;
      store<i16>(at, <i16>word);
      return true;
    case H_PLAIN:
      if (<u64>word > 0xffff) return false;
      store<u16>(at, <u16>word);
      return true;
    case I_SIGNED:
      if (word != <i64>(<i32>word)) return false;
      store<i32>(at, <i32>word);
      return true;
    case I_PLAIN:
      if (<u64>word > 0xffff_ffff) return false;
      store<u32>(at, <u32>word);
      return true;
    case U:
      return false;
    case L_PLAIN:
    case Q_PLAIN:
      if (word < 0) return false;
      store<i64>(at, word);
      return true;
    default:
      store<i64>(at, word);
      return true;
  }
}

function addressOf(p: i32, index: i32): i32 {
  return load<i32>(p, ARRAY_ITEMS) + index * load<i32>(p, ARRAY_ITEM_BYTES);
}

/** SEQUENCE_ITEM. */
export function array_sequence_item(p: i32, index: i32): i32 {
  if (<u32>index >= <u32>load<i32>(p, LENGTH)) return raise(INDEX_ERROR, 'array index out of range');
  return read(load<i32>(p, ARRAY_CODE), addressOf(p, index));
}

export function array_getitem(p: i32, key: i32): i32 {
  if (!isIndex(key)) return call2(slowGetItem, p, key);
  const index = subscriptOf(key);
  if (failed()) return 0;
  return array_sequence_item(p, index < 0 ? index + load<i32>(p, LENGTH) : index);
}

export function array_setitem(p: i32, key: i32, value: i32): i32 {
  if (value == 0 || !isIndex(key)) return call3(slowSetItem, p, key, value);
  const index = subscriptOf(key);
  if (failed()) return -1;
  const length = load<i32>(p, LENGTH);
  const place = index < 0 ? index + length : index;
  if (<u32>place >= <u32>length) return fail(INDEX_ERROR, 'array assignment index out of range');
  if (write(load<i32>(p, ARRAY_CODE), addressOf(p, place), value)) return 0;
  return call3(slowSetItem, p, key, value);
}

export function array_append(p: i32, value: i32): i32 {
  const length = load<i32>(p, LENGTH);
  if (length == load<i32>(p, ARRAY_CAPACITY) || load<i32>(p, ARRAY_EXPORTS) > 0) return call2(slowAppend, p, value);
  if (!write(load<i32>(p, ARRAY_CODE), addressOf(p, length), value)) return call2(slowAppend, p, value);
  store<i32>(p, length + 1, LENGTH);
  return newRef(NONE);
}

export function array_iter(p: i32): i32 {
  return newSequenceIterator(ARRAY_ITERATOR_TYPE, p);
}

export function array_iterator_next(p: i32): i32 {
  const array = load<i32>(p, ITERATOR_OF);
  if (array == 0) return 0;
  const index = load<i32>(p, ITERATOR_INDEX);
  if (index >= load<i32>(array, LENGTH)) return endIterator(p);
  store<i32>(p, index + 1, ITERATOR_INDEX);
  return read(load<i32>(array, ARRAY_CODE), addressOf(array, index));
}

export function array_get_buffer(p: i32, buffer: i32, _flags: i32): i32 {
  store<i32>(p, load<i32>(p, ARRAY_EXPORTS) + 1, ARRAY_EXPORTS);
  const bytes = load<i32>(p, LENGTH) * load<i32>(p, ARRAY_ITEM_BYTES);
  fillBuffer(p, buffer, load<i32>(p, ARRAY_ITEMS), bytes, false);
  const code = load<i32>(p, ARRAY_CODE);
  store<i32>(buffer, code == U ? W : code, BUFFER_FORMAT);
  return 0;
}

export function array_release_buffer(p: i32, _buffer: i32): void {
  store<i32>(p, load<i32>(p, ARRAY_EXPORTS) - 1, ARRAY_EXPORTS);
}
