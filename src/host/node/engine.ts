/** Settings of the engine that instrumented programs want. Process-wide: call before the first program is compiled. */
import { availableParallelism } from 'node:os';
import v8 from 'node:v8';
import { readsCompilationHints } from '../../instrument/compilation-hints.js';

/** The last version whose flags are known to be called so (Node 24); a later one would complain of an unknown flag. */
const LAST_V8_WITH_FLAGS = 13;

/**
 * - Branch hints: without them registers are spilled around the cold side of every check.
 * - Compilation hints: say which functions to optimise before their first call, since V8 does not replace a running
 *   loop's baseline code. An engine that does not read them gets no baseline compiler at all: slower to start, as quick
 *   in loops.
 * - Functions are validated when they are first called: of what a Python program imports most never are.
 */
export function tuneEngine(): void {
  if (Number.parseInt(process.versions.v8, 10) <= LAST_V8_WITH_FLAGS) {
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

/** Stack of the thread that runs a program, in MB: C programs recurse as deep as their own 8 MiB stack allows. */
export const PROGRAM_THREAD_STACK_MB = 256;
