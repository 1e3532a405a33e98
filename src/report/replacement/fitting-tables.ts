/** A table in as many parts, one below the other, as it takes to fit the width; each begins with the names of the rows. */
import type { Style } from '../style.js';
import { GAP, textTable, type TableColumn } from '../text/table.js';

/** @param rows the name first, then a cell for each column */
export function fittingTables(
  nameHead: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
  style: Style,
): string[] {
  const widest = (head: readonly string[], at: number): number =>
    Math.max(...head.map((text) => text.length), ...rows.map((row) => row[at]!.length));
  const nameWidth = widest([nameHead], 0);
  const parts: number[][] = [];
  let left = 0;
  columns.forEach(({ head }, c) => {
    const needed = GAP.length + widest(head, c + 1);
    if (parts.length === 0 || needed > left) {
      parts.push([]);
      left = width - nameWidth;
    }
    parts.at(-1)!.push(c);
    left -= needed;
  });
  return parts.flatMap((part, i) => [
    ...(i === 0 ? [] : ['']),
    ...textTable(
      [{ head: [nameHead], align: 'left' }, ...part.map((c) => columns[c]!)],
      rows.map((row) => [row[0]!, ...part.map((c) => row[c + 1]!)]),
      style.faint,
    ),
  ]);
}
