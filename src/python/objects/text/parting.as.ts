/** Methods of str that split, strip, pad, replace and join. */
import { EMPTY_STR, NONE } from '../../format/memory-map';
import { ASCII, CHARACTERS_AT, ITEMS, LENGTH, STR_FLAGS, TUPLE_ITEMS, WIDTH_MASK } from '../../format/objects';
import { LIST_TYPE, TUPLE_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { argument, bind, isCount } from '../../kernel/arguments.as';
import { decref, newRef } from '../../kernel/counts.as';
import { failed, noMemory, raise } from '../../kernel/errors.as';
import { typeOf } from '../../kernel/slots.as';
import { wordOf } from '../sequences/indices.as';
import {
  AT_END,
  AT_START,
  centred,
  padded,
  replaced,
  stripItems,
  stripSpaces,
  tabsExpanded,
  zeroFilled,
} from './filling.as';
import { listFrom } from './iterables.as';
import { newList } from '../sequences/list.as';
import { append } from './results.as';
import {
  partition,
  partitionBackwards,
  splitBy,
  splitByBackwards,
  splitBySpaces,
  splitBySpacesBackwards,
  splitLines,
} from './splitting.as';
import { characterAt, copyCharacters, exactStr, isExactStr, isStr, newStr, widthOf } from './strings.as';
import { atWidth, releaseWidened } from './widened.as';

const MOST_CHARACTERS: i64 = 0x7000_0000;
const TAB_SIZE = 8;

function split(function_: string, s: i32, args: i32, positional: i32, names: i32, backwards: bool): i32 {
  if (!bind(function_, args, positional, names, 'sep', 'maxsplit')) return 0;
  const separator = argument(0);
  const most = argument(1);
  const limit = most == 0 ? -1 : wordOf(most);
  if (failed()) return 0;
  if (separator == 0 || separator == NONE)
    return backwards ? splitBySpacesBackwards(s, limit) : splitBySpaces(s, limit);
  if (!isStr(separator)) return raise(TYPE_ERROR, 'must be str or None, not %T', separator);
  const length = load<i32>(separator, LENGTH);
  if (length == 0) return raise(VALUE_ERROR, 'empty separator');
  const width = widthOf(s);
  const items = atWidth(separator, width);
  if (items == 0) return failed() ? 0 : alone(s);
  const list = backwards ? splitByBackwards(s, items, length, limit) : splitBy(s, items, length, limit);
  releaseWidened(separator, width, items);
  return list;
}

function alone(s: i32): i32 {
  const list = newList(1);
  return list != 0 && append(list, exactStr(s)) ? list : 0;
}

export function str_split(s: i32, args: i32, positional: i32, names: i32): i32 {
  return split('split', s, args, positional, names, false);
}

export function str_rsplit(s: i32, args: i32, positional: i32, names: i32): i32 {
  return split('rsplit', s, args, positional, names, true);
}

export function str_splitlines(s: i32, args: i32, positional: i32, names: i32): i32 {
  if (!bind('splitlines', args, positional, names, 'keepends')) return 0;
  const keep = argument(0);
  const ends = keep == 0 ? 0 : wordOf(keep);
  return failed() ? 0 : splitLines(s, ends != 0);
}

function parted(s: i32, separator: i32, backwards: bool): i32 {
  if (!isStr(separator)) return raise(TYPE_ERROR, 'must be str, not %T', separator);
  const length = load<i32>(separator, LENGTH);
  if (length == 0) return raise(VALUE_ERROR, 'empty separator');
  const width = widthOf(s);
  let items = atWidth(separator, width);
  // What is wider is nowhere, which is what the search for too much finds.
  const wider = items == 0;
  if (wider && failed()) return 0;
  const searched = wider ? load<i32>(s, LENGTH) + 1 : length;
  if (wider) items = separator + CHARACTERS_AT;
  const tuple = backwards
    ? partitionBackwards(s, separator, items, searched)
    : partition(s, separator, items, searched);
  if (!wider) releaseWidened(separator, width, items);
  return tuple;
}

export function str_partition(s: i32, separator: i32): i32 {
  return parted(s, separator, false);
}

export function str_rpartition(s: i32, separator: i32): i32 {
  return parted(s, separator, true);
}

function strip(function_: string, s: i32, args: i32, count: i32, ends: i32): i32 {
  if (!isCount(function_, count, 0, 1)) return 0;
  const characters = count == 0 ? NONE : load<i32>(args);
  if (characters == NONE) return stripSpaces(s, ends);
  if (!isStr(characters)) return raise(TYPE_ERROR, '%L arg must be None or str', changetype<i32>(function_));
  return stripItems(s, ends, characters + CHARACTERS_AT, widthOf(characters), load<i32>(characters, LENGTH));
}

export function str_strip(s: i32, args: i32, count: i32): i32 {
  return strip('strip', s, args, count, AT_START | AT_END);
}

export function str_lstrip(s: i32, args: i32, count: i32): i32 {
  return strip('lstrip', s, args, count, AT_START);
}

export function str_rstrip(s: i32, args: i32, count: i32): i32 {
  return strip('rstrip', s, args, count, AT_END);
}

let fill: u32 = 0;

/** Reads (width, fillchar=' '); -1 with an exception. */
function readPadding(function_: string, args: i32, count: i32): i32 {
  if (!isCount(function_, count, 1, 2)) return -1;
  const width = wordOf(load<i32>(args));
  if (failed()) return -1;
  fill = 0x20;
  if (count == 2) {
    const character = load<i32>(args, 4);
    if (!isStr(character)) {
      raise(TYPE_ERROR, 'The fill character must be a unicode character, not %T', character);
      return -1;
    }
    if (load<i32>(character, LENGTH) != 1) {
      raise(TYPE_ERROR, 'The fill character must be exactly one character long');
      return -1;
    }
    fill = characterAt(character, 0);
  }
  return max(width, 0);
}

export function str_center(s: i32, args: i32, count: i32): i32 {
  const width = readPadding('center', args, count);
  return width < 0 ? 0 : centred(s, width, fill);
}

export function str_ljust(s: i32, args: i32, count: i32): i32 {
  const width = readPadding('ljust', args, count);
  return width < 0 ? 0 : padded(s, 0, width - load<i32>(s, LENGTH), fill);
}

export function str_rjust(s: i32, args: i32, count: i32): i32 {
  const width = readPadding('rjust', args, count);
  return width < 0 ? 0 : padded(s, width - load<i32>(s, LENGTH), 0, fill);
}

export function str_zfill(s: i32, width: i32): i32 {
  const word = wordOf(width);
  return failed() ? 0 : zeroFilled(s, word);
}

export function str_expandtabs(s: i32, args: i32, positional: i32, names: i32): i32 {
  if (!bind('expandtabs', args, positional, names, 'tabsize')) return 0;
  const size = argument(0);
  const word = size == 0 ? TAB_SIZE : wordOf(size);
  return failed() ? 0 : tabsExpanded(s, word);
}

export function str_replace(s: i32, args: i32, count: i32): i32 {
  if (!isCount('replace', count, 2, 3)) return 0;
  const old = load<i32>(args);
  const by = load<i32>(args, 4);
  if (!isStr(old)) return raise(TYPE_ERROR, 'replace() argument 1 must be str, not %A', old);
  if (!isStr(by)) return raise(TYPE_ERROR, 'replace() argument 2 must be str, not %A', by);
  const limit = count == 3 ? wordOf(load<i32>(args, 8)) : -1;
  if (failed()) return 0;
  const width = widthOf(s);
  const items = atWidth(old, width);
  if (items == 0) return failed() ? 0 : exactStr(s);
  const length = load<i32>(old, LENGTH);
  const result = replaced(s, items, length, by + CHARACTERS_AT, widthOf(by), load<i32>(by, LENGTH), max(limit, -1));
  releaseWidened(old, width, items);
  return result;
}

export function str_join(separator: i32, iterable: i32): i32 {
  const type = typeOf(iterable);
  // What is no list or tuple is asked for its items first; a subclass may iterate as it likes.
  if (type == LIST_TYPE || type == TUPLE_TYPE) return joinItems(separator, iterable);
  const list = listFrom(iterable, 'can only join an iterable');
  if (list == 0) return 0;
  const result = joinItems(separator, list);
  decref(list);
  return result;
}

function joinItems(separator: i32, sequence: i32): i32 {
  const items = typeOf(sequence) == LIST_TYPE ? load<i32>(sequence, ITEMS) : sequence + TUPLE_ITEMS;
  return joinStrings(separator, items, load<i32>(sequence, LENGTH));
}

/** Joins strings, whose addresses lie in memory. Nothing of this runs code of the program. */
export function joinStrings(separator: i32, items: i32, count: i32): i32 {
  if (count == 0) return newRef(EMPTY_STR);
  const between = load<i32>(separator, LENGTH);
  let total: i64 = <i64>between * (count - 1);
  let width = count > 1 && between > 0 ? widthOf(separator) : 1;
  let ascii = count > 1 && between > 0 ? load<i32>(separator, STR_FLAGS) & ASCII : ASCII;
  for (let i = 0; i < count; i++) {
    const item = load<i32>(items + (i << 2));
    if (!isStr(item)) return raise(TYPE_ERROR, 'sequence item %d: expected str instance, %T found', i, item);
    const flags = load<i32>(item, STR_FLAGS);
    total += load<i32>(item, LENGTH);
    width = max(width, flags & WIDTH_MASK);
    ascii &= flags;
  }
  if (count == 1 && isExactStr(load<i32>(items))) return newRef(load<i32>(items));
  if (total > MOST_CHARACTERS) return noMemory();
  if (total <= 1) return joinedToOne(separator, items, count);
  const result = newStr(<i32>total, width | ascii);
  if (result == 0) return 0;
  let to = result + CHARACTERS_AT;
  for (let i = 0; i < count; i++) {
    if (i > 0 && between > 0) {
      copyCharacters(to, width, separator + CHARACTERS_AT, widthOf(separator), between);
      to += between * width;
    }
    const item = load<i32>(items + (i << 2));
    const length = load<i32>(item, LENGTH);
    copyCharacters(to, width, item + CHARACTERS_AT, widthOf(item), length);
    to += length * width;
  }
  return result;
}

/** Of strings that have no or one character together. */
function joinedToOne(separator: i32, items: i32, count: i32): i32 {
  for (let i = 0; i < count; i++) {
    const item = load<i32>(items + (i << 2));
    if (load<i32>(item, LENGTH) == 1) return exactStr(item);
  }
  return count > 1 ? exactStr(separator) : newRef(EMPTY_STR);
}
