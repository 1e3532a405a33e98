/**
 * Failing. Exceptions whose messages need many words are made in TypeScript; what fails returns at once with 0 or -1.
 *
 * Directives in messages, for the arguments in their order: %T the name of an object's type (%A: or None), %N the name of a type, %R the
 * repr of an object, %S the str of an object, %U a str object as it is, %L a literal of the
 * kernel, %d a word as a number, %% a percent sign.
 */
import { PENDING } from '../format/memory-map';
import { raiseHere } from '../objects/exceptions/messages.as';
import { decref } from './counts.as';
import { raise as raiseText, raiseNoMemory, raiseValue as raiseObject } from './runtime.as';

/** Makes an exception of the type with a message pending. Returns 0, the result of functions that fail. */
export function raise(type: i32, message: string, a: i32 = 0, b: i32 = 0, c: i32 = 0, d: i32 = 0): i32 {
  if (!raiseHere(type, message, a, b, c, d)) raiseText(type, changetype<i32>(message), a, b, c, d);
  return 0;
}

/** The same for functions whose failure is -1. */
export function fail(type: i32, message: string, a: i32 = 0, b: i32 = 0, c: i32 = 0, d: i32 = 0): i32 {
  if (!raiseHere(type, message, a, b, c, d)) raiseText(type, changetype<i32>(message), a, b, c, d);
  return -1;
}

/** An exception of the type with an object as its one argument (KeyError). The object is borrowed. */
export function raiseValue(type: i32, value: i32): i32 {
  raiseObject(type, value);
  return 0;
}

export function noMemory(): i32 {
  raiseNoMemory();
  return 0;
}

export function failed(): bool {
  return load<i32>(PENDING) != 0;
}

/** Forgets the pending exception. */
export function clearPending(): void {
  const pending = load<i32>(PENDING);
  store<i32>(PENDING, 0);
  if (pending != 0) decref(pending);
}
