/** Methods of re.Match. */
import { BUFFER_AT, BUFFER_BYTES, BUFFER_LENGTH } from '../../format/bytes';
import { NONE, SP } from '../../format/memory-map';
import { CHARACTERS_AT, LENGTH, TUPLE_ITEMS, VALUE } from '../../format/objects';
import { REGS_START } from '../../format/sre';
import { INDEX_ERROR, IS_INT } from '../../format/types';
import { argument, bind, isCount } from '../../kernel/arguments.as';
import { push } from '../../kernel/call.as';
import { decref, newRef } from '../../kernel/counts.as';
import { fail, failed } from '../../kernel/errors.as';
import { hasFlag } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { dictGet } from '../../objects/mappings/dict.as';
import { indexOf, isIndex } from '../../objects/numbers/index.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { newTuple, pairOf } from '../../objects/sequences/tuple.as';
import { acquire, release } from '../../objects/bytes/buffers.as';
import { bytesOf, isBytes } from '../../objects/bytes/bytes.as';
import { isStr, substring } from '../../objects/text/strings.as';
import { groupIndexAt, groupsOf, reAt, regsAt, stringAt } from './searches.as';

function startOf(p: i32, group: i32): i32 {
  return load<i32>(load<i32>(p + regsAt) + (group << 3), CHARACTERS_AT + REGS_START);
}

function endOf(p: i32, group: i32): i32 {
  return load<i32>(load<i32>(p + regsAt) + (group << 3), CHARACTERS_AT + REGS_START + 4);
}

/** The number of a group, by its number or name; -1 with an exception. */
function numberOf(p: i32, group: i32): i32 {
  const pattern = load<i32>(p + reAt);
  let number = -1;
  if (isIndex(group)) number = indexOf(group, 0);
  else {
    const known = dictGet(load<i32>(pattern + groupIndexAt), group);
    if (known != 0 && hasFlag(known, IS_INT)) number = load<i32>(known, VALUE);
  }
  if (failed()) return -1;
  if (number >= 0 && number <= groupsOf(pattern)) return number;
  return fail(INDEX_ERROR, 'no such group');
}

/** What a group has matched, owned; `otherwise`, borrowed, if nothing. Or 0. */
function textOf(p: i32, group: i32, otherwise: i32): i32 {
  const start = startOf(p, group);
  if (start < 0) return newRef(otherwise);
  return sliceOf(load<i32>(p + stringAt), start, endOf(p, group));
}

/** Part of a str or, as bytes, of anything else. */
function sliceOf(text: i32, from: i32, to: i32): i32 {
  if (isStr(text)) {
    const length = load<i32>(text, LENGTH);
    return substring(text, min(from, length), min(to, length));
  }
  const buffer = push((BUFFER_BYTES + 7) >> 2);
  if (buffer == 0 || !acquire(text, buffer)) return 0;
  const length = load<i32>(buffer, BUFFER_LENGTH);
  const start = min(from, length);
  const isAll = start == 0 && to >= length && isBytes(text);
  const result = isAll ? newRef(text) : bytesOf(load<i32>(buffer, BUFFER_AT) + start, min(to, length) - start);
  release(buffer);
  store<i32>(SP, buffer);
  return result;
}

export function sre_group(p: i32, args: i32, count: i32): i32 {
  if (count == 0) return textOf(p, 0, NONE);
  if (count == 1) return sre_getitem(p, load<i32>(args));
  const tuple = newTuple(count);
  if (tuple == 0) return 0;
  for (let i = 0; i < count; i++) {
    const text = sre_getitem(p, load<i32>(args + (i << 2)));
    if (text == 0) {
      decref(tuple);
      return 0;
    }
    store<i32>(tuple + (i << 2), text, TUPLE_ITEMS);
  }
  track(tuple);
  return tuple;
}

export function sre_getitem(p: i32, group: i32): i32 {
  const number = numberOf(p, group);
  return number < 0 ? 0 : textOf(p, number, NONE);
}

/** groups(default=None). */
export function sre_groups(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (!bind('groups', args, positional, names, 'default')) return 0;
  const otherwise = argument(0) == 0 ? NONE : argument(0);
  const count = groupsOf(load<i32>(p + reAt));
  const tuple = newTuple(count);
  if (tuple == 0 || count == 0) return tuple;
  for (let i = 0; i < count; i++) {
    const text = textOf(p, i + 1, otherwise);
    if (text == 0) {
      decref(tuple);
      return 0;
    }
    store<i32>(tuple + (i << 2), text, TUPLE_ITEMS);
  }
  track(tuple);
  return tuple;
}

/** The number of the group that the arguments of start, end and span name; -1 with an exception. */
function groupArgument(function_: string, p: i32, args: i32, count: i32): i32 {
  if (count == 0) return 0;
  return isCount(function_, count, 0, 1) ? numberOf(p, load<i32>(args)) : -1;
}

export function sre_start(p: i32, args: i32, count: i32): i32 {
  const group = groupArgument('start', p, args, count);
  return group < 0 ? 0 : newInt(startOf(p, group));
}

export function sre_end(p: i32, args: i32, count: i32): i32 {
  const group = groupArgument('end', p, args, count);
  return group < 0 ? 0 : newInt(endOf(p, group));
}

export function sre_span(p: i32, args: i32, count: i32): i32 {
  const group = groupArgument('span', p, args, count);
  if (group < 0) return 0;
  const start = newInt(startOf(p, group));
  const end = start == 0 ? 0 : newInt(endOf(p, group));
  return end == 0 ? 0 : pairOf(start, end);
}
