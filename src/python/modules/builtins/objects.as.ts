/** The functions of builtins about any object: len, hash, isinstance, getattr and their kin. */
import { FALSE, NONE, PENDING, TRUE } from '../../format/memory-map';
import { CALL, NEXT, STOP_ITERATION, TYPE_ERROR } from '../../format/types';
import { isCount } from '../../kernel/arguments.as';
import { hashOf } from '../../kernel/compare.as';
import { decref, newRef } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { call1, slotOf } from '../../kernel/slots.as';
import { isName } from '../../objects/classes/attribute-errors.as';
import { deleteAttribute, getAttribute, lookupAttribute, setAttribute } from '../../objects/classes/attributes.as';
import { isInstance, isSubclass } from '../../objects/classes/checks.as';
import { newCallableIterator } from '../../objects/iterators/filter.as';
import { forgetIf, getIter, isIterator } from '../../objects/iterators/protocol.as';
import { raiseBare } from '../../objects/exceptions/raise.as';
import { fromI64 } from '../../objects/numbers/int/object.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { lengthObject } from '../../objects/sequences/items.as';
import { convertValue, reprOfValue, TO_ASCII } from '../../objects/text/format-value.as';

function boolean(value: bool): i32 {
  return newRef(value ? TRUE : FALSE);
}

/** None, or 0 for a status of failure. */
function none(status: i32): i32 {
  return status < 0 ? 0 : newRef(NONE);
}

export function builtin_len(self: i32, p: i32): i32 {
  return lengthObject(p);
}

export function builtin_hash(self: i32, p: i32): i32 {
  const hash = hashOf(p);
  return hash == -1 && failed() ? 0 : fromI64(hash);
}

export function builtin_id(self: i32, p: i32): i32 {
  return newInt(p);
}

export function builtin_callable(self: i32, p: i32): i32 {
  return boolean(slotOf(p, CALL) != 0);
}

export function builtin_ascii(self: i32, p: i32): i32 {
  return convertValue(p, TO_ASCII);
}

export function builtin_repr(self: i32, p: i32): i32 {
  return reprOfValue(p);
}

export function builtin_iter(self: i32, args: i32, count: i32): i32 {
  if (!isCount('iter', count, 1, 2)) return 0;
  if (count == 1) return getIter(load<i32>(args));
  const callable = load<i32>(args);
  if (slotOf(callable, CALL) == 0) return raise(TYPE_ERROR, 'iter(v, w): v must be callable');
  return newCallableIterator(callable, load<i32>(args, 4));
}

export function builtin_next(self: i32, args: i32, count: i32): i32 {
  if (!isCount('next', count, 1, 2)) return 0;
  const iterator = load<i32>(args);
  if (!isIterator(iterator)) return raise(TYPE_ERROR, "'%T' object is not an iterator", iterator);
  return nextOrStop(iterator, count == 2 ? load<i32>(args, 4) : 0);
}

/** The next element, or the fallback (0: StopIteration). */
function nextOrStop(iterator: i32, fallback: i32): i32 {
  const item = call1(slotOf(iterator, NEXT), iterator);
  if (item != 0) return item;
  if (load<i32>(PENDING) != 0) return fallback != 0 && forgetIf(STOP_ITERATION) ? newRef(fallback) : 0;
  if (fallback != 0) return newRef(fallback);
  raiseBare(STOP_ITERATION);
  return 0;
}

// isinstance and issubclass

function answer(truth: i32): i32 {
  return truth < 0 ? 0 : boolean(truth != 0);
}

export function builtin_isinstance(self: i32, args: i32, count: i32): i32 {
  if (!isCount('isinstance', count, 2, 2)) return 0;
  return answer(isInstance(load<i32>(args), load<i32>(args, 4)));
}

export function builtin_issubclass(self: i32, args: i32, count: i32): i32 {
  if (!isCount('issubclass', count, 2, 2)) return 0;
  return answer(isSubclass(load<i32>(args), load<i32>(args, 4)));
}

// Attributes

export function builtin_getattr(self: i32, args: i32, count: i32): i32 {
  if (!isCount('getattr', count, 2, 3)) return 0;
  const name = load<i32>(args, 4);
  if (!isName(name)) return 0;
  if (count == 2) return getAttribute(load<i32>(args), name);
  const value = lookupAttribute(load<i32>(args), name);
  return value != 0 || failed() ? value : newRef(load<i32>(args, 8));
}

export function builtin_hasattr(self: i32, args: i32, count: i32): i32 {
  if (!isCount('hasattr', count, 2, 2)) return 0;
  const name = load<i32>(args, 4);
  if (!isName(name)) return 0;
  const value = lookupAttribute(load<i32>(args), name);
  if (value == 0) return failed() ? 0 : boolean(false);
  decref(value);
  return boolean(true);
}

export function builtin_setattr(self: i32, args: i32, count: i32): i32 {
  if (!isCount('setattr', count, 3, 3)) return 0;
  const name = load<i32>(args, 4);
  if (!isName(name)) return 0;
  return none(setAttribute(load<i32>(args), name, load<i32>(args, 8)));
}

export function builtin_delattr(self: i32, args: i32, count: i32): i32 {
  if (!isCount('delattr', count, 2, 2)) return 0;
  const name = load<i32>(args, 4);
  if (!isName(name)) return 0;
  return none(deleteAttribute(load<i32>(args), name));
}
