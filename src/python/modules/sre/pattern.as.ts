/** Methods of re.Pattern. */
import { CHARACTERS, NONE, SP } from '../../format/memory-map';
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { CALL } from '../../format/types';
import { call1Of, push } from '../../kernel/call.as';
import { decref, newRef } from '../../kernel/counts.as';
import { failed, noMemory } from '../../kernel/errors.as';
import { call4, slotOf } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { bytes_join } from '../../objects/bytes/joining.as';
import { getIter } from '../../objects/iterators/protocol.as';
import { indexOf } from '../../objects/numbers/index.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { listAppendOwned, newList } from '../../objects/sequences/list.as';
import { newTuple, pairOf } from '../../objects/sequences/tuple.as';
import { str_join } from '../../objects/text/parting.as';
import { str_contains } from '../../objects/text/str.as';
import { isExactStr, isStr } from '../../objects/text/strings.as';
import { bindThree, first, second, third } from './arguments.as';
import { foundRoom, matchEnd, matchesAt } from './match.as';
import {
  closeText,
  groupOf,
  groupsOf,
  newMatch,
  nextMatch,
  openText,
  prepare,
  programOf,
  sliceOf,
  textLength,
} from './searches.as';

const HERE: i32 = 0;
const ANYWHERE: i32 = 1;
const ALL_OF_IT: i32 = 2;

/** Where a search starts and ends, as the arguments say. */
let from: i32 = 0;
let end: i32 = 0;

/** Reads `pos` and `endpos`, which may be 0. False with an exception. */
function readBounds(pos: i32, endpos: i32, length: i32): bool {
  const start = pos == 0 ? 0 : indexOf(pos, 0);
  if (start == -1 && failed()) return false;
  const stop = endpos == 0 ? length : indexOf(endpos, 0);
  if (stop == -1 && failed()) return false;
  from = min(max(start, 0), length);
  end = min(max(stop, 0), length);
  return true;
}

/** match, search and fullmatch (string, pos=0, endpos=sys.maxsize). */
function one(function_: string, way: i32, p: i32, args: i32, positional: i32, names: i32): i32 {
  if (!bindThree(function_, args, positional, names, 'string', 'pos', 'endpos', 1)) return 0;
  const text = first;
  const pos = second;
  const endpos = third;
  const search = openText(p, text);
  if (search == 0) return 0;
  const result = readBounds(pos, endpos, textLength(search)) ? matchOnce(search, way, p, text, from, end, -1) : 0;
  closeText(search);
  return result;
}

function matchOnce(search: i32, way: i32, p: i32, text: i32, at: i32, stop: i32, notEmptyAt: i32): i32 {
  let start = at;
  if (way == ANYWHERE) start = nextMatch(search, p, at, stop, notEmptyAt);
  else if (at > stop) start = -1;
  else {
    if (!prepare(search, p, stop)) return 0;
    if (!matchesAt(programOf(p), at, way == ALL_OF_IT, notEmptyAt)) start = -1;
    if (!foundRoom()) return noMemory();
  }
  if (start >= 0) return newMatch(p, text, at, stop, start);
  return start == -1 ? newRef(NONE) : 0;
}

export function sre_match(p: i32, args: i32, positional: i32, names: i32): i32 {
  return one('match', HERE, p, args, positional, names);
}

export function sre_search(p: i32, args: i32, positional: i32, names: i32): i32 {
  return one('search', ANYWHERE, p, args, positional, names);
}

export function sre_fullmatch(p: i32, args: i32, positional: i32, names: i32): i32 {
  return one('fullmatch', ALL_OF_IT, p, args, positional, names);
}

/** _scan(pattern, string, at, end, way, not_empty_at): what a Scanner does. */
export function sre_scan(_self: i32, args: i32, count: i32): i32 {
  const p = load<i32>(args);
  const text = load<i32>(args, 4);
  const search = openText(p, text);
  if (search == 0) return 0;
  const at = indexOf(load<i32>(args, 8), 0);
  const stop = indexOf(load<i32>(args, 12), 0);
  const way = indexOf(load<i32>(args, 16), 0);
  const result = matchOnce(search, way, p, text, at, stop, indexOf(load<i32>(args, 20), 0));
  closeText(search);
  return result;
}

/** findall (`asMatches` false) and the matches of finditer, as a list. */
function all(function_: string, asMatches: bool, p: i32, args: i32, positional: i32, names: i32): i32 {
  if (!bindThree(function_, args, positional, names, 'string', 'pos', 'endpos', 1)) return 0;
  const text = first;
  const pos = second;
  const endpos = third;
  const search = openText(p, text);
  if (search == 0) return 0;
  const list = readBounds(pos, endpos, textLength(search)) ? newList(0) : 0;
  const start = from;
  const stop = end;
  let at = from;
  let notEmptyAt = -1;
  let isDone = list == 0;
  let isWhole = !isDone;
  while (!isDone) {
    const found = nextMatch(search, p, at, stop, notEmptyAt);
    if (found < 0) {
      isWhole = found == -1;
      break;
    }
    at = matchEnd;
    notEmptyAt = found == at ? at : -1;
    const item = asMatches ? newMatch(p, text, start, stop, found) : foundItem(search, p, found);
    isDone = item == 0 || listAppendOwned(list, item) < 0;
    isWhole = !isDone;
  }
  closeText(search);
  if (isWhole) return list;
  if (list != 0) decref(list);
  return 0;
}

/** What findall gives for the last match: all of it, its one group, or a tuple of its groups. */
function foundItem(search: i32, p: i32, start: i32): i32 {
  const groups = groupsOf(p);
  if (groups == 0) return sliceOf(search, start, matchEnd);
  if (groups == 1) return groupOf(search, 1, 0);
  const tuple = newTuple(groups);
  if (tuple == 0) return 0;
  for (let i = 0; i < groups; i++) {
    const text = groupOf(search, i + 1, 0);
    if (text == 0) {
      decref(tuple);
      return 0;
    }
    store<i32>(tuple + (i << 2), text, TUPLE_ITEMS);
  }
  track(tuple);
  return tuple;
}

export function sre_findall(p: i32, args: i32, positional: i32, names: i32): i32 {
  return all('findall', false, p, args, positional, names);
}

export function sre_finditer(p: i32, args: i32, positional: i32, names: i32): i32 {
  const list = all('finditer', true, p, args, positional, names);
  if (list == 0) return 0;
  const iterator = getIter(list);
  decref(list);
  return iterator;
}

/** split(string, maxsplit=0). */
export function sre_split(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (!bindThree('split', args, positional, names, 'string', 'maxsplit', '', 1)) return 0;
  const text = first;
  const most = second == 0 ? 0 : indexOf(second, 0);
  if (most == -1 && failed()) return 0;
  const search = openText(p, text);
  if (search == 0) return 0;
  const list = newList(0);
  const isWhole = list != 0 && splitInto(list, search, p, most);
  closeText(search);
  if (isWhole) return list;
  if (list != 0) decref(list);
  return 0;
}

function splitInto(list: i32, search: i32, p: i32, most: i32): bool {
  const length = textLength(search);
  const groups = groupsOf(p);
  let last = 0;
  let notEmptyAt = -1;
  for (let n = 0; most == 0 || n < most; n++) {
    const found = nextMatch(search, p, last, length, notEmptyAt);
    if (found == -2) return false;
    if (found < 0) break;
    if (!add(list, sliceOf(search, last, found))) return false;
    for (let i = 1; i <= groups; i++) if (!add(list, groupOf(search, i, NONE))) return false;
    last = matchEnd;
    notEmptyAt = found == last ? last : -1;
  }
  return add(list, sliceOf(search, last, length));
}

/** An owned item, or 0 if making it has failed. */
function add(list: i32, item: i32): bool {
  return item != 0 && listAppendOwned(list, item) >= 0;
}

let templateOf: i32 = 0;

/** What makes a callable or a text of a template with backslashes is told here. */
export function sre_sub_slow(index: i32): void {
  templateOf = index;
}

/** A callable, a text without backslashes, or what re makes of a template. Owned, or 0. */
function replacementOf(p: i32, given: i32): i32 {
  if (slotOf(given, CALL) != 0 || (isExactStr(given) && str_contains(given, backslash()) == 0)) return newRef(given);
  const at = push(1);
  if (at == 0) return 0;
  store<i32>(at, given);
  const replacement = call4(templateOf, p, at, 1, 0);
  store<i32>(SP, at);
  return replacement;
}

/** The str of a backslash, borrowed: a singleton. */
function backslash(): i32 {
  return CHARACTERS + 0x5c * 32;
}

/** How many times sub() has replaced something. */
let replaced: i32 = 0;

/** The text of sub and subn (repl, string, count=0), owned; or 0. */
function substitute(function_: string, p: i32, args: i32, positional: i32, names: i32): i32 {
  if (!bindThree(function_, args, positional, names, 'repl', 'string', 'count', 2)) return 0;
  const given = first;
  const text = second;
  const most = third == 0 ? 0 : indexOf(third, 0);
  if (most == -1 && failed()) return 0;
  const replacement = replacementOf(p, given);
  if (replacement == 0) return 0;
  const search = openText(p, text);
  const list = search == 0 ? 0 : newList(0);
  let result = 0;
  if (list != 0 && replaceInto(list, search, p, text, replacement, most)) result = joined(list, sliceOf(search, 0, 0));
  if (list != 0) decref(list);
  if (search != 0) closeText(search);
  decref(replacement);
  return result;
}

function replaceInto(list: i32, search: i32, p: i32, text: i32, replacement: i32, most: i32): bool {
  const length = textLength(search);
  const isCalled = slotOf(replacement, CALL) != 0;
  let last = 0;
  let notEmptyAt = -1;
  let n = 0;
  while (most == 0 || n < most) {
    const found = nextMatch(search, p, last, length, notEmptyAt);
    if (found == -2) return false;
    if (found < 0) break;
    const stop = matchEnd;
    if (last < found && !add(list, sliceOf(search, last, found))) return false;
    let piece = replacement;
    if (isCalled) {
      const match = newMatch(p, text, 0, length, found);
      piece = match == 0 ? 0 : call1Of(replacement, match);
      if (match != 0) decref(match);
      if (piece == 0) return false;
    } else newRef(piece);
    if (piece == NONE) decref(piece);
    else if (!add(list, piece)) return false;
    last = stop;
    notEmptyAt = found == stop ? stop : -1;
    n++;
  }
  replaced = n;
  return last >= length || add(list, sliceOf(search, last, length));
}

/** The pieces as one text; the empty text that joins them is consumed. */
function joined(list: i32, empty: i32): i32 {
  if (empty == 0 || load<i32>(list, LENGTH) == 0) return empty;
  const result = isStr(empty) ? str_join(empty, list) : bytes_join(empty, list);
  decref(empty);
  return result;
}

export function sre_sub(p: i32, args: i32, positional: i32, names: i32): i32 {
  return substitute('sub', p, args, positional, names);
}

export function sre_subn(p: i32, args: i32, positional: i32, names: i32): i32 {
  const text = substitute('subn', p, args, positional, names);
  if (text == 0) return 0;
  const count = newInt(replaced);
  if (count != 0) return pairOf(text, count);
  decref(text);
  return 0;
}
