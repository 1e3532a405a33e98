/**
 * `npm run bench:vm [-- FILTER...] [--runs N] [--observed]`: what paged memory costs a program that fits into it: every program
 * as plain WebAssembly, translated (`--vm --observe no`), translated and checked (`--check`), and if asked for with every
 * reference seen (`--vm`), in turns. See README.md.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureReady } from '../scripts/ensure.mjs';
import { barLines, judge } from './lib/bars.mjs';
import { heapglass, readTimings } from './lib/heapglass.mjs';
import { machineFacts } from './lib/machine.mjs';
import { wholeNumber } from './lib/options.mjs';
import { runPlain } from './lib/plain-wasm.mjs';
import { writeResults } from './lib/results.mjs';
import { scratchDirectory } from './lib/scratch.mjs';
import { geometricMean } from './lib/statistics.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';
import { inTurns } from './lib/turns.mjs';
import { COMPILER_FLAGS } from './lib/ways.mjs';
import { compilePlainly, programNames, programsCalled } from './vm/programs.mjs';

const BARS = { translated: 2, checked: 2.5 };
const RAM = '1g';
/** Projects' own warnings are none of ours. */
const FLAGS = [...COMPILER_FLAGS, '-w'];

const { positionals: filters, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '4' }, observed: { type: 'boolean', default: false } },
});
const runs = wholeNumber('runs', values.runs);
const names = programNames();
const chosen = names.filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)));
if (chosen.length === 0) throw new RangeError(`no program is called ${filters.join(' or ')}: ${names.join(', ')}`);

await ensureReady();
const scratch = scratchDirectory();
const { programs, missing } = programsCalled(chosen);
if (missing.length > 0) console.log(`SKIPPED: real programs, since ${missing.join(' and ')} are not installed`);
const machine = machineFacts();
const seconds = (way) => (row) => (row.best?.[way] === undefined ? '-' : (row.best[way] / 1000).toFixed(3));
const ratio = (key) => (row) => (row[key] === undefined ? '-' : row[key].toFixed(2));
const columns = [
  { title: 'program', width: 17, value: (row) => row.name },
  { title: 'kind', width: 7, value: (row) => row.kind ?? '' },
  { title: 'plain s', width: 9, value: seconds('plain') },
  { title: 'translated s', width: 12, value: seconds('translated') },
  { title: 'ratio', width: 7, value: ratio('translated') },
  { title: 'checked s', width: 10, value: seconds('checked') },
  { title: 'ratio', width: 7, value: ratio('checked') },
  ...(values.observed
    ? [
        { title: 'observed s', width: 11, value: seconds('observed') },
        { title: 'ratio', width: 7, value: ratio('observed') },
      ]
    : []),
];

console.log(`Best of ${runs}; ${COMPILER_FLAGS.join(' ')}; ${RAM} of RAM\n${textHeader(columns)}`);
const rows = [];
for (const program of programs) {
  const row = await measure(program);
  rows.push(row);
  console.log(textRow(columns, row));
}
const mean = (key, among = rows) =>
  among.length === 0 || among.some((row) => row[key] === undefined)
    ? undefined
    : geometricMean(among.map((row) => row[key]));
const means = {
  name: 'geometric mean',
  translated: mean('translated'),
  checked: mean('checked'),
  observed: mean('observed'),
};
const overFresh = (what, time) => {
  const meanOf = (way) => geometricMean(rows.map((row) => time(row, way) / row.best.fresh)).toFixed(2);
  return `${what}: translated ${meanOf('translated')}, checked too ${meanOf('checked')}`;
};
const ofKind = (kind) =>
  mean(
    'translated',
    rows.filter((row) => row.kind === kind),
  );
console.log(textRow(columns, means));
const judged = judge([
  { what: 'translated over plain wasm, geometric mean', value: means.translated, atMost: BARS.translated },
  { what: 'translated and checked over plain wasm, geometric mean', value: means.checked, atMost: BARS.checked },
]);
const notes = [
  ...barLines(judged),
  overFresh('First runs over plain ones, nothing kept on either side', ({ samples }, way) => samples[way][0]),
  overFresh('Later runs over plain ones as Node has them, nothing kept', ({ best }, way) => best[way]),
  `Kernels alone: ${ratio('value')({ value: ofKind('kernel') })}; real programs alone: ${ratio('value')({ value: ofKind('program') })}`,
];
console.log(`\n${notes.join('\n')}`);
if (filters.length === 0 && missing.length === 0) {
  writeResults(
    'vm',
    { machine, runs, statistic: 'minimum', programs: rows, means, bars: judged },
    {
      title: 'What paged memory costs',
      body: [
        `Best of ${runs} runs, in turns, at \`${COMPILER_FLAGS.join(' ')}\`, with ${RAM} of RAM; processor seconds.`,
        markdownTable(columns, [...rows, means]),
        notes.map((line) => `- ${line}`).join('\n'),
      ],
    },
  );
} else console.log('Not written to bench/results: not all programs ran.');

/** @throws when two ways print different checksums */
async function measure(program) {
  const { name, kind, sources, include } = program;
  const directory = join(scratch, name);
  mkdirSync(directory);
  const module = join(directory, 'plain.wasm');
  await compilePlainly(program, FLAGS, module);
  const timings = join(directory, 'timings.json');
  const cache = join(directory, 'cache');
  const paged =
    (way, ...more) =>
    () => {
      const words = ['run', '--vm', '--quiet', '--ram', RAM, '--timings', timings, ...more];
      const { stdout } = heapglass([...words, ...FLAGS, ...include.map((folder) => `-I${folder}`), ...sources], {
        cache,
      });
      const { processorMs } = readTimings(timings);
      return { stdout, times: { [way]: processorMs } };
    };
  const runners = new Map([
    [
      'plain',
      () => {
        const { stdout, processorMs, freshMs } = runPlain(module, join(directory, 'plain.json'));
        return { stdout, times: { plain: processorMs, fresh: freshMs } };
      },
    ],
    ['translated', paged('translated', '--observe', 'no')],
    ['checked', paged('checked', '--observe', 'no', '--check')],
    ...(values.observed ? [['observed', paged('observed')]] : []),
  ]);
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
    kind,
    samples,
    best,
    translated: best.translated / best.plain,
    checked: best.checked / best.plain,
    observed: best.observed && best.observed / best.plain,
  };
}
