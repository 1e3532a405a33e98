/** The memory report of a Python program in text. */
import { counted, grouped } from '../../base/format.js';
import type { PythonMemoryReport } from '../../events/python/memory-report.js';
import { PLAIN, type Style } from '../style.js';
import { textTable } from '../text/table.js';

/** How many lines and kinds of garbage are shown. */
const SHOWN = 10;

const milliseconds = (value: number): string => `${value.toFixed(2)} ms`;

export function pythonMemoryText(report: PythonMemoryReport, style: Style = PLAIN): string {
  const parts = [
    [style.strong(`Memory of ${report.program}`), ...sums(report)],
    linesTable(report, style),
    collectionsTable(report, style),
    garbage(report),
  ];
  return `\n${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

function sums({ peakBytes, allocatedBlocks, allocatedBytes, aliveBlocks, aliveBytes }: PythonMemoryReport): string[] {
  return [
    `  peak                ${grouped(peakBytes)} bytes`,
    `  allocated in all    ${grouped(allocatedBytes)} bytes in ${counted(allocatedBlocks, 'block')}`,
    `  alive at the end    ${grouped(aliveBytes)} bytes in ${counted(aliveBlocks, 'block')}`,
  ];
}

function linesTable({ lines, program }: PythonMemoryReport, style: Style): string[] {
  if (lines.length === 0) return [`${program} allocated nothing.`];
  const rows = lines
    .slice(0, SHOWN)
    .map((each) => [
      `${each.file}:${each.line}`,
      grouped(each.bytes),
      grouped(each.blocks),
      grouped(each.aliveBytes),
      grouped(each.aliveBlocks),
    ]);
  const table = textTable(
    [
      { head: ['line'], align: 'left' },
      { head: ['bytes'] },
      { head: ['blocks'] },
      { head: ['alive at', 'the end'] },
      { head: ['blocks'] },
    ],
    rows,
    style.faint,
  );
  const more = lines.length - rows.length;
  return more > 0 ? [...table, style.faint(`and ${counted(more, 'line')} more`)] : table;
}

function collectionsTable({ collections }: PythonMemoryReport, style: Style): string[] {
  return textTable(
    [
      { head: ['generation'] },
      { head: ['collections'] },
      { head: ['freed'] },
      { head: ['pauses'] },
      { head: ['longest'] },
    ],
    collections.map((each, generation) => [
      String(generation),
      grouped(each.collections),
      grouped(each.collected),
      milliseconds(each.milliseconds),
      milliseconds(each.longestMilliseconds),
    ]),
    style.faint,
  );
}

function garbage({ cyclic, uncollectable }: PythonMemoryReport): string[] {
  const total = cyclic.reduce((sum, { objects }) => sum + objects, 0);
  const head =
    total === 0
      ? 'No object was in a cycle that only the collector freed.'
      : `Only the collector freed ${counted(total, 'object')} in cycles:`;
  const rows = cyclic.slice(0, SHOWN).map(({ type, file, line, objects }) => {
    const place = file === undefined ? '' : `, made at ${file}:${line}`;
    return `  ${grouped(objects)} ${type}${place}`;
  });
  return [head, ...rows, `Uncollectable: ${uncollectable === 0 ? 'nothing' : counted(uncollectable, 'object')}.`];
}
