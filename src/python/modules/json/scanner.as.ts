/** _json.Scanner, called: the value that a text has at a place. What is no JSON ends in StopIteration or JSONDecodeError. */
import {
  SCANNER_CONSTANT,
  SCANNER_FLOAT,
  SCANNER_INT,
  SCANNER_MEMO,
  SCANNER_OBJECT_HOOK,
  SCANNER_PAIRS_HOOK,
  SCANNER_STRICT,
} from '../../format/json';
import { FALSE, NONE, TRUE } from '../../format/memory-map';
import { CHARACTERS_AT, ENTRY_KEY, LENGTH } from '../../format/objects';
import {
  FLOAT_TYPE,
  INT_TYPE,
  OVERFLOW_ERROR,
  RECURSION_ERROR,
  STOP_ITERATION,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types';
import { argument, bind } from '../../kernel/arguments.as';
import { call1Of } from '../../kernel/call.as';
import { truthOf } from '../../kernel/compare.as';
import { decref, newRef } from '../../kernel/counts.as';
import { comeBack, enterCall, goDeeper } from '../../kernel/depth.as';
import { failed, raise } from '../../kernel/errors.as';
import { dictClear, dictSetHashed, find, insertNew, keyHash, newDict } from '../../objects/mappings/dict.as';
import { raiseArgument } from '../../objects/exceptions/raise.as';
import { asciiOf } from '../../objects/numbers/ascii.as';
import { decimalFloat } from '../../objects/numbers/float/decimal.as';
import { indexOf } from '../../objects/numbers/index.as';
import { newInt, newLong } from '../../objects/numbers/new-int.as';
import { listAppendOwned, newList } from '../../objects/sequences/list.as';
import { pairOf } from '../../objects/sequences/tuple.as';
import { characterAt, isStr, substring, widthOf } from '../../objects/text/strings.as';
import { notJson, QUOTE, scannedEnd, scanString, setScannedEnd } from './strings.as';

const OPEN_OBJECT: u32 = 0x7b;
const CLOSE_OBJECT: u32 = 0x7d;
const OPEN_ARRAY: u32 = 0x5b;
const CLOSE_ARRAY: u32 = 0x5d;
const COLON: u32 = 0x3a;
const COMMA: u32 = 0x2c;
const MINUS: u32 = 0x2d;
const PLUS: u32 = 0x2b;
const POINT: u32 = 0x2e;
const ZERO: u32 = 0x30;
const E: u32 = 0x65;
/** So many digits fit into 63 bits. */
const WORD_DIGITS: i32 = 18;

/** _json.scanstring(string, end, strict=True). */
export function json_scanstring(_self: i32, args: i32, count: i32): i32 {
  if (count < 2 || count > 3) return raise(TYPE_ERROR, 'scanstring() takes 2 or 3 arguments (%d given)', count);
  const text = load<i32>(args);
  const end = indexOf(load<i32>(args, 4), OVERFLOW_ERROR);
  if (end == -1 && failed()) return 0;
  const strict = count < 3 ? 1 : truthOf(load<i32>(args, 8));
  if (strict < 0) return 0;
  if (!isStr(text)) return raise(TYPE_ERROR, 'first argument must be a string, not %T', text);
  return withEnd(scanString(text, end, strict != 0));
}

/** (value, where it has ended); the value is owned, or 0. */
function withEnd(value: i32): i32 {
  if (value == 0) return 0;
  const end = newInt(scannedEnd);
  if (end != 0) return pairOf(value, end);
  decref(value);
  return 0;
}

export function json_scanner_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (!bind('scan_once', args, positional, names, 'string', 'idx')) return 0;
  const text = argument(0);
  const from = argument(1);
  if (text == 0 || from == 0)
    return raise(
      TYPE_ERROR,
      "scan_once() missing required argument '%L' (pos %d)",
      changetype<i32>(text == 0 ? 'string' : 'idx'),
      text == 0 ? 1 : 2,
    );
  const at = indexOf(from, OVERFLOW_ERROR);
  if (at == -1 && failed()) return 0;
  if (!isStr(text)) return raise(TYPE_ERROR, 'first argument must be a string, not %T', text);
  if (!enterCall()) return 0;
  const value = scanValue(p, text, at);
  comeBack();
  const end = scannedEnd;
  dictClear(load<i32>(p, SCANNER_MEMO));
  setScannedEnd(end);
  return withEnd(value);
}

/** StopIteration with the place where a value was expected. */
function expectedValue(at: i32): i32 {
  const place = newInt(at);
  if (place == 0) return 0;
  raiseArgument(STOP_ITERATION, place);
  decref(place);
  return 0;
}

/** The value at a place, owned; or 0. */
function scanValue(p: i32, text: i32, at: i32): i32 {
  if (at < 0) return raise(VALUE_ERROR, 'idx cannot be negative');
  if (at >= load<i32>(text, LENGTH)) return expectedValue(at);
  const c = characterAt(text, at);
  if (c == QUOTE) return scanString(text, at + 1, load<i32>(p, SCANNER_STRICT) == TRUE);
  if (c == OPEN_OBJECT || c == OPEN_ARRAY) {
    if (!goDeeper())
      return c == OPEN_OBJECT
        ? raise(RECURSION_ERROR, 'maximum recursion depth exceeded while decoding a JSON object from a unicode string')
        : raise(RECURSION_ERROR, 'maximum recursion depth exceeded while decoding a JSON array from a unicode string');
    const result = c == OPEN_OBJECT ? scanObject(p, text, at + 1) : scanArray(p, text, at + 1);
    comeBack();
    return result;
  }
  if (c == 0x6e && isWord(text, at, 'null')) return constant(NONE, at + 4);
  if (c == 0x74 && isWord(text, at, 'true')) return constant(TRUE, at + 4);
  if (c == 0x66 && isWord(text, at, 'false')) return constant(FALSE, at + 5);
  if (c == 0x4e && isWord(text, at, 'NaN')) return namedNumber(p, 'NaN', at);
  if (c == 0x49 && isWord(text, at, 'Infinity')) return namedNumber(p, 'Infinity', at);
  if (c == MINUS && isWord(text, at, '-Infinity')) return namedNumber(p, '-Infinity', at);
  return scanNumber(p, text, at);
}

function constant(value: i32, end: i32): i32 {
  setScannedEnd(end);
  return newRef(value);
}

function isWord(text: i32, at: i32, word: string): bool {
  if (load<i32>(text, LENGTH) - at < word.length) return false;
  for (let i = 0; i < word.length; i++) if (characterAt(text, at + i) != <u32>word.charCodeAt(i)) return false;
  return true;
}

function namedNumber(p: i32, name: string, at: i32): i32 {
  const text = asciiOf(name);
  if (text == 0) return 0;
  const value = call1Of(load<i32>(p, SCANNER_CONSTANT), text);
  decref(text);
  setScannedEnd(at + name.length);
  return value;
}

function skipSpace(text: i32, from: i32): i32 {
  const length = load<i32>(text, LENGTH);
  let at = from;
  while (at < length) {
    const c = characterAt(text, at);
    if (c != 0x20 && c != 9 && c != 10 && c != 13) break;
    at++;
  }
  return at;
}

function isAt(text: i32, at: i32, c: u32): bool {
  return at < load<i32>(text, LENGTH) && characterAt(text, at) == c;
}

function scanArray(p: i32, text: i32, from: i32): i32 {
  const list = newList(0);
  if (list == 0) return 0;
  let at = skipSpace(text, from);
  if (!isAt(text, at, CLOSE_ARRAY)) {
    while (true) {
      const value = scanValue(p, text, at);
      if (value == 0 || listAppendOwned(list, value) < 0) return failedWith(list);
      at = skipSpace(text, scannedEnd);
      if (isAt(text, at, CLOSE_ARRAY)) break;
      if (!isAt(text, at, COMMA)) {
        notJson("Expecting ',' delimiter", text, at);
        return failedWith(list);
      }
      at = skipSpace(text, at + 1);
    }
  }
  setScannedEnd(at + 1);
  return list;
}

function failedWith(made: i32): i32 {
  decref(made);
  return 0;
}

function scanObject(p: i32, text: i32, from: i32): i32 {
  const pairsHook = load<i32>(p, SCANNER_PAIRS_HOOK);
  const hasPairs = pairsHook != NONE;
  const made = hasPairs ? newList(0) : newDict();
  if (made == 0) return 0;
  let at = skipSpace(text, from);
  if (!isAt(text, at, CLOSE_OBJECT)) {
    while (true) {
      at = scanMember(p, text, at, made, hasPairs);
      if (at < 0) return failedWith(made);
      if (isAt(text, at, CLOSE_OBJECT)) break;
      if (!isAt(text, at, COMMA)) {
        notJson("Expecting ',' delimiter", text, at);
        return failedWith(made);
      }
      at = skipSpace(text, at + 1);
    }
  }
  const hook = hasPairs ? pairsHook : load<i32>(p, SCANNER_OBJECT_HOOK);
  if (hook == NONE) {
    setScannedEnd(at + 1);
    return made;
  }
  const result = call1Of(hook, made);
  decref(made);
  setScannedEnd(at + 1);
  return result;
}

/** Reads `"key": value` into the object. Where the next character is that is no space, or -1. */
function scanMember(p: i32, text: i32, from: i32, made: i32, hasPairs: bool): i32 {
  if (!isAt(text, from, QUOTE)) return notJson('Expecting property name enclosed in double quotes', text, from) - 1;
  const scanned = scanString(text, from + 1, load<i32>(p, SCANNER_STRICT) == TRUE);
  if (scanned == 0) return -1;
  let at = skipSpace(text, scannedEnd);
  const hash = keyHash(scanned);
  const key = sharedKey(load<i32>(p, SCANNER_MEMO), scanned, hash);
  if (key == 0) return -1;
  let status = -1;
  if (!isAt(text, at, COLON)) notJson("Expecting ':' delimiter", text, at);
  else {
    const value = scanValue(p, text, skipSpace(text, at + 1));
    if (value != 0) {
      at = skipSpace(text, scannedEnd);
      if (hasPairs) {
        const pair = pairOf(key, value);
        return pair == 0 || listAppendOwned(made, pair) < 0 ? -1 : at;
      }
      status = dictSetHashed(made, key, hash, value);
      decref(value);
    }
  }
  decref(key);
  return status < 0 ? -1 : at;
}

/** The key that equals one, which is consumed; owned. Or 0. */
function sharedKey(memo: i32, key: i32, hash: i64): i32 {
  const entry = find(memo, key, hash);
  if (entry > 0) {
    const known = newRef(load<i32>(entry, ENTRY_KEY));
    decref(key);
    return known;
  }
  if (entry == 0 && insertNew(memo, key, hash, key) == 0) return key;
  decref(key);
  return 0;
}

function isDigit(text: i32, at: i32): bool {
  return at < load<i32>(text, LENGTH) && characterAt(text, at) - ZERO <= 9;
}

function endOfDigits(text: i32, from: i32): i32 {
  let at = from;
  while (isDigit(text, at)) at++;
  return at;
}

function scanNumber(p: i32, text: i32, from: i32): i32 {
  const length = load<i32>(text, LENGTH);
  let at = from;
  if (characterAt(text, at) == MINUS) at++;
  if (!isDigit(text, at)) return expectedValue(from);
  at = characterAt(text, at) == ZERO ? at + 1 : endOfDigits(text, at);
  let isFloat = false;
  if (isAt(text, at, POINT) && isDigit(text, at + 1)) {
    isFloat = true;
    at = endOfDigits(text, at + 2);
  }
  if (at < length - 1 && (characterAt(text, at) | 0x20) == E) {
    let digits = at + 1;
    const sign = characterAt(text, digits);
    if (digits < length - 1 && (sign == MINUS || sign == PLUS)) digits++;
    if (isDigit(text, digits)) {
      isFloat = true;
      at = endOfDigits(text, digits);
    }
  }
  setScannedEnd(at);
  const make = load<i32>(p + (isFloat ? SCANNER_FLOAT : SCANNER_INT));
  if (make == INT_TYPE && !isFloat && at - from <= WORD_DIGITS) return newLong(wordAt(text, from, at));
  if (make == FLOAT_TYPE && isFloat && widthOf(text) == 1) {
    const value = decimalFloat(text + CHARACTERS_AT + from, at - from);
    if (value != 0) return value;
  }
  const digits = substring(text, from, at);
  if (digits == 0) return 0;
  const value = call1Of(make, digits);
  decref(digits);
  setScannedEnd(at);
  return value;
}

function wordAt(text: i32, from: i32, to: i32): i64 {
  const negative = characterAt(text, from) == MINUS;
  let value: i64 = 0;
  for (let at = negative ? from + 1 : from; at < to; at++) value = value * 10 + <i64>(characterAt(text, at) - ZERO);
  return negative ? -value : value;
}
