/** `heapglass export`: the allocations of a recording or trace for other programs. */
import { lostInRep, writeRep } from '../../events/trace/formats/rep.js';
import { writeCsv } from '../../events/trace/formats/csv.js';
import type { AllocationTrace } from '../../events/trace/trace.js';
import { EXIT } from '../exit-status.js';
import { reasonOf } from '../file-errors.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { openOutput, writePieces } from '../output.js';
import { openTrace, TRACE_FILES } from '../trace-file.js';

const OPTIONS: readonly OptionSpec[] = [
  {
    name: 'to',
    value: 'FORMAT',
    choices: ['rep', 'csv'],
    help: "form of the trace: the malloc lab's .rep, or csv, which keeps calloc, alignments and the clock",
  },
  { name: 'output', short: 'o', value: 'FILE', help: 'write it there instead of to stdout' },
  { name: 'lenient', help: 'pass over malformed lines, and count them' },
  { name: 'help', short: 'h', help: 'show this help' },
];

export async function exportTrace(words: string[]): Promise<number> {
  const parsed = parseOptions(words, OPTIONS, false);
  const options = new OptionValues(parsed, OPTIONS);
  const usage = 'Usage: heapglass export FILE --to rep|csv [-o OUTPUT]';
  if (options.flag('help')) {
    process.stdout.write(`${usage}\n\n${TRACE_FILES}\n\n${helpOf(OPTIONS)}\n`);
    return 0;
  }
  const [file, ...more] = parsed.positional;
  if (file === undefined || more.length > 0) throw new UsageError(`export what? ${usage}`);
  const format = options.text('to');
  if (format === undefined) throw new UsageError(`to which form? ${usage}`);
  const read = openTrace(file, options.flag('lenient'));
  if (typeof read === 'number') return read;
  for (const note of [...read.notes, ...(format === 'rep' ? lostInRep(read.trace) : [])])
    process.stderr.write(`heapglass: ${note}\n`);
  return write(read.trace, format, options.text('output'));
}

function write(trace: AllocationTrace, format: string, path: string | undefined): number {
  try {
    const { descriptor } = openOutput(path ?? '/dev/stdout');
    writePieces(descriptor, format === 'rep' ? writeRep(trace) : writeCsv(trace));
    return 0;
  } catch (error) {
    process.stderr.write(`heapglass: cannot write ${path ?? 'to standard output'}: ${reasonOf(error)}\n`);
    return EXIT.cannotWrite;
  }
}
