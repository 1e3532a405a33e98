/** Index of the candidate nearest to a value; candidates are in order. */
export function nearestIndex(candidates: ArrayLike<number>, value: number): number {
  let [low, high] = [0, candidates.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (candidates[middle]! < value) low = middle + 1;
    else high = middle;
  }
  const isBelowNearer = low > 0 && value - candidates[low - 1]! < candidates[low]! - value;
  return isBelowNearer ? low - 1 : Math.max(low, 0);
}
