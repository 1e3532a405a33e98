/** What runs a process's code: its program's instance, with all that it imports, and its allocator's. */
import {
  AT_CALL,
  IMPORT_MODULE,
  MEMORY_IMPORT,
  STACK_POINTER_EXPORT,
  TABLE_EXPORT,
} from '../../instrument/instrument.js';
import { HOST_IMPORTS, TRAPS } from '../../instrument/runtime/host-imports.js';
import { SIGNAL_NUMBERS } from '../../base/signal-numbers.js';
import type { MakeAllocator } from '../../memory/alloc/designs.js';
import { memalign, startDirectHeap } from '../../memory/direct/direct-heap.js';
import type { KernelHost } from '../../memory/kernel.js';
import { EVENT_RING_BASE, PROGRAM_LIMIT } from '../../memory/layout.js';
import { Fault } from '../../memory/vm/contract.js';
import { allocationImports, ENOMEM, type ProgramHeap } from '../allocation-imports.js';
import { leavingOnExit, unsupportedCall, missingImport } from '../check-imports.js';
import { DynamicArrays } from '../dynamic-arrays.js';
import { signalOf } from '../endings.js';
import type { GuestMemory } from '../guest-memory.js';
import type { Host, HostFiles } from '../host.js';
import { layoutImports } from '../layout-imports.js';
import { isWasmException } from '../report-ending.js';
import type { ProgramStart, SystemCalls } from '../system-calls.js';
import type { TimeLimit } from '../time-limit.js';
import { VariableLayout } from '../variable-layout.js';
import { ERRNO } from '../wasi/abi.js';
import { WasiError } from '../wasi/errors.js';
import { CheckedProcess, type CheckedParts, type PagedCheckOptions } from './checked-process.js';
import { callStack, ProgramEnded, type PagedEnding } from './ending.js';
import { copyGlobals } from './globals.js';
import { kernelHost } from './kernel-host.js';
import { lifecycleCalls } from './lifecycle-calls.js';
import { onlyHostPaths } from './host-paths.js';
import { MappedFiles } from './mapped-files.js';
import { labelOutput } from './output-labels.js';
import { pagedCalls, type MappableFile } from './paged-calls.js';
import type { SignalledFault } from './paged-process.js';
import { PAGED_MODULE, WASI_MODULES } from './paged-imports.js';
import type { Pipes, SendSignal } from './pipes.js';
import { withProcFiles } from './proc-files.js';
import type { Scheduler } from './scheduler.js';
import type { ShmFiles } from './shm-files.js';
import { BY_INSTRUCTION, SEGV_ACCERR, SI_USER, SIGNALS, Signals, signalOfFault } from './signals.js';
import type { Task, TaskCode } from './task.js';

/** What one program of a run is given. */
export interface ProgramRequest {
  allocator: MakeAllocator;
  /** How it is checked, if it is. */
  checks?: PagedCheckOptions;
  /** @param change the host that the program is given instead: it shares files between mappings and calls */
  systemCalls(memory: GuestMemory, limit: TimeLimit, change: (host: Host) => Host): SystemCalls;
}

/** What all processes of a run share besides memory. */
export interface SharedFiles {
  mapped: MappedFiles | undefined;
  pipes: Pipes;
  shm: ShmFiles;
  /** Output is labelled. */
  labels: boolean;
}

type Imports = Record<string, Record<string, unknown>>;

/** Where a process comes from that is not the first of its program. */
export type Origin =
  /** It is a copy of that one. Its memory is, already. */
  | { parent: TaskCode }
  /** It was that, and goes on with another program. */
  | { before: TaskCode; start: ProgramStart };

export function startCode(
  request: ProgramRequest,
  scheduler: Scheduler,
  shared: SharedFiles,
  task: Task,
  origin?: Origin,
): TaskCode {
  return new CodeStarter(request, scheduler, shared, task).start(origin);
}

class CodeStarter {
  readonly #request: ProgramRequest;
  readonly #scheduler: Scheduler;
  readonly #shared: SharedFiles;
  readonly #task: Task;
  readonly #signals: Signals;
  readonly #kernels: WebAssembly.Instance[] = [];
  #checked: CheckedProcess | undefined;
  #files: HostFiles | undefined;
  #allocator: ReturnType<MakeAllocator> | undefined;

  constructor(request: ProgramRequest, scheduler: Scheduler, shared: SharedFiles, task: Task) {
    this.#request = request;
    this.#scheduler = scheduler;
    this.#shared = shared;
    this.#task = task;
    this.#signals = new Signals(task.process);
  }

  start(origin: Origin | undefined): TaskCode {
    const { process, program } = this.#task;
    const parent = origin !== undefined && 'parent' in origin ? origin.parent : undefined;
    const checked = this.#startChecks(parent?.checked);
    process.onSignal = (fault) => {
      if (fault.code === Fault.outOfMemory) return process.onFull(fault.site);
      if (this.#deliver(fault)) return;
      checked?.checks.monitor.refused(fault.address, true);
      const stack = callStack(process, fault.site);
      this.#stop({ how: 'signal', signal: signalOfFault(fault.code), message: '', fault, stack });
    };
    process.onForeseen = (fault, size) => {
      if (!this.#signals.handles(SIGNALS[signalOfFault(fault.code)])) return;
      checked?.foreseen(fault, size);
      this.#deliver(fault);
    };
    process.onFull = (site) => this.#scheduler.outOfMemory(this.#task, site);
    if (program.isSuspendable) process.onFaults = (minor, major) => this.#scheduler.charge(this.#task, minor, major);
    const calls = this.#startCalls(checked?.guest() ?? process.guest(), origin);
    const compiled = program.compiled;
    const instance = new WebAssembly.Instance(compiled, this.#imports(compiled, calls, origin));
    program.started(instance);
    const instances = [instance, ...this.#kernels];
    const stackPointer = instance.exports[STACK_POINTER_EXPORT] as { value: number } | undefined;
    this.#signals.instance = { table: instance.exports[TABLE_EXPORT] as WebAssembly.Table | undefined, stackPointer };
    if (checked !== undefined) checked.checks.frames.pointer = stackPointer;
    if (parent !== undefined) {
      this.#signals.inherit(parent.signals);
      if (parent.allocator !== undefined) this.#allocator?.inherit(parent.allocator);
      parent.instances.forEach((from, at) => copyGlobals(from, instances[at]!));
    } else if (origin !== undefined && 'before' in origin) this.#signals.survive(origin.before.signals);
    return { instances, calls, signals: this.#signals, checked, allocator: this.#allocator };
  }

  #startCalls(guest: GuestMemory, origin: Origin | undefined): SystemCalls {
    const change = (host: Host): Host => this.#hostOf(host);
    if (origin === undefined) return this.#request.systemCalls(guest, this.#scheduler.limit, change);
    if ('parent' in origin) return origin.parent.calls.fork!(guest, change);
    return origin.before.calls.exec!(guest, change, origin.start);
  }

  /** @returns whether a handler of the program's has dealt with the fault, and the access is to be tried again */
  #deliver(fault: SignalledFault): boolean {
    try {
      return this.#signals.deliver(fault);
    } catch (error) {
      // The handler does not come back: it has ended the program for this access, or jumped to where it expects it.
      if (!isWasmException(error)) this.#checked?.checks.monitor.refused(fault.address, false);
      throw error;
    }
  }

  #startChecks(parent: CheckedProcess | undefined): CheckedProcess | undefined {
    const { checks, allocator } = this.#request;
    const { process, program } = this.#task;
    if (checks === undefined) return undefined;
    const kernelHost: CheckedParts['kernelHost'] = (buffer) => this.#kernelHost(buffer);
    const handlesFaults = (): boolean => this.#signals.handlers.has(SIGNALS.SIGSEGV);
    this.#checked = new CheckedProcess({ process, program, allocator, kernelHost, handlesFaults, parent }, checks);
    this.#signals.marks = this.#checked.checks.shadow;
    return this.#checked;
  }

  #stop(ending: PagedEnding): never {
    this.#task.process.leaving = true;
    throw new ProgramEnded(ending);
  }

  #unable(message: string): never {
    return this.#stop({ how: 'signal', signal: 'SIGABRT', message, stack: callStack(this.#task.process, AT_CALL) });
  }

  /** The host with files that processes share, and clocks whose waits let others run. */
  #hostOf(host: Host): Host {
    const { process, name, pid } = this.#task;
    this.#shared.mapped ??= new MappedFiles(process.system.physical, onlyHostPaths(host.files));
    const clock = {
      ...host.clock,
      sleep: (nanoseconds: bigint) => this.#scheduler.sleep(this.#task, nanoseconds),
      passTime: (nanoseconds: bigint) => this.#scheduler.sleep(this.#task, nanoseconds),
      sleepUntil: (isOver: () => boolean, nanoseconds: bigint | undefined) =>
        this.#scheduler.sleepUntil(this.#task, isOver, nanoseconds),
    };
    const { pipes, shm, mapped, labels } = this.#shared;
    const named = shm.files(mapped.files);
    const send: SendSignal = (signal, why) => this.#scheduler.signal(this.#task, signal, { why, code: SI_USER, pid });
    const files = pipes.files(labels ? labelOutput(named, this.#task) : named, send);
    this.#files = files;
    return withProcFiles({ ...host, files, clock }, process, name, () => ({
      pid,
      parent: this.#task.parent?.pid ?? 1,
    }));
  }

  #imports(compiled: WebAssembly.Module, calls: SystemCalls, origin: Origin | undefined): Imports {
    const task = this.#task;
    const fileOf = (fd: number): MappableFile => {
      const file = calls.fileAt?.(fd);
      const { mapped, shm } = this.#shared;
      if (file?.kind !== 'file' || file.handle === undefined || mapped === undefined) throw new WasiError(ERRNO.nodev);
      const { handle, readable, writable } = file;
      return { map: () => shm.objectAt(handle) ?? mapped.map(handle, writable), readable, writable };
    };
    const known: Imports = {
      [IMPORT_MODULE]: this.#ownImports(),
      [PAGED_MODULE]: {
        ...pagedCalls({
          ...{ process: task.process, signals: this.#signals, checked: this.#checked },
          ...{ fileOf, usage: task },
        }),
        ...lifecycleCalls({
          ...{ task, scheduler: this.#scheduler, pipes: this.#shared.pipes, calls, files: this.#files! },
          directory: origin !== undefined && 'start' in origin ? origin.start.directory : '',
        }),
      },
      env: this.#checked?.layoutImports() ?? this.#layoutImports(),
      ...this.#systemCalls(calls),
    };
    const imports: Imports = Object.create(null);
    for (const { module, name } of WebAssembly.Module.imports(compiled)) {
      imports[module] ??= Object.create(null) as Record<string, unknown>;
      imports[module][name] = Object.hasOwn(known[module] ?? {}, name)
        ? this.#suspendable(module, name, known[module]![name])
        : this.#missing(module, name);
    }
    return imports;
  }

  #systemCalls(calls: SystemCalls): SystemCalls['imports'] {
    const checks = this.#checked?.checks;
    if (checks === undefined) return calls.imports;
    return Object.fromEntries(
      Object.entries(calls.imports).map(([module, functions]) => [module, leavingOnExit(functions, checks, calls)]),
    );
  }

  #missing(module: string, name: string): () => never {
    if (this.#checked !== undefined) return missingImport(this.#checked.checks, module, name);
    return () => this.#unable(unsupportedCall(module, name));
  }

  /** An import as it is, or with what is needed when it may give up the turn. */
  #suspendable(module: string, name: string, value: unknown): unknown {
    const { program } = this.#task;
    if (module === IMPORT_MODULE || !program.mayGiveUp(module, name)) return value;
    if (name === 'sched_yield') return this.#scheduler.yielding(this.#task, true);
    const refuse = WASI_MODULES.has(module) ? (errno: number) => errno : (errno: number) => -errno;
    return this.#scheduler.suspendable(this.#task, value as (...args: never[]) => number, refuse);
  }

  #ownImports(): Record<string, unknown> {
    const { process } = this.#task;
    return {
      ...Object.fromEntries(HOST_IMPORTS.map(({ name }) => [name, () => {}])),
      [MEMORY_IMPORT]: process.system.memory,
      pageFault: (address: number, write: number, site: number, frame: number) =>
        process.pageFault(address >>> 0, write !== 0, site, frame >>> 0),
      pagesTouched: () => process.pagesTouched(),
      foreseen: (address: number, size: number, write: number, site: number, frame: number) =>
        process.foreseen(address >>> 0, size, write !== 0, site, frame >>> 0),
      poll: this.#scheduler.yielding(this.#task, false),
      ...(this.#checked === undefined ? this.#uncheckedHooks() : this.#checkedHooks(this.#checked)),
    };
  }

  #checkedHooks(checked: CheckedProcess): Record<string, unknown> {
    const hooks = checked.hooks() as Record<'trap' | 'stackOverflow', (value: number) => void>;
    return {
      ...hooks,
      trap: (index: number) => {
        this.#trapped(index);
        hooks.trap(index);
      },
      stackOverflow: (pointer: number) => {
        const signals = this.#signals;
        if (signals.handlesOverflow) signals.deliverNow(SIGNALS.SIGSEGV, SEGV_ACCERR, pointer >>> 0);
        hooks.stackOverflow(pointer);
      },
    };
  }

  /** An instruction cannot be executed. When a handler returns it is executed again, which would go on for ever. */
  #trapped(index: number): void {
    this.#signals.deliverNow(SIGNAL_NUMBERS[signalOf(TRAPS[index]!)]!, BY_INSTRUCTION);
  }

  #uncheckedHooks(): Record<string, unknown> {
    const { process } = this.#task;
    return {
      grow: (pages: number) => process.grow(pages >>> 0),
      trap: (index: number) => {
        this.#trapped(index);
        const message = TRAPS[index]!;
        this.#stop({ how: 'signal', signal: signalOf(message), message, stack: callStack(process, AT_CALL) });
      },
      ...allocationImports({
        heap: this.#startHeap(),
        storeWord: (address, value) => void process.write(address, new Uint8Array(Uint32Array.of(value).buffer)),
        setErrno: (value) => process.setErrno(value),
      }),
    };
  }

  #layoutImports(): Record<string, unknown> {
    const { space, image } = this.#task.process;
    const word = (address: number): number => {
      const bytes = new Uint8Array(4);
      space.read(address, bytes);
      return new DataView(bytes.buffer).getUint32(0, true);
    };
    const layout = new VariableLayout({ u8: (address) => word(address) & 0xff, u32: word }, image.stack, image.data);
    const nothing = { markAddressable: () => {}, markUnaddressable: () => {} };
    return layoutImports(nothing, layout, new DynamicArrays(), () => 0, word);
  }

  /** The allocator and C's malloc family over it, both on the program's own pages. */
  #startHeap(): ProgramHeap {
    const { process } = this.#task;
    const host = this.#kernelHost();
    this.#allocator = this.#request.allocator(host, process);
    const kernel = startDirectHeap(host, this.#allocator.kernel, {
      corrupted: () => this.#unable('the heap is corrupted'),
      failed: () => process.setErrno(ENOMEM),
      newFailed: (size) => this.#unable(`operator new found no memory for ${size} bytes (std::bad_alloc)`),
      eventsFull: () => {},
      callsFull: () => {},
    });
    kernel.open(PROGRAM_LIMIT, EVENT_RING_BASE);
    return { kernel, memalign: (...call) => memalign(kernel, ...call) };
  }

  #kernelHost(buffer?: () => ArrayBuffer): KernelHost {
    const { process } = this.#task;
    return kernelHost({
      system: process.system,
      observed: process.observed,
      buffer,
      copies: process.guest().copies!,
      pageFault: (address, write, site, frame) => process.pageFault(address >>> 0, write !== 0, site, frame),
      pagesTouched: () => process.pagesTouched(),
      started: (instance) => this.#kernels.push(instance),
    });
  }
}
