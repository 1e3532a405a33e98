/** The parts of a footprint beside the payload, and what can be said of each. */
import { counted, grouped } from '../../base/format.js';
import type { FootprintParts } from '../../events/trace/measurement.js';
import type { AllocatorRow } from './comparison.js';
import { share } from './fragmentation.js';

export const SPACE_PARTS = ['rounding', 'headers', 'free', 'rest'] as const;
export type SpacePart = (typeof SPACE_PARTS)[number];

/** A free block with so much of what is free is one piece and not a scatter. */
const ONE_PIECE = 0.5;

/** Of the frees, as many or fewer are followed by an allocation in freed memory. */
const HARDLY_EVER = 0.02;

/** The part of which `more` has most more bytes than `less`. */
export function largestSpaceDifference(more: AllocatorRow, less: AllocatorRow): SpacePart {
  const difference = (part: SpacePart): number => more.measurement.atPeak[part] - less.measurement.atPeak[part];
  return SPACE_PARTS.reduce((found, part) => (difference(part) > difference(found) ? part : found));
}

/** What follows the design's name. `costlier`: the row whose costliest request is spoken of in both. */
export function clauseOf(part: SpacePart, row: AllocatorRow, costlier: AllocatorRow): string {
  const { atPeak } = row.measurement;
  const percent = `${percentOf(atPeak[part], atPeak.footprint)} of its footprint`;
  switch (part) {
    case 'rounding':
      return `${roundingClause(row, costlier)}: rounding is ${percent}`;
    case 'headers': {
      const each = share(atPeak.headers, atPeak.liveBlocks);
      return `spends ${decimal(each)} bytes a block on headers and padding: ${percent}`;
    }
    case 'free':
      return `${freeClause(row)}: ${percent}`;
    case 'rest':
      return `holds ${counted(atPeak.rest, 'byte')} outside of all blocks, for its tables and for pages not handed out yet: ${percent}`;
  }
}

/** Where the bytes of one allocator are, when there is nothing to compare it with. */
export function plainAccount(row: AllocatorRow): string {
  const { atPeak } = row.measurement;
  const part = SPACE_PARTS.reduce((found, candidate) => (atPeak[candidate] > atPeak[found] ? candidate : found));
  const payload = percentOf(atPeak.payload, atPeak.footprint);
  return `has ${payload} payload in its footprint at the peak; of the rest most is this: it ${clauseOf(part, row, row)}`;
}

function roundingClause(row: AllocatorRow, costlier: AllocatorRow): string {
  const size = costlier.measurement.atPeak.costliest[0]?.size;
  const cost = row.measurement.atPeak.costliest.find((candidate) => candidate.size === size);
  if (cost === undefined)
    return `rounds what is asked for by ${decimal(meanRounding(row.measurement.atPeak))} bytes a block`;
  return `rounds ${grouped(cost.size)}-byte requests to ${grouped(Math.round(cost.takes))}`;
}

function meanRounding({ rounding, liveBlocks }: FootprintParts): number {
  return share(rounding, liveBlocks);
}

function freeClause({ measurement }: AllocatorRow): string {
  const { atPeak, reused, freeing } = measurement;
  const { free, freeBlocks, largestFree } = atPeak;
  if (free === 0) return 'has nothing free';
  if (reused < freeing.calls * HARDLY_EVER && freeBlocks > 1) {
    const how =
      reused === 0 ? 'never uses freed memory again' : `uses freed memory again only ${counted(reused, 'time')}`;
    return `${how}: ${counted(free, 'byte')} lie idle in ${counted(freeBlocks, 'block')}`;
  }
  if (largestFree >= free * ONE_PIECE)
    return `has ${counted(free, 'byte')} free, ${grouped(largestFree)} of them in one piece`;
  return `has ${counted(free, 'byte')} free, but in ${counted(freeBlocks, 'block')}, the largest of ${grouped(largestFree)}`;
}

/** "47 %". */
export function percentOf(part: number, whole: number): string {
  const percent = 100 * share(part, whole);
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : percent.toFixed(1)} %`;
}

function decimal(value: number): string {
  return Number.isInteger(value) ? grouped(value) : value.toFixed(1);
}
