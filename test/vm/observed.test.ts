/**
 * Generated code looks into the first level of the TLB's model by itself, unless somebody wants to hear of every reference. Both
 * ways count the same, but for a word that the host writes between two references of which it has not heard yet.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runOnPagedMemory } from '../../src/api/run-paged.js';
import { silenceOutput } from '../../src/host/node/moved-output.js';
import type { Host } from '../../src/process/host.js';
import { scratch } from '../cli/run-cli.js';
import { compiled } from '../support/compiled.js';

const directory = scratch();
const at = (name: string): string => join(import.meta.dirname, 'programs', `${name}.c`);

/** Says nothing, and has nothing to read. */
function alone(host: Host): Host {
  const { files } = host;
  const read: Host['files']['read'] = (handle, ...rest) => (handle === 0 ? 0 : files.read(handle, ...rest));
  return silenceOutput({ ...host, files: { ...files, read } });
}

it.each([
  ['search_tree', 'clock', 64],
  ['search_tree', 'aging', 0.25],
  ['larger_than_memory', 'fifo', 1],
  ['larger_than_memory', 'lru', 2],
  ['processes/copy_on_write', 'clock', 2],
  ['processes/heap_fork', 'clock-pro', 1],
])(
  '%s is seen as exactly with %s in %d MiB',
  async (name, policy, mebibytes) => {
    const module = await compiled(['-O1', at(name)], { plain: true, paged: true });
    const file = join(directory, 'swap.bin');
    const seen = async (onReference?: () => void) => {
      const { record } = await runOnPagedMemory(module, {
        ...{ program: name, arguments: [], environment: [], preopens: [], seed: 1, directory },
        ...{ malloc: 'segregated', tuning: {}, ram: mebibytes * 2 ** 20, policy, overcommit: 0, observe: true },
        swap: { file, size: 2 ** 24, readahead: 1, cluster: 1 },
        change: alone,
        onReference,
      });
      rmSync(file);
      const { observed, minorFaults, majorFaults } = record;
      const { tlbLevel2Hits, ...exactly } = observed!;
      const endings = record.processes.map(({ ending }) => ending.how);
      return { tlbLevel2Hits, told: { ...exactly, minorFaults, majorFaults, endings } };
    };
    let references = 0;
    const listening = await seen(() => references++);
    expect(references).toBeGreaterThan(1000);
    expect(listening.told.tlbMisses).toBeGreaterThan(20);
    const { tlbLevel2Hits, told } = await seen();
    expect(told).toEqual(listening.told);
    expect(Math.abs(tlbLevel2Hits - listening.tlbLevel2Hits)).toBeLessThanOrEqual(1);
  },
  60_000,
);
