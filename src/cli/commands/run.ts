/** `heapglass run` and `heapglass record`: compile if need be, run in a worker thread, report. */
import path from 'node:path';
import { realpathSync, statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { PROGRAM_THREAD_STACK_MB, tuneEngine } from '../../host/node/engine.js';
import { DiskSources } from '../../host/node/toolchain-files.js';
import { extractModule } from '../../languages/clang/module-file.js';
import { isObject } from '../../languages/clang/object-kind.js';
import { expandResponseFiles, splitWords } from '../../languages/clang/response-files.js';
import { EXIT } from '../exit-status.js';
import { reasonOf } from '../file-errors.js';
import { readInput } from '../input.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { openOutput, type OutputFile } from '../output.js';
import { Progress } from '../progress.js';
import { heapOptions, memoryLimit, reportOptions, reportWidth, RUN_OPTIONS, useColour } from '../run-options.js';
import { version } from '../../api/version.js';
import type { WorkerMessage, WorkerRequest } from '../run-worker.js';

/** Milliseconds that a program which waits for its input may go on after its time is up. */
const GRACE = 5000;
/** What a timer can take. */
const LONGEST_TIMER = 2 ** 31 - 1;

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
    memoryLimit: memoryLimit(options),
    seed: options.integer('seed', 0, 0xffffffff),
    errorExitCode: options.integer('error-exitcode', 0, 255)!,
    preopens: preopens(options),
    environment: environment(options),
  };
  const progress = new Progress();
  const compileStart = performance.now();
  const module = await obtainModule(parsed.positional, parsed.passed, options, progress);
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
  const request: WorkerRequest = {
    module: module.bytes,
    program: parsed.positional[0],
    arguments: parsed.rest,
    ...settings,
    timeout: seconds,
    exitOnFirstError: options.flag('exit-on-first-error'),
    tool: version(),
    ...outputs,
    format: options.text('format') as WorkerRequest['format'],
    colour: useColour(options, process.stderr.isTTY === true),
    width: reportWidth(options, process.stderr),
    quiet: options.flag('quiet'),
    progressShown: progress.isShown,
    directory: process.cwd(),
    compileMs,
  };
  return runInWorker(request, seconds, progress);
}

/** Options for every run: the only ones that a program gets which is started by its name. */
function commonOptions(): string[] {
  return splitWords(process.env['HEAPGLASS_OPTIONS'] ?? '');
}

/** What belongs to the program, after "--", stays as it is. */
function withResponseFiles(words: string[]): string[] {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  return [...expandResponseFiles(words.slice(0, end), new DiskSources()), ...words.slice(end)];
}

/** The module to run, or the exit status that says why there is none. */
async function obtainModule(
  files: string[],
  passed: string[],
  options: OptionValues,
  progress: Progress,
): Promise<{ bytes: Uint8Array } | number> {
  let contents: Uint8Array = new Uint8Array(0);
  for (const file of files) {
    try {
      contents = readInput(file);
    } catch (error) {
      process.stderr.write(`heapglass: cannot read ${file}: ${reasonOf(error)}\n`);
      return EXIT.noInput;
    }
  }
  if (files.length === 1) {
    const bytes = extractModule(contents);
    if (bytes && !isObject(bytes)) {
      if (passed.length > 0) {
        const them = passed.join(' ');
        process.stderr.write(`heapglass: warning: ${files[0]} is compiled already; not used: ${them}\n`);
      }
      return { bytes };
    }
    if (!bytes && /\.wasm$/i.test(files[0])) {
      process.stderr.write(`heapglass: ${files[0]} is not a WebAssembly module\n`);
      return EXIT.data;
    }
  }
  return compile(files, passed, options, progress);
}

async function compile(
  files: string[],
  passed: string[],
  options: OptionValues,
  progress: Progress,
): Promise<{ bytes: Uint8Array } | number> {
  const { compileProgram } = await import('../../languages/clang/program.js');
  const { openBuild } = await import('../../host/node/toolchain.js');
  const { ToolchainError } = await import('../../languages/clang/toolchain.js');
  try {
    const result = await compileProgram(openBuild({ clang: options.text('clang') }), {
      arguments: [...passed, ...files],
      colour: useColour(options, process.stderr.isTTY === true),
      progress: (step) => progress.show(step),
    });
    progress.clear();
    process.stderr.write(result.diagnostics);
    if (result.ok) return { bytes: result.module };
    return result.misused ? EXIT.usage : EXIT.data;
  } catch (error) {
    progress.clear();
    if (!(error instanceof ToolchainError)) throw error;
    process.stderr.write(`heapglass: ${error.message}\n`);
    return EXIT.unavailable;
  }
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

function runInWorker(request: WorkerRequest, seconds: number | undefined, progress: Progress): Promise<number> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('../run-worker.js', import.meta.url), {
      workerData: request,
      resourceLimits: { stackSizeMb: PROGRAM_THREAD_STACK_MB },
    });
    let watchdog: NodeJS.Timeout | undefined;
    let answered = false;
    const finish = (status: number, message = ''): void => {
      if (answered) return;
      answered = true;
      clearTimeout(watchdog);
      progress.clear();
      if (message !== '') process.stderr.write(message);
      resolve(status);
    };
    const giveUp = (): void => {
      finish(
        EXIT.timeout,
        `heapglass: the program did not end within ${seconds} s and could not be interrupted; no report\n`,
      );
      // A thread that waits inside the operating system outlives every polite end of this process.
      const kill = setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE);
      void worker.terminate().then(() => clearTimeout(kill));
    };
    worker.on('message', (message: WorkerMessage) => {
      if (message !== 'started') {
        finish(message.status, message.message);
        return;
      }
      progress.cleared();
      if (seconds !== undefined) watchdog = setTimeout(giveUp, Math.min(seconds * 1000 + GRACE, LONGEST_TIMER));
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        finish(EXIT.system, 'heapglass: there is not enough memory to run and check this program\n');
        return;
      }
      const text = error.stack ?? error.message;
      finish(EXIT.internal, `heapglass: an internal error; please report it with what you did\n${text}\n`);
    });
    worker.on('exit', () => finish(EXIT.internal, 'heapglass: the program ended without a report\n'));
  });
}

/** The working directory, under the names that a C library may look for it by, and what --dir adds. */
function preopens(options: OptionValues): { name: string; path: string }[] {
  const cwd = process.cwd();
  const places = [
    { name: '.', path: cwd },
    { name: cwd, path: cwd },
  ];
  for (const given of options.all('dir')) {
    const place = directory(given);
    places.push({ name: path.resolve(given), path: place });
    if (!path.isAbsolute(given)) places.push({ name: given, path: place });
  }
  return places;
}

/** Where a directory really is. @throws UsageError */
function directory(given: string): string {
  let problem: string;
  try {
    const place = realpathSync(given);
    if (statSync(place).isDirectory()) return place;
    problem = 'it is not a directory';
  } catch (error) {
    problem = reasonOf(error);
  }
  throw new UsageError(`--dir=${given}: ${problem}`);
}

/** The environment that heapglass was started in, as any program gets it; a repeatable run gets what --env says alone. */
function environment(options: OptionValues): string[] {
  const inherited = options.text('seed') === undefined ? process.env : {};
  const variables = new Map(Object.entries(inherited as Record<string, string>));
  for (const word of options.all('env')) {
    const at = word.indexOf('=');
    if (at <= 0) throw new UsageError(`--env=${word}: expected NAME=VALUE`);
    variables.set(word.slice(0, at), word.slice(at + 1));
  }
  return [...variables].map(([name, value]) => `${name}=${value}`);
}
