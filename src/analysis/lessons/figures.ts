/** Fragmentation inside and outside of the blocks of a lesson's heap, as numbers from 0 to 1. */
import type { HeapSums } from '../../events/lesson/heap-picture.js';
import { share } from '../allocators/fragmentation.js';

export interface LessonFigures {
  /** Of the bytes handed out, those that nobody asked for. */
  internal: number;
  /** Of the free bytes, those that are not in the largest free block. */
  external: number;
}

export function figuresOf({ asked, handedOut, free, largestFree }: HeapSums): LessonFigures {
  return { internal: share(handedOut - asked, handedOut), external: share(free - largestFree, free) };
}
