/** "heapglass/alloc" as somebody uses it who has installed the package: threads on one heap, in all kinds of shared memory. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { runProcess } from '../support/run-process.js';

const root = join(import.meta.dirname, '../..');

/** Allocates, resizes and frees in a loop, and looks whether its bytes are still there. */
const USER = `
  const { workerData } = require('node:worker_threads');
  (async () => {
    const alloc = await import('heapglass/alloc');
    const { memory, design, tag } = workerData;
    const heap = alloc.SharedHeap.attach(memory, (...where) => new alloc[design](...where));
    const buffer = () => memory instanceof WebAssembly.Memory ? memory.buffer : memory;
    const live = [];
    let state = tag;
    const random = (n) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % n;
    for (let i = 0; i < 20000; i++) {
      if (live.length < 200 && random(8) > 3) {
        const size = 1 + random(i % 10 === 0 ? 5000 : 200);
        const at = heap.malloc(size);
        if (at === 0) throw new Error('no memory');
        new Uint8Array(buffer(), at, size).fill(tag);
        live.push([at, size]);
      } else if (live.length > 0) {
        const [[at, size]] = live.splice(random(live.length), 1);
        if (!new Uint8Array(buffer(), at, size).every((byte) => byte === tag)) throw new Error('overwritten');
        heap.free(at);
      }
    }
    for (const [at] of live) heap.free(at);
  })();`;

const MEMORIES = {
  'a SharedArrayBuffer': () => new SharedArrayBuffer(16 << 20),
  'a shared WebAssembly.Memory': () => new WebAssembly.Memory({ initial: 1, maximum: 256, shared: true }),
};

function finished(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}

describe.each(Object.entries(MEMORIES))('threads on one heap in %s', (_, newMemory) => {
  it.each(['TlsfAllocator', 'SegregatedAllocator', 'MimallocAllocator'] as const)('%s', async (design) => {
    const alloc = await import('heapglass/alloc');
    const memory = newMemory();
    const heap = alloc.SharedHeap.create(memory, (...where) => new alloc[design](...where));
    const workers = [1, 2, 3].map((tag) => new Worker(USER, { eval: true, workerData: { memory, design, tag } }));
    await Promise.all(workers.map(finished));
    const live: number[] = [];
    heap.walk(({ payload, free }) => void (free || live.push(payload)));
    expect(live).toEqual([]);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });
});

describe('the examples', () => {
  it('hand texts over between two threads', async () => {
    const run = await runProcess(process.execPath, ['examples/shared-heap.mjs'], { cwd: root, seconds: 60 });
    expect(run).toEqual({
      status: 0,
      stdout: '10000 texts were handed over; 0 blocks are left.\nThe heap is sound.\n',
      stderr: '',
    });
  });
});

describe('docs/library.md', () => {
  const text = readFileSync(join(root, 'docs/library.md'), 'utf8');
  const snippets = [...text.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code]) => code!);

  it('has snippets', () => expect(snippets.length).toBeGreaterThan(3));

  it.each(snippets)('has a snippet that runs: %s', async (code) => {
    const run = await runProcess(process.execPath, ['--input-type=module', '-e', code], { cwd: root, seconds: 60 });
    expect([run.status, run.stderr]).toEqual([0, '']);
  });
});
