/** `heapglass pages`: run a program on paged memory and show its pages at one moment. */
import { mallocChoice, RUN_MALLOC_OPTIONS } from '../allocator-options.js';
import { sourceCompiler } from '../exec-sources.js';
import { inWorker } from '../in-worker.js';
import { obtainModule } from '../obtain-module.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { openOutputs } from '../output.js';
import { PAGED_OPTIONS, pagedChoice, PID_OPTION, pidChoice } from '../paged-options.js';
import type { PagesRequest } from '../pages-worker.js';
import { requireProgram, withResponseFiles } from '../program-words.js';
import { Progress } from '../progress.js';
import { COLOR_OPTION, PROGRAM_OPTIONS, reportWidth, useColour } from '../run-options.js';
import { environment, preopens } from '../surroundings.js';

const OPTIONS: readonly OptionSpec[] = [
  {
    name: 'at',
    value: 'WHEN',
    default: 'exit',
    help: 'exit; peak, where most pages are resident; or N, after fault N',
  },
  PID_OPTION,
  { name: 'walk', value: 'ADDRESS', multiple: true, help: 'walk the page table to this address, level by level' },
  { name: 'format', value: 'FORMAT', choices: ['text', 'json'], default: 'text', help: 'form of the result' },
  { name: 'output', short: 'o', value: 'FILE', help: 'write the result there instead of to stdout' },
  ...PAGED_OPTIONS.filter(({ name }) => name !== 'vm' && name !== 'cost'),
  ...RUN_MALLOC_OPTIONS,
  ...PROGRAM_OPTIONS.filter(({ name }) => name !== 'memory-limit'),
  COLOR_OPTION,
  { name: 'help', short: 'h', help: 'show this help' },
];

export async function pages(words: string[]): Promise<number> {
  const parsed = parseOptions(withResponseFiles(words), OPTIONS, true);
  const options = new OptionValues(parsed, OPTIONS);
  if (options.flag('help')) {
    process.stdout.write(
      'Usage: heapglass pages [options] FILE... [-- arguments]\n\n' +
        'FILE: .c .cc .cpp .cxx sources, .o and .a made by heapglass cc, or a .wasm.\n' +
        'The program runs on paged memory; what it prints goes to standard error.\n\n' +
        `${helpOf(OPTIONS)}\n`,
    );
    return 0;
  }
  const { positional, passed, rest } = parsed;
  requireProgram(positional, 'pages');
  const settings = {
    ...pagedChoice(options),
    ...mallocChoice(options),
    pid: pidChoice(options),
    picture: { at: moment(options), walks: options.all('walk').map(addressOf) },
    seed: options.integer('seed', 0, 0xffffffff),
    timeout: options.seconds('timeout'),
    preopens: preopens(options),
    environment: environment(options),
  };
  const progress = new Progress();
  const kind = { plain: true, paged: true };
  const module = await obtainModule(positional, passed, options, progress, kind);
  if (typeof module === 'number') return module;
  const outputs = openOutputs({ output: options.text('output') });
  if (typeof outputs === 'number') return outputs;
  progress.show('running');
  const toTerminal = options.text('output') === undefined && process.stdout.isTTY === true;
  const request: PagesRequest = {
    ...settings,
    module: module.bytes,
    program: positional[0]!,
    arguments: rest,
    directory: process.cwd(),
    format: options.text('format') as PagesRequest['format'],
    output: outputs.output,
    colour: useColour(options, toTerminal),
    width: reportWidth(options, process.stdout),
    progressShown: progress.isShown,
  };
  return inWorker('pages-worker', request, {
    seconds: settings.timeout,
    progress,
    compile: sourceCompiler(passed, options, progress, kind),
  });
}

function moment(options: OptionValues): 'peak' | 'exit' | number {
  const text = options.text('at')!;
  if (text === 'exit' || text === 'peak') return text;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError(`--at=${text}: expected exit, peak, or the number of a fault from 1`);
}

function addressOf(text: string): number {
  const address = Number(text);
  if (/^(0x[0-9a-f]+|\d+)$/i.test(text) && address < 2 ** 48) return address;
  throw new UsageError(`--walk=${text}: expected an address such as 0x800010`);
}
