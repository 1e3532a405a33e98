/** Tables in text: columns as wide as their widest cell, two spaces apart, no line longer than it must be. */

export interface TableColumn {
  /** Lines of the head, from top to bottom. */
  head: readonly string[];
  /** Default right, as numbers stand. */
  align?: 'left' | 'right';
}

/** Between columns. */
export const GAP = '  ';

/** @param paint how the head looks */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  paint: (text: string) => string,
): string[] {
  const height = Math.max(...columns.map(({ head }) => head.length));
  // Heads stand on the rule: short ones begin lower.
  const heads = columns.map(({ head }) => [...Array<string>(height - head.length).fill(''), ...head]);
  const widths = columns.map((_, c) =>
    Math.max(...heads[c]!.map((text) => text.length), ...rows.map((row) => row[c]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, c) => (columns[c]!.align === 'left' ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
      .join(GAP)
      .trimEnd();
  const top = Array.from({ length: height }, (_, h) => paint(line(heads.map((head) => head[h]!))));
  return [...top, ...rows.map(line)];
}
