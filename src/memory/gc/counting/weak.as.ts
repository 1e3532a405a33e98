/**
 * The weak references to an object: a list through the references, from the word at WEAK_AT in the object on (format.ts).
 * A reference that is not dead is in the list of its referent.
 */
import { CALLBACK, REFERENT, TYPE, WEAK_AT, WEAK_NEXT, WEAK_PREVIOUS } from '../format';

/** Where an object's list starts, or 0: there are no weak references to instances of its type. */
export function weakListOf(p: i32): i32 {
  const at = load<i32>(load<i32>(p, TYPE), WEAK_AT);
  return at == 0 ? 0 : p + at;
}

/** Puts a new reference into the list, behind `previous`, or first if that is 0. */
export function linkWeak(reference: i32, list: i32, previous: i32): void {
  const next = previous == 0 ? load<i32>(list) : load<i32>(previous, WEAK_NEXT);
  store<i32>(reference, previous, WEAK_PREVIOUS);
  store<i32>(reference, next, WEAK_NEXT);
  if (next != 0) store<i32>(next, reference, WEAK_PREVIOUS);
  if (previous == 0) store<i32>(list, reference);
  else store<i32>(previous, reference, WEAK_NEXT);
}

/** The reference is dead from now on; its callback stays. */
export function unlinkWeak(reference: i32): void {
  const referent = load<i32>(reference, REFERENT);
  if (referent == 0) return;
  const next = load<i32>(reference, WEAK_NEXT);
  const previous = load<i32>(reference, WEAK_PREVIOUS);
  const list = weakListOf(referent);
  if (load<i32>(list) == reference) store<i32>(list, next);
  if (previous != 0) store<i32>(previous, next, WEAK_NEXT);
  if (next != 0) store<i32>(next, previous, WEAK_PREVIOUS);
  store<i32>(reference, 0, REFERENT);
  store<i32>(reference, 0, WEAK_PREVIOUS);
  store<i32>(reference, 0, WEAK_NEXT);
}

/** All references to an object die, without a word to anybody. */
export function forgetWeak(list: i32): void {
  while (load<i32>(list) != 0) unlinkWeak(load<i32>(list));
}

/** The callback, which is the caller's from now on, or 0. */
export function takeCallback(reference: i32): i32 {
  const callback = load<i32>(reference, CALLBACK);
  store<i32>(reference, 0, CALLBACK);
  return callback;
}
