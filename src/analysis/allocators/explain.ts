/**
 * Why an allocator is better or worse than another: the counter in which they differ most, in words. In space, counters
 * are the parts of the footprint; in time, the steps of each kind of call and the calls to the page source.
 *
 * The winner is compared with whichever is worst in the respect in question, the losers with whichever is best in it.
 * Nothing is said that is not in the counters; where they show no reason, that is what is said.
 */
import type { AllocatorRow } from './comparison.js';
import { largestTimeDifference } from './time-counters.js';
import { clauseOf, largestSpaceDifference, plainAccount } from './space-parts.js';

export interface Explanation {
  design: string;
  /** `price`: what is better elsewhere than in the best. `largest`, `slowest`: where these are others than best and worst. */
  role: 'best' | 'price' | 'worst' | 'largest' | 'slowest' | 'only';
  about: 'space' | 'time';
  /** The design it was compared with. */
  against: string | undefined;
  /** A sentence, without the full stop. */
  sentence: string;
}

/** Differences smaller than this are none. */
const NOTABLE = 1.03;

/** @param ranked best first */
export function explain(ranked: readonly AllocatorRow[]): Explanation[] {
  const sound = ranked.filter((row) => row.isSound);
  const [best] = sound;
  const worst = sound.at(-1);
  if (best === undefined || worst === undefined) return [];
  if (best === worst) {
    const sentence = `${nameOf(best)} ${plainAccount(best)}`;
    return [{ design: nameOf(best), role: 'only', about: 'space', against: undefined, sentence }];
  }
  const [smallest, largest] = [least(sound, footprintOf), least(sound, (row) => -footprintOf(row))];
  const [quickest, slowest] = [least(sound, (row) => row.time ?? Infinity), least(sound, (row) => -(row.time ?? 0))];
  const pairs: Pair[] = [
    { row: best, peer: largest, role: 'best', about: 'space' },
    { row: best, peer: slowest, role: 'best', about: 'time' },
    { row: best, peer: smallest, role: 'price', about: 'space' },
    { row: best, peer: quickest, role: 'price', about: 'time' },
    { row: worst, peer: smallest, role: 'worst', about: 'space' },
    { row: worst, peer: quickest, role: 'worst', about: 'time' },
  ];
  if (largest !== best && largest !== worst)
    pairs.push({ row: largest, peer: smallest, role: 'largest', about: 'space' });
  if (slowest !== best && slowest !== worst)
    pairs.push({ row: slowest, peer: quickest, role: 'slowest', about: 'time' });
  return pairs.filter(isNotable).map((pair, _, all) => explanationOf(pair, all));
}

/** What is said: why `row` is better or worse than `peer`. */
interface Pair {
  row: AllocatorRow;
  peer: AllocatorRow;
  role: Exclude<Explanation['role'], 'only'>;
  about: Explanation['about'];
}

function sides({ row, peer, role }: Pair): { more: AllocatorRow; less: AllocatorRow } {
  return role === 'best' ? { more: peer, less: row } : { more: row, less: peer };
}

function isNotable(pair: Pair): boolean {
  const { more, less } = sides(pair);
  return ratio(more, less, pair.about) > NOTABLE;
}

function explanationOf(pair: Pair, all: readonly Pair[]): Explanation {
  const { row, peer, role, about } = pair;
  const { more, less } = sides(pair);
  const clause = about === 'space' ? spaceClause(more, less) : largestTimeDifference(more, less)?.clause;
  // What the peer's own sentence says need not be said twice.
  const isMirrored = all.some((other) => other.about === about && other.row === peer && other.peer === row);
  const parts = isMirrored ? [row] : [row, peer];
  const sentence =
    clause === undefined
      ? `${nameOf(row)} ${unexplained(row, more, less)}`
      : parts.map((part) => `${nameOf(part)} ${clause(part)}`).join('; ');
  return { design: nameOf(row), role, about, against: nameOf(peer), sentence };
}

/** How many times what `less` costs `more` does. */
function ratio(more: AllocatorRow, less: AllocatorRow, about: Explanation['about']): number {
  if (about === 'space') return footprintOf(more) / footprintOf(less);
  return more.time === undefined || less.time === undefined ? 1 : more.time / less.time;
}

function spaceClause(more: AllocatorRow, less: AllocatorRow): (row: AllocatorRow) => string {
  const part = largestSpaceDifference(more, less);
  return (row) => clauseOf(part, row, more);
}

/** Of a difference in time that no counter shows. */
function unexplained(row: AllocatorRow, more: AllocatorRow, less: AllocatorRow): string {
  const factor = (more.time! / less.time!).toFixed(2);
  return row === more
    ? `takes ${factor} times as long as ${nameOf(less)}, but not for more steps: its calls do more, or its blocks lie worse for the caches`
    : `is ${factor} times as fast as ${nameOf(more)}, but not for fewer steps: its calls do less, or its blocks lie better for the caches`;
}

const nameOf = (row: AllocatorRow): string => row.measurement.design;
const footprintOf = (row: AllocatorRow): number => row.measurement.peakFootprint;

function least(rows: readonly AllocatorRow[], cost: (row: AllocatorRow) => number): AllocatorRow {
  return rows.reduce((found, row) => (cost(row) < cost(found) ? row : found));
}
