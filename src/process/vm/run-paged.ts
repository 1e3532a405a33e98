/**
 * Runs programs on paged memory, one or several together, with all processes that they fork, and gives the counts of what
 * paging did.
 */
import type { Recording } from '../../events/recording.js';
import { AddressSpace } from '../../memory/vm/address-space.js';
import type { SpaceLimits } from '../../memory/vm/space-requests.js';
import { MemoryRefused } from '../../memory/vm/contract.js';
import { Aging } from '../../memory/vm/replacement/aging.js';
import { ClockPro } from '../../memory/vm/replacement/clock-pro.js';
import { Clock } from '../../memory/vm/replacement/clock.js';
import { Fifo } from '../../memory/vm/replacement/fifo.js';
import { Nru } from '../../memory/vm/replacement/nru.js';
import { RandomReplacement } from '../../memory/vm/replacement/random.js';
import { SwitchedTable } from '../../memory/vm/switched-table.js';
import type { Tlb } from '../../memory/vm/tlb.js';
import type { RunFacts } from '../record-checks.js';
import { ERRNO } from '../wasi/abi.js';
import type { NextProgram, PagedEnding } from './ending.js';
import { ADDRESS_LIMIT, PAGE } from './layout.js';
import { imageFile } from './load-image.js';
import { PagedProcess } from './paged-process.js';
import type { PagedProgram } from './paged-program.js';
import type { PagedSystem } from './paged-system.js';
import { Pipes } from './pipes.js';
import { Scheduler } from './scheduler.js';
import { USUAL_MOST_PROCESSES } from './scheduling.js';
import { ShmFiles } from './shm-files.js';
import type { Signals } from './signals.js';
import { startCode, type ProgramRequest, type SharedFiles } from './task-code.js';
import { Task, type ProgramFile } from './task.js';

/** A program of a run. */
export interface PagedProgramRequest extends ProgramRequest {
  program: PagedProgram;
  /** As the program and its image are called. */
  name: string;
  arguments: readonly string[];
  /** Of address-space layout randomisation. */
  aslr?: number;
}

export interface PagedRequest {
  system: PagedSystem;
  /** They begin in this order, at the same time. */
  programs: readonly PagedProgramRequest[];
  /** Counts, where every reference to a page is seen. */
  tlb?: Tlb;
  /** For all together. */
  timeout?: number;
  /** Milliseconds, any epoch. */
  now(): number;
  sleep(nanoseconds: bigint): void;
  /** Time passes only when every process waits for it (scheduler.ts). */
  virtualTime?: boolean;
  /** Loop iterations and calls of a time slice. */
  slice?: number;
  /** Processes that may live at once. */
  mostProcesses?: number;
  /** Of each process, as setrlimit would set them. */
  limits?: SpaceLimits;
  /** Each line that a process writes begins with its name and number. */
  label?: boolean;
  /** The program in a file that a process is to go on with, if it is one; others run beside it. */
  programIn?(file: ProgramFile): PagedProgram | undefined;
  /** A process is there, or has another program, and has not run yet. */
  onProcess?(task: Task): void;
  /** All is ready, and the programs begin. */
  onStart?(): void;
  /** A process has ended; all is as it has left it. */
  onEnd?(result: PagedResult): void;
  /** What processes had in memory when they ended is kept. */
  keepsMemory?: boolean;
}

/** What is known of a process that has ended. */
export interface PagedResult {
  pid: number;
  /** Whose child it was in the end; undefined when it had no parent, or none any more. */
  parent: number | undefined;
  name: string;
  arguments: readonly string[];
  ending: PagedEnding;
  /** While it was running. */
  milliseconds: number;
  /** Turns that it has had on the processor. */
  turns: number;
  process: PagedProcess;
  signals: Signals;
  program: PagedProgram;
  /** Where it was checked: what was found in it. To be called before anything else goes on. */
  record: ((facts: RunFacts) => Recording) | undefined;
}

/**
 * @returns what is known of all processes, in the order of their ends
 * @throws MemoryRefused when there is no room for a program to begin
 */
export function runPaged(request: PagedRequest): PagedResult[] {
  return new PagedRun(request).run();
}

class PagedRun {
  readonly #request: PagedRequest;
  readonly #scheduler: Scheduler;
  readonly #shared: SharedFiles;
  readonly #programs = new Map<Task, PagedProgramRequest>();
  readonly #results: PagedResult[] = [];

  constructor(request: PagedRequest) {
    this.#request = request;
    const shm = new ShmFiles(request.system.physical);
    this.#shared = { mapped: undefined, pipes: new Pipes(), shm, labels: request.label ?? false };
    this.#scheduler = new Scheduler({ ...request, onEnd: (task) => this.#ended(task) });
    this.#scheduler.onFork = (parent) => this.#fork(parent);
    this.#scheduler.onExec = (task, next) => this.#exec(task, next);
    if (request.programIn !== undefined) this.#scheduler.programIn = request.programIn;
  }

  run(): PagedResult[] {
    for (const program of this.#request.programs) this.#begin(program);
    this.#request.onStart?.();
    try {
      this.#scheduler.run();
    } finally {
      this.#shared.mapped?.end();
    }
    return this.#results;
  }

  #begin(request: PagedProgramRequest): void {
    const process = this.#load(request);
    const task = new Task(this.#scheduler.newPid(), request.name, request.program, process, undefined);
    this.#programs.set(task, request);
    task.code = startCode(request, this.#scheduler, this.#shared, task);
    task.context = this.#scheduler.processor.giveUp();
    this.#scheduler.add(task);
    this.#request.onProcess?.(task);
  }

  /** What the process has had is gone; its open files and its limits stay. */
  #exec(task: Task, { program, name, start }: NextProgram): void {
    const { process: old, code: before } = task;
    task.ending = { how: 'exec', program: name };
    this.#ended(task);
    task.ending = undefined;
    before.checked?.end();
    if (!this.#request.keepsMemory) old.space.destroy();
    const request = { ...this.#programs.get(task)!, program, name, arguments: start.args.slice(1) };
    const process = this.#load(request);
    process.keepLimits(old);
    task.replace(name, program, process);
    this.#programs.set(task, request);
    task.code = startCode(request, this.#scheduler, this.#shared, task, { before, start });
    task.context = this.#scheduler.processor.giveUp();
    this.#request.onProcess?.(task);
  }

  /** The program's image in an address space of its own, on the processor. @throws MemoryRefused */
  #load(request: PagedProgramRequest): PagedProcess {
    const { system, tlb } = this.#request;
    const { module, image } = request.program.prepared;
    const lowest = image.nullEnd < PAGE ? 0 : Math.min(LOWEST, image.nullEnd);
    const flat = this.#table(request.program);
    const places = { lowest, mapsStart: LOWEST, mapsEnd: mapsEnd(request.aslr), limits: this.#request.limits };
    const process = this.#process(request.program, flat, new AddressSpace(system.physical, { flat, tlb, ...places }));
    const { processor } = this.#scheduler;
    processor.take(process, undefined);
    try {
      const least = (module.memory?.min ?? 0) * WASM_PAGE;
      process.load(imageFile(module, image, system.physical, request.name), least, lowest);
    } catch (error) {
      processor.giveUp();
      throw error;
    }
    return process;
  }

  #fork(parent: Task): number {
    const scheduler = this.#scheduler;
    const most = Math.min(
      this.#request.mostProcesses ?? USUAL_MOST_PROCESSES,
      parent.process.mostProcesses ?? Infinity,
    );
    if (scheduler.tasks.size >= most) return -ERRNO.again;
    const flat = this.#table(parent.program);
    // The pages of both are about to be shared: what was touched before that is told before.
    parent.process.pagesTouched();
    let space: AddressSpace;
    try {
      space = parent.process.space.fork({ flat, tlb: this.#request.tlb });
    } catch (error) {
      if (error instanceof MemoryRefused) return -ERRNO.nomem;
      throw error;
    }
    const process = this.#process(parent.program, flat, space);
    process.inherit(parent.process);
    const request = this.#programs.get(parent)!;
    const child = new Task(scheduler.newPid(), parent.name, parent.program, process, parent);
    this.#programs.set(child, request);
    child.code = startCode(request, scheduler, this.#shared, child, { parent: parent.code });
    child.phase = parent.phase;
    child.hasBegun = true;
    child.isForking = true;
    child.context = parent.context;
    scheduler.add(child);
    this.#request.onProcess?.(child);
    return child.pid;
  }

  #table({ observed }: PagedProgram): SwitchedTable {
    const { system } = this.#request;
    const { readsAt, writesAt } = this.#scheduler.processor.slot.tables;
    return new SwitchedTable(system.memory, readsAt, writesAt, !observed && !settles(system));
  }

  #process(program: PagedProgram, flat: SwitchedTable, space: AddressSpace): PagedProcess {
    const { system } = this.#request;
    const { module, image } = program.prepared;
    const { slot } = this.#scheduler.processor;
    return new PagedProcess(
      { system, space, slot, flat, image, observed: program.observed, settles: settles(system) },
      module.memory ?? {},
    );
  }

  #ended(task: Task): void {
    const { pid, parent, name, milliseconds, turns, process, program, context } = task;
    const { signals, checked } = task.code;
    const ending = task.ending!;
    const known = { pid, parent: parent?.pid, name, milliseconds, turns, process, signals, program, ending };
    const words = this.#programs.get(task)!.arguments;
    const record = checked && ((facts: RunFacts) => checked.record(facts, ending, context!));
    const result: PagedResult = { ...known, arguments: words, record };
    if (ending.how !== 'exec') this.#programs.delete(task);
    this.#results.push(result);
    this.#request.onEnd?.(result);
  }
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
/** Below this no map is put unless the program's own image begins there. */
const LOWEST = 0x10000;
