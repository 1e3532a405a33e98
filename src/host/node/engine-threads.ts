/**
 * The engine optimises code in threads of its own, one per core and up to four, and they take the processor as
 * eagerly as the program does. On two cores a program that has just started then waits half of its time for code that would
 * make it quicker. Linux gives every thread a priority of its own: these get a low one, so that they work where
 * nobody else does. Elsewhere priorities belong to whole processes, and nothing is done.
 *
 * Invariant: called by the main thread before anything else has made threads, so that all there are belong to the engine.
 */
import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As nice(1) counts: high enough to stand back for the program, low enough to get on while other processes are busy. */
const STANDING_BACK = 10;

export function letEngineThreadsStandBack(): void {
  if (process.platform !== 'linux') return;
  try {
    for (const thread of readdirSync('/proc/self/task')) {
      if (Number(thread) !== process.pid) setPriority(Number(thread), STANDING_BACK);
    }
  } catch {
    // Without /proc, or without leave: programs start more slowly, that is all.
  }
}
