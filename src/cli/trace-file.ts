/** Files of allocations as commands take them: read, or told what is wrong with them. */
import { counted } from '../base/format.js';
import { RecordingFormatError } from '../events/format/format-error.js';
import type { ReadTrace } from '../events/trace/read-trace.js';
import { TraceError } from '../events/trace/trace-problems.js';
import { loadTrace } from '../host/node/trace-store.js';
import { EXIT } from './exit-status.js';
import { reasonOf } from './file-errors.js';

export const TRACE_FILES = `FILE: a recording (.hg), or an allocation trace: the malloc lab's .rep, csv with
the columns op,id,size, a log of glibc's mtrace or of ltrace, or heaptrack's
data; packed or not. What it is follows from what it holds, not from its name.`;

/** What a reader says of the lines that it left out. */
interface ReadFile {
  format: string;
  skipped: number;
  firstSkipped?: TraceError;
}

/** The trace, or the exit status when there is none; what is wrong has been said. */
export function openTrace(file: string, lenient: boolean): ReadTrace | number {
  return opened(file, () => loadTrace(file, lenient));
}

/** What `load` has read of the file, or the exit status when it could not; what is wrong has been said. */
export function opened<Read extends ReadFile>(file: string, load: () => Read): Read | number {
  try {
    const read = load();
    if (read.skipped > 0) {
      const place = read.format === 'recording' ? 'event' : 'line';
      const first = `${positionOf(file, read.firstSkipped!)}: ${read.firstSkipped!.message}`;
      process.stderr.write(`heapglass: passed over ${counted(read.skipped, `malformed ${place}`)}, first ${first}\n`);
    }
    return read;
  } catch (error) {
    if (error instanceof TraceError) {
      process.stderr.write(`heapglass: ${positionOf(file, error)}: ${error.message}\n`);
      return EXIT.data;
    }
    if (error instanceof RecordingFormatError) {
      process.stderr.write(`heapglass: cannot use ${file}: ${error.message}\n`);
      return EXIT.data;
    }
    process.stderr.write(`heapglass: cannot read ${file}: ${reasonOf(error)}\n`);
    return EXIT.noInput;
  }
}

function positionOf(file: string, error: TraceError): string {
  return error.line === 0 ? file : `${file}:${error.line}`;
}
