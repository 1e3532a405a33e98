/**
 * The thread that runs the program: it needs a deep stack, and the main thread has to stay free for time limits. Runs,
 * reports, and answers with the exit status.
 */
import { writeFileSync } from 'node:fs';
import { hasErrors } from '../analysis/errors.js';
import { runModule, type RunModuleOptions, type RunResult } from '../api/run-module.js';
import type { Recording } from '../events/recording.js';
import { openKeptWork } from '../host/node/kept-work.js';
import { saveRecording } from '../host/node/recording-store.js';
import { renderReport, type ReportFormat } from '../report/render.js';
import { statusOf } from './exit-status.js';
import { writeAll, writing, type OutputFile } from './output.js';
import { refusal } from './refusal.js';
import { styles } from './styles.js';
import type { WorkerAnswer } from './in-worker.js';
import { begun } from './worker-side.js';

export interface WorkerRequest extends RunModuleOptions {
  module: Uint8Array;
  errorExitCode: number;
  recordTo: OutputFile | undefined;
  format: ReportFormat;
  colour: boolean;
  width: number;
  quiet: boolean;
  /** A line of progress stands on the terminal until the program begins. */
  progressShown: boolean;
  logFile: OutputFile | undefined;
  /** File for the timings, and the part of them that was measured before this thread began. */
  timings: OutputFile | undefined;
  compileMs: number;
}

export async function work(request: WorkerRequest): Promise<WorkerAnswer> {
  let result: RunResult;
  try {
    result = await runModule(request.module, {
      ...request,
      kept: openKeptWork(),
      recordEvents: request.recordTo !== undefined,
      onStart: () => begun(request.progressShown),
    });
  } catch (error) {
    return refusal(error, request.program);
  }
  const { recording, timings } = result;
  const reportStart = performance.now();
  const { recordTo, timings: timingsFile } = request;
  const failure =
    (recordTo && writing(recordTo.path, () => saveRecording(recordTo.descriptor, recording))) ??
    writeReport(request, recording);
  const all = { compileMs: request.compileMs, ...timings, reportMs: performance.now() - reportStart };
  return (
    failure ??
    (timingsFile &&
      writing(timingsFile.path, () => writeFileSync(timingsFile.descriptor, `${JSON.stringify(all)}\n`))) ?? {
      status: exitStatus(request, recording),
    }
  );
}

function writeReport(request: WorkerRequest, recording: Recording): WorkerAnswer | undefined {
  if (request.quiet && !hasErrors(recording) && recording.ending.how === 'exit') return undefined;
  const { logFile, format, colour, width } = request;
  const text = renderReport(recording, format, { width, style: styles(colour) });
  const bytes = new TextEncoder().encode(text);
  if (logFile) return writing(logFile.path, () => writeAll(logFile.descriptor, bytes));
  // Straight to the descriptor: this thread's process.stderr would only be flushed by the main thread.
  return writing('the report', () => writeAll(2, bytes));
}

function exitStatus({ errorExitCode }: WorkerRequest, recording: Recording): number {
  if (errorExitCode !== 0 && hasErrors(recording)) return errorExitCode;
  return statusOf(recording.ending, errorExitCode);
}
