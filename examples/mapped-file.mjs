/**
 * Sorts the records of a file of 4 MiB into 256 buckets, in place and with 256 KiB of memory.
 *
 *     node examples/mapped-file.mjs
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMapped } from 'heapglass/vm/node';

const COUNT = 1 << 17;
const folder = mkdtempSync(join(tmpdir(), 'mapped-'));
const file = openMapped(join(folder, 'numbers.bin'), { create: true, memory: 256 << 10 });

file.resize(COUNT * 32);
let state = 1;
for (let i = 0; i < COUNT; i++) {
  state = (Math.imul(state, 1103515245) + 12345) | 0;
  file.setInt32(i * 32, state);
}

// One pass of a radix sort: count the records of each bucket, then move every record to its own.
const starts = new Uint32Array(257);
const bucketOf = (value) => (value >> 24) + 128;
for (let i = 0; i < COUNT; i++) starts[bucketOf(file.getInt32(i * 32)) + 1]++;
for (let i = 0; i < 256; i++) starts[i + 1] += starts[i];
const next = starts.slice(0, 256);
for (let bucket = 0; bucket < 256; bucket++) {
  while (next[bucket] < starts[bucket + 1]) {
    const at = next[bucket] * 32;
    const value = file.getInt32(at);
    const home = bucketOf(value);
    if (home === bucket) next[bucket]++;
    else {
      const to = next[home]++ * 32;
      file.setInt32(at, file.getInt32(to));
      file.setInt32(to, value);
    }
  }
}

let inOrder = true;
for (let i = 1; i < COUNT; i++) inOrder &&= bucketOf(file.getInt32(i * 32 - 32)) <= bucketOf(file.getInt32(i * 32));
const { size, resident, pagesIn, pagesOut } = file.stats();
console.log(`${size >> 20} MiB in order: ${inOrder}`);
console.log(`pages in memory: ${resident <= 64 ? 'at most 64' : resident}`);
console.log(`pages read and written: ${pagesIn > 1024 && pagesOut > 1024 ? 'more than the file has' : `${pagesIn}, ${pagesOut}`}`);
file.close();
rmSync(folder, { recursive: true });
