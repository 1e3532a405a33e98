/**
 * What str, bytes and bytearray have in common: items in a row, of which parts are made that are of the same kind. What is
 * here and in the files that use it (splitting, stripping, filling …) never runs code of the program, so addresses of
 * items stay what they are.
 */
import { FIRST } from '../../format/bytes';
import { CHARACTERS_AT, LENGTH, TYPE } from '../../format/objects';
import { IS_BYTES, IS_STR, TYPE_FLAGS } from '../../format/types';
import { bytearrayOf } from '../bytes/bytearrays.as';
import { bytesOf, bytesPart } from '../bytes/bytes.as';
import { countOfBuilder, dataOf, drop, finish } from './builder.as';
import { isLineBreak, isSpace } from './characters.as';
import { substring, widthOf } from './strings.as';

function kindOf(o: i32): i32 {
  return load<i32>(load<i32>(o, TYPE), TYPE_FLAGS) & (IS_STR | IS_BYTES);
}

/** The address of the first item. */
export function itemsOf(o: i32): i32 {
  return kindOf(o) != 0 ? o + CHARACTERS_AT : load<i32>(o, FIRST);
}

export function itemWidth(o: i32): i32 {
  return kindOf(o) == IS_STR ? widthOf(o) : 1;
}

export function isText(o: i32): bool {
  return kindOf(o) == IS_STR;
}

/** The items in [from, to), of the same kind; the object itself where that is all of it and it cannot change. */
export function partOf(o: i32, from: i32, to: i32): i32 {
  const kind = kindOf(o);
  if (kind == IS_STR) return substring(o, from, to);
  return kind == IS_BYTES ? bytesPart(o, from, to) : bytearrayOf(load<i32>(o, FIRST) + from, max(to - from, 0));
}

export function wholeOf(o: i32): i32 {
  return partOf(o, 0, load<i32>(o, LENGTH));
}

/** Spaces of bytes are those of C. */
export function isSpaceIn(text: bool, c: u32): bool {
  return text ? isSpace(c) : c == 0x20 || c - 9 < 5;
}

export function isLineBreakIn(text: bool, c: u32): bool {
  return text ? isLineBreak(c) : c == 10 || c == 13;
}

/** What a builder has, as the same kind as an object; of bytes it holds only bytes. The builder is gone. */
export function finishLike(b: i32, o: i32): i32 {
  const kind = kindOf(o);
  if (kind == IS_STR) return finish(b);
  const result = kind == IS_BYTES ? bytesOf(dataOf(b), countOfBuilder(b)) : bytearrayOf(dataOf(b), countOfBuilder(b));
  drop(b);
  return result;
}
