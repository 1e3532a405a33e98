/**
 * The thread of `heapglass compare --page-policy`: runs the program once with all the memory that it wants, writes down which
 * pages it touches, and replays that under each policy with as many frames as each size of memory has.
 */
import { workerData } from 'node:worker_threads';
import { compareReplacement } from '../analysis/replacement/comparison.js';
import { runOnPagedMemory, type PagedOptions } from '../api/run-paged.js';
import { version } from '../api/version.js';
import { counted } from '../base/format.js';
import { MOST_REFERENCES, ReferenceBuilder } from '../events/references/reference-builder.js';
import type { ReadReferences } from '../events/references/read-references.js';
import { silenceOutput } from '../host/node/moved-output.js';
import { OPT, POLICIES, type PolicyDesign } from '../memory/vm/replacement/policies.js';
import { replayReferences, type ReplayOptions } from '../memory/vm/replacement/replay-references.js';
import { renderReplacement, type ReplacementFormat } from '../report/replacement/render.js';
import { printText, WIDTH } from './comparison-output.js';
import { EXIT } from './exit-status.js';
import type { WorkerAnswer } from './in-worker.js';
import type { OutputFile } from './output.js';
import { pagedRefusal } from './paged-refusal.js';
import { styles } from './styles.js';
import { tell } from './worker-side.js';

export interface PageCompareRequest extends Omit<PagedOptions, 'onStart' | 'change' | 'onReference' | 'picture'> {
  module: Uint8Array;
  policies: string[];
  /** Rising. */
  frames: number[];
  /** Of the working set, in references. */
  window?: number;
  format: ReplacementFormat;
  colour: boolean;
  output: OutputFile;
}

const PAGE = 4096;

/** There are more references than can be replayed. */
class TooMany extends Error {}

async function work(request: PageCompareRequest): Promise<WorkerAnswer> {
  const builder = new ReferenceBuilder();
  tell({ step: 'writing down which pages it touches' });
  try {
    const { record } = await runOnPagedMemory(request.module, {
      ...request,
      change: silenceOutput,
      onReference: (page, write) => {
        if (builder.length === MOST_REFERENCES) throw new TooMany();
        builder.add(page, write);
      },
    });
    const { ending } = record;
    if (ending.how !== 'exit') {
      const why = ending.how === 'timeout' ? 'took too long' : `was ended by ${ending.signal}`;
      process.stderr.write(`heapglass: the program ${why}; what it did until then is compared\n`);
    }
  } catch (error) {
    if (!(error instanceof TooMany)) return pagedRefusal(error, request.program);
    const message = `heapglass: the program changes pages more than ${counted(MOST_REFERENCES, 'time')}; give it less to do\n`;
    return { status: EXIT.data, message };
  }
  const read: ReadReferences = {
    references: builder.finish(),
    format: 'pages that the program touched',
    pageSize: PAGE,
    skipped: 0,
  };
  const policies = POLICIES.filter(({ name }) => request.policies.includes(name));
  const measured = request.frames.map((frames) => {
    const run = (design: PolicyDesign) => {
      tell({ step: `${design.name} in ${frames} frames` });
      const options: ReplayOptions = { frames, seed: request.seed ?? 1, window: request.window };
      return replayReferences(read.references, design, options);
    };
    const results = policies.map(run);
    return { frames, policies: results, opt: results[policies.indexOf(OPT)] ?? run(OPT) };
  });
  const comparison = compareReplacement(request.program, read, measured);
  const { format, colour, output } = request;
  return printText(
    renderReplacement(comparison, format, { width: WIDTH, style: styles(colour), tool: version() }),
    output,
  );
}

void work(workerData as PageCompareRequest).then(tell);
