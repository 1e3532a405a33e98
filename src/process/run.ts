/**
 * One run of one program: from module bytes to a recording. Everything is built here and wired together; what each part
 * does stands in its own file.
 *
 *     prepare -> machine, heap, checks -> _start -> ending -> leak search -> symbols -> recording
 */
import { hex } from '../base/format.js';
import type { Address, Bytes, StackId } from '../base/ids.js';
import type { ProgramImage } from './image.js';
import { StringTable } from '../base/strings.js';
import { FindingsLog, type AccessOccurrence, type Occurrence } from '../events/findings-log.js';
import type { LeakRecord } from '../events/findings.js';
import { emptyEvents } from '../events/empty-tables.js';
import { Recorder } from '../events/recorder.js';
import type { Recording, ReportOptions } from '../events/recording.js';
import type { MakeAllocator } from '../memory/alloc/designs.js';
import { CHECK_LAYOUT } from '../memory/check/check-kernel.js';
import { CheckedHeap, DEFAULT_REDZONE, type CheckedHeapOptions } from '../memory/check/checked-heap.js';
import { findLeaks } from '../memory/check/leak-search.js';
import { ShadowPlane } from '../memory/check/shadow.js';
import { ObtainedPages } from '../memory/picture/obtained-pages.js';
import { AccessMonitor } from './access-monitor.js';
import { CallStacks } from './call-stacks.js';
import { DynamicArrays } from './dynamic-arrays.js';
import { ProgramStopped } from './endings.js';
import { ENOMEM } from './allocation-imports.js';
import { execute, stopCorrupted, stopWithoutMemory } from './execute.js';
import type { FindingSink } from './finding-sink.js';
import { FrameWalk } from './frame-walk.js';
import type { GuestMemory } from './guest-memory.js';
import { HeapDamageSearch } from './heap-damage.js';
import { HeapView, type HeapObserver } from './heap-observer.js';
import { Machine } from './machine.js';
import { PlaceFinder } from './place-finder.js';
import { prepare, type Prepared } from './prepare.js';
import { requireRunnable, type SignatureOf } from './runnable.js';
import { leaksWithoutStartup, startupBlocks } from './startup-blocks.js';
import { collectSources, placeWords, sourceOf, symboliseStacks, type ReadSource } from './symbolise.js';
import type { SystemCalls } from './system-calls.js';
import type { TimeLimit } from './time-limit.js';
import { VariableLayout } from './variable-layout.js';
import { WriteLog } from './write-log.js';

export interface RunRequest {
  module: Uint8Array;
  /** The program's name in reports. */
  program: string;
  arguments: string[];
  /** Where it runs, absolute: reports show paths relative to it. */
  directory: string;
  tool: string;
  systemCalls(memory: GuestMemory, limit: TimeLimit): SystemCalls;
  /** What a system call looks like; undefined for a function that is none. */
  signatureOf: SignatureOf;
  /** Told when all is ready and the program begins. */
  onStart?(): void;
  readSource: ReadSource;
  /** Milliseconds, any epoch. */
  now(): number;
  report: ReportOptions;
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

/** Frames kept per stack: what reports can show at most is decided when stacks are taken. */
const LEAST_DEPTH = 12;

export function stackDepth({ numCallers }: ReportOptions): number {
  return Math.max(LEAST_DEPTH, numCallers);
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
  const prepared = prepare(request.module, {
    check: true,
    clock: request.recordEvents ?? false,
    stackDepth: stackDepth(request.report),
    poll: request.timeout !== undefined && 'everywhere',
  });
  requireRunnable(prepared.module, prepared.image, request.memoryLimit, request.signatureOf);
  lap('instrumentMs');
  const parts = assemble(request, prepared);
  const ending = execute({ request, prepared, parts, lap });
  parts.heap.events?.flush();
  parts.recorder?.ended();
  parts.heapView?.ended();
  lap('runMs');
  const leaks = leaksWithoutStartup(searchLeaks(request, parts), parts.stacks.startup);
  lap('leakSearchMs');
  const strings = new StringTable();
  const frames = symboliseStacks(parts.stacks.table, prepared.debug, strings);
  const { findings } = parts.log;
  const sources = collectSources(findings, leaks, ending, parts.stacks.table, frames, strings, request.readSource);
  lap('symbolsMs');
  return {
    timings,
    recording: {
      header: {
        program: request.program,
        arguments: request.arguments,
        directory: request.directory,
        tool: request.tool,
        options: request.report,
        notes: [...notesOn(prepared), ...damageNotes(request, prepared, parts)],
      },
      strings,
      stacks: parts.stacks.table,
      frames,
      events: parts.recorder?.events ?? emptyEvents(),
      findings,
      leaks,
      totals: parts.heap.totals(),
      ending,
      sources,
    },
  };
}

/** The running system: one of each. */
export interface Parts {
  machine: Machine;
  shadow: ShadowPlane;
  heap: CheckedHeap;
  layout: VariableLayout;
  arrays: DynamicArrays;
  frames: FrameWalk;
  places: PlaceFinder;
  monitor: AccessMonitor;
  stacks: CallStacks;
  log: FindingsLog;
  sink: FindingSink;
  recorder: Recorder | undefined;
  /** What an observer looks at. */
  heapView: HeapView | undefined;
  damage: HeapDamageSearch;
}

function assemble(request: RunRequest, prepared: Prepared): Parts {
  const { module, debug, image, instrumented } = prepared;
  const machine = new Machine(image, module.memory ?? { min: 0 }, request.memoryLimit);
  const shadow = new ShadowPlane(machine.buffer);
  const stacks = new CallStacks(machine, prepared, stackDepth(request.report), (site) => frames.functionAt(site));
  const log = new FindingsLog(stacks.table, (site) =>
    prepared.isProgramCode(site) ? undefined : frames.functionAt(site),
  );
  const recorder = request.recordEvents ? new Recorder(() => machine.clock) : undefined;
  const noteFinding = (index: number, address: number, size: number, stack: StackId): void => {
    heap.events?.flush();
    recorder?.finding(index, address, size, stack);
  };
  const report = (occurrence: Occurrence): void => {
    noteFinding(log.add(occurrence), addressOf(occurrence), sizeOf(occurrence), occurrence.stack);
    if (!request.exitOnFirstError) return;
    machine.leaving = true;
    throw new ProgramStopped({ how: 'first-error' });
  };
  const countAgain = (access: AccessOccurrence): boolean => {
    const index = log.countAgain(access);
    if (index !== undefined) noteFinding(index, access.address, access.size, access.stack);
    return index !== undefined;
  };
  const sink: FindingSink = { report, countAgain, currentStack: () => stacks.current() };
  const view = new DataView(machine.buffer);
  const layout = new VariableLayout(
    { u8: (address) => view.getUint8(address), u32: (address) => view.getUint32(address, true) },
    image.stack,
    image.data,
  );
  const frames = new FrameWalk(machine, module, debug, instrumented.frameSizes);
  const pages = new ObtainedPages(machine);
  const allocator = request.allocator(machine.memory, pages);
  const redzone = request.heap?.redzone ?? DEFAULT_REDZONE;
  const heapView =
    request.observer &&
    new HeapView(request.observer, machine.break, () => ({
      allocator,
      machine,
      pages,
      checked: { heap, redzone },
      damage: () => damage.find(),
      flush: () => heap.events?.flush(),
    }));
  const eventSink = recorder ?? heapView;
  const heap: CheckedHeap = new CheckedHeap(
    {
      memory: machine.memory,
      layout: CHECK_LAYOUT,
      allocator: allocator.kernel,
      problems: { finding: report },
      events: eventSink && { sink: eventSink, clock: machine.cells.clock },
      corrupted: (address) => allocator.corrupted(address),
      failed: () => machine.setErrno(ENOMEM),
      newFailed: (size) => stopWithoutMemory({ parts, prepared }, size),
      elsewhere: (address) => places.find(address),
    },
    request.heap,
  );
  allocator.onCorrupted = (error) => stopCorrupted(parts, error);
  const arrays = new DynamicArrays();
  const places = new PlaceFinder({ machine, heap, layout, arrays, debug, frames, bits: shadow });
  const writes = new WriteLog();
  const damage = new HeapDamageSearch(allocator, writes);
  const monitor = new AccessMonitor({
    machine,
    writes,
    bits: shadow,
    sink,
    findPlace: (address) => places.find(address),
    innermostIsLibrary: () => {
      const end = machine.callStackEnd;
      return end > machine.callStackFirst && !prepared.isProgramCode(machine.callStackWords[end - 1]);
    },
    innermostFunction: () => debug.framesAt(machine.callStackWords[machine.callStackEnd - 1])[0].function,
  });
  markStatics(prepared, machine, shadow);
  const parts: Parts = {
    machine,
    shadow,
    heap,
    layout,
    arrays,
    frames,
    places,
    monitor,
    stacks,
    log,
    sink,
    recorder,
    heapView,
    damage,
  };
  return parts;
}

/** Static data is addressable from the start; so is the first heap of a module whose own allocator stays in charge. */
function markStatics({ image, hasHeap }: Prepared, machine: Machine, shadow: ShadowPlane): void {
  shadow.markAddressable(image.data.start, image.data.end - image.data.start);
  if (!hasHeap) shadow.markAddressable(image.heapStart, machine.break - image.heapStart);
}

function searchLeaks(request: RunRequest, parts: Parts): LeakRecord[] {
  if (request.report.leakCheck === 'no') return [];
  const { machine, shadow, frames } = parts;
  const { registry } = parts.heap;
  const { data, stack } = machine.image;
  const pointer = Math.max(stack.start, Math.min(frames.stackPointer, stack.end));
  // Frames that only their own function can reach were never marked; for the search every live frame counts.
  shadow.markAddressable(pointer, stack.end - pointer);
  const { records } = findLeaks(
    machine.buffer,
    registry,
    shadow,
    {
      ranges: [...writableRanges(machine.image), [pointer, stack.end - pointer]],
      values: Uint32Array.from([...machine.savedLocals, ...startupBlocks(registry, parts.stacks.startup)]),
    },
    { statics: [data.start, data.end] },
  );
  return records;
}

/** Static data without what no program may write to: it holds no pointer to a block, but numbers that look like some. */
function writableRanges({ data, readOnly }: ProgramImage): [Address, Bytes][] {
  if (readOnly === undefined) return [[data.start, data.end - data.start]];
  return [
    [data.start, readOnly.start - data.start],
    [readOnly.end, data.end - readOnly.end],
  ];
}

function notesOn({ hasNames, debug, image }: Prepared): string[] {
  const notes: string[] = [];
  if (!hasNames) {
    notes.push(
      'The module does not name its functions, so its malloc is unknown: heap blocks and leaks were not checked. Link without --strip-all.',
    );
  }
  if (!debug.hasLines) notes.push('The module has no line information: stacks show functions only. Compile with -g.');
  if (image.stackPointer === undefined)
    notes.push('The module has no stack pointer, so stack accesses could not be checked.');
  return notes;
}

/** A heap that is broken though no call of the program has met it yet. */
function damageNotes({ directory }: RunRequest, { debug }: Prepared, { damage, log, stacks }: Parts): string[] {
  if (log.findings.some(({ kind }) => kind === 'HeapCorrupted')) return [];
  const found = damage.findIfWritten();
  if (found === undefined) return [];
  const writer = found.writer && sourceOf(found.writer.stack, stacks.table, debug);
  const what = `The heap is broken at ${hex(found.address)}: ${found.message}`;
  if (writer === undefined) return [`${what}.`];
  const which = found.writer?.covers ? 'written over by the invalid write' : 'the last invalid write to the heap was';
  return [`${what}; ${which} ${placeWords(writer, directory)}.`];
}

function addressOf(occurrence: Occurrence): number {
  return 'address' in occurrence ? occurrence.address : 0;
}

function sizeOf(occurrence: Occurrence): number {
  return 'size' in occurrence ? (occurrence.size ?? 0) : 0;
}
