/**
 * The system calls about processes that C programs reach through <unistd.h> and <sys/wait.h> (languages/clang/paged-source.ts).
 * Each gives a result of 0 or more, or the negated number of an error.
 */
import type { Address } from '../../base/ids.js';
import { MemoryRefused } from '../../memory/vm/contract.js';
import type { HostFiles } from '../host.js';
import type { OpenedFile, SystemCalls } from '../system-calls.js';
import { ERRNO } from '../wasi/abi.js';
import { errnoOf, WasiError } from '../wasi/errors.js';
import { ProgramReplaced, type PagedEnding } from './ending.js';
import type { PagedProgram } from './paged-program.js';
import type { Pipes } from './pipes.js';
import type { Scheduler } from './scheduler.js';
import { SIGNAL_NUMBERS, signalName } from '../../base/signal-numbers.js';
import { SI_TKILL, SI_USER } from './signals.js';
import type { Task } from './task.js';
import { MustWait } from './waiting.js';

export interface LifecycleContext {
  task: Task;
  scheduler: Scheduler;
  pipes: Pipes;
  calls: SystemCalls;
  /** Of the process, its pipes and maps included. */
  files: HostFiles;
  /** Where the program begins (ProgramStart). */
  directory: string;
}

const SENT_TO_ITSELF = 'the program has sent it to itself';
const WNOHANG = 1;
/** Of sigprocmask. */
const SIG_BLOCK = 0;
const SIG_UNBLOCK = 1;
const SIG_SETMASK = 2;
/** Of argv and environ each, and of a word of theirs in bytes. */
const MOST_WORDS = 100_000;
const LONGEST_WORD = 131_072;
/** An orphan's parent. */
const INIT = 1;

export function lifecycleCalls({ task, scheduler, pipes, calls, files, directory }: LifecycleContext) {
  const all: Record<string, (...args: number[]) => number> = {
    fork: () => {
      if (task.isForking) {
        task.isForking = false;
        return task.forked;
      }
      throw new MustWait('fork', ERRNO.nosys);
    },
    exec: (fd, name, words, environment, directory) => {
      const file = fd < 0 ? undefined : calls.fileAt!(fd);
      if (file !== undefined && file.kind !== 'file') return -ERRNO.acces;
      const program = file === undefined ? task.program : programAt(file, files, scheduler);
      if (program === undefined) return -ERRNO.noexec;
      const start = {
        ...{ args: textsAt(task, words >>> 0), env: textsAt(task, environment >>> 0) },
        directory: textAt(task, directory >>> 0),
      };
      const next = { program, name: file === undefined ? task.name : textAt(task, name >>> 0), start };
      task.process.leaving = true;
      throw new ProgramReplaced(next);
    },
    directory: (at, size) => {
      const bytes = new TextEncoder().encode(`${directory}\0`);
      if (bytes.length > size) return -ERRNO.range;
      return task.process.write(at >>> 0, bytes) ? bytes.length - 1 : -ERRNO.fault;
    },
    closes: (fd, on) => (calls.closesOnExec!(fd, on < 0 ? undefined : on !== 0) ? 1 : 0),
    waitpid: (pid, status, options) => {
      const children = scheduler.childrenOf(task).filter((child) => pid <= 0 || child.pid === pid);
      if (children.length === 0) return -ERRNO.child;
      const ended = children.find((child) => child.hasEnded);
      if (ended === undefined) {
        if (options & WNOHANG) return 0;
        const isOver = (): boolean => children.some((child) => child.hasEnded);
        throw new MustWait({ what: pid > 0 ? `for child ${pid} to end` : 'for a child to end', isOver }, ERRNO.nosys);
      }
      if (status !== 0) {
        const word = new Uint8Array(Int32Array.of(statusWord(ended.ending!)).buffer);
        if (!task.process.write(status >>> 0, word)) return -ERRNO.fault;
      }
      countChild(task, ended);
      scheduler.reap(ended);
      return ended.pid;
    },
    getpid: () => task.pid,
    getppid: () => task.parent?.pid ?? INIT,
    kill: (pid, signal) => {
      if (signal !== 0 && signalName(signal) === undefined) return -ERRNO.inval;
      // Every process is of the same group; kill(-1) spares the one that calls.
      const targets = [...scheduler.tasks.values()].filter((target) =>
        pid > 0 ? target.pid === pid : pid === 0 || target !== task,
      );
      if (targets.length === 0) return -ERRNO.srch;
      for (const target of targets) {
        if (signal === 0 || target.hasEnded) continue;
        const why = target === task ? SENT_TO_ITSELF : `process ${task.pid} has sent it`;
        scheduler.signal(target, signal, { why, code: SI_USER, pid: task.pid });
      }
      return 0;
    },
    raise: (signal) => {
      if (signalName(signal) === undefined) return signal === 0 ? 0 : -ERRNO.inval;
      scheduler.signal(task, signal, { why: SENT_TO_ITSELF, code: SI_TKILL, pid: task.pid });
      return 0;
    },
    sigaltstack: (start, size) => {
      const { signals } = task.code;
      if (size >= 0) signals.useStack(start >>> 0, size);
      return signals.isOnAlternate ? 1 : 0;
    },
    pause: () => {
      throw new MustWait({ what: 'for a signal', isOver: () => false, endsBySignal: true }, ERRNO.nosys);
    },
    sigmask: (how, set) => {
      const { signals } = task.code;
      const before = signals.blocked;
      if (how === SIG_BLOCK) signals.block(before | set);
      else if (how === SIG_UNBLOCK) signals.block(before & ~set);
      else if (how === SIG_SETMASK) signals.block(set);
      else if (how >= 0) return -ERRNO.inval;
      scheduler.deliver(task);
      return before;
    },
    sigpending: () => task.code.signals.pending,
    sigsuspend: (set) => {
      const { signals } = task.code;
      signals.suspend(set);
      if (scheduler.deliver(task).delivered) {
        signals.endSuspension();
        return -ERRNO.intr;
      }
      throw new MustWait({ what: 'for a signal', isOver: () => false, endsBySignal: true }, ERRNO.nosys);
    },
    sigwait: (set) => {
      const { signals } = task.code;
      const isOver = (): boolean => (signals.pending & set) !== 0;
      if (!isOver()) throw new MustWait({ what: 'for a signal that it has blocked', isOver }, ERRNO.again);
      return signals.take(set);
    },
    alarm: (seconds) => scheduler.alarm(task, seconds >>> 0),
    await: (address, value, milliseconds) => {
      const isOver = (): boolean => wordAt(task, address >>> 0) !== value;
      if (task.wakes || isOver()) return 0;
      task.wakes = true;
      throw new MustWait(
        { what: 'for a lock or semaphore', isOver, until: scheduler.later(milliseconds) },
        ERRNO.again,
      );
    },
    pipe: (ends) => {
      const { reading, writing } = pipes.open();
      const fds = [calls.addStream!(reading, 'read'), calls.addStream!(writing, 'write')];
      const words = new Uint8Array(Int32Array.from(fds).buffer);
      return task.process.write(ends >>> 0, words) ? 0 : -ERRNO.fault;
    },
    dup: (fd, to) => calls.duplicate!(fd, to < 0 ? undefined : to),
  };
  return Object.fromEntries(Object.entries(all).map(([name, call]) => [name, refusable(call)]));
}

/** A word of the program's; undefined where it is in no frame now, so that who wants it must ask for it. */
function wordAt({ process }: Task, address: Address): number | undefined {
  const at = process.space.translate(address)?.memoryAddress;
  return at === undefined ? undefined : new DataView(process.system.buffer).getInt32(at, true);
}

function programAt({ handle, path }: OpenedFile, files: HostFiles, scheduler: Scheduler): PagedProgram | undefined {
  if (handle === undefined || path === undefined) return undefined;
  const bytes = new Uint8Array(Number(files.status(handle).size));
  for (let done = 0; done < bytes.length; ) {
    const read = files.read(handle, bytes.subarray(done), done);
    if (read === 0) break;
    done += read;
  }
  return scheduler.programIn({ path, bytes });
}

/** The strings of a null-terminated array of pointers. @throws E2BIG, EFAULT */
function textsAt(task: Task, array: Address): string[] {
  const texts: string[] = [];
  for (let at = array; at !== 0 && texts.length <= MOST_WORDS; at += 4) {
    const text = word(task, at);
    if (text === 0) return texts;
    texts.push(textAt(task, text));
  }
  if (array === 0) return texts;
  throw new WasiError(ERRNO.toobig);
}

/** @throws E2BIG, EFAULT */
function textAt(task: Task, address: Address): string {
  const bytes: number[] = [];
  const byte = new Uint8Array(1);
  for (let at = address; bytes.length <= LONGEST_WORD; at++) {
    if (!task.process.read(at, byte)) throw new WasiError(ERRNO.fault);
    if (byte[0] === 0) return new TextDecoder().decode(Uint8Array.from(bytes));
    bytes.push(byte[0]!);
  }
  throw new WasiError(ERRNO.toobig);
}

function word({ process }: Task, address: Address): number {
  const bytes = new Uint8Array(4);
  if (!process.read(address, bytes)) throw new WasiError(ERRNO.fault);
  return new DataView(bytes.buffer).getUint32(0, true);
}

/** As waitpid's macros read it. */
function statusWord(ending: PagedEnding): number {
  if (ending.how === 'exit') return (ending.status & 0xff) << 8;
  return (ending.how === 'signal' ? SIGNAL_NUMBERS[ending.signal] : undefined) ?? SIGNAL_NUMBERS.SIGKILL!;
}

/** What a child has used is its parent's to ask for once it was waited for. */
function countChild({ ofChildren }: Task, { used, ofChildren: theirs }: Task): void {
  ofChildren.minorFaults += used.minorFaults + theirs.minorFaults;
  ofChildren.majorFaults += used.majorFaults + theirs.majorFaults;
  ofChildren.peakResident = Math.max(ofChildren.peakResident, used.peakResident, theirs.peakResident);
}

function refusable(call: (...args: number[]) => number): (...args: number[]) => number {
  return (...args) => {
    try {
      return call(...args);
    } catch (error) {
      if (error instanceof MemoryRefused) return -ERRNO.nomem;
      const errno = errnoOf(error);
      if (errno === undefined) throw error;
      return -errno;
    }
  };
}
