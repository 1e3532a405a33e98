/** `heapglass run` on paged memory, of one program or several: compiled if need be, run in a thread, reported. */
import type { PagedChecks } from '../api/run-paged.js';
import { version } from '../api/version.js';
import { mallocChoice } from './allocator-options.js';
import { sourceCompiler } from './exec-sources.js';
import { inWorker } from './in-worker.js';
import { obtainModule } from './obtain-module.js';
import { UsageError, type OptionValues } from './option-table.js';
import { openOutputs } from './output.js';
import { pagedChoice } from './paged-options.js';
import type { PagedRequest } from './paged-worker.js';
import type { Programs } from './programs.js';
import { Progress } from './progress.js';
import { heapOptions, memoryLimit, reportForm, reportOptions } from './run-options.js';
import { environment, preopens } from './surroundings.js';

/** Gives the exit status. @throws UsageError */
export async function runPagedPrograms(
  programs: Programs,
  options: OptionValues,
  command: 'run' | 'record',
): Promise<number> {
  const seconds = options.seconds('timeout');
  // Everything that can be wrong with the command line is found before anything takes time.
  const { aslr, ...machine } = pagedChoice(options);
  const isRecorded = command === 'record';
  const isChecked = isRecorded || options.flag('check');
  requirePaged(options, isChecked);
  const settings = {
    ...machine,
    checks: isChecked ? { ...checkChoice(options), recordEvents: isRecorded } : undefined,
    errorExitCode: options.integer('error-exitcode', 0, 255)!,
    ...mallocChoice(options),
    memoryLimit: memoryLimit(options),
    timeout: seconds,
    directory: process.cwd(),
  };
  const surroundings = {
    seed: options.integer('seed', 0, 0xffffffff),
    preopens: preopens(options),
    environment: environment(options),
  };
  const progress = new Progress();
  const compileStart = performance.now();
  const kind = { plain: !isChecked, paged: true };
  const modules: PagedRequest['programs'] = [];
  for (const [at, { positional, passed, rest }] of programs.entries()) {
    const module = await obtainModule(positional, passed, options, progress, kind);
    if (typeof module === 'number') return module;
    const seed = aslr === undefined ? undefined : aslr + at;
    modules.push({ ...surroundings, module: module.bytes, program: positional[0]!, arguments: rest, aslr: seed });
  }
  const compileMs = performance.now() - compileStart;
  const outputs = openOutputs({
    logFile: options.text('log-file'),
    timings: options.text('timings'),
    recordTo: isRecorded ? options.text('output') : undefined,
  });
  if (typeof outputs === 'number') return outputs;
  progress.show('running');
  const request: PagedRequest = {
    ...settings,
    programs: modules,
    ...reportForm(options),
    format: options.text('format') as PagedRequest['format'],
    logFile: outputs.logFile,
    timings: outputs.timings,
    recordTo: outputs.recordTo,
    compileMs,
    progressShown: progress.isShown,
  };
  const compile = sourceCompiler(programs[0]!.passed, options, progress, kind);
  return inWorker('paged-worker', request, { seconds, progress, compile });
}

/** @throws UsageError */
function checkChoice(options: OptionValues): PagedChecks {
  return {
    report: reportOptions(options),
    heap: heapOptions(options),
    exitOnFirstError: options.flag('exit-on-first-error'),
    tool: version(),
  };
}

/** @throws UsageError for what paged memory does not go together with */
function requirePaged(options: OptionValues, isChecked: boolean): void {
  if (options.flag('unchecked'))
    throw new UsageError('--vm checks nothing unless it is told to: leave --unchecked out');
  if (options.text('format') === 'valgrind' && !isChecked)
    throw new UsageError("--vm has a report in Valgrind's form only with --check: --format text or json");
}
