/** Making exceptions and showing them: BaseException.__new__, __init__, __str__. */
import { EMPTY_STR, NONE } from '../../format/memory-map';
import { EXCEPTION_ARGS, EXCEPTION_DICT, LENGTH, STOP_VALUE, TUPLE_ITEMS } from '../../format/objects';
import { BASIC_BYTES, REPR, STR, TYPE_ERROR } from '../../format/types';
import { newCyclic } from '../../kernel/alloc.as';
import { fillBytes } from '../../kernel/bytes.as';
import { decref, incref, newRef, setField } from '../../kernel/counts.as';
import { fail } from '../../kernel/errors.as';
import { objectRepr } from '../../kernel/repr.as';
import { call1, slotOf } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { newTuple } from '../sequences/tuple.as';

/** A tuple of positional arguments, owned, or 0. */
export function tupleOfArguments(args: i32, count: i32): i32 {
  const tuple = newTuple(count);
  if (tuple == 0 || count == 0) return tuple;
  for (let i = 0; i < count; i++) store<i32>(tuple + (i << 2), newRef(load<i32>(args + (i << 2))), TUPLE_ITEMS);
  track(tuple);
  return tuple;
}

/** Whatever the arguments are: they are kept as `args`. */
export function exception_new(type: i32, args: i32, positional: i32, _names: i32): i32 {
  const bytes = load<i32>(type, BASIC_BYTES);
  const p = newCyclic(type, bytes);
  if (p == 0) return 0;
  fillBytes(p + EXCEPTION_DICT, 0, bytes - EXCEPTION_DICT);
  const tuple = tupleOfArguments(args, positional);
  if (tuple == 0) {
    decref(p);
    return 0;
  }
  store<i32>(p, tuple, EXCEPTION_ARGS);
  track(p);
  return p;
}

export function exception_init(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0 && load<i32>(names, LENGTH) != 0) return fail(TYPE_ERROR, '%T() takes no keyword arguments', p);
  return setArguments(p, args, positional);
}

export function setArguments(p: i32, args: i32, positional: i32): i32 {
  if (hasArguments(p, args, positional)) return 0;
  const tuple = tupleOfArguments(args, positional);
  if (tuple == 0) return -1;
  setField(p, EXCEPTION_ARGS, tuple);
  return 0;
}

/** Whether __new__ has kept just these arguments. */
function hasArguments(p: i32, args: i32, positional: i32): bool {
  const own = load<i32>(p, EXCEPTION_ARGS);
  if (own == 0 || load<i32>(own, LENGTH) != positional) return false;
  for (let i = 0; i < positional; i++)
    if (load<i32>(own + (i << 2), TUPLE_ITEMS) != load<i32>(args + (i << 2))) return false;
  return true;
}

/** StopIteration: its first argument is the value. */
export function stop_init(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (exception_init(p, args, positional, names) < 0) return -1;
  setField(p, STOP_VALUE, newRef(positional > 0 ? load<i32>(args) : NONE));
  return 0;
}

/** Nothing, the one argument, or all as a tuple. */
export function exception_str(p: i32): i32 {
  const args = load<i32>(p, EXCEPTION_ARGS);
  const count = load<i32>(args, LENGTH);
  if (count == 0) return newRef(EMPTY_STR);
  const shown = count == 1 ? load<i32>(args, TUPLE_ITEMS) : args;
  incref(shown);
  const result = call1(slotOf(shown, STR), shown);
  decref(shown);
  return result;
}

/** KeyError shows its key as what it is. */
export function key_error_str(p: i32): i32 {
  const args = load<i32>(p, EXCEPTION_ARGS);
  if (load<i32>(args, LENGTH) != 1) return exception_str(p);
  const key = load<i32>(args, TUPLE_ITEMS);
  incref(key);
  const result = objectRepr(key);
  decref(key);
  return result;
}
