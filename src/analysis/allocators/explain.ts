/**
 * Why an allocator is better or worse than another: the counter in which they differ most, in words. In space, counters
 * are the parts of the footprint; in time, the steps of each kind of call and the calls to the page source.
 *
 * The winner is compared with the loser, and the loser with whichever is best in the respect in question. Nothing is said
 * that is not in the counters; where they show no reason, that is what is said.
 */
import type { AllocatorRow } from './comparison.js';
import { largestTimeDifference } from './time-counters.js';
import { clauseOf, largestSpaceDifference, plainAccount } from './space-parts.js';

export interface Explanation {
  design: string;
  role: 'best' | 'worst' | 'only';
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
  const smallest = least(sound, footprintOf);
  const quickest = least(sound, (row) => row.time ?? Infinity);
  return [
    ...aspects(best, worst, 'best', (about) => (about === 'space' ? worst : least(sound, (row) => -(row.time ?? 0)))),
    ...aspects(worst, best, 'worst', (about) => (about === 'space' ? smallest : quickest)),
  ];
}

/** Where `row` differs from `other` in its favour or to its cost, the greater difference first. */
function aspects(
  row: AllocatorRow,
  other: AllocatorRow,
  role: 'best' | 'worst',
  against: (about: 'space' | 'time') => AllocatorRow,
): Explanation[] {
  const gain = role === 'best' ? 1 : -1;
  const found: { factor: number; explanation: Explanation }[] = [];
  for (const about of ['space', 'time'] as const) {
    const peer = against(about) === row ? other : against(about);
    const factor = ratio(row, peer, about) ** gain;
    if (!(factor > NOTABLE)) continue;
    const sentence = about === 'space' ? spaceSentence(row, peer, role) : timeSentence(row, peer, role);
    found.push({ factor, explanation: { design: nameOf(row), role, about, against: nameOf(peer), sentence } });
  }
  return found.sort((a, b) => b.factor - a.factor).map(({ explanation }) => explanation);
}

/** How many times more `peer` costs. */
function ratio(row: AllocatorRow, peer: AllocatorRow, about: 'space' | 'time'): number {
  if (about === 'space') return footprintOf(peer) / footprintOf(row);
  return row.time === undefined || peer.time === undefined ? 1 : peer.time / row.time;
}

function spaceSentence(row: AllocatorRow, peer: AllocatorRow, role: 'best' | 'worst'): string {
  const [more, less] = role === 'best' ? [peer, row] : [row, peer];
  const part = largestSpaceDifference(more, less);
  const [own, other] = [clauseOf(part, row, more), clauseOf(part, peer, more)];
  return `${nameOf(row)} ${own}; ${nameOf(peer)} ${other}`;
}

function timeSentence(row: AllocatorRow, peer: AllocatorRow, role: 'best' | 'worst'): string {
  const [more, less] = role === 'best' ? [peer, row] : [row, peer];
  const counter = largestTimeDifference(more, less);
  if (counter === undefined) {
    const factor = (Math.max(row.time!, peer.time!) / Math.min(row.time!, peer.time!)).toFixed(2);
    const [quick, slow] = role === 'best' ? [row, peer] : [peer, row];
    return `${nameOf(quick)} is ${factor} times as fast as ${nameOf(slow)} with as many steps: its steps are shorter`;
  }
  return `${nameOf(row)} ${counter.clause(row)}; ${nameOf(peer)} ${counter.clause(peer)}`;
}

const nameOf = (row: AllocatorRow): string => row.measurement.design;
const footprintOf = (row: AllocatorRow): number => row.measurement.peakFootprint;

function least(rows: readonly AllocatorRow[], cost: (row: AllocatorRow) => number): AllocatorRow {
  return rows.reduce((found, row) => (cost(row) < cost(found) ? row : found));
}
