/** What a thread that runs a program tells the main thread (in-worker.ts). */
import { parentPort } from 'node:worker_threads';
import type { WorkerMessage } from './in-worker.js';
import { writeAll } from './output.js';
import { CLEAR_LINE } from './progress.js';

export function tell(message: WorkerMessage, transferred: ArrayBuffer[] = []): void {
  parentPort!.postMessage(message, transferred);
}

/** The program begins. @param progressShown a line of progress stands on the terminal */
export function begun(progressShown: boolean): void {
  // By this thread, before the program can write to the same line.
  if (progressShown) writeAll(2, new TextEncoder().encode(CLEAR_LINE));
  tell('started');
}
