/**
 * Arguments of kernel functions, with CPython's words for what does not fit. Names of functions and parameters are
 * literals; a parameter that was not given is 0.
 */
import { copyBytes, fillBytes } from './bytes.as';
import { CHARACTERS_AT, LENGTH, STR_FLAGS, TUPLE_ITEMS, WIDTH_MASK } from '../format/objects';
import { INIT, TYPE_ERROR } from '../format/types';
import { fail, raise } from './errors.as';
import { slot } from './slots.as';

const MOST_PARAMETERS: i32 = 4;
/** The arguments that were bound last, borrowed. */
const BOUND: i32 = <i32>memory.data(16, 4);

/** Whether the number of arguments is within bounds; if not, TypeError is pending. */
export function isCount(function_: string, given: i32, least: i32, most: i32): bool {
  if (given >= least && given <= most) return true;
  const few = given < least;
  const limit = few ? least : most;
  const name = changetype<i32>(function_);
  if (least == most)
    if (limit == 1) raise(TYPE_ERROR, '%L expected 1 argument, got %d', name, given);
    else raise(TYPE_ERROR, '%L expected %d arguments, got %d', name, limit, given);
  else if (few)
    if (limit == 1) raise(TYPE_ERROR, '%L expected at least 1 argument, got %d', name, given);
    else raise(TYPE_ERROR, '%L expected at least %d arguments, got %d', name, limit, given);
  else if (limit == 1) raise(TYPE_ERROR, '%L expected at most 1 argument, got %d', name, given);
  else raise(TYPE_ERROR, '%L expected at most %d arguments, got %d', name, limit, given);
  return false;
}

/** The same in the words of functions that CPython parses the arguments of itself. */
export function isParsedCount(function_: string, given: i32, least: i32, most: i32): bool {
  if (given >= least && given <= most) return true;
  const few = given < least;
  const limit = few ? least : most;
  const name = changetype<i32>(function_);
  if (few)
    if (limit == 1) raise(TYPE_ERROR, '%L() takes at least 1 argument (%d given)', name, given);
    else raise(TYPE_ERROR, '%L() takes at least %d arguments (%d given)', name, limit, given);
  else if (limit == 1) raise(TYPE_ERROR, '%L() takes at most 1 argument (%d given)', name, given);
  else raise(TYPE_ERROR, '%L() takes at most %d arguments (%d given)', name, limit, given);
  return false;
}

/**
 * Whether a constructor was given keywords, which it does not take, and TypeError is pending: those of a class with an __init__ of its own
 * are that one's.
 */
export function refusesKeywords(function_: string, type: i32, base: i32, names: i32): bool {
  if (names == 0 || slot(type, INIT) != slot(base, INIT)) return false;
  raise(TYPE_ERROR, '%L() takes no keyword arguments', changetype<i32>(function_));
  return true;
}

/** Binds arguments to parameters that may all be left out and given by name; `argument` has them until the next bind. */
export function bind(
  function_: string,
  args: i32,
  positional: i32,
  names: i32,
  first: string,
  second: string = '',
): bool {
  const parameters = second.length == 0 ? 1 : 2;
  const named = names == 0 ? 0 : load<i32>(names, LENGTH);
  const name = changetype<i32>(function_);
  if (positional + named > parameters) {
    if (parameters == 1) fail(TYPE_ERROR, '%L() takes at most 1 argument (%d given)', name, positional + named);
    else fail(TYPE_ERROR, '%L() takes at most %d arguments (%d given)', name, parameters, positional + named);
    return false;
  }
  fillBytes(BOUND, 0, MOST_PARAMETERS << 2);
  copyBytes(BOUND, args, positional << 2);
  for (let i = 0; i < named; i++) {
    const keyword = load<i32>(names + (i << 2), TUPLE_ITEMS);
    const place = isLiteral(keyword, first) ? 0 : parameters > 1 && isLiteral(keyword, second) ? 1 : -1;
    if (place < 0) {
      fail(TYPE_ERROR, "'%U' is an invalid keyword argument for %L()", keyword, name);
      return false;
    }
    if (place < positional) {
      fail(TYPE_ERROR, "argument for %L() given by name ('%U') and position (%d)", name, keyword, place + 1);
      return false;
    }
    store<i32>(BOUND + (place << 2), load<i32>(args + ((positional + i) << 2)));
  }
  return true;
}

export function argument(place: i32): i32 {
  return load<i32>(BOUND + (place << 2));
}

/** Whether a str has the characters of a literal, which are ASCII. */
export function isLiteral(s: i32, literal: string): bool {
  const length = literal.length;
  if (load<i32>(s, LENGTH) != length || (load<i32>(s, STR_FLAGS) & WIDTH_MASK) != 1) return false;
  const characters = changetype<i32>(literal);
  for (let i = 0; i < length; i++) if (load<u8>(s + i, CHARACTERS_AT) != load<u16>(characters + (i << 1))) return false;
  return true;
}
