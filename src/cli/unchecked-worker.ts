/** The thread that runs a program without checks; what it records, the main thread writes. */
import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { runUnchecked, type UncheckedOptions } from '../api/run-unchecked.js';
import { openKeptWork } from '../host/node/kept-work.js';
import { statusOf } from './exit-status.js';
import type { WorkerAnswer } from './in-worker.js';
import { refusal } from './refusal.js';
import { begun, tell } from './worker-side.js';

export interface UncheckedRequest extends Omit<UncheckedOptions, 'calls' | 'onStart'> {
  module: Uint8Array;
  /** Its calls are recorded. */
  recorded: boolean;
  /** A line of progress stands on the terminal until the program begins. */
  progressShown: boolean;
}

/** Words that go to the main thread together. */
const CHUNK = 2 ** 18;

export async function work(request: UncheckedRequest): Promise<WorkerAnswer> {
  let chunk = new Uint32Array(CHUNK);
  let used = 0;
  const send = (): void => {
    const words = chunk.subarray(0, used);
    tell({ calls: words }, [chunk.buffer]);
    used = 0;
  };
  const take = (words: Uint32Array): void => {
    if (used + words.length > CHUNK) {
      send();
      chunk = usedChunk() ?? new Uint32Array(CHUNK);
    }
    chunk.set(words, used);
    used += words.length;
  };
  try {
    const { ending, message, milliseconds } = await runUnchecked(request.module, {
      ...request,
      kept: openKeptWork(),
      onStart: () => begun(request.progressShown),
      calls: request.recorded ? take : undefined,
    });
    if (used > 0) send();
    tell({ ending, milliseconds });
    const hint = ending.how === 'stopped' ? '; without --unchecked heapglass finds out why' : '';
    return { status: statusOf(ending), message: message === undefined ? undefined : `heapglass: ${message}${hint}\n` };
  } catch (error) {
    return refusal(error, request.program);
  }
}

/** One that has been written: new memory would have to be zeroed, page by page. */
function usedChunk(): Uint32Array<ArrayBuffer> | undefined {
  const buffer = receiveMessageOnPort(parentPort!)?.message as ArrayBuffer | undefined;
  return buffer && new Uint32Array(buffer);
}
