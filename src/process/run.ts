/**
 * One run of one program: from module bytes to a recording. Everything is built here and wired together; what each part
 * does stands in its own file.
 *
 *     prepare -> machine, heap, checks -> _start -> ending -> leak search -> symbols -> recording
 */
import { Recorder } from '../events/recorder.js';
import type { Recording } from '../events/recording.js';
import type { MakeAllocator } from '../memory/alloc/designs.js';
import { CHECK_LAYOUT } from '../memory/check/check-kernel.js';
import type { CheckedHeapOptions } from '../memory/check/checked-heap.js';
import { DEFAULT_REDZONE } from '../memory/check/defaults.js';
import { ObtainedPages } from '../memory/picture/obtained-pages.js';
import { searchLeaks, stackDepth, startChecks, type Checks } from './checks.js';
import { execute } from './execute.js';
import type { GuestMemory } from './guest-memory.js';
import { HeapView, type HeapObserver } from './heap-observer.js';
import type { KeptWork } from './kept-work.js';
import { Machine } from './machine.js';
import { prepare, type Prepared, type PrepareOptions } from './prepare.js';
import { recordChecks, type RunFacts } from './record-checks.js';
import type { SignatureOf } from './runnable.js';
import type { SystemCalls } from './system-calls.js';
import type { TimeLimit } from './time-limit.js';

export interface RunRequest extends RunFacts {
  module: Uint8Array;
  systemCalls(memory: GuestMemory, limit: TimeLimit): SystemCalls;
  kept?: KeptWork;
  /** What a system call looks like; undefined for a function that is none. */
  signatureOf: SignatureOf;
  /** Told when all is ready and the program begins. */
  onStart?(): void;
  /** Milliseconds, any epoch. */
  now(): number;
  /** Serves the program's malloc family, beneath the checks. */
  allocator: MakeAllocator;
  heap?: CheckedHeapOptions;
  /** Seconds after which the program is stopped. */
  timeout?: number;
  /** Highest address of the program's memory in bytes. */
  memoryLimit: number;
  exitOnFirstError?: boolean;
  /** Keep every event of every block. */
  recordEvents?: boolean;
  /** Looks at the heap; not together with recordEvents. */
  observer?: HeapObserver;
}

export interface Timings {
  instrumentMs: number;
  engineMs: number;
  runMs: number;
  leakSearchMs: number;
  symbolsMs: number;
}

export interface RunResult {
  recording: Recording;
  timings: Timings;
}

/** @throws MalformedModule, or the engine's CompileError, when the bytes are no module that can run. */
export function runProgram(request: RunRequest): RunResult {
  const timings: Timings = { instrumentMs: 0, engineMs: 0, runMs: 0, leakSearchMs: 0, symbolsMs: 0 };
  let mark = request.now();
  const lap = (name: keyof Timings): void => {
    const now = request.now();
    timings[name] += now - mark;
    mark = now;
  };
  const options: PrepareOptions = {
    check: true,
    clock: request.recordEvents ?? false,
    stackDepth: stackDepth(request.report),
    poll: request.timeout !== undefined && 'everywhere',
  };
  const prepared = prepare(request.module, options, request);
  lap('instrumentMs');
  const { machine, checks, recorder, heapView } = assemble(request, prepared);
  const ending = execute({ request, machine, checks, heapView, lap });
  checks.heap.events?.flush();
  recorder?.ended();
  heapView?.ended();
  lap('runMs');
  const leaks = request.report.leakCheck === 'no' ? [] : searchLeaks(checks, () => machine.buffer);
  lap('leakSearchMs');
  const recording = recordChecks(request, checks, { ending, leaks, events: recorder?.events });
  lap('symbolsMs');
  return { timings, recording };
}

interface Assembled {
  machine: Machine;
  checks: Checks;
  recorder: Recorder | undefined;
  heapView: HeapView | undefined;
}

function assemble(request: RunRequest, prepared: Prepared): Assembled {
  const machine = new Machine(prepared.image, prepared.module.memory ?? { min: 0 }, request.memoryLimit);
  const pages = new ObtainedPages(machine);
  const allocator = request.allocator(machine.memory, pages);
  const redzone = request.heap?.redzone ?? DEFAULT_REDZONE;
  const heapView =
    request.observer &&
    new HeapView(request.observer, machine.break, () => ({
      allocator,
      machine,
      pages,
      checked: { heap: checks.heap, redzone },
      damage: () => checks.damage.find(),
      flush: () => checks.heap.events?.flush(),
    }));
  const recorder = request.recordEvents ? new Recorder(() => machine.clock) : undefined;
  const view = new DataView(machine.buffer);
  const checks = startChecks(
    {
      machine,
      allocator,
      buffer: machine.buffer,
      memory: machine.memory,
      layout: CHECK_LAYOUT,
      bytes: { u8: (address) => view.getUint8(address), u32: (address) => view.getUint32(address, true) },
      wholeMemory: () => machine.buffer,
    },
    prepared,
    {
      report: request.report,
      heap: request.heap,
      exitOnFirstError: request.exitOnFirstError ?? false,
      events: recorder ?? heapView,
      noteFinding: (index, address, size, stack) => recorder?.finding(index, address, size, stack),
    },
  );
  return { machine, checks, recorder, heapView };
}
