/** `heapglass run` and `heapglass record`: compile if need be, run in a worker thread, report. */
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { PROGRAM_THREAD_STACK_MB, tuneEngine } from '../../host/node/engine.js';
import { extractModule } from '../../languages/clang/module-file.js';
import { reasonOf } from '../file-errors.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { Progress } from '../progress.js';
import { heapOptions, memoryLimit, reportOptions, RUN_OPTIONS, useColour } from '../run-options.js';
import { version } from '../../api/version.js';
import type { WorkerAnswer, WorkerRequest } from '../run-worker.js';

const EXIT_NO_COMPILE = 65;
const EXIT_NO_INPUT = 66;
const EXIT_INTERNAL = 70;
const EXIT_TIMEOUT = 124;
/** Seconds that a program in a single long host call may go on after its time is up. */
const GRACE = 2;

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
  const parsed = parseOptions(words, table, true);
  const options = new OptionValues(parsed, table);
  if (options.flag('help')) {
    process.stdout.write(
      `Usage: heapglass ${command} [options] FILE... [-- arguments]\n\n` +
        'FILE: .c .cc .cpp .cxx sources, .o and .a made by heapglass cc, or a .wasm program.\n' +
        'Compiler options (-O1 -I -D -std= -l ...) are passed on; -g -O0 are the defaults.\n\n' +
        `${helpOf(table)}\n`,
    );
    return 0;
  }
  if (parsed.positional.length === 0)
    throw new UsageError(`what should I ${command}? Usage: heapglass ${command} FILE...`);
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
    recordTo: command === 'record' ? path.resolve(options.text('output')!) : undefined,
    format: options.text('format') as WorkerRequest['format'],
    colour: useColour(options, process.stderr.isTTY === true),
    quiet: options.flag('quiet'),
    directory: process.cwd(),
    logFile: options.text('log-file'),
    timings: options.text('timings'),
    compileMs,
  };
  progress.clear();
  return runInWorker(request, seconds);
}

/** The module to run, or the exit status that says why there is none. */
async function obtainModule(
  files: string[],
  passed: string[],
  options: OptionValues,
  progress: Progress,
): Promise<{ bytes: Uint8Array } | number> {
  for (const file of files) {
    try {
      readFileSync(file);
    } catch (error) {
      process.stderr.write(`heapglass: cannot read ${file}: ${reasonOf(error)}\n`);
      return EXIT_NO_INPUT;
    }
  }
  if (files.length === 1) {
    const bytes = extractModule(readFileSync(files[0]));
    if (bytes) return { bytes };
    if (/\.wasm$/i.test(files[0])) {
      process.stderr.write(`heapglass: ${files[0]} is not a WebAssembly module\n`);
      return EXIT_NO_COMPILE;
    }
  }
  const { compileProgram } = await import('../../languages/clang/program.js');
  const { openBuild } = await import('../../host/node/toolchain.js');
  const context = openBuild({ clang: options.text('clang') });
  const colour = useColour(options, process.stderr.isTTY === true);
  const result = await compileProgram(context, {
    arguments: [...passed, ...files],
    colour,
    progress: (step) => progress.show(step),
  });
  progress.clear();
  process.stderr.write(result.diagnostics);
  return result.ok ? { bytes: result.module } : EXIT_NO_COMPILE;
}

function runInWorker(request: WorkerRequest, seconds: number | undefined): Promise<number> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('../run-worker.js', import.meta.url), {
      workerData: request,
      resourceLimits: { stackSizeMb: PROGRAM_THREAD_STACK_MB },
    });
    let answered = false;
    const watchdog =
      seconds === undefined
        ? undefined
        : setTimeout(
            () => {
              process.stderr.write(
                `heapglass: the program did not end within ${seconds} s and could not be interrupted; no report\n`,
              );
              finish(EXIT_TIMEOUT);
              void worker.terminate();
            },
            (seconds + GRACE) * 1000 + 1000,
          );
    const finish = (status: number): void => {
      answered = true;
      clearTimeout(watchdog);
      resolve(status);
    };
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.message) process.stderr.write(answer.message);
      finish(answer.status);
    });
    worker.on('error', (error: Error) => {
      process.stderr.write(
        `heapglass: an internal error; please report it with what you did\n${error.stack ?? error.message}\n`,
      );
      finish(EXIT_INTERNAL);
    });
    worker.on('exit', () => {
      if (!answered) finish(EXIT_INTERNAL);
    });
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
    const full = path.resolve(given);
    places.push({ name: full, path: full });
    if (!path.isAbsolute(given)) places.push({ name: given, path: full });
  }
  return places;
}

/** Variables that programs commonly look at; nothing else of the machine's environment is passed on. */
const COMMON_VARIABLES = ['HOME', 'LANG', 'LC_ALL', 'PATH', 'TERM', 'TMPDIR', 'TZ', 'USER', 'PWD'];

function environment(options: OptionValues): string[] {
  const variables = new Map<string, string>();
  if (options.text('seed') === undefined) {
    for (const name of COMMON_VARIABLES) if (process.env[name] !== undefined) variables.set(name, process.env[name]);
  }
  for (const word of options.all('env')) {
    const at = word.indexOf('=');
    if (at <= 0) throw new UsageError(`--env=${word}: expected NAME=VALUE`);
    variables.set(word.slice(0, at), word.slice(at + 1));
  }
  return [...variables].map(([name, value]) => `${name}=${value}`);
}
