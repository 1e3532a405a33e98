/**
 * Loading of what belongs to the language. Its objects are no part of the program's own counts, and what is garbage of them
 * goes at once: where a program stands in its generations depends on what it allocates itself.
 *
 * Meanwhile the program's young objects are set aside, so that none of them is collected. They are older afterwards if so
 * much was loaded that CPython, whose way of importing makes about as many objects again, would have had a collection.
 *
 * Cost: a collection of what was made.
 */
import {
  DEBUG_FLAGS,
  ENABLED,
  GENERATION_LISTS,
  LIST_BYTES,
  OLDER_COUNTS,
  RUNNING,
  SET_ASIDE_LIST,
  STATISTICS,
  STATISTICS_BYTES,
  THRESHOLDS,
  YOUNG_COUNT,
  YOUNG_LIMIT,
} from '../format';
import { collectGeneration } from './collection.as';
import { initList, merge } from './lists.as';
import { NEVER, updateLimit } from './schedule.as';

const COUNTS_BYTES: i32 = 8;

let young: i32 = 0;
const older: i32 = <i32>memory.data(COUNTS_BYTES, 4);
const statistics: i32 = <i32>memory.data(STATISTICS_BYTES, 4);

/** 0: collection is off, being watched or running, and loading is as anything else. */
export function beginLoading(): i32 {
  if (load<i32>(RUNNING) != 0 || load<i32>(ENABLED) == 0 || load<i32>(DEBUG_FLAGS) != 0) return 0;
  initList(SET_ASIDE_LIST);
  merge(GENERATION_LISTS, SET_ASIDE_LIST);
  young = load<i32>(YOUNG_COUNT);
  store<i32>(YOUNG_LIMIT, NEVER);
  return 1;
}

export function endLoading(): void {
  const isMuch = young + 2 * load<i32>(YOUNG_COUNT) > load<i32>(THRESHOLDS);
  memory.copy(older, OLDER_COUNTS, COUNTS_BYTES);
  memory.copy(statistics, STATISTICS, STATISTICS_BYTES);
  store<i32>(RUNNING, 1);
  collectGeneration(0);
  store<i32>(RUNNING, 0);
  memory.copy(OLDER_COUNTS, older, COUNTS_BYTES);
  memory.copy(STATISTICS, statistics, STATISTICS_BYTES);
  merge(SET_ASIDE_LIST, GENERATION_LISTS + (isMuch ? LIST_BYTES : 0));
  store<i32>(YOUNG_COUNT, isMuch ? 0 : young);
  if (isMuch) store<i32>(OLDER_COUNTS, load<i32>(OLDER_COUNTS) + 1);
  updateLimit();
}
