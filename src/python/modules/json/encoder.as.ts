/** _json.Encoder, called: what a value is as JSON, in a tuple of one str. Lists and dicts on the way there are marked. */
import {
  ENCODER_ALLOWS_NAN,
  ENCODER_DEFAULT,
  ENCODER_FAST,
  ENCODER_ITEM_SEPARATOR,
  ENCODER_KEY_SEPARATOR,
  ENCODER_MARKERS,
  ENCODER_SKIPS,
  ENCODER_SORTS,
  ENCODER_STRINGS,
  FAST_ASCII,
} from '../../format/json';
import { items } from '../../format/names';
import { FALSE, NONE, TRUE } from '../../format/memory-map';
import {
  ENTRY_BYTES,
  ENTRY_KEY,
  ENTRY_VALUE,
  FLOAT,
  KEYS,
  KEYS_ENTRIES,
  LENGTH,
  TUPLE_ITEMS,
} from '../../format/objects';
import {
  DICT_TYPE,
  FLOAT_TYPE,
  INT_TYPE,
  IS_DICT,
  IS_INT,
  IS_LIST,
  IS_TUPLE,
  RECURSION_ERROR,
  REPR,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types';
import { argument, bind } from '../../kernel/arguments.as';
import { call0Of, call1Of, hold, letGo } from '../../kernel/call.as';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { comeBack, enterCall, goDeeper } from '../../kernel/depth.as';
import { fail, noMemory, raise } from '../../kernel/errors.as';
import { call1, hasFlag, isSubtype, slot, typeOf } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { dict_contains, dictDelete, dictSet } from '../../objects/mappings/dict.as';
import { dict_items } from '../../objects/mappings/dict-object.as';
import { copyKeys, entriesOf, releaseKeys } from '../../objects/mappings/keys.as';
import { itemsOf, listFromIterable } from '../../objects/sequences/from-iterable.as';
import { listSort } from '../../objects/sequences/list-sort.as';
import { newTuple } from '../../objects/sequences/tuple.as';
import { addCharacter, addStr, drop, finish, openBuilder } from '../../objects/text/builder.as';
import { isStr } from '../../objects/text/strings.as';
import { asciiOf } from '../../objects/numbers/ascii.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { getNamed } from '../../objects/classes/attributes.as';
import { addJsonString } from './strings.as';

const OPEN_OBJECT: u32 = 0x7b;
const CLOSE_OBJECT: u32 = 0x7d;
const OPEN_ARRAY: u32 = 0x5b;
const CLOSE_ARRAY: u32 = 0x5d;
const INFINITE: f64 = Infinity;

export function json_encoder_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (!bind('_iterencode', args, positional, names, 'obj', '_current_indent_level')) return 0;
  const value = argument(0);
  if (value == 0 || argument(1) == 0)
    return raise(
      TYPE_ERROR,
      "_iterencode() missing required argument '%L' (pos %d)",
      changetype<i32>(value == 0 ? 'obj' : '_current_indent_level'),
      value == 0 ? 1 : 2,
    );
  const count = positional + (names == 0 ? 0 : load<i32>(names, LENGTH));
  const held = hold(args, count);
  const text = textOf(p, value);
  letGo(args, held);
  const tuple = text == 0 ? 0 : newTuple(1);
  if (tuple == 0) {
    if (text != 0) decref(text);
    return 0;
  }
  store<i32>(tuple, text, TUPLE_ITEMS);
  track(tuple);
  return tuple;
}

/** A value as JSON, owned; or 0. */
function textOf(p: i32, value: i32): i32 {
  const b = openBuilder(64);
  if (b == 0) return 0;
  if (enterAdding(p, b, value) >= 0) return finish(b);
  drop(b);
  return 0;
}

// What adds a value returns 0, or -1 with an exception.

function addValue(p: i32, b: i32, value: i32): i32 {
  if (value == NONE || value == TRUE || value == FALSE) return addLiteral(b, constantName(value));
  const type = typeOf(value);
  if (isStr(value)) return addString(p, b, value);
  if (hasFlag(value, IS_INT)) return addOwned(b, call1(slot(INT_TYPE, REPR), value));
  if (type == FLOAT_TYPE || isSubtype(type, FLOAT_TYPE)) return addOwned(b, floatText(p, value));
  const isSequence = hasFlag(value, IS_LIST | IS_TUPLE);
  if (!goDeeper()) return fail(RECURSION_ERROR, 'maximum recursion depth exceeded while encoding a JSON object');
  const status = isSequence
    ? addArray(p, b, value)
    : hasFlag(value, IS_DICT)
      ? addObject(p, b, value)
      : addOther(p, b, value);
  comeBack();
  return status;
}

function enterAdding(p: i32, b: i32, value: i32): i32 {
  if (!enterCall()) return -1;
  const status = addValue(p, b, value);
  comeBack();
  return status;
}

function constantName(value: i32): string {
  return value == NONE ? 'null' : value == TRUE ? 'true' : 'false';
}

function addLiteral(b: i32, text: string): i32 {
  for (let i = 0; i < text.length; i++) if (!addCharacter(b, text.charCodeAt(i))) return -1;
  return 0;
}

/** Adds a str, which is consumed; 0 if making it has failed. */
function addOwned(b: i32, text: i32): i32 {
  if (text == 0) return -1;
  const added = addStr(b, text);
  decref(text);
  return added ? 0 : -1;
}

function addString(p: i32, b: i32, s: i32): i32 {
  const fast = load<i32>(p, ENCODER_FAST);
  if (fast != 0) return addJsonString(b, s, fast == FAST_ASCII) ? 0 : -1;
  const text = call1Of(load<i32>(p, ENCODER_STRINGS), s);
  if (text == 0 || isStr(text)) return addOwned(b, text);
  fail(TYPE_ERROR, 'encoder() must return a string, not %T', text);
  decref(text);
  return -1;
}

/** A float as JSON writes it, owned; or 0. */
function floatText(p: i32, value: i32): i32 {
  const double = load<f64>(value, FLOAT);
  if (double - double == 0) return call1(slot(FLOAT_TYPE, REPR), value);
  if (load<i32>(p, ENCODER_ALLOWS_NAN) == 0)
    return raise(VALUE_ERROR, 'Out of range float values are not JSON compliant');
  return asciiOf(double == INFINITE ? 'Infinity' : double == -INFINITE ? '-Infinity' : 'NaN');
}

/** Notes that a container is being written: its mark, owned, NONE where nothing is marked, or 0 with an exception. */
function mark(p: i32, container: i32): i32 {
  const markers = load<i32>(p, ENCODER_MARKERS);
  if (markers == NONE) return newRef(NONE);
  const id = newInt(container);
  if (id == 0) return 0;
  const known = dict_contains(markers, id);
  if (known > 0) fail(VALUE_ERROR, 'Circular reference detected');
  if (known == 0 && dictSet(markers, id, container) == 0) return id;
  decref(id);
  return 0;
}

/** It has been written; the mark is consumed. */
function unmark(p: i32, id: i32, status: i32): i32 {
  const markers = load<i32>(p, ENCODER_MARKERS);
  const deleted = status < 0 || markers == NONE ? 0 : dictDelete(markers, id);
  decref(id);
  return status < 0 || deleted < 0 ? -1 : 0;
}

/** What JSON has no form for, as the program makes it another value. */
function addOther(p: i32, b: i32, value: i32): i32 {
  const id = mark(p, value);
  if (id == 0) return -1;
  const other = call1Of(load<i32>(p, ENCODER_DEFAULT), value);
  const status = other == 0 ? -1 : addValue(p, b, other);
  if (other != 0) decref(other);
  return unmark(p, id, status);
}

function addArray(p: i32, b: i32, sequence: i32): i32 {
  if (load<i32>(sequence, LENGTH) == 0) return addLiteral(b, '[]');
  const id = mark(p, sequence);
  if (id == 0) return -1;
  let status = addCharacter(b, OPEN_ARRAY) ? 0 : -1;
  // Counted as in CPython, where nothing but its mark keeps an item that code of the program may take out of the list.
  const isMarked = load<i32>(p, ENCODER_MARKERS) != NONE && load<i32>(p, ENCODER_FAST) != 0;
  for (let i = 0; status == 0 && i < load<i32>(sequence, LENGTH); i++) {
    if (i > 0 && !addStr(b, load<i32>(p, ENCODER_ITEM_SEPARATOR))) status = -1;
    const item = load<i32>(itemsOf(sequence) + (i << 2));
    if (!isMarked) incref(item);
    if (status == 0) status = addValue(p, b, item);
    if (!isMarked) decref(item);
  }
  if (status == 0 && !addCharacter(b, CLOSE_ARRAY)) status = -1;
  return unmark(p, id, status);
}

function addObject(p: i32, b: i32, dict: i32): i32 {
  if (load<i32>(dict, LENGTH) == 0) return addLiteral(b, '{}');
  const id = mark(p, dict);
  if (id == 0) return -1;
  let status = addCharacter(b, OPEN_OBJECT) ? 0 : -1;
  if (status == 0)
    status =
      typeOf(dict) == DICT_TYPE && load<i32>(p, ENCODER_SORTS) == 0 ? addEntries(p, b, dict) : addItems(p, b, dict);
  if (status == 0 && !addCharacter(b, CLOSE_OBJECT)) status = -1;
  return unmark(p, id, status);
}

/** Of what the dict has now, whatever happens to it meanwhile. */
function addEntries(p: i32, b: i32, dict: i32): i32 {
  const keys = copyKeys(load<i32>(dict, KEYS));
  if (keys == 0) {
    noMemory();
    return -1;
  }
  const first = entriesOf(keys);
  const end = first + load<i32>(keys, KEYS_ENTRIES) * ENTRY_BYTES;
  let status = 0;
  let isFirst = true;
  for (let entry = first; entry < end && status >= 0; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    status = addMember(p, b, key, load<i32>(entry, ENTRY_VALUE), isFirst);
    if (status > 0) isFirst = false;
  }
  releaseKeys(keys);
  return min(status, 0);
}

/** Of what items() gives, sorted if so wished. */
function addItems(p: i32, b: i32, dict: i32): i32 {
  const all = itemsOfMapping(dict);
  if (all == 0) return -1;
  let status = load<i32>(p, ENCODER_SORTS) != 0 ? listSort(all, 0, 0) : 0;
  let isFirst = true;
  for (let i = 0; status >= 0 && i < load<i32>(all, LENGTH); i++) {
    const item = newRef(load<i32>(itemsOf(all) + (i << 2)));
    if (!hasFlag(item, IS_TUPLE) || load<i32>(item, LENGTH) != 2)
      status = fail(VALUE_ERROR, 'items must return 2-tuples');
    else status = addMember(p, b, load<i32>(item, TUPLE_ITEMS), load<i32>(item, TUPLE_ITEMS + 4), isFirst);
    if (status > 0) isFirst = false;
    decref(item);
  }
  decref(all);
  return min(status, 0);
}

function itemsOfMapping(dict: i32): i32 {
  let view = 0;
  if (typeOf(dict) == DICT_TYPE) view = dict_items(dict);
  else {
    const method = getNamed(dict, items);
    if (method != 0) {
      view = call0Of(method);
      decref(method);
    }
  }
  if (view == 0) return 0;
  const list = listFromIterable(view);
  decref(view);
  return list;
}

/** 1, 0 if a key of another type is left out, or -1 with an exception. */
function addMember(p: i32, b: i32, key: i32, value: i32, isFirst: bool): i32 {
  const name = nameOf(p, key);
  if (name == 0) {
    if (load<i32>(p, ENCODER_SKIPS) != 0 && !isKey(key)) return 0;
    if (!isKey(key)) fail(TYPE_ERROR, 'keys must be str, int, float, bool or None, not %T', key);
    return -1;
  }
  let status = isFirst || addStr(b, load<i32>(p, ENCODER_ITEM_SEPARATOR)) ? 0 : -1;
  if (status == 0) status = addString(p, b, name);
  decref(name);
  if (status < 0 || !addStr(b, load<i32>(p, ENCODER_KEY_SEPARATOR))) return -1;
  return addValue(p, b, value) < 0 ? -1 : 1;
}

function isKey(key: i32): bool {
  return isStr(key) || key == NONE || hasFlag(key, IS_INT) || isSubtype(typeOf(key), FLOAT_TYPE);
}

/** A key as a str, owned; 0 if it is none, or with an exception. */
function nameOf(p: i32, key: i32): i32 {
  if (isStr(key)) return newRef(key);
  if (isSubtype(typeOf(key), FLOAT_TYPE)) return floatText(p, key);
  if (key == NONE || key == TRUE || key == FALSE) return asciiOf(constantName(key));
  return hasFlag(key, IS_INT) ? call1(slot(INT_TYPE, REPR), key) : 0;
}
