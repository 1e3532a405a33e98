/**
 * The peer: the same source by the same compiler, without the recipe that makes a program checkable and without
 * instrumentation, as an ordinary WASI module with its own malloc. The stack is as large as heapglass makes it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/ensure.mjs';
import { runTimed } from './processes.mjs';

const RUNNER = join(import.meta.dirname, 'plain-program.mjs');
const LIBRARIES = '/usr/lib/wasm32-wasip1';
const BUILTINS = '/usr/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a';

let toolchain;

/**
 * Compiles `source` (text of a C file called `name`) and keeps the module at `output`: a command, or with names to export
 * a library (a reactor).
 */
export function compilePlain(name, source, flags, output, exports) {
  return compilePlainFiles([name], new Map([[name, source]]), flags, output, exports);
}

/** Like compilePlain, from the sources that are named; `files` has them and the headers beside them, by name. */
export async function compilePlainFiles(sources, files, flags, output, exports) {
  const { PackagedToolchain } = await import(join(root, 'dist/host/node/toolchain-packaged.js'));
  const { STACK_SIZE } = await import(join(root, 'dist/languages/clang/recipe.js'));
  toolchain ??= new PackagedToolchain();
  const placed = [...files].map(([name, text]) => [`/work/${name}`, text]);
  const modulePath = '/work/module.wasm';
  const kind = exports === undefined ? 'command' : 'reactor';
  const entries =
    exports === undefined ? [] : ['--entry=_initialize', ...exports.map((symbol) => `--export=${symbol}`)];
  const objects = [];
  for (const name of sources) {
    const objectPath = `/work/object-${objects.length}.o`;
    const object = await tool('clang', [...flags, '-c', `/work/${name}`, '-o', objectPath], placed, objectPath);
    objects.push([objectPath, object]);
  }
  const module = await tool(
    'wasm-ld',
    [
      ...[
        '-m',
        'wasm32',
        `-L${LIBRARIES}`,
        `${LIBRARIES}/crt1-${kind}.o`,
        ...objects.map(([path]) => path),
        ...entries,
      ],
      ...['-z', `stack-size=${STACK_SIZE}`, '-lc', BUILTINS, '-o', modulePath],
    ],
    objects,
    modulePath,
  );
  writeFileSync(output, module);
}

async function tool(name, args, files, output) {
  const result = await toolchain.run({ tool: name, args, files: new Map(files), outputs: [output] });
  const bytes = result.files.get(output);
  if (result.status !== 0 || bytes === undefined) throw new Error(`${name}: ${result.stderr}`);
  return bytes;
}

/**
 * Runs it under three settings of the engine: its own choice of compilers is quick to start, the optimising one alone is
 * quick in loops, and from the second time on there is machine code of the time before. @returns {{ milliseconds: number, processorMs: number, freshMs: number, stdout: string }} the best time
 * from the call of _start to its return; and the best, of the processor, without kept code.
 */
export function runPlain(module, timings) {
  const runs = ['default', 'optimised', 'kept'].map((compilers) => {
    const { stdout } = runTimed(process.execPath, [RUNNER, module, timings, compilers]);
    const { runMs, processorMs } = JSON.parse(readFileSync(timings, 'utf8'));
    return { milliseconds: runMs, processorMs, stdout };
  });
  const quickest = (among) => among.reduce((best, run) => (run.milliseconds < best.milliseconds ? run : best));
  return { ...quickest(runs), freshMs: quickest(runs.slice(0, 2)).processorMs };
}
