/** `heapglass run` and `heapglass record`: compile if need be, run in a worker thread, report. */
import { tuneEngine } from '../../host/node/engine.js';
import { mallocChoice } from '../allocator-options.js';
import { inWorker } from '../in-worker.js';
import { obtainModule } from '../obtain-module.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { openOutputs } from '../output.js';
import { commonOptions, requireProgram, withResponseFiles } from '../program-words.js';
import { Progress } from '../progress.js';
import { isPythonProgram, runPythonProgram } from '../python-program.js';
import { heapOptions, memoryLimit, reportOptions, reportWidth, RUN_OPTIONS, useColour } from '../run-options.js';
import { environment, preopens } from '../surroundings.js';
import { version } from '../../api/version.js';
import { runUnchecked } from '../unchecked.js';
import { pagedChoice, requireNoPagedOptions } from '../paged-options.js';
import type { PagedRequest } from '../paged-worker.js';
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
        'FILE: .c .cc .cpp .cxx sources, .o and .a made by heapglass cc, a .wasm, a .py.\n' +
        'Compiler options (-O1 -I -D -std= -l ...) are passed on; the default is -g -O0.\n\n' +
        `${helpOf(table)}\n\n` +
        'HEAPGLASS_OPTIONS in the environment has options for every run, also of a\n' +
        'program that heapglass cc made and that is started by its name.\n',
    );
    return 0;
  }
  requireProgram(parsed.positional, command);
  if (isPythonProgram(parsed.positional)) return runPythonProgram(parsed.positional, parsed.rest, options);
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
    return inWorker('paged-worker.js', request, { seconds, progress });
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
  return inWorker('run-worker.js', request, { seconds, progress });
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
