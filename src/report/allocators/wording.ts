/** Sentences of the comparison that each form for people shows, without their layout. */
import type { AllocatorRow, Comparison, TraceFacts } from '../../analysis/allocators/comparison.js';
import type { Explanation } from '../../analysis/allocators/explain.js';
import { counted, grouped } from '../../base/format.js';

export const STEPS_TITLE = 'Steps: free-list nodes looked at, splits and coalesces together';
export const SIZES_TITLE = 'Bytes asked for and handed out, by size of request';
export const FREE_BLOCKS_TITLE = 'Free blocks where the footprint is highest, by size';

/** What stands before an explanation. */
export const ROLE_LABELS: Readonly<Record<Explanation['role'], string>> = {
  best: 'best',
  price: 'price',
  worst: 'worst',
  largest: 'largest',
  slowest: 'slowest',
  only: 'here',
};

export function workOf({ operations, blocks }: TraceFacts): string {
  return `${counted(operations, 'operation')} on ${counted(blocks, 'block')}`;
}

export function askedFor({ asked, peakPayload, peakBlocks }: TraceFacts): string {
  return `${counted(asked, 'byte')} asked for; at most ${grouped(peakPayload)} in ${counted(peakBlocks, 'block')} at once.`;
}

export function leftOver({ leftBlocks, leftBytes }: TraceFacts): string {
  if (leftBlocks === 0) return 'All blocks are freed.';
  return `${counted(leftBlocks, 'block')} with ${counted(leftBytes, 'byte')} are never freed.`;
}

export function footprintTitle({ baseline, rows }: Comparison): string {
  const parts = 'where the bytes of the highest footprint are';
  const isTimed = rows.some(({ time }) => time !== undefined);
  return isTimed ? `Time (${baseline} = 1), and ${parts}` : parts.replace('w', 'W');
}

/** undefined where there is nothing to order. */
export function orderOf({ rows }: Comparison): string | undefined {
  if (rows.length < 2) return undefined;
  const timed = rows.every(({ time, isSound }) => time !== undefined || !isSound);
  return `Best first, by ${timed ? 'time x footprint' : 'footprint'}.`;
}

export interface ProblemLine {
  severity: 'warning' | 'error';
  text: string;
}

/** What went wrong on an allocator. */
export function problemLines(rows: readonly AllocatorRow[]): ProblemLine[] {
  const lines: ProblemLine[] = [];
  const error = (text: string): number => lines.push({ severity: 'error', text });
  for (const { measurement, run } of rows) {
    const { design, failures, firstFailure, problems, problemCount } = measurement;
    if (run?.fault !== undefined) error(`on ${design} the program ${run.fault}.`);
    if (failures > 0) {
      const calls = `${counted(failures, 'call')}, first at operation ${grouped(firstFailure)}`;
      lines.push({ severity: 'warning', text: `${design} found no memory for ${calls}.` });
    }
    for (const { operation, message } of problems) error(`${design}, operation ${grouped(operation)}: ${message}.`);
    const more = problemCount - problems.length;
    if (more > 0) error(`${design}: ${counted(more, 'more problem')}.`);
  }
  return lines;
}
