/** `heapglass heap`: run a program and show its heap at one moment, every byte with its owner. */
import { DEFAULT_REPORT } from '../../api/default-report.js';
import { version } from '../../api/version.js';
import { mallocChoice } from '../allocator-options.js';
import type { HeapRequest } from '../heap-worker.js';
import { inWorker } from '../in-worker.js';
import { obtainModule } from '../obtain-module.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { openOutputs } from '../output.js';
import { PAGED_OPTIONS } from '../paged-options.js';
import { commonOptions, requireProgram, withResponseFiles } from '../program-words.js';
import { Progress } from '../progress.js';
import { heapOptions, memoryLimit, reportWidth, RUN_OPTIONS, useColour } from '../run-options.js';
import { environment, preopens } from '../surroundings.js';

/** What a run's options are for here too: all but those that shape its report. */
const NOT_HERE: ReadonlySet<string> = new Set([
  'leak-check',
  'show-leak-kinds',
  'errors-for-leak-kinds',
  'error-exitcode',
  'exit-on-first-error',
  'show-mismatched-frees',
  'show-realloc-size-zero',
  'format',
  'log-file',
  'quiet',
  'timings',
  ...PAGED_OPTIONS.map(({ name }) => name),
  // Its own.
  'unchecked',
]);

const OPTIONS: readonly OptionSpec[] = [
  {
    name: 'at',
    value: 'WHEN',
    default: 'exit',
    help: 'exit; peak, where the payload is highest; or N, after call N of malloc and its kin',
  },
  { name: 'unchecked', help: 'on the allocator alone: no guard bytes, no quarantine' },
  { name: 'all', help: 'every row of the table' },
  { name: 'format', value: 'FORMAT', choices: ['text', 'json'], default: 'text', help: 'form of the result' },
  { name: 'output', short: 'o', value: 'FILE', help: 'write the result there instead of to stdout' },
  ...RUN_OPTIONS.filter(({ name }) => !NOT_HERE.has(name)),
];

export async function heap(words: string[]): Promise<number> {
  const common = parseOptions(commonOptions(), RUN_OPTIONS, true);
  const parsed = parseOptions(withResponseFiles(words), OPTIONS, true);
  for (const [name, values] of common.values)
    if (!NOT_HERE.has(name) && !parsed.values.has(name)) parsed.values.set(name, values);
  const options = new OptionValues(parsed, OPTIONS);
  if (options.flag('help')) {
    process.stdout.write(
      'Usage: heapglass heap [options] FILE... [-- arguments]\n\n' +
        'Runs the program as heapglass run does, and shows its heap. What the program\n' +
        'prints goes to stderr. For --at=peak it is run twice, the second time with the\n' +
        'same input. The exit status is 0 when the heap could be shown, however the\n' +
        'program ended.\n\n' +
        `${helpOf(OPTIONS)}\n`,
    );
    return 0;
  }
  requireProgram(parsed.positional, 'heap');
  const seconds = options.seconds('timeout');
  const checked = !options.flag('unchecked');
  const settings = {
    at: moment(options),
    checked,
    report: { ...DEFAULT_REPORT, leakCheck: 'no' as const, numCallers: options.integer('num-callers', 1, 255)! },
    heap: heapOptions(options),
    ...mallocChoice(options),
    memoryLimit: memoryLimit(options),
    seed: options.integer('seed', 0, 0xffffffff),
    preopens: preopens(options),
    environment: environment(options),
  };
  const progress = new Progress();
  const module = await obtainModule(parsed.positional, [...common.passed, ...parsed.passed], options, progress, {
    plain: !checked,
  });
  if (typeof module === 'number') return module;
  const outputs = openOutputs({ output: options.text('output') });
  if (typeof outputs === 'number') return outputs;
  progress.show('running');
  const request: HeapRequest = {
    module: module.bytes,
    program: parsed.positional[0],
    arguments: parsed.rest,
    ...settings,
    ...outputs,
    timeout: seconds,
    tool: version(),
    format: options.text('format') as HeapRequest['format'],
    colour: useColour(options, outputs.output === undefined && process.stdout.isTTY === true),
    width: reportWidth(options, process.stdout),
    all: options.flag('all'),
    progressShown: progress.isShown,
    directory: process.cwd(),
  };
  return inWorker('heap-worker', request, { seconds, progress });
}

function moment(options: OptionValues): HeapRequest['at'] {
  const text = options.text('at')!;
  if (text === 'exit' || text === 'peak') return text;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError(`--at=${text}: expected exit, peak, or the number of a call from 1`);
}
