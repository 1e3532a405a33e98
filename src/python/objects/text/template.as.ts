/**
 * str.format for templates whose fields are {}, {2} or {name} with !r, !s, !a and a specification without fields in it;
 * everything else is left to TypeScript before anything has run.
 */
import { CHARACTERS_AT, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { decref, incref } from '../../kernel/counts.as';
import { call4 } from '../../kernel/slots.as';
import { addPart, addStr, drop, dropFailed, finish, openBuilder } from './builder.as';
import { numberAt, numberEnd } from './format-fields.as';
import { convertValue, formatValue } from './format-value.as';
import { equalBytes } from './search.as';
import { characterAt, substring, widthOf } from './strings.as';

const OPEN: u32 = 0x7b;
const CLOSE: u32 = 0x7d;
const COLON: u32 = 0x3a;
const BANG: u32 = 0x21;
const DOT: u32 = 0x2e;
const BRACKET: u32 = 0x5b;
const ZERO: u32 = 0x30;
const NINE: u32 = 0x39;

let slow: i32 = 0;

export function str_format_slow(index: i32): void {
  slow = index;
}

/** The field that was read last: the place of its value among all arguments, what converts it, where its parts are. */
let fieldValue: i32 = 0;
let fieldConversion: i32 = 0;
let specificationFrom: i32 = 0;
let fieldEnd: i32 = 0;
/** The number of the next field without a name; -1 once fields are numbered by hand. */
let nextNumber: i32 = 0;

/** Reads the field whose brace is before `from`. False: it is another one. */
function readField(template: i32, from: i32, positional: i32, names: i32): bool {
  const length = load<i32>(template, LENGTH);
  let at = from;
  while (at < length) {
    const c = characterAt(template, at);
    if (c == CLOSE || c == COLON || c == BANG) break;
    if (c == DOT || c == BRACKET || c == OPEN) return false;
    at++;
  }
  fieldValue = valueOf(template, from, at, positional, names);
  if (fieldValue < 0) return false;
  fieldConversion = 0;
  if (at + 1 < length && characterAt(template, at) == BANG) {
    fieldConversion = characterAt(template, at + 1);
    if (fieldConversion != 0x72 && fieldConversion != 0x73 && fieldConversion != 0x61) return false;
    at += 2;
  }
  specificationFrom = at;
  if (at < length && characterAt(template, at) == COLON) {
    specificationFrom = ++at;
    while (at < length && characterAt(template, at) != CLOSE) if (characterAt(template, at++) == OPEN) return false;
  }
  fieldEnd = at;
  return at < length && characterAt(template, at) == CLOSE;
}

/** The place of a field's value among the arguments, or -1. */
function valueOf(template: i32, from: i32, to: i32, positional: i32, names: i32): i32 {
  if (from == to) {
    if (nextNumber < 0) return -1;
    const number = nextNumber++;
    return number < positional ? number : -1;
  }
  const first = characterAt(template, from);
  if (first >= ZERO && first <= NINE) {
    // Numbers by hand come all or not at all.
    if (nextNumber > 0) return -1;
    nextNumber = -1;
    const number = numberAt(template, from);
    return numberEnd == to && number < positional ? number : -1;
  }
  const count = names == 0 ? 0 : load<i32>(names, LENGTH);
  if (widthOf(template) != 1) return -1;
  for (let i = 0; i < count; i++) {
    const name = load<i32>(names + (i << 2), TUPLE_ITEMS);
    if (load<i32>(name, LENGTH) != to - from || widthOf(name) != 1) continue;
    if (equalBytes(name + CHARACTERS_AT, template + CHARACTERS_AT + from, to - from)) return positional + i;
  }
  return -1;
}

function isSimple(template: i32, positional: i32, names: i32): bool {
  const length = load<i32>(template, LENGTH);
  nextNumber = 0;
  for (let at = 0; at < length; at++) {
    const c = characterAt(template, at);
    if (c != OPEN && c != CLOSE) continue;
    if (at + 1 == length) return false;
    if (characterAt(template, at + 1) == c) {
      at++;
      continue;
    }
    if (c == CLOSE || !readField(template, at + 1, positional, names)) return false;
    at = fieldEnd;
  }
  return true;
}

export function str_format(template: i32, args: i32, positional: i32, names: i32): i32 {
  if (!isSimple(template, positional, names)) return call4(slow, template, args, positional, names);
  const length = load<i32>(template, LENGTH);
  const b = openBuilder(length + 16);
  if (b == 0) return 0;
  let from = 0;
  let next = 0;
  for (let at = 0; at < length; at++) {
    const c = characterAt(template, at);
    if (c != OPEN && c != CLOSE) continue;
    if (!addPart(b, template, from, at)) return dropFailed(b);
    // Of two braces the second one belongs to the text that follows.
    from = ++at;
    if (characterAt(template, at) == c) continue;
    // What values run may format templates of its own.
    nextNumber = next;
    readField(template, at, positional, names);
    next = nextNumber;
    at = fieldEnd;
    from = at + 1;
    const text = fieldText(template, load<i32>(args + (fieldValue << 2)));
    if (text == 0) {
      drop(b);
      return 0;
    }
    const added = addStr(b, text);
    decref(text);
    if (!added) return dropFailed(b);
  }
  return addPart(b, template, from, length) ? finish(b) : dropFailed(b);
}

/** CPython takes the value out of the arguments, which is a reference more. */
function fieldText(template: i32, value: i32): i32 {
  incref(value);
  const specification = specificationFrom < fieldEnd ? substring(template, specificationFrom, fieldEnd) : 0;
  const converted = fieldConversion == 0 ? value : convertValue(value, fieldConversion);
  const text = converted == 0 ? 0 : formatValue(converted, specification);
  if (fieldConversion != 0 && converted != 0) decref(converted);
  if (specification != 0) decref(specification);
  decref(value);
  return text;
}
