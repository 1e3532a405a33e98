/** The comparison for people: tables, LRU's curve, and why. */
import type { PolicyRow, ReferenceFacts, ReplacementComparison } from '../../analysis/replacement/comparison.js';
import { counted, grouped } from '../../base/format.js';
import type { Style } from '../style.js';
import { paragraph, TIED, wrapped } from '../text/paragraph.js';
import { curveLines } from './curve-text.js';
import type { TableColumn } from '../text/table.js';
import { fittingTables } from './fitting-tables.js';

interface Cell {
  head: readonly string[];
  text(row: PolicyRow): string;
}

const FAULTS: Cell = { head: ['faults'], text: ({ measurement }) => grouped(measurement.faults) };
const HIT_RATIO: Cell = { head: ['hit', 'ratio'], text: ({ hitRatio }) => `${(100 * hitRatio).toFixed(2)} %` };
const TO_OPT: Cell = { head: ['times', 'OPT'], text: ({ toOpt }) => toOpt.toFixed(2) };
const WRITE_BACKS: Cell = {
  head: ['write-', 'backs'],
  text: ({ measurement: { writeBacks } }) => (writeBacks === undefined ? '-' : grouped(writeBacks)),
};

/** Of one number of frames. */
const COLUMNS: readonly Cell[] = [
  { head: ['hits'], text: ({ measurement }) => grouped(measurement.hits) },
  FAULTS,
  HIT_RATIO,
  { head: ['evictions'], text: ({ measurement }) => grouped(measurement.evictions) },
  WRITE_BACKS,
  { head: ['wanted', 'again'], text: ({ measurement }) => grouped(measurement.refaults) },
  TO_OPT,
];

/** Of several: a table each. */
const MATRICES: readonly (Cell & { title: string })[] = [
  { ...FAULTS, title: 'Faults, by frames' },
  { ...HIT_RATIO, title: 'Hit ratio, by frames' },
  { ...TO_OPT, title: "Faults as a multiple of OPT's, by frames" },
  { ...WRITE_BACKS, title: 'Pages written back when they were evicted, by frames' },
];

const ROLE_LABELS = { best: 'best', worst: 'worst', same: 'note', frames: 'note' } as const;

export function replacementText(comparison: ReplacementComparison, width: number, style: Style): string {
  const { trace, lruFaults } = comparison;
  const lines = [
    ...headLines(trace, width, style),
    ...tables(comparison, width, style),
    '',
    style.strong("LRU's miss ratio, by frames"),
    ...curveLines(lruFaults, width),
    ...whyLines(comparison, width, style),
  ];
  return `${lines.join('\n')}\n`;
}

function headLines(trace: ReferenceFacts, width: number, style: Style): string[] {
  const { name, format, pageSize, references, pages, writes, skipped } = trace;
  const written = writes === undefined ? '' : `, ${grouped(writes)} of them writes`;
  const size = pageSize === undefined ? '' : ` of ${grouped(pageSize)} bytes`;
  const summary = `${counted(references, 'reference')} to ${counted(pages, 'page')}${size}${written}`;
  const floor = `First references are faults under any policy: ${grouped(pages)} of them.`;
  const left =
    skipped === 0 ? [] : paragraph('note', `${counted(skipped, 'malformed line')} left out.`, width, style.note);
  return [...wrapped(`${style.strong(name)} (${format}): ${summary}`, width), ...wrapped(floor, width), ...left];
}

function tables({ trace, sizes }: ReplacementComparison, width: number, style: Style): string[] {
  const known = (cell: Cell): boolean => trace.writes !== undefined || cell.text !== WRITE_BACKS.text;
  const { frames, rows } = sizes[0]!;
  const block = (title: string, heads: readonly TableColumn[], cellsOf: (row: number) => string[]): string[] => {
    const named = rows.map(({ measurement }, row) => ({ name: measurement.policy, cells: cellsOf(row) }));
    return ['', style.strong(title), ...fittingTables('policy', heads, named, width, style)];
  };
  if (sizes.length === 1) {
    const columns = COLUMNS.filter(known);
    return block(counted(frames, 'frame'), columns, (row) => columns.map(({ text }) => text(rows[row]!)));
  }
  const heads = sizes.map((size) => ({ head: [grouped(size.frames)] }));
  return MATRICES.filter(known).flatMap(({ title, text }) =>
    block(title, heads, (row) => sizes.map((size) => text(size.rows[row]!))),
  );
}

function whyLines({ sizes, explanations, anomalies }: ReplacementComparison, width: number, style: Style): string[] {
  const why = sizes.flatMap(({ frames }) => {
    const told = explanations.filter((explanation) => explanation.frames === frames);
    const lines = told.flatMap(({ role, sentence }) =>
      paragraph(ROLE_LABELS[role].padStart(5), `${sentence.replaceAll(' %', `${TIED}%`)}.`, width, style.note),
    );
    if (lines.length === 0) return [];
    return ['', style.strong(sizes.length === 1 ? 'Why' : `Why, in ${counted(frames, 'frame')}`), ...lines];
  });
  const found = anomalies.flatMap(({ policy, fewer, more }) => {
    const compared = `${grouped(fewer.faults)} faults in ${counted(fewer.frames, 'frame')}`;
    const sentence = `${policy} has ${compared}, but ${grouped(more.faults)} in ${grouped(more.frames)}: more memory, and more faults.`;
    return paragraph("Belady's anomaly", sentence, width, style.warning);
  });
  return found.length === 0 ? why : [...why, '', ...found];
}
