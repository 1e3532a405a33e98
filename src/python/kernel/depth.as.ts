/** What nests without frames of the program, as deep as the program likes: it counts as frames do. */
import { DEPTH_LEFT } from '../format/memory-map';

/** Goes one call deeper; false if that is too deep, and the caller raises RecursionError. */
export function goDeeper(): bool {
  const left = load<i32>(DEPTH_LEFT) - 1;
  if (left < 0) return false;
  store<i32>(DEPTH_LEFT, left);
  return true;
}

export function comeBack(): void {
  store<i32>(DEPTH_LEFT, load<i32>(DEPTH_LEFT) + 1);
}
