/**
 * Handlers of signals that the program has installed with sigaction, and how they are called: for its own wrong accesses
 * (SIGSEGV, SIGBUS), and for what processes send each other, or the system them.
 *
 * A handler runs on the program's own stack, below whatever a leaf function may be using there, and in the middle of the
 * access that faulted. When it returns the access is tried again; it may also leave by longjmp. While it runs its own signal is
 * blocked (unless it was installed with SA_NODEFER), and those of its sa_mask. What is sent waits until the process is at a
 * place where it may be interrupted, and while it is blocked; a wrong access that is blocked ends the program.
 */
import type { Address, Bytes } from '../../base/ids.js';
import { Fault, type FaultCode } from '../../memory/vm/contract.js';
import type { AddressMarks } from '../layout-imports.js';
import type { SignalledFault, PagedProcess } from './paged-process.js';

export const SIGNALS = { SIGBUS: 7, SIGSEGV: 11 } as const;
export type MemorySignal = keyof typeof SIGNALS;

/** Of sa_flags, as the headers have them. */
const SA_NOCLDWAIT = 2;
const SA_SIGINFO = 4;
const SA_ONSTACK = 0x0800_0000;
const SA_RESTART = 0x1000_0000;
const SA_NODEFER = 0x4000_0000;
const SA_RESETHAND = 0x8000_0000;

/** What sigaction has installed. */
export interface Handler {
  /** Index in the table of functions. */
  function: number;
  flags: number;
  /** Signals that are blocked besides its own while it runs. */
  mask: SignalSet;
}

/** A bit for each signal, that of number 1 lowest. */
type SignalSet = number;
const setOf = (number: number): SignalSet => 1 << (number - 1);

/** What the engine gives of a running program. */
export interface SignalInstance {
  table: WebAssembly.Table | undefined;
  stackPointer: { value: number } | undefined;
}

/** SIGKILL. */
const UNBLOCKABLE: SignalSet = setOf(9);

/** Bytes below the stack pointer that leaf functions may use. */
const RED_ZONE = 128;
/** Of siginfo_t as the headers have it: si_signo, si_errno, si_code, and si_addr or si_pid, si_uid, si_status. */
const SIGINFO_SIZE = 24;

/** Values of si_code: SEGV_ACCERR, FPE_INTDIV or ILL_ILLOPC, and for what is no fault. */
export const SEGV_ACCERR = 2;
export const BY_INSTRUCTION = 1;
export const SI_USER = 0;
export const SI_KERNEL = 0x80;
export const SI_TKILL = -6;
export const CLD_EXITED = 1;
export const CLD_KILLED = 2;

/** Where a signal comes from that was sent. */
export interface SignalOrigin {
  /** For people. */
  why: string;
  /** si_code. */
  code: number;
  /** si_pid; 0 where no process has sent it. */
  pid: number;
  /** si_status of a child that has ended. */
  status?: number;
}

/** si_uid: there is one user. */
const USER = 1000;

export function signalOfFault(code: FaultCode): MemorySignal {
  return code === Fault.beyondEnd || code === Fault.ioError ? 'SIGBUS' : 'SIGSEGV';
}

/** SEGV_MAPERR, or SEGV_ACCERR, whose number BUS_ADRERR has too. */
function reasonCode(code: FaultCode): number {
  if (code === Fault.unmapped || code === Fault.nullPage) return 1;
  return SEGV_ACCERR;
}

export class Signals {
  readonly handlers = new Map<number, Handler>();
  /** Signals that the program does not want to hear of. */
  readonly ignored = new Set<number>();
  /** Sent, and not delivered yet. */
  readonly #pending = new Map<number, SignalOrigin>();
  /** sigaltstack. */
  #alternate: { start: Address; end: Address } | undefined;
  #blocked: SignalSet = 0;
  /** What is blocked again when the process has waited for a signal. */
  #suspended: SignalSet | undefined;
  instance: SignalInstance = { table: undefined, stackPointer: undefined };
  /** Where the program is checked: which bytes it may touch. */
  marks: AddressMarks | undefined;
  delivered = 0;
  readonly #process: PagedProcess;
  /** Handlers that run. */
  #running = 0;

  constructor(process: PagedProcess) {
    this.#process = process;
  }

  /** Handlers run, called by the host: the stack cannot be set aside. */
  get isHandling(): boolean {
    return this.#running > 0;
  }

  get blocked(): SignalSet {
    return this.#blocked;
  }

  block(set: SignalSet): void {
    this.#blocked = set & ~UNBLOCKABLE;
  }

  isBlocked(number: number): boolean {
    return (this.#blocked & setOf(number)) !== 0;
  }

  /** Blocks another set until the process has waited for a signal; again, when the call is made again. */
  suspend(set: SignalSet): void {
    this.#suspended ??= this.#blocked;
    this.block(set);
  }

  endSuspension(): void {
    if (this.#suspended !== undefined) this.#blocked = this.#suspended;
    this.#suspended = undefined;
  }

  /** After fork: the same handlers, and the same set of blocked signals. */
  inherit(parent: Signals): void {
    const { handlers, ignored, blocked } = parent;
    this.#alternate = parent.#alternate;
    for (const [number, handler] of handlers) this.handlers.set(number, handler);
    for (const number of ignored) this.ignored.add(number);
    this.#blocked = blocked;
  }

  /** After exec: what was ignored or blocked still is, and what waits still waits. */
  survive(before: Signals): void {
    for (const number of before.ignored) this.ignored.add(number);
    for (const [number, origin] of before.#pending) this.#pending.set(number, origin);
    this.#blocked = before.#suspended ?? before.#blocked;
  }

  /** A signal is sent that has a handler or is blocked. */
  send(number: number, origin: SignalOrigin): void {
    if (!this.#pending.has(number)) this.#pending.set(number, origin);
  }

  /** The program does not want to hear of it, nor of one that waits. */
  ignore(number: number): void {
    this.ignored.add(number);
    this.#pending.delete(number);
  }

  /** The program neither handles nor ignores it. */
  reset(number: number): void {
    this.handlers.delete(number);
    this.ignored.delete(number);
  }

  /** Children that end leave nothing to wait for. @param number SIGCHLD */
  forgetsChildren(number: number): boolean {
    return this.ignored.has(number) || ((this.handlers.get(number)?.flags ?? 0) & SA_NOCLDWAIT) !== 0;
  }

  /** Where handlers with SA_ONSTACK run from now on; on the usual stack for a size of 0. */
  useStack(start: Address, size: Bytes): void {
    this.#alternate = size === 0 ? undefined : { start, end: start + size };
  }

  /** A handler runs on the stack that is only for handlers. */
  get isOnAlternate(): boolean {
    const pointer = (this.instance.stackPointer?.value ?? 0) >>> 0;
    const alternate = this.#alternate;
    return alternate !== undefined && pointer > alternate.start && pointer <= alternate.end;
  }

  /** What was sent and not delivered. */
  get pending(): SignalSet {
    let set = 0;
    for (const number of this.#pending.keys()) set |= setOf(number);
    return set;
  }

  /** Takes back the first signal of the set that was sent. @returns its number */
  take(set: SignalSet): number {
    const [first] = [...this.#pending.keys()].filter((number) => (set & setOf(number)) !== 0).sort((a, b) => a - b);
    this.#pending.delete(first!);
    return first!;
  }

  /** Something that was sent can be delivered. */
  get areWaiting(): boolean {
    return this.#next() !== undefined;
  }

  /**
   * Delivers what was sent. `unhandled` is called for what has no handler.
   * @returns whether the system call that the process is in ends by it, as far as it can be restarted
   */
  deliverSent(unhandled: (number: number, origin: SignalOrigin) => void): { delivered: boolean; restarts: boolean } {
    let delivered = false;
    let restarts = true;
    // A handler that returns may let in what was sent meanwhile.
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const [number, origin] = next;
      this.#pending.delete(number);
      const handler = this.handlers.get(number);
      if (handler === undefined) {
        unhandled(number, origin);
        continue;
      }
      restarts &&= (handler.flags & SA_RESTART) !== 0;
      delivered = this.#call(number, handler, originWords(origin)) || delivered;
    }
    return { delivered, restarts };
  }

  /** The first of those that were sent and are not blocked. */
  #next(): [number: number, origin: SignalOrigin] | undefined {
    return [...this.#pending].find(([number]) => !this.isBlocked(number));
  }

  /** @returns false when the program has nothing to say about it */
  deliver(fault: SignalledFault): boolean {
    return this.deliverNow(SIGNALS[signalOfFault(fault.code)], reasonCode(fault.code), fault.address);
  }

  /**
   * What the program's own instruction has caused.
   * @param address si_addr; 0 where it is of code, which has none
   * @returns false when the program has nothing to say about it; true when its handler has returned
   */
  deliverNow(number: number, reason: number, address: Address = 0): boolean {
    return this.handles(number) && this.#call(number, this.handlers.get(number)!, [reason, address]);
  }

  handles(number: number): boolean {
    return this.handlers.has(number) && !this.isBlocked(number);
  }

  /** A handler of SIGSEGV can run though the stack is used up. */
  get handlesOverflow(): boolean {
    const flags = this.handlers.get(SIGNALS.SIGSEGV)?.flags ?? 0;
    return (flags & SA_ONSTACK) !== 0 && this.#alternate !== undefined && !this.isOnAlternate;
  }

  /** @param details what siginfo_t says behind si_errno */
  #call(number: number, handler: Handler, details: readonly number[]): boolean {
    const { table, stackPointer } = this.instance;
    if (table === undefined || stackPointer === undefined) return false;
    const call = functionAt(table, handler.function);
    if (call === undefined) return false;
    const before = stackPointer.value;
    const alternate = (handler.flags & SA_ONSTACK) !== 0 && !this.isOnAlternate ? this.#alternate : undefined;
    const top = alternate?.end ?? (before >>> 0) - RED_ZONE;
    const info = (top - SIGINFO_SIZE) & ~15;
    // No room for a handler on the stack: as natively without an alternate one.
    if (!this.#writeInfo(info, number, details)) return false;
    this.marks?.markAddressable(info, SIGINFO_SIZE);
    if ((handler.flags & SA_RESETHAND) !== 0) this.handlers.delete(number);
    this.delivered++;
    this.#running++;
    const blocked = this.#blocked;
    this.block(blocked | handler.mask | ((handler.flags & SA_NODEFER) === 0 ? setOf(number) : 0));
    stackPointer.value = info;
    try {
      if ((handler.flags & SA_SIGINFO) !== 0) call(number, info, 0);
      else call(number);
      stackPointer.value = before;
    } finally {
      // Also by longjmp, as sigsetjmp and siglongjmp give back what was not blocked.
      this.#blocked = blocked;
      this.#running--;
      // Frames that have ended are nobody's on a stack; what was given for one is the program's again.
      if (alternate === undefined) this.marks?.markUnaddressable(info, SIGINFO_SIZE);
      else this.marks?.markAddressable(alternate.start, alternate.end - alternate.start);
    }
    return true;
  }

  #writeInfo(at: Address, number: number, details: readonly number[]): boolean {
    const words = new Int32Array(SIGINFO_SIZE / 4);
    words.set([number, 0, ...details]);
    return this.#process.write(at, new Uint8Array(words.buffer));
  }
}

function originWords({ code, pid, status = 0 }: SignalOrigin): number[] {
  return [code, pid, pid === 0 ? 0 : USER, status];
}

function functionAt(table: WebAssembly.Table, index: number): ((...args: number[]) => void) | undefined {
  try {
    return (table.get(index) as ((...args: number[]) => void) | null) ?? undefined;
  } catch {
    return undefined;
  }
}
