/**
 * `heapglass replay`: the allocations of a recording or trace again, on any of the allocators, side by side; or, with
 * --page-policy, a reference trace under page replacement policies.
 */
import { compareAllocators } from '../../analysis/allocators/comparison.js';
import { traceFacts } from '../../analysis/allocators/trace-facts.js';
import { DEFAULT_DESIGN } from '../../memory/alloc/designs.js';
import { replay as replayOn, TraceTooLarge } from '../../memory/replay/replay.js';
import { COMPARED_MALLOC_OPTIONS, designsOf, mallocChoices } from '../allocator-options.js';
import { comparisonFile, comparisonOptions, comparisonRequest, printComparison } from '../comparison-output.js';
import { EXIT } from '../exit-status.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { Progress } from '../progress.js';
import { PAGE_OPTIONS, REFERENCE_FILES, replayPages, requireNoPageOptions } from '../page-replay.js';
import { openTrace, TRACE_FILES } from '../trace-file.js';

const ROUNDS = 5;

const OPTIONS: readonly OptionSpec[] = [
  ...COMPARED_MALLOC_OPTIONS,
  { name: 'lenient', help: 'pass over malformed lines, and count them' },
  ...comparisonOptions(ROUNDS),
  ...PAGE_OPTIONS,
  { name: 'help', short: 'h', help: 'show this help' },
];

export async function replay(words: string[]): Promise<number> {
  const parsed = parseOptions(words, OPTIONS, false);
  const options = new OptionValues(parsed, OPTIONS);
  if (options.flag('help')) {
    process.stdout.write(
      `Usage: heapglass replay [options] FILE\n\n${TRACE_FILES}\n\n${REFERENCE_FILES}\n\n${helpOf(OPTIONS)}\n`,
    );
    return 0;
  }
  const [file, ...more] = parsed.positional;
  if (file === undefined || more.length > 0) throw new UsageError('which trace? Usage: heapglass replay FILE');
  if (options.text('page-policy') !== undefined) return replayPages(file, options);
  requireNoPageOptions(options);
  const designs = designsOf(mallocChoices(options));
  const request = comparisonRequest(options);
  const read = openTrace(file, options.flag('lenient'));
  if (typeof read === 'number') return read;
  const output = comparisonFile(options);
  if (typeof output === 'number') return output;
  const progress = new Progress();
  try {
    const measurements = await replayOn(read.trace, designs, {
      request: request.request,
      timing: { rounds: request.rounds, now: () => performance.now() },
      progress: (step) => progress.show(step),
    });
    progress.clear();
    const comparison = compareAllocators(traceFacts(file, read), measurements, { baseline: DEFAULT_DESIGN.name });
    const { status, message } = printComparison(comparison, request, output);
    if (message !== undefined) process.stderr.write(message);
    return status;
  } catch (error) {
    progress.clear();
    if (!(error instanceof TraceTooLarge)) throw error;
    process.stderr.write(`heapglass: cannot use ${file}: ${error.message}\n`);
    return EXIT.data;
  }
}
