/**
 * The checker around a program, put together: what is addressable, the checked heap, who explains addresses, and where
 * findings go. The program's memory may be its own (run.ts) or paged (vm/checked-process.ts); all that differs between the
 * two is in `ChecksPlace`.
 */
import type { StackId, Address, Bytes, CodeOffset } from '../base/ids.js';
import { FindingsLog, type AccessOccurrence, type Occurrence } from '../events/findings-log.js';
import type { LeakRecord } from '../events/findings.js';
import type { ReportOptions } from '../events/recording.js';
import type { MakeAllocator } from '../memory/alloc/designs.js';
import type { CheckLayout, CheckMemory } from '../memory/check/check-kernel.js';
import { CheckedHeap, type CheckedHeapOptions } from '../memory/check/checked-heap.js';
import type { HeapEventSink } from '../memory/calls/heap-events.js';
import { findLeaks } from '../memory/check/leak-search.js';
import { ShadowPlane } from '../memory/check/shadow.js';
import { AccessMonitor, type FaultingProcessor } from './access-monitor.js';
import { ENOMEM } from './allocation-imports.js';
import { CallStacks } from './call-stacks.js';
import { DynamicArrays } from './dynamic-arrays.js';
import { ProgramStopped } from './endings.js';
import type { FindingSink } from './finding-sink.js';
import { FrameWalk } from './frame-walk.js';
import { HeapDamageSearch } from './heap-damage.js';
import type { ProgramImage } from './image.js';
import { PlaceFinder } from './place-finder.js';
import type { Prepared } from './prepare.js';
import type { ProgramCells } from './program-cells.js';
import { stopCorrupted, stopWithoutMemory } from './report-ending.js';
import { leaksWithoutStartup, startupBlocks } from './startup-blocks.js';
import { VariableLayout, type GuestBytes } from './variable-layout.js';
import { WriteLog } from './write-log.js';

/** What the checks need of the machine that the program runs on. */
export type CheckedMachine = ProgramCells & {
  readonly image: ProgramImage;
  readonly break: Address;
  /** There is memory, which allows the access. */
  isMapped(address: Address, size: Bytes, write: boolean): boolean;
  /** The C library's errno, where the program has one. */
  setErrno(value: number): void;
};

/** Where a checked program runs. */
export interface ChecksPlace {
  machine: CheckedMachine;
  /** Where the checker's tables lie. */
  buffer: ArrayBuffer;
  /** What its kernel runs in. */
  memory: CheckMemory;
  layout: CheckLayout;
  /** The program's bytes, as the host sees them. */
  bytes: GuestBytes;
  /** The program's memory from byte 0, as it is now: for searches through all of it. */
  wholeMemory(): ArrayBuffer;
  /** Serves the program, beneath the checks. */
  allocator: ReturnType<MakeAllocator>;
  /** Where the processor stops accesses to memory that there is not. */
  processor?: FaultingProcessor;
}

export interface ChecksOptions {
  report: ReportOptions;
  heap: CheckedHeapOptions | undefined;
  exitOnFirstError: boolean;
  /** Takes the events of blocks. */
  events?: HeapEventSink;
  /** Told of every occurrence of a finding. */
  noteFinding?(index: number, address: Address, size: Bytes, stack: StackId): void;
}

/** The running system: one of each. */
export interface Checks {
  machine: CheckedMachine;
  prepared: Prepared;
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
  writes: WriteLog;
  damage: HeapDamageSearch;
}

/** Frames kept per stack: what reports can show at most is decided when stacks are taken. */
const LEAST_DEPTH = 12;

export function stackDepth({ numCallers }: ReportOptions): number {
  return Math.max(LEAST_DEPTH, numCallers);
}

/** @param parent of whose process this one is a copy: what it knows is known, and its findings are its own */
export function startChecks(place: ChecksPlace, prepared: Prepared, options: ChecksOptions, parent?: Checks): Checks {
  const { machine, allocator, layout: at } = place;
  const { module, debug, image, code } = prepared;
  const shadow = new ShadowPlane(place.buffer, at.shadowBase, at.limit);
  const functionAt = (site: CodeOffset): number | undefined => frames.functionAt(site);
  const stacks = new CallStacks(machine, prepared, stackDepth(options.report), functionAt, parent?.stacks);
  const log = new FindingsLog(stacks.table, (site) =>
    prepared.isProgramCode(site) ? undefined : frames.functionAt(site),
  );
  const note = (index: number, address: Address, size: Bytes, stack: StackId): void => {
    heap.events?.flush();
    options.noteFinding?.(index, address, size, stack);
  };
  const report = (occurrence: Occurrence): void => {
    note(log.add(occurrence), addressOf(occurrence), sizeOf(occurrence), occurrence.stack);
    if (!options.exitOnFirstError) return;
    machine.leaving = true;
    throw new ProgramStopped({ how: 'first-error' });
  };
  const countAgain = (access: AccessOccurrence): boolean => {
    const index = log.countAgain(access);
    if (index !== undefined) note(index, access.address, access.size, access.stack);
    return index !== undefined;
  };
  const sink: FindingSink = { report, countAgain, currentStack: () => stacks.current() };
  const layout = new VariableLayout(place.bytes, image.stack, image.data);
  const frames = new FrameWalk(machine, module, debug, code.frameSizes);
  const heap: CheckedHeap = new CheckedHeap(
    {
      memory: place.memory,
      layout: at,
      allocator: allocator.kernel,
      problems: { finding: report },
      events: options.events && { sink: options.events, clock: machine.cells.clock },
      corrupted: (address) => allocator.corrupted(address),
      failed: () => machine.setErrno(ENOMEM),
      newFailed: (size) => stopWithoutMemory(checks, size),
      isReadable: place.processor && ((address) => machine.isMapped(address, 1, false)),
      elsewhere: (address) => places.find(address),
    },
    options.heap,
  );
  allocator.onCorrupted = (error) => stopCorrupted(checks, error);
  const arrays = new DynamicArrays();
  const places = new PlaceFinder({ machine, heap, layout, arrays, debug, frames, bits: shadow });
  const writes = new WriteLog();
  const damage = new HeapDamageSearch(allocator, writes, () => void place.wholeMemory());
  const monitor = new AccessMonitor({
    machine,
    writes,
    bits: shadow,
    sink,
    processor: place.processor,
    findPlace: (address) => places.find(address),
    innermostIsLibrary: () => {
      const end = machine.callStackEnd;
      return end > machine.callStackFirst && !prepared.isProgramCode(machine.callStackWords[end - 1]);
    },
    innermostFunction: () => debug.framesAt(machine.callStackWords[machine.callStackEnd - 1])[0].function,
  });
  if (parent === undefined) markStatics(prepared, machine, shadow);
  else {
    layout.inherit(parent.layout);
    arrays.inherit(parent.arrays);
    writes.inherit(parent.writes);
  }
  const checks: Checks = {
    ...{ machine, prepared, shadow, heap, layout, arrays, frames },
    ...{ places, monitor, stacks, log, sink, writes, damage },
  };
  return checks;
}

/** Static data is addressable from the start; so is the first heap of a module whose own allocator stays in charge. */
function markStatics({ image, hasHeap }: Prepared, machine: CheckedMachine, shadow: ShadowPlane): void {
  shadow.markAddressable(image.data.start, image.data.end - image.data.start);
  if (!hasHeap) shadow.markAddressable(image.heapStart, machine.break - image.heapStart);
}

/**
 * @param memory the program's, asked for only if anything is to be searched
 * @param others memory besides the program's image and stack in which it may keep pointers
 * @param locals values that may be pointers too, besides what frames have handed over
 */
export function searchLeaks(
  { machine, shadow, frames, heap, stacks }: Checks,
  memory: () => ArrayBuffer,
  others: () => readonly [Address, Bytes][] = () => [],
  locals: Uint32Array = new Uint32Array(0),
): LeakRecord[] {
  // Nothing is left but perhaps what the C library has made for itself, which is no leak: most programs that free their blocks end here.
  if (heap.totals().blocksAtExit === 0) return [];
  const { registry } = heap;
  const { data, stack } = machine.image;
  const pointer = Math.max(stack.start, Math.min(frames.stackPointer, stack.end));
  // Frames that only their own function can reach were never marked; for the search every live frame counts.
  shadow.markAddressable(pointer, stack.end - pointer);
  const { records } = findLeaks(
    memory(),
    registry,
    shadow,
    {
      ranges: [...writableRanges(machine.image), [pointer, stack.end - pointer], ...others()],
      values: Uint32Array.from([...machine.savedLocals, ...locals, ...startupBlocks(registry, stacks.startup)]),
    },
    { statics: [data.start, data.end] },
  );
  return leaksWithoutStartup(records, stacks.startup);
}

/** Static data without what no program may write to: it holds no pointer to a block, but numbers that look like some. */
function writableRanges({ data, readOnly }: ProgramImage): [Address, Bytes][] {
  if (readOnly === undefined) return [[data.start, data.end - data.start]];
  return [
    [data.start, readOnly.start - data.start],
    [readOnly.end, data.end - readOnly.end],
  ];
}

function addressOf(occurrence: Occurrence): number {
  return 'address' in occurrence ? occurrence.address : 0;
}

function sizeOf(occurrence: Occurrence): number {
  return 'size' in occurrence ? (occurrence.size ?? 0) : 0;
}
