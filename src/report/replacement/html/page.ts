/**
 * The comparison as one page, for one allocator or several. Tables and sentences are in it as they are in the text;
 * src/pages/replacement draws the curves into the places that are left for them.
 */
import type { ReplacementComparison } from '../../../analysis/replacement/comparison.js';
import { counted } from '../../../base/format.js';
import { htmlPage } from '../../html/document.js';
import { html, type Content, type Markup } from '../../html/markup.js';
import { PAGE } from '../../html/replacement.page.js';
import { chart, chartSection } from '../../html/sections.js';
import { bestIn, type OnAllocator } from '../by-allocator.js';
import { anomalySentence, floorOf, ROLE_LABELS, summaryOf } from '../wording.js';
import { curveData } from './curve-data.js';
import { allocatorTable, policyTable, sizeName } from './policy-table.js';

/** A comparison, and on which allocator, where that was asked for. */
export interface PageSubject {
  malloc: string | undefined;
  comparison: ReplacementComparison;
}

/** @param subjects the same policies and numbers of frames in all */
export function replacementPage(subjects: readonly PageSubject[], tool: string): string {
  const { trace } = subjects[0]!.comparison;
  const body = html`${head(subjects, tool)}
<main>
${anomalies(subjects)}
${allocators(subjects)}
${curves(subjects)}
${subjects.map(policies)}
${subjects.map(why)}
</main>
`;
  const title = `${trace.name}: page replacement compared`;
  const data = subjects.map(({ malloc, comparison }) => curveData(malloc ?? '', comparison));
  return htmlPage({ title, body, data, code: PAGE });
}

const onWhich = (malloc: string | undefined): string => (malloc === undefined ? '' : ` on ${malloc}`);

function head(subjects: readonly PageSubject[], tool: string): Markup {
  const { trace } = subjects[0]!.comparison;
  const facts = subjects.map(({ malloc, comparison }) => {
    const which = malloc === undefined ? '' : `${malloc}: `;
    return html`<p class="facts">${which}${summaryOf(comparison.trace)}. ${floorOf(comparison.trace)}</p>\n`;
  });
  const left =
    trace.skipped === 0 ? '' : html`<p class="note">note: ${counted(trace.skipped, 'malformed line')} left out.</p>\n`;
  return html`<header>
<p class="tool">heapglass ${tool} · page replacement compared</p>
<h1>${trace.name} <small>${trace.format}</small></h1>
${facts}${left}<p class="note without-script">The charts need JavaScript; the tables do not.</p>
</header>`;
}

function anomalies(subjects: readonly PageSubject[]): Content {
  const lines = subjects.flatMap(({ malloc, comparison }) =>
    comparison.anomalies.map(
      (anomaly) =>
        html`<li class="warning">${malloc === undefined ? '' : html`<b>${malloc}</b> `}${anomalySentence(anomaly)}</li>\n`,
    ),
  );
  if (lines.length === 0) return '';
  return html`<section id="anomalies"><h2>Belady’s anomaly</h2><ul class="problems">
${lines}</ul></section>`;
}

function allocators(subjects: readonly PageSubject[]): Content {
  const named = subjects.filter((subject): subject is OnAllocator => subject.malloc !== undefined);
  if (named.length === 0) return '';
  const { sizes, trace } = named[0]!.comparison;
  const best = sizes.map(
    (size, i) =>
      html`<div class="best"><dt>best <small>${sizeName(size, trace.pageSize)}</small></dt><dd>${bestIn(named, i)}</dd></div>\n`,
  );
  return html`<section id="allocators" class="verdict"><div><h2>Faults by allocator</h2>
<p class="caption">The program’s own references on each allocator. <span class="needs-script">A heading sorts by its column.</span></p>
${allocatorTable(named)}<dl>
${best}</dl></div></section>`;
}

function curves(subjects: readonly PageSubject[]): Markup {
  const places = subjects.map(({ malloc }, i) => {
    const heading = malloc === undefined ? '' : html`<h3>${malloc}</h3>`;
    return html`<div>${heading}${chart(`curves-${i}`)}</div>\n`;
  });
  return chartSection(
    'Miss ratio, by memory',
    'Faults as a share of all references. Dots are what was measured; LRU’s line is its whole curve, from one pass. Nothing can be in the shaded area below OPT. A ring marks where more memory has more faults.',
    html`<div id="legend" class="legend" role="group" aria-label="Policies shown"></div>`,
    subjects.length === 1 ? places : html`<div class="grid maps">${places}</div>`,
  );
}

function policies({ malloc, comparison }: PageSubject): Markup {
  return html`<section class="policies"><h2>Policies${onWhich(malloc)}</h2>
<p class="caption">By memory: faults, hits by references, faults as a multiple of OPT’s, faults on pages that had been evicted, and pages that were dirty when they were. <span class="needs-script">A heading sorts by its column.</span></p>
${policyTable(comparison)}</section>`;
}

function why({ malloc, comparison: { sizes, trace, explanations } }: PageSubject): Content {
  const lines = sizes.flatMap((size) =>
    explanations
      .filter(({ frames }) => frames === size.frames)
      .map(({ role, sentence }) => {
        const about = html`${ROLE_LABELS[role]} <small>${sizeName(size, trace.pageSize)}</small>`;
        return html`<div class="${role}"><dt>${about}</dt><dd>${sentence.replaceAll(' %', '\u00a0%')}.</dd></div>\n`;
      }),
  );
  if (lines.length === 0) return '';
  return html`<section class="verdict"><div><h2>Why${onWhich(malloc)}</h2><dl>
${lines}</dl></div></section>`;
}
