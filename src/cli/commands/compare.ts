/** `heapglass compare`: one program on several allocators, timed and measured side by side. */
import { COMPARED_MALLOC_OPTIONS, mallocChoices } from '../allocator-options.js';
import { comparisonFile, comparisonOptions, comparisonRequest } from '../comparison-output.js';
import type { CompareRequest } from '../compare-worker.js';
import { inWorker } from '../in-worker.js';
import { obtainModule } from '../obtain-module.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { comparePages, PAGE_COMPARISON_OPTIONS } from '../page-comparison.js';
import { requireProgram, withResponseFiles } from '../program-words.js';
import { Progress } from '../progress.js';
import { memoryLimit, PROGRAM_OPTIONS } from '../run-options.js';
import { environment, preopens } from '../surroundings.js';

const ROUNDS = 3;
/** Without another, for times that mean something. */
const OPTIMISATION = '-O2';

const OPTIONS: readonly OptionSpec[] = [
  ...COMPARED_MALLOC_OPTIONS,
  ...comparisonOptions(ROUNDS),
  ...PAGE_COMPARISON_OPTIONS,
  ...PROGRAM_OPTIONS,
  { name: 'help', short: 'h', help: 'show this help' },
];

export async function compare(words: string[]): Promise<number> {
  const parsed = parseOptions(withResponseFiles(words), OPTIONS, true);
  const options = new OptionValues(parsed, OPTIONS);
  if (options.flag('help')) {
    process.stdout.write(
      'Usage: heapglass compare [options] FILE... [-- arguments]\n\n' +
        'FILE: .c .cc .cpp .cxx sources, .o and .a made by heapglass cc, or a .wasm.\n' +
        `Compiler options (-O1 -I -D -std= -l ...) are passed on; the default is ${OPTIMISATION}.\n\n` +
        'The program runs on each allocator several times, without checks; each run reads\n' +
        'the same standard input, and what it prints is not shown. With --page-policy it\n' +
        'runs on paged memory, once on each --malloc [segregated], and the pages that it\n' +
        'touches are replayed.\n\n' +
        `${helpOf(OPTIONS)}\n`,
    );
    return 0;
  }
  const { positional, passed, rest } = parsed;
  requireProgram(positional, 'compare');
  if (options.text('page-policy') !== undefined) return comparePages(parsed, options, [OPTIMISATION]);
  for (const name of ['ram', 'pid']) {
    if (options.text(name) !== undefined) throw new UsageError(`--${name} goes with --page-policy`);
  }
  const settings = {
    ...comparisonRequest(options),
    designs: mallocChoices(options),
    memoryLimit: memoryLimit(options),
    seed: options.integer('seed', 0, 0xffffffff) ?? 0,
    timeout: options.seconds('timeout'),
    preopens: preopens(options),
    environment: environment(options),
  };
  const progress = new Progress();
  const kind = { plain: true, defaults: [OPTIMISATION] };
  const module = await obtainModule(positional, passed, options, progress, kind);
  if (typeof module === 'number') return module;
  const output = comparisonFile(options);
  if (typeof output === 'number') return output;
  const request: CompareRequest = {
    ...settings,
    module: module.bytes,
    program: positional[0]!,
    arguments: rest,
    output,
  };
  return inWorker('compare-worker', request, { progress });
}
