/**
 * Runs a program on an allocator without checking anything: its malloc family goes to the allocator, its accesses stay as
 * they were compiled. For what is asked of allocators: how quick is the program on each, what does it ask of them.
 *
 * A program is prepared and compiled once and may run any number of times, each time in a memory of its own.
 */
import { hex } from '../base/format.js';
import type { Ending } from '../events/findings.js';
import { IMPORT_MODULE, MEMORY_IMPORT, START_EXPORT } from '../instrument/instrument.js';
import { HOST_IMPORTS } from '../instrument/runtime/host-imports.js';
import type { StackTable } from '../events/recording.js';
import type { MakeAllocator } from '../memory/alloc/designs.js';
import { HeapCorrupted } from '../memory/alloc/heap-corrupted.js';
import { HeapEvents, type HeapEventSink } from '../memory/calls/heap-events.js';
import { memalign, startDirectHeap } from '../memory/direct/direct-heap.js';
import { EVENT_RING_BASE, PROGRAM_LIMIT } from '../memory/layout.js';
import { ObtainedPages } from '../memory/picture/obtained-pages.js';
import { allocationImports, ENOMEM, type ProgramHeap } from './allocation-imports.js';
import { CallStacks } from './call-stacks.js';
import { DynamicArrays } from './dynamic-arrays.js';
import { classifyTrap, isEngineStackOverflow, ProgramStopped, signalOf } from './endings.js';
import { FrameWalk } from './frame-walk.js';
import type { GuestMemory } from './guest-memory.js';
import { HeapView, type HeapObserver } from './heap-observer.js';
import { layoutImports } from './layout-imports.js';
import { type KeptWork, NOTHING_KEPT } from './kept-work.js';
import { Machine } from './machine.js';
import { prepare, type Prepared, type ProgramHost } from './prepare.js';
import type { SystemCalls } from './system-calls.js';
import { TimeLimit } from './time-limit.js';
import { VariableLayout } from './variable-layout.js';

/** A program that is ready to run. */
export interface DirectProgram {
  prepared: Prepared;
  kept: KeptWork;
  compiled: WebAssembly.Module;
  /** Entries kept of a stack; 0 when there are no stacks. */
  stackDepth: number;
}

export interface DirectRequest {
  program: DirectProgram;
  /** The allocator for this run, over its memory. */
  allocator: MakeAllocator;
  systemCalls(memory: GuestMemory, limit: TimeLimit): SystemCalls;
  /** Takes every call of the malloc family as an event. */
  events?: HeapEventSink;
  /** Takes them as words of the call log, which are good only during the call. Not both. */
  calls?(words: Uint32Array): void;
  /** Looks at the heap, instead of the events; calls have stacks when the program was prepared for them. */
  observer?: HeapObserver;
  /** The program is known to leave the allocator's own bytes alone: nothing there is tested. */
  trusted?: boolean;
  /** Seconds after which the program is stopped; needs a program that was prepared for it. */
  timeout?: number;
  memoryLimit: number;
  /** Milliseconds, any epoch. */
  now(): number;
}

export interface DirectResult {
  ending: Ending;
  /** What the engine said, when it stopped the program. */
  message?: string;
  /** From the call of _start to its return. */
  milliseconds: number;
  /** The stacks of the program's calls, where it was prepared for them. */
  stacks: StackTable | undefined;
}

/** @throws MalformedModule, or the engine's CompileError, when the bytes are no module that can run. */
export function prepareDirect(
  bytes: Uint8Array,
  options: ProgramHost & { clock: boolean; poll: boolean; stackDepth?: number },
): DirectProgram {
  const { clock, poll, stackDepth = 0, kept = NOTHING_KEPT } = options;
  const prepared = prepare(bytes, { check: false, clock, poll: poll && 'everywhere', stackDepth }, options);
  return { prepared, kept, compiled: kept.compile(prepared.code.bytes), stackDepth };
}

export function runDirect(request: DirectRequest): DirectResult {
  const { prepared, compiled } = request.program;
  const machine = new Machine(prepared.image, prepared.module.memory ?? { min: 0 }, request.memoryLimit);
  const limit = new TimeLimit(request.now, request.timeout, () => {
    throw new ProgramStopped({ how: 'timeout', seconds: request.timeout!, stack: 0 });
  });
  machine.fuel = limit.fuel;
  const pages = new ObtainedPages(machine, !request.trusted);
  const allocator = request.allocator(machine.memory, pages);
  const { kernel } = allocator;
  let events: HeapEvents | undefined;
  const view =
    request.observer &&
    new HeapView(request.observer, machine.break, () => ({
      allocator,
      machine,
      pages,
      checked: undefined,
      damage: () => allocator.checkInvariants('full'),
      flush: () => events?.flush(),
    }));
  const sink = request.events ?? view;
  const heap = startDirectHeap(machine.memory, kernel, {
    corrupted: (address) => allocator.corrupted(address),
    failed: () => machine.setErrno(ENOMEM),
    newFailed: () => {
      throw new ProgramStopped({ how: 'stopped', signal: 'SIGABRT' }, 'operator new found no memory');
    },
    eventsFull: () => events!.flush(),
    callsFull: () => flushCalls(),
  });
  const flushCalls = (): void => {
    const { callsEnd } = heap;
    request.calls?.(new Uint32Array(machine.buffer, EVENT_RING_BASE, (callsEnd.value - EVENT_RING_BASE) >> 2));
    callsEnd.value = EVENT_RING_BASE;
  };
  heap.open(PROGRAM_LIMIT, EVENT_RING_BASE);
  if (request.calls) heap.logCalls(EVENT_RING_BASE);
  if (sink) events = new HeapEvents(heap, machine.buffer, EVENT_RING_BASE, sink, machine.cells.clock);
  const served: ProgramHeap = { kernel: heap, memalign: (...call) => memalign(heap, ...call) };
  const stacks = stacksOf(request.program, machine);
  const calls = request.systemCalls({ buffer: machine.buffer, access: (a, size) => machine.isMapped(a, size) }, limit);
  const instance = new WebAssembly.Instance(
    compiled,
    importsOf(request.program, machine, calls, limit, view?.watch(served) ?? served, stacks),
  );
  request.program.kept.started(compiled, instance);
  const exports = instance.exports as Record<string, (() => void) | undefined>;
  limit.begin();
  const begin = request.now();
  let outcome: { ending: Ending; message?: string } = { ending: { how: 'exit', status: 0 } };
  try {
    exports[START_EXPORT]?.();
    if (exports._start) exports._start();
    else exports._initialize?.();
  } catch (error) {
    outcome = outcomeOf(error, calls);
  } finally {
    calls.end();
  }
  const milliseconds = request.now() - begin;
  events?.flush();
  if (request.calls) flushCalls();
  view?.ended();
  return { ...outcome, milliseconds, stacks: stacks?.table };
}

function stacksOf({ prepared, stackDepth }: DirectProgram, machine: Machine): CallStacks | undefined {
  if (stackDepth === 0) return undefined;
  const { module, debug, code } = prepared;
  const frames = new FrameWalk(machine, module, debug, code.frameSizes);
  return new CallStacks(machine, prepared, stackDepth, (site) => frames.functionAt(site));
}

function outcomeOf(error: unknown, calls: SystemCalls): { ending: Ending; message?: string } {
  const status = calls.exitStatus(error);
  if (status !== undefined) return { ending: { how: 'exit', status } };
  if (error instanceof HeapCorrupted) {
    const { address, message } = error.first();
    return { ending: { how: 'stopped', signal: 'SIGABRT' }, message: `heap corrupted at ${hex(address)}: ${message}` };
  }
  if (error instanceof ProgramStopped) return { ending: error.ending, message: error.message };
  if (isEngineStackOverflow(error))
    return { ending: { how: 'stopped', signal: 'SIGSEGV' }, message: 'the call stack is used up' };
  if (!(error instanceof WebAssembly.RuntimeError)) throw error;
  return { ending: { how: 'stopped', signal: signalOf(classifyTrap(error.message)) }, message: error.message };
}

function importsOf(
  { prepared, compiled }: DirectProgram,
  machine: Machine,
  calls: SystemCalls,
  limit: TimeLimit,
  heap: ProgramHeap,
  stacks: CallStacks | undefined,
): Record<string, Record<string, unknown>> {
  const view = new DataView(machine.buffer);
  const ignored = (): void => {};
  const layout = new VariableLayout(
    { u8: (address) => view.getUint8(address), u32: (address) => view.getUint32(address, true) },
    prepared.image.stack,
    prepared.image.data,
  );
  const nothing = { markAddressable: () => {}, markUnaddressable: () => {} };
  const known: Record<string, Record<string, unknown>> = {
    [IMPORT_MODULE]: {
      [MEMORY_IMPORT]: machine.memory,
      // What objects that were compiled for checking find wrong is not asked for here.
      ...Object.fromEntries(HOST_IMPORTS.map(({ name }) => [name, ignored])),
      grow: (pages: number) => machine.grow(pages >>> 0),
      poll: () => {
        limit.look();
        machine.fuel = limit.fuel;
      },
      internStack: (set: number, low: number, high: number) => stacks?.enter(set, low, high) ?? 0,
      ...allocationImports({
        heap,
        storeWord: (address, value) => {
          if (machine.isMapped(address, 4)) view.setUint32(address, value, true);
        },
        setErrno: (value) => machine.setErrno(value),
      }),
    },
    env: layoutImports(
      nothing,
      layout,
      new DynamicArrays(),
      () => 0,
      (address) => view.getUint32(address, true),
    ),
    ...calls.imports,
  };
  const imports: Record<string, Record<string, unknown>> = Object.create(null);
  for (const { module, name } of WebAssembly.Module.imports(compiled)) {
    imports[module] ??= Object.create(null) as Record<string, unknown>;
    imports[module][name] = Object.hasOwn(known[module] ?? {}, name) ? known[module]![name] : missing(module, name);
  }
  return imports;
}

function missing(module: string, name: string): () => never {
  return () => {
    throw new ProgramStopped({ how: 'stopped', signal: 'SIGABRT' }, `the program calls ${module}.${name}`);
  };
}
