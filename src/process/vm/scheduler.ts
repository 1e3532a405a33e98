/**
 * Runs processes in turn on one processor. A process gives up its turn when its slice is over, when it must wait, and when it
 * ends; its stack is then set aside in memory (instrument/suspend), and the next one's taken up.
 *
 * A slice is a number of loop iterations and calls, of which page faults take some, not a time: two runs of the same programs
 * switch at the same places.
 *
 * Invariants
 * 1. At most one process is the processor's; when none is, every process that lives has a context or has not begun.
 * 2. The state of the suspension is RUNNING outside of `#turn`.
 * 3. `#queue` has every process that lives, the one whose turn is next first.
 */
import { REWINDING, RUNNING, UNWINDING } from '../../instrument/suspend/suspension.js';
import { AT_CALL, START_EXPORT } from '../../instrument/instrument.js';
import { chooseVictim } from '../../memory/vm/out-of-memory.js';
import type { CodeOffset } from '../../base/ids.js';
import { TimeLimit } from '../time-limit.js';
import { ERRNO } from '../wasi/abi.js';
import { MemoryRefused } from '../../memory/vm/contract.js';
import { callStack, endingOf, ProgramEnded, ProgramReplaced, type NextProgram, type PagedEnding } from './ending.js';
import type { PagedProgram } from './paged-program.js';
import { Processor } from './processor.js';
import { BYTES_OF_STEP, SLICE_OF_FAULT, USUAL_SLICE } from './scheduling.js';
import type { PagedSystem } from './paged-system.js';
import { SIGNAL_NUMBERS, signalName } from '../../base/signal-numbers.js';
import { CLD_EXITED, CLD_KILLED, SI_KERNEL, type SignalOrigin } from './signals.js';
import type { ProgramFile, Task } from './task.js';
import { MustWait } from './waiting.js';

export interface SchedulerOptions {
  system: PagedSystem;
  /** Seconds, for all together. */
  timeout?: number;
  /** Milliseconds, any epoch. */
  now(): number;
  sleep(nanoseconds: bigint): void;
  /** Time passes only when every process waits for it, and then at once: for repeatable runs. */
  virtualTime?: boolean;
  /** Loop iterations and calls that a process may make before others have their turn. */
  slice?: number;
  /** A process has ended; its memory is as it has left it. */
  onEnd(task: Task): void;
  /** The process's memory is kept when it has ended. */
  keepsMemory?: boolean;
}

/** Exports by which a program begins, in order; of the last two it has one. */
const PHASES = [START_EXPORT, '_start', '_initialize'];
const MS = 1e6;

export class Scheduler {
  readonly processor: Processor;
  readonly limit: TimeLimit;
  /** All that have ever lived and are not reaped, by pid. */
  readonly tasks = new Map<number, Task>();
  running: Task | undefined;
  /** Makes a child of a process that is not running. @returns its pid, or a negated error number */
  onFork: (parent: Task) => number = () => {
    throw new Error('nobody forks');
  };
  /** Gives a process that is not running another program. @throws MemoryRefused when there is no room for it */
  onExec: (task: Task, next: NextProgram) => void = () => {
    throw new Error('nobody calls exec');
  };
  /** The program in a file, if it is one. */
  programIn: (file: ProgramFile) => PagedProgram | undefined = () => undefined;
  readonly #options: SchedulerOptions;
  readonly #slice: number;
  #queue: Task[] = [];
  /** Of the running process's slice, what is left behind its fuel. */
  #left = 0;
  #nextPid = FIRST_PID;
  /** Milliseconds that have passed, where time is virtual. */
  #passed = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#slice = options.slice ?? USUAL_SLICE;
    this.processor = new Processor(options.system);
    const { timeout } = options;
    this.limit = new TimeLimit(options.now, timeout, () => {
      throw new ProgramEnded({ how: 'timeout', seconds: timeout! });
    });
  }

  newPid(): number {
    return this.#nextPid++;
  }

  add(task: Task): void {
    this.tasks.set(task.pid, task);
    this.#queue.push(task);
  }

  get living(): number {
    return this.#queue.length;
  }

  childrenOf(parent: Task): Task[] {
    return [...this.tasks.values()].filter((task) => task.parent === parent);
  }

  /** Until all have ended. */
  run(): void {
    this.limit.begin();
    try {
      while (this.#queue.length > 0) {
        const now = this.#now();
        const next = this.#queue.find((task) => task.isReady(now));
        if (next !== undefined) this.#turn(next);
        else this.#idle();
      }
    } catch (error) {
      if (!(error instanceof ProgramEnded)) throw error;
      for (const task of [...this.#queue]) this.end(task, error.ending);
    } finally {
      this.processor.end();
    }
  }

  /** Whether anybody else could run now. */
  #othersReady(): boolean {
    if (this.#queue.length < 2) return false;
    const now = this.#now();
    return this.#queue.some((task) => task !== this.running && task.isReady(now));
  }

  // ------------------------------------------------------------------ what running code calls

  /** An import that may give up the turn. @param refuse what it gives where it cannot */
  suspendable(task: Task, call: (...args: never[]) => number, refuse: (errno: number) => number) {
    const { processor } = this;
    return (...args: never[]): number => {
      const isResumed = processor.state === REWINDING;
      if (isResumed) processor.state = RUNNING;
      if (isResumed && !task.isForking && this.#isInterrupted(task)) {
        task.wakes = false;
        task.code.signals.endSuspension();
        return refuse(ERRNO.intr);
      }
      try {
        const result = call(...args);
        // Also where it found what it waited for before it asked whether it had waited.
        task.wakes = false;
        return result;
      } catch (error) {
        if (!(error instanceof MustWait)) throw error;
        if (!this.#canSwitch(task)) {
          task.code.signals.endSuspension();
          return this.#waitInPlace(task, error, refuse);
        }
        if (error.waiting === 'fork') this.#forking = task.isForking = true;
        else task.waiting = error.waiting;
        processor.state = UNWINDING;
        return 0;
      }
    };
  }

  /** A call must wait where the stack cannot be set aside. */
  #waitInPlace(task: Task, { waiting, errno }: MustWait, refuse: (errno: number) => number): number {
    // Others may yet do what it waits for; but not while a handler of its signals runs.
    if (task.program.isSuspendable || waiting === 'fork') return refuse(errno);
    if (waiting.until !== undefined) {
      task.wakes = false;
      this.#pass(this.#nanosecondsTo(waiting.until));
      return refuse(0);
    }
    const message = `it waits ${waiting.what}, and no other process is there that could end that`;
    return this.kill(task, { how: 'signal', signal: 'SIGKILL', message, stack: callStack(task.process, AT_CALL) });
  }

  /** In so many milliseconds, by the run's clock; never, if negative. */
  later(milliseconds: number): number | undefined {
    return milliseconds < 0 ? undefined : this.#now() + milliseconds;
  }

  /** The import by which code gives others their turn: always when `offers`, else when its slice is over. */
  yielding(task: Task, offers: boolean): () => number {
    const { processor } = this;
    return () => {
      if (processor.state === REWINDING) {
        processor.state = RUNNING;
        this.deliver(task);
        return 0;
      }
      if (!offers) this.limit.look();
      this.deliver(task);
      if (!offers && this.#left > 0) this.#refill(task, this.#left);
      else if (this.#canSwitch(task) && this.#othersReady()) processor.state = UNWINDING;
      else if (!offers) this.#refill(task, this.#slice);
      return 0;
    };
  }

  /** The process sleeps; others run meanwhile, and its alarm may wake it. */
  sleep(task: Task, nanoseconds: bigint): void {
    if (task.wakes) return;
    const isAlone = this.#queue.length < 2 && task.alarmAt === Infinity;
    if (isAlone || !this.#canSwitch(task)) {
      this.#pass(nanoseconds);
      return;
    }
    task.wakes = true;
    const until = this.#now() + Number(nanoseconds) / MS;
    throw new MustWait({ what: 'for some time to pass', isOver: () => false, until, endsBySignal: true }, 0);
  }

  /** The process waits for something that others may do, or for time to pass; undefined: for ever. */
  sleepUntil(task: Task, isOver: () => boolean, nanoseconds: bigint | undefined): void {
    if (task.wakes || isOver()) return;
    task.wakes = true;
    const until = nanoseconds === undefined ? undefined : this.#now() + Number(nanoseconds) / MS;
    throw new MustWait({ what: 'for a pipe', isOver, until, endsBySignal: true }, ERRNO.again);
  }

  /** Memory is used up: some process must end, which may be the one that needs it. @param site of the access */
  outOfMemory(task: Task, site: CodeOffset): void {
    const alive = this.#queue;
    const { victim, explanation } = chooseVictim(
      alive.map(({ pid, name, process }) => ({ pid, name, space: process.space })),
    );
    const chosen = alive.find(({ pid }) => pid === victim?.pid) ?? task;
    const stack = chosen === task ? callStack(task.process, site) : [];
    this.kill(chosen, { how: 'signal', signal: 'SIGKILL', message: explanation, stack });
  }

  /** Sends a signal: the process handles it, ignores it, or ends by it. */
  signal(target: Task, number: number, origin: SignalOrigin): void {
    this.#send(target, number, origin);
    if (target === this.running) this.deliver(target);
  }

  #send(target: Task, number: number, origin: SignalOrigin): void {
    const { signals } = target.code;
    const isKill = number === SIGNAL_NUMBERS.SIGKILL;
    const isWanted = signals.handlers.has(number) && !signals.ignored.has(number);
    if (!isKill && (isWanted || signals.isBlocked(number))) signals.send(number, origin);
    else this.#unhandled(target, number, origin);
  }

  /** A signal for which the process has no handler. */
  #unhandled(target: Task, number: number, { why }: SignalOrigin): void {
    const name = signalName(number)!;
    if (HARMLESS.has(name) || (name !== 'SIGKILL' && target.code.signals.ignored.has(number))) return;
    const stack = target === this.running ? callStack(target.process, AT_CALL) : [];
    if (target === this.running && name === 'SIGABRT') target.code.checked?.aborted(why);
    this.kill(target, { how: 'signal', signal: name, message: why, stack });
  }

  /** SIGALRM will come. @param seconds 0: none. @returns seconds that were left of the one before */
  alarm(task: Task, seconds: number): number {
    const now = this.#now();
    const left = task.alarmAt === Infinity ? 0 : Math.max(1, Math.ceil((task.alarmAt - now) / 1000));
    task.alarmAt = seconds === 0 ? Infinity : now + seconds * 1000;
    return left;
  }

  /** Ends a process, which may be the running one: then this does not return. */
  kill(task: Task, ending: PagedEnding): number {
    if (task !== this.running) {
      this.end(task, ending);
      return 0;
    }
    task.process.leaving = true;
    throw new ProgramEnded(ending);
  }

  /** Signals that were sent to the running process, as far as they are not blocked. */
  deliver(task: Task): { delivered: boolean; restarts: boolean } {
    if (task.alarmAt <= this.#now()) {
      task.alarmAt = Infinity;
      this.#send(task, SIGNAL_NUMBERS.SIGALRM!, { why: 'the time of alarm() is up', code: SI_KERNEL, pid: 0 });
    }
    return task.code.signals.deliverSent((number, origin) => this.#unhandled(task, number, origin));
  }

  /** Whether the call that comes again ends here, by a signal. */
  #isInterrupted(task: Task): boolean {
    const { waited } = task;
    task.waited = undefined;
    const { delivered, restarts } = this.deliver(task);
    return delivered && waited !== undefined && (!restarts || waited.endsBySignal === true) && !waited.isOver();
  }

  // ------------------------------------------------------------------ turns

  #forking = false;

  #canSwitch(task: Task): boolean {
    return task.program.isSuspendable && !this.processor.isHeld && !task.code.signals.isHandling;
  }

  #turn(task: Task): void {
    const { processor } = this;
    task.waited = task.waiting;
    task.waiting = undefined;
    task.turns++;
    this.running = task;
    processor.take(task.process, task.context);
    const moved = task.code.checked?.take() ?? 0;
    this.#refill(task, this.#options.slice ?? Math.max(USUAL_SLICE, Math.floor(moved / BYTES_OF_STEP)));
    if (task.hasBegun) processor.state = REWINDING;
    task.hasBegun = true;
    const began = this.#options.now();
    let ending: PagedEnding | undefined;
    let next: NextProgram | undefined;
    try {
      ending = this.#call(task);
    } catch (error) {
      if (error instanceof ProgramReplaced) next = error.next;
      const isTooDeep = processor.state !== RUNNING && error instanceof WebAssembly.RuntimeError;
      processor.state = RUNNING;
      if (next === undefined)
        ending = isTooDeep ? TOO_DEEP : endingOf(error, task.code.calls, task.process, task.code.checked?.checks);
    }
    task.milliseconds += this.#options.now() - began;
    task.context = processor.giveUp();
    this.running = undefined;
    if (next !== undefined) ending = this.#exec(task, next);
    if (ending !== undefined) {
      if (ending.how === 'timeout') throw new ProgramEnded(ending);
      this.end(task, ending);
    } else if (this.#forking) {
      this.#forking = false;
      task.forked = this.onFork(task);
    } else {
      this.#queue = [...this.#queue.filter((other) => other !== task), task];
    }
  }

  /** @returns how the process has ended by it, if it has */
  #exec(task: Task, next: NextProgram): PagedEnding | undefined {
    try {
      task.onEnd?.();
      this.onExec(task, next);
      return undefined;
    } catch (error) {
      if (!(error instanceof MemoryRefused)) throw error;
      const message = `there is no room for ${next.name}, which it was to go on with: ${error.message}`;
      return { how: 'signal', signal: 'SIGKILL', message, stack: [] };
    }
  }

  /** @returns how the program has ended, or undefined when its stack has been set aside */
  #call(task: Task): PagedEnding | undefined {
    const { processor } = this;
    const exports = task.code.instances[0]!.exports as Record<string, (() => void) | undefined>;
    for (; task.phase < PHASES.length; task.phase++) {
      const isReactor = PHASES[task.phase] === '_initialize';
      if (isReactor && exports._start !== undefined) continue;
      exports[PHASES[task.phase]!]?.();
      if (processor.state === RUNNING) continue;
      processor.state = RUNNING;
      return undefined;
    }
    return { how: 'exit', status: 0 };
  }

  /** Nobody can run. */
  #idle(): void {
    const until = Math.min(...this.#queue.map(({ waiting, alarmAt }) => Math.min(alarmAt, waiting?.until ?? Infinity)));
    if (until === Infinity) {
      const all = this.#queue.map(({ pid, waiting }) => `process ${pid} waits ${waiting!.what}`).join('; ');
      for (const task of [...this.#queue]) {
        const message = `every process waits for another, and none can go on: ${all}`;
        this.end(task, { how: 'signal', signal: 'SIGKILL', message, stack: [] });
      }
      return;
    }
    this.#pass(this.#nanosecondsTo(until));
  }

  #now(): number {
    return this.#options.virtualTime ? this.#passed : this.#options.now();
  }

  /** Nobody runs for some time. */
  #pass(nanoseconds: bigint): void {
    if (this.#options.virtualTime) this.#passed += Number(nanoseconds) / MS;
    else this.limit.wait(nanoseconds, this.#options.sleep);
  }

  #nanosecondsTo(until: number): bigint {
    return BigInt(Math.ceil(Math.max(0, until - this.#now()) * MS));
  }

  /** Of a process that is not the processor's. */
  end(task: Task, ending: PagedEnding): void {
    task.ending = ending;
    task.waiting = undefined;
    this.#queue = this.#queue.filter((other) => other !== task);
    task.onEnd?.();
    task.code.calls.end();
    this.#options.onEnd(task);
    task.code.checked?.end();
    if (!this.#options.keepsMemory) task.process.space.destroy();
    task.context = undefined;
    for (const child of this.childrenOf(task)) {
      child.parent = undefined;
      if (child.hasEnded) this.reap(child);
    }
    const { parent } = task;
    if (parent === undefined || parent.code.signals.forgetsChildren(SIGNAL_NUMBERS.SIGCHLD!)) this.reap(task);
    if (parent !== undefined) this.signal(parent, SIGNAL_NUMBERS.SIGCHLD!, childEnded(task.pid, ending));
  }

  reap(task: Task): void {
    task.isReaped = true;
    this.tasks.delete(task.pid);
  }

  // ------------------------------------------------------------------ fuel

  /** The running process has had faults, which take from its slice. */
  charge({ process }: Task, minor: number, major: number): void {
    const all = process.fuel + this.#left;
    const rest = major > 0 ? 1 : Math.max(1, all - minor * SLICE_OF_FAULT);
    process.fuel = Math.min(process.fuel, rest);
    this.#left = rest - process.fuel;
  }

  #refill(task: Task, slice: number): void {
    const fuel = this.#options.timeout === undefined ? slice : Math.min(slice, this.limit.fuel);
    this.#left = slice - fuel;
    task.process.fuel = fuel;
  }
}

function childEnded(pid: number, ending: PagedEnding): SignalOrigin {
  const why = 'a child has ended';
  if (ending.how === 'exit') return { why, code: CLD_EXITED, pid, status: ending.status & 0xff };
  const signal = ending.how === 'signal' ? SIGNAL_NUMBERS[ending.signal] : undefined;
  return { why, code: CLD_KILLED, pid, status: signal ?? SIGNAL_NUMBERS.SIGKILL! };
}

const TOO_DEEP: PagedEnding = {
  how: 'signal',
  signal: 'SIGSEGV',
  message: 'its calls are nested too deeply to be interrupted there',
  stack: [],
};
/** Signals that do nothing to a program that does not ask for them. */
const HARMLESS: ReadonlySet<string> = new Set(['SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH']);
/** Of the first process. */
const FIRST_PID = 42;
