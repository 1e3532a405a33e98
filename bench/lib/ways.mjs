/**
 * The four ways to run one C program. A way prepares a program (compiles it) and gives a function that runs it once and
 * answers with its output and its times in milliseconds. A way whose tools are not installed says so in `missing`.
 */
import { join } from 'node:path';
import { heapglass, readTimings, runOf } from './heapglass.mjs';
import { compilePlain, runPlain } from './plain-wasm.mjs';
import { runTimed, versionOf } from './processes.mjs';

export const COMPILER_FLAGS = ['-O1', '-g'];
/** Valgrind's own, for "errors were found": the programs have none. */
const FOUND = 99;
/** A size with which every program ends at once. */
const SMALL = '2';

export function waysToRun() {
  const without = (...tools) => tools.find((tool) => versionOf(tool) === undefined);
  return [
    { name: 'native', missing: without('gcc'), prepare: native },
    { name: 'plain', prepare: plain },
    { name: 'heapglass', prepare: checked },
    { name: 'valgrind', missing: without('gcc', 'valgrind'), prepare: valgrind },
  ];
}

function compileNative({ path, directory }) {
  const binary = join(directory, 'native');
  runTimed('gcc', ['-std=c11', ...COMPILER_FLAGS, path, '-o', binary, '-lm']);
  return binary;
}

function native(program) {
  const binary = compileNative(program);
  return () => {
    const { stdout, milliseconds } = runTimed(binary, []);
    return { stdout, times: { native: milliseconds } };
  };
}

async function plain({ name, source, directory }) {
  const module = join(directory, 'plain.wasm');
  await compilePlain(`${name}.c`, source, COMPILER_FLAGS, module);
  return () => {
    const { stdout, milliseconds } = runPlain(module, join(directory, 'plain.json'));
    return { stdout, times: { plain: milliseconds } };
  };
}

/** Also `process`: all that a user waits for when the program is compiled already. */
function checked({ path, directory }) {
  const timings = join(directory, 'heapglass.json');
  const cache = join(directory, 'cache');
  const words = ['run', ...COMPILER_FLAGS, '--timings', timings, path];
  heapglass([...words, '--', SMALL], { cache });
  return () => {
    const { stdout, milliseconds } = heapglass(words, { cache });
    const parts = readTimings(timings);
    return { stdout, times: { heapglass: runOf(parts), process: milliseconds, ...parts } };
  };
}

function valgrind(program) {
  const binary = compileNative(program);
  return () => {
    const { stdout, milliseconds } = runTimed('valgrind', ['--leak-check=full', `--error-exitcode=${FOUND}`, binary]);
    return { stdout, times: { valgrind: milliseconds } };
  };
}
