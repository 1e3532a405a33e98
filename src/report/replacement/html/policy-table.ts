/** Policies in every number of frames, and allocators under every policy, in tables that the page's script makes sortable. */
import type { FramesComparison, PolicyRow, ReplacementComparison } from '../../../analysis/replacement/comparison.js';
import { counted, grouped } from '../../../base/format.js';
import { html, type Content, type Markup } from '../../html/markup.js';
import { seriesClasses } from '../../html/series-colours.js';
import type { OnAllocator } from '../by-allocator.js';
import { FAULTS, HIT_RATIO, isKnown, TO_OPT, WANTED_AGAIN, WRITE_BACKS, type Figure } from '../wording.js';

const FIGURES: readonly Figure[] = [FAULTS, HIT_RATIO, TO_OPT, WANTED_AGAIN, WRITE_BACKS];

/** "64 frames", with what they are in memory. */
export function sizeName({ frames }: FramesComparison, pageSize: number | undefined): string {
  if (pageSize === undefined) return counted(frames, 'frame');
  const kib = (frames * pageSize) / 1024;
  const size = kib >= 1024 ? `${Number((kib / 1024).toFixed(2))} MiB` : `${Number(kib.toFixed(2))} KiB`;
  return `${size}, ${counted(frames, 'frame')}`;
}

export function policyTable({ trace, sizes }: ReplacementComparison): Markup {
  const figures = FIGURES.filter((figure) => isKnown(figure, trace));
  const { rows } = sizes[0]!;
  const swatches = seriesClasses(rows.map(({ measurement }) => measurement.policy));
  const groups = sizes.map((size) => ({ title: sizeName(size, trace.pageSize), heads: figures }));
  const lines = rows.map(({ measurement: { policy, summary } }, row) => {
    const cells = sizes.map((size) => figures.map((figure, i) => cell(figure, size.rows[row]!, i === 0)));
    const name = html`<i class="swatch ${swatches[row]}"></i>${policy}`;
    return html`<tr><th scope="row" data-value="${policy}" title="${summary}">${name}</th>${cells}</tr>\n`;
  });
  return table('policy', 'Policies', groups, lines);
}

/** Faults; a column for each number of frames, a group of them for each policy. */
export function allocatorTable(allocators: readonly OnAllocator[]): Markup {
  const { sizes } = allocators[0]!.comparison;
  const groups = sizes[0]!.rows.map(({ measurement }) => ({
    title: `Faults under ${measurement.policy}, by frames`,
    heads: sizes.map(({ frames }) => ({ head: [grouped(frames)] })),
  }));
  const lines = allocators.map(({ malloc, comparison }) => {
    const cells = groups.map((_, row) => comparison.sizes.map((size, i) => cell(FAULTS, size.rows[row]!, i === 0)));
    return html`<tr><th scope="row" data-value="${malloc}">${malloc}</th>${cells}</tr>\n`;
  });
  return table('allocator', 'Faults by allocator', groups, lines);
}

interface Group {
  title: string;
  heads: readonly Pick<Figure, 'head'>[];
}

function table(names: string, label: string, groups: readonly Group[], lines: Content): Markup {
  let column = 0;
  const titles = groups.map(({ title, heads }) => html`<th scope="colgroup" colspan="${heads.length}">${title}</th>`);
  const heads = groups.map((group) => group.heads.map(({ head }, i) => headCell(head, ++column, i === 0)));
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}">
<table class="sortable allocators">
<thead>
<tr><td></td>${titles}</tr>
<tr><th scope="col" data-column="0">${names}</th>${heads}</tr>
</thead>
<tbody>
${lines}</tbody>
</table>
</div>
`;
}

function headCell(head: readonly string[], at: number, isFirst: boolean): Markup {
  const text = head.reduce((all, part) => (all.endsWith('-') ? all + part : `${all} ${part}`));
  return html`<th scope="col" class="${isFirst ? 'first' : ''}" data-column="${at}">${text}</th>`;
}

function cell(figure: Figure, row: PolicyRow, isFirst: boolean): Markup {
  const value = figure.value(row);
  const sorted = value === undefined ? '' : html` data-value="${value}"`;
  return html`<td class="${isFirst ? 'first' : ''}"${sorted}>${figure.text(row)}</td>`;
}
