/** The program that a command line names: read, or compiled. */
import { engineObjection } from '../host/node/engine-objection.js';
import { extractModule } from '../languages/clang/module-file.js';
import { isObject } from '../languages/clang/object-kind.js';
import { EXIT } from './exit-status.js';
import { reasonOf } from './file-errors.js';
import { readInput } from './input.js';
import type { OptionValues } from './option-table.js';
import type { Progress } from './progress.js';
import { useColour } from './run-options.js';

/** How sources are compiled. */
export interface ProgramKind {
  /** As any compiler would, without the layout that checking needs. */
  plain?: boolean;
  /** For paged memory. */
  paged?: boolean;
  /** Options that come before those of the user, who may gainsay them. */
  defaults?: readonly string[];
}

/**
 * The module to run, or the exit status that says why there is none.
 * @param passed options for the compiler
 */
export async function obtainModule(
  files: string[],
  passed: string[],
  options: OptionValues,
  progress: Progress,
  kind: ProgramKind = {},
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
      const objection = engineObjection(bytes);
      if (objection === undefined) return { bytes };
      process.stderr.write(`heapglass: ${files[0]} cannot run: ${objection}\n`);
      return EXIT.data;
    }
    if (!bytes && /\.wasm$/i.test(files[0])) {
      process.stderr.write(`heapglass: ${files[0]} is not a WebAssembly module\n`);
      return EXIT.data;
    }
  }
  return compile(files, [...(kind.defaults ?? []), ...passed], options, progress, kind);
}

async function compile(
  files: string[],
  passed: string[],
  options: OptionValues,
  progress: Progress,
  { plain = false, paged = false }: ProgramKind,
): Promise<{ bytes: Uint8Array } | number> {
  const { compileProgram } = await import('../languages/clang/program.js');
  const { openBuild } = await import('../host/node/toolchain.js');
  const { ToolchainError } = await import('../languages/clang/toolchain.js');
  try {
    const result = await compileProgram(openBuild({ clang: options.text('clang') }), {
      arguments: [...passed, ...files],
      plain,
      paged,
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
