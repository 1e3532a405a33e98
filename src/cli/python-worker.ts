/** The thread that runs a Python program: it needs a deep stack, and the main thread has to stay free for time limits. */
import { PYTHON_KERNEL } from '../api/python-kernel.js';
import { runPython, type RunPythonOptions } from '../api/run-python.js';
import type { PythonMemoryReport } from '../events/python/memory-report.js';
import { pythonMemoryJson } from '../report/python/json.js';
import { pythonMemoryText } from '../report/python/text.js';
import type { ReferenceTrace } from '../events/python/reference-trace.js';
import { referencesJson } from '../report/python/references-json.js';
import { referencesText } from '../report/python/references-text.js';
import { type OutputFile, writeAll, writing } from './output.js';
import { saveRecording } from '../host/node/recording-store.js';
import { styles } from './styles.js';
import type { WorkerAnswer } from './in-worker.js';
import { refusal } from './refusal.js';
import { begun } from './worker-side.js';

export interface PythonRequest extends RunPythonOptions {
  source: Uint8Array;
  /** A line of progress stands on the terminal until the program begins. */
  progressShown: boolean;
  /** A report on memory is written to standard error in the end. */
  reports: boolean;
  /** The name whose first object is watched. */
  watched?: string;
  form: PythonReportForm;
  /** Where a recording goes, if there is to be one. */
  recordTo?: OutputFile;
}

/** How what is written to standard error looks. */
export interface PythonReportForm {
  format: 'text' | 'json';
  width: number;
  colour: boolean;
}

const STANDARD_ERROR = 2;

/** Straight to the descriptor: this thread's process.stderr would only be flushed by the main thread. */
const show = (text: string): void => writeAll(STANDARD_ERROR, new TextEncoder().encode(text));

function showMemory(report: PythonMemoryReport, { format, width, colour }: PythonReportForm): void {
  show(format === 'json' ? pythonMemoryJson(report) : pythonMemoryText(report, width, styles(colour)));
}

function showReferences(trace: ReferenceTrace, { format, width, colour }: PythonReportForm): void {
  show(format === 'json' ? referencesJson(trace) : referencesText(trace, width, styles(colour)));
}

export async function work(request: PythonRequest): Promise<WorkerAnswer> {
  begun(request.progressShown);
  try {
    const { form, watched, reports, recordTo } = request;
    let failed: WorkerAnswer | undefined;
    const status = await runPython(request.source, {
      ...request,
      kernel: PYTHON_KERNEL,
      endsThread: true,
      observe: reports ? (report) => showMemory(report, form) : undefined,
      record:
        recordTo &&
        ((recording) => {
          failed = writing(recordTo.path, () => saveRecording(recordTo.descriptor, recording));
        }),
      traceReferences:
        watched === undefined ? undefined : { name: watched, take: (trace) => showReferences(trace, form) },
    });
    return failed ?? { status };
  } catch (error) {
    return refusal(error, request.program);
  }
}
