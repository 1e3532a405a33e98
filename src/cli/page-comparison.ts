/** `heapglass compare --page-policy`: a program's own references under page replacement policies, side by side. */
import { DEFAULT_DESIGN } from '../memory/alloc/designs.js';
import { POLICIES, policiesNamed, UnknownPolicy } from '../memory/vm/replacement/policies.js';
import { MOST_RAM } from '../process/vm/layout.js';
import type { ComparisonFormat } from '../report/comparison-formats.js';
import { mallocChoices } from './allocator-options.js';
import { comparisonFile } from './comparison-output.js';
import { sourceCompiler } from './exec-sources.js';
import { inWorker } from './in-worker.js';
import { obtainModule } from './obtain-module.js';
import { UsageError, type OptionSpec, type OptionValues, type ParsedOptions } from './option-table.js';
import type { PageCompareRequest } from './page-compare-worker.js';
import { PID_OPTION, pidChoice } from './paged-options.js';
import { Progress } from './progress.js';
import { useColour } from './run-options.js';
import { environment, preopens } from './surroundings.js';

const PAGE = 4096;
/** What the program runs in while its references are written down. */
const ALL_RAM = MOST_RAM / 2;

export const PAGE_COMPARISON_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'page-policy',
    value: 'NAMES',
    help: `compare page replacement instead: ${POLICIES.map(({ name }) => name).join(', ')}, or all; needs --ram`,
  },
  { name: 'ram', value: 'SIZE,...', help: 'sizes of physical memory to compare, such as 1M,2M,4M' },
  PID_OPTION,
  { name: 'window', value: 'N', help: 'of working-set, in references [as many as frames]' },
];

/** @throws UsageError */
export async function comparePages(
  { positional, passed, rest }: ParsedOptions,
  options: OptionValues,
  defaults: readonly string[],
): Promise<number> {
  const policies = chosen(options);
  const frames = frameCounts(options);
  const format = options.text('format') as ComparisonFormat;
  const designs =
    options.all('malloc').length > 0 ? mallocChoices(options) : [{ malloc: DEFAULT_DESIGN.name, tuning: {} }];
  const settings = {
    pid: pidChoice(options),
    window: options.integer('window', 1, 2 ** 40),
    seed: options.integer('seed', 0, 0xffffffff) ?? 0,
    timeout: options.seconds('timeout'),
    preopens: preopens(options),
    environment: environment(options),
  };
  const progress = new Progress();
  const kind = { plain: true, paged: true, defaults };
  const module = await obtainModule(positional, passed, options, progress, kind);
  if (typeof module === 'number') return module;
  const output = comparisonFile(options);
  if (typeof output === 'number') return output;
  const toTerminal = options.text('output') === undefined && process.stdout.isTTY === true;
  const request: PageCompareRequest = {
    ...settings,
    module: module.bytes,
    program: positional[0]!,
    arguments: rest,
    directory: process.cwd(),
    designs,
    ram: ALL_RAM,
    policy: 'clock',
    overcommit: 1,
    observe: true,
    policies,
    frames,
    format,
    colour: useColour(options, toTerminal),
    output,
  };
  return inWorker('page-compare-worker', request, {
    seconds: settings.timeout,
    progress,
    compile: sourceCompiler(passed, options, progress, kind),
  });
}

function chosen(options: OptionValues): string[] {
  try {
    return policiesNamed(options.text('page-policy')!).map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof UnknownPolicy)) throw error;
    throw new UsageError(`--page-policy: ${error.message}`);
  }
}

/** Rising, each once. */
function frameCounts(options: OptionValues): number[] {
  const text = options.text('ram');
  if (text === undefined)
    throw new UsageError('how much memory? --page-policy needs --ram=SIZE, or --ram=SIZE,SIZE,...');
  const counts = text.split(',').map((word) => {
    const match = /^(\d+)([kmg]?)$/i.exec(word.trim());
    const bytes = match ? Number(match[1]) * 1024 ** ['', 'k', 'm', 'g'].indexOf(match[2]!.toLowerCase()) : Number.NaN;
    const frames = Math.floor(bytes / PAGE);
    if (frames >= 1 && bytes <= 2 ** 36) return frames;
    throw new UsageError(`--ram=${text}: expected sizes from 4k with commas between them, such as 1M,2M`);
  });
  return [...new Set(counts)].sort((a, b) => a - b);
}
