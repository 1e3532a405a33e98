/** `heapglass replay --page-policy`: a reference trace under page replacement policies, side by side. */
import { compareReplacement, type FramesMeasured } from '../analysis/replacement/comparison.js';
import { version } from '../api/version.js';
import { grouped } from '../base/format.js';
import type { ReadReferences } from '../events/references/read-references.js';
import { loadReferences } from '../host/node/trace-store.js';
import { OPT, POLICIES, policiesNamed, UnknownPolicy, type PolicyDesign } from '../memory/vm/replacement/policies.js';
import { replayReferences, type ReplayOptions } from '../memory/vm/replacement/replay-references.js';
import type { ComparisonFormat } from '../report/comparison-formats.js';
import { renderReplacement } from '../report/replacement/render.js';
import { comparisonFile, printText, WIDTH } from './comparison-output.js';
import { UsageError, type OptionSpec, type OptionValues } from './option-table.js';
import { Progress } from './progress.js';
import { useColour } from './run-options.js';
import { styles } from './styles.js';
import { opened } from './trace-file.js';

export const REFERENCE_FILES = `With --page-policy FILE is a reference trace: page numbers, one a line or with
blanks between them; lines "start count ignored request" as the ARC traces have
them; what valgrind's lackey prints; or csv or oracleGeneral as libCacheSim has
them; packed or not.`;

const MOST_FRAMES = 2 ** 24;
const LEAST_PAGE = 16;
const MOST_PAGE = 2 ** 30;
const MOST_WINDOW = 2 ** 40;
const SEED = 1;

export const PAGE_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'page-policy',
    value: 'NAMES',
    help: `page replacement policies, with commas between them: ${POLICIES.map(({ name }) => name).join(', ')}, or all`,
  },
  { name: 'frames', value: 'N,...', help: 'how many pages memory holds; several numbers are compared' },
  { name: 'page-size', value: 'SIZE', help: 'of traces with addresses: a power of two [4k]' },
  { name: 'window', value: 'N', help: 'of working-set, in references [as many as frames]' },
  { name: 'seed', value: 'N', help: `of random [${SEED}]` },
];

/** Options of the allocators' replay that mean nothing here. */
const OF_ALLOCATORS = ['malloc', 'coalesce', 'order', 'split-threshold', 'rounds', 'request'];

/** @throws UsageError */
export function requireNoPageOptions(options: OptionValues): void {
  for (const { name } of PAGE_OPTIONS) {
    if (options.all(name).length > 0) throw new UsageError(`--${name} goes with --page-policy`);
  }
}

/** @throws UsageError */
export async function replayPages(file: string, options: OptionValues): Promise<number> {
  const policies = chosenPolicies(options);
  const frames = frameCounts(options);
  const pageSize = pageSizeOf(options);
  const seed = options.integer('seed', 0, 2 ** 32 - 1) ?? SEED;
  const window = options.integer('window', 1, MOST_WINDOW);
  const format = options.text('format') as ComparisonFormat;
  const read = opened(file, () => loadReferences(file, { pageSize, lenient: options.flag('lenient') }));
  if (typeof read === 'number') return read;
  const output = comparisonFile(options);
  if (typeof output === 'number') return output;
  const progress = new Progress();
  const measured = frames.map((count) => measure(read, policies, { frames: count, seed, window }, progress));
  progress.clear();
  const toTerminal = options.text('output') === undefined && process.stdout.isTTY === true;
  const style = styles(useColour(options, toTerminal));
  const comparison = compareReplacement(file, read, measured);
  const { status, message } = printText(
    renderReplacement(comparison, format, { width: WIDTH, style, tool: version() }),
    output,
  );
  if (message !== undefined) process.stderr.write(message);
  return status;
}

function measure(
  { references }: ReadReferences,
  policies: readonly PolicyDesign[],
  options: ReplayOptions,
  progress: Progress,
): FramesMeasured {
  const run = (design: PolicyDesign) => {
    progress.show(`${design.name} in ${grouped(options.frames)} frames`);
    return replayReferences(references, design, options);
  };
  const measured = policies.map(run);
  return { frames: options.frames, policies: measured, opt: measured[policies.indexOf(OPT)] ?? run(OPT) };
}

function chosenPolicies(options: OptionValues): PolicyDesign[] {
  const stray = OF_ALLOCATORS.find((name) => options.all(name).length > 0);
  if (stray !== undefined) throw new UsageError(`--${stray} is for allocators, and --page-policy compares none`);
  try {
    return policiesNamed(options.text('page-policy')!);
  } catch (error) {
    if (!(error instanceof UnknownPolicy)) throw error;
    throw new UsageError(`--page-policy: ${error.message}`);
  }
}

/** Rising, each once. */
function frameCounts(options: OptionValues): number[] {
  const text = options.text('frames');
  if (text === undefined) throw new UsageError('how many frames? --page-policy needs --frames=N, or --frames=N,N,...');
  const counts = text.split(',').map((word) => {
    const count = Number(word);
    if (/^\d+$/.test(word.trim()) && count >= 1 && count <= MOST_FRAMES) return count;
    throw new UsageError(`--frames=${text}: expected numbers from 1 to ${MOST_FRAMES} with commas between them`);
  });
  return [...new Set(counts)].sort((a, b) => a - b);
}

function pageSizeOf(options: OptionValues): number {
  const size = options.bytes('page-size', MOST_PAGE) ?? 4096;
  if (size >= LEAST_PAGE && Number.isInteger(Math.log2(size))) return size;
  throw new UsageError(`--page-size=${options.text('page-size')}: expected a power of two from ${LEAST_PAGE}`);
}
