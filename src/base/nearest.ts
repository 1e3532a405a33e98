/** What the user may have meant by a word that is none of the known ones; undefined when nothing is like it. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const like = known
    .map((candidate) => ({ candidate, apart: distance(word, candidate) }))
    .filter(({ apart }) => apart <= Math.max(2, word.length / 3) && apart < word.length)
    .sort((a, b) => a.apart - b.apart);
  return like[0]?.candidate;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
