/**
 * The classical policies: which free chunk of at least `need` bytes serves. A header is compared with its flags, which
 * makes no difference: sizes and needs are multiples of 16.
 *
 * Cost: O(free chunks). First and next fit stop at the first that is large enough, best fit at one of exactly the size;
 * worst fit has to see them all.
 */
import { countSteps } from '../tally.as';
import { BEST_FIT, FIRST_FIT, NEXT, NEXT_FIT } from './format';
import { listed, node, rover } from './list.as';

/** Still linked; 0 when no chunk is large enough. */
export function search(policy: i32, need: i32): i32 {
  if (policy == FIRST_FIT) return firstFrom(load<i32>(node, NEXT), need);
  if (policy == NEXT_FIT) return nextFit(need);
  return policy == BEST_FIT ? bestFit(need) : worstFit(need);
}

function firstFrom(start: i32, need: i32): i32 {
  let chunk = start;
  let left = listed;
  while (load<i32>(chunk) < need && left > 0) {
    left--;
    chunk = load<i32>(chunk, NEXT);
  }
  countSteps(listed - left + (chunk == node ? 0 : 1));
  return chunk == node || load<i32>(chunk) < need ? 0 : chunk;
}

function nextFit(need: i32): i32 {
  const start = rover();
  const chunk = start == node ? 0 : firstFrom(start, need);
  return chunk != 0 ? chunk : firstFrom(load<i32>(node, NEXT), need);
}

function bestFit(need: i32): i32 {
  let best = 0;
  let bestSize = i32.MAX_VALUE;
  let left = listed;
  let chunk = load<i32>(node, NEXT);
  while (chunk != node && left > 0) {
    left--;
    const size = load<i32>(chunk) & -16;
    if (size >= need && size < bestSize) {
      best = chunk;
      bestSize = size;
      if (size == need) break;
    }
    chunk = load<i32>(chunk, NEXT);
  }
  countSteps(listed - left);
  return best;
}

function worstFit(need: i32): i32 {
  let worst = 0;
  let worstSize = need - 1;
  let left = listed;
  let chunk = load<i32>(node, NEXT);
  while (chunk != node && left > 0) {
    left--;
    const size = load<i32>(chunk) & -16;
    if (size > worstSize) {
      worst = chunk;
      worstSize = size;
    }
    chunk = load<i32>(chunk, NEXT);
  }
  countSteps(listed - left);
  return worst;
}
