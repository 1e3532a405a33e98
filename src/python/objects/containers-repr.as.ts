/**
 * repr of lists, tuples and dicts, which may hold themselves: those whose repr is being made are linked through entries above
 * SP. An element's repr may change its container.
 */
import { HEAP_MODE } from '../../memory/gc/format';
import { SP, THREAD_DICT } from '../format/memory-map';
import { ENTRY_BYTES, ENTRY_KEY, ENTRY_VALUE, ITEMS, KEYS, KEYS_ENTRIES, LENGTH, TUPLE_ITEMS } from '../format/objects';
import { REPR } from '../format/types';
import { push } from '../kernel/call.as';
import { decref, incref, newRef, xdecref } from '../kernel/counts.as';
import { pauseTracing } from '../kernel/free-objects.as';
import { slotOf } from '../kernel/slots.as';
import { track } from '../kernel/tracking.as';
import { classFunction } from './classes/class-operators.as';
import { dictSet, newDict } from './mappings/dict.as';
import { entriesOf } from './mappings/keys.as';
import { asciiOf } from './numbers/ascii.as';
import { newList } from './sequences/list.as';
import { addCharacter, addStr, drop, finish, openBuilder } from './text/builder.as';
import { reprOfValue } from './text/format-value.as';

const COMMA: u32 = 0x2c;
const COLON: u32 = 0x3a;
const SPACE: u32 = 0x20;
const LIST_OPEN: u32 = 0x5b;
const LIST_CLOSE: u32 = 0x5d;
const TUPLE_OPEN: u32 = 0x28;
const TUPLE_CLOSE: u32 = 0x29;
const DICT_OPEN: u32 = 0x7b;
const DICT_CLOSE: u32 = 0x7d;

/** The innermost container whose repr is being made: +0 it, +4 the one further out. */
let innermost: i32 = 0;
const IS_OPEN: i32 = -1;

/**
 * CPython has those whose repr is being made in a list, in a dict of its thread, from the first repr on: programs that count
 * what is made, or list what there is, see both. There they are objects that waited (kernel/free-objects.as.ts), so they are
 * not traced.
 */
function provideThreadDict(): bool {
  const mode = pauseTracing();
  const isMade = makeThreadDict();
  store<i32>(HEAP_MODE, mode);
  return isMade;
}

function makeThreadDict(): bool {
  const list = newList(0);
  const name = list == 0 ? 0 : asciiOf('Py_Repr');
  const dict = name == 0 ? 0 : newDict();
  const isMade = dict != 0 && dictSet(dict, name, list) == 0;
  if (list != 0) track(list);
  xdecref(list);
  xdecref(name);
  if (isMade) store<i32>(THREAD_DICT, dict);
  else xdecref(dict);
  return isMade;
}

/** Its entry, which holds it as the list does; IS_OPEN if its repr is being made further out; 0 with an exception. */
function openRepr(p: i32): i32 {
  for (let at = innermost; at != 0; at = load<i32>(at, 4)) if (load<i32>(at) == p) return IS_OPEN;
  if (load<i32>(THREAD_DICT) == 0 && !provideThreadDict()) return 0;
  const at = push(2);
  if (at == 0) return 0;
  store<i32>(at, newRef(p));
  store<i32>(at, innermost, 4);
  innermost = at;
  return at;
}

/** The repr is done: what the builder has, or 0. */
function closeRepr(at: i32, b: i32, isWhole: bool): i32 {
  innermost = load<i32>(at, 4);
  store<i32>(SP, at);
  decref(load<i32>(at));
  if (b == 0) return 0;
  if (isWhole) return finish(b);
  drop(b);
  return 0;
}

/** Adds the repr of an object, which is held meanwhile: by the frame of its __repr__, if it has one. False with an exception. */
function addRepr(b: i32, p: i32): bool {
  const isHeld = slotOf(p, REPR) != classFunction(REPR);
  if (isHeld) incref(p);
  const text = reprOfValue(p);
  if (isHeld) decref(p);
  if (text == 0) return false;
  const added = addStr(b, text);
  decref(text);
  return added;
}

function addSeparator(b: i32, c: u32): bool {
  return addCharacter(b, c) && addCharacter(b, SPACE);
}

export function list_repr(list: i32): i32 {
  const at = openRepr(list);
  if (at == 0) return 0;
  if (at == IS_OPEN) return asciiOf('[...]');
  const b = openBuilder(load<i32>(list, LENGTH) * 4 + 2);
  let isWhole = b != 0 && addCharacter(b, LIST_OPEN);
  for (let i = 0; isWhole && i < load<i32>(list, LENGTH); i++) {
    isWhole = i == 0 || addSeparator(b, COMMA);
    if (isWhole) isWhole = addRepr(b, load<i32>(load<i32>(list, ITEMS) + (i << 2)));
  }
  return closeRepr(at, b, isWhole && addCharacter(b, LIST_CLOSE));
}

export function tuple_repr(tuple: i32): i32 {
  const at = openRepr(tuple);
  if (at == 0) return 0;
  if (at == IS_OPEN) return asciiOf('(...)');
  const count = load<i32>(tuple, LENGTH);
  const b = openBuilder(count * 4 + 2);
  let isWhole = b != 0 && addCharacter(b, TUPLE_OPEN);
  for (let i = 0; isWhole && i < count; i++) {
    isWhole = i == 0 || addSeparator(b, COMMA);
    if (isWhole) isWhole = addRepr(b, load<i32>(tuple + (i << 2), TUPLE_ITEMS));
  }
  if (isWhole && count == 1) isWhole = addCharacter(b, COMMA);
  return closeRepr(at, b, isWhole && addCharacter(b, TUPLE_CLOSE));
}

export function dict_repr(dict: i32): i32 {
  const at = openRepr(dict);
  if (at == 0) return 0;
  if (at == IS_OPEN) return asciiOf('{...}');
  const b = openBuilder(load<i32>(dict, LENGTH) * 8 + 2);
  let isWhole = b != 0 && addCharacter(b, DICT_OPEN);
  let isFirst = true;
  for (let i = 0; isWhole && i < load<i32>(load<i32>(dict, KEYS), KEYS_ENTRIES); i++) {
    const entry = entriesOf(load<i32>(dict, KEYS)) + i * ENTRY_BYTES;
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    isWhole = isFirst || addSeparator(b, COMMA);
    isFirst = false;
    if (isWhole) isWhole = addEntry(b, newRef(key), newRef(load<i32>(entry, ENTRY_VALUE)));
  }
  return closeRepr(at, b, isWhole && addCharacter(b, DICT_CLOSE));
}

/** Adds `key: value`, both consumed. */
function addEntry(b: i32, key: i32, value: i32): bool {
  const isWhole = addRepr(b, key) && addSeparator(b, COLON) && addRepr(b, value);
  decref(value);
  decref(key);
  return isWhole;
}
