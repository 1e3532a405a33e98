/** The kernel's messages that need no more words than it has: all directives (kernel/errors.as.ts) but %S and %F. */
import { NONE } from '../../format/memory-map';
import { INSTANCES_NAME, TYPE_NAME } from '../../format/types';
import { decref } from '../../kernel/counts.as';
import { clearPending } from '../../kernel/errors.as';
import { objectRepr } from '../../kernel/repr.as';
import { typeOf } from '../../kernel/slots.as';
import { asciiOf } from '../numbers/ascii.as';
import { addCharacter, addNumber, addStr, dropFailed, finish, openBuilder } from '../text/builder.as';
import { raiseArgument, raiseBare } from './raise.as';

const PERCENT: i32 = 0x25;
const A: i32 = 0x41;
const L: i32 = 0x4c;
const N: i32 = 0x4e;
const R: i32 = 0x52;
const T: i32 = 0x54;
const U: i32 = 0x55;
const D: i32 = 0x64;

/** Makes an exception of the type pending. False: the message has other directives. */
export function raiseHere(type: i32, message: string, a: i32, b: i32, c: i32, d: i32): bool {
  const directives = simpleDirectives(message);
  if (directives < 0) return false;
  const text = directives == 0 ? asciiOf(message) : filledText(message, a, b, c, d);
  if (text != 0) {
    raiseArgument(type, text);
    decref(text);
  } else {
    // As PyErr_Format: without its message the exception has no arguments.
    clearPending();
    raiseBare(type);
  }
  return true;
}

/** How many directives there are, -1 if not all are known here. */
function simpleDirectives(message: string): i32 {
  let count = 0;
  for (let i = 0; i < message.length; i++) {
    const c = message.charCodeAt(i);
    if (c > 0x7f) return -1;
    if (c != PERCENT) continue;
    if (!isKnown(message.charCodeAt(++i))) return -1;
    count++;
  }
  return count <= 4 ? count : -1;
}

function isKnown(directive: i32): bool {
  return (
    directive == T ||
    directive == U ||
    directive == N ||
    directive == R ||
    directive == D ||
    directive == A ||
    directive == L
  );
}

function filledText(message: string, a: i32, b: i32, c: i32, d: i32): i32 {
  const text = openBuilder(message.length + 32);
  if (text == 0) return 0;
  let next = 0;
  for (let i = 0; i < message.length; i++) {
    const character = message.charCodeAt(i);
    if (character != PERCENT) {
      if (!addCharacter(text, character)) return dropFailed(text);
      continue;
    }
    const value = next == 0 ? a : next == 1 ? b : next == 2 ? c : d;
    next++;
    if (!addValue(text, message.charCodeAt(++i), value)) return dropFailed(text);
  }
  return finish(text);
}

/** False, with an exception pending, also where the repr of an object fails. */
function addValue(text: i32, directive: i32, value: i32): bool {
  if (directive == D) return addNumber(text, value);
  if (directive == L) return addLiteral(text, changetype<string>(value));
  if (directive == U) return addStr(text, value);
  if (directive == A && value == NONE) return addLiteral(text, 'None');
  if (directive != R) return addStr(text, shownTypeName(directive == N ? value : typeOf(value)));
  const shown = objectRepr(value);
  if (shown == 0) return false;
  const isAdded = addStr(text, shown);
  decref(shown);
  return isAdded;
}

function addLiteral(text: i32, literal: string): bool {
  for (let i = 0; i < literal.length; i++) if (!addCharacter(text, literal.charCodeAt(i))) return false;
  return true;
}

/** The name of a type in messages: of static ones outside of builtins with the module. */
export function shownTypeName(type: i32): i32 {
  const shown = load<i32>(type, INSTANCES_NAME);
  return shown != 0 ? shown : load<i32>(type, TYPE_NAME);
}
