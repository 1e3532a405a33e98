/** Arguments of the methods of patterns: up to three, by position or by name. */
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { TYPE_ERROR } from '../../format/types';
import { isLiteral } from '../../kernel/arguments.as';
import { raise } from '../../kernel/errors.as';

/** What was given, borrowed; 0 for what was left out. */
export let first: i32 = 0;
export let second: i32 = 0;
export let third: i32 = 0;

/** Binds arguments, of which the first `required` must be there. False with an exception. */
export function bindThree(
  function_: string,
  args: i32,
  positional: i32,
  names: i32,
  a: string,
  b: string,
  c: string,
  required: i32,
): bool {
  const name = changetype<i32>(function_);
  const named = names == 0 ? 0 : load<i32>(names, LENGTH);
  const most = c.length > 0 ? 3 : 2;
  if (positional + named > most) {
    raise(TYPE_ERROR, '%L() takes at most %d arguments (%d given)', name, most, positional + named);
    return false;
  }
  first = positional > 0 ? load<i32>(args) : 0;
  second = positional > 1 ? load<i32>(args, 4) : 0;
  third = positional > 2 ? load<i32>(args, 8) : 0;
  for (let i = 0; i < named; i++) {
    const keyword = load<i32>(names + (i << 2), TUPLE_ITEMS);
    const value = load<i32>(args + ((positional + i) << 2));
    const place = isLiteral(keyword, a) ? 1 : isLiteral(keyword, b) ? 2 : most > 2 && isLiteral(keyword, c) ? 3 : 0;
    if (place == 0) {
      raise(TYPE_ERROR, "'%U' is an invalid keyword argument for %L()", keyword, name);
      return false;
    }
    if (place <= positional) {
      raise(TYPE_ERROR, "argument for %L() given by name ('%U') and position (%d)", name, keyword, place);
      return false;
    }
    if (place == 1) first = value;
    else if (place == 2) second = value;
    else third = value;
  }
  if (first == 0) return isMissing(name, a, 1);
  return second != 0 || required < 2 || isMissing(name, b, 2);
}

function isMissing(function_: i32, parameter: string, place: i32): bool {
  raise(TYPE_ERROR, "%L() missing required argument '%L' (pos %d)", function_, changetype<i32>(parameter), place);
  return false;
}
