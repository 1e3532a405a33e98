/** `heapglass run` and `heapglass record` of a program of C or C++ or a .wasm: compiled if need be, run in a thread, reported. */
import { version } from '../api/version.js';
import { mallocChoice } from './allocator-options.js';
import { inWorker } from './in-worker.js';
import { obtainModule } from './obtain-module.js';
import { UsageError, type OptionValues, type ParsedOptions } from './option-table.js';
import { openOutputs } from './output.js';
import { pagedChoice, requireNoPagedOptions } from './paged-options.js';
import type { PagedRequest } from './paged-worker.js';
import { Progress } from './progress.js';
import { heapOptions, memoryLimit, reportOptions, reportWidth, useColour } from './run-options.js';
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
  const paged = options.flag('vm') ? pagedChoice(options) : undefined;
  if (paged === undefined) requireNoPagedOptions(options);
  else requirePaged(options, command);
  const kind = { plain: unchecked || paged !== undefined, paged: paged !== undefined };
  const module = await obtainModule(parsed.positional, parsed.passed, options, progress, kind);
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
  if (paged !== undefined) {
    const request: PagedRequest = {
      ...program,
      ...paged,
      ...reportForm(options),
      format: options.text('format') as PagedRequest['format'],
      logFile: outputs.logFile,
      timings: outputs.timings,
      directory,
      compileMs,
    };
    return inWorker('paged-worker', request, { seconds, progress });
  }
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

function reportForm(options: OptionValues): Pick<WorkerRequest, 'colour' | 'width' | 'quiet'> {
  return {
    colour: useColour(options, process.stderr.isTTY === true),
    width: reportWidth(options, process.stderr),
    quiet: options.flag('quiet'),
  };
}

/** @throws UsageError for what paged memory does not go together with */
function requirePaged(options: OptionValues, command: string): void {
  if (command === 'record') throw new UsageError('record does not run on paged memory: leave --vm out, or use run');
  if (options.flag('unchecked')) throw new UsageError('--vm checks nothing already: leave --unchecked out');
  if (options.text('format') === 'valgrind')
    throw new UsageError("--vm has no report in Valgrind's form: --format text or json");
}
