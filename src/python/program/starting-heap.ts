/**
 * What CPython's heap is like when the first statement of a program runs: its start has made and dropped objects, so some
 * wait to be used again, and the youngest generation is partly full. How many of each depends a little on the program; these
 * are the numbers for a short one.
 */
import { COLLECTIONS_BEFORE, OLD_ELSEWHERE, OLDER_COUNTS, THRESHOLDS, YOUNG_COUNT } from '../../memory/gc/format.js';
import type { Runtime } from '../runtime/runtime.js';

const LISTS = 40;
const DICTS = 15;
/** Tuples of one item, of two … */
const TUPLES = [4, 17, 2, 2, 3, 0, 8, 6, 1, 0, 1, 3, 5, 1, 2, 2, 2, 3, 1, 6];
const YOUNG = 15;
/** Collections of the youngest generation since there was one of the next. */
const COLLECTIONS = 8;
/** For each tuple that the program's code objects have, CPython's compiler has made three lists and dicts that wait to be used again. */
const YOUNG_PER_TUPLE = 4;

/** Objects that CPython's collector knows of when a program starts (4787 of a short one) and this heap does not: types, descriptors. */
const UNKNOWN_OBJECTS = 2200;

export function startHeap(rt: Runtime): void {
  const { kernel, views } = rt;
  kernel.freeWaiting();
  const before = views.word(YOUNG_COUNT);
  rt.pooled(() => {
    for (let i = 0; i < LISTS; i++) rt.list([]);
    for (let i = 0; i < DICTS; i++) rt.dict();
    for (const [at, count] of TUPLES.entries())
      for (let i = 0; i < count; i++) rt.tuple(Array.from({ length: at + 1 }, () => rt.int(0)));
    return 0;
  });
  const young = YOUNG + YOUNG_PER_TUPLE * before;
  const period = views.word(THRESHOLDS) + 1;
  views.setWord(YOUNG_COUNT, young % period);
  const collections = COLLECTIONS + Math.floor(young / period);
  views.setWord(OLDER_COUNTS, collections);
  views.setWord(COLLECTIONS_BEFORE, collections);
  views.setWord(OLD_ELSEWHERE, UNKNOWN_OBJECTS);
}
