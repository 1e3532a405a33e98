/**
 * `npm run bench:vm [-- FILTER...] [--runs N]`: what paged memory costs a program that fits into it: every program of
 * bench/programs as plain WebAssembly, translated (`--vm --observe no`), and with every reference seen (`--vm`), in turns.
 *
 * Times are of the processor, from the call of _start to its return. The programs are kernels but for
 * two, an interpreter and a benchmark of trees that allocates as programs do.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureReady } from '../scripts/ensure.mjs';
import { barLines, judge } from './lib/bars.mjs';
import { heapglass, readTimings } from './lib/heapglass.mjs';
import { machineFacts } from './lib/machine.mjs';
import { wholeNumber } from './lib/options.mjs';
import { compilePlain, runPlain } from './lib/plain-wasm.mjs';
import { writeResults } from './lib/results.mjs';
import { scratchDirectory } from './lib/scratch.mjs';
import { geometricMean } from './lib/statistics.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';
import { inTurns } from './lib/turns.mjs';
import { COMPILER_FLAGS } from './lib/ways.mjs';

const BARS = { translated: 2 };
const PROGRAMS = join(import.meta.dirname, 'programs');
const REAL = new Set(['interpreter', 'binary_trees']);
const RAM = '1g';

const { positionals: filters, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' }, observed: { type: 'boolean', default: false } },
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
const seconds = (way) => (row) => (row.best?.[way] === undefined ? '-' : (row.best[way] / 1000).toFixed(3));
const ratio = (key) => (row) => (row[key] === undefined ? '-' : row[key].toFixed(2));
const columns = [
  { title: 'program', width: 17, value: (row) => row.name },
  { title: 'kind', width: 7, value: (row) => row.kind ?? '' },
  { title: 'plain s', width: 9, value: seconds('plain') },
  { title: 'translated s', width: 12, value: seconds('translated') },
  { title: 'ratio', width: 7, value: ratio('translated') },
  ...(values.observed
    ? [
        { title: 'observed s', width: 11, value: seconds('observed') },
        { title: 'ratio', width: 7, value: ratio('observed') },
      ]
    : []),
];

console.log(`Best of ${runs}; ${COMPILER_FLAGS.join(' ')}; ${RAM} of RAM\n${textHeader(columns)}`);
const rows = [];
for (const name of chosen) {
  const row = await measure(name);
  rows.push(row);
  console.log(textRow(columns, row));
}
const mean = (key) =>
  rows.some((row) => row[key] === undefined) ? undefined : geometricMean(rows.map((row) => row[key]));
const means = { name: 'geometric mean', translated: mean('translated'), observed: mean('observed') };
console.log(textRow(columns, means));
const judged = judge([
  { what: 'translated over plain wasm, geometric mean', value: means.translated, atMost: BARS.translated },
]);
console.log(`\n${barLines(judged).join('\n')}`);
if (filters.length === 0) {
  writeResults(
    'vm',
    { machine, runs, statistic: 'minimum', programs: rows, means, bars: judged },
    {
      title: 'What paged memory costs',
      body: [
        `Best of ${runs} runs, in turns, at \`${COMPILER_FLAGS.join(' ')}\`; times in seconds.`,
        markdownTable(columns, [...rows, means]),
        barLines(judged)
          .map((line) => `- ${line}`)
          .join('\n'),
      ],
    },
  );
} else console.log('Not written to bench/results: not all programs ran.');

/** @throws when two ways print different checksums */
async function measure(name) {
  const path = join(PROGRAMS, `${name}.c`);
  const directory = join(scratch, name);
  mkdirSync(directory);
  const module = join(directory, 'plain.wasm');
  await compilePlain(`${name}.c`, readFileSync(path), COMPILER_FLAGS, module);
  const timings = join(directory, 'timings.json');
  const cache = join(directory, 'cache');
  const paged = (observe) => () => {
    const words = ['run', '--vm', '--quiet', '--ram', RAM, '--observe', observe, '--timings', timings];
    const { stdout } = heapglass([...words, ...COMPILER_FLAGS, path], { cache });
    const { processorMs } = readTimings(timings);
    return { stdout, times: { [observe === 'no' ? 'translated' : 'observed']: processorMs } };
  };
  const runners = new Map([
    [
      'plain',
      () => {
        const { stdout, processorMs } = runPlain(module, join(directory, 'plain.json'));
        return { stdout, times: { plain: processorMs } };
      },
    ],
    ['translated', paged('no')],
    ...(values.observed ? [['observed', paged('yes')]] : []),
  ]);
  const best = {};
  let output;
  for (const [way, answers] of inTurns(runs, runners)) {
    for (const { stdout, times } of answers) {
      output ??= stdout;
      if (stdout !== output) throw new Error(`${name}: ${way} printed ${stdout}, not ${output}`);
      for (const [key, milliseconds] of Object.entries(times))
        best[key] = Math.min(best[key] ?? Infinity, milliseconds);
    }
  }
  return {
    name,
    kind: REAL.has(name) ? 'program' : 'kernel',
    best,
    translated: best.translated / best.plain,
    observed: best.observed && best.observed / best.plain,
  };
}
