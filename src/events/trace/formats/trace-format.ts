/** What a form of allocation traces offers: to be recognised and to be read. */
import type { AllocationTrace } from '../trace.js';
import type { TraceProblems } from '../trace-problems.js';

export interface TraceText {
  trace: AllocationTrace;
  /** What a user should know about what was read, one sentence each. */
  notes: string[];
}

export interface TraceFormat {
  name: string;
  /** Whether a file whose first line with text is this one is of the format. */
  recognises(line: string): boolean;
  /** @throws TraceError where `problems` is strict */
  read(bytes: Uint8Array, problems: TraceProblems): TraceText;
}
