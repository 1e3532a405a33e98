/** The comparison for people: three small tables, what the blocks' sizes do, and why. */
import type { AllocatorRow, Comparison, TraceFacts } from '../../analysis/allocators/comparison.js';
import { percentOf } from '../../analysis/allocators/space-parts.js';
import { counted, grouped } from '../../base/format.js';
import type { Style } from '../style.js';
import { paragraph, TIED } from '../text/paragraph.js';
import { textTable, type TableColumn } from '../text/table.js';
import { freeBlockLines, sizeClassLines } from './size-tables.js';

const LABELS = {
  best: 'best',
  price: 'price',
  worst: 'worst',
  largest: 'largest',
  slowest: 'slowest',
  only: 'here',
} as const;

const LABEL_WIDTH = Math.max(...Object.values(LABELS).map((label) => label.length));

/** Longest name beside which milliseconds fit. */
const ROOMY_NAME = 12;

const NAME: TableColumn = { head: ['allocator'], align: 'left' };

export function comparisonText(comparison: Comparison, width: number, style: Style): string {
  const { trace, rows } = comparison;
  const block = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', style.strong(title), ...lines];
  const lines = [
    ...headLines(trace, width, style),
    ...block(spaceTitle(comparison), [...spaceTable(rows, style), ...orderLines(rows, style)]),
    ...block('Steps: free-list nodes looked at, splits and coalesces together', stepTable(rows, style)),
    ...block('Fragmentation', fragmentationTable(rows, style)),
    ...block('Bytes asked for and handed out, by size of request', sizeClassLines(comparison, style)),
    ...block('Free blocks where the footprint is highest, by size', freeBlockLines(comparison, style)),
    ...block('Why', explanationLines(comparison, width, style)),
    ...problemLines(rows, width, style),
  ];
  return `${lines.join('\n')}\n`;
}

function headLines(trace: TraceFacts, width: number, style: Style): string[] {
  const { name, format, operations, blocks, asked, peakPayload, peakBlocks, leftBlocks, leftBytes } = trace;
  const left =
    leftBlocks === 0
      ? 'All blocks are freed.'
      : `${counted(leftBlocks, 'block')} with ${counted(leftBytes, 'byte')} are never freed.`;
  return [
    `${style.strong(name)} (${format}): ${counted(operations, 'operation')} on ${counted(blocks, 'block')}`,
    `${counted(asked, 'byte')} asked for; at most ${grouped(peakPayload)} in ${counted(peakBlocks, 'block')} at once.`,
    left,
    ...trace.notes.flatMap((note) => paragraph('note', note, width, style.note)),
  ];
}

function spaceTitle({ baseline, rows }: Comparison): string {
  const parts = 'where the bytes of the highest footprint are';
  const isTimed = rows.some(({ time }) => time !== undefined);
  return isTimed ? `Time (${baseline} = 1), and ${parts}` : parts.replace('w', 'W');
}

function spaceTable(rows: readonly AllocatorRow[], style: Style): string[] {
  const timed = rows.some(({ time }) => time !== undefined);
  const measured = rows.some(({ measurement }) => measurement.nanoseconds !== undefined);
  // Of tuned designs the names are long; the ratio is there in any case.
  const isRoomy = rows.every(({ measurement: { design } }) => design.length <= ROOMY_NAME);
  const ran = isRoomy && rows.some(({ run }) => run?.milliseconds !== undefined);
  const columns: TableColumn[] = [
    NAME,
    ...(timed ? [{ head: ['time'] }] : []),
    ...(ran ? [{ head: ['ms'] }] : []),
    ...(measured ? [{ head: ['ns/op'] }] : []),
    { head: ['footprint,', 'bytes'] },
    { head: ['utili-', 'sation'] },
    { head: ['rounding'] },
    { head: ['headers'] },
    { head: ['free'] },
    { head: ['rest'] },
  ];
  const cells = rows.map(({ measurement, time, run, utilisation }) => {
    const { atPeak, nanoseconds, design, peakFootprint } = measurement;
    const part = (bytes: number): string => percentOf(bytes, atPeak.footprint);
    return [
      design,
      ...(timed ? [time === undefined ? '-' : time.toFixed(2)] : []),
      ...(ran ? [run?.milliseconds === undefined ? '-' : duration(run.milliseconds)] : []),
      ...(measured ? [nanoseconds === undefined ? '-' : nanoseconds.toFixed(1)] : []),
      grouped(peakFootprint),
      `${(100 * utilisation).toFixed(1)} %`,
      part(atPeak.rounding),
      part(atPeak.headers),
      part(atPeak.free),
      part(atPeak.rest),
    ];
  });
  return textTable(columns, cells, style.faint);
}

/** Milliseconds, to three digits or so. */
function duration(milliseconds: number): string {
  return milliseconds >= 100 ? grouped(Math.round(milliseconds)) : milliseconds.toPrecision(3);
}

function orderLines(rows: readonly AllocatorRow[], style: Style): string[] {
  if (rows.length < 2) return [];
  const timed = rows.every(({ time, isSound }) => time !== undefined || !isSound);
  return [style.faint(`Best first, by ${timed ? 'time x footprint' : 'footprint'}.`)];
}

function stepTable(rows: readonly AllocatorRow[], style: Style): string[] {
  const columns: TableColumn[] = [
    NAME,
    { head: ['malloc', 'median'] },
    { head: ['p99'] },
    { head: ['worst'] },
    { head: ['free', 'p99'] },
    { head: ['worst'] },
    { head: ['splits'] },
    { head: ['coalesces'] },
    { head: ['page', 'calls'] },
  ];
  const cells = rows.map(({ measurement: { design, allocating, freeing, splits, coalesces, pageCalls } }) => [
    design,
    ...[allocating.median, allocating.p99, allocating.worst, freeing.p99, freeing.worst].map(grouped),
    ...[splits, coalesces, pageCalls].map(grouped),
  ]);
  return textTable(columns, cells, style.faint);
}

function fragmentationTable(rows: readonly AllocatorRow[], style: Style): string[] {
  const request = grouped(rows[0]?.measurement.request ?? 0);
  const columns: TableColumn[] = [
    NAME,
    { head: ['internal'] },
    { head: ['free', 'bytes'] },
    { head: ['free', 'blocks'] },
    { head: ['largest', 'free'] },
    { head: ['external'] },
    { head: ['unusable', `for ${request}`] },
    { head: ['mean'] },
  ];
  const cells = rows.map(({ measurement: { design, atPeak }, fragmentation }) => [
    design,
    `${(100 * fragmentation.internal).toFixed(1)} %`,
    grouped(atPeak.free),
    grouped(atPeak.freeBlocks),
    grouped(atPeak.largestFree),
    `${(100 * fragmentation.external).toFixed(1)} %`,
    fragmentation.unusableAtPeak.toFixed(3),
    fragmentation.unusableMean.toFixed(3),
  ]);
  return textTable(columns, cells, style.faint);
}

function explanationLines({ explanations }: Comparison, width: number, style: Style): string[] {
  return explanations.flatMap(({ role, sentence }) =>
    paragraph(LABELS[role].padStart(LABEL_WIDTH), `${sentence.replaceAll(' %', `${TIED}%`)}.`, width, style.note),
  );
}

function problemLines(rows: readonly AllocatorRow[], width: number, style: Style): string[] {
  const lines: string[] = [];
  for (const { measurement, run } of rows) {
    const { design, failures, firstFailure, problems, problemCount } = measurement;
    if (run?.fault !== undefined)
      lines.push(...paragraph('error', `on ${design} the program ${run.fault}.`, width, style.error));
    if (failures > 0) {
      const text = `${design} found no memory for ${counted(failures, 'call')}, first at operation ${grouped(firstFailure)}.`;
      lines.push(...paragraph('warning', text, width, style.warning));
    }
    for (const { operation, message } of problems)
      lines.push(...paragraph('error', `${design}, operation ${grouped(operation)}: ${message}.`, width, style.error));
    const more = problemCount - problems.length;
    if (more > 0) lines.push(...paragraph('error', `${design}: ${counted(more, 'more problem')}.`, width, style.error));
  }
  return lines.length === 0 ? [] : ['', ...lines];
}
