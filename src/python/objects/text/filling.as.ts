/** Stripping, padding, tabs, replacement and translation of str, bytes and bytearray; see sequences.as.ts. */
import { LENGTH } from '../../format/objects';
import { addCharacter, addFill, addRange, dropFailed, openBuilder } from './builder.as';
import { find, findCharacter, loadCharacter } from './search.as';
import { finishLike, isSpaceIn, isText, itemsOf, itemWidth, partOf, wholeOf } from './sequences.as';

/** Which ends are stripped. */
export const AT_START = 1;
export const AT_END = 2;

export function stripSpaces(o: i32, ends: i32): i32 {
  const text = isText(o);
  const width = itemWidth(o);
  const base = itemsOf(o);
  let from = 0;
  let to = load<i32>(o, LENGTH);
  if ((ends & AT_START) != 0) while (from < to && isSpaceIn(text, loadCharacter(base, width, from))) from++;
  if ((ends & AT_END) != 0) while (to > from && isSpaceIn(text, loadCharacter(base, width, to - 1))) to--;
  return partOf(o, from, to);
}

/** Strips what is among some items, which may be of another width. */
export function stripItems(o: i32, ends: i32, items: i32, itemsWidth: i32, count: i32): i32 {
  const width = itemWidth(o);
  const base = itemsOf(o);
  let from = 0;
  let to = load<i32>(o, LENGTH);
  if ((ends & AT_START) != 0)
    while (from < to && findCharacter(items, itemsWidth, 0, count, loadCharacter(base, width, from)) >= 0) from++;
  if ((ends & AT_END) != 0)
    while (to > from && findCharacter(items, itemsWidth, 0, count, loadCharacter(base, width, to - 1)) >= 0) to--;
  return partOf(o, from, to);
}

/** With so many fills in front and behind. */
export function padded(o: i32, left: i32, right: i32, fill: u32): i32 {
  if (left <= 0 && right <= 0) return wholeOf(o);
  const length = load<i32>(o, LENGTH);
  const b = openBuilder(length + max(left, 0) + max(right, 0));
  if (b == 0) return 0;
  if (!addFill(b, fill, left) || !addRange(b, itemsOf(o), itemWidth(o), 0, length) || !addFill(b, fill, right))
    return dropFailed(b);
  return finishLike(b, o);
}

/** Centred as str.center does it: the odd fill is on the left where the width is odd. */
export function centred(o: i32, width: i32, fill: u32): i32 {
  const margin = width - load<i32>(o, LENGTH);
  if (margin <= 0) return wholeOf(o);
  const left = (margin >> 1) + (margin & width & 1);
  return padded(o, left, margin - left, fill);
}

/** With zeros behind its sign. */
export function zeroFilled(o: i32, width: i32): i32 {
  const length = load<i32>(o, LENGTH);
  const zeros = width - length;
  if (zeros <= 0) return wholeOf(o);
  const base = itemsOf(o);
  const itemBytes = itemWidth(o);
  const first = length > 0 ? loadCharacter(base, itemBytes, 0) : 0;
  const sign = first == 0x2b || first == 0x2d ? 1 : 0;
  const b = openBuilder(width);
  if (b == 0) return 0;
  if (!addRange(b, base, itemBytes, 0, sign) || !addFill(b, 0x30, zeros) || !addRange(b, base, itemBytes, sign, length))
    return dropFailed(b);
  return finishLike(b, o);
}

export function tabsExpanded(o: i32, tabSize: i32): i32 {
  const width = itemWidth(o);
  const base = itemsOf(o);
  const length = load<i32>(o, LENGTH);
  if (findCharacter(base, width, 0, length, 9) < 0) return wholeOf(o);
  const b = openBuilder(length + 16);
  if (b == 0) return 0;
  let column = 0;
  for (let i = 0; i < length; i++) {
    const c = loadCharacter(base, width, i);
    if (c == 9) {
      const spaces = tabSize > 0 ? tabSize - (column % tabSize) : 0;
      column += spaces;
      if (!addFill(b, 0x20, spaces)) return dropFailed(b);
    } else {
      column = c == 10 || c == 13 ? 0 : column + 1;
      if (!addCharacter(b, c)) return dropFailed(b);
    }
  }
  return finishLike(b, o);
}

/**
 * With up to `limit` (-1: all) places of one sequence replaced by another. `old` has items of the width of those of `o`;
 * an empty one is before each item and at the end.
 */
export function replaced(o: i32, old: i32, oldLength: i32, by: i32, byWidth: i32, byLength: i32, limit: i32): i32 {
  const width = itemWidth(o);
  const base = itemsOf(o);
  const length = load<i32>(o, LENGTH);
  if (limit == 0) return wholeOf(o);
  if (oldLength == 0) return interleaved(o, by, byWidth, byLength, limit);
  let at = find(base, width, 0, length, old, oldLength);
  if (at < 0) return wholeOf(o);
  const b = openBuilder(length);
  if (b == 0) return 0;
  let start = 0;
  while (at >= 0) {
    if (!addRange(b, base, width, start, at) || !addRange(b, by, byWidth, 0, byLength)) return dropFailed(b);
    start = at + oldLength;
    at = --limit == 0 ? -1 : find(base, width, start, length, old, oldLength);
  }
  if (!addRange(b, base, width, start, length)) return dropFailed(b);
  return finishLike(b, o);
}

function interleaved(o: i32, by: i32, byWidth: i32, byLength: i32, limit: i32): i32 {
  const width = itemWidth(o);
  const base = itemsOf(o);
  const length = load<i32>(o, LENGTH);
  if (byLength == 0) return wholeOf(o);
  const b = openBuilder(length * 2);
  if (b == 0) return 0;
  for (let i = 0; i < length; i++) {
    if (limit == 0) {
      if (!addRange(b, base, width, i, length)) return dropFailed(b);
      return finishLike(b, o);
    }
    limit--;
    if (!addRange(b, by, byWidth, 0, byLength) || !addRange(b, base, width, i, i + 1)) return dropFailed(b);
  }
  if (limit != 0 && !addRange(b, by, byWidth, 0, byLength)) return dropFailed(b);
  return finishLike(b, o);
}
