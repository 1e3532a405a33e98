/** Size classes and the pages that they take: at most a fifth of a block above 128 bytes is lost to rounding. */
import {
  CLASS_MAX,
  CLASSES,
  DOUBLING_MAX,
  LAST_DOUBLING_CLASS,
  LAST_STEP_CLASS,
  MAX_ALIGNMENT,
  SMALL_MAX,
  SMALL_PAGE,
  WHOLE_PAGE,
} from './format';

/** Class of a request of at most CLASS_MAX bytes. */
export function classOf(size: i32): i32 {
  if (size <= LAST_STEP_CLASS << 4) return max((size + 15) >> 4, 1);
  if (size > DOUBLING_MAX) return CLASSES - CLASS_MAX / ((size + 15) & ~15);
  const last = size - 1;
  const log = 31 - clz(last);
  return LAST_STEP_CLASS + 1 + ((log - 7) << 2) + ((last >> (log - 2)) & 3);
}

/** Size of the blocks of a class. */
export function sizeOf(index: i32): i32 {
  if (index <= LAST_STEP_CLASS) return index << 4;
  if (index > LAST_DOUBLING_CLASS) return (CLASS_MAX / (CLASSES - index)) & ~15;
  const step = index - LAST_STEP_CLASS - 1;
  const log = 7 + (step >> 2);
  return (1 << log) + (((step & 3) + 1) << (log - 2));
}

/** The class for blocks at multiples of `alignment`, or 0 when none is. */
export function alignedClassOf(size: u32, alignment: u32): i32 {
  if (alignment > <u32>MAX_ALIGNMENT || size > <u32>DOUBLING_MAX) return 0;
  const least = (max(size, 1) + alignment - 1) & -alignment;
  if (least > <u32>DOUBLING_MAX) return 0;
  let index = classOf(least);
  while ((sizeOf(index) & (alignment - 1)) != 0) index++;
  return index;
}

/** Alignment of the blocks of a size. */
export function alignmentOf(size: i32): i32 {
  return min(size & -size, MAX_ALIGNMENT);
}

/** Logarithm of the size of a page for blocks of a size. */
export function pageFor(size: i32): i32 {
  return size <= SMALL_MAX ? SMALL_PAGE : WHOLE_PAGE;
}
