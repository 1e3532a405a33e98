/** Settings of the engine that instrumented programs want. Process-wide: call before the first program is compiled. */
import v8 from 'node:v8';

/**
 * - No baseline compiler: V8 does not replace a running loop's baseline code, so a long loop would stay slow for good.
 * - Branch hints: without them registers are spilled around the cold side of every check.
 */
export function tuneEngine(): void {
  v8.setFlagsFromString('--no-liftoff');
  v8.setFlagsFromString('--experimental-wasm-branch-hinting');
}

/** Stack of the thread that runs a program, in MB: C programs recurse as deep as their own 8 MiB stack allows. */
export const PROGRAM_THREAD_STACK_MB = 256;
