/** Internal fragmentation by size of request, allocators side by side, the cells tinted by their shares. */
import type { Comparison } from '../../../analysis/allocators/comparison.js';
import { share, sizeClasses, type SizeClass } from '../../../analysis/allocators/fragmentation.js';
import { percentOf } from '../../../analysis/allocators/space-parts.js';
import { grouped } from '../../../base/format.js';
import { html, type Markup } from '../../html/markup.js';

export function sizeTable({ rows }: Comparison): Markup {
  const classes = rows.map(({ measurement }) => sizeClasses(measurement.classes));
  const names = rows.map(({ measurement }) => html`<th scope="col">${measurement.design}</th>`);
  const lines = allSizes(classes).map(({ from, to, blocks, asked }) => {
    const cells = classes.map((own) => cell(own.find((candidate) => candidate.to === to)));
    return html`<tr><th scope="row">${grouped(from)}–${grouped(to)}</th><td>${grouped(blocks)}</td><td>${grouped(asked)}</td>${cells}</tr>
`;
  });
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Internal fragmentation by size">
<table class="sizes">
<thead><tr><th scope="col">bytes of a request</th><th scope="col">blocks</th><th scope="col">asked for</th>${names}</tr></thead>
<tbody>
${lines}</tbody>
</table>
</div>
`;
}

/** One of each size, as served by whichever served most of it. */
function allSizes(classes: readonly SizeClass[][]): SizeClass[] {
  const found = new Map<number, SizeClass>();
  for (const own of classes.flat()) {
    if (own.blocks > (found.get(own.to)?.blocks ?? 0)) found.set(own.to, own);
  }
  return [...found.values()].sort((a, b) => a.to - b.to);
}

function cell(own: SizeClass | undefined): Markup {
  if (own === undefined) return html`<td></td>`;
  const lost = own.handedOut - own.asked;
  const tint = share(lost, own.handedOut).toFixed(3);
  return html`<td class="tinted" style="--share:${tint}" title="${grouped(own.handedOut)} bytes handed out">${percentOf(lost, own.handedOut)}</td>`;
}
