/**
 * `npm run bench:python [-- words] [--seconds S] [--rounds N]`: Python programs on heapglass beside the distribution's
 * CPython 3.11, in turns. Each process runs a program once (the first call) and again for S seconds (default 1), of which
 * the best counts; of N rounds (default 3) the best again. So a first call finds what the rounds before it have kept, compiled code and
 * machine code; the one of the first round, which finds nothing of its program, is told beside it. Counts, cyclic collection and line
 * tracking are on.
 *
 * HEAPGLASS_BENCH_PYTHON names another CPython.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureReady, root } from '../scripts/ensure.mjs';
import { barLines, judge } from './lib/bars.mjs';
import { heapglass, heapglassUntilOutput } from './lib/heapglass.mjs';
import { machineFacts } from './lib/machine.mjs';
import { wholeNumber } from './lib/options.mjs';
import { runTimed } from './lib/processes.mjs';
import { writeResults } from './lib/results.mjs';
import { scratchDirectory } from './lib/scratch.mjs';
import { geometricMean } from './lib/statistics.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';
import { inTurns } from './lib/turns.mjs';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const rounds = wholeNumber('rounds', values.rounds);
const { seconds } = values;
const folder = join(root, 'bench', 'python', 'programs');
const driver = join(folder, 'driver.py');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.py') && file !== 'driver.py')
  .map((file) => file.slice(0, -3))
  .filter((name) => positionals.length === 0 || positionals.some((word) => name.includes(word)))
  .sort();

await ensureReady();
const cache = join(scratchDirectory(), 'cache');
const cpython = findCPython();

/** The PGO build of the distribution comes before whatever else is in PATH. */
function findCPython() {
  const script =
    "import sys, sysconfig; flags = sysconfig.get_config_var('CONFIG_ARGS') or ''; " +
    "kind = 'with PGO' if '--enable-optimizations' in flags else " +
    "'as the distribution builds it' if sys.prefix == '/usr' else 'without PGO'; " +
    'print(sys.version.split()[0], kind)';
  for (const command of [process.env.HEAPGLASS_BENCH_PYTHON, '/usr/bin/python3.11', 'python3.11', 'python3']) {
    if (command === undefined) continue;
    const { status, stdout } = spawnSync(command, ['-c', script], { encoding: 'utf8' });
    if (status === 0 && stdout.startsWith('3.11.')) return { command, version: stdout.trim() };
  }
  return undefined;
}

/** Times in milliseconds, and what the program gave. */
function answer({ stdout }) {
  const [first, best, turns, result] = stdout.trim().split('\n');
  return { first: Number(first), best: Number(best), turns: Number(turns), result };
}

const environment = { PYTHONDONTWRITEBYTECODE: '1' };
const onHeapglass = (name) => answer(heapglass(['run', driver, '--', name, seconds], { cache }));
const onCPython = (name) => answer(runTimed(cpython.command, [driver, name, seconds], { env: environment }));
const least = (answers, field) => Math.min(...answers.map((one) => one[field]));
const over = (a, b) => (a === undefined || b === undefined ? undefined : a / b);
const shown = (value, digits) => (value === undefined ? '-' : value.toFixed(digits));

const columns = [
  { title: 'program', width: 16, value: ({ name }) => name },
  { title: 'CPython ms', width: 10, value: (row) => shown(row.cpythonBest, 2) },
  { title: 'heapglass', width: 10, value: (row) => shown(row.best, 2) },
  { title: 'times as fast', width: 13, value: (row) => shown(row.ratio, 2) },
  { title: 'first ms', width: 9, value: (row) => shown(row.first, 1) },
  { title: 'first ratio', width: 11, value: (row) => shown(row.firstRatio, 2) },
  { title: 'nothing kept', width: 12, value: (row) => shown(row.newRatio, 2) },
];
console.log(
  `CPython ${cpython?.version ?? '3.11 is not installed: nothing to compare with'}; best of ${rounds} rounds`,
);
console.log(textHeader(columns));
const rows = names.map((name) => {
  const tasks = new Map([['heapglass', () => onHeapglass(name)]]);
  if (cpython !== undefined) tasks.set('cpython', () => onCPython(name));
  const answers = inTurns(rounds, tasks);
  const own = answers.get('heapglass');
  const others = answers.get('cpython');
  if (others !== undefined && own[0].result !== others[0].result) {
    throw new Error(`${name}: heapglass gives ${own[0].result}, CPython ${others[0].result}`);
  }
  const row = {
    name,
    best: least(own, 'best'),
    first: least(own, 'first'),
    cpythonBest: others && least(others, 'best'),
    cpythonFirst: others && least(others, 'first'),
    samples: answers,
  };
  row.ratio = over(row.cpythonBest, row.best);
  row.firstRatio = over(row.cpythonFirst, row.first);
  row.newRatio = over(row.cpythonFirst, own[0].first);
  console.log(textRow(columns, row));
  return row;
});

const hello = join(scratchDirectory(), 'hello.py');
writeFileSync(hello, 'print("hello")\n');
const STARTS = 10;
let start = Infinity;
for (let turn = 0; turn < STARTS; turn += 1)
  start = Math.min(start, (await heapglassUntilOutput(['run', hello], { cache })) / 1000);

const ratios = rows.map(({ ratio }) => ratio).filter((ratio) => ratio !== undefined);
const firsts = rows.map(({ firstRatio }) => firstRatio).filter((ratio) => ratio !== undefined);
const news = rows.map(({ newRatio }) => newRatio).filter((ratio) => ratio !== undefined);
const mean = (all) => (all.length === 0 ? undefined : geometricMean(all));
const judged = judge([
  { what: 'times as fast as CPython 3.11, geometric mean', value: mean(ratios), atLeast: 1.5 },
  { what: 'slowest program', value: ratios.length === 0 ? undefined : Math.min(...ratios), atLeast: 0.6 },
  { what: 'first call included, geometric mean', value: mean(firsts), atLeast: 1.0 },
  { what: 'start to the first line of output', value: start, atMost: 0.25, unit: ' s' },
]);
const newCalls = `First calls of programs of which nothing is kept yet: ${shown(mean(news), 2)} times as fast, geometric mean`;
console.log(`\n${barLines(judged).join('\n')}\n${newCalls}`);
if (positionals.length === 0) {
  writeResults(
    'python',
    {
      machine: machineFacts(),
      cpython: cpython?.version,
      rounds,
      seconds: Number(seconds),
      programs: rows.map(({ samples, ...row }) => ({ ...row, samples: Object.fromEntries(samples) })),
      bars: judged,
    },
    {
      title: 'Python programs beside CPython 3.11',
      body: [
        `CPython ${cpython?.version ?? 'not installed'}. Best of ${rounds} rounds of ${seconds} s each, in turns; a first call is the first in its process, which finds what earlier ones have kept.`,
        markdownTable(columns, rows),
        barLines(judged)
          .map((line) => `- ${line}`)
          .join('\n'),
        `${newCalls}.`,
      ],
    },
  );
}
