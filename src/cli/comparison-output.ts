/** Options and printing of a comparison of allocators, whatever it was made from. */
import type { Comparison } from '../analysis/allocators/comparison.js';
import { version } from '../api/version.js';
import { renderComparison } from '../report/allocators/render.js';
import { COMPARISON_FORMATS, type ComparisonFormat } from '../report/comparison-formats.js';
import type { WorkerAnswer } from './in-worker.js';
import type { OptionSpec, OptionValues } from './option-table.js';
import { openOutputs, writeAll, writing, type OutputFile } from './output.js';
import { COLOR_OPTION, useColour } from './run-options.js';
import { styles } from './styles.js';

/** Columns of text. */
export const WIDTH = 80;
const MOST_ROUNDS = 1000;
const MOST_REQUEST = 2 ** 30;

/** @param rounds how many by default */
export function comparisonOptions(rounds: number): readonly OptionSpec[] {
  return [
    {
      name: 'rounds',
      value: 'N',
      default: String(rounds),
      help: 'timed rounds, of which the quickest counts; 0: no times',
    },
    { name: 'request', value: 'SIZE', default: '4k', help: 'what the unusable free space index is for' },
    { name: 'format', value: 'FORMAT', choices: COMPARISON_FORMATS, default: 'text', help: 'form of the table' },
    { name: 'output', short: 'o', value: 'FILE', help: 'write the table there instead of to stdout' },
    COLOR_OPTION,
  ];
}

/** How a comparison is made and printed, as a thread can be told of it. */
export interface ComparisonRequest {
  rounds: number;
  request: number;
  format: ComparisonFormat;
  colour: boolean;
}

/** @throws UsageError */
export function comparisonRequest(options: OptionValues): ComparisonRequest {
  const toTerminal = options.text('output') === undefined && process.stdout.isTTY === true;
  return {
    rounds: options.integer('rounds', 0, MOST_ROUNDS)!,
    request: options.bytes('request', MOST_REQUEST)!,
    format: options.text('format') as ComparisonFormat,
    colour: useColour(options, toTerminal),
  };
}

/** Where the table goes; or the exit status when it cannot go there, which has been said. */
export function comparisonFile(options: OptionValues): OutputFile | number {
  const opened = openOutputs({ output: options.text('output') ?? '/dev/stdout' });
  return typeof opened === 'number' ? opened : opened.output!;
}

export function printComparison(
  comparison: Comparison,
  { format, colour }: ComparisonRequest,
  output: OutputFile,
): WorkerAnswer {
  return printText(
    renderComparison(comparison, format, { width: WIDTH, style: styles(colour), tool: version() }),
    output,
  );
}

export function printText(text: string, { path, descriptor }: OutputFile): WorkerAnswer {
  return writing(path, () => writeAll(descriptor, new TextEncoder().encode(text))) ?? { status: 0 };
}
