/**
 * When to collect. The youngest generation is due when more cyclic objects were made than died by a threshold; an older one
 * when the one below was collected more often than its threshold; and all of them only if what came into the oldest one
 * since is more than a quarter of what was there, so that the cost of full collections stays linear in what is allocated.
 */
import {
  ENABLED,
  GENERATION_LISTS,
  GENERATIONS,
  LIST_BYTES,
  LONG_LIVED,
  LONG_LIVED_PENDING,
  OLDER_COUNTS,
  PERMANENT,
  RUNNING,
  THRESHOLDS,
  YOUNG_COUNT,
  YOUNG_LIMIT,
} from '../format';
import { merge } from './lists.as';

export const NEVER: i32 = 0x7fff_ffff;

/** The generation that is to be collected, or -1. */
export function dueGeneration(): i32 {
  if (load<i32>(RUNNING) != 0 || load<i32>(YOUNG_COUNT) <= load<i32>(YOUNG_LIMIT)) return -1;
  for (let generation = GENERATIONS - 1; generation > 0; generation--) {
    const count = load<i32>(OLDER_COUNTS + ((generation - 1) << 2));
    if (count <= load<i32>(THRESHOLDS + (generation << 2))) continue;
    if (generation == GENERATIONS - 1 && load<i32>(LONG_LIVED_PENDING) < load<i32>(LONG_LIVED) / 4) continue;
    return generation;
  }
  return 0;
}

export function setThreshold(generation: i32, value: i32): void {
  store<i32>(THRESHOLDS + (generation << 2), value);
  updateLimit();
}

export function setEnabled(enabled: bool): void {
  store<i32>(ENABLED, enabled ? 1 : 0);
  updateLimit();
}

/** All objects of all generations leave for the permanent one, which is not collected. */
export function freeze(): void {
  store<i32>(YOUNG_COUNT, 0);
  for (let generation = 0; generation < GENERATIONS; generation++) {
    merge(GENERATION_LISTS + generation * LIST_BYTES, PERMANENT);
    if (generation > 0) store<i32>(OLDER_COUNTS + ((generation - 1) << 2), 0);
  }
}

/** They come back as old ones. */
export function unfreeze(): void {
  merge(PERMANENT, GENERATION_LISTS + (GENERATIONS - 1) * LIST_BYTES);
}

/** Whoever allocates compares with one word. */
export function updateLimit(): void {
  const threshold = load<i32>(THRESHOLDS);
  store<i32>(YOUNG_LIMIT, load<i32>(ENABLED) != 0 && threshold != 0 ? threshold : NEVER);
}
