/**
 * Loading of what CPython has loaded before a program starts. Its objects are no part of the program's own counts, and what is garbage
 * of them goes at once, as it had gone then. Meanwhile the program's young objects are set aside, so that none of them is collected.
 *
 * Cost: a collection of what was made.
 */
import {
  DEBUG_FLAGS,
  GENERATION_LISTS,
  OLDER_COUNTS,
  RUNNING,
  SET_ASIDE_LIST,
  STATISTICS,
  STATISTICS_BYTES,
  YOUNG_COUNT,
  YOUNG_LIMIT,
} from '../format';
import { collectGeneration } from './collection.as';
import { initList, merge } from './lists.as';
import { NEVER, updateLimit } from './schedule.as';

const COUNTS_BYTES: i32 = 8;

let young: i32 = 0;
let flags: i32 = 0;
const older: i32 = <i32>memory.data(COUNTS_BYTES, 4);
const statistics: i32 = <i32>memory.data(STATISTICS_BYTES, 4);

/** 0: a collection is running, and loading is as anything else. */
export function beginLoading(): i32 {
  if (load<i32>(RUNNING) != 0) return 0;
  initList(SET_ASIDE_LIST);
  merge(GENERATION_LISTS, SET_ASIDE_LIST);
  young = load<i32>(YOUNG_COUNT);
  flags = load<i32>(DEBUG_FLAGS);
  store<i32>(DEBUG_FLAGS, 0);
  store<i32>(YOUNG_LIMIT, NEVER);
  return 1;
}

export function endLoading(): void {
  memory.copy(older, OLDER_COUNTS, COUNTS_BYTES);
  memory.copy(statistics, STATISTICS, STATISTICS_BYTES);
  store<i32>(RUNNING, 1);
  collectGeneration(0);
  store<i32>(RUNNING, 0);
  memory.copy(OLDER_COUNTS, older, COUNTS_BYTES);
  memory.copy(STATISTICS, statistics, STATISTICS_BYTES);
  merge(SET_ASIDE_LIST, GENERATION_LISTS);
  store<i32>(YOUNG_COUNT, young);
  store<i32>(DEBUG_FLAGS, flags);
  updateLimit();
}
