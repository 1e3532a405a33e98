/** Any file of allocations to a trace. What it is follows from what it holds, not from its name. */
import { CSV } from './formats/csv.js';
import { HEAPTRACK } from './formats/heaptrack.js';
import { LTRACE } from './formats/ltrace.js';
import { MTRACE } from './formats/mtrace.js';
import { REP } from './formats/rep.js';
import type { TraceFormat } from './formats/trace-format.js';
import type { AllocationTrace } from './trace.js';
import { quote, TraceError, TraceProblems } from './trace-problems.js';

const FORMATS: readonly TraceFormat[] = [CSV, HEAPTRACK, MTRACE, LTRACE, REP];

/** Bytes in which the first line with text must begin. */
const HEAD = 4096;

export interface ReadTrace {
  trace: AllocationTrace;
  format: string;
  /** Lines left out because they are malformed; 0 unless lenient. */
  skipped: number;
  firstSkipped?: TraceError;
  notes: string[];
}

/** @param lenient pass over malformed lines. @throws TraceError */
export function readTrace(bytes: Uint8Array, lenient: boolean): ReadTrace {
  const { line, number } = firstLine(bytes);
  const format = FORMATS.find((candidate) => candidate.recognises(line));
  if (format === undefined) {
    const kinds = "a recording, malloc-lab .rep, csv with op,id,size, a log of mtrace or ltrace, or heaptrack's data";
    throw new TraceError(
      number,
      line === '' ? `is empty; expected ${kinds}` : `${quote(line)} begins no trace; expected ${kinds}`,
    );
  }
  const problems = new TraceProblems(lenient);
  const { trace, notes } = format.read(bytes, problems);
  return finished(format.name, trace, notes, problems);
}

/** @throws TraceError when nothing was allocated: there is nothing to replay */
export function finished(format: string, trace: AllocationTrace, notes: string[], problems: TraceProblems): ReadTrace {
  if (trace.op.length === 0) throw problems.first ?? new TraceError(0, 'holds no allocations; expected at least one');
  return { trace, format, skipped: problems.skipped, firstSkipped: problems.first, notes };
}

function firstLine(bytes: Uint8Array): { line: string; number: number } {
  const lines = new TextDecoder().decode(bytes.subarray(0, HEAD)).split('\n');
  const at = lines.findIndex((line) => line.trim() !== '');
  return { line: lines[at]?.trimEnd() ?? '', number: Math.max(at, 0) + 1 };
}
