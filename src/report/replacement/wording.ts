/** Sentences and cells that the text and the page have in common. */
import type { Anomaly } from '../../analysis/replacement/belady.js';
import type { PolicyRow, ReferenceFacts } from '../../analysis/replacement/comparison.js';
import type { Explanation } from '../../analysis/replacement/explain.js';
import { counted, grouped } from '../../base/format.js';

export const ROLE_LABELS: Readonly<Record<Explanation['role'], string>> = {
  best: 'best',
  worst: 'worst',
  same: 'note',
  frames: 'note',
};

export interface Figure {
  /** In lines, as a narrow table has it. */
  head: readonly string[];
  text(row: PolicyRow): string;
  /** What it is sorted by; undefined where it is not known. */
  value(row: PolicyRow): number | undefined;
}

export const HITS: Figure = {
  head: ['hits'],
  text: ({ measurement }) => grouped(measurement.hits),
  value: ({ measurement }) => measurement.hits,
};
export const FAULTS: Figure = {
  head: ['faults'],
  text: ({ measurement }) => grouped(measurement.faults),
  value: ({ measurement }) => measurement.faults,
};
export const HIT_RATIO: Figure = {
  head: ['hit', 'ratio'],
  text: ({ hitRatio }) => `${(100 * hitRatio).toFixed(2)} %`,
  value: ({ hitRatio }) => hitRatio,
};
export const TO_OPT: Figure = {
  head: ['times', 'OPT'],
  text: ({ toOpt }) => toOpt.toFixed(2),
  value: ({ toOpt }) => toOpt,
};
export const EVICTIONS: Figure = {
  head: ['evictions'],
  text: ({ measurement }) => grouped(measurement.evictions),
  value: ({ measurement }) => measurement.evictions,
};
export const WRITE_BACKS: Figure = {
  head: ['write-', 'backs'],
  text: ({ measurement: { writeBacks } }) => (writeBacks === undefined ? '-' : grouped(writeBacks)),
  value: ({ measurement }) => measurement.writeBacks,
};
export const WANTED_AGAIN: Figure = {
  head: ['wanted', 'again'],
  text: ({ measurement }) => grouped(measurement.refaults),
  value: ({ measurement }) => measurement.refaults,
};

/** Writes are not known of every trace. */
export function isKnown(figure: Figure, { writes }: ReferenceFacts): boolean {
  return writes !== undefined || figure !== WRITE_BACKS;
}

/** What there is to replay, without a full stop. */
export function summaryOf({ pageSize, references, pages, writes }: ReferenceFacts): string {
  const written = writes === undefined ? '' : `, ${grouped(writes)} of them writes`;
  const size = pageSize === undefined ? '' : ` of ${grouped(pageSize)} bytes`;
  return `${counted(references, 'reference')} to ${counted(pages, 'page')}${size}${written}`;
}

export function floorOf({ pages }: ReferenceFacts): string {
  return `First references are faults under any policy: ${grouped(pages)} of them.`;
}

export function anomalySentence({ policy, fewer, more }: Anomaly): string {
  const compared = `${grouped(fewer.faults)} faults in ${counted(fewer.frames, 'frame')}`;
  return `${policy} has ${compared}, but ${grouped(more.faults)} in ${grouped(more.frames)}: more memory, and more faults.`;
}
