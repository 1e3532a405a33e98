/** The kernel's messages that need no more words than it has: text, names of types (%T, %N) and strs (%U). */
import { INSTANCES_NAME, TYPE_NAME } from '../../format/types';
import { decref } from '../../kernel/counts.as';
import { typeOf } from '../../kernel/slots.as';
import { asciiOf } from '../numbers/ascii.as';
import { addCharacter, addStr, dropFailed, finish, openBuilder } from '../text/builder.as';
import { raiseArgument } from './raise.as';

const PERCENT: i32 = 0x25;
const N: i32 = 0x4e;
const T: i32 = 0x54;
const U: i32 = 0x55;

/** Makes an exception of the type pending. False: the message has other directives. */
export function raiseHere(type: i32, message: string, a: i32, b: i32, c: i32, d: i32): bool {
  const directives = simpleDirectives(message);
  if (directives < 0) return false;
  const text = directives == 0 ? asciiOf(message) : filledText(message, a, b, c, d);
  if (text == 0) return true;
  raiseArgument(type, text);
  decref(text);
  return true;
}

/** How many directives there are, -1 if not all are known here. */
function simpleDirectives(message: string): i32 {
  let count = 0;
  for (let i = 0; i < message.length; i++) {
    const c = message.charCodeAt(i);
    if (c > 0x7f) return -1;
    if (c != PERCENT) continue;
    const directive = message.charCodeAt(++i);
    if (directive != T && directive != U && directive != N) return -1;
    count++;
  }
  return count <= 4 ? count : -1;
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
    const directive = message.charCodeAt(++i);
    const shown = directive == U ? value : shownTypeName(directive == T ? typeOf(value) : value);
    if (!addStr(text, shown)) return dropFailed(text);
  }
  return finish(text);
}

/** The name of a type in messages: of static ones outside of builtins with the module. */
export function shownTypeName(type: i32): i32 {
  const shown = load<i32>(type, INSTANCES_NAME);
  return shown != 0 ? shown : load<i32>(type, TYPE_NAME);
}
