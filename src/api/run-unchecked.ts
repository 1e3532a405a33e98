/** Runs a program without checks, and hands over what it asks of its malloc family, as it asks. */
import type { Ending } from '../events/findings.js';
import { nodeHost } from '../host/node/node-host.js';
import { designNamed, type FreeListTuning } from '../memory/alloc/designs.js';
import { prepareDirect, runDirect } from '../process/direct-run.js';
import type { KeptWork } from '../process/kept-work.js';
import { wasiSignature } from '../process/wasi/wasi.js';
import { nodeSystemCalls, type Surroundings } from './system-calls.js';

export interface UncheckedOptions extends Surroundings {
  /** A name as --malloc takes it. */
  malloc: string;
  tuning: FreeListTuning;
  timeout?: number;
  memoryLimit: number;
  kept?: KeptWork;
  /** Told when all is ready and the program begins. */
  onStart?(): void;
  /** Takes words of the call log (call-codes.ts), good only during the call. */
  calls?(words: Uint32Array): void;
}

export interface UncheckedRun {
  ending: Ending;
  /** What the engine said, when it stopped the program. */
  message?: string;
  /** From the call of _start to its return. */
  milliseconds: number;
}

/** @throws MalformedModule, WebAssembly.CompileError or LinkError when the module cannot run at all; UnknownDesign */
export async function runUnchecked(module: Uint8Array, options: UncheckedOptions): Promise<UncheckedRun> {
  const { malloc, tuning, timeout, memoryLimit } = options;
  const allocator = await designNamed(malloc, tuning).load();
  const program = prepareDirect(module, {
    clock: false,
    poll: timeout !== undefined,
    memoryLimit,
    signatureOf: wasiSignature,
    kept: options.kept,
  });
  options.onStart?.();
  return runDirect({
    program,
    memoryLimit,
    timeout,
    now: () => Number(nodeHost.clock.monotonic()) / 1e6,
    allocator,
    calls: options.calls,
    systemCalls: (memory, limit) => nodeSystemCalls(memory, limit, options),
  });
}
