/** Settings of the engine that instrumented programs want. Process-wide: call before the first program is compiled. */
import { availableParallelism } from 'node:os';
import v8 from 'node:v8';
import type { LibraryUse } from '../../python/runtime/module-use.js';
import { readsCompilationHints } from '../../instrument/compilation-hints.js';

/** The last version whose flags are known to be called so (Node 24); a later one would complain of an unknown flag. */
const LAST_V8_WITH_FLAGS = 13;
const V8 = Number.parseInt(process.versions.v8, 10);
export const HAS_FLAGS = V8 <= LAST_V8_WITH_FLAGS;

/** In this thread; what it has set stays. */
let isTuned = false;

/**
 * - Branch hints: without them registers are spilled around the cold side of every check.
 * - Compilation hints: say which functions to optimise before their first call, since V8 does not replace a running
 *   loop's baseline code. An engine that does not read them gets no baseline compiler at all: slower to start, as quick
 *   in loops.
 * - Functions are validated when they are first called: of what a Python program imports most never are.
 * - What is compiled of our own scripts stays: a collection would throw away what was not called lately, and what is kept of a long
 *   run (kept-code.ts) would lack what every start needs, 45 ms of it.
 */
export function tuneEngine(): void {
  isTuned = true;
  if (HAS_FLAGS) {
    v8.setFlagsFromString('--no-flush-bytecode');
    v8.setFlagsFromString('--experimental-wasm-branch-hinting');
    v8.setFlagsFromString('--experimental-wasm-compilation-hints');
    v8.setFlagsFromString('--wasm-lazy-validation');
  }
  if (!readsCompilationHints()) v8.setFlagsFromString('--no-liftoff');
}

/**
 * A module whose functions have hints: some are optimised from now on, in threads of the engine. V8 heeds that only where it
 * does not compile all modules when they are called; the others of this one say so themselves.
 */
export function compileWithHints(wasm: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  if (!readsCompilationHints() || availableParallelism() === 1) return new WebAssembly.Module(wasm);
  v8.setFlagsFromString('--no-wasm-lazy-compilation');
  try {
    return new WebAssembly.Module(wasm);
  } finally {
    v8.setFlagsFromString('--wasm-lazy-compilation');
  }
}

/** How much of a function's code, in bytes, has run before it is optimised: V8's own choice by version (Node 20), where that is known. */
const USUAL_BUDGETS: Readonly<Record<number, number>> = { 11: 1_800_000 };
const TOOL_BUDGET = 60_000_000;
/** Of what is linked of a library, by its use (python/runtime/module-use.ts). */
const LIBRARY_BUDGETS: Readonly<Record<LibraryUse, number>> = { library: 8_000_000, large: 2_000_000_000 };

const USUAL_BUDGET = HAS_FLAGS ? USUAL_BUDGETS[V8] : undefined;

const setBudget = (bytes: number): void => v8.setFlagsFromString(`--wasm-tiering-budget=${bytes}`);

/**
 * A module of a library. V8 takes what stands before a return or within a loop for what has run: so it optimises a function of 30 KB
 * when it is called the 25th time, which takes 0.2 s of a processor, or the parser of regular expressions after a few characters.
 * Half of the processor time of `import dataclasses` went that way, and no program ends before the engine's threads are done.
 */
export function compileLibrary(wasm: Uint8Array<ArrayBuffer>, use: LibraryUse): WebAssembly.Module {
  if (USUAL_BUDGET === undefined) return new WebAssembly.Module(wasm);
  setBudget(LIBRARY_BUDGETS[use]);
  try {
    return new WebAssembly.Module(wasm);
  } finally {
    setBudget(USUAL_BUDGET);
  }
}

/**
 * For a compiler: a large module of which little is called, by a process that soon ends. What `start` compiles keeps these
 * settings; they are taken back then, since kept code (kept-code.ts) is code of an engine without settings.
 *
 * - Its functions are validated when they are first called: all of the packaged clang's take 0.4 s of a processor.
 * - They are optimised later. Otherwise that is half of the processor time of a compile, large or small, and saves less: 65 KB of C
 *   with -O2 took 9.2 s (17 s of processors) and now 7.0 s (11 s).
 */
export async function startTool<T>(start: () => Promise<T>): Promise<T> {
  if (!HAS_FLAGS) return start();
  if (USUAL_BUDGET !== undefined) setBudget(TOOL_BUDGET);
  v8.setFlagsFromString('--wasm-lazy-validation');
  try {
    return await start();
  } finally {
    if (USUAL_BUDGET !== undefined) setBudget(USUAL_BUDGET);
    if (!isTuned) v8.setFlagsFromString('--no-wasm-lazy-validation');
  }
}

/** Stack of the thread that runs a program, in MB: C programs recurse as deep as their own 8 MiB stack allows. */
export const PROGRAM_THREAD_STACK_MB = 256;
