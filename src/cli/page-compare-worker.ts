/**
 * The thread of `heapglass compare --page-policy`: runs the program with all the memory that it wants, once on each allocator, writes
 * down which pages it touches, and replays that under each policy with as many frames as each size of memory has.
 */
import { compareReplacement, type FramesMeasured } from '../analysis/replacement/comparison.js';
import { runOnPagedMemory, type PagedOptions } from '../api/run-paged.js';
import { version } from '../api/version.js';
import { EXEC_SOURCES } from './exec-sources.js';
import { counted } from '../base/format.js';
import { MOST_REFERENCES, ReferenceBuilder } from '../events/references/reference-builder.js';
import type { ReadReferences } from '../events/references/read-references.js';
import { openKeptWork } from '../host/node/kept-work.js';
import { silenceOutput } from '../host/node/moved-output.js';
import { SharedInput } from '../host/node/shared-input.js';
import { designNamed } from '../memory/alloc/designs.js';
import { OPT, POLICIES, type PolicyDesign } from '../memory/vm/replacement/policies.js';
import { replayReferences, type ReplayOptions } from '../memory/vm/replacement/replay-references.js';
import type { OnAllocator } from '../report/replacement/by-allocator.js';
import type { ComparisonFormat } from '../report/comparison-formats.js';
import { renderByAllocator, renderReplacement } from '../report/replacement/render.js';
import type { MallocChoice } from './allocator-options.js';
import { printText, WIDTH } from './comparison-output.js';
import { EXIT } from './exit-status.js';
import type { WorkerAnswer } from './in-worker.js';
import type { OutputFile } from './output.js';
import { noSuchProcess } from './paged-options.js';
import { pagedRefusal } from './paged-refusal.js';
import { styles } from './styles.js';
import { tell } from './worker-side.js';

type Told = 'onStart' | 'change' | 'onReference' | 'picture' | 'malloc' | 'tuning';

export interface PageCompareRequest extends Omit<PagedOptions, Told> {
  module: Uint8Array;
  designs: MallocChoice[];
  policies: string[];
  /** Rising. */
  frames: number[];
  /** Of the working set, in references. */
  window?: number;
  format: ComparisonFormat;
  colour: boolean;
  output: OutputFile;
}

const PAGE = 4096;

/** There are more references than can be replayed. */
class TooMany extends Error {}
/** The process that was asked for did not come. */
class NoSuchProcess extends Error {}

export async function work(request: PageCompareRequest): Promise<WorkerAnswer> {
  const input = new SharedInput();
  const kept = openKeptWork();
  const compared: OnAllocator[] = [];
  try {
    for (const design of request.designs) {
      const { name: malloc } = designNamed(design.malloc, design.tuning);
      const on = request.designs.length === 1 ? '' : ` on ${malloc}`;
      tell({ step: `writing down which pages it touches${on}` });
      const read = await touched({ ...request, kept }, design, input);
      compared.push({ malloc, comparison: compareReplacement(request.program, read, measured(request, read, on)) });
    }
  } catch (error) {
    if (error instanceof NoSuchProcess) return { status: EXIT.data, message: `heapglass: ${error.message}\n` };
    if (!(error instanceof TooMany)) return pagedRefusal(error, request.program);
    const message = `heapglass: the program changes pages more than ${counted(MOST_REFERENCES, 'time')}; give it less to do\n`;
    return { status: EXIT.data, message };
  }
  const { format, colour, output } = request;
  const options = { width: WIDTH, style: styles(colour), tool: version() };
  const text =
    compared.length === 1
      ? renderReplacement(compared[0].comparison, format, options)
      : renderByAllocator(compared, format, options);
  return printText(text, output);
}

/** The pages that the program touches on an allocator, in one of its processes. @throws TooMany, NoSuchProcess */
async function touched(request: PageCompareRequest, design: MallocChoice, input: SharedInput): Promise<ReadReferences> {
  let builder = new ReferenceBuilder();
  const { record } = await runOnPagedMemory(request.module, {
    ...request,
    ...design,
    ...EXEC_SOURCES,
    onExec: () => {
      builder = new ReferenceBuilder();
    },
    change: (host) => silenceOutput(input.of(host)),
    onReference: (page, write) => {
      if (builder.length === MOST_REFERENCES) throw new TooMany();
      builder.add(page, write);
    },
  });
  const { processes } = record;
  const pid = request.pid ?? processes[0]!.pid;
  const watched = processes.find((process) => process.pid === pid);
  if (watched === undefined) throw new NoSuchProcess(noSuchProcess(processes, pid));
  const { ending } = watched;
  if (ending.how !== 'exit') {
    const why = ending.how === 'signal' ? `was ended by ${ending.signal}` : 'took too long';
    process.stderr.write(`heapglass: the program ${why}; what it did until then is compared\n`);
  }
  return { references: builder.finish(), format: touchedBy(processes, pid), pageSize: PAGE, skipped: 0 };
}

/** What the references are, for people: of one process, where there are several. */
function touchedBy({ length }: readonly unknown[], pid: number): string {
  return length === 1 ? 'pages that the program touched' : `pages that process ${pid} touched, one of ${length}`;
}

/** The policies in each number of frames. */
function measured(request: PageCompareRequest, { references }: ReadReferences, on: string): FramesMeasured[] {
  const policies = POLICIES.filter(({ name }) => request.policies.includes(name));
  return request.frames.map((frames) => {
    const run = (design: PolicyDesign) => {
      tell({ step: `${design.name} in ${frames} frames${on}` });
      const options: ReplayOptions = { frames, seed: request.seed ?? 1, window: request.window };
      return replayReferences(references, design, options);
    };
    const results = policies.map(run);
    return { frames, policies: results, opt: results[policies.indexOf(OPT)] ?? run(OPT) };
  });
}
