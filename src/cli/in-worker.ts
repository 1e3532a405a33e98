/**
 * Runs what runs a program in a thread of its own: programs need a deep stack, and the main thread stays free for time
 * limits and progress.
 */
import { fileURLToPath } from 'node:url';
import type { Ending } from '../events/findings.js';
import { EXIT } from './exit-status.js';
import { answerCompile, type CompileRequest, type CompileSource } from './exec-sources.js';
import type { Progress } from './progress.js';
import { threadFor } from './threads.js';

/** Milliseconds that a program which waits for its input may go on after its time is up. */
const GRACE = 5000;
/** What a timer can take. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface WorkerAnswer {
  status: number;
  /** For stderr. */
  message?: string;
}

/**
 * `started`: the program begins; from now on its time counts. `step`: what is being done now. `calls`: words of a call
 * log. `ending`: how the program ended, and how long it ran. `compile`: see exec-sources.ts.
 */
export type WorkerMessage =
  | 'started'
  | { step: string }
  | CompileRequest
  | { calls: Uint32Array }
  | { ending: Ending; milliseconds: number }
  | WorkerAnswer;

export interface WorkerOptions {
  /** After which the thread is given up, counted from 'started'. */
  seconds?: number;
  progress: Progress;
  /** For programs that end as soon as their thread is given up: milliseconds they may go on, and what is said. */
  late?: { grace: number; words: string };
  /** Compiles what programs name to exec. */
  compile?: CompileSource;
  /** Takes what is recorded. */
  calls?(words: Uint32Array): void;
  ended?(ending: Ending, milliseconds: number): void;
}

/**
 * The exit status.
 * @param thread its script (scripts/bundles.mjs), by name
 * @param request what it works on; copied
 */
export function inWorker(
  thread: string,
  request: object,
  { seconds, progress, late, compile, calls, ended }: WorkerOptions,
): Promise<number> {
  return new Promise((resolve) => {
    const main = fileURLToPath(new URL('main.cjs', import.meta.url));
    const worker = threadFor({ script: thread, request }, main);
    let watchdog: NodeJS.Timeout | undefined;
    let answered = false;
    const finish = (status: number, message = ''): void => {
      if (answered) return;
      answered = true;
      clearTimeout(watchdog);
      progress.clear();
      if (message !== '') process.stderr.write(message);
      resolve(status);
    };
    const giveUp = (): void => {
      finish(
        EXIT.timeout,
        `heapglass: ${late?.words ?? `the program did not end within ${seconds} s and could not be interrupted; no report`}\n`,
      );
      // A thread that waits inside the operating system outlives every polite end of this process.
      const kill = setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE);
      void worker.terminate().then(() => clearTimeout(kill));
    };
    worker.on('message', (message: WorkerMessage) => {
      if (message !== 'started') {
        if ('step' in message) progress.show(message.step);
        else if ('compile' in message) void answerCompile(message, compile ?? (async () => undefined));
        else if ('calls' in message) {
          calls?.(message.calls);
          // To be filled again.
          worker.postMessage(message.calls.buffer, [message.calls.buffer as ArrayBuffer]);
        } else if ('ending' in message) ended?.(message.ending, message.milliseconds);
        else finish(message.status, message.message);
        return;
      }
      progress.cleared();
      // A program that is run again has its time again.
      clearTimeout(watchdog);
      if (seconds !== undefined)
        watchdog = setTimeout(giveUp, Math.min(seconds * 1000 + (late?.grace ?? GRACE), LONGEST_TIMER));
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        finish(EXIT.system, 'heapglass: there is not enough memory to run and check this program\n');
        return;
      }
      const text = error.stack ?? error.message;
      finish(EXIT.internal, `heapglass: an internal error; please report it with what you did\n${text}\n`);
    });
    worker.on('exit', () => finish(EXIT.internal, 'heapglass: the program ended without a report\n'));
  });
}
