/**
 * split, rsplit, splitlines and partition of str, bytes and bytearray. A separator is the address of items as wide as
 * those of what is split. A limit of -1 is none. Results are owned lists or tuples, 0 if there is no memory.
 */
import { LENGTH } from '../../format/objects';
import { newRef } from '../../kernel/counts.as';
import { newList } from '../sequences/list.as';
import { append, reverseItems, roomFor, tupleOf3 } from './results.as';
import { find, findBackwards, loadCharacter } from './search.as';
import { isLineBreakIn, isSpaceIn, isText, itemsOf, itemWidth, partOf, wholeOf } from './sequences.as';

export function splitBySpaces(o: i32, limit: i32): i32 {
  const list = newList(roomFor(limit));
  if (list == 0) return 0;
  const text = isText(o);
  const width = itemWidth(o);
  const base = itemsOf(o);
  const length = load<i32>(o, LENGTH);
  let i = 0;
  while (true) {
    while (i < length && isSpaceIn(text, loadCharacter(base, width, i))) i++;
    if (i == length) break;
    const start = i;
    if (limit-- == 0) return append(list, partOf(o, start, length)) ? list : 0;
    while (i < length && !isSpaceIn(text, loadCharacter(base, width, i))) i++;
    if (!append(list, partOf(o, start, i))) return 0;
  }
  return list;
}

export function splitBySpacesBackwards(o: i32, limit: i32): i32 {
  const list = newList(roomFor(limit));
  if (list == 0) return 0;
  const text = isText(o);
  const width = itemWidth(o);
  const base = itemsOf(o);
  let i = load<i32>(o, LENGTH);
  while (true) {
    while (i > 0 && isSpaceIn(text, loadCharacter(base, width, i - 1))) i--;
    if (i == 0) break;
    const end = i;
    if (limit-- == 0) {
      if (!append(list, partOf(o, 0, end))) return 0;
      break;
    }
    while (i > 0 && !isSpaceIn(text, loadCharacter(base, width, i - 1))) i--;
    if (!append(list, partOf(o, i, end))) return 0;
  }
  reverseItems(list);
  return list;
}

export function splitBy(o: i32, separator: i32, separatorLength: i32, limit: i32): i32 {
  const list = newList(roomFor(limit));
  if (list == 0) return 0;
  const width = itemWidth(o);
  const base = itemsOf(o);
  const length = load<i32>(o, LENGTH);
  let start = 0;
  while (limit-- != 0) {
    const at = find(base, width, start, length, separator, separatorLength);
    if (at < 0) break;
    if (!append(list, partOf(o, start, at))) return 0;
    start = at + separatorLength;
  }
  return append(list, partOf(o, start, length)) ? list : 0;
}

export function splitByBackwards(o: i32, separator: i32, separatorLength: i32, limit: i32): i32 {
  const list = newList(roomFor(limit));
  if (list == 0) return 0;
  const width = itemWidth(o);
  const base = itemsOf(o);
  let end = load<i32>(o, LENGTH);
  while (limit-- != 0) {
    const at = findBackwards(base, width, 0, end, separator, separatorLength);
    if (at < 0) break;
    if (!append(list, partOf(o, at + separatorLength, end))) return 0;
    end = at;
  }
  if (!append(list, partOf(o, 0, end))) return 0;
  reverseItems(list);
  return list;
}

export function splitLines(o: i32, keepEnds: bool): i32 {
  const list = newList(0);
  if (list == 0) return 0;
  const text = isText(o);
  const width = itemWidth(o);
  const base = itemsOf(o);
  const length = load<i32>(o, LENGTH);
  for (let i = 0; i < length; ) {
    const start = i;
    while (i < length && !isLineBreakIn(text, loadCharacter(base, width, i))) i++;
    let end = i;
    if (i < length) {
      const pair = loadCharacter(base, width, i) == 13 && i + 1 < length && loadCharacter(base, width, i + 1) == 10;
      i += pair ? 2 : 1;
      if (keepEnds) end = i;
    }
    if (!append(list, partOf(o, start, end))) return 0;
  }
  return list;
}

/** What is before the first separator, the separator object, what is behind. */
export function partition(o: i32, separator: i32, separatorItems: i32, separatorLength: i32): i32 {
  const length = load<i32>(o, LENGTH);
  const at = find(itemsOf(o), itemWidth(o), 0, length, separatorItems, separatorLength);
  if (at < 0) return tupleOf3(wholeOf(o), partOf(o, 0, 0), partOf(o, 0, 0));
  return tupleOf3(
    partOf(o, 0, at),
    separatorOf(o, separator, at, separatorLength),
    partOf(o, at + separatorLength, length),
  );
}

export function partitionBackwards(o: i32, separator: i32, separatorItems: i32, separatorLength: i32): i32 {
  const length = load<i32>(o, LENGTH);
  const at = findBackwards(itemsOf(o), itemWidth(o), 0, length, separatorItems, separatorLength);
  if (at < 0) return tupleOf3(partOf(o, 0, 0), partOf(o, 0, 0), wholeOf(o));
  return tupleOf3(
    partOf(o, 0, at),
    separatorOf(o, separator, at, separatorLength),
    partOf(o, at + separatorLength, length),
  );
}

/** str and bytes give the separator itself back; that of a bytearray is a new one. */
function separatorOf(o: i32, separator: i32, at: i32, length: i32): i32 {
  return separator != 0 ? newRef(separator) : partOf(o, at, at + length);
}
