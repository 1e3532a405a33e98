/** The options of `run` and `record`: one table, and what they mean for a run. */
import { LEAK_KINDS } from '../events/findings.js';
import { RUN_MALLOC_OPTIONS } from './allocator-options.js';
import type { ReportOptions } from '../events/recording.js';
import type { CheckedHeapOptions } from '../memory/check/checked-heap.js';
import { DEFAULT_FREELIST_BIG_BLOCKS, DEFAULT_FREELIST_VOLUME, DEFAULT_REDZONE } from '../memory/check/defaults.js';
import { PROGRAM_LIMIT } from '../memory/layout.js';
import { OptionValues, type OptionSpec } from './option-table.js';
import { PAGED_OPTIONS } from './paged-options.js';

/** What a program is compiled with, given and allowed, whatever it is run for. */
export const PROGRAM_OPTIONS: readonly OptionSpec[] = [
  { name: 'memory-limit', value: 'SIZE', default: '1792m', help: 'most memory the program may have, such as 64m' },
  { name: 'timeout', value: 'SECONDS', help: 'stop the program after this time' },
  { name: 'max-heap', value: 'SIZE', help: 'largest heap of a Python program, beyond which is MemoryError' },
  {
    name: 'seed',
    value: 'N',
    help: 'repeatable run: clocks and random numbers follow from N, the environment is empty',
  },
  { name: 'dir', value: 'DIR', multiple: true, help: 'let the program reach this directory too' },
  { name: 'env', value: 'NAME=VALUE', multiple: true, help: "set a variable of the program's environment" },
  { name: 'clang', value: 'PATH', help: 'compile with this clang (it needs a wasm target); also HEAPGLASS_CLANG' },
];

export const COLOR_OPTION: OptionSpec = {
  name: 'color',
  value: 'WHEN',
  choices: ['auto', 'always', 'never'],
  default: 'auto',
  help: 'colour in the text',
};

export const RUN_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'leak-check',
    value: 'KIND',
    choices: ['no', 'summary', 'full'],
    default: 'full',
    help: 'search for leaks at exit',
  },
  {
    name: 'show-leak-kinds',
    value: 'SET',
    default: 'definite,possible',
    help: 'leaks to show in full: definite, indirect, possible, reachable, all, none',
  },
  { name: 'errors-for-leak-kinds', value: 'SET', default: 'definite,possible', help: 'leaks that count as errors' },
  {
    name: 'error-exitcode',
    value: 'N',
    default: '99',
    help: "exit status when errors were found; 0: always the program's own",
  },
  { name: 'exit-on-first-error', help: 'stop at the first error' },
  { name: 'num-callers', value: 'N', default: '12', help: 'frames shown per stack' },
  {
    name: 'freelist-vol',
    value: 'BYTES',
    help: `freed blocks kept back, to catch their use [${DEFAULT_FREELIST_VOLUME}; with --vm no more than an eighth of --ram]`,
  },
  {
    name: 'freelist-big-blocks',
    value: 'BYTES',
    default: String(DEFAULT_FREELIST_BIG_BLOCKS),
    help: 'freed blocks of this size are the first to be reused',
  },
  {
    name: 'redzone-size',
    value: 'BYTES',
    default: String(DEFAULT_REDZONE),
    help: 'guard bytes around each block, a multiple of 16',
  },
  { name: 'malloc-fill', value: '0xNN', help: 'fill new blocks with this byte' },
  { name: 'free-fill', value: '0xNN', help: 'fill freed blocks with this byte' },
  {
    name: 'show-mismatched-frees',
    value: 'yes|no',
    choices: ['yes', 'no'],
    default: 'yes',
    help: 'report free() of new, delete of malloc and the like',
  },
  {
    name: 'show-realloc-size-zero',
    value: 'yes|no',
    choices: ['yes', 'no'],
    default: 'yes',
    help: 'report realloc() with size 0',
  },
  { name: 'unchecked', help: 'check nothing: the program at its own speed, its calls recorded alone' },
  ...RUN_MALLOC_OPTIONS,
  ...PAGED_OPTIONS,
  ...PROGRAM_OPTIONS,
  { name: 'report', help: "report on a Python program's memory when it has ended" },
  {
    name: 'trace-refs',
    value: 'NAME',
    help: 'of a Python program: every change of the count of the object first bound to NAME (x, f.x, C.f.x, C.attribute)',
  },
  {
    name: 'format',
    value: 'FORMAT',
    choices: ['text', 'valgrind', 'json'],
    default: 'text',
    help: 'form of the report',
  },
  { name: 'log-file', value: 'FILE', help: 'write the report there instead of to stderr' },
  { name: 'quiet', short: 'q', help: 'report errors only: nothing when there are none' },
  COLOR_OPTION,
  { name: 'timings', value: 'FILE', help: 'write how long each part took, as JSON' },
  { name: 'help', short: 'h', help: 'show this help' },
];

export function reportOptions(options: OptionValues): ReportOptions {
  return {
    leakCheck: options.text('leak-check') as ReportOptions['leakCheck'],
    showLeakKinds: options.set('show-leak-kinds', LEAK_KINDS),
    errorsForLeakKinds: options.set('errors-for-leak-kinds', LEAK_KINDS),
    numCallers: options.integer('num-callers', 1, 255)!,
  };
}

/** @throws UsageError */
export function heapOptions(options: OptionValues): CheckedHeapOptions {
  const redzone = options.integer('redzone-size', 16, 65536)!;
  return {
    redzone: Math.ceil(redzone / 16) * 16,
    freelistVolume: options.integer('freelist-vol', 0, 1e12),
    freelistBigBlocks: options.integer('freelist-big-blocks', 0, 1e12),
    mallocFill: options.integer('malloc-fill', 0, 255),
    freeFill: options.integer('free-fill', 0, 255),
    showMismatchedFrees: options.flag('show-mismatched-frees'),
    showReallocSizeZero: options.flag('show-realloc-size-zero'),
  };
}

export function memoryLimit(options: OptionValues): number {
  return options.bytes('memory-limit', PROGRAM_LIMIT)!;
}

/** Whether the report has colours: asked for, or written to a terminal that does not mind. */
export function useColour(options: OptionValues, toTerminal: boolean): boolean {
  const when = options.text('color');
  if (when !== 'auto') return when === 'always';
  return toTerminal && !process.env.NO_COLOR && process.env.TERM !== 'dumb' && options.text('log-file') === undefined;
}

const WIDTH = 80;
const LEAST_WIDTH = 40;

/** Columns of the text report: as many as a narrow terminal has, else those that every reader expects. */
export function reportWidth(options: OptionValues, output: NodeJS.WriteStream): number {
  if (output.isTTY !== true || options.text('log-file') !== undefined) return WIDTH;
  // Terminals that do not know their size say 0.
  return Math.min(WIDTH, Math.max(LEAST_WIDTH, output.columns || WIDTH));
}

/** How the report is written. */
export function reportForm(options: OptionValues): { colour: boolean; width: number; quiet: boolean } {
  return {
    colour: useColour(options, process.stderr.isTTY === true),
    width: reportWidth(options, process.stderr),
    quiet: options.flag('quiet'),
  };
}
