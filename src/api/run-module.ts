/** Run a module on this machine: the run itself (process/), the system calls (process/wasi/) and Node beneath them. */
import type { Recording, ReportOptions } from '../events/recording.js';
import { nodeHost } from '../host/node/node-host.js';
import { readSourceFile } from '../host/node/source-files.js';
import type { CheckedHeapOptions } from '../memory/check/checked-heap.js';
import { DEFAULT_DESIGN, designNamed, type FreeListTuning } from '../memory/alloc/designs.js';
import type { Host } from '../process/host.js';
import type { KeptWork } from '../process/kept-work.js';
import { runProgram, type RunRequest, type RunResult } from '../process/run.js';
import { wasiSignature } from '../process/wasi/wasi.js';
import { nodeSystemCalls, type Surroundings } from './system-calls.js';

export interface RunModuleOptions extends Surroundings {
  /** Where it runs, absolute: reports show paths relative to it. */
  directory: string;
  timeout?: number;
  memoryLimit: number;
  exitOnFirstError?: boolean;
  recordEvents?: boolean;
  /** Told when all is ready and the program begins. */
  onStart?(): void;
  /** The allocator that serves the program, beneath the checks: a name as --malloc takes it. The default without it. */
  malloc?: string;
  tuning?: FreeListTuning;
  heap?: CheckedHeapOptions;
  report: ReportOptions;
  /** Version of heapglass, for the recording. */
  tool: string;
  kept?: KeptWork;
}

/** @throws MalformedModule, WebAssembly.CompileError or LinkError when the module cannot run at all; UnknownDesign */
export async function runModule(module: Uint8Array, options: RunModuleOptions): Promise<RunResult> {
  return runProgram(await runRequest(module, options));
}

/**
 * @param surroundings changes what the program meets of this machine
 * @throws UnknownDesign
 */
export async function runRequest(
  module: Uint8Array,
  options: RunModuleOptions,
  surroundings: (host: Host) => Host = (host) => host,
): Promise<RunRequest> {
  return {
    ...options,
    module,
    allocator: await designNamed(options.malloc ?? DEFAULT_DESIGN.name, options.tuning).load(),
    readSource: readSourceFile,
    now: () => Number(nodeHost.clock.monotonic()) / 1e6,
    signatureOf: wasiSignature,
    systemCalls: (memory, limit) => nodeSystemCalls(memory, limit, options, surroundings),
  };
}

export type { Recording, RunResult };
