/**
 * `npm run bench:alloc [-- FILTER...] [--rounds N]`: every allocator of heapglass against dlmalloc in WebAssembly, glibc
 * and @thi.ng/malloc, on the same traces in the same rows; see README.md for what is measured how.
 */
import { parseArgs } from 'node:util';
import { ensureReady } from '../scripts/ensure.mjs';
import { barLines, judge } from './lib/bars.mjs';
import { machineFacts } from './lib/machine.mjs';
import { wholeNumber } from './lib/options.mjs';
import { writeResults } from './lib/results.mjs';
import { scratchDirectory } from './lib/scratch.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';

const { positionals: filters, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '7' } },
});
const rounds = wholeNumber('rounds', values.rounds);

await ensureReady();
const { contenders } = await import('./alloc/contenders.mjs');
const { measure } = await import('./alloc/measure.mjs');
const { openNative } = await import('./alloc/native.mjs');
const { barsOf, ratioTable, utilisationTable } = await import('./alloc/tables.mjs');
const { Stage } = await import('./alloc/stage.mjs');
const { workloads } = await import('./alloc/workloads.mjs');

const scratch = scratchDirectory();
const machine = machineFacts();
const folder = process.env['HEAPGLASS_TRACES'];
if (folder === undefined) console.log('HEAPGLASS_TRACES is not set: no traces but those that the benchmark makes.');
const all = [...workloads(scratch, folder)];
const chosen = all.filter(({ name }) => filters.length === 0 || filters.some((filter) => name.includes(filter)));
if (chosen.length === 0)
  throw new RangeError(`no workload is called ${filters.join(' or ')}: ${all.map(({ name }) => name).join(', ')}`);

const native = openNative(scratch);
if (native === undefined) console.log('SKIPPED: glibc, since gcc is not installed');
const stage = new Stage(chosen);
const list = await contenders(scratch, stage);

const rows = [];
for (const workload of chosen) {
  rows.push(measure(workload, stage, list, native, rounds));
  console.log(`${workload.name}: ${workload.trace.op.length} calls, measured`);
}
const tables = [
  ['Called by WebAssembly: time over dlmalloc linked into its caller', ratioTable(rows, 'wasm')],
  ['Called by JavaScript: time over dlmalloc called by JavaScript', ratioTable(rows, 'js')],
  ['Utilisation: highest payload in percent of the highest footprint', utilisationTable(rows)],
];
for (const [title, { columns, lines }] of tables)
  console.log(`\n${title}\n${textHeader(columns)}\n${lines.map((line) => textRow(columns, line)).join('\n')}`);
const judged = judge(barsOf(rows));
console.log(`\n${barLines(judged).join('\n')}`);
if (filters.length > 0) console.log('Not written to bench/results: not all workloads ran.');
else
  writeResults(
    'alloc',
    { machine, rounds, statistic: 'minimum', workloads: rows, bars: judged },
    {
      title: 'What allocators cost',
      body: [
        `Best of ${rounds} rounds, interleaved. Below 1.00 is quicker than dlmalloc. ` +
          '`>`: given up for being slow; at least so much.',
        ...tables.flatMap(([title, { columns, lines }]) => [`## ${title}`, markdownTable(columns, lines)]),
        barLines(judged)
          .map((line) => `- ${line}`)
          .join('\n'),
      ],
    },
  );
