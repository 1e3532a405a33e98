/** repr() and str() of any object. Structures may nest as deep as calls. */
import { RECURSION_ERROR, REPR, STR } from '../format/types';
import { comeBack, goDeeper } from './depth.as';
import { raise } from './errors.as';
import { call1, slotOf } from './slots.as';

/** What the type's slot gives, owned, or 0. Whether it is a str is not looked at. */
export function objectRepr(p: i32): i32 {
  if (!goDeeper())
    return raise(RECURSION_ERROR, 'maximum recursion depth exceeded while getting the repr of an object');
  const result = call1(slotOf(p, REPR), p);
  comeBack();
  return result;
}

/** What str() gives, likewise. */
export function objectStr(p: i32): i32 {
  if (!goDeeper()) return raise(RECURSION_ERROR, 'maximum recursion depth exceeded while getting the str of an object');
  const result = call1(slotOf(p, STR), p);
  comeBack();
  return result;
}

/** STR of what has no other: the repr, which counts once. */
export function object_str(p: i32): i32 {
  return call1(slotOf(p, REPR), p);
}
