/** Methods of str that search: find and its kin, count, startswith, endswith, removeprefix, removesuffix. */
import { FALSE, TRUE } from '../../format/memory-map';
import { CHARACTERS_AT, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { IS_TUPLE, TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { isParsedCount } from '../../kernel/arguments.as';
import { newRef } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { hasFlag } from '../../kernel/slots.as';
import { newInt } from '../numbers/new-int.as';
import { endOf, placeOf } from '../sequences/indices.as';
import { countOf, equalBytes, find, findBackwards, loadCharacter } from './search.as';
import { exactStr, isStr, substring, widthOf } from './strings.as';
import { atWidth, releaseWidened } from './widened.as';

const MOST: i32 = 0x7fff_ffff;
/** Results of a search that gives no place. */
const NOWHERE = -1;
const FAILED = -2;

/** Ends of the part that is searched; the later ones of (part, start, end) may be left out. */
let from: i32 = 0;
let to: i32 = 0;

/** Reads the ends from the arguments, which may run code of the program. */
export function readEnds(args: i32, count: i32, length: i32): bool {
  const start = count > 1 ? endOf(load<i32>(args, 4), 0) : 0;
  if (failed()) return false;
  const stop = count > 2 ? endOf(load<i32>(args, 8), MOST) : MOST;
  if (failed()) return false;
  from = start < 0 ? max(start + length, 0) : start;
  to = placeOf(stop, length);
  return true;
}

export function endsFrom(): i32 {
  return from;
}

export function endsTo(): i32 {
  return to;
}

function search(s: i32, part: i32, backwards: bool): i32 {
  const length = load<i32>(part, LENGTH);
  if (to - from < length) return NOWHERE;
  if (length == 0) return backwards ? to : from;
  const width = widthOf(s);
  const needle = atWidth(part, width);
  if (needle == 0) return failed() ? FAILED : NOWHERE;
  const base = s + CHARACTERS_AT;
  const at = backwards
    ? findBackwards(base, width, from, to, needle, length)
    : find(base, width, from, to, needle, length);
  releaseWidened(part, width, needle);
  return at;
}

function placeFor(function_: string, s: i32, args: i32, count: i32, backwards: bool): i32 {
  if (!isParsedCount(function_, count, 1, 3)) return FAILED;
  const part = load<i32>(args);
  if (!readEnds(args, count, load<i32>(s, LENGTH))) return FAILED;
  if (!isStr(part)) {
    raise(TYPE_ERROR, 'must be str, not %T', part);
    return FAILED;
  }
  return search(s, part, backwards);
}

function intOr(at: i32): i32 {
  return at == FAILED ? 0 : newInt(at);
}

function found(at: i32): i32 {
  return at == NOWHERE ? raise(VALUE_ERROR, 'substring not found') : intOr(at);
}

export function str_find(s: i32, args: i32, count: i32): i32 {
  return intOr(placeFor('find', s, args, count, false));
}

export function str_rfind(s: i32, args: i32, count: i32): i32 {
  return intOr(placeFor('rfind', s, args, count, true));
}

export function str_index(s: i32, args: i32, count: i32): i32 {
  return found(placeFor('index', s, args, count, false));
}

export function str_rindex(s: i32, args: i32, count: i32): i32 {
  return found(placeFor('rindex', s, args, count, true));
}

export function str_count(s: i32, args: i32, count: i32): i32 {
  if (!isParsedCount('count', count, 1, 3)) return 0;
  const part = load<i32>(args);
  if (!readEnds(args, count, load<i32>(s, LENGTH))) return 0;
  if (!isStr(part)) return raise(TYPE_ERROR, 'must be str, not %T', part);
  const length = load<i32>(part, LENGTH);
  if (to - from < length) return newInt(0);
  if (length == 0) return newInt(to - from + 1);
  const width = widthOf(s);
  const needle = atWidth(part, width);
  if (needle == 0) return failed() ? 0 : newInt(0);
  const times = countOf(s + CHARACTERS_AT, width, from, to, needle, length, MOST);
  releaseWidened(part, width, needle);
  return newInt(times);
}

/** Whether a part stands at a place. */
function standsAt(s: i32, at: i32, part: i32): bool {
  const length = load<i32>(part, LENGTH);
  const width = widthOf(s);
  const own = widthOf(part);
  if (own > width) return false;
  const base = s + CHARACTERS_AT + at * width;
  if (own == width) return equalBytes(base, part + CHARACTERS_AT, length * width);
  for (let i = 0; i < length; i++)
    if (loadCharacter(base, width, i) != loadCharacter(part + CHARACTERS_AT, own, i)) return false;
  return true;
}

function matches(s: i32, part: i32, atEnd: bool): bool {
  const length = load<i32>(part, LENGTH);
  return to - from >= length && standsAt(s, atEnd ? to - length : from, part);
}

function affix(function_: string, s: i32, args: i32, count: i32, atEnd: bool): i32 {
  if (!isParsedCount(function_, count, 1, 3)) return 0;
  if (!readEnds(args, count, load<i32>(s, LENGTH))) return 0;
  const name = changetype<i32>(function_);
  const part = load<i32>(args);
  if (isStr(part)) return newRef(matches(s, part, atEnd) ? TRUE : FALSE);
  if (!hasFlag(part, IS_TUPLE))
    return raise(TYPE_ERROR, '%L first arg must be str or a tuple of str, not %T', name, part);
  const parts = load<i32>(part, LENGTH);
  for (let i = 0; i < parts; i++) {
    const one = load<i32>(part + (i << 2), TUPLE_ITEMS);
    if (!isStr(one)) return raise(TYPE_ERROR, 'tuple for %L must only contain str, not %T', name, one);
    if (matches(s, one, atEnd)) return newRef(TRUE);
  }
  return newRef(FALSE);
}

export function str_startswith(s: i32, args: i32, count: i32): i32 {
  return affix('startswith', s, args, count, false);
}

export function str_endswith(s: i32, args: i32, count: i32): i32 {
  return affix('endswith', s, args, count, true);
}

export function str_removeprefix(s: i32, prefix: i32): i32 {
  if (!isStr(prefix)) return raise(TYPE_ERROR, 'removeprefix() argument must be str, not %A', prefix);
  const length = load<i32>(s, LENGTH);
  const removed = load<i32>(prefix, LENGTH);
  return removed <= length && standsAt(s, 0, prefix) ? substring(s, removed, length) : exactStr(s);
}

export function str_removesuffix(s: i32, suffix: i32): i32 {
  if (!isStr(suffix)) return raise(TYPE_ERROR, 'removesuffix() argument must be str, not %A', suffix);
  const length = load<i32>(s, LENGTH);
  const removed = load<i32>(suffix, LENGTH);
  return removed <= length && standsAt(s, length - removed, suffix) ? substring(s, 0, length - removed) : exactStr(s);
}
