/** Patterns that look into mappings and classes, and the groups of `except*`: rare enough for TypeScript. */
import { decref } from '../kernel/counts.as';
import { lengthOf } from '../objects/sequences/items.as';
import { matchClass, matchGroup, matchKeys, matchRest, regroup, show } from './hooks.as';
import { operands } from './operands.as';

export function op_length(p: i32): i32 {
  return lengthOf(p);
}

export function op_match_keys(subject: i32, keys: i32): i32 {
  return matchKeys(subject, keys);
}

export function op_match_class(subject: i32, type: i32, count: i32, names: i32): i32 {
  const result = matchClass(subject, type, count, names);
  decref(type);
  return result;
}

export function op_match_rest(subject: i32, keys: i32): i32 {
  return matchRest(subject, keys);
}

export function op_match_group(exception: i32, type: i32): i32 {
  const status = matchGroup(exception, type, operands());
  decref(type);
  return status;
}

export function op_regroup(original: i32, raised: i32): i32 {
  const result = regroup(original, raised);
  decref(raised);
  return result;
}

export function op_show(value: i32): i32 {
  const status = show(value);
  decref(value);
  return status;
}
