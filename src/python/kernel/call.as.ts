/** Calls of any object, through its type. */
import { CALL, TYPE_ERROR } from '../format/types';
import { raise } from './errors.as';
import { call4, slotOf } from './slots.as';

/**
 * Calls an object with `positional` arguments from `args` on and behind them the values of the keywords in the tuple `names`
 * (or 0). The arguments stay the caller's.
 */
export function callObject(callable: i32, args: i32, positional: i32, names: i32): i32 {
  const call = slotOf(callable, CALL);
  if (call == 0) return raise(TYPE_ERROR, "'%T' object is not callable", callable);
  return call4(call, callable, args, positional, names);
}
