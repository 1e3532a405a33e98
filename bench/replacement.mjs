/**
 * `npm run bench:replacement [-- POLICY...] [--rounds N] [--references N]`: how many references of a trace each page replacement
 * policy replays in a second, as `heapglass replay --page-policy` does. See README.md.
 */
import { parseArgs } from 'node:util';
import { ensureReady } from '../scripts/ensure.mjs';
import { barLines, judge } from './lib/bars.mjs';
import { machineFacts } from './lib/machine.mjs';
import { wholeNumber } from './lib/options.mjs';
import { writeResults } from './lib/results.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';
import { inTurns } from './lib/turns.mjs';

const { positionals: chosen, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, references: { type: 'string', default: '2000000' } },
});
const rounds = wholeNumber('rounds', values.rounds);
const count = wholeNumber('references', values.references);
/** Millions of references a second. */
const BARS = { fifo: 15, clock: 15, lru: 15, arc: 5, lirs: 5, '2q': 5, opt: 5 };
const PAGES = 20_000;
/** A few pages fault at nearly every reference, many at hardly any. */
const FRAMES = [PAGES / 100, PAGES / 10, PAGES / 2];

await ensureReady();
const { ReferenceBuilder } = await import('../dist/events/references/reference-builder.js');
const { POLICIES } = await import('../dist/memory/vm/replacement/policies.js');
const { replayReferences } = await import('../dist/memory/vm/replacement/replay-references.js');

const policies = POLICIES.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
if (policies.length === 0) throw new RangeError(`no policy is called ${chosen.join(' or ')}`);
const references = trace();
const tasks = policies.flatMap((design) =>
  FRAMES.map((frames) => [`${design.name} in ${frames}`, () => timed(design, frames)]),
);
const answers = inTurns(rounds, new Map(tasks));

const rate = (frames) => (row) => row.rates[frames].toFixed(1);
const columns = [
  { title: 'policy', width: 12, value: (row) => row.name },
  ...FRAMES.map((frames) => ({ title: `${frames} frames`, width: 14, value: rate(frames) })),
  { title: 'faults %', width: 22, value: (row) => FRAMES.map((frames) => row.missed[frames].toFixed(1)).join(' / ') },
];
const rows = policies.map(({ name }) => {
  const samples = Object.fromEntries(FRAMES.map((frames) => [frames, answers.get(`${name} in ${frames}`)]));
  const best = (frames) => Math.max(...samples[frames].map(({ millions }) => millions));
  return {
    name,
    samples,
    rates: Object.fromEntries(FRAMES.map((frames) => [frames, best(frames)])),
    missed: Object.fromEntries(FRAMES.map((frames) => [frames, 100 * samples[frames][0].missRatio])),
  };
});
console.log(`${count} references to ${PAGES} pages, best of ${rounds}; millions a second\n${textHeader(columns)}`);
for (const row of rows) console.log(textRow(columns, row));
const judged = judge(
  rows
    .filter(({ name }) => BARS[name] !== undefined)
    .map(({ name, rates }) => ({
      what: `${name}, slowest`,
      value: Math.min(...Object.values(rates)),
      atLeast: BARS[name],
      unit: ' M/s',
    })),
);
console.log(`\n${barLines(judged).join('\n')}`);
if (chosen.length === 0) {
  writeResults(
    'replacement',
    { machine: machineFacts(), rounds, references: count, pages: PAGES, statistic: 'maximum', rows, bars: judged },
    {
      title: 'Replays of page references',
      body: [
        `${count} references to ${PAGES} pages, best of ${rounds}; millions of references a second.`,
        markdownTable(columns, rows),
        barLines(judged)
          .map((line) => `- ${line}`)
          .join('\n'),
      ],
    },
  );
} else console.log('Not written to bench/results: not all policies ran.');

/** Three quarters go to few pages more often than to many (a power law), the rest runs through all in order: as programs do. */
function trace() {
  const builder = new ReferenceBuilder();
  let state = 88172645;
  let next = 0;
  for (let i = 0; i < count; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const random = (state >>> 0) / 2 ** 32;
    const page = (i & 3) === 3 ? next++ % PAGES : Math.floor(PAGES ** random) - 1;
    builder.add(page, random < 0.3);
  }
  return builder.finish();
}

function timed(design, frames) {
  const start = process.cpuUsage();
  const { faults } = replayReferences(references, design, { frames, seed: 1 });
  const { user, system } = process.cpuUsage(start);
  return { millions: count / (user + system), missRatio: faults / count };
}
