/**
 * The thread that runs the program: it needs a deep stack, and the main thread has to stay free for time limits. Runs,
 * reports, and answers with the exit status.
 */
import { writeFileSync, writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { hasErrors } from '../analysis/errors.js';
import { runModule, type RunModuleOptions } from '../api/run-module.js';
import type { Recording } from '../events/recording.js';
import { MalformedModule } from '../instrument/binary/reader.js';
import { saveRecording } from '../host/node/recording-store.js';
import { renderReport, type ReportFormat } from '../report/render.js';
import { reasonOf } from './file-errors.js';
import { styles } from './styles.js';

export interface WorkerRequest extends RunModuleOptions {
  module: Uint8Array;
  errorExitCode: number;
  recordTo: string | undefined;
  format: ReportFormat;
  colour: boolean;
  quiet: boolean;
  logFile: string | undefined;
  /** File for the timings, and the part of them that was measured before this thread began. */
  timings: string | undefined;
  compileMs: number;
}

export interface WorkerAnswer {
  status: number;
  /** For stderr. */
  message?: string;
}

const EXIT_NO_COMPILE = 65;
const EXIT_CANNOT_WRITE = 73;
const EXIT_TIMEOUT = 124;
const SIGNAL_NUMBERS = { SIGILL: 4, SIGABRT: 6, SIGFPE: 8, SIGSEGV: 11 } as const;

function work(request: WorkerRequest): WorkerAnswer {
  let result: ReturnType<typeof runModule>;
  try {
    result = runModule(request.module, { ...request, recordEvents: request.recordTo !== undefined });
  } catch (error) {
    if (!(error instanceof MalformedModule) && !isEngineRefusal(error)) throw error;
    return {
      status: EXIT_NO_COMPILE,
      message: `heapglass: ${request.program} cannot run: ${(error as Error).message}\n`,
    };
  }
  const { recording, timings } = result;
  const reportStart = performance.now();
  const failure = writeRecording(request, recording) ?? writeReport(request, recording);
  if (request.timings !== undefined) {
    const all = { compileMs: request.compileMs, ...timings, reportMs: performance.now() - reportStart };
    writeFileSync(request.timings, `${JSON.stringify(all)}\n`);
  }
  return failure ?? { status: exitStatus(request, recording) };
}

/** The module is well formed for us but not for the engine. */
function isEngineRefusal(error: unknown): boolean {
  return error instanceof Error && (error.name === 'CompileError' || error.name === 'LinkError');
}

function writeRecording(request: WorkerRequest, recording: Recording): WorkerAnswer | undefined {
  if (request.recordTo === undefined) return undefined;
  try {
    saveRecording(request.recordTo, recording);
    return undefined;
  } catch (error) {
    return { status: EXIT_CANNOT_WRITE, message: `heapglass: cannot write ${request.recordTo}: ${reasonOf(error)}\n` };
  }
}

function writeReport(request: WorkerRequest, recording: Recording): WorkerAnswer | undefined {
  if (request.quiet && !hasErrors(recording)) return undefined;
  const text = renderReport(recording, request.format, { width: 80, style: styles(request.colour) });
  try {
    if (request.logFile !== undefined) writeFileSync(request.logFile, text);
    else writeAll(2, text);
    return undefined;
  } catch (error) {
    return { status: EXIT_CANNOT_WRITE, message: `heapglass: cannot write the report: ${reasonOf(error)}\n` };
  }
}

/** Straight to the descriptor: this thread's process.stderr would only be flushed by the main thread. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

function exitStatus({ errorExitCode }: WorkerRequest, recording: Recording): number {
  const { ending } = recording;
  if (errorExitCode !== 0 && hasErrors(recording)) return errorExitCode;
  switch (ending.how) {
    case 'exit':
      return ending.status;
    case 'stopped':
      return 128 + SIGNAL_NUMBERS[ending.signal];
    case 'timeout':
      return EXIT_TIMEOUT;
    case 'first-error':
      return errorExitCode;
  }
}

parentPort!.postMessage(work(workerData as WorkerRequest));
