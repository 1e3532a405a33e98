/** OverflowError with an error number: what CPython raises where C's functions say that a result is out of range. */
import { TUPLE_ITEMS } from '../../format/objects';
import { OVERFLOW_ERROR } from '../../format/types';
import { decref } from '../../kernel/counts.as';
import { track } from '../../kernel/tracking.as';
import { newException, setPending } from '../exceptions/raise.as';
import { newTuple } from '../sequences/tuple.as';
import { asciiOf } from './ascii.as';
import { newInt } from './new-int.as';

const ERANGE: i32 = 34;

/** Returns 0. */
export function raiseRange(): i32 {
  const args = newTuple(2);
  if (args == 0) return 0;
  store<i32>(args, newInt(ERANGE), TUPLE_ITEMS);
  const text = asciiOf('Numerical result out of range');
  store<i32>(args, text, TUPLE_ITEMS + 4);
  track(args);
  const exception = text == 0 ? 0 : newException(OVERFLOW_ERROR, args);
  if (exception == 0) {
    decref(args);
    return 0;
  }
  setPending(exception);
  return 0;
}
