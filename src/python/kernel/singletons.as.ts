/** The objects that always exist: None and its kin, small ints, strings and bytes of one character. */
import { fillBytes } from './bytes.as';
import { COUNT, TYPE } from '../../memory/gc/format';
import {
  BYTES,
  CHARACTERS,
  ELLIPSIS,
  EMPTY_BYTES,
  EMPTY_KEYS,
  EMPTY_STR,
  EMPTY_TUPLE,
  FALSE,
  LETTERS,
  NONE,
  NOT_IMPLEMENTED,
  SMALL_INTS,
  SMALL_MAX,
  SMALL_MIN,
  STATIC_COUNT,
  TRUE,
} from '../format/memory-map';
import { ASCII, CHARACTERS_AT, HASH, KEYS_INDICES, LENGTH, STR_FLAGS, VALUE } from '../format/objects';
import {
  BOOL_TYPE,
  BYTES_TYPE,
  ELLIPSIS_TYPE,
  INT_TYPE,
  NONE_TYPE_TYPE,
  NOT_IMPLEMENTED_TYPE_TYPE,
  STR_TYPE,
  TUPLE_TYPE,
} from '../format/types';

export function initSingletons(): void {
  head(NONE, NONE_TYPE_TYPE);
  head(NOT_IMPLEMENTED, NOT_IMPLEMENTED_TYPE_TYPE);
  head(ELLIPSIS, ELLIPSIS_TYPE);
  head(FALSE, BOOL_TYPE);
  head(TRUE, BOOL_TYPE);
  store<i32>(TRUE, 1, VALUE);
  head(EMPTY_TUPLE, TUPLE_TYPE);
  text(EMPTY_STR, STR_TYPE, 0, 0);
  fillBytes(EMPTY_KEYS, 0, KEYS_INDICES);
  store<i32>(EMPTY_KEYS, -1, KEYS_INDICES);
  text(EMPTY_BYTES, BYTES_TYPE, 0, 0);
  for (let value = SMALL_MIN; value <= SMALL_MAX; value++) {
    const p = smallInt(value);
    head(p, INT_TYPE);
    store<i32>(p, value, VALUE);
  }
  for (let character = 0; character < 256; character++) {
    text(CHARACTERS + character * 32, STR_TYPE, 1, character);
    text(BYTES + character * 32, BYTES_TYPE, 1, character);
  }
  for (let character = 0; character < 128; character++) text(LETTERS + character * 32, STR_TYPE, 1, character);
}

export function smallInt(value: i32): i32 {
  return SMALL_INTS + (value - SMALL_MIN) * 16;
}

function head(p: i32, type: i32): void {
  store<i32>(p, STATIC_COUNT, COUNT);
  store<i32>(p, type, TYPE);
}

function text(p: i32, type: i32, length: i32, character: i32): void {
  head(p, type);
  store<i32>(p, length, LENGTH);
  if (type == STR_TYPE) store<i32>(p, character < 128 ? 1 | ASCII : 1, STR_FLAGS);
  store<i64>(p, -1, HASH);
  store<u8>(p, <u8>character, CHARACTERS_AT);
}
