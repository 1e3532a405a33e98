/** `heapglass run` of a Python program. */
import path from 'node:path';
import { cacheDirectory } from '../host/node/cache-directory.js';
import { mallocChoice } from './allocator-options.js';
import { EXIT } from './exit-status.js';
import { reasonOf } from './file-errors.js';
import { inWorker } from './in-worker.js';
import { readInput } from './input.js';
import { UsageError, type OptionValues } from './option-table.js';
import { openOutputs } from './output.js';
import { Progress } from './progress.js';
import type { PythonRequest } from './python-worker.js';
import { reportWidth, useColour } from './run-options.js';
import { WatchedName } from '../python/watch/watched-name.js';
import { environment, preopens } from './surroundings.js';

export function isPythonProgram(files: readonly string[]): boolean {
  return files.some((file) => /\.pyw?$/i.test(file));
}

/** Runs it as `python3 FILE` does. Gives the exit status. */
export async function runPythonProgram(
  files: readonly string[],
  words: string[],
  options: OptionValues,
  isRecorded = false,
): Promise<number> {
  const [file] = files;
  if (files.length > 1) throw new UsageError('a Python program is one file; its arguments come after --');
  let source: Uint8Array;
  try {
    source = readInput(file);
  } catch (error) {
    process.stderr.write(`heapglass: cannot read ${file}: ${reasonOf(error)}\n`);
    return EXIT.noInput;
  }
  const watched = options.text('trace-refs');
  if (watched !== undefined && !WatchedName.isName(watched))
    throw new UsageError(`--trace-refs takes the name of a variable, such as total or f.total, not ${watched}`);
  const seconds = options.seconds('timeout');
  const { malloc, tuning } = mallocChoice(options);
  const absolute = path.resolve(file);
  const directory = process.cwd();
  const outputs = openOutputs({ recordTo: isRecorded ? options.text('output') : undefined });
  if (typeof outputs === 'number') return outputs;
  const progress = new Progress();
  const request: PythonRequest = {
    source,
    program: file,
    path: absolute,
    arguments: words,
    environment: environment(options),
    // Modules beside the program are its own.
    places: [{ name: path.dirname(absolute), path: path.dirname(absolute) }, ...absolutePlaces(options)],
    directory,
    maxHeap: options.bytes('max-heap', MOST_HEAP),
    malloc: options.all('malloc').length > 0 ? malloc : undefined,
    tuning,
    cache: cacheDirectory(process.env, process.platform),
    progressShown: progress.isShown,
    reports: options.flag('report'),
    watched,
    ...outputs,
    form: {
      format: options.text('format') === 'json' ? 'json' : 'text',
      width: reportWidth(options, process.stderr),
      colour: useColour(options, process.stderr.isTTY === true),
    },
  };
  return inWorker('python-worker', request, {
    seconds,
    progress,
    late: seconds === undefined ? undefined : { grace: 0, words: `stopped after ${seconds} s` },
  });
}

const MOST_HEAP = 2 ** 31;

function absolutePlaces(options: OptionValues): { name: string; path: string }[] {
  return preopens(options).filter(({ name }) => path.isAbsolute(name));
}
