/** The exceptions about attributes, which know name and object. */
import { ATTRIBUTE_NAME, ATTRIBUTE_OBJECT } from '../../format/exceptions';
import { PENDING } from '../../format/memory-map';
import { ATTRIBUTE_ERROR, IS_STR, IS_TYPE, NAME_ERROR, TYPE_ERROR } from '../../format/types';
import { decref, newRef, setField } from '../../kernel/counts.as';
import { fail, raise } from '../../kernel/errors.as';
import { hasFlag, isSubtype, typeOf } from '../../kernel/slots.as';
import { shownTypeName } from '../exceptions/messages.as';
import { raiseArgument } from '../exceptions/raise.as';
import { addCharacter, addStr, dropFailed, finish, openBuilder } from '../text/builder.as';

/** Puts name and object into a pending AttributeError that has neither. */
export function nameAttribute(object: i32, name: i32): void {
  const pending = load<i32>(PENDING);
  if (pending == 0 || typeOf(pending) != ATTRIBUTE_ERROR) return;
  if (load<i32>(pending, ATTRIBUTE_NAME) != 0 || load<i32>(pending, ATTRIBUTE_OBJECT) != 0) return;
  setField(pending, ATTRIBUTE_NAME, newRef(name));
  setField(pending, ATTRIBUTE_OBJECT, newRef(object));
}

/** NameError with a message about a name, which it knows. 0. */
export function raiseName(message: string, name: i32): i32 {
  raise(NAME_ERROR, message, name);
  const pending = load<i32>(PENDING);
  if (pending != 0 && typeOf(pending) == NAME_ERROR) setField(pending, ATTRIBUTE_NAME, newRef(name));
  return 0;
}

/** The same as a status. */
export function failName(message: string, name: i32): i32 {
  raiseName(message, name);
  return -1;
}

/** The object has no such attribute: 0. */
export function raiseNoAttribute(object: i32, name: i32): i32 {
  const isClass = hasFlag(object, IS_TYPE);
  const shown = shownTypeName(isClass ? object : typeOf(object));
  const text = openBuilder(64);
  if (text == 0) return 0;
  const isWhole =
    addLiteral(text, isClass ? "type object '" : "'") &&
    addStr(text, shown) &&
    addLiteral(text, isClass ? "' has no attribute '" : "' object has no attribute '") &&
    addStr(text, name) &&
    addLiteral(text, "'");
  if (!isWhole) return dropFailed(text);
  const message = finish(text);
  if (message == 0) return 0;
  raiseArgument(ATTRIBUTE_ERROR, message);
  decref(message);
  nameAttribute(object, name);
  return 0;
}

function addLiteral(text: i32, literal: string): bool {
  for (let i = 0; i < literal.length; i++) if (!addCharacter(text, literal.charCodeAt(i))) return false;
  return true;
}

/** The same as a status. */
export function failNoAttribute(object: i32, name: i32): i32 {
  raiseNoAttribute(object, name);
  return -1;
}

/** Whether a name is a str; if not, TypeError is pending. */
export function isName(name: i32): bool {
  if (hasFlag(name, IS_STR)) return true;
  fail(TYPE_ERROR, "attribute name must be string, not '%T'", name);
  return false;
}

/** Whether what is pending is an AttributeError, which is forgotten then. */
export function forgetAttributeError(): bool {
  const pending = load<i32>(PENDING);
  if (pending == 0 || !isSubtype(typeOf(pending), ATTRIBUTE_ERROR)) return false;
  store<i32>(PENDING, 0);
  decref(pending);
  return true;
}
