/** Tables with a row for each allocator, which the page's script makes sortable. */
import type { AllocatorRow, Comparison } from '../../../analysis/allocators/comparison.js';
import { html, type Markup } from '../../html/markup.js';
import { cellText, headText, type ComparisonColumn } from '../columns.js';
import { seriesClasses } from '../../html/series-colours.js';

export interface ColumnGroup {
  title: string;
  columns: readonly ComparisonColumn[];
}

/** @param all groups without columns are left out */
export function allocatorTable({ rows }: Comparison, label: string, all: readonly ColumnGroup[]): Markup {
  const groups = all.filter(({ columns }) => columns.length > 0);
  const swatches = seriesClasses(rows.map(({ measurement }) => measurement.design));
  const columns = groups.flatMap((group) => group.columns);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}">
<table class="sortable allocators">
<thead>
<tr><td></td>${groups.map((group) => html`<th scope="colgroup" colspan="${group.columns.length}">${group.title}</th>`)}</tr>
<tr><th scope="col" data-column="0">allocator</th>${groups.map((group) =>
    group.columns.map((column, i) => headCell(column, columns.indexOf(column) + 1, i === 0)),
  )}</tr>
</thead>
<tbody>
${rows.map((row, i) => tableRow(row, groups, swatches[i]!))}</tbody>
</table>
</div>
`;
}

function headCell(column: ComparisonColumn, at: number, isFirst: boolean): Markup {
  return html`<th scope="col" class="${isFirst ? 'first' : ''}" data-column="${at}" title="${column.about}">${headText(column)}</th>`;
}

function tableRow(row: AllocatorRow, groups: readonly ColumnGroup[], swatch: string): Markup {
  const { design, summary } = row.measurement;
  const cells = groups.map(({ columns }) => columns.map((column, i) => cell(column, row, i === 0)));
  const mark = row.isSound ? '' : html` <span class="unsound" title="see Problems">!</span>`;
  return html`<tr><th scope="row" data-value="${design}" title="${summary}"><i class="swatch ${swatch}"></i>${design}${mark}</th>${cells}</tr>
`;
}

function cell(column: ComparisonColumn, row: AllocatorRow, isFirst: boolean): Markup {
  const value = column.value(row);
  const sorted = value === undefined ? '' : html` data-value="${value}"`;
  return html`<td class="${isFirst ? 'first' : ''}"${sorted}>${cellText(column, row)}</td>`;
}
