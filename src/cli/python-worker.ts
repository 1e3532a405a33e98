/** The thread that runs a Python program: it needs a deep stack, and the main thread has to stay free for time limits. */
import { workerData } from 'node:worker_threads';
import { runPython, type RunPythonOptions } from '../api/run-python.js';
import type { WorkerAnswer } from './in-worker.js';
import { refusal } from './refusal.js';
import { begun, tell } from './worker-side.js';

export interface PythonRequest extends RunPythonOptions {
  source: Uint8Array;
  /** A line of progress stands on the terminal until the program begins. */
  progressShown: boolean;
}

async function work(request: PythonRequest): Promise<WorkerAnswer> {
  begun(request.progressShown);
  try {
    return { status: await runPython(request.source, request) };
  } catch (error) {
    return refusal(error, request.program);
  }
}

tell(await work(workerData as PythonRequest));
