/**
 * `npm run bench:python-memory [-- words] [--seconds S] [--rounds N]`: what it costs a Python program to have its allocations
 * observed: tracemalloc with one frame and with 25, `--report`, and `heapglass record`, each against the program alone, in
 * turns. A process runs a program for S seconds of the processor (default 3: in less the engine has not optimised what is
 * longer for being traced), of which the best turn counts; of N rounds (default 3) the best.
 *
 * The programs are those of bench:python that allocate most.
 */
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureReady, root } from '../scripts/ensure.mjs';
import { barLines, judge } from './lib/bars.mjs';
import { heapglass } from './lib/heapglass.mjs';
import { machineFacts } from './lib/machine.mjs';
import { wholeNumber } from './lib/options.mjs';
import { writeResults } from './lib/results.mjs';
import { scratchDirectory } from './lib/scratch.mjs';
import { geometricMean } from './lib/statistics.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';
import { inTurns } from './lib/turns.mjs';

const ALLOCATING = [
  'attributes',
  'binary_trees',
  'deltablue',
  'dict_heavy',
  'exceptions',
  'float_loop',
  'generators',
  'json_text',
  'list_loop',
  'raytrace',
  'richards',
  'string_building',
];
/** An own driver for each way to trace: only what mentions tracemalloc is compiled for it. */
const DRIVERS = { alone: undefined, 'tracemalloc 1': 1, 'tracemalloc 25': 25 };

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '3' } },
  allowPositionals: true,
});
const rounds = wholeNumber('rounds', values.rounds);
const { seconds } = values;
const names = ALLOCATING.filter((name) => positionals.length === 0 || positionals.some((word) => name.includes(word)));

await ensureReady();
const directory = scratchDirectory();
const cache = join(directory, 'cache');
const programs = join(root, 'bench', 'python', 'programs');
for (const file of readdirSync(programs))
  if (file.endsWith('.py')) copyFileSync(join(programs, file), join(directory, file));
// Ratios of processor time hold on a machine that does other things as well.
const driver = readFileSync(join(programs, 'driver.py'), 'utf8').replaceAll('time.perf_counter', 'time.process_time');
writeFileSync(join(directory, 'driver.py'), driver);
for (const [way, frames] of Object.entries(DRIVERS)) {
  const start = frames === undefined ? '' : `import tracemalloc\ntracemalloc.start(${frames})\n`;
  writeFileSync(driverOf(way), `${start}import driver\n`);
}

function driverOf(way) {
  return join(directory, `drive_${way.replace(' ', '_')}.py`);
}

/** Milliseconds of the quickest turn. */
function best(way, name) {
  const file = driverOf(DRIVERS[way] === undefined ? 'alone' : way);
  const options = way === 'report' ? ['--report'] : [];
  const command = way === 'record' ? ['record', '-o', '/dev/null'] : ['run', ...options];
  const { stdout } = heapglass([...command, file, '--', name, seconds], { cache });
  return Number(stdout.trim().split('\n')[1]);
}

const WAYS = [...Object.keys(DRIVERS), 'report', 'record'];
const ratio = (row, way) => row[way] / row.alone;
const columns = [
  { title: 'program', width: 16, value: ({ name }) => name },
  { title: 'alone ms', width: 9, value: (row) => row.alone.toFixed(2) },
  ...WAYS.slice(1).map((way) => ({ title: way, width: 15, value: (row) => ratio(row, way).toFixed(2) })),
];
console.log(`best of ${rounds} rounds; times as long as alone`);
console.log(textHeader(columns));
const rows = names.map((name) => {
  const answers = inTurns(rounds, new Map(WAYS.map((way) => [way, () => best(way, name)])));
  const row = Object.fromEntries(WAYS.map((way) => [way, Math.min(...answers.get(way))]));
  row.name = name;
  console.log(textRow(columns, row));
  return row;
});
const mean = (way) => geometricMean(rows.map((row) => ratio(row, way)));
const judged = judge([
  { what: 'tracemalloc, times as long, geometric mean', value: mean('tracemalloc 1'), atMost: 1.5 },
  { what: 'tracemalloc with 25 frames', value: mean('tracemalloc 25'), atMost: 3.3 },
  { what: 'run --report', value: mean('report'), atMost: 3 },
  { what: 'record', value: mean('record'), atMost: 3 },
]);
console.log(`\n${barLines(judged).join('\n')}`);
if (positionals.length === 0) {
  writeResults(
    'python-memory',
    { machine: machineFacts(), rounds, seconds: Number(seconds), programs: rows, bars: judged },
    {
      title: 'What observing the memory of Python programs costs',
      body: [
        `Times as long as the program alone. Best of ${rounds} rounds of ${seconds} s each, in turns.`,
        markdownTable(columns, rows),
        barLines(judged)
          .map((line) => `- ${line}`)
          .join('\n'),
      ],
    },
  );
}
