/** Compile, run and check in one call: what `heapglass run` does, as a function. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Recording, ReportOptions } from '../events/recording.js';
import { engineObjection } from '../host/node/engine-objection.js';
import { tuneEngine } from '../host/node/engine.js';
import { openBuild } from '../host/node/toolchain.js';
import { extractModule } from '../languages/clang/module-file.js';
import { compileProgram } from '../languages/clang/program.js';
import { PROGRAM_LIMIT } from '../memory/layout.js';
import { DEFAULT_REPORT } from './default-report.js';
import { runModule, type RunModuleOptions } from './run-module.js';
import { version } from './version.js';

export interface CheckOptions
  extends Partial<
    Pick<
      RunModuleOptions,
      | 'arguments'
      | 'environment'
      | 'seed'
      | 'timeout'
      | 'memoryLimit'
      | 'exitOnFirstError'
      | 'recordEvents'
      | 'malloc'
      | 'tuning'
      | 'heap'
    >
  > {
  /** For the compiler: `-O1`, `-Iinclude`, `-lm` … */
  compilerOptions?: readonly string[];
  /** Directories that the program may reach besides the working directory. */
  directories?: readonly string[];
  /** A native clang with a wasm target; the packaged compiler without it. */
  clang?: string;
  report?: Partial<ReportOptions>;
}

/** The program did not compile; the message is what clang printed. */
export class CompileFailed extends Error {
  override name = 'CompileFailed';
}

/**
 * Runs in the calling thread, which is busy until the program ends; the program's input and output are this process's.
 * A thread's stack limits how deep the program may recurse: give a worker `resourceLimits.stackSizeMb` for more.
 *
 * @param files sources, objects and archives, or one ready WebAssembly module
 * @throws CompileFailed; ToolchainError when there is no compiler; MalformedModule or the engine's CompileError when a
 * ready module cannot run; the file system's error for a file that cannot be read
 */
export async function checkProgram(files: readonly string[], options: CheckOptions = {}): Promise<Recording> {
  const module = await obtainModule(files, options);
  tuneEngine();
  const cwd = process.cwd();
  const directories = (options.directories ?? []).map((directory) => path.resolve(directory));
  const { recording } = await runModule(module, {
    ...options,
    program: files[0],
    directory: cwd,
    arguments: options.arguments ?? [],
    environment: options.environment ?? [],
    preopens: [
      { name: '.', path: cwd },
      ...[cwd, ...directories].map((directory) => ({ name: directory, path: directory })),
    ],
    memoryLimit: options.memoryLimit ?? PROGRAM_LIMIT,
    report: { ...DEFAULT_REPORT, ...options.report },
    tool: version(),
  });
  return recording;
}

async function obtainModule(files: readonly string[], options: CheckOptions): Promise<Uint8Array> {
  if (files.length === 1) {
    const module = extractModule(readFileSync(files[0]));
    const objection = module && engineObjection(module);
    if (objection !== undefined) throw new WebAssembly.CompileError(objection);
    if (module !== undefined) return module;
  }
  const built = await compileProgram(openBuild({ clang: options.clang }), {
    arguments: [...(options.compilerOptions ?? []), ...files],
  });
  if (!built.ok) throw new CompileFailed(built.diagnostics);
  return built.module;
}
