/**
 * Runs one ordinary WASI module: `node plain-program.mjs MODULE TIMINGS default|optimised|kept`: with the engine's own choice of
 * compilers, with the optimising one alone, or with the machine code that the last such run left in MODULE.code, as heapglass has it
 * (host/node/kept-work.ts). A worker thread with a deep stack and the WASI host are as heapglass's.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import v8 from 'node:v8';
import { isMainThread, Worker } from 'node:worker_threads';
import { PROGRAM_THREAD_STACK_MB } from '../../dist/host/node/engine.js';
import { machineCodeOf, moduleWithMachineCode } from '../../dist/host/node/machine-code.js';
import { nodeHost } from '../../dist/host/node/node-host.js';
import { ProcessExit } from '../../dist/process/wasi/errors.js';
import { createWasi } from '../../dist/process/wasi/wasi.js';

const [modulePath, timingsPath, compilers] = process.argv.slice(2);
const CODE = `${modulePath}.code`;

if (isMainThread) {
  if (compilers === 'optimised') v8.setFlagsFromString('--no-liftoff');
  const thread = new Worker(import.meta.filename, {
    argv: process.argv.slice(2),
    resourceLimits: { stackSizeMb: PROGRAM_THREAD_STACK_MB },
  });
  thread.on('error', (error) => {
    throw error;
  });
} else {
  run();
}

function run() {
  let memory;
  const wasm = readFileSync(modulePath);
  const module = (compilers === 'kept' && keptModule(wasm)) || new WebAssembly.Module(wasm);
  const imports = {
    wasi_snapshot_preview1: hostCalls(module, () => memory.buffer),
  };
  const instance = new WebAssembly.Instance(module, imports);
  memory = instance.exports.memory;
  const processorStart = process.cpuUsage();
  const start = performance.now();
  try {
    instance.exports._start();
  } catch (error) {
    if (!(error instanceof ProcessExit) || error.status !== 0) throw error;
  }
  const runMs = performance.now() - start;
  const { user, system } = process.cpuUsage(processorStart);
  writeFileSync(timingsPath, `${JSON.stringify({ runMs, processorMs: (user + system) / 1000 })}\n`);
  const code = compilers === 'kept' ? machineCodeOf(module, instance.exports._start) : undefined;
  if (code !== undefined) writeFileSync(CODE, code);
}

function keptModule(wasm) {
  return existsSync(CODE) ? moduleWithMachineCode(new Uint8Array(readFileSync(CODE)), wasm) : undefined;
}

/** The host wants a memory that stays; this one moves when it grows, and then the host is made anew on the new bytes. */
function hostCalls(module, currentBuffer) {
  let calls;
  let buffer;
  const current = () => {
    if (buffer !== currentBuffer()) {
      buffer = currentBuffer();
      calls = createWasi({ buffer, access: () => true }, nodeHost, { args: ['program'], env: [], preopens: [] }).calls;
    }
    return calls;
  };
  return Object.fromEntries(
    WebAssembly.Module.imports(module).map(({ name }) => [name, (...args) => current()[name](...args)]),
  );
}
