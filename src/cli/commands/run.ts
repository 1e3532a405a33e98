/** `heapglass run` and `heapglass record`: compile if need be, run in a worker thread, report. */
import { tuneEngine } from '../../host/node/engine.js';
import { mallocChoice } from '../allocator-options.js';
import { EXIT } from '../exit-status.js';
import { reasonOf } from '../file-errors.js';
import { inWorker } from '../in-worker.js';
import { obtainModule } from '../obtain-module.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { openOutput, type OutputFile } from '../output.js';
import { commonOptions, withResponseFiles } from '../program-words.js';
import { Progress } from '../progress.js';
import { heapOptions, memoryLimit, reportOptions, reportWidth, RUN_OPTIONS, useColour } from '../run-options.js';
import { environment, preopens } from '../surroundings.js';
import { version } from '../../api/version.js';
import { runUnchecked } from '../unchecked.js';
import type { WorkerRequest } from '../run-worker.js';

const RECORD_OPTIONS: readonly OptionSpec[] = [
  { name: 'output', short: 'o', value: 'FILE', default: 'run.hg', help: 'where the recording goes' },
  ...RUN_OPTIONS,
];

export function run(words: string[]): Promise<number> {
  return start(words, RUN_OPTIONS, 'run');
}

export function record(words: string[]): Promise<number> {
  return start(words, RECORD_OPTIONS, 'record');
}

async function start(words: string[], table: readonly OptionSpec[], command: 'run' | 'record'): Promise<number> {
  const parsed = parseOptions(withResponseFiles([...commonOptions(), ...words]), table, true);
  const options = new OptionValues(parsed, table);
  if (options.flag('help')) {
    process.stdout.write(
      `Usage: heapglass ${command} [options] FILE... [-- arguments]\n\n` +
        'FILE: .c .cc .cpp .cxx sources, .o and .a made by heapglass cc, or a .wasm.\n' +
        'Compiler options (-O1 -I -D -std= -l ...) are passed on; the default is -g -O0.\n\n' +
        `${helpOf(table)}\n\n` +
        'HEAPGLASS_OPTIONS in the environment has options for every run, also of a\n' +
        'program that heapglass cc made and that is started by its name.\n',
    );
    return 0;
  }
  if (parsed.positional.length === 0)
    throw new UsageError(`what should I ${command}? Usage: heapglass ${command} FILE...`);
  if (parsed.positional.includes('-'))
    throw new UsageError('a program must be in a file; standard input belongs to the program');
  const seconds = options.seconds('timeout');
  // Everything that can be wrong with the command line is found before anything takes time.
  const settings = {
    report: reportOptions(options),
    heap: heapOptions(options),
    ...mallocChoice(options),
    memoryLimit: memoryLimit(options),
    seed: options.integer('seed', 0, 0xffffffff),
    errorExitCode: options.integer('error-exitcode', 0, 255)!,
    preopens: preopens(options),
    environment: environment(options),
  };
  const progress = new Progress();
  const compileStart = performance.now();
  const unchecked = options.flag('unchecked');
  const module = await obtainModule(parsed.positional, parsed.passed, options, progress, { plain: unchecked });
  if (typeof module === 'number') return module;
  const compileMs = performance.now() - compileStart;
  const outputs = openOutputs({
    recordTo: command === 'record' ? options.text('output') : undefined,
    logFile: options.text('log-file'),
    timings: options.text('timings'),
  });
  if (typeof outputs === 'number') return outputs;
  progress.show('running');
  tuneEngine();
  const program = {
    module: module.bytes,
    program: parsed.positional[0],
    arguments: parsed.rest,
    ...settings,
    timeout: seconds,
    progressShown: progress.isShown,
  };
  const directory = process.cwd();
  if (unchecked) return runUnchecked(program, { ...outputs, compileMs, directory, progress });
  const request: WorkerRequest = {
    ...program,
    exitOnFirstError: options.flag('exit-on-first-error'),
    tool: version(),
    ...outputs,
    format: options.text('format') as WorkerRequest['format'],
    colour: useColour(options, process.stderr.isTTY === true),
    width: reportWidth(options, process.stderr),
    quiet: options.flag('quiet'),
    directory,
    compileMs,
  };
  return inWorker('run-worker.js', request, { seconds, progress });
}

/** Opens what will be written after the run; or the exit status when one of them cannot be. */
function openOutputs<Name extends string>(
  paths: Record<Name, string | undefined>,
): Record<Name, OutputFile | undefined> | number {
  const opened: Partial<Record<Name, OutputFile>> = {};
  for (const [name, file] of Object.entries(paths) as [Name, string | undefined][]) {
    if (file === undefined) continue;
    try {
      opened[name] = openOutput(file);
    } catch (error) {
      process.stderr.write(`heapglass: cannot write ${file}: ${reasonOf(error)}\n`);
      return EXIT.cannotWrite;
    }
  }
  return opened as Record<Name, OutputFile | undefined>;
}
