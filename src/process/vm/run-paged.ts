/**
 * Runs one program on paged memory of its own, and gives the counts of what paging did.
 */
import type { CodeOffset } from '../../base/ids.js';
import {
  IMPORT_MODULE,
  MEMORY_IMPORT,
  STACK_POINTER_EXPORT,
  START_EXPORT,
  TABLE_EXPORT,
} from '../../instrument/instrument.js';
import { HOST_IMPORTS, TRAPS } from '../../instrument/runtime/host-imports.js';
import type { MakeAllocator } from '../../memory/alloc/designs.js';
import { HeapCorrupted } from '../../memory/alloc/heap-corrupted.js';
import { memalign, startDirectHeap } from '../../memory/direct/direct-heap.js';
import { EVENT_RING_BASE, PROGRAM_LIMIT } from '../../memory/layout.js';
import { AddressSpace } from '../../memory/vm/address-space.js';
import { Aging } from '../../memory/vm/replacement/aging.js';
import { ClockPro } from '../../memory/vm/replacement/clock-pro.js';
import { Clock } from '../../memory/vm/replacement/clock.js';
import { Fifo } from '../../memory/vm/replacement/fifo.js';
import { Nru } from '../../memory/vm/replacement/nru.js';
import { RandomReplacement } from '../../memory/vm/replacement/random.js';
import type { Tlb } from '../../memory/vm/tlb.js';
import { allocationImports, ENOMEM, type ProgramHeap } from '../allocation-imports.js';
import { DynamicArrays } from '../dynamic-arrays.js';
import { classifyTrap, isEngineStackOverflow, signalOf } from '../endings.js';
import type { GuestMemory } from '../guest-memory.js';
import type { Host } from '../host.js';
import { layoutImports } from '../layout-imports.js';
import type { SystemCalls } from '../system-calls.js';
import { TimeLimit } from '../time-limit.js';
import { VariableLayout } from '../variable-layout.js';
import { ERRNO } from '../wasi/abi.js';
import { WasiError } from '../wasi/errors.js';
import { kernelHost } from './kernel-host.js';
import { ADDRESS_LIMIT, PAGE } from './layout.js';
import { imageFile } from './load-image.js';
import { MappedFiles } from './mapped-files.js';
import { pagedCalls, PAGED_MODULE, type MappableFile } from './paged-calls.js';
import type { PagedProgram } from './paged-program.js';
import { PagedProcess, type SignalledFault } from './paged-process.js';
import type { PagedSystem } from './paged-system.js';
import { withProcFiles } from './proc-files.js';
import { signalOfFault, Signals } from './signals.js';

/** How a program ended. */
export type PagedEnding =
  | { how: 'exit'; status: number }
  /** `fault`: the access that no page could answer; else `message` says what happened. */
  | { how: 'signal'; signal: string; message: string; fault?: SignalledFault; stack: CodeOffset[] }
  | { how: 'timeout'; seconds: number };

export interface PagedRequest {
  system: PagedSystem;
  program: PagedProgram;
  /** As the program and its image are called. */
  name: string;
  allocator: MakeAllocator;
  /** @param files those that mappings share with the program's reads and writes */
  systemCalls(memory: GuestMemory, limit: TimeLimit, change: (host: Host) => Host): SystemCalls;
  /** Counts, where every reference to a page is seen. */
  tlb?: Tlb;
  /** Of address-space layout randomisation. */
  aslr?: number;
  timeout?: number;
  /** Milliseconds, any epoch. */
  now(): number;
  /** All is ready, and the program begins. */
  onStart?(process: PagedProcess): void;
  /** All is as the program has left it. */
  onEnd?(result: PagedResult): void;
}

export interface PagedResult {
  ending: PagedEnding;
  milliseconds: number;
  process: PagedProcess;
  signals: Signals;
  program: PagedProgram;
}

/** Ends the program from inside a host call. */
class ProgramEnded extends Error {
  readonly ending: PagedEnding;
  constructor(ending: PagedEnding) {
    super('the program has ended');
    this.ending = ending;
  }
}

/** @throws MemoryRefused when there is no room for the program to begin */
export function runPaged(request: PagedRequest): PagedResult {
  const { system, program } = request;
  const process = startProcess(request);
  const signals = new Signals(process);
  const stop = (ending: PagedEnding): never => {
    process.leaving = true;
    throw new ProgramEnded(ending);
  };
  process.onSignal = (fault) => {
    if (signals.deliver(fault)) return;
    stop({
      how: 'signal',
      signal: signalOfFault(fault.code),
      message: '',
      fault,
      stack: callStack(process, fault.site),
    });
  };
  const limit = new TimeLimit(request.now, request.timeout, () => stop({ how: 'timeout', seconds: request.timeout! }));
  process.fuel = limit.fuel;
  let files: MappedFiles | undefined;
  const calls = request.systemCalls(process.guest(), limit, (host) => {
    files = new MappedFiles(system.physical, host.files);
    return withProcFiles(files.host(host), process, request.name, PID);
  });
  const fileOf = (fd: number): MappableFile => {
    const file = calls.fileAt?.(fd);
    if (file?.kind !== 'file' || file.handle === undefined || files === undefined) throw new WasiError(ERRNO.nodev);
    return { object: files.map(file.handle), readable: file.readable, writable: file.writable };
  };
  const compiled = program.compiledFor(process.slotIndex);
  const imports = importsOf(compiled, request, process, { calls, limit, signals, fileOf, stop });
  const instance = new WebAssembly.Instance(compiled, imports);
  signals.instance = {
    table: instance.exports[TABLE_EXPORT] as WebAssembly.Table | undefined,
    stackPointer: instance.exports[STACK_POINTER_EXPORT] as { value: number } | undefined,
  };
  request.onStart?.(process);
  limit.begin();
  const begin = request.now();
  let ending: PagedEnding = { how: 'exit', status: 0 };
  try {
    const exports = instance.exports as Record<string, (() => void) | undefined>;
    exports[START_EXPORT]?.();
    if (exports._start) exports._start();
    else exports._initialize?.();
  } catch (error) {
    ending = endingOf(error, calls, process);
  } finally {
    calls.end();
  }
  const milliseconds = request.now() - begin;
  const result = { ending, milliseconds, process, signals, program };
  request.onEnd?.(result);
  return result;
}

function startProcess({ system, program, name, aslr, tlb }: PagedRequest): PagedProcess {
  const taken = system.takeSlot(!program.observed && !settles(system));
  if (taken === undefined) throw new RangeError('too many processes live at once');
  const { index, slot, flat } = taken;
  const { module, image } = program.prepared;
  const lowest = image.nullEnd < PAGE ? 0 : Math.min(LOWEST, image.nullEnd);
  const space = new AddressSpace(system.physical, { flat, tlb, lowest, mapsStart: LOWEST, mapsEnd: mapsEnd(aslr) });
  const process = new PagedProcess(
    { system, space, slotIndex: index, slot, flat, image, observed: program.observed, settles: settles(system) },
    module.memory ?? {},
  );
  process.load(imageFile(module, image, system.physical, name), (module.memory?.min ?? 0) * WASM_PAGE, lowest);
  return process;
}

/** Whether the policy can do without hearing of every reference. */
function settles({ physical }: PagedSystem): boolean {
  return SETTLING.has(physical.reclaim.policy.constructor);
}

const SETTLING: ReadonlySet<unknown> = new Set([Aging, Clock, ClockPro, Fifo, Nru, RandomReplacement]);

/**
 * Where maps are placed, downwards. A program's image, and with it stack and heap, are where the linker has put them: there
 * is no telling its addresses from its numbers.
 */
function mapsEnd(seed: number | undefined): number {
  if (seed === undefined) return ADDRESS_LIMIT;
  // One step of a generator after M. E. O'Neill's PCG: neighbouring seeds lie far apart.
  const state = Math.imul(seed + 1, 747796405) + 2891336453;
  const word = Math.imul(((state >>> ((state >>> 28) + 4)) ^ state) >>> 0, 277803737);
  return ADDRESS_LIMIT - ((((word >>> 22) ^ word) >>> 0) % RANDOM_PAGES) * PAGE;
}

/** Half a gigabyte. */
const RANDOM_PAGES = 2 ** 17;
const WASM_PAGE = 65536;
/** Of the only process. */
const PID = 42;
/** Below this no map is put unless the program's own image begins there. */
const LOWEST = 0x10000;

/** Code offsets of the calls that the program is in, innermost first. */
function callStack(process: PagedProcess, site: CodeOffset): CodeOffset[] {
  const { callStackWords: words, callStackFirst: first, callStackEnd: end } = process;
  const sites = site === -1 ? [] : [site];
  // A leaf makes no entry: then the innermost entry is its caller's.
  for (let at = end - 1; at >= first; at--) sites.push(words[at]!);
  return sites;
}

function endingOf(error: unknown, calls: SystemCalls, process: PagedProcess): PagedEnding {
  const status = calls.exitStatus(error);
  if (status !== undefined) return { how: 'exit', status };
  if (error instanceof ProgramEnded) return error.ending;
  const stack = callStack(process, -1);
  if (error instanceof HeapCorrupted) return { how: 'signal', signal: 'SIGABRT', message: error.message, stack };
  if (isEngineStackOverflow(error))
    return { how: 'signal', signal: 'SIGSEGV', message: 'the call stack is used up', stack };
  if (error !== null && typeof error === 'object' && error.constructor.name === 'Exception')
    return { how: 'signal', signal: 'SIGABRT', message: 'an exception was thrown and not caught', stack };
  if (!(error instanceof WebAssembly.RuntimeError)) throw error;
  return { how: 'signal', signal: signalOf(classifyTrap(error.message)), message: error.message, stack };
}

interface ProcessCalls {
  calls: SystemCalls;
  limit: TimeLimit;
  signals: Signals;
  fileOf(fd: number): MappableFile;
  stop(ending: PagedEnding): never;
}

function importsOf(
  compiled: WebAssembly.Module,
  request: PagedRequest,
  process: PagedProcess,
  { calls, limit, signals, fileOf, stop }: ProcessCalls,
): Record<string, Record<string, unknown>> {
  const unable = (message: string): never =>
    stop({ how: 'signal', signal: 'SIGABRT', message, stack: callStack(process, -1) });
  const { space } = process;
  const word = (address: number): number => {
    const bytes = new Uint8Array(4);
    space.read(address, bytes);
    return new DataView(bytes.buffer).getUint32(0, true);
  };
  const layout = new VariableLayout(
    { u8: (address) => word(address) & 0xff, u32: word },
    process.image.stack,
    process.image.data,
  );
  const nothing = { markAddressable: () => {}, markUnaddressable: () => {} };
  const known: Record<string, Record<string, unknown>> = {
    [IMPORT_MODULE]: {
      ...Object.fromEntries(HOST_IMPORTS.map(({ name }) => [name, () => {}])),
      [MEMORY_IMPORT]: process.system.memory,
      pageFault: (address: number, write: number, site: number, frame: number) =>
        process.pageFault(address >>> 0, write !== 0, site, frame >>> 0),
      pagesTouched: () => process.pagesTouched(),
      grow: (pages: number) => process.grow(pages >>> 0),
      trap: (index: number) => {
        const message = TRAPS[index]!;
        stop({ how: 'signal', signal: signalOf(message), message, stack: callStack(process, -1) });
      },
      poll: () => {
        limit.look();
        process.fuel = limit.fuel;
      },
      ...allocationImports({
        heap: startHeap(request, process, unable),
        storeWord: (address, value) => void space.write(address, new Uint8Array(Uint32Array.of(value).buffer)),
        setErrno: (value) => process.setErrno(value),
      }),
    },
    [PAGED_MODULE]: pagedCalls({ process, signals, fileOf }),
    env: layoutImports(nothing, layout, new DynamicArrays(), () => 0, word),
    ...calls.imports,
  };
  const imports: Record<string, Record<string, unknown>> = Object.create(null);
  for (const { module, name } of WebAssembly.Module.imports(compiled)) {
    imports[module] ??= Object.create(null) as Record<string, unknown>;
    imports[module][name] = Object.hasOwn(known[module] ?? {}, name)
      ? known[module]![name]
      : () => unable(`the program calls ${module}.${name}, which heapglass does not have`);
  }
  return imports;
}

/** The allocator and C's malloc family over it, both on the program's own pages. */
function startHeap(request: PagedRequest, process: PagedProcess, unable: (message: string) => never): ProgramHeap {
  const { system, slot } = process;
  const host = kernelHost({
    memory: system.memory,
    slot,
    observed: process.observed,
    pageFault: (address, write, site, frame) => process.pageFault(address >>> 0, write !== 0, site, frame),
    pagesTouched: () => process.pagesTouched(),
  });
  const allocator = request.allocator(host, process);
  const kernel = startDirectHeap(host, allocator.kernel, {
    corrupted: () => unable('the heap is corrupted'),
    failed: () => process.setErrno(ENOMEM),
    newFailed: (size) => unable(`operator new found no memory for ${size} bytes (std::bad_alloc)`),
    eventsFull: () => {},
    callsFull: () => {},
  });
  kernel.open(PROGRAM_LIMIT, EVENT_RING_BASE);
  return { kernel, memalign: (...call) => memalign(kernel, ...call) };
}
