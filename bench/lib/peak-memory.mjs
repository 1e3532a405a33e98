/**
 * Loaded into a Node process with --import: leaves its peak resident memory in bytes in the file that BENCH_PEAK_MEMORY
 * names. Nothing is written when the process is killed or crashes.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('exit', () => {
    writeFileSync(process.env.BENCH_PEAK_MEMORY, String(process.resourceUsage().maxRSS * 1024));
  });
}
