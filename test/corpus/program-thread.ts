/** A thread that runs one program after the other, as `heapglass run` does without options: what is slow is starting one. */
import { Worker } from 'node:worker_threads';
import { PROGRAM_THREAD_STACK_MB } from '../../src/host/node/engine.js';

const SECONDS = 120;

export interface ThreadRequest {
  module: Uint8Array;
  /** Its name in the report. */
  program: string;
  words: string[];
  /** Where it runs, absolute; what it may use. */
  directory: string;
  stdin: Uint8Array;
}

export interface ThreadRun {
  stdout: string;
  /** As JSON. */
  report: string;
}

/** They end with the process. */
const idle: Worker[] = [];

/** Runs a program in a thread that has nothing to do, or in a new one. */
export function runInThread(request: ThreadRequest): Promise<ThreadRun> {
  const worker =
    idle.pop() ??
    new Worker(new URL('program-worker.mjs', import.meta.url), {
      resourceLimits: { stackSizeMb: PROGRAM_THREAD_STACK_MB },
    });
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(hung);
      worker.off('error', fail).off('exit', ended).off('message', answered);
    };
    const fail = (error: Error): void => {
      settle();
      void worker.terminate();
      reject(error);
    };
    const ended = (): void => fail(new Error(`${request.program} ended its thread`));
    const answered = (run: ThreadRun): void => {
      settle();
      idle.push(worker);
      resolve(run);
    };
    const hung = setTimeout(() => fail(new Error(`${request.program} hangs`)), SECONDS * 1000);
    worker.once('error', fail).once('exit', ended).once('message', answered);
    worker.postMessage(request);
  });
}
