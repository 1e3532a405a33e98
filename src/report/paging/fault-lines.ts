/** Which lines of source have caused faults, as a table no wider than the report. */
import { counted, grouped } from '../../base/format.js';
import type { LineFaults } from '../../events/paging/paging-record.js';
import type { Style } from '../style.js';
import { cut } from '../text/cut.js';
import type { SourceExcerpts } from '../text/source-excerpt.js';
import { GAP, textTable, type TableColumn } from '../text/table.js';

const INDENT = '    ';
const COLUMNS: readonly TableColumn[] = [{ head: ['major'] }, { head: ['minor'] }, { head: ['place'], align: 'left' }];

/** @param most lines that are shown; the rest is counted */
export function faultLines(
  lines: readonly LineFaults[],
  most: number,
  { excerpts, width, style }: { excerpts: SourceExcerpts; width: number; style: Style },
): string[] {
  const shown = lines.slice(0, most);
  const widthOf = (head: string, counts: number[]): number =>
    Math.max(head.length, ...counts.map((count) => grouped(count).length)) + GAP.length;
  const majors = widthOf(
    'major',
    shown.map(({ major }) => major),
  );
  const minors = widthOf(
    'minor',
    shown.map(({ minor }) => minor),
  );
  const room = width - INDENT.length - majors - minors;
  const rows = shown.map(({ frame, major, minor }) => {
    const place = frame.line > 0 ? `${excerpts.shortPath(frame.file)}:${frame.line}` : `in ${frame.function}`;
    const text = excerpts.textAt(frame)?.trim() ?? '';
    return [grouped(major), grouped(minor), cut(`${place}${GAP}${text}`.trim(), room)];
  });
  const more = lines.length - rows.length;
  return [
    ...textTable(COLUMNS, rows, style.faint).map((line) => INDENT + line),
    ...(more > 0 ? [`${INDENT}and ${counted(more, 'more line')}`] : []),
  ];
}
