/** The thread that runs a program on paged memory and prints what paging did. */
import { runTogether, type PagedMachineOptions, type PagedProgramOptions } from '../api/run-paged.js';
import type { PagingEnding } from '../events/paging/paging-record.js';
import { readSourceLine } from '../host/node/source-files.js';
import { pagingJson } from '../report/paging/json.js';
import { pagingText } from '../report/paging/text.js';
import { SIGNAL_NUMBERS } from '../process/vm/signal-numbers.js';
import { EXIT } from './exit-status.js';
import type { WorkerAnswer } from './in-worker.js';
import { writeAll, type OutputFile } from './output.js';
import { pagedRefusal } from './paged-refusal.js';
import { styles } from './styles.js';
import { begun } from './worker-side.js';

export interface PagedRequest extends Omit<PagedMachineOptions, 'onStart'> {
  programs: (PagedProgramOptions & { module: Uint8Array })[];
  format: 'text' | 'json';
  logFile: OutputFile | undefined;
  colour: boolean;
  width: number;
  /** Nothing but how the program was ended. */
  quiet: boolean;
  progressShown: boolean;
  timings: OutputFile | undefined;
  compileMs: number;
}

export async function work(request: PagedRequest): Promise<WorkerAnswer> {
  try {
    const { record } = await runTogether(request.programs, {
      ...request,
      onStart: () => begun(request.progressShown),
    });
    const status = statusOf(record.ending);
    if (request.timings !== undefined)
      write(
        request.timings,
        `${JSON.stringify({ compileMs: request.compileMs, runMs: record.milliseconds, processorMs: record.processorMilliseconds })}\n`,
      );
    if (request.quiet && record.processes.every(({ ending }) => ending.how === 'exit')) return { status };
    const text =
      request.format === 'json'
        ? pagingJson(record)
        : pagingText(record, { style: styles(request.colour), width: request.width, sourceLine: readSourceLine });
    if (request.logFile === undefined) writeAll(2, new TextEncoder().encode(text));
    else write(request.logFile, text);
    return { status };
  } catch (error) {
    return pagedRefusal(error, request.programs.map(({ program }) => program).join(' & '));
  }
}

function write({ descriptor }: OutputFile, text: string): void {
  writeAll(descriptor, new TextEncoder().encode(text));
}

/** As a shell shows it. */
function statusOf(ending: PagingEnding): number {
  if (ending.how === 'exit') return ending.status;
  return ending.how === 'timeout' ? EXIT.timeout : 128 + (SIGNAL_NUMBERS[ending.signal] ?? SIGNAL_NUMBERS.SIGKILL!);
}
