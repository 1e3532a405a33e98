/**
 * `npm run bench:faults [-- --pages N] [--rounds N]`: how many faults of each kind the virtual memory handles in a second,
 * without a program around it. See README.md.
 */
import { parseArgs } from 'node:util';
import { ensureReady } from '../scripts/ensure.mjs';
import { barLines, judge } from './lib/bars.mjs';
import { machineFacts } from './lib/machine.mjs';
import { wholeNumber } from './lib/options.mjs';
import { writeResults } from './lib/results.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';
import { inTurns } from './lib/turns.mjs';

const { values } = parseArgs({
  options: { pages: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '5' } },
});
const pages = wholeNumber('pages', values.pages);
const rounds = wholeNumber('rounds', values.rounds);
const MINOR_BAR = 200_000;

await ensureReady();
const { AddressSpace, FLAT_TABLE_BYTES, FlatTable, MemoryFile, PAGE, PhysicalMemory, READ, WRITE, pagePolicy } =
  await import('../dist/api/vm.js');

/** Where all areas begin; the flat tables reach so far. */
const START = 0x1000_0000;

/** Each: what is done once per page, after what has to be there. @returns milliseconds and the faults they went to */
const kinds = new Map([
  ['first write (zeroed frame)', () => timed(fresh(), WRITE, 'minorFaults')],
  ['first read (zero page)', () => timed(fresh(), READ, 'minorFaults')],
  [
    'write after fork (copy)',
    () => {
      const space = fresh();
      touchAll(space, WRITE);
      space.fork();
      return timed(space, WRITE, 'minorFaults');
    },
  ],
  [
    'mapped file in the page cache',
    () => {
      const { space, object } = fileMapped();
      object.read(0, new Uint8Array(pages * PAGE));
      return timed(space, READ, 'minorFaults');
    },
  ],
  ['mapped file, read from memory', () => timed(fileMapped().space, READ, 'majorFaults')],
  ...['clock', 'lru', 'arc'].map((policy) => [
    `swap in memory, ${policy}: one page in, one out`,
    () => {
      const space = fresh({ frames: Math.floor(pages / 2), policy });
      touchAll(space, WRITE);
      return timed(space, WRITE, 'majorFaults');
    },
  ]),
]);

const rows = [];
const columns = [
  { title: 'fault', width: 44, value: (row) => row.kind },
  { title: 'faults/s', width: 12, value: (row) => Math.round(row.rate).toLocaleString('en') },
  { title: 'ns each', width: 8, value: (row) => Math.round(1e9 / row.rate).toString() },
];
console.log(`${pages} pages, best of ${rounds}\n${textHeader(columns)}`);
for (const [kind, samples] of inTurns(rounds, kinds)) {
  const row = { kind, rate: Math.max(...samples), samples };
  rows.push(row);
  console.log(textRow(columns, row));
}
const judged = judge(
  rows
    .filter(({ kind }) => !kind.startsWith('swap') && !kind.includes('read from memory'))
    .map(({ kind, rate }) => ({ what: `Minor faults: ${kind}`, value: rate, atLeast: MINOR_BAR, unit: '/s' })),
);
console.log(`\n${barLines(judged).join('\n')}`);
writeResults(
  'faults',
  { machine: machineFacts(), rounds, pages, statistic: 'maximum', rows, bars: judged },
  {
    title: 'Faults of the virtual memory',
    body: [
      `${pages} pages, best of ${rounds}. Files and swap are in memory, so that no disk is measured.`,
      markdownTable(columns, rows),
      barLines(judged)
        .map((line) => `- ${line}`)
        .join('\n'),
    ],
  },
);

/** An address space with an area of all pages, and a flat table as generated code has it. */
function fresh({ frames = 2 * pages + 500, policy = 'clock', object } = {}) {
  const design = pagePolicy(policy);
  const size = frames * PAGE;
  const base = 2 * FLAT_TABLE_BYTES;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((base + size) / 65536) });
  // The frames are committed before, so that the machine's own faults are not among those that are measured.
  new Uint8Array(memory.buffer, base).fill(1);
  const swap = { file: new MemoryFile(new Uint8Array(pages * PAGE)), limit: pages * PAGE };
  const physical = new PhysicalMemory({ memory, base, size, swap, policy: { design }, overcommit: { mode: 1 } });
  const space = new AddressSpace(physical, {
    flat: new FlatTable(memory, 0, FLAT_TABLE_BYTES, design.evidence === 'order'),
  });
  const backing = object === undefined ? {} : { object: object(physical), protection: READ };
  space.map({ address: START, length: pages * PAGE, fixed: 'keep', ...backing });
  return space;
}

function fileMapped() {
  let object;
  const open = (physical) => {
    object = physical.openFile('file', 'file', () => new MemoryFile(new Uint8Array(pages * PAGE)));
    return object;
  };
  const space = fresh({ object: open });
  return { space, object };
}

function touchAll(space, access) {
  for (let i = 0; i < pages; i++) {
    if (space.reach(START + i * PAGE, access) < 0) throw new Error(`page ${i} cannot be reached`);
  }
}

/** Faults in a second. @throws if there was not a fault for each page */
function timed(space, access, counter) {
  const before = space[counter];
  const start = performance.now();
  touchAll(space, access);
  const seconds = (performance.now() - start) / 1000;
  const faults = space[counter] - before;
  if (faults !== pages) throw new Error(`${faults} ${counter} for ${pages} pages`);
  return faults / seconds;
}
