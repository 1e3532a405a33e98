/**
 * Handlers of signals that the program has installed with sigaction, and how they are called: for its own wrong accesses
 * (SIGSEGV, SIGBUS), and for what processes send each other, or the system them.
 *
 * A handler runs on the program's own stack, below whatever a leaf function may be using there, and in the middle of the
 * access that faulted. When it returns the access is tried again; it may also leave by longjmp. A signal whose handler is
 * running already ends the program, unless the handler was installed with SA_NODEFER. What is sent waits until the process
 * is at a place where it may be interrupted, and until a handler of the same signal has returned.
 */
import type { Address } from '../../base/ids.js';
import { Fault, type FaultCode } from '../../memory/vm/contract.js';
import type { SignalledFault, PagedProcess } from './paged-process.js';

export const SIGNALS = { SIGBUS: 7, SIGSEGV: 11 } as const;
export type MemorySignal = keyof typeof SIGNALS;

/** Of sa_flags, as the headers have them. */
const SA_SIGINFO = 4;
const SA_RESTART = 0x1000_0000;
const SA_NODEFER = 0x4000_0000;
const SA_RESETHAND = 0x8000_0000;

/** What sigaction has installed. */
export interface Handler {
  /** Index in the table of functions. */
  function: number;
  flags: number;
}

/** What the engine gives of a running program. */
export interface SignalInstance {
  table: WebAssembly.Table | undefined;
  stackPointer: { value: number } | undefined;
}

/** Bytes below the stack pointer that leaf functions may use. */
const RED_ZONE = 128;
/** Of siginfo_t as the headers have it: si_signo, si_errno, si_code, si_addr. */
const SIGINFO_SIZE = 16;

export function signalOfFault(code: FaultCode): MemorySignal {
  return code === Fault.beyondEnd || code === Fault.ioError || code === Fault.outOfMemory ? 'SIGBUS' : 'SIGSEGV';
}

/** SEGV_MAPERR, SEGV_ACCERR, BUS_ADRERR. */
function reasonCode(code: FaultCode): number {
  if (code === Fault.unmapped || code === Fault.nullPage) return 1;
  return code === Fault.protection || code === Fault.guard ? 2 : 2;
}

export class Signals {
  readonly handlers = new Map<number, Handler>();
  /** Signals that the program does not want to hear of. */
  readonly ignored = new Set<number>();
  /** Sent, and not delivered yet. */
  readonly #pending = new Set<number>();
  instance: SignalInstance = { table: undefined, stackPointer: undefined };
  delivered = 0;
  readonly #process: PagedProcess;
  readonly #running = new Set<number>();

  constructor(process: PagedProcess) {
    this.#process = process;
  }

  /** Handlers run, called by the host: the stack cannot be set aside. */
  get isHandling(): boolean {
    return this.#running.size > 0;
  }

  /** After fork: the same handlers. */
  inherit({ handlers, ignored }: Signals): void {
    for (const [number, handler] of handlers) this.handlers.set(number, handler);
    for (const number of ignored) this.ignored.add(number);
  }

  /** A signal for which there is a handler is sent. */
  send(number: number): void {
    this.#pending.add(number);
  }

  /** Something that was sent can be delivered. */
  get areWaiting(): boolean {
    for (const number of this.#pending) if (!this.#running.has(number)) return true;
    return false;
  }

  /** Delivers what was sent. @returns whether the system call that the process is in ends by it, as far as it can be restarted */
  deliverSent(): { delivered: boolean; restarts: boolean } {
    let delivered = false;
    let restarts = true;
    for (const number of [...this.#pending]) {
      if (this.#running.has(number)) continue;
      this.#pending.delete(number);
      const handler = this.handlers.get(number);
      if (handler === undefined) continue;
      restarts &&= (handler.flags & SA_RESTART) !== 0;
      delivered = this.#call(number, handler, 0, 0) || delivered;
    }
    return { delivered, restarts };
  }

  /** @returns false when the program has nothing to say about it */
  deliver(fault: SignalledFault): boolean {
    const number = SIGNALS[signalOfFault(fault.code)];
    const handler = this.handlers.get(number);
    if (handler === undefined) return false;
    if (this.#running.has(number) && (handler.flags & SA_NODEFER) === 0) return false;
    return this.#call(number, handler, reasonCode(fault.code), fault.address);
  }

  #call(number: number, handler: Handler, reason: number, address: Address): boolean {
    const { table, stackPointer } = this.instance;
    if (table === undefined || stackPointer === undefined) return false;
    const call = functionAt(table, handler.function);
    if (call === undefined) return false;
    const before = stackPointer.value;
    const info = ((before >>> 0) - RED_ZONE - SIGINFO_SIZE) & ~15;
    // No room for a handler on the stack: as natively without an alternate one.
    if (!this.#writeInfo(info, number, reason, address)) return false;
    if ((handler.flags & SA_RESETHAND) !== 0) this.handlers.delete(number);
    this.delivered++;
    this.#running.add(number);
    stackPointer.value = info;
    try {
      if ((handler.flags & SA_SIGINFO) !== 0) call(number, info, 0);
      else call(number);
      stackPointer.value = before;
    } finally {
      // Also by longjmp, as sigsetjmp and siglongjmp give back what was not blocked.
      this.#running.delete(number);
    }
    return true;
  }

  #writeInfo(at: Address, number: number, reason: number, address: Address): boolean {
    const words = Int32Array.of(number, 0, reason, address | 0);
    return this.#process.space.write(at, new Uint8Array(words.buffer)) === undefined;
  }
}

function functionAt(table: WebAssembly.Table, index: number): ((...args: number[]) => void) | undefined {
  try {
    return (table.get(index) as ((...args: number[]) => void) | null) ?? undefined;
  } catch {
    return undefined;
  }
}
