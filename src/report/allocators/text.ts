/** The comparison for people: three small tables, what the blocks' sizes do, and why. */
import type { AllocatorRow, Comparison, TraceFacts } from '../../analysis/allocators/comparison.js';
import type { Style } from '../style.js';
import { paragraph, TIED } from '../text/paragraph.js';
import { textTable, type TableColumn } from '../text/table.js';
import {
  cellText,
  externalColumns,
  FOOTPRINT_COLUMNS,
  FREE_COLUMNS,
  INTERNAL_COLUMN,
  PART_COLUMNS,
  RUN_COLUMN,
  STEP_COLUMNS,
  timeColumns,
  WORK_COLUMNS,
  type ComparisonColumn,
} from './columns.js';
import { freeBlockLines, sizeClassLines } from './size-tables.js';
import {
  askedFor,
  footprintTitle,
  FREE_BLOCKS_TITLE,
  leftOver,
  orderOf,
  problemLines,
  ROLE_LABELS,
  SIZES_TITLE,
  STEPS_TITLE,
  workOf,
} from './wording.js';

const LABEL_WIDTH = Math.max(...Object.values(ROLE_LABELS).map((label) => label.length));

/** Longest name beside which milliseconds fit. */
const ROOMY_NAME = 12;

const NAME: TableColumn = { head: ['allocator'], align: 'left' };

export function comparisonText(comparison: Comparison, width: number, style: Style): string {
  const { trace, rows } = comparison;
  const block = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', style.strong(title), ...lines];
  const order = orderOf(comparison);
  const table = (columns: readonly ComparisonColumn[]): string[] => allocatorTable(columns, rows, style);
  const lines = [
    ...headLines(trace, width, style),
    ...block(footprintTitle(comparison), [
      ...table([...narrowTimeColumns(comparison), ...FOOTPRINT_COLUMNS, ...PART_COLUMNS]),
      ...(order === undefined ? [] : [style.faint(order)]),
    ]),
    ...block(STEPS_TITLE, table([...STEP_COLUMNS, ...WORK_COLUMNS])),
    ...block('Fragmentation', table([INTERNAL_COLUMN, ...FREE_COLUMNS, ...externalColumns(comparison)])),
    ...block(SIZES_TITLE, sizeClassLines(comparison, style)),
    ...block(FREE_BLOCKS_TITLE, freeBlockLines(comparison, style)),
    ...block('Why', explanationLines(comparison, width, style)),
    ...problems(rows, width, style),
  ];
  return `${lines.join('\n')}\n`;
}

function headLines(trace: TraceFacts, width: number, style: Style): string[] {
  return [
    `${style.strong(trace.name)} (${trace.format}): ${workOf(trace)}`,
    askedFor(trace),
    leftOver(trace),
    ...trace.notes.flatMap((note) => paragraph('note', note, width, style.note)),
  ];
}

/** Of tuned designs the names are long; the ratio is there in any case. */
function narrowTimeColumns(comparison: Comparison): ComparisonColumn[] {
  const isRoomy = comparison.rows.every(({ measurement: { design } }) => design.length <= ROOMY_NAME);
  return timeColumns(comparison).filter((column) => isRoomy || column !== RUN_COLUMN);
}

function allocatorTable(columns: readonly ComparisonColumn[], rows: readonly AllocatorRow[], style: Style): string[] {
  const cells = rows.map((row) => [row.measurement.design, ...columns.map((column) => cellText(column, row))]);
  return textTable([NAME, ...columns], cells, style.faint);
}

function explanationLines({ explanations }: Comparison, width: number, style: Style): string[] {
  return explanations.flatMap(({ role, sentence }) =>
    paragraph(ROLE_LABELS[role].padStart(LABEL_WIDTH), `${sentence.replaceAll(' %', `${TIED}%`)}.`, width, style.note),
  );
}

function problems(rows: readonly AllocatorRow[], width: number, style: Style): string[] {
  const lines = problemLines(rows).flatMap(({ severity, text }) => paragraph(severity, text, width, style[severity]));
  return lines.length === 0 ? [] : ['', ...lines];
}
