/** The thread that runs a program without checks for record --unchecked; what it records, the main thread writes. */
import { parentPort, workerData } from 'node:worker_threads';
import { recordCalls, type RecordCallsOptions } from '../api/record-calls.js';
import { statusOf } from './exit-status.js';
import type { WorkerAnswer, WorkerMessage } from './in-worker.js';
import { writeAll } from './output.js';
import { CLEAR_LINE } from './progress.js';
import { refusal } from './refusal.js';

export interface CallsRequest extends Omit<RecordCallsOptions, 'calls' | 'onStart'> {
  module: Uint8Array;
  /** A line of progress stands on the terminal until the program begins. */
  progressShown: boolean;
}

/** Words that go to the main thread together. */
const CHUNK = 2 ** 18;

async function work(request: CallsRequest): Promise<WorkerAnswer> {
  let chunk = new Uint32Array(CHUNK);
  let used = 0;
  const send = (): void => {
    const words = chunk.subarray(0, used);
    tell({ calls: words }, [chunk.buffer]);
    used = 0;
  };
  try {
    const { ending, message, milliseconds } = await recordCalls(request.module, {
      ...request,
      onStart: () => {
        // By this thread, before the program can write to the same line.
        if (request.progressShown) writeAll(2, new TextEncoder().encode(CLEAR_LINE));
        tell('started');
      },
      calls: (words) => {
        if (used + words.length > CHUNK) {
          send();
          chunk = new Uint32Array(CHUNK);
        }
        chunk.set(words, used);
        used += words.length;
      },
    });
    send();
    tell({ ending, milliseconds });
    return { status: statusOf(ending), message: message === undefined ? undefined : `heapglass: ${message}\n` };
  } catch (error) {
    return refusal(error, request.program);
  }
}

function tell(message: WorkerMessage, transferred: ArrayBuffer[] = []): void {
  parentPort!.postMessage(message, transferred);
}

tell(await work(workerData as CallsRequest));
