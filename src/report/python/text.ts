/** The memory report of a Python program in text. */
import { cut } from '../text/cut.js';
import { counted, grouped } from '../../base/format.js';
import type { BlockSum, CyclicGarbage, ObjectReport, PythonMemoryReport } from '../../events/python/memory-report.js';
import { PLAIN, type Style } from '../style.js';
import { wrapped } from '../text/paragraph.js';
import { GAP, textTable } from '../text/table.js';

/** How many lines, types and kinds of garbage are shown. */
const SHOWN = 10;
const LEAST_WHERE = 24;

const milliseconds = (value: number): string => `${value.toFixed(2)} ms`;

export function pythonMemoryText(report: PythonMemoryReport, width: number, style: Style = PLAIN): string {
  const { objects } = report;
  const parts = [
    [style.strong(`Memory of ${report.program}`), ...sums(report)],
    linesTable(report, width, style),
    ...(objects === undefined ? [] : [typesTable(objects, style)]),
    collectionsTable(report, style),
    ...(objects === undefined ? [] : garbageTables(objects, report, width, style)),
  ];
  return `\n${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

function sums({ peak, allocated, alive }: PythonMemoryReport): string[] {
  const rows = [
    ['at the peak', peak],
    ['allocated in all', allocated],
    ['alive at the end', alive],
  ] as const;
  const width = Math.max(...rows.map(([, { bytes }]) => grouped(bytes).length));
  return rows.map(
    ([label, { bytes, blocks }]) =>
      `  ${label.padEnd(16)}  ${grouped(bytes).padStart(width)} bytes in ${counted(blocks, 'block')}`,
  );
}

function linesTable({ lines, program, directory }: PythonMemoryReport, width: number, style: Style): string[] {
  if (lines.length === 0) return [`${program} allocated nothing.`];
  const shown = lines.slice(0, SHOWN);
  const numbers = ({ bytes, blocks }: BlockSum): string[] => [grouped(bytes), grouped(blocks)];
  const rows = shown.map((each) => [...numbers(each.peak), ...numbers(each.allocated)]);
  const heads = ['bytes at', 'the peak'].concat(['blocks', 'bytes', 'in all', 'blocks']);
  const columns = [
    { head: heads.slice(0, 2) },
    { head: heads.slice(2, 3) },
    { head: heads.slice(3, 5) },
    { head: heads.slice(5) },
    { head: ['line'], align: 'left' as const },
  ];
  const used = columns
    .slice(0, 4)
    .map(({ head }, c) => Math.max(...head.map(({ length }) => length), ...rows.map((row) => row[c].length)))
    .reduce((sum, one) => sum + one + GAP.length, 0);
  const room = Math.max(LEAST_WHERE, width - used);
  const table = textTable(
    columns,
    rows.map((row, at) => {
      const { file, line, source } = shown[at];
      return [...row, cut(`${shownFile(file, directory)}:${line}${GAP}${source}`.trim(), room)];
    }),
    style.faint,
  );
  const more = lines.length - rows.length;
  return more > 0 ? [...table, style.faint(`and ${counted(more, 'line')} more`)] : table;
}

function typesTable({ types }: ObjectReport, style: Style): string[] {
  const rows = types
    .slice(0, SHOWN)
    .map(({ type, objects, bytes, getsizeof }) => [grouped(bytes), grouped(getsizeof), grouped(objects), type]);
  const more = types.length - rows.length;
  return [
    'Objects alive at the end:',
    ...textTable(
      [
        { head: ['bytes in', 'the heap'] },
        { head: ['sys.getsizeof', 'in CPython'] },
        { head: ['objects'] },
        { head: ['type'], align: 'left' },
      ],
      rows,
      style.faint,
    ),
    ...(more > 0 ? [style.faint(`and ${counted(more, 'type')} more`)] : []),
  ];
}

function collectionsTable({ collections }: PythonMemoryReport, style: Style): string[] {
  const isTimed = collections.some(({ milliseconds: time }) => time !== undefined);
  return textTable(
    [
      { head: ['generation'] },
      { head: ['collections'] },
      { head: ['objects', 'freed'] },
      ...(isTimed ? [{ head: ['pauses', 'in all'] }, { head: ['longest', 'pause'] }] : []),
    ],
    collections.map((each, generation) => [
      String(generation),
      grouped(each.collections),
      grouped(each.collected),
      ...(isTimed ? [milliseconds(each.milliseconds ?? 0), milliseconds(each.longestMilliseconds ?? 0)] : []),
    ]),
    style.faint,
  );
}

function garbageTables(
  { cyclic, uncollected, garbage }: ObjectReport,
  { directory }: PythonMemoryReport,
  width: number,
  style: Style,
): string[][] {
  const parts: [rows: readonly CyclicGarbage[], head: (objects: string) => string, none: string][] = [
    [
      cyclic,
      (objects) => `Only the collector freed ${objects} in cycles:`,
      'No object was in a cycle that only the collector freed.',
    ],
    [uncollected, (objects) => `Garbage in cycles that nobody had collected at the end, ${objects}:`, ''],
    [garbage, (objects) => `Uncollectable, in gc.garbage, ${objects}:`, 'Nothing was uncollectable.'],
  ];
  return parts.flatMap(([rows, head, none]) => {
    if (rows.length === 0) return none === '' ? [] : [[none]];
    const total = rows.reduce((sum, { objects }) => sum + objects, 0);
    const shown = rows.slice(0, SHOWN).map(({ type, file, line, objects, bytes }) => {
      const place = file === undefined ? '' : `made at ${shownFile(file, directory)}:${line}`;
      return [grouped(objects), grouped(bytes), type, place];
    });
    const table = textTable(
      [{ head: ['objects'] }, { head: ['bytes'] }, { head: ['type'], align: 'left' }, { head: [''], align: 'left' }],
      shown,
      style.faint,
    );
    const more = rows.length - shown.length;
    const rest = more > 0 ? [style.faint(`and ${counted(more, 'kind')} more`)] : [];
    return [[...wrapped(head(counted(total, 'object')), width), ...table, ...rest]];
  });
}

/** Below the program's directory without it; the library's by its name alone. */
function shownFile(file: string, directory: string): string {
  if (file.startsWith(`${directory}/`)) return file.slice(directory.length + 1);
  return file.replace(/^.*\/(?=[^/]+\/[^/]+$)/, '');
}
