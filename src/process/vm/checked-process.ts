/**
 * The checker of a process on paged memory. What is checked are virtual addresses: the shadow, the registry and the call
 * stack lie beside the frames (layout.ts), are never paged, and are reached without a translation.
 *
 * What is whose
 * - The program's bytes, headers and guard bytes among them, lie in its pages. What the checked malloc does there it does
 *   through the translation: such a fault is the program's, at its call.
 * - What reports and searches read they read where it is (memory/vm/peek.ts): no page comes or goes for that.
 *
 * Two judges: the shadow says which bytes belong to the program, whatever their protection; what the program maps belongs to
 * it. The page table says what can be done with them. A fault that the program handles is no error. One that ends it is a
 * finding if the shadow had something against the access, and else a signal alone: memory of its own that it has protected.
 *
 * Each process has a checker of its own. The tables change hands with the turns (check-tables.ts). A child's checker knows of
 * blocks, variables and allocation stacks what its parent's knew at the fork; findings are those of the process that makes the
 * mistake.
 */
import { alignUp, type Address, type Bytes } from '../../base/ids.js';
import type { Ending } from '../../events/findings.js';
import { Recorder } from '../../events/recorder.js';
import type { Recording, ReportOptions } from '../../events/recording.js';
import { AT_CALL } from '../../instrument/instrument.js';
import type { MakeAllocator } from '../../memory/alloc/designs.js';
import type { CheckedHeapOptions } from '../../memory/check/checked-heap.js';
import { DEFAULT_FREELIST_VOLUME } from '../../memory/check/defaults.js';
import type { KernelHost } from '../../memory/kernel.js';
import { WASM_PAGE } from '../../memory/layout.js';
import { ObtainedPages } from '../../memory/picture/obtained-pages.js';
import type { PhysicalMemory } from '../../memory/vm/physical-memory.js';
import { peekPage } from '../../memory/vm/peek.js';
import { checkedLayoutImports, checkHooks, type WordMemory } from '../check-imports.js';
import { searchLeaks, startChecks, type Checks } from '../checks.js';
import type { GuestMemory } from '../guest-memory.js';
import { recordChecks, type RunFacts } from '../record-checks.js';
import { reportTrap } from '../report-ending.js';
import type { GuestBytes } from '../variable-layout.js';
import type { CheckTables, TablesOwner } from './check-tables.js';
import type { PagedEnding } from './ending.js';
import { FlatCopy } from './flat-copy.js';
import { PAGE, PAGED_CHECK_LAYOUT } from './layout.js';
import type { PagedProcess, SignalledFault } from './paged-process.js';
import type { PagedProgram } from './paged-program.js';
import type { Context } from './processor.js';

/** Part of the frames that freed blocks may hold, where nobody has said how much: else a small memory is full of them. */
const QUARANTINE_SHARE = 1 / 8;

/** How a program is checked. */
export interface PagedCheckOptions {
  report: ReportOptions;
  heap: CheckedHeapOptions;
  exitOnFirstError: boolean;
  /** Keep the lives of all blocks, for a recording. */
  recordEvents?: boolean;
}

export interface CheckedParts {
  process: PagedProcess;
  program: PagedProgram;
  allocator: MakeAllocator;
  /** Starts kernels on the process's pages. @param buffer what TypeScript that walks a heap sees of them */
  kernelHost(buffer: () => ArrayBuffer): KernelHost;
  /** The program has a handler of SIGSEGV. */
  handlesFaults(): boolean;
  /** Of which the process is a copy. */
  parent?: CheckedProcess;
}

export class CheckedProcess {
  readonly checks: Checks;
  readonly #process: PagedProcess;
  readonly #handlesFaults: () => boolean;
  readonly #copy: FlatCopy;
  readonly #obtained: ObtainedPages;
  readonly #owner: TablesOwner;
  readonly #recorder: Recorder | undefined;
  readonly #allocator: ReturnType<MakeAllocator>;

  constructor(parts: CheckedParts, options: PagedCheckOptions) {
    const { process, program, allocator, kernelHost, handlesFaults, parent } = parts;
    this.#process = process;
    this.#handlesFaults = handlesFaults;
    this.#copy = new FlatCopy(process.space);
    const host = kernelHost(() => this.#copy.buffer);
    // A broken heap shall be found before it leads anywhere, as in a memory that has no pages.
    this.#obtained = new ObtainedPages(process, true);
    const recorder = options.recordEvents ? new Recorder(() => process.clock) : undefined;
    this.#recorder = recorder;
    this.#allocator = allocator(host, this.#obtained);
    this.#tables.empty();
    this.checks = startChecks(
      {
        machine: process,
        allocator: this.#allocator,
        buffer: process.system.buffer,
        memory: { tables: process.system.memory, program: host },
        layout: PAGED_CHECK_LAYOUT,
        bytes: bytesOf(process),
        wholeMemory: () => this.#copy.refresh(),
        processor: { touch: (address, write) => process.pageFault(address, write, AT_CALL, 0) },
      },
      program.prepared,
      {
        ...options,
        heap: {
          ...options.heap,
          freelistVolume: options.heap.freelistVolume ?? usualVolume(process.system.physical),
        },
        events: recorder,
        noteFinding: (index, address, size, stack) => recorder?.finding(index, address, size, stack),
      },
      parent?.checks,
    );
    const { heap, stacks } = this.checks;
    this.#owner = {
      space: process.space,
      kernel: heap.kernel,
      stacks: stacks.table,
      flush: () => heap.events?.flush(),
    };
    this.#tables.give(this.#owner);
    if (parent === undefined) return;
    this.#tables.fork(parent.#owner, this.#owner);
    this.#obtained.inherit(parent.#obtained);
    this.#allocator.inherit(parent.#allocator);
    if (parent.#recorder !== undefined) recorder?.inherit(parent.#recorder);
  }

  get #tables(): CheckTables {
    return this.#process.system.checkTables;
  }

  /** It is the process's turn. @returns bytes of tables that had to be moved */
  take(): Bytes {
    return this.#tables.give(this.#owner);
  }

  /** For system calls. */
  guest(): GuestMemory {
    const access: GuestMemory['access'] = (...range) => this.checks.monitor.hostAccess(...range);
    return { ...this.#process.guest(), access };
  }

  /** An access that the program is going to make, and that it may leave for good when it hears of the fault. */
  foreseen({ address, write, site }: SignalledFault, size: Bytes): void {
    const { shadow, monitor } = this.checks;
    if (shadow.firstUnaddressable(address, size) < 0) return;
    const process = this.#process;
    process.enterCall(site);
    monitor.miss(address, size, write);
    process.leaveCall();
  }

  hooks(): Record<string, unknown> {
    return {
      ...checkHooks(this.checks, this.#words),
      isReadable: (address: number) => (this.#canScan(address >>> 0) ? 1 : 0),
      grow: (pages: number) => {
        const old = this.#process.grow(pages >>> 0);
        if (old >= 0) this.checks.shadow.markAddressable(old * WASM_PAGE, (pages >>> 0) * WASM_PAGE);
        return old;
      },
    };
  }

  /**
   * A string function may go on there: there is memory, or the program has some that it has protected, or it handles faults.
   * Elsewhere it ends, and finds what is wrong.
   */
  #canScan(address: Address): boolean {
    return (
      this.#process.isMapped(address, 1, false) || this.checks.shadow.isAddressable(address) || this.#handlesFaults()
    );
  }

  layoutImports(): Record<string, unknown> {
    return checkedLayoutImports(this.checks, this.#words);
  }

  /** The program has mapped a range: all of its pages are its own. */
  mapped(address: Address, size: Bytes): void {
    this.checks.shadow.markAddressable(address, alignUp(size, PAGE));
  }

  unmapped(address: Address, size: Bytes): void {
    this.checks.shadow.markUnaddressable(address, alignUp(size, PAGE));
  }

  /** The process has ended itself by SIGABRT, in the middle of its turn. @param why for people */
  aborted(why: string): void {
    reportTrap(this.checks, 'abort', why);
  }

  /**
   * The process has ended, and its memory is as it has left it.
   * @param context what it had when its last turn was over
   */
  record(facts: RunFacts, ending: PagedEnding, context: Context): Recording {
    const { checks } = this;
    // Another process may have ended it, and goes on.
    const { owner } = this.#tables;
    this.#tables.give(this.#owner);
    // Where it was in the middle of something, its frames lie in memory.
    const locals = new Uint32Array(context.frames.buffer);
    const leaks =
      facts.report.leakCheck === 'no' || ending.how === 'exec'
        ? []
        : searchLeaks(
            checks,
            () => this.#copy.refresh(),
            () => this.#ownMemory(),
            locals,
          );
    this.#owner.flush();
    this.#recorder?.ended();
    const { events } = this.#recorder ?? {};
    const recording = recordChecks(facts, checks, { ending: recordedEnding(ending, checks, context), leaks, events });
    if (owner !== undefined) this.#tables.give(owner);
    return recording;
  }

  /** Nobody asks any more. */
  end(): void {
    this.#tables.end(this.#owner);
  }

  get #words(): WordMemory {
    const { space } = this.#process;
    const word = new Uint8Array(4);
    const view = new DataView(word.buffer);
    return {
      loadWord: (address) => {
        space.read(address, word);
        return view.getUint32(0, true);
      },
      storeWord: (address, value) => {
        view.setUint32(0, value, true);
        space.write(address, word);
      },
    };
  }

  /** What the program has got from the system itself, beside its image, its stack and its allocator's memory. */
  #ownMemory(): [Address, Bytes][] {
    const { space, heapStart } = this.#process;
    const found: [Address, Bytes][] = [];
    for (const { start, end } of space.areas.all) {
      let at = Math.max(start, heapStart);
      for (const taken of this.#obtained.ranges) {
        if (taken.end <= at || taken.start >= end) continue;
        if (taken.start > at) found.push([at, taken.start - at]);
        at = taken.end;
      }
      if (at < end) found.push([at, end - at]);
    }
    return found;
  }
}

/** A process's bytes where they are; 0 where there are none. */
function bytesOf({ space }: PagedProcess): GuestBytes {
  const u8 = (address: Address): number => peekPage(space, Math.floor(address / PAGE))?.[address % PAGE] ?? 0;
  const u16 = (address: Address): number => u8(address) | (u8(address + 1) << 8);
  return {
    u8,
    u32: (address) => {
      const at = address % PAGE;
      if (at > PAGE - 4) return (u16(address) | (u16(address + 2) << 16)) >>> 0;
      const page = peekPage(space, Math.floor(address / PAGE));
      return page === undefined ? 0 : new DataView(page.buffer, page.byteOffset).getUint32(at, true);
    },
  };
}

function recordedEnding(ending: PagedEnding, { stacks }: Checks, { callStack }: Context): Ending {
  switch (ending.how) {
    // What it has had in memory is gone, and no leak.
    case 'exec':
      return { how: 'exit', status: 0 };
    case 'exit':
    case 'first-error':
      return ending;
    case 'timeout':
      return { ...ending, stack: stacks.of(new Uint32Array(callStack.buffer)) };
    case 'signal':
      return { how: 'stopped', signal: ending.signal };
  }
}

function usualVolume({ frames }: PhysicalMemory): Bytes {
  return Math.min(DEFAULT_FREELIST_VOLUME, frames * PAGE * QUARANTINE_SHARE);
}
