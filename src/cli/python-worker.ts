/** The thread that runs a Python program: it needs a deep stack, and the main thread has to stay free for time limits. */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { runPython, type RunPythonOptions } from '../api/run-python.js';
import type { PythonMemoryReport } from '../events/python/memory-report.js';
import { pythonMemoryJson } from '../report/python/json.js';
import { pythonMemoryText } from '../report/python/text.js';
import type { WorkerAnswer } from './in-worker.js';
import { refusal } from './refusal.js';
import { begun, tell } from './worker-side.js';

export interface PythonRequest extends RunPythonOptions {
  source: Uint8Array;
  /** A line of progress stands on the terminal until the program begins. */
  progressShown: boolean;
  /** A report on memory is written to standard error in the end. */
  report?: 'text' | 'json';
}

const STANDARD_ERROR = 2;

const show = (format: 'text' | 'json') => (report: PythonMemoryReport) => {
  writeSync(STANDARD_ERROR, format === 'json' ? pythonMemoryJson(report) : pythonMemoryText(report));
};

async function work(request: PythonRequest): Promise<WorkerAnswer> {
  begun(request.progressShown);
  try {
    return { status: await runPython(request.source, { ...request, observe: request.report && show(request.report) }) };
  } catch (error) {
    return refusal(error, request.program);
  }
}

void work(workerData as PythonRequest).then(tell);
