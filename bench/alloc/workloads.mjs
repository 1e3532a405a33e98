/**
 * The traces that are replayed: recorded from bench/programs by heapglass as the benchmark begins, made by rule, and
 * whatever lies in the folder that HEAPGLASS_TRACES names.
 *
 * A workload is { name, kind, trace }.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadTrace } from '../../dist/host/node/trace-store.js';
import { readTrace } from '../../dist/events/trace/read-trace.js';
import { heapglass } from '../lib/heapglass.mjs';
import { LAB, MIXES } from './patterns.mjs';

const PROGRAMS = join(import.meta.dirname, '..', 'programs');
/** With sizes that make some hundred thousand calls. */
const RECORDED = {
  allocation_storm: '4000',
  binary_trees: '12',
  hash_table: '200000',
  realloc_growth: '4000000',
  string_building: '100000',
};
/** What takes part of an unknown folder. */
const EXTENSIONS = /\.(rep|csv|hg|mtrace)(\.gz|\.zst)?$/;

export function* workloads(scratch, folder) {
  for (const [program, size] of Object.entries(RECORDED)) {
    const recording = join(scratch, `${program}.hg`);
    const source = join(PROGRAMS, `${program}.c`);
    heapglass(['record', '-q', '-O1', '-g', '-o', recording, source, '--', size], { cache: join(scratch, 'cache') });
    yield { name: program, kind: 'recorded', trace: loadTrace(recording, false).trace };
  }
  for (const [kind, patterns] of Object.entries({ mix: MIXES, lab: LAB })) {
    for (const [name, text] of Object.entries(patterns)) {
      yield { name, kind, trace: readTrace(new TextEncoder().encode(text()), false).trace };
    }
  }
  if (folder === undefined) return;
  for (const file of readdirSync(folder)
    .filter((name) => EXTENSIONS.test(name))
    .sort()) {
    yield { name: basename(file), kind: 'folder', trace: loadTrace(join(folder, file), false).trace };
  }
}
