/** Iteration as compiled code asks for it. */
import { NONE } from '../format/memory-map';
import { decref } from '../kernel/counts.as';
import { forgetStop, getIter } from '../objects/iterators/protocol.as';
import { resumed, RETURNED, sendTo, YIELDED } from './generators.as';

export function op_iterator(p: i32): i32 {
  const iterator = getIter(p);
  decref(p);
  return iterator;
}

export function op_stopped(): void {
  forgetStop();
}

/** The same for a generator; what it returns is of no interest. */
export function op_next_of_generator(p: i32): i32 {
  const how = sendTo(p, NONE);
  if (how == YIELDED) return resumed;
  if (how == RETURNED) decref(resumed);
  return 0;
}
