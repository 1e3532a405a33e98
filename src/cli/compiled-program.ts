/** `heapglass run` and `heapglass record` of a program of C or C++ or a .wasm: compiled if need be, run in a thread, reported. */
import { version } from '../api/version.js';
import { mallocChoice } from './allocator-options.js';
import { inWorker } from './in-worker.js';
import { obtainModule } from './obtain-module.js';
import type { OptionValues, ParsedOptions } from './option-table.js';
import { openOutputs } from './output.js';
import { requireNoPagedOptions } from './paged-options.js';
import { Progress } from './progress.js';
import { heapOptions, memoryLimit, reportForm, reportOptions } from './run-options.js';
import type { WorkerRequest } from './run-worker.js';
import { environment, preopens } from './surroundings.js';
import { runUnchecked } from './unchecked.js';

/** Gives the exit status. */
export async function runCompiled(
  parsed: ParsedOptions,
  options: OptionValues,
  command: 'run' | 'record',
): Promise<number> {
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
  requireNoPagedOptions(options);
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
    ...reportForm(options),
    directory,
    compileMs,
  };
  return inWorker('run-worker', request, { seconds, progress });
}
