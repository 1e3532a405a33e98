/**
 * The comparison as one page. Tables and sentences are in it as they are in the text; src/pages/comparison draws the charts
 * into the places that are left for them.
 */
import type { Comparison } from '../../../analysis/allocators/comparison.js';
import { grouped } from '../../../base/format.js';
import { PAGE } from '../../html/comparison.page.js';
import { htmlPage } from '../../html/document.js';
import { html, type Content, type Markup } from '../../html/markup.js';
import { comparisonData } from '../data.js';
import {
  externalColumns,
  FOOTPRINT_COLUMNS,
  FREE_COLUMNS,
  INTERNAL_COLUMN,
  PART_COLUMNS,
  PAYLOAD_COLUMN,
  STEP_COLUMNS,
  timeColumns,
  WORK_COLUMNS,
} from '../columns.js';
import { askedFor, leftOver, orderOf, problemLines, ROLE_LABELS, workOf } from '../wording.js';
import { allocatorTable } from './allocator-table.js';
import { chart, chartSection, keys } from '../../html/sections.js';
import { sizeTable } from './size-table.js';

export function comparisonPage(comparison: Comparison, tool: string): string {
  const body = html`${head(comparison, tool)}
<main>
${verdict(comparison)}
${problems(comparison)}
${allocators(comparison)}
${overview(comparison)}
${overTime(comparison)}
${fragmentation(comparison)}
${maps()}
</main>
`;
  const title = `${comparison.trace.name}: allocators compared`;
  return htmlPage({ title, body, data: comparisonData(comparison, tool), code: PAGE });
}

function head({ trace }: Comparison, tool: string): Markup {
  return html`<header>
<p class="tool">heapglass ${tool} · allocators compared</p>
<h1>${trace.name} <small>${trace.format}</small></h1>
<p class="facts">${workOf(trace)}. ${askedFor(trace)} ${leftOver(trace)}</p>
${trace.notes.map((note) => html`<p class="note">note: ${note}</p>\n`)}
<p class="note without-script">The charts need JavaScript; the tables do not.</p>
</header>`;
}

function verdict({ explanations }: Comparison): Content {
  if (explanations.length === 0) return '';
  const lines = explanations.map(
    ({ role, about, sentence }) =>
      html`<div class="${role}"><dt>${ROLE_LABELS[role]} <small>${about}</small></dt><dd>${sentence.replaceAll(' %', '\u00a0%')}.</dd></div>\n`,
  );
  const place = html`<figure id="time-space" class="needs-script"><h3>Time and footprint</h3>${chart('time-space-chart')}<figcaption>Each point is an allocator; nearer to the lower left is better. On the dashed line, time × footprint is as great as the best one’s.</figcaption></figure>`;
  return html`<section class="verdict"><div><h2>Why</h2><dl>
${lines}</dl></div>${place}</section>`;
}

function problems({ rows }: Comparison): Content {
  const lines = problemLines(rows);
  if (lines.length === 0) return '';
  return html`<section><h2>Problems</h2><ul class="problems">
${lines.map(({ severity, text }) => html`<li class="${severity}"><b>${severity}</b> ${text}</li>\n`)}</ul></section>`;
}

function allocators(comparison: Comparison): Markup {
  const { baseline } = comparison;
  const table = allocatorTable(comparison, 'Allocators', [
    { title: 'Time', columns: timeColumns(comparison) },
    { title: 'Space', columns: [...FOOTPRINT_COLUMNS, PAYLOAD_COLUMN] },
    { title: 'Fragmentation', columns: [INTERNAL_COLUMN, ...externalColumns(comparison)] },
    { title: 'Steps per call', columns: STEP_COLUMNS },
    { title: 'Calls', columns: WORK_COLUMNS },
  ]);
  return html`<section id="allocators"><h2>Allocators</h2>
<p class="caption">${orderOf(comparison)} Times are multiples of ${baseline}’s. <span class="needs-script">A heading sorts by its column.</span></p>
${table}</section>`;
}

function overview(comparison: Comparison): Markup {
  const table = allocatorTable(comparison, 'Parts of the footprint', [
    { title: 'Shares of the highest footprint', columns: PART_COLUMNS },
    { title: 'Bytes', columns: FREE_COLUMNS },
  ]);
  const parts = keys([
    ['part-payload', 'payload'],
    ['part-rounding', 'rounding'],
    ['part-headers', 'headers'],
    ['part-free', 'free'],
    ['part-rest', 'rest, in no block'],
  ]);
  const calls = keys([
    ['allocating', 'malloc and its kin'],
    ['freeing', 'free'],
  ]);
  return html`<div class="pair">
<section><h2>Where the bytes are</h2>
<p class="caption">What the bytes held from the page source are, at the moment when they are most.</p>
<div class="needs-script">${parts}${chart('parts-chart')}</div>
<details><summary>As a table</summary>${table}</details></section>
${chartSection('Steps', 'Free-list nodes looked at, splits and coalesces together, per call: dot median, ring 99th percentile, end of the line the worst.', calls, chart('steps-chart'))}
</div>`;
}

function overTime({ rows }: Comparison): Markup {
  const request = grouped(rows[0]?.measurement.request ?? 0);
  const moments = 'The rule is the moment that the heap maps show too.';
  return chartSection(
    'Over time',
    html`Bytes held by each allocator, above the payload (shaded): what the program has asked for and not freed. ${moments}`,
    html`<div id="legend" class="legend" role="group" aria-label="Allocators shown"></div>`,
    html`${chart('footprint-chart')}
<h3>Unusable free space index <small>share of the free bytes in blocks that are too small for ${request} bytes</small></h3>
${chart('unusable-chart')}`,
  );
}

function fragmentation(comparison: Comparison): Markup {
  const request = grouped(comparison.rows[0]?.measurement.request ?? 0);
  const colours = keys([
    ['too-small', `too small for ${request} bytes`],
    ['part-free-strong', 'large enough'],
  ]);
  return html`<section><h2>Internal fragmentation, by size of request</h2>
<p class="caption">Of the bytes that blocks for such requests could hold, the share that nobody asked for; over the whole trace.</p>
${sizeTable(comparison)}</section>
${chartSection('Free blocks, by size', 'What is free where the footprint is highest. Both axes are logarithmic, and the same for all.', colours, html`<div id="free-block-charts" class="grid"></div>`)}`;
}

function maps(): Markup {
  const parts = keys([
    ['part-used', 'in blocks: from payload to headers and rounding'],
    ['part-free', 'free'],
    ['part-rest', 'in no block'],
    ['part-none', 'not held'],
  ]);
  return chartSection(
    'Heap maps',
    'What is behind each address over time, low addresses at the bottom. Only addresses that were held at one time or another are shown: the break’s, and above the line the maps’. A cell’s colour is the mix of what its bytes are.',
    parts,
    html`<div id="map-controls" class="controls"></div>
<div class="beside"><div id="maps" class="grid maps"></div><div id="heap-row"></div></div>`,
  );
}
