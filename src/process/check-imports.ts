/**
 * What a checked program's code imports for the sake of its checks: where misses, traps and calls of malloc go. The machine
 * it runs on adds what is its own.
 */
import { RANGE_ROLES, TRAPS } from '../instrument/runtime/host-imports.js';
import type { Ending } from '../events/findings.js';
import type { Address } from '../base/ids.js';
import { allocationImports, type ProgramHeap } from './allocation-imports.js';
import type { Checks } from './checks.js';
import { ProgramStopped } from './endings.js';
import { layoutImports } from './layout-imports.js';
import { reportStackOverflow, reportTrap } from './report-ending.js';
import type { SystemCalls } from './system-calls.js';
import { PAGED_MODULE } from './vm/paged-imports.js';

/** The program's memory as the host uses it for the program; every use is announced to the checker. */
export interface WordMemory {
  loadWord(address: Address): number;
  storeWord(address: Address, value: number): void;
}

/** @param heap what serves the program: the checked heap, or what watches it */
export function checkHooks(
  checks: Checks,
  memory: WordMemory,
  heap: ProgramHeap = checks.heap,
): Record<string, unknown> {
  const { machine, monitor, sink, stacks } = checks;
  const stop = (ending: Ending): never => {
    machine.leaving = true;
    throw new ProgramStopped(ending);
  };
  return {
    miss: (address: number, size: number, write: number) => monitor.miss(address >>> 0, size, write !== 0),
    missRange: (address: number, size: number, role: number) => monitor.missRange(address >>> 0, size >>> 0, role),
    overlap: (destination: number, source: number, size: number, role: number) =>
      sink.report({
        kind: 'Overlap',
        stack: sink.currentStack(),
        routine: RANGE_ROLES[role].operation,
        destination: destination >>> 0,
        source: source >>> 0,
        size: size >>> 0,
      }),
    stackOverflow: (pointer: number) => {
      reportStackOverflow(checks, pointer);
      stop({ how: 'stopped', signal: 'SIGSEGV' });
    },
    trap: (index: number) => stop(reportTrap(checks, TRAPS[index], TRAPS[index])),
    internStack: (set: number, low: number, high: number) => stacks.enter(set, low, high),
    ...allocationImports({
      heap,
      storeWord: (address, value, via) => {
        if (monitor.hostAccess(address, 4, true, via)) memory.storeWord(address, value);
      },
      setErrno: (value) => machine.setErrno(value),
    }),
  };
}

/** What clang's layout pass calls. */
export function checkedLayoutImports({ shadow, layout, arrays, machine, monitor }: Checks, memory: WordMemory) {
  return layoutImports(
    shadow,
    layout,
    arrays,
    () => machine.callStackWords[machine.callStackEnd - 1],
    (address) => (monitor.hostAccess(address, 4, false, 'delete[]') ? memory.loadWord(address) : 0),
  );
}

/** System calls, of which one may end the program: from then on unwound frames hand over their locals. */
export function leavingOnExit<F extends object>(functions: F, { machine }: Checks, calls: SystemCalls): F {
  const leaving =
    (call: (...args: unknown[]) => unknown) =>
    (...args: unknown[]): unknown => {
      try {
        return call(...args);
      } catch (error) {
        if (calls.exitStatus(error) !== undefined) machine.leaving = true;
        throw error;
      }
    };
  return Object.fromEntries(
    Object.entries(functions).map(([name, call]) => [name, leaving(call as (...args: unknown[]) => unknown)]),
  ) as F;
}

/** Of a call that nobody answers, for people. */
export function unsupportedCall(module: string, name: string): string {
  return module === PAGED_MODULE
    ? `the program calls ${name} of paged memory, which it was compiled for: run it with --vm`
    : `the program calls ${module}.${name}, which heapglass does not have`;
}

/** Stands for a function that heapglass does not have. */
export function missingImport(checks: Checks, module: string, name: string): () => never {
  return () => {
    const thrown = name === '__cxa_throw' || name === '__cxa_allocate_exception' || name.startsWith('_Unwind_');
    const ending = thrown
      ? reportTrap(checks, 'uncaught exception', 'the program throws a C++ exception, which heapglass cannot run yet')
      : reportTrap(checks, 'unsupported call', unsupportedCall(module, name));
    checks.machine.leaving = true;
    throw new ProgramStopped(ending);
  };
}
