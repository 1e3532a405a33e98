/**
 * One table, shown as aligned text while it is measured and kept as Markdown.
 *
 * A column is { title, width, value(row) }: value gives the cell's text; the first column is aligned left, others right.
 */

export function textHeader(columns) {
  return `${textLine(columns, (column) => column.title)}\n${columns.map(({ width }) => '-'.repeat(width)).join(' ')}`;
}

export function textRow(columns, row) {
  return textLine(columns, (column) => column.value(row));
}

function textLine(columns, cell) {
  return columns
    .map((column, index) => (index === 0 ? cell(column).padEnd(column.width) : cell(column).padStart(column.width)))
    .join(' ')
    .trimEnd();
}

export function markdownTable(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...rows.map((row) => line(columns.map((column) => column.value(row)))),
    '',
  ].join('\n');
}
