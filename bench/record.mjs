/**
 * `npm run bench:record [-- --runs N]`: what recording allocations alone adds to programs that do little else. Time from
 * the call of _start to its return, without checks, the least of N runs (default 5) in turns: alone, and recorded.
 */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureReady } from '../scripts/ensure.mjs';
import { barLines, judge } from './lib/bars.mjs';
import { heapglass, readTimings } from './lib/heapglass.mjs';
import { machineFacts } from './lib/machine.mjs';
import { wholeNumber } from './lib/options.mjs';
import { writeResults } from './lib/results.mjs';
import { scratchDirectory } from './lib/scratch.mjs';
import { geometricMean } from './lib/statistics.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';
import { inTurns } from './lib/turns.mjs';

const PROGRAMS = ['allocation_storm', 'binary_trees', 'hash_table', 'realloc_growth', 'string_building'];
const MOST = 1.25;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = wholeNumber('runs', values.runs);

await ensureReady();
const scratch = scratchDirectory();
const machine = machineFacts();
const cache = join(scratch, 'cache');
const file = join(scratch, 'run.hg');
const timings = join(scratch, 'timings.json');

const alone = (source) => {
  heapglass(['run', '--unchecked', '-O2', '--timings', timings, source], { cache });
  return { milliseconds: readTimings(timings).runMs };
};
const recorded = (source) => {
  heapglass(['record', '--unchecked', '-O2', '-o', file, '--timings', timings, source], { cache });
  return { milliseconds: readTimings(timings).runMs, bytes: statSync(file).size };
};
/** Of the recording that was written last. */
const callsRecorded = () => {
  const words = ['replay', '--malloc=arena', '--rounds=0', '--format=json', file];
  return JSON.parse(heapglass(words, { cache }).stdout).trace.operations;
};
const least = (answers) => Math.min(...answers.map(({ milliseconds }) => milliseconds));

const columns = [
  { title: 'program', width: 18, value: ({ name }) => name },
  { title: 'alone ms', width: 9, value: (row) => row.alone.toFixed(0) },
  { title: 'recorded ms', width: 11, value: (row) => row.recorded.toFixed(0) },
  { title: 'ratio', width: 6, value: ({ ratio }) => ratio.toFixed(2) },
  { title: 'calls', width: 11, value: ({ calls }) => calls.toLocaleString('en') },
  { title: 'ns/call', width: 8, value: (row) => (((row.recorded - row.alone) * 1e6) / row.calls).toFixed(1) },
  { title: 'bytes/call', width: 10, value: ({ bytes, calls }) => (bytes / calls).toFixed(1) },
];
console.log(`Least of ${runs}\n${textHeader(columns)}`);
const rows = PROGRAMS.map((name) => {
  const source = join('bench', 'programs', `${name}.c`);
  const answers = inTurns(
    runs,
    new Map([
      ['alone', () => alone(source)],
      ['recorded', () => recorded(source)],
    ]),
  );
  const [before, after] = [answers.get('alone'), answers.get('recorded')];
  const row = {
    name,
    alone: least(before),
    recorded: least(after),
    ratio: least(after) / least(before),
    calls: callsRecorded(),
    bytes: after[0].bytes,
    samples: answers,
  };
  console.log(textRow(columns, row));
  return row;
});
rmSync(file, { force: true });
const ratios = rows.map(({ ratio }) => ratio);
const judged = judge([
  { what: 'recorded over alone, geometric mean', value: geometricMean(ratios), atMost: MOST },
  { what: 'recorded over alone, highest', value: Math.max(...ratios), atMost: MOST },
]);
console.log(`\n${barLines(judged).join('\n')}`);
writeResults(
  'record',
  {
    machine,
    runs,
    statistic: 'least',
    programs: rows.map(({ samples, ...row }) => ({ ...row, samples: Object.fromEntries(samples) })),
    bars: judged,
  },
  {
    title: 'What recording allocations adds',
    body: [
      `Least of ${runs} runs in turns, from the call of \`_start\` to its return.`,
      markdownTable(columns, rows),
      barLines(judged)
        .map((line) => `- ${line}`)
        .join('\n'),
    ],
  },
);
