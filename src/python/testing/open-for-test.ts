/** A runtime for tests: no files, no library, output that can be read. */
import { SegregatedAllocator } from '../../memory/alloc/segregated/segregated.js';
import { ConfinedFiles } from '../../process/confined-files.js';
import type { HostFiles } from '../../process/host.js';
import { openRuntime } from '../runtime/open.js';
import type { Runtime, RuntimeOptions } from '../runtime/runtime.js';
import type { Surroundings } from '../runtime/surroundings.js';

export interface TestRuntime extends Runtime {
  /** What the program has written to standard output and error. */
  readonly written: { text: string; errors: string };
}

function testSurroundings(written: { text: string; errors: string }): Surroundings {
  const refuse = () => {
    throw Object.assign(new Error('a test has no files'), { code: 'ENOENT' });
  };
  const files = new Proxy({} as HostFiles, {
    get: (_, name) =>
      name === 'write'
        ? (handle: number, from: Uint8Array) => {
            written[handle === 2 ? 'errors' : 'text'] += new TextDecoder().decode(from);
            return from.length;
          }
        : refuse,
  });
  let time = 0n;
  const tick = () => (time += 1000n);
  return {
    host: {
      files: new ConfinedFiles(files, [{ name: '/', path: '/' }], '/'),
      clock: { realtime: tick, monotonic: tick, processor: tick, sleep: (nanoseconds) => void (time += nanoseconds) },
      random: (into) => into.fill(7),
    },
    arguments: ['test.py'],
    environment: {},
    searchPath: [],
    library: { shownDirectory: '/library', read: () => undefined, kindOf: () => undefined, list: () => [] },
    terminals: [false, false, false],
  };
}

export function openForTest(options: Partial<RuntimeOptions> = {}): TestRuntime {
  const written = { text: '', errors: '' };
  const rt = openRuntime({
    allocator: (memory, pages) => new SegregatedAllocator(memory, pages),
    surroundings: testSurroundings(written),
    ...options,
  });
  return Object.assign(rt, { written });
}
