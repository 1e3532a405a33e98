/** repr() of any object. Structures may nest as deep as calls. */
import { DEPTH_LEFT } from '../format/memory-map';
import { RECURSION_ERROR, REPR } from '../format/types';
import { raise } from './errors.as';
import { call1, slotOf } from './slots.as';

/** What the type's slot gives, owned, or 0. Whether it is a str is not looked at. */
export function objectRepr(p: i32): i32 {
  const depth = load<i32>(DEPTH_LEFT) - 1;
  if (depth < 0) return raise(RECURSION_ERROR, 'maximum recursion depth exceeded while getting the repr of an object');
  store<i32>(DEPTH_LEFT, depth);
  const result = call1(slotOf(p, REPR), p);
  store<i32>(DEPTH_LEFT, depth + 1);
  return result;
}
