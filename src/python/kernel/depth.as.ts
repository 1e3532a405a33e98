/** What nests without frames of the program, as deep as the program likes: it counts as frames do. */
import { DEPTH_LEFT } from '../format/memory-map';
import { RECURSION_ERROR } from '../format/types';
import { raise } from './errors.as';

/** Goes one call deeper; false if that is too deep, and the caller raises RecursionError. */
export function goDeeper(): bool {
  const left = load<i32>(DEPTH_LEFT) - 1;
  if (left < 0) return false;
  store<i32>(DEPTH_LEFT, left);
  return true;
}

/**
 * Goes one call deeper, where CPython counts a call that is not of a function in Python: of whatever is called through its
 * type, and of builtins but those whose arguments are an array and that are called from code (specialised instructions call
 * them at once). False with RecursionError.
 */
export function enterCall(): bool {
  if (goDeeper()) return true;
  raise(RECURSION_ERROR, 'maximum recursion depth exceeded while calling a Python object');
  return false;
}

export function comeBack(): void {
  store<i32>(DEPTH_LEFT, load<i32>(DEPTH_LEFT) + 1);
}
