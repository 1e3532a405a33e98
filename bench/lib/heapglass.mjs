/** The command as a user starts it, with a cache of its own so that nothing measured depends on earlier use. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/ensure.mjs';
import { runTimed, untilOutput } from './processes.mjs';

const command = join(root, 'dist', 'bundle', 'main.cjs');

/**
 * @param {string[]} words
 * @param {{ cache: string, status?: number, nodeOptions?: string[], env?: Record<string, string> }} options
 *   cache: a directory, or "off".
 */
export function heapglass(words, { cache, status, nodeOptions = [], env }) {
  return runTimed(process.execPath, [...nodeOptions, command, ...words], { ...asUsed(cache, env), status });
}

/** Milliseconds from the start of the process to the first that it writes. @param {string[]} words @param {{ cache: string }} options */
export function heapglassUntilOutput(words, { cache }) {
  return untilOutput(process.execPath, [command, ...words], asUsed(cache));
}

function asUsed(cache, env) {
  return { cwd: root, env: { ...env, HEAPGLASS_CACHE: cache, HEAPGLASS_CLANG: undefined } };
}

/** The parts of a run in milliseconds, as --timings FILE left them. */
export function readTimings(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * What a user would call the run: from the call of _start to the last byte of the report. Loading Node, compiling,
 * instrumenting and the engine's instantiation come before it.
 */
export function runOf({ runMs, leakSearchMs, symbolsMs, reportMs }) {
  return runMs + leakSearchMs + symbolsMs + reportMs;
}
