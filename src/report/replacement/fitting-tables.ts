/** A table in as many parts, one below the other, as it takes to fit the width; each begins with the names of the rows. */
import type { Style } from '../style.js';
import { GAP, textTable, type TableColumn } from '../text/table.js';

/** A row's name, and a cell for each column. */
export interface NamedRow {
  name: string;
  cells: readonly string[];
}

/** @param nameHead what heads the names */
export function fittingTables(
  nameHead: string,
  columns: readonly TableColumn[],
  rows: readonly NamedRow[],
  width: number,
  style: Style,
): string[] {
  const nameWidth = Math.max(nameHead.length, ...rows.map(({ name }) => name.length));
  const lines: string[] = [];
  for (const part of partsOf(columns, rows, width - nameWidth)) {
    if (lines.length > 0) lines.push('');
    const heads: TableColumn[] = [{ head: [nameHead], align: 'left' }];
    const texts = rows.map(({ name, cells }) => [name].concat(part.map((c) => cells[c]!)));
    lines.push(...textTable(heads.concat(part.map((c) => columns[c]!)), texts, style.faint));
  }
  return lines;
}

/** Columns by number, as many in a part as the width has room for, but one at least. */
function partsOf(columns: readonly TableColumn[], rows: readonly NamedRow[], width: number): number[][] {
  const parts: number[][] = [];
  let left = 0;
  columns.forEach(({ head }, c) => {
    const widest = Math.max(...head.map((text) => text.length), ...rows.map(({ cells }) => cells[c]!.length));
    if (parts.length === 0 || GAP.length + widest > left) {
      parts.push([]);
      left = width;
    }
    parts.at(-1)!.push(c);
    left -= GAP.length + widest;
  });
  return parts;
}
