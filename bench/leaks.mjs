/**
 * `npm run bench:leaks [-- --blocks N] [--runs N]`: very many live blocks at exit, in three shapes: time of the leak
 * search and the report, and memory beyond what the program asked for. See README.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureReady } from '../scripts/ensure.mjs';
import { barLines, judge } from './lib/bars.mjs';
import { heapglass, readTimings } from './lib/heapglass.mjs';
import { machineFacts } from './lib/machine.mjs';
import { wholeNumber } from './lib/options.mjs';
import { writeResults } from './lib/results.mjs';
import { scratchDirectory } from './lib/scratch.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';
import { inTurns } from './lib/turns.mjs';

const PROGRAM = join(import.meta.dirname, 'many-blocks', 'many_blocks.c');
const PEAK_MEMORY = pathToFileURL(join(import.meta.dirname, 'lib', 'peak-memory.mjs')).href;
const SHAPES = ['list', 'links', 'array'];
/** The program loses one block in ten; words that look like pointers may keep a few. */
const LOST = 0.1;
const LOST_TOLERANCE = 0.001;
/** Seconds from the end of the program to the end of the report. */
const REPORT_BAR = 10;
/** Growth of the search when blocks grow tenfold: linear is 10, colder caches add, quadratic would be 100. */
const GROWTH_BAR = 20;

const { values } = parseArgs({
  options: { blocks: { type: 'string', default: '10000000' }, runs: { type: 'string', default: '3' } },
});
const many = wholeNumber('blocks', values.blocks);
const runs = wholeNumber('runs', values.runs);
const few = Math.ceil(many / 10);

await ensureReady();
const scratch = scratchDirectory();
const machine = machineFacts();
const cache = join(scratch, 'cache');
measure('list', 1);
const emptyPeak = Math.min(
  ...inTurns(runs, new Map([['empty', () => measure('list', 0)]]))
    .get('empty')
    .map(peakOf),
);

const mebibytes = (bytes) => (bytes / 1024 ** 2).toFixed(0);
const seconds = (key) => (row) => (row[key] / 1000).toFixed(2);
const columns = [
  { title: 'shape', width: 6, value: (row) => row.shape },
  { title: 'blocks', width: 9, value: (row) => String(row.blocks) },
  { title: 'program s', width: 9, value: seconds('program') },
  { title: 'search s', width: 8, value: seconds('search') },
  { title: 'report s', width: 8, value: seconds('report') },
  { title: 'search ns/block', width: 15, value: (row) => ((row.search * 1e6) / row.blocks).toFixed(0) },
  { title: 'peak MiB', width: 8, value: (row) => mebibytes(row.peak) },
  { title: 'extra B/block', width: 13, value: (row) => row.extra.toFixed(0) },
];

console.log(`Best of ${runs}; one block in ten is lost\n${textHeader(columns)}`);
const rows = [];
for (const shape of SHAPES) {
  const tasks = new Map([few, many].map((blocks) => [blocks, () => measure(shape, blocks)]));
  for (const [blocks, answers] of inTurns(runs, tasks)) {
    const row = { shape, blocks, ...best(answers), samples: answers };
    row.extra = (row.peak - emptyPeak - row.requested) / blocks;
    rows.push(row);
    console.log(textRow(columns, row));
  }
}
const growths = SHAPES.map((shape) => {
  const [small, large] = rows.filter((row) => row.shape === shape);
  return large.search / small.search;
});
const judged = judge([
  {
    what: 'From the end of the program to the end of the report, longest',
    value: Math.max(...rows.map((row) => row.search + row.report)) / 1000,
    atMost: REPORT_BAR,
    unit: ' s',
  },
  { what: 'Search time for ten times the blocks, worst', value: Math.max(...growths), atMost: GROWTH_BAR },
]);
const notes = [
  ...barLines(judged),
  `Peak of the process without any block, already taken off "extra": ${mebibytes(emptyPeak)} MiB`,
];
console.log(`\n${notes.join('\n')}`);
writeResults(
  'leaks',
  { machine, runs, statistic: 'minimum', emptyPeak, rows, bars: judged },
  {
    title: 'Very many live blocks',
    body: [
      `Best of ${runs}; blocks of 16 to 64 bytes, one in ten is lost.`,
      markdownTable(columns, rows),
      notes.map((line) => `- ${line}`).join('\n'),
    ],
  },
);

/** One run. @throws when the leaks found are not those that the program makes. */
function measure(shape, blocks) {
  const place = (name) => join(scratch, name);
  const words = ['--format', 'json', '--log-file', place('report'), '--timings', place('timings')];
  const { stdout } = heapglass(
    ['run', '-O1', '-g', ...words, '--error-exitcode', '0', PROGRAM, '--', String(blocks), shape],
    { cache, nodeOptions: ['--import', PEAK_MEMORY], env: { BENCH_PEAK_MEMORY: place('peak') } },
  );
  const { leakSummary } = JSON.parse(readFileSync(place('report'), 'utf8'));
  const lost = leakSummary.definite.blocks + leakSummary.indirect.blocks + leakSummary.possible.blocks;
  const expected = Math.ceil(blocks * LOST);
  if (lost > expected || lost < expected * (1 - LOST_TOLERANCE))
    throw new Error(`${shape}, ${blocks} blocks: ${lost} were found lost, not ${expected}`);
  const { runMs, leakSearchMs, symbolsMs, reportMs } = readTimings(place('timings'));
  return {
    requested: Number(stdout),
    program: runMs,
    search: leakSearchMs,
    report: symbolsMs + reportMs,
    peak: Number(readFileSync(place('peak'), 'utf8')),
  };
}

function best(answers) {
  const least = (key) => Math.min(...answers.map((answer) => answer[key]));
  return {
    requested: least('requested'),
    program: least('program'),
    search: least('search'),
    report: least('report'),
    peak: least('peak'),
  };
}

function peakOf({ peak }) {
  return peak;
}
