/** functools.partial, called. format/functional.ts draws it. */
import { PARTIAL_ARGS, PARTIAL_FUNCTION, PARTIAL_KEYWORDS, PARTIAL_WEAK } from '../../format/functional';
import { SP } from '../../format/memory-map';
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { copyBytes } from '../../kernel/bytes.as';
import { callObject, hold, letGo, passTuple, push } from '../../kernel/call.as';
import { decref } from '../../kernel/counts.as';
import { takesTuple } from '../../execution/calls.as';
import { owned_dealloc } from '../../kernel/owned.as';
import { untrackIfTracked } from '../../kernel/tracking.as';
import { copyDict, mergeKeywords } from '../../objects/mappings/merge.as';
import { clearWeakReferences } from '../../objects/weak/reference.as';
import { keywordNames, keywordValues } from '../operator/spread.as';

export function partial_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  const given = load<i32>(p, PARTIAL_ARGS);
  const own = load<i32>(p, PARTIAL_KEYWORDS);
  const count = load<i32>(given, LENGTH);
  if (load<i32>(own, LENGTH) == 0) {
    const named = names == 0 ? 0 : load<i32>(names, LENGTH);
    const function_ = load<i32>(p, PARTIAL_FUNCTION);
    if (count == 0) return callObject(function_, args, positional, names);
    const at = push(count + positional + named);
    if (at == 0) return 0;
    copyBytes(at, given + TUPLE_ITEMS, count << 2);
    copyBytes(at + (count << 2), args, (positional + named) << 2);
    // Its own tuple is handed on as it is if nothing is added.
    passTuple(positional + named == 0 && takesTuple(function_));
    const result = callObject(function_, at, count + positional, names);
    store<i32>(SP, at);
    return result;
  }
  const keywords = copyDict(own);
  if (keywords == 0) return 0;
  const held = hold(args, positional + (names == 0 ? 0 : load<i32>(names, LENGTH)));
  const result =
    mergeKeywords(keywords, names, args + (positional << 2)) < 0 ? 0 : callNamed(p, args, positional, keywords);
  letGo(args, held);
  decref(keywords);
  return result;
}

/** All keywords are in a dict, and the arguments in a tuple; of both CPython makes an array for what takes one. */
function callNamed(p: i32, args: i32, positional: i32, keywords: i32): i32 {
  const given = load<i32>(p, PARTIAL_ARGS);
  const count = load<i32>(given, LENGTH);
  const names = keywordNames(keywords);
  if (names == 0) return 0;
  const at = push(count + positional + load<i32>(names, LENGTH));
  let result = 0;
  if (at != 0) {
    copyBytes(at, given + TUPLE_ITEMS, count << 2);
    copyBytes(at + (count << 2), args, positional << 2);
    keywordValues(keywords, at + ((count + positional) << 2));
    const function_ = load<i32>(p, PARTIAL_FUNCTION);
    const joined = count == 0 || positional == 0 ? 0 : hold(at, count + positional);
    const inTuple = takesTuple(function_);
    const held = inTuple ? 0 : hold(at, count + positional + load<i32>(names, LENGTH));
    passTuple(inTuple);
    result = callObject(function_, at, count + positional, names);
    letGo(at, held);
    letGo(at, joined);
    store<i32>(SP, at);
  }
  decref(names);
  return result;
}

export function partial_dealloc(p: i32): void {
  untrackIfTracked(p);
  if (load<i32>(p, PARTIAL_WEAK) != 0) clearWeakReferences(p);
  owned_dealloc(p);
}
