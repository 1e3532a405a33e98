/**
 * Arguments to parameters: defaults, keywords, *args and **kwargs. A frame starts with the function and, from LOCALS on, the
 * arguments as the caller has given them: positional ones, then the values of keywords. Afterwards the slots of all
 * parameters are as the code expects them; if that fails, everything has been released.
 */
import {
  ARGUMENT_COUNT,
  CO_VARARGS,
  CO_VARKEYWORDS,
  CODE,
  CODE_FLAGS,
  CODE_FRAME_BYTES,
  DEFAULTS,
  FRAME_FUNCTION,
  KEYWORD_DEFAULTS,
  KEYWORD_ONLY,
  LOCAL_NAMES,
  LOCALS,
  POSITIONAL_ONLY,
} from '../format/frames';
import { SP } from '../format/memory-map';
import { LENGTH, TUPLE_ITEMS } from '../format/objects';
import { EQUAL } from '../format/types';
import { copyBytes, fillBytes } from '../kernel/bytes.as';
import { compareBool } from '../kernel/compare.as';
import { decref, newRef, xdecref } from '../kernel/counts.as';
import { failed } from '../kernel/errors.as';
import { track } from '../kernel/tracking.as';
import { dictGet, dictSet, newDict } from '../objects/mappings/dict.as';
import { newTuple } from '../objects/sequences/tuple.as';
import { refuseCall } from './hooks.as';
import {
  GIVEN_TWICE,
  MISSING,
  MISSING_KEYWORD_ONLY,
  POSITIONAL_ONLY_BY_KEYWORD,
  TOO_MANY,
  UNEXPECTED_KEYWORD,
} from './refusals';

/** A status. SP is where the frame starts, before and afterwards. */
export function bindArguments(frame: i32, positional: i32, names: i32): i32 {
  const callee = load<i32>(frame, FRAME_FUNCTION);
  const code = load<i32>(callee, CODE);
  const slots = frame + LOCALS;
  const flags = load<i32>(code, CODE_FLAGS);
  const parameters = parametersOf(code);
  let status = 0;
  if (
    names == 0 &&
    (flags & (CO_VARARGS | CO_VARKEYWORDS)) == 0 &&
    load<i32>(code, KEYWORD_ONLY) == 0 &&
    positional <= parameters
  ) {
    fillBytes(slots + (positional << 2), 0, (parameters - positional) << 2);
    status = fillDefaults(callee, code, slots, positional);
  } else {
    const count = positional + (names == 0 ? 0 : load<i32>(names, LENGTH));
    // What is given waits behind everything that the frame and the arguments take.
    const given = frame + max(load<i32>(code, CODE_FRAME_BYTES), LOCALS + (count << 2));
    copyBytes(given, slots, count << 2);
    fillBytes(slots, 0, parameters << 2);
    store<i32>(SP, (given + (count << 2) + 7) & ~7);
    status = bindGiven(callee, code, slots, given, positional, names);
    for (let i = 0; i < count; i++) xdecref(load<i32>(given + (i << 2)));
    store<i32>(SP, frame);
  }
  if (status < 0) {
    const end = slots + (parameters << 2);
    store<i32>(SP, (end + 7) & ~7);
    for (let at = slots; at < end; at += 4) xdecref(load<i32>(at));
    decref(callee);
    store<i32>(SP, frame);
  }
  return status;
}

/** How many slots parameters have, *args and **kwargs included. */
export function parametersOf(code: i32): i32 {
  const flags = load<i32>(code, CODE_FLAGS);
  let count = load<i32>(code, ARGUMENT_COUNT) + load<i32>(code, KEYWORD_ONLY);
  if ((flags & CO_VARARGS) != 0) count++;
  if ((flags & CO_VARKEYWORDS) != 0) count++;
  return count;
}

function bindGiven(callee: i32, code: i32, slots: i32, given: i32, positional: i32, names: i32): i32 {
  const flags = load<i32>(code, CODE_FLAGS);
  const expected = load<i32>(code, ARGUMENT_COUNT);
  const bound = min(positional, expected);
  move(given, slots, bound);
  let rest = slots + ((expected + load<i32>(code, KEYWORD_ONLY)) << 2);
  if ((flags & CO_VARARGS) != 0) {
    const tuple = newTuple(positional - bound);
    if (tuple == 0) return -1;
    if (positional > bound) {
      move(given + (bound << 2), tuple + TUPLE_ITEMS, positional - bound);
      track(tuple);
    }
    store<i32>(rest, tuple);
    rest += 4;
  }
  let others = 0;
  if ((flags & CO_VARKEYWORDS) != 0) {
    others = newDict();
    if (others == 0) return -1;
    store<i32>(rest, others);
  }
  if (names != 0 && bindKeywords(callee, code, slots, given + (positional << 2), names, others) < 0) return -1;
  if (positional > expected && (flags & CO_VARARGS) == 0) {
    refuseCall(TOO_MANY, callee, slots, positional);
    return -1;
  }
  if (fillDefaults(callee, code, slots, bound) < 0) return -1;
  return load<i32>(code, KEYWORD_ONLY) == 0 ? 0 : fillKeywordDefaults(callee, code, slots);
}

/** Moves references; none are left where they were. */
function move(from: i32, to: i32, count: i32): void {
  copyBytes(to, from, count << 2);
  fillBytes(from, 0, count << 2);
}

function bindKeywords(callee: i32, code: i32, slots: i32, values: i32, names: i32, others: i32): i32 {
  const count = load<i32>(names, LENGTH);
  for (let i = 0; i < count; i++) {
    const name = load<i32>(names + (i << 2), TUPLE_ITEMS);
    const value = load<i32>(values + (i << 2));
    const parameter = findParameter(code, name);
    if (parameter == -2) return -1;
    if (parameter >= 0) {
      const slot = slots + (parameter << 2);
      if (load<i32>(slot) != 0) {
        refuseCall(GIVEN_TWICE, callee, slots, name);
        return -1;
      }
      store<i32>(slot, value);
      store<i32>(values + (i << 2), 0);
    } else if (others != 0) {
      if (dictSet(others, name, value) < 0) return -1;
    } else {
      refuseCall(
        namesPositionalOnly(code, names) ? POSITIONAL_ONLY_BY_KEYWORD : UNEXPECTED_KEYWORD,
        callee,
        slots,
        namesPositionalOnly(code, names) ? names : name,
      );
      return -1;
    }
  }
  return 0;
}

/** The number of the parameter that may be given by a name, -1 if there is none, -2 with an exception. */
function findParameter(code: i32, name: i32): i32 {
  const all = load<i32>(code, LOCAL_NAMES);
  const first = load<i32>(code, POSITIONAL_ONLY);
  const end = load<i32>(code, ARGUMENT_COUNT) + load<i32>(code, KEYWORD_ONLY);
  for (let i = first; i < end; i++) if (load<i32>(all + (i << 2), TUPLE_ITEMS) == name) return i;
  for (let i = first; i < end; i++) {
    const equal = compareBool(name, load<i32>(all + (i << 2), TUPLE_ITEMS), EQUAL);
    if (equal > 0) return i;
    if (equal < 0) return -2;
  }
  return -1;
}

/** Whether one of the keywords names a positional-only parameter. */
function namesPositionalOnly(code: i32, names: i32): bool {
  const all = load<i32>(code, LOCAL_NAMES);
  const count = load<i32>(names, LENGTH);
  for (let i = 0; i < load<i32>(code, POSITIONAL_ONLY); i++)
    for (let k = 0; k < count; k++)
      if (load<i32>(names + (k << 2), TUPLE_ITEMS) == load<i32>(all + (i << 2), TUPLE_ITEMS)) return true;
  return false;
}

function fillDefaults(callee: i32, code: i32, slots: i32, bound: i32): i32 {
  const expected = load<i32>(code, ARGUMENT_COUNT);
  if (bound >= expected) return 0;
  const defaults = load<i32>(callee, DEFAULTS);
  const first = expected - (defaults == 0 ? 0 : load<i32>(defaults, LENGTH));
  for (let i = bound; i < first; i++) {
    if (load<i32>(slots + (i << 2)) != 0) continue;
    refuseCall(MISSING, callee, slots, first);
    return -1;
  }
  for (let i = max(bound, first); i < expected; i++) {
    const slot = slots + (i << 2);
    if (load<i32>(slot) == 0) store<i32>(slot, newRef(load<i32>(defaults + ((i - first) << 2), TUPLE_ITEMS)));
  }
  return 0;
}

function fillKeywordDefaults(callee: i32, code: i32, slots: i32): i32 {
  const from = load<i32>(code, ARGUMENT_COUNT);
  const to = from + load<i32>(code, KEYWORD_ONLY);
  const defaults = load<i32>(callee, KEYWORD_DEFAULTS);
  let isComplete = true;
  for (let i = from; i < to; i++) {
    const slot = slots + (i << 2);
    if (load<i32>(slot) != 0) continue;
    const name = load<i32>(load<i32>(code, LOCAL_NAMES) + (i << 2), TUPLE_ITEMS);
    const value = defaults == 0 ? 0 : dictGet(defaults, name);
    if (value != 0) store<i32>(slot, newRef(value));
    else if (failed()) return -1;
    else isComplete = false;
  }
  if (isComplete) return 0;
  refuseCall(MISSING_KEYWORD_ONLY, callee, slots, 0);
  return -1;
}
