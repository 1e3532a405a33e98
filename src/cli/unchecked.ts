/**
 * `--unchecked`: the program at its own speed, and nothing about what it does wrong; `record` writes down its calls at nearly
 * that speed.
 */
import { DEFAULT_REPORT } from '../api/default-report.js';
import { version } from '../api/version.js';
import { StringTable } from '../base/strings.js';
import type { Ending, HeapTotals } from '../events/findings.js';
import { CallRecordingWriter } from '../events/format/recording-file.js';
import { emptyEvents, emptyFrames, emptyStacks } from '../events/empty-tables.js';
import type { Recording } from '../events/recording.js';
import type { UncheckedRequest } from './unchecked-worker.js';
import { EXIT } from './exit-status.js';
import { reasonOf } from './file-errors.js';
import { inWorker } from './in-worker.js';
import { writeAll, type OutputFile } from './output.js';
import type { Progress } from './progress.js';

const NOTE = 'Recorded without checks: what was asked of malloc and its kin, and nothing else.';
/** They follow from the calls. */
const NO_TOTALS: HeapTotals = {
  allocations: 0,
  frees: 0,
  bytesAllocated: 0,
  blocksAtExit: 0,
  bytesAtExit: 0,
  peakBytes: 0,
};

export interface UncheckedOutputs {
  /** Absent where nothing is recorded. */
  recordTo: OutputFile | undefined;
  /** File for the timings, and the part of them that was measured before. */
  timings: OutputFile | undefined;
  compileMs: number;
  directory: string;
  progress: Progress;
}

/** The exit status. */
export async function runUnchecked(
  program: Omit<UncheckedRequest, 'recorded'>,
  { recordTo, timings, compileMs, directory, progress }: UncheckedOutputs,
): Promise<number> {
  let failure: string | undefined;
  const writeTo = ({ path, descriptor }: OutputFile, bytes: Uint8Array): void => {
    if (failure !== undefined) return;
    try {
      writeAll(descriptor, bytes);
    } catch (error) {
      failure = `heapglass: cannot write ${path}: ${reasonOf(error)}\n`;
    }
  };
  const writer = recordTo && new CallRecordingWriter((bytes) => writeTo(recordTo, bytes));
  const request: UncheckedRequest = { ...program, recorded: writer !== undefined };
  const status = await inWorker('unchecked-worker', request, {
    seconds: program.timeout,
    progress,
    calls: (words) => writer!.calls(words),
    ended: (ending, runMs) => {
      writer?.finish(recordingOf(request, directory, ending));
      if (timings) writeTo(timings, new TextEncoder().encode(`${JSON.stringify({ compileMs, runMs })}\n`));
    },
  });
  if (failure === undefined) return status;
  process.stderr.write(failure);
  return EXIT.cannotWrite;
}

function recordingOf(request: UncheckedRequest, directory: string, ending: Ending): Recording {
  return {
    header: {
      program: request.program,
      arguments: request.arguments,
      directory,
      tool: version(),
      options: { ...DEFAULT_REPORT, leakCheck: 'no' },
      notes: [NOTE],
    },
    strings: new StringTable(),
    stacks: emptyStacks(),
    frames: emptyFrames(),
    events: emptyEvents(),
    findings: [],
    leaks: [],
    totals: NO_TOTALS,
    ending,
    sources: [],
  };
}
