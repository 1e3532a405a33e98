/**
 * "Did you mean": the known name that is nearest to one that is not there. Cost of an edit 2, of a change of case 1, and at
 * most a third of the characters may differ (CPython's measure, after Levenshtein).
 */
const MOVE = 2;
const CASE = 1;
const MOST_NAMES = 750;
const LONGEST = 40;

export function suggestionFor(wrong: string, names: readonly string[]): string | undefined {
  if (wrong.length > LONGEST || names.length >= MOST_NAMES) return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const name of names) {
    if (name === wrong || name.length > LONGEST) continue;
    // No missing match may cost more than a third of what both together could cost.
    let most = Math.floor(((name.length + wrong.length + 3) * MOVE) / 6);
    most = Math.min(most, bestDistance - 1);
    const distance = distanceOf(wrong, name, most);
    if (distance <= most && distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** The distance, or more than `most`. */
function distanceOf(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) * MOVE > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at * MOVE);
  for (let i = 0; i < a.length; i++) {
    const next = [(i + 1) * MOVE];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min(row[j] + exchange(a[i], b[j]), row[j + 1] + MOVE, next[j] + MOVE));
    }
    row = next;
  }
  return row[b.length];
}

function exchange(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE : MOVE;
}
