/** What programs on paged memory import, as far as it decides how they are prepared. */
import type { WasmModule } from '../../instrument/binary/module.js';
import { IMPORT_MODULE } from '../../instrument/instrument.js';

/** The module by which programs import the calls of paged-calls.ts and lifecycle-calls.ts. */
export const PAGED_MODULE = 'heapglass_paged';
export const WASI_MODULES: ReadonlySet<string> = new Set(['wasi_snapshot_preview1', 'wasi_unstable']);

/** Imports at which a process may give up its turn; those of the second kind, only where there can be pipes. */
const WAITING: Readonly<Record<string, readonly string[]>> = {
  [IMPORT_MODULE]: ['poll'],
  [PAGED_MODULE]: ['fork', 'waitpid', 'pause', 'await', 'sigsuspend', 'sigwait'],
  wasi: ['poll_oneoff', 'sched_yield'],
};
const STREAMING = ['fd_read', 'fd_write'];

/** Calls for whose sake a program that runs alone must be one that can be interrupted. */
const INTERRUPTING = ['fork', 'pause', 'alarm', 'sigsuspend', 'sigwait'];

export function mustBeSuspendable(module: WasmModule): boolean {
  return INTERRUPTING.some((name) => importsPaged(module, name));
}

/** The program may have handlers of signals. */
export function mayHandleSignals(module: WasmModule): boolean {
  return importsPaged(module, 'sigaction');
}

/** @param hasPipes its open files may be pipes */
export function mayGiveUp(module: string, name: string, hasPipes: boolean): boolean {
  const key = WASI_MODULES.has(module) ? 'wasi' : module;
  if (WAITING[key]?.includes(name)) return true;
  return key === 'wasi' && STREAMING.includes(name) && hasPipes;
}

export function importsPaged({ importedFunctions }: WasmModule, name: string): boolean {
  return importedFunctions.some((entry) => entry.module === PAGED_MODULE && entry.name === name);
}
