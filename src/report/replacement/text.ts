/** The comparison for people: tables, LRU's curve, and why. */
import type { ReferenceFacts, ReplacementComparison } from '../../analysis/replacement/comparison.js';
import { counted, grouped } from '../../base/format.js';
import type { Style } from '../style.js';
import { paragraph, TIED, wrapped } from '../text/paragraph.js';
import { curveLines } from './curve-text.js';
import type { TableColumn } from '../text/table.js';
import { fittingTables } from './fitting-tables.js';
import {
  anomalySentence,
  EVICTIONS,
  FAULTS,
  floorOf,
  HIT_RATIO,
  HITS,
  isKnown,
  ROLE_LABELS,
  summaryOf,
  TO_OPT,
  WANTED_AGAIN,
  WRITE_BACKS,
  type Figure,
} from './wording.js';

/** Of one number of frames. */
const COLUMNS: readonly Figure[] = [HITS, FAULTS, HIT_RATIO, EVICTIONS, WRITE_BACKS, WANTED_AGAIN, TO_OPT];

/** Of several: a table each. */
const MATRICES: readonly { figure: Figure; title: string }[] = [
  { figure: FAULTS, title: 'Faults, by frames' },
  { figure: HIT_RATIO, title: 'Hit ratio, by frames' },
  { figure: TO_OPT, title: "Faults as a multiple of OPT's, by frames" },
  { figure: WRITE_BACKS, title: 'Pages written back when they were evicted, by frames' },
];

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
  const { name, format, skipped } = trace;
  const left =
    skipped === 0 ? [] : paragraph('note', `${counted(skipped, 'malformed line')} left out.`, width, style.note);
  return [
    ...wrapped(`${style.strong(name)} (${format}): ${summaryOf(trace)}`, width),
    ...wrapped(floorOf(trace), width),
    ...left,
  ];
}

function tables({ trace, sizes }: ReplacementComparison, width: number, style: Style): string[] {
  const { frames, rows } = sizes[0]!;
  const block = (title: string, heads: readonly TableColumn[], cellsOf: (row: number) => string[]): string[] => {
    const named = rows.map(({ measurement }, row) => ({ name: measurement.policy, cells: cellsOf(row) }));
    return ['', style.strong(title), ...fittingTables('policy', heads, named, width, style)];
  };
  if (sizes.length === 1) {
    const columns = COLUMNS.filter((figure) => isKnown(figure, trace));
    return block(counted(frames, 'frame'), columns, (row) => columns.map(({ text }) => text(rows[row]!)));
  }
  const heads = sizes.map((size) => ({ head: [grouped(size.frames)] }));
  return MATRICES.filter(({ figure }) => isKnown(figure, trace)).flatMap(({ title, figure }) =>
    block(title, heads, (row) => sizes.map((size) => figure.text(size.rows[row]!))),
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
  const found = anomalies.flatMap((anomaly) =>
    paragraph("Belady's anomaly", anomalySentence(anomaly), width, style.warning),
  );
  return found.length === 0 ? why : [...why, '', ...found];
}
