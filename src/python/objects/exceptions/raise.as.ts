/** Exceptions that the kernel raises: instances of static types, and what makes one pending. */
import { HANDLED_TOP, PENDING } from '../../format/memory-map';
import { HANDLED_BELOW, HANDLED_VALUE } from '../../format/frames';
import { CONTEXT, EXCEPTION_ARGS, EXCEPTION_DICT, STOP_VALUE, TUPLE_ITEMS } from '../../format/objects';
import { BASIC_BYTES, IMPORT_ERROR, MEMORY_ERROR, STOP_ITERATION, SYNTAX_ERROR, SYSTEM_EXIT } from '../../format/types';
import { newCyclic } from '../../kernel/alloc.as';
import { fillBytes } from '../../kernel/bytes.as';
import { clearField, decref, incref, newRef, setField, xdecref } from '../../kernel/counts.as';
import { isSubtype } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { newTuple } from '../sequences/tuple.as';

/** An instance of a type that exceptions are of, without running any code of the program; `args` become its own. Or 0. */
export function newException(type: i32, args: i32): i32 {
  const bytes = load<i32>(type, BASIC_BYTES);
  const p = newCyclic(type, bytes);
  if (p == 0) return 0;
  fillBytes(p + EXCEPTION_DICT, 0, bytes - EXCEPTION_DICT);
  store<i32>(p, args, EXCEPTION_ARGS);
  track(p);
  return p;
}

/** The exception that is being handled, borrowed, or 0: that of the nearest generator or of the functions around it. */
export function handledException(): i32 {
  let item = load<i32>(HANDLED_TOP);
  while (item != 0) {
    const value = load<i32>(item, HANDLED_VALUE);
    if (value != 0) return value;
    item = load<i32>(item, HANDLED_BELOW);
  }
  return 0;
}

/** Makes an exception pending, an owned reference; what is being handled becomes its context. */
export function setPending(exception: i32): void {
  const handled = handledException();
  if (handled != 0 && handled != exception) {
    breakCycle(handled, exception);
    setField(exception, CONTEXT, newRef(handled));
  }
  const old = load<i32>(PENDING);
  store<i32>(PENDING, exception);
  xdecref(old);
}

/** If the exception is already a context somewhere below what is handled, it is taken out there. */
function breakCycle(handled: i32, exception: i32): void {
  let outer = handled;
  let slow = handled;
  let moveSlow = false;
  while (true) {
    const context = load<i32>(outer, CONTEXT);
    if (context == 0) return;
    if (context == exception) return clearField(outer, CONTEXT);
    outer = context;
    // Who assigns __context__ can make a loop that is not through this exception.
    if (outer == slow) return;
    if (moveSlow) slow = load<i32>(slow, CONTEXT);
    moveSlow = !moveSlow;
  }
}

/** Of these types the first field that they add is their one argument: value, code or msg. */
function keepsArgument(type: i32): bool {
  return (
    type == STOP_ITERATION || type == SYSTEM_EXIT || isSubtype(type, IMPORT_ERROR) || isSubtype(type, SYNTAX_ERROR)
  );
}

/** An exception of the type with one argument, which is borrowed. */
export function raiseArgument(type: i32, argument: i32): void {
  const args = newTuple(1);
  if (args == 0) return;
  incref(argument);
  store<i32>(args, argument, TUPLE_ITEMS);
  track(args);
  const p = newException(type, args);
  if (p == 0) return decref(args);
  if (keepsArgument(type)) store<i32>(p, newRef(argument), STOP_VALUE);
  setPending(p);
}

/** An exception of the type without arguments. */
export function raiseBare(type: i32): void {
  const p = newException(type, newTuple(0));
  if (p != 0) setPending(p);
}

/** Without room for anything new, the exception that was made at the start is raised. */
export function raiseMemoryError(): void {
  setPending(newRef(reserved));
}

let reserved: i32 = 0;

export function reservedMemoryError(): i32 {
  return reserved;
}

export function reserveMemoryError(): void {
  reserved = newException(MEMORY_ERROR, newTuple(0));
}
