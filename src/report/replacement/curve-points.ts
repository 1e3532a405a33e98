/** At which numbers of frames a curve is drawn: at each, or where they are many, at equal ratios. */

/** Rising, each once, from 1 to `last`; no more than `most`. */
export function curvePoints(last: number, most: number): number[] {
  if (last <= most) return Array.from({ length: last }, (_, i) => i + 1);
  const points = Array.from({ length: most }, (_, i) => Math.round(last ** (i / (most - 1))));
  return [...new Set(points)];
}
