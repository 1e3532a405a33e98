/** `heapglass replay`: the allocations of a recording or trace again, on any of the allocators, side by side. */
import { compareAllocators } from '../../analysis/allocators/comparison.js';
import { version } from '../../api/version.js';
import { DEFAULT_DESIGN } from '../../memory/alloc/designs.js';
import { replay as replayOn, TraceTooLarge } from '../../memory/replay/replay.js';
import { COMPARISON_FORMATS, renderComparison, type ComparisonFormat } from '../../report/allocators/render.js';
import { COMPARED_MALLOC_OPTIONS, mallocDesigns } from '../allocator-options.js';
import { EXIT } from '../exit-status.js';
import { reasonOf } from '../file-errors.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { openOutput, writeAll } from '../output.js';
import { Progress } from '../progress.js';
import { useColour } from '../run-options.js';
import { styles } from '../styles.js';
import { factsOf, openTrace, TRACE_FILES } from '../trace-file.js';

const MOST_ROUNDS = 1000;
const MOST_REQUEST = 2 ** 30;

const OPTIONS: readonly OptionSpec[] = [
  ...COMPARED_MALLOC_OPTIONS,
  { name: 'rounds', value: 'N', default: '5', help: 'timed rounds, of which the quickest counts; 0: no times' },
  { name: 'request', value: 'SIZE', default: '4k', help: 'what the unusable free space index is for' },
  { name: 'lenient', help: 'pass over malformed lines, and count them' },
  { name: 'format', value: 'FORMAT', choices: COMPARISON_FORMATS, default: 'text', help: 'form of the table' },
  { name: 'output', short: 'o', value: 'FILE', help: 'write the table there instead of to stdout' },
  {
    name: 'color',
    value: 'WHEN',
    choices: ['auto', 'always', 'never'],
    default: 'auto',
    help: 'colour in the text',
  },
  { name: 'help', short: 'h', help: 'show this help' },
];

export async function replay(words: string[]): Promise<number> {
  const parsed = parseOptions(words, OPTIONS, false);
  const options = new OptionValues(parsed, OPTIONS);
  if (options.flag('help')) {
    process.stdout.write(`Usage: heapglass replay [options] FILE\n\n${TRACE_FILES}\n\n${helpOf(OPTIONS)}\n`);
    return 0;
  }
  const [file, ...more] = parsed.positional;
  if (file === undefined || more.length > 0) throw new UsageError('which trace? Usage: heapglass replay FILE');
  const designs = mallocDesigns(options);
  const rounds = options.integer('rounds', 0, MOST_ROUNDS)!;
  const request = options.bytes('request', MOST_REQUEST)!;
  const read = openTrace(file, options.flag('lenient'));
  if (typeof read === 'number') return read;
  const progress = new Progress();
  try {
    const measurements = await replayOn(read.trace, designs, {
      request,
      timing: { rounds, now: () => performance.now() },
      progress: (step) => progress.show(step),
    });
    progress.clear();
    const comparison = compareAllocators(factsOf(file, read), measurements, { baseline: DEFAULT_DESIGN.name });
    const output = options.text('output');
    const colour = useColour(options, output === undefined && process.stdout.isTTY === true);
    const text = renderComparison(comparison, options.text('format') as ComparisonFormat, {
      width: 80,
      style: styles(colour),
      tool: version(),
    });
    return print(text, output);
  } catch (error) {
    progress.clear();
    if (!(error instanceof TraceTooLarge)) throw error;
    process.stderr.write(`heapglass: cannot use ${file}: ${error.message}\n`);
    return EXIT.data;
  }
}

function print(text: string, path: string | undefined): number {
  if (path === undefined) {
    process.stdout.write(text);
    return 0;
  }
  try {
    writeAll(openOutput(path).descriptor, new TextEncoder().encode(text));
    return 0;
  } catch (error) {
    process.stderr.write(`heapglass: cannot write ${path}: ${reasonOf(error)}\n`);
    return EXIT.cannotWrite;
  }
}
