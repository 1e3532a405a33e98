/** What searches of a pattern in a text share: the text while it is looked at, and the object of a match. */
import { BUFFER_AT, BUFFER_BYTES, BUFFER_LENGTH } from '../../format/bytes';
import { NONE, SP } from '../../format/memory-map';
import { CHARACTERS_AT, LENGTH, VALUE } from '../../format/objects';
import { REGS_START } from '../../format/sre';
import { TYPE_ERROR } from '../../format/types';
import { push } from '../../kernel/call.as';
import { decref, newRef } from '../../kernel/counts.as';
import { noMemory, raise } from '../../kernel/errors.as';
import { acquire, hasBuffer, release } from '../../objects/bytes/buffers.as';
import { bytesOf, isBytes, newBytes } from '../../objects/bytes/bytes.as';
import { newObjectOf } from '../../objects/classes/class-instance.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { isStr, substring, widthOf } from '../../objects/text/strings.as';
import { foundRoom, lastIndex, markAt, matchEnd, openSearch, searchFrom } from './match.as';

/** The class of matches, and where its instances and patterns have what (pattern-source.ts). */
let matchClass: i32 = 0;
export let reAt: i32 = 0;
export let stringAt: i32 = 0;
let posAt: i32 = 0;
let endposAt: i32 = 0;
export let regsAt: i32 = 0;
let patternAt: i32 = 0;
let groupsAt: i32 = 0;
export let groupIndexAt: i32 = 0;
let programAt: i32 = 0;

export function sre_match_class(class_: i32, re: i32, string_: i32, pos: i32, endpos: i32, regs: i32): void {
  matchClass = class_;
  reAt = re;
  stringAt = string_;
  posAt = pos;
  endposAt = endpos;
  regsAt = regs;
}

export function sre_pattern_class(pattern: i32, groups: i32, groupIndex: i32, program: i32): void {
  patternAt = pattern;
  groupsAt = groups;
  groupIndexAt = groupIndex;
  programAt = program;
}

export function groupsOf(pattern: i32): i32 {
  return load<i32>(load<i32>(pattern + groupsAt), VALUE);
}

function codeOf(pattern: i32): i32 {
  return load<i32>(pattern + programAt) + CHARACTERS_AT;
}

// A search lies on the stack above SP: what it is of, and the buffer of what is no str. Between openText and closeText.
const OF_TEXT: i32 = 0;
const TEXT_AT: i32 = 4;
const TEXT_WIDTH: i32 = 8;
const TEXT_LENGTH: i32 = 12;
const TEXT_BUFFER: i32 = 16;

/** Opens a text for a pattern: where the search lies, or 0 with an exception. */
export function openText(pattern: i32, text: i32): i32 {
  const own = load<i32>(pattern + patternAt);
  const isText = isStr(text);
  if (!isText && !hasBuffer(text)) return raise(TYPE_ERROR, "expected string or bytes-like object, got '%T'", text);
  const search = push((TEXT_BUFFER + BUFFER_BYTES + 7) >> 2);
  if (search == 0) return 0;
  store<i32>(search, text, OF_TEXT);
  if (isText) {
    store<i32>(search, text + CHARACTERS_AT, TEXT_AT);
    store<i32>(search, widthOf(text), TEXT_WIDTH);
    store<i32>(search, load<i32>(text, LENGTH), TEXT_LENGTH);
  } else {
    if (!acquire(text, search + TEXT_BUFFER)) {
      store<i32>(SP, search);
      return 0;
    }
    store<i32>(search, load<i32>(search + TEXT_BUFFER, BUFFER_AT), TEXT_AT);
    store<i32>(search, 1, TEXT_WIDTH);
    store<i32>(search, load<i32>(search + TEXT_BUFFER, BUFFER_LENGTH), TEXT_LENGTH);
  }
  if (own == NONE || isStr(own) == isText) return search;
  if (isText) raise(TYPE_ERROR, 'cannot use a bytes pattern on a string-like object');
  else raise(TYPE_ERROR, 'cannot use a string pattern on a bytes-like object');
  closeText(search);
  return 0;
}

export function closeText(search: i32): void {
  if (!isStr(load<i32>(search, OF_TEXT))) release(search + TEXT_BUFFER);
  store<i32>(SP, search);
}

export function textLength(search: i32): i32 {
  return load<i32>(search, TEXT_LENGTH);
}

/** Makes the engine ready. False with MemoryError. */
export function prepare(search: i32, pattern: i32, end: i32): bool {
  if (openSearch(load<i32>(search, TEXT_AT), load<i32>(search, TEXT_WIDTH), end, groupsOf(pattern))) return true;
  noMemory();
  return false;
}

/** Where the next match starts, -1: there is none, -2 with an exception. */
export function nextMatch(search: i32, pattern: i32, from: i32, end: i32, notEmptyAt: i32): i32 {
  if (from > end) return -1;
  if (!prepare(search, pattern, end)) return -2;
  const start = searchFrom(codeOf(pattern), from, notEmptyAt);
  if (foundRoom()) return start;
  noMemory();
  return -2;
}

export function programOf(pattern: i32): i32 {
  return codeOf(pattern);
}

/** Part of what is searched: bytes of anything but a str. Owned, or 0. */
export function sliceOf(search: i32, from: i32, to: i32): i32 {
  const text = load<i32>(search, OF_TEXT);
  if (isStr(text)) return substring(text, from, to);
  if (isBytes(text) && from == 0 && to == load<i32>(text, LENGTH)) return newRef(text);
  return bytesOf(load<i32>(search, TEXT_AT) + from, to - from);
}

/** What a group of the last match has matched; `otherwise`, borrowed, if nothing. */
export function groupOf(search: i32, group: i32, otherwise: i32): i32 {
  const start = markAt((group - 1) << 1);
  const stop = markAt(((group - 1) << 1) + 1);
  if (start >= 0 && stop >= 0) return sliceOf(search, start, stop);
  return otherwise == 0 ? sliceOf(search, 0, 0) : newRef(otherwise);
}

/** The object of the last match, which starts at a place; or 0. */
export function newMatch(pattern: i32, text: i32, pos: i32, end: i32, start: i32): i32 {
  const groups = groupsOf(pattern);
  const regs = newBytes(REGS_START + ((groups + 1) << 3));
  if (regs == 0) return 0;
  let at = regs + CHARACTERS_AT;
  store<i32>(at, lastIndex);
  store<i32>(at, start, REGS_START);
  store<i32>(at, matchEnd, REGS_START + 4);
  for (let i = 0; i < groups; i++) {
    const from = markAt(i << 1);
    const to = markAt((i << 1) + 1);
    const isSet = from >= 0 && to >= 0;
    store<i32>(at + (i << 3), isSet ? from : -1, REGS_START + 8);
    store<i32>(at + (i << 3), isSet ? to : -1, REGS_START + 12);
  }
  const p = newObjectOf(matchClass);
  if (p == 0) {
    decref(regs);
    return 0;
  }
  store<i32>(p + reAt, newRef(pattern));
  store<i32>(p + stringAt, newRef(text));
  store<i32>(p + posAt, newInt(pos));
  store<i32>(p + endposAt, newInt(end));
  store<i32>(p + regsAt, regs);
  return p;
}
