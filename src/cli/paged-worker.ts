/** The thread that runs a program on paged memory and prints what paging did. */
import { join, parse } from 'node:path';
import { hasErrors, tellsEnding } from '../analysis/errors.js';
import { runTogether, type PagedMachineOptions, type PagedProgramOptions, type PagedRun } from '../api/run-paged.js';
import type { Recording } from '../events/recording.js';
import type { PagingEnding } from '../events/paging/paging-record.js';
import { openKeptWork } from '../host/node/kept-work.js';
import { saveRecording } from '../host/node/recording-store.js';
import { readSourceLine } from '../host/node/source-files.js';
import { jsonReport } from '../report/json/json-report.js';
import { checkedText } from '../report/paging/checked-text.js';
import { pagingJson } from '../report/paging/json.js';
import { pagingText } from '../report/paging/text.js';
import { renderReport, type ReportFormat } from '../report/render.js';
import { SIGNAL_NUMBERS } from '../base/signal-numbers.js';
import { EXEC_SOURCES } from './exec-sources.js';
import { EXIT } from './exit-status.js';
import type { WorkerAnswer } from './in-worker.js';
import { writeAll, writing, type OutputFile } from './output.js';
import { pagedRefusal } from './paged-refusal.js';
import { styles } from './styles.js';
import { begun } from './worker-side.js';

export interface PagedRequest extends Omit<PagedMachineOptions, 'onStart'> {
  programs: (PagedProgramOptions & { module: Uint8Array })[];
  format: ReportFormat;
  logFile: OutputFile | undefined;
  /** Exit status when errors were found; 0: the program's own. */
  errorExitCode: number;
  colour: boolean;
  width: number;
  /** Nothing but how the program was ended. */
  quiet: boolean;
  progressShown: boolean;
  timings: OutputFile | undefined;
  /** Where the first process's recording goes; those of others have their numbers in the name. */
  recordTo: OutputFile | undefined;
  compileMs: number;
}

export async function work(request: PagedRequest): Promise<WorkerAnswer> {
  try {
    const run = await runTogether(request.programs, {
      ...request,
      kept: openKeptWork(),
      ...EXEC_SOURCES,
      onStart: () => begun(request.progressShown),
    });
    const { record, recordings } = run;
    if (request.timings !== undefined)
      write(
        request.timings,
        `${JSON.stringify({ compileMs: request.compileMs, runMs: record.milliseconds, processorMs: record.processorMilliseconds })}\n`,
      );
    const failure = request.recordTo && saveAll(request.recordTo, recordings);
    if (failure !== undefined) return failure;
    const hasFound = recordings.some(hasErrors);
    const status = hasFound && request.errorExitCode !== 0 ? request.errorExitCode : statusOf(record.ending);
    if (
      request.quiet &&
      !hasFound &&
      record.processes.every(({ ending }) => ending.how === 'exit' || ending.how === 'exec')
    )
      return { status };
    const text = reportOf(run, request);
    if (request.logFile === undefined) writeAll(2, new TextEncoder().encode(text));
    else write(request.logFile, text);
    return { status };
  } catch (error) {
    return pagedRefusal(error, request.programs.map(({ program }) => program).join(' & '));
  }
}

function saveAll(first: OutputFile, recordings: readonly Recording[]): WorkerAnswer | undefined {
  const { dir, name, ext } = parse(first.path);
  const taken = new Map<number, number>();
  for (const [at, recording] of recordings.entries()) {
    const pid = recording.header.process!.pid;
    // A process that goes on with another program has one for each.
    const number = (taken.get(pid) ?? 0) + 1;
    taken.set(pid, number);
    const words = [name, String(pid), ...(number > 1 ? [String(number)] : [])];
    const path = at === 0 ? first.path : join(dir, `${words.join('.')}${ext}`);
    const failure = writing(path, () => saveRecording(at === 0 ? first.descriptor : path, recording));
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** What the checks have found, and what paging did; in Valgrind's form only the former. */
function reportOf({ record, recordings }: PagedRun, { format, colour, width }: PagedRequest): string {
  const style = styles(colour);
  switch (format) {
    case 'json':
      return pagingJson(record, recordings.map(jsonReport));
    case 'valgrind':
      return recordings.map((recording) => renderReport(recording, format, { width, style })).join('');
    case 'text': {
      const told = new Set(recordings.filter(tellsEnding).map(({ header }) => header.process?.pid));
      const isToldElsewhere = (pid: number): boolean => told.has(pid);
      const paging = pagingText(record, { style, width, sourceLine: readSourceLine, isToldElsewhere });
      return recordings.length > 0 ? `${checkedText(recordings, { width, style })}\n${paging}` : paging;
    }
  }
}

function write({ descriptor }: OutputFile, text: string): void {
  writeAll(descriptor, new TextEncoder().encode(text));
}

/** As a shell shows it. */
function statusOf(ending: PagingEnding): number {
  if (ending.how === 'exit') return ending.status;
  if (ending.how === 'timeout') return EXIT.timeout;
  return ending.how === 'signal' ? 128 + (SIGNAL_NUMBERS[ending.signal] ?? SIGNAL_NUMBERS.SIGKILL!) : 0;
}
