/**
 * A process as the scheduler has it: who its parent is, what it is doing, and what it needs to go on.
 *
 *     ready ──────> running ──────> ended ──────> reaped
 *       ^             │    its end        the parent asks, or there is none
 *       │ isOver      v
 *       └────────  waiting
 */
import type { MakeAllocator } from '../../memory/alloc/designs.js';
import type { AddressSpace } from '../../memory/vm/address-space.js';
import type { SystemCalls } from '../system-calls.js';
import type { CheckedProcess } from './checked-process.js';
import type { PagedEnding } from './ending.js';
import type { Context } from './processor.js';
import type { PagedProcess } from './paged-process.js';
import type { PagedProgram } from './paged-program.js';
import type { Signals } from './signals.js';
import type { Waiting } from './waiting.js';

/** What runs a process's code. */
export interface TaskCode {
  /** The program's, and its kernels': copied by fork. */
  instances: WebAssembly.Instance[];
  calls: SystemCalls;
  signals: Signals;
  checked: CheckedProcess | undefined;
  /** Where nothing is checked; else the checked heap has it. */
  allocator: ReturnType<MakeAllocator> | undefined;
}

/** A file that exec was given. */
export interface ProgramFile {
  /** On the host. */
  path: string;
  bytes: Uint8Array;
}

/** What processes have used, as getrusage tells it. */
export interface Usage {
  minorFaults: number;
  majorFaults: number;
  /** Pages. */
  peakResident: number;
}

function addUsage(sum: Usage, { minorFaults, majorFaults, entries }: AddressSpace): void {
  sum.minorFaults += minorFaults;
  sum.majorFaults += majorFaults;
  sum.peakResident = Math.max(sum.peakResident, entries.peakResident);
}

export class Task {
  readonly pid: number;
  name: string;
  program: PagedProgram;
  process: PagedProcess;
  parent: Task | undefined;
  code!: TaskCode;
  /** What it had when its turn was over; undefined when it has had none. */
  context: Context | undefined;
  /** The export to call next, of those that a program begins by. */
  phase = 0;
  hasBegun = false;
  waiting: Waiting | undefined;
  /** What it waited for when its turn began. */
  waited: Waiting | undefined;
  /** Milliseconds of the run's clock: when it gets SIGALRM. */
  alarmAt = Infinity;
  /** It has slept, and the call that it slept in comes again. */
  wakes = false;
  /** The call that comes again is fork, which has been made; what it gives. */
  isForking = false;
  forked = 0;
  ending: PagedEnding | undefined;
  /** What its files have to do when it ends. */
  onEnd: (() => void) | undefined;
  /** Its parent knows of its end, or there is none. */
  isReaped = false;
  /** Turns that it has had. */
  turns = 0;
  milliseconds = 0;
  /** Of programs that the process had before this one. */
  readonly before: Usage = { minorFaults: 0, majorFaults: 0, peakResident: 0 };
  /** Of children that have ended and been waited for, and of theirs. */
  readonly ofChildren: Usage = { minorFaults: 0, majorFaults: 0, peakResident: 0 };

  constructor(pid: number, name: string, program: PagedProgram, process: PagedProcess, parent: Task | undefined) {
    this.pid = pid;
    this.name = name;
    this.program = program;
    this.process = process;
    this.parent = parent;
  }

  /** It goes on with another program, which has not begun. Its number, its parent, its children and its alarm stay. */
  replace(name: string, program: PagedProgram, process: PagedProcess): void {
    addUsage(this.before, this.process.space);
    this.name = name;
    this.program = program;
    this.process = process;
    this.context = undefined;
    this.phase = 0;
    this.hasBegun = false;
    this.wakes = false;
    this.turns = 0;
    this.milliseconds = 0;
    this.onEnd = undefined;
  }

  /** All that the process has used itself. */
  get used(): Usage {
    const used = { ...this.before };
    addUsage(used, this.process.space);
    return used;
  }

  get hasEnded(): boolean {
    return this.ending !== undefined;
  }

  isReady(now: number): boolean {
    const { waiting } = this;
    if (waiting === undefined || this.alarmAt <= now || this.code.signals.areWaiting) return true;
    return waiting.isOver() || (waiting.until !== undefined && waiting.until <= now);
  }
}
