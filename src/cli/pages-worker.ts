/** The thread of `heapglass pages`: runs the program on paged memory and prints the picture. */
import { runOnPagedMemory, type PagedOptions } from '../api/run-paged.js';
import type { ProcessRecord } from '../events/paging/paging-record.js';
import { openKeptWork } from '../host/node/kept-work.js';
import { readSourceLine } from '../host/node/source-files.js';
import { divertOutput } from '../host/node/moved-output.js';
import { pagesText } from '../report/paging/pages-text.js';
import { SourceExcerpts } from '../report/text/source-excerpt.js';
import { EXEC_SOURCES } from './exec-sources.js';
import { EXIT } from './exit-status.js';
import type { WorkerAnswer } from './in-worker.js';
import { writeAll, writing, type OutputFile } from './output.js';
import { noSuchProcess } from './paged-options.js';
import { pagedRefusal } from './paged-refusal.js';
import { styles } from './styles.js';
import { begun } from './worker-side.js';

export interface PagesRequest extends Omit<PagedOptions, 'onStart' | 'change' | 'onReference'> {
  module: Uint8Array;
  format: 'text' | 'json';
  output: OutputFile | undefined;
  colour: boolean;
  width: number;
  progressShown: boolean;
}

export const PAGES_SCHEMA = 'heapglass.pages';
const VERSION = 1;

export async function work(request: PagesRequest): Promise<WorkerAnswer> {
  try {
    const { record, picture } = await runOnPagedMemory(request.module, {
      ...request,
      kept: openKeptWork(),
      ...EXEC_SOURCES,
      // The picture goes to standard output, where no program's words belong.
      change: divertOutput,
      onStart: () => begun(request.progressShown),
    });
    if (picture === undefined) {
      return { status: EXIT.data, message: `heapglass: ${whyNone(record.processes, request.pid)}\n` };
    }
    const style = styles(request.colour);
    const { width } = request;
    const text =
      request.format === 'json'
        ? `${JSON.stringify({ schema: PAGES_SCHEMA, version: VERSION, tool: record.tool, program: record.program, ...picture }, undefined, 2)}\n`
        : pagesText(picture, {
            style,
            width,
            pids: record.processes.map(({ pid }) => pid),
            excerpts: new SourceExcerpts(readSourceLine, request.directory, width, style),
          });
    return (
      writing(request.output?.path ?? 'to standard output', () =>
        writeAll(request.output?.descriptor ?? 1, new TextEncoder().encode(text)),
      ) ?? { status: 0 }
    );
  } catch (error) {
    return pagedRefusal(error, request.program);
  }
}

/** Why there is no picture. */
function whyNone(processes: readonly ProcessRecord[], pid: number | undefined): string {
  const watched = processes.find((process) => process.pid === (pid ?? processes[0]!.pid));
  if (watched === undefined) return noSuchProcess(processes, pid!);
  const faults = watched.minorFaults + watched.majorFaults;
  return `${pid === undefined ? 'the program' : `process ${pid}`} made only ${faults} faults`;
}
