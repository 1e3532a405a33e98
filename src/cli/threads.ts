/**
 * Threads that run programs (main.ts is their script too). Node takes 30 ms to start one: main.ts starts one for a command
 * that will want it, while that command is still being read.
 */
import { Worker } from 'node:worker_threads';
import { PROGRAM_THREAD_STACK_MB } from '../host/node/engine.js';

/** What a thread waits for: the name of its script (scripts/bundles.mjs), and what it works on, copied. */
export interface Assignment {
  readonly script: string;
  readonly request: object;
}

/** @param main the script of threads, absolute */
export function startThread(main: string): Worker {
  return new Worker(main, { resourceLimits: { stackSizeMb: PROGRAM_THREAD_STACK_MB } });
}

let waiting: Worker | undefined;

/** Keeps a thread that has been started for the first who wants one; the process does not wait for it. */
export function keepThread(thread: Worker | undefined): void {
  waiting = thread;
  thread?.unref();
}

/** A thread that runs a script on a request. @param main the script of threads, absolute */
export function threadFor(assignment: Assignment, main: string): Worker {
  const thread = waiting ?? startThread(main);
  waiting = undefined;
  thread.ref();
  thread.postMessage(assignment);
  return thread;
}
