/** Runs Python programs on the built interpreter, each in one of its own, in a thread with the stack that they are given. */
import { Worker } from 'node:worker_threads';
import { PROGRAM_THREAD_STACK_MB } from '../../src/host/node/engine.js';

export interface ProgramRun {
  path: string;
  status: number;
  output: string;
  errors: string;
}

/** By path. A program that did not come to its end is missing. @param scratch a directory that they may use */
export function runPrograms(paths: readonly string[], scratch: string): Promise<Map<string, ProgramRun>> {
  const runs = new Map<string, ProgramRun>();
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('program-worker.mjs', import.meta.url), {
      workerData: { paths, scratch },
      resourceLimits: { stackSizeMb: PROGRAM_THREAD_STACK_MB },
    });
    worker.on('message', (run: ProgramRun) => runs.set(run.path, run));
    worker.on('error', reject);
    worker.on('exit', () => resolve(runs));
  });
}
