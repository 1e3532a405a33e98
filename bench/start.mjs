/**
 * `npm run bench:start [-- --runs N]`: how long a user waits before anything runs. Wall time of whole processes, each
 * the median of N (default 7), in turns.
 */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureReady } from '../scripts/ensure.mjs';
import { barLines, judge } from './lib/bars.mjs';
import { heapglass } from './lib/heapglass.mjs';
import { machineFacts } from './lib/machine.mjs';
import { wholeNumber } from './lib/options.mjs';
import { runTimed } from './lib/processes.mjs';
import { writeResults } from './lib/results.mjs';
import { scratchDirectory } from './lib/scratch.mjs';
import { median } from './lib/statistics.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';
import { inTurns } from './lib/turns.mjs';

const EXAMPLE = ['run', 'examples/leak.c'];
/** The example has errors. */
const FOUND = 99;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' } } });
const runs = wholeNumber('runs', values.runs);

await ensureReady();
const scratch = scratchDirectory();
const machine = machineFacts();
const warm = mkdtempSync(join(scratch, 'warm-'));
const runExample = (cache) => heapglass(EXAMPLE, { cache, status: FOUND });
runExample(warm);

/** Bars in seconds. */
const starts = [
  { name: 'node -e 0', run: () => runTimed(process.execPath, ['-e', '0']) },
  { name: 'heapglass --help', bar: 0.15, run: () => heapglass(['--help'], { cache: 'off' }) },
  { name: 'run examples/leak.c, empty cache', bar: 2.5, run: () => runExample(mkdtempSync(join(scratch, 'cold-'))) },
  { name: 'run examples/leak.c, cached', bar: 0.6, run: () => runExample(warm) },
];
const answers = inTurns(runs, new Map(starts.map(({ name, run }) => [name, run])));
const rows = starts.map(({ name }) => {
  const samples = answers.get(name).map(({ milliseconds }) => milliseconds / 1000);
  return { name, median: median(samples), least: Math.min(...samples), most: Math.max(...samples), samples };
});

const seconds = (key) => (row) => row[key].toFixed(3);
const columns = [
  { title: 'start', width: 34, value: (row) => row.name },
  { title: 'median s', width: 9, value: seconds('median') },
  { title: 'least s', width: 9, value: seconds('least') },
  { title: 'most s', width: 9, value: seconds('most') },
];
const judged = judge(
  starts.flatMap(({ name, bar }, index) =>
    bar === undefined ? [] : [{ what: name, value: rows[index].median, atMost: bar, unit: ' s' }],
  ),
);
console.log(`Median of ${runs}\n${textHeader(columns)}`);
for (const row of rows) console.log(textRow(columns, row));
console.log(`\n${barLines(judged).join('\n')}`);
writeResults(
  'start',
  { machine, runs, statistic: 'median', starts: rows, bars: judged },
  {
    title: 'How long a start takes',
    body: [
      `Median of ${runs} whole processes, in turns.`,
      markdownTable(columns, rows),
      barLines(judged)
        .map((line) => `- ${line}`)
        .join('\n'),
    ],
  },
);
