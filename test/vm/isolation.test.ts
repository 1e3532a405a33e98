/** Two programs on one physical memory: neither reaches what is the other's, whatever pointers it makes up. */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { nodeHost } from '../../src/host/node/node-host.js';
import { DEFAULT_DESIGN } from '../../src/memory/alloc/designs.js';
import { systemCallsOn } from '../../src/api/system-calls.js';
import { FRAMES_BASE } from '../../src/process/vm/layout.js';
import { PagedProgram } from '../../src/process/vm/paged-program.js';
import { PagedSystem } from '../../src/process/vm/paged-system.js';
import { PROC_PATH } from '../../src/process/vm/proc-files.js';
import { runPaged, type PagedResult } from '../../src/process/vm/run-paged.js';
import { wasiSignature } from '../../src/process/wasi/wasi.js';
import { compiled } from '../support/compiled.js';

const RAM = 4 * 1024 * 1024;
const modules = new Map<string, Uint8Array>();

beforeAll(async () => {
  for (const name of ['secret', 'burglar']) {
    const path = join(import.meta.dirname, 'programs', `${name}.c`);
    modules.set(name, await compiled(['-O1', path], { plain: true, paged: true }));
  }
}, 120_000);

async function run(system: PagedSystem, name: string, words: string[]): Promise<PagedResult & { output: string }> {
  const program = new PagedProgram(modules.get(name)!, {
    memoryLimit: RAM * 16,
    signatureOf: wasiSignature,
    poll: false,
    calls: true,
    observed: false,
  });
  let output = '';
  const files = Object.assign(Object.create(nodeHost.files) as typeof nodeHost.files, {
    write: (_handle: number, from: Uint8Array) => {
      output += new TextDecoder().decode(from);
      return from.length;
    },
  });
  const surroundings = {
    program: name,
    arguments: words,
    environment: [],
    preopens: [{ name: '/proc', path: PROC_PATH }],
  };
  const [result] = runPaged({
    system,
    programs: [
      {
        program,
        name,
        arguments: words,
        allocator: await DEFAULT_DESIGN.load(),
        systemCalls: (memory, _limit, change) =>
          systemCallsOn({ ...nodeHost, files }, memory, surroundings, { change }),
      },
    ],
    now: () => 0,
    sleep: () => {},
    keepsMemory: true,
  });
  return { ...result!, output };
}

it('finds nothing of another program in all of physical memory, and changes nothing there', async () => {
  const system = new PagedSystem({ ram: RAM });
  const { process: holder, output: where, ending } = await run(system, 'secret', []);
  expect(ending).toEqual({ how: 'exit', status: 0 });
  const secret = (): string => {
    const bytes = new Uint8Array(256 * 1024);
    expect(holder.space.read(Number(where), bytes)).toBeUndefined();
    return Buffer.from(bytes).toString('latin1');
  };
  const before = secret();
  expect(before).toBe('TOP-SECRET-WORDS'.repeat(16384));
  const tables = Buffer.from(system.physical.contents(holder.space.table.root)).toString('hex');
  const burglar = await run(system, 'burglar', [String(FRAMES_BASE), String(RAM / 4096)]);
  expect(burglar.ending).toEqual({ how: 'exit', status: 0 });
  expect(burglar.output).toBe('reached 0 secrets 0 tried 1\n');
  expect(secret()).toBe(before);
  expect(Buffer.from(system.physical.contents(holder.space.table.root)).toString('hex')).toBe(tables);
}, 240_000);
