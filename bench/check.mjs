/**
 * `npm run bench:check [-- FILTER...] [--runs N]`: what checking costs. Every program of bench/programs natively, as plain
 * WebAssembly, under heapglass and under Valgrind, in turns; see README.md for what each time spans.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureReady } from '../scripts/ensure.mjs';
import { barLines, judge } from './lib/bars.mjs';
import { machineFacts } from './lib/machine.mjs';
import { wholeNumber } from './lib/options.mjs';
import { writeResults } from './lib/results.mjs';
import { scratchDirectory } from './lib/scratch.mjs';
import { geometricMean } from './lib/statistics.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';
import { inTurns } from './lib/turns.mjs';
import { COMPILER_FLAGS, waysToRun } from './lib/ways.mjs';

const BARS = { overPlain: 2, underValgrind: 4, worstUnderValgrind: 1 };
const PROGRAMS = join(import.meta.dirname, 'programs');

const { positionals: filters, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' } },
});
const runs = wholeNumber('runs', values.runs);
const names = readdirSync(PROGRAMS)
  .filter((file) => file.endsWith('.c'))
  .map((file) => basename(file, '.c'));
const chosen = names.filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)));
if (chosen.length === 0) throw new RangeError(`no program is called ${filters.join(' or ')}: ${names.join(', ')}`);

await ensureReady();
const scratch = scratchDirectory();
const machine = machineFacts();
const ways = waysToRun();
for (const { name, missing } of ways) if (missing) console.log(`SKIPPED: ${name}, since ${missing} is not installed`);

const ratio = (value) => (value === undefined ? '-' : value.toFixed(2));
const seconds = (way) => (row) => (row.best[way] === undefined ? '-' : (row.best[way] / 1000).toFixed(3));
const columns = [
  { title: 'program', width: 17, value: (row) => row.name },
  { title: 'native s', width: 9, value: seconds('native') },
  { title: 'plain s', width: 9, value: seconds('plain') },
  { title: 'heapglass s', width: 11, value: seconds('heapglass') },
  { title: 'valgrind s', width: 10, value: seconds('valgrind') },
  { title: 'hg/plain', width: 8, value: (row) => ratio(row.overPlain) },
  { title: 'vg/hg', width: 8, value: (row) => ratio(row.underValgrind) },
];

console.log(`Best of ${runs}; -O1 -g\n${textHeader(columns)}`);
const rows = [];
for (const name of chosen) {
  const row = await measure(name);
  rows.push(row);
  console.log(textRow(columns, row));
}
const means = {
  name: 'geometric mean',
  best: {},
  overPlain: meanOf((row) => row.overPlain),
  underValgrind: meanOf((row) => row.underValgrind),
};
console.log(textRow(columns, means));
const judged = judge([
  { what: 'heapglass over plain wasm, geometric mean', value: means.overPlain, atMost: BARS.overPlain },
  { what: 'Valgrind over heapglass, geometric mean', value: means.underValgrind, atLeast: BARS.underValgrind },
  {
    what: 'Valgrind over heapglass, worst program',
    value: means.underValgrind && Math.min(...rows.map((row) => row.underValgrind)),
    atLeast: BARS.worstUnderValgrind,
  },
]);
const wholeProcess = meanOf((row) => row.best.valgrind && row.best.valgrind / row.best.process);
const notes = [
  ...barLines(judged),
  `For comparison, Valgrind over the whole heapglass process (compile cached): ${ratio(wholeProcess)}`,
];
console.log(`\n${notes.join('\n')}`);
if (filters.length === 0) {
  writeResults(
    'check',
    { machine, runs, statistic: 'minimum', programs: rows, means, wholeProcess, bars: judged },
    {
      title: 'What checking costs',
      body: [
        `Best of ${runs} runs, in turns, at \`${COMPILER_FLAGS.join(' ')}\`; times in seconds.`,
        markdownTable(columns, [...rows, means]),
        notes.map((line) => `- ${line}`).join('\n'),
      ],
    },
  );
} else console.log('Not written to bench/results: not all programs ran.');

/** One program in every way there is. @throws when two ways print different checksums. */
async function measure(name) {
  const path = join(PROGRAMS, `${name}.c`);
  const directory = join(scratch, name);
  mkdirSync(directory);
  const program = { name, path, source: readFileSync(path), directory };
  const runners = new Map();
  for (const way of ways) if (!way.missing) runners.set(way.name, await way.prepare(program));
  const samples = {};
  let output;
  for (const [way, answers] of inTurns(runs, runners)) {
    for (const { stdout, times } of answers) {
      output ??= stdout;
      if (stdout !== output) throw new Error(`${name}: ${way} printed ${stdout}, not ${output}`);
      for (const [key, milliseconds] of Object.entries(times)) (samples[key] ??= []).push(milliseconds);
    }
  }
  const best = Object.fromEntries(Object.entries(samples).map(([key, times]) => [key, Math.min(...times)]));
  return {
    name,
    output: output.trim(),
    overPlain: best.heapglass / best.plain,
    underValgrind: best.valgrind && best.valgrind / best.heapglass,
    best,
    samples,
  };
}

/** Geometric mean over all programs; undefined when any lacks the ratio. */
function meanOf(ratioOf) {
  const ratios = rows.map(ratioOf);
  return ratios.includes(undefined) ? undefined : geometricMean(ratios);
}
