/** Methods that bytes and bytearray share; what makes bytes makes the kind that self is. */
import { FALSE, NONE, TRUE } from '../../format/memory-map';
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { IS_TUPLE, TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { argument, bind, isCount, isParsedCount } from '../../kernel/arguments.as';
import { newRef } from '../../kernel/counts.as';
import { fail, failed, raise } from '../../kernel/errors.as';
import { hasFlag } from '../../kernel/slots.as';
import { newInt } from '../numbers/new-int.as';
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
} from '../text/filling.as';
import { countOf, equalBytes, find, findBackwards } from '../text/search.as';
import { endsFrom, endsTo, readEnds } from '../text/searching.as';
import { itemsOf, partOf, wholeOf } from '../text/sequences.as';
import {
  partition,
  partitionBackwards,
  splitBy,
  splitByBackwards,
  splitBySpaces,
  splitBySpacesBackwards,
  splitLines,
} from '../text/splitting.as';
import { hasBuffer } from './buffers.as';
import { isBytearray } from './bytearrays.as';
import { isBytes } from './bytes.as';
import { addressOf, FIRST_OPERAND, give, lengthOf, SECOND_OPERAND, take, takeNeedle } from './operands.as';

const MOST: i32 = 0x7fff_ffff;
const NOWHERE = -1;
const FAILED = -2;
const TAB_SIZE = 8;

// Search

function placeFor(function_: string, p: i32, args: i32, count: i32, backwards: bool): i32 {
  if (!isParsedCount(function_, count, 1, 3) || !readEnds(args, count, load<i32>(p, LENGTH))) return FAILED;
  if (!takeNeedle(load<i32>(args))) return FAILED;
  const from = endsFrom();
  const to = endsTo();
  const length = lengthOf(FIRST_OPERAND);
  let at = NOWHERE;
  if (to - from >= length) {
    if (length == 0) at = backwards ? to : from;
    else if (backwards) at = findBackwards(itemsOf(p), 1, from, to, addressOf(FIRST_OPERAND), length);
    else at = find(itemsOf(p), 1, from, to, addressOf(FIRST_OPERAND), length);
  }
  give(FIRST_OPERAND);
  return at;
}

function intOr(at: i32): i32 {
  return at == FAILED ? 0 : newInt(at);
}

function found(at: i32): i32 {
  if (at != NOWHERE) return intOr(at);
  return raise(VALUE_ERROR, 'subsection not found');
}

export function bytes_find(p: i32, args: i32, count: i32): i32 {
  return intOr(placeFor('find', p, args, count, false));
}

export function bytes_rfind(p: i32, args: i32, count: i32): i32 {
  return intOr(placeFor('rfind', p, args, count, true));
}

export function bytes_index(p: i32, args: i32, count: i32): i32 {
  return found(placeFor('index', p, args, count, false));
}

export function bytes_rindex(p: i32, args: i32, count: i32): i32 {
  return found(placeFor('rindex', p, args, count, true));
}

export function bytes_count(p: i32, args: i32, count: i32): i32 {
  if (!isParsedCount('count', count, 1, 3) || !readEnds(args, count, load<i32>(p, LENGTH))) return 0;
  if (!takeNeedle(load<i32>(args))) return 0;
  const from = endsFrom();
  const to = endsTo();
  const length = lengthOf(FIRST_OPERAND);
  let times = 0;
  if (to - from >= length)
    times = length == 0 ? to - from + 1 : countOf(itemsOf(p), 1, from, to, addressOf(FIRST_OPERAND), length, MOST);
  give(FIRST_OPERAND);
  return newInt(times);
}

/** Whether bytes stand at an end of what readEnds has read; 1, 0 or -1. */
function matches(p: i32, part: i32, atEnd: bool): i32 {
  const from = endsFrom();
  const to = endsTo();
  if (!take(part, FIRST_OPERAND)) return -1;
  const length = lengthOf(FIRST_OPERAND);
  const holds =
    to - from >= length && equalBytes(itemsOf(p) + (atEnd ? to - length : from), addressOf(FIRST_OPERAND), length);
  give(FIRST_OPERAND);
  return holds ? 1 : 0;
}

function affix(function_: string, p: i32, args: i32, count: i32, atEnd: bool): i32 {
  if (!isParsedCount(function_, count, 1, 3) || !readEnds(args, count, load<i32>(p, LENGTH))) return 0;
  const part = load<i32>(args);
  let result = 0;
  if (hasFlag(part, IS_TUPLE)) {
    const parts = load<i32>(part, LENGTH);
    for (let i = 0; i < parts && result == 0; i++) result = matches(p, load<i32>(part + (i << 2), TUPLE_ITEMS), atEnd);
  } else if (hasBuffer(part)) result = matches(p, part, atEnd);
  else {
    const name = changetype<i32>(function_);
    return raise(TYPE_ERROR, '%L first arg must be bytes or a tuple of bytes, not %T', name, part);
  }
  return result < 0 ? 0 : newRef(result > 0 ? TRUE : FALSE);
}

export function bytes_startswith(p: i32, args: i32, count: i32): i32 {
  return affix('startswith', p, args, count, false);
}

export function bytes_endswith(p: i32, args: i32, count: i32): i32 {
  return affix('endswith', p, args, count, true);
}

function withoutAffix(p: i32, part: i32, atEnd: bool): i32 {
  if (!take(part, FIRST_OPERAND)) return 0;
  const length = load<i32>(p, LENGTH);
  const removed = lengthOf(FIRST_OPERAND);
  const stands =
    removed <= length && equalBytes(itemsOf(p) + (atEnd ? length - removed : 0), addressOf(FIRST_OPERAND), removed);
  give(FIRST_OPERAND);
  if (!stands || removed == 0) return wholeOf(p);
  return atEnd ? partOf(p, 0, length - removed) : partOf(p, removed, length);
}

export function bytes_removeprefix(p: i32, prefix: i32): i32 {
  return withoutAffix(p, prefix, false);
}

export function bytes_removesuffix(p: i32, suffix: i32): i32 {
  return withoutAffix(p, suffix, true);
}

// Splitting

function split(function_: string, p: i32, args: i32, positional: i32, names: i32, backwards: bool): i32 {
  if (!bind(function_, args, positional, names, 'sep', 'maxsplit')) return 0;
  const separator = argument(0);
  const most = argument(1);
  const limit = most == 0 ? -1 : wordOf(most);
  if (failed()) return 0;
  if (separator == 0 || separator == NONE)
    return backwards ? splitBySpacesBackwards(p, limit) : splitBySpaces(p, limit);
  if (!take(separator, FIRST_OPERAND)) return 0;
  const length = lengthOf(FIRST_OPERAND);
  const items = addressOf(FIRST_OPERAND);
  let list: i32;
  if (length == 0) list = raise(VALUE_ERROR, 'empty separator');
  else list = backwards ? splitByBackwards(p, items, length, limit) : splitBy(p, items, length, limit);
  give(FIRST_OPERAND);
  return list;
}

export function bytes_split(p: i32, args: i32, positional: i32, names: i32): i32 {
  return split('split', p, args, positional, names, false);
}

export function bytes_rsplit(p: i32, args: i32, positional: i32, names: i32): i32 {
  return split('rsplit', p, args, positional, names, true);
}

export function bytes_splitlines(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (!bind('splitlines', args, positional, names, 'keepends')) return 0;
  const keep = argument(0);
  const ends = keep == 0 ? 0 : wordOf(keep);
  return failed() ? 0 : splitLines(p, ends != 0);
}

function parted(p: i32, separator: i32, backwards: bool): i32 {
  if (!take(separator, FIRST_OPERAND)) return 0;
  const length = lengthOf(FIRST_OPERAND);
  const items = addressOf(FIRST_OPERAND);
  const given = isBytes(p) ? separator : 0;
  let tuple: i32;
  if (length == 0) tuple = raise(VALUE_ERROR, 'empty separator');
  else tuple = backwards ? partitionBackwards(p, given, items, length) : partition(p, given, items, length);
  give(FIRST_OPERAND);
  return tuple;
}

export function bytes_partition(p: i32, separator: i32): i32 {
  return parted(p, separator, false);
}

export function bytes_rpartition(p: i32, separator: i32): i32 {
  return parted(p, separator, true);
}

// Stripping, padding, replacement

function strip(function_: string, p: i32, args: i32, count: i32, ends: i32): i32 {
  if (!isCount(function_, count, 0, 1)) return 0;
  if (count == 0 || load<i32>(args) == NONE) return stripSpaces(p, ends);
  if (!take(load<i32>(args), FIRST_OPERAND)) return 0;
  const result = stripItems(p, ends, addressOf(FIRST_OPERAND), 1, lengthOf(FIRST_OPERAND));
  give(FIRST_OPERAND);
  return result;
}

export function bytes_strip(p: i32, args: i32, count: i32): i32 {
  return strip('strip', p, args, count, AT_START | AT_END);
}

export function bytes_lstrip(p: i32, args: i32, count: i32): i32 {
  return strip('lstrip', p, args, count, AT_START);
}

export function bytes_rstrip(p: i32, args: i32, count: i32): i32 {
  return strip('rstrip', p, args, count, AT_END);
}

let fill: u32 = 0;

/** Reads (width, fillchar=b' '); -1 with an exception. */
function readPadding(function_: string, args: i32, count: i32): i32 {
  if (!isCount(function_, count, 1, 2)) return -1;
  const width = wordOf(load<i32>(args));
  if (failed()) return -1;
  fill = 0x20;
  if (count == 2) {
    const byte = load<i32>(args, 4);
    if ((!isBytes(byte) && !isBytearray(byte)) || load<i32>(byte, LENGTH) != 1)
      return fail(
        TYPE_ERROR,
        '%L() argument 2 must be a byte string of length 1, not %A',
        changetype<i32>(function_),
        byte,
      );
    fill = load<u8>(itemsOf(byte));
  }
  return max(width, 0);
}

export function bytes_center(p: i32, args: i32, count: i32): i32 {
  const width = readPadding('center', args, count);
  return width < 0 ? 0 : centred(p, width, fill);
}

export function bytes_ljust(p: i32, args: i32, count: i32): i32 {
  const width = readPadding('ljust', args, count);
  return width < 0 ? 0 : padded(p, 0, width - load<i32>(p, LENGTH), fill);
}

export function bytes_rjust(p: i32, args: i32, count: i32): i32 {
  const width = readPadding('rjust', args, count);
  return width < 0 ? 0 : padded(p, width - load<i32>(p, LENGTH), 0, fill);
}

export function bytes_zfill(p: i32, width: i32): i32 {
  const word = wordOf(width);
  return failed() ? 0 : zeroFilled(p, word);
}

export function bytes_expandtabs(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (!bind('expandtabs', args, positional, names, 'tabsize')) return 0;
  const size = argument(0);
  const word = size == 0 ? TAB_SIZE : wordOf(size);
  return failed() ? 0 : tabsExpanded(p, word);
}

export function bytes_replace(p: i32, args: i32, count: i32): i32 {
  if (!isCount('replace', count, 2, 3)) return 0;
  const limit = count == 3 ? wordOf(load<i32>(args, 8)) : -1;
  if (failed() || !take(load<i32>(args), FIRST_OPERAND)) return 0;
  if (!take(load<i32>(args, 4), SECOND_OPERAND)) {
    give(FIRST_OPERAND);
    return 0;
  }
  const result = replaced(
    p,
    addressOf(FIRST_OPERAND),
    lengthOf(FIRST_OPERAND),
    addressOf(SECOND_OPERAND),
    1,
    lengthOf(SECOND_OPERAND),
    max(limit, -1),
  );
  give(SECOND_OPERAND);
  give(FIRST_OPERAND);
  return result;
}
