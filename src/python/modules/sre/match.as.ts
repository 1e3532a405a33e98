/**
 * Regular expressions: the code of re/_compiler.py, run over characters with backtracking.
 *
 * A match goes on in a loop as long as there is one way to go, and calls itself for each of several. Groups are marks that
 * are set on the way; whoever tries another way puts them back to what they were: how many there are, and within
 * repetitions, which come to the same group again, also where they are. What is kept for that lies above SP; nothing of the
 * program runs meanwhile.
 *
 * Cost: that of backtracking; the depth of calls grows with the repetitions of groups, not with those of characters.
 */
import { SP, STACK_END } from '../../format/memory-map';
import {
  ANY,
  ANY_ALL,
  ASSERT,
  ASSERT_NOT,
  AT,
  AT_BEGINNING,
  AT_BEGINNING_STRING,
  ATOMIC_GROUP,
  BRANCH,
  CATEGORY,
  GROUP_REF,
  GROUP_REF_EXISTS,
  GROUP_REF_IGNORE,
  GROUP_REF_LOC_IGNORE,
  GROUP_REF_UNI_IGNORE,
  IN,
  IN_IGNORE,
  IN_LOC_IGNORE,
  IN_UNI_IGNORE,
  INFO,
  INFO_CHARSET,
  INFO_PREFIX,
  JUMP,
  LITERAL,
  LITERAL_IGNORE,
  LITERAL_LOC_IGNORE,
  LITERAL_UNI_IGNORE,
  MARK,
  MAX_UNTIL,
  MIN_REPEAT_ONE,
  MIN_UNTIL,
  MOST_REPEAT,
  NOT_LITERAL,
  NOT_LITERAL_IGNORE,
  NOT_LITERAL_LOC_IGNORE,
  NOT_LITERAL_UNI_IGNORE,
  POSSESSIVE_REPEAT,
  POSSESSIVE_REPEAT_ONE,
  REPEAT,
  REPEAT_ONE,
  SUCCESS,
} from '../../format/sre';
import { copyBytes } from '../../kernel/bytes.as';
import { isInSet, lowerAscii, lowerUnicode } from './classes.as';
import { character, count, end, holdsAt, setSubject, takes, width } from './subject.as';

/** The match must go up to the end; it must not be empty here (-1: it may). */
let mustEnd: bool = false;
let notEmptyAt: i32 = -1;
/** What is matched is the whole expression, not a part of it that has an end of its own. */
let isWhole: bool = true;

/** Marks, words: where groups start and end. Those up to lastMark are set; -1 among them is none. */
let marks: i32 = 0;
export let lastMark: i32 = -1;
export let lastIndex: i32 = -1;
/** What is free above marks and what is kept. */
let top: i32 = 0;
let hasRoom: bool = true;
/** Where a match has ended. */
export let matchEnd: i32 = 0;

/** The innermost repetition that is going on, or 0: how often so far, its code, the one around it, where the turn began. */
let repetition: i32 = 0;
const TURNS: i32 = 0;
const CODE_AT: i32 = 4;
const AROUND: i32 = 8;
const TURN_START: i32 = 12;
const REPETITION_BYTES: i32 = 16;

/** What is to be searched; `groups` of them have marks. False if there is no room. */
export function openSearch(characters: i32, itsWidth: i32, itsEnd: i32, groups: i32): bool {
  setSubject(characters, itsWidth, itsEnd);
  marks = (load<i32>(SP) + 7) & ~7;
  top = marks + (groups << 3);
  hasRoom = top < STACK_END;
  return hasRoom;
}

export function foundRoom(): bool {
  return hasRoom;
}

export function markAt(index: i32): i32 {
  return index <= lastMark ? load<i32>(marks + (index << 2)) : -1;
}

/** Whether the code matches at a place; `whole` up to the end. */
export function matchesAt(code: i32, at: i32, whole: bool, notEmpty: i32): bool {
  mustEnd = whole;
  notEmptyAt = notEmpty;
  return tryAt(code, at);
}

function tryAt(code: i32, at: i32): bool {
  lastMark = -1;
  lastIndex = -1;
  repetition = 0;
  isWhole = true;
  if (width == 1) return match<u8>(code, at);
  return width == 2 ? match<u16>(code, at) : match<u32>(code, at);
}

/** Where the first match from a place on starts; -1: nowhere. */
export function searchFrom(code: i32, from: i32, notEmpty: i32): i32 {
  if (width == 1) return search<u8>(code, from, notEmpty);
  return width == 2 ? search<u16>(code, from, notEmpty) : search<u32>(code, from, notEmpty);
}

function isAtStart(place: i32): bool {
  return place == AT_BEGINNING || place == AT_BEGINNING_STRING;
}

function search<T>(code: i32, from: i32, notEmpty: i32): i32 {
  mustEnd = false;
  notEmptyAt = notEmpty;
  let last = end;
  let first: u32 = 0;
  let set = 0;
  let hasFirst = false;
  let ip = code;
  if (load<i32>(code) == INFO) {
    const least = load<i32>(code, 12);
    if (least > 0) last = end - least;
    const flags = load<i32>(code, 8);
    if ((flags & INFO_PREFIX) != 0 && load<i32>(code, 20) > 0) {
      hasFirst = true;
      first = load<u32>(code, 28);
    } else if ((flags & INFO_CHARSET) != 0) set = code + 20;
    ip = code + 4 + (load<i32>(code, 4) << 2);
  }
  // What must begin where the text does need not be tried elsewhere.
  if (load<i32>(ip) == AT && isAtStart(load<i32>(ip, 4))) last = min<i32>(last, from);
  for (let at = from; at <= last; at++) {
    if (hasFirst) {
      while (at <= last && at < end && character<T>(at) != first) at++;
      if (at > last || at >= end) return -1;
    } else if (set != 0) {
      while (at <= last && at < end && !isInSet(set, character<T>(at))) at++;
      if (at > last || at >= end) return -1;
    }
    if (tryAt(ip, at)) return at;
    if (!hasRoom) return -1;
  }
  return -1;
}

/** Keeps the marks: what restoreMarks() takes, and where `top` was. */
function keepMarks(): i32 {
  const kept = top;
  const bytes = (lastMark + 1) << 2;
  if (top + bytes + 64 > STACK_END) {
    hasRoom = false;
    return kept;
  }
  copyBytes(top, marks, bytes);
  top += (bytes + 7) & ~7;
  return kept;
}

function restoreMarks(kept: i32, last: i32): void {
  copyBytes(marks, kept, (last + 1) << 2);
}

/** The code at `ip` and all that follows it, at a place. */
function match<T>(ip: i32, at: i32): bool {
  if (load<i32>(ip) == INFO) {
    if (<u32>(end - at) < load<u32>(ip, 12)) return false;
    ip += 4 + (load<i32>(ip, 4) << 2);
  }
  while (true) {
    const op = load<i32>(ip);
    switch (op) {
      case SUCCESS:
        if (isWhole && ((mustEnd && at != end) || at == notEmptyAt)) return false;
        matchEnd = at;
        return true;
      case LITERAL:
        if (at >= end || character<T>(at) != load<u32>(ip, 4)) return false;
        at++;
        ip += 8;
        break;
      case IN:
        if (at >= end || !isInSet(ip + 8, character<T>(at))) return false;
        at++;
        ip += 4 + (load<i32>(ip, 4) << 2);
        break;
      case MARK:
        setMark(load<i32>(ip, 4), at);
        ip += 8;
        break;
      case REPEAT_ONE:
        return repeatOne<T>(ip, at);
      case MIN_REPEAT_ONE:
        return repeatOneLazily<T>(ip, at);
      case POSSESSIVE_REPEAT_ONE: {
        const found = count<T>(ip + 16, at, load<i32>(ip, 12));
        if (<u32>found < load<u32>(ip, 8)) return false;
        at += found;
        ip += 4 + (load<i32>(ip, 4) << 2);
        break;
      }
      case BRANCH:
        return branch<T>(ip, at);
      case REPEAT:
        return repeat<T>(ip, at);
      case MAX_UNTIL:
        return turnGreedily<T>(ip, at);
      case MIN_UNTIL:
        return turnLazily<T>(ip, at);
      case POSSESSIVE_REPEAT:
        at = repeatPossessively<T>(ip, at);
        if (at < 0) return false;
        ip += 8 + (load<i32>(ip, 4) << 2);
        break;
      case AT:
        if (!holdsAt<T>(load<i32>(ip, 4), at)) return false;
        ip += 8;
        break;
      case ANY:
      case NOT_LITERAL:
      case CATEGORY:
      case ANY_ALL:
      case LITERAL_IGNORE:
      case NOT_LITERAL_IGNORE:
      case LITERAL_LOC_IGNORE:
      case NOT_LITERAL_LOC_IGNORE:
      case LITERAL_UNI_IGNORE:
      case NOT_LITERAL_UNI_IGNORE:
        if (at >= end || !takes(op, ip, character<T>(at))) return false;
        at++;
        ip += op == ANY || op == ANY_ALL ? 4 : 8;
        break;
      case IN_IGNORE:
      case IN_LOC_IGNORE:
      case IN_UNI_IGNORE:
        if (at >= end || !takes(op, ip, character<T>(at))) return false;
        at++;
        ip += 4 + (load<i32>(ip, 4) << 2);
        break;
      case ASSERT:
        if (at < load<i32>(ip, 8) || !matchPart<T>(ip + 12, at - load<i32>(ip, 8))) return false;
        ip += 4 + (load<i32>(ip, 4) << 2);
        break;
      case ASSERT_NOT:
        if (at >= load<i32>(ip, 8) && fitsHere<T>(ip + 12, at - load<i32>(ip, 8))) return false;
        ip += 4 + (load<i32>(ip, 4) << 2);
        break;
      case ATOMIC_GROUP:
        if (!matchPart<T>(ip + 8, at)) return false;
        at = matchEnd;
        ip += 4 + (load<i32>(ip, 4) << 2);
        break;
      case GROUP_REF:
      case GROUP_REF_IGNORE:
      case GROUP_REF_LOC_IGNORE:
      case GROUP_REF_UNI_IGNORE:
        at = afterGroup<T>(op, load<i32>(ip, 4), at);
        if (at < 0) return false;
        ip += 8;
        break;
      case GROUP_REF_EXISTS:
        ip += isGroupSet(load<i32>(ip, 4)) ? 12 : 4 + (load<i32>(ip, 8) << 2);
        break;
      case JUMP:
        ip += 4 + (load<i32>(ip, 4) << 2);
        break;
      default:
        return false;
    }
  }
}

function setMark(mark: i32, at: i32): void {
  if ((mark & 1) != 0) lastIndex = (mark >> 1) + 1;
  if (mark > lastMark) {
    for (let i = lastMark + 1; i < mark; i++) store<i32>(marks + (i << 2), -1);
    lastMark = mark;
  }
  store<i32>(marks + (mark << 2), at);
}

/** A part with an end of its own. */
function matchPart<T>(ip: i32, at: i32): bool {
  const outer = isWhole;
  isWhole = false;
  const matches = match<T>(ip, at);
  isWhole = outer;
  return matches;
}

/** The same for what must not be there: it leaves no marks. */
function fitsHere<T>(ip: i32, at: i32): bool {
  const last = lastMark;
  const index = lastIndex;
  const kept = keepMarks();
  const matches = matchPart<T>(ip, at);
  top = kept;
  if (matches) return true;
  restoreMarks(kept, last);
  lastMark = last;
  lastIndex = index;
  return false;
}

function isGroupSet(group: i32): bool {
  const mark = group << 1;
  if (mark >= lastMark) return false;
  const start = load<i32>(marks + (mark << 2));
  const stop = load<i32>(marks + (mark << 2), 4);
  return start >= 0 && stop >= start;
}

/** Where what a group has matched ends here once more, or -1. */
function afterGroup<T>(op: i32, group: i32, at: i32): i32 {
  if (!isGroupSet(group)) return -1;
  const start = load<i32>(marks + (group << 3));
  const length = load<i32>(marks + (group << 3), 4) - start;
  if (length > end - at) return -1;
  for (let i = 0; i < length; i++) {
    const a = character<T>(start + i);
    const b = character<T>(at + i);
    if (a == b) continue;
    if (op == GROUP_REF) return -1;
    if (op == GROUP_REF_UNI_IGNORE ? lowerUnicode(a) != lowerUnicode(b) : lowerAscii(a) != lowerAscii(b)) return -1;
  }
  return at + length;
}

function branch<T>(ip: i32, at: i32): bool {
  const last = lastMark;
  const index = lastIndex;
  const repeats = repetition != 0;
  const kept = repeats ? keepMarks() : top;
  for (ip += 4; load<i32>(ip) != 0; ip += load<i32>(ip) << 2) {
    const op = load<i32>(ip, 4);
    if (op == LITERAL && (at >= end || character<T>(at) != load<u32>(ip, 8))) continue;
    if (op == IN && (at >= end || !isInSet(ip + 12, character<T>(at)))) continue;
    if (match<T>(ip + 4, at)) {
      top = kept;
      return true;
    }
    if (!hasRoom) return false;
    if (repeats) restoreMarks(kept, last);
    lastMark = last;
    lastIndex = index;
  }
  top = kept;
  return false;
}

function repeatOne<T>(ip: i32, at: i32): bool {
  const least = load<i32>(ip, 8);
  const found = count<T>(ip + 16, at, load<i32>(ip, 12));
  if (<u32>found < <u32>least) return false;
  const tail = ip + 4 + (load<i32>(ip, 4) << 2);
  let to = at + found;
  const lowest = at + least;
  const next = load<i32>(tail);
  if (next == SUCCESS && to == end && !(isWhole && to == notEmptyAt)) {
    matchEnd = to;
    return true;
  }
  const last = lastMark;
  const index = lastIndex;
  const repeats = repetition != 0;
  const kept = repeats ? keepMarks() : top;
  for (; to >= lowest; to--) {
    if (next == LITERAL) {
      const c = load<u32>(tail, 4);
      while (to >= lowest && (to >= end || character<T>(to) != c)) to--;
      if (to < lowest) break;
    }
    if (match<T>(tail, to)) {
      top = kept;
      return true;
    }
    if (!hasRoom) return false;
    if (repeats) restoreMarks(kept, last);
    lastMark = last;
    lastIndex = index;
  }
  top = kept;
  return false;
}

function repeatOneLazily<T>(ip: i32, at: i32): bool {
  const least = load<i32>(ip, 8);
  const most = load<i32>(ip, 12);
  const tail = ip + 4 + (load<i32>(ip, 4) << 2);
  let found = least == 0 ? 0 : count<T>(ip + 16, at, least);
  if (<u32>found < <u32>least) return false;
  const last = lastMark;
  const index = lastIndex;
  const repeats = repetition != 0;
  const kept = repeats ? keepMarks() : top;
  const op = load<i32>(ip, 16);
  let to = at + found;
  while (true) {
    if (match<T>(tail, to)) {
      top = kept;
      return true;
    }
    if (!hasRoom) return false;
    if (repeats) restoreMarks(kept, last);
    lastMark = last;
    lastIndex = index;
    if ((most != MOST_REPEAT && <u32>found >= <u32>most) || to >= end || !takes(op, ip + 16, character<T>(to))) break;
    to++;
    found++;
  }
  top = kept;
  return false;
}

function openRepetition(ip: i32): i32 {
  const p = top;
  top += REPETITION_BYTES;
  if (top + 64 > STACK_END) hasRoom = false;
  store<i32>(p, -1, TURNS);
  store<i32>(p, ip, CODE_AT);
  store<i32>(p, repetition, AROUND);
  store<i32>(p, -1, TURN_START);
  repetition = p;
  return p;
}

function repeat<T>(ip: i32, at: i32): bool {
  const p = openRepetition(ip);
  const matches = hasRoom && match<T>(ip + 4 + (load<i32>(ip, 4) << 2), at);
  repetition = load<i32>(p, AROUND);
  top = p;
  return matches;
}

/** A repetition has come to the end of a turn (or to its start): once more, or on with what follows. */
function turnGreedily<T>(ip: i32, at: i32): bool {
  const p = repetition;
  if (p == 0 || !hasRoom) return false;
  const code = load<i32>(p, CODE_AT);
  const turns = load<i32>(p, TURNS) + 1;
  const most = load<i32>(code, 12);
  if (<u32>turns < load<u32>(code, 8)) {
    store<i32>(p, turns, TURNS);
    if (match<T>(code + 16, at)) return true;
    store<i32>(p, turns - 1, TURNS);
    return false;
  }
  if ((<u32>turns < <u32>most || most == MOST_REPEAT) && at != load<i32>(p, TURN_START)) {
    store<i32>(p, turns, TURNS);
    const last = lastMark;
    const index = lastIndex;
    const kept = keepMarks();
    const start = load<i32>(p, TURN_START);
    store<i32>(p, at, TURN_START);
    const matches = match<T>(code + 16, at);
    store<i32>(p, start, TURN_START);
    top = kept;
    if (matches) return true;
    restoreMarks(kept, last);
    lastMark = last;
    lastIndex = index;
    store<i32>(p, turns - 1, TURNS);
  }
  repetition = load<i32>(p, AROUND);
  const matches = match<T>(ip + 4, at);
  repetition = p;
  return matches;
}

function turnLazily<T>(ip: i32, at: i32): bool {
  const p = repetition;
  if (p == 0 || !hasRoom) return false;
  const code = load<i32>(p, CODE_AT);
  const turns = load<i32>(p, TURNS) + 1;
  const most = load<i32>(code, 12);
  if (<u32>turns < load<u32>(code, 8)) {
    store<i32>(p, turns, TURNS);
    if (match<T>(code + 16, at)) return true;
    store<i32>(p, turns - 1, TURNS);
    return false;
  }
  const last = lastMark;
  const index = lastIndex;
  repetition = load<i32>(p, AROUND);
  const repeats = repetition != 0;
  const kept = repeats ? keepMarks() : top;
  const matches = match<T>(ip + 4, at);
  repetition = p;
  top = kept;
  if (matches) return true;
  if (repeats) restoreMarks(kept, last);
  lastMark = last;
  lastIndex = index;
  if ((<u32>turns >= <u32>most && most != MOST_REPEAT) || at == load<i32>(p, TURN_START) || !hasRoom) return false;
  store<i32>(p, turns, TURNS);
  const start = load<i32>(p, TURN_START);
  store<i32>(p, at, TURN_START);
  const again = match<T>(code + 16, at);
  store<i32>(p, start, TURN_START);
  if (again) return true;
  store<i32>(p, turns - 1, TURNS);
  return false;
}

/** As often as it goes, and no way back into it: where it ends, or -1. */
function repeatPossessively<T>(ip: i32, at: i32): i32 {
  const least = load<u32>(ip, 8);
  const most = load<i32>(ip, 12);
  const p = openRepetition(ip);
  let here = at;
  let turns = 0;
  let isDone = !hasRoom;
  while (!isDone && <u32>turns < least) {
    if (!matchPart<T>(ip + 16, here)) {
      isDone = true;
      here = -1;
      break;
    }
    here = matchEnd;
    turns++;
  }
  while (!isDone && (<u32>turns < <u32>most || most == MOST_REPEAT) && here != load<i32>(p, TURN_START)) {
    const last = lastMark;
    const index = lastIndex;
    const kept = keepMarks();
    store<i32>(p, here, TURN_START);
    const matches = matchPart<T>(ip + 16, here);
    top = kept;
    if (!matches) {
      restoreMarks(kept, last);
      lastMark = last;
      lastIndex = index;
      break;
    }
    here = matchEnd;
    turns++;
  }
  repetition = load<i32>(p, AROUND);
  top = p;
  return hasRoom ? here : -1;
}
