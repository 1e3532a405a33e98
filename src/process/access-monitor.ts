/**
 * The host's side of the checks: generated code and host calls come here when bytes are not what they should be. Turns
 * misses into findings and decides whether the program can go on.
 *
 * An access to memory that the program has but should not touch is reported and goes on. An access to memory that does
 * not exist, or a write to read-only data, ends the program, as the hardware would.
 *
 * Where there is such hardware (paged memory), it is asked: the access is made, and faults. A handler of the program's may
 * then map the page, and nothing was wrong; only when the fault ends the program it is told what it has done (`refused`).
 */
import type { Address, Bytes, StackId } from '../base/ids.js';
import type { Place } from '../events/findings.js';
import { RANGE_ROLES } from '../instrument/runtime/host-imports.js';
import { ProgramStopped } from './endings.js';
import type { FindingSink } from './finding-sink.js';
import { readsTooFar } from './library-flaws.js';
import type { CheckedMachine } from './checks.js';
import type { WriteLog } from './write-log.js';

export interface AddressBits {
  isAddressable(address: Address): boolean;
  /** First byte of the range that is not addressable, or -1. */
  firstUnaddressable(address: Address, size: Bytes): number;
}

export interface FaultingProcessor {
  /** Accesses a byte for the program. Returns when that can be done, after a handler of the program's if need be. */
  touch(address: Address, write: boolean): void;
}

export interface MonitorParts {
  machine: CheckedMachine;
  /** Where the processor stops accesses to memory that there is not. */
  processor: FaultingProcessor | undefined;
  bits: AddressBits;
  findPlace(address: Address): Place;
  sink: FindingSink;
  /** Where invalid writes to the heap are noted. */
  writes: WriteLog;
  /** True when the code that runs has no line information and may read whole words past the end of a string. */
  innermostIsLibrary(): boolean;
  /** Name of the function that runs. */
  innermostFunction(): string;
}

/** An access that the processor is going to refuse. */
interface Doomed {
  address: Address;
  size: Bytes;
  write: boolean;
  via: string | undefined;
  stack: StackId;
}

export class AccessMonitor {
  readonly #parts: MonitorParts;
  #doomed: Doomed | undefined;

  constructor(parts: MonitorParts) {
    this.#parts = parts;
  }

  /** A single load or store whose bytes are not all addressable, or a store to read-only data. */
  miss(address: Address, size: Bytes, write: boolean): void {
    if (!write && this.#isWordRead(address, size)) return;
    this.#report(address, size, write, undefined);
  }

  /** The same for a range; `role` indexes RANGE_ROLES. */
  missRange(address: Address, size: Bytes, role: number): void {
    const { operation, argument, write } = RANGE_ROLES[role];
    this.#range(address, size, write, `${operation}(${argument})`);
  }

  /**
   * The host is about to read or write for the program. False when there is no such memory: the call answers EFAULT, and
   * the finding is not fatal, for the system call fails instead of the program.
   */
  hostAccess(address: Address, size: Bytes, write: boolean, via: string): boolean {
    if (size === 0) return true;
    const { bits } = this.#parts;
    const mapped = this.#isSound(address, size, write);
    const first = mapped ? bits.firstUnaddressable(address, size) : this.#firstBad(address, size, write);
    // The program's own memory, which it has forbidden itself to touch: an error of the call, and none of memory.
    if (first < 0 || first === Infinity) return mapped;
    const bad = mapped ? this.#badSize(address, first, address + size) : address + size - first;
    this.#emit(first, bad, write, via, false);
    return mapped;
  }

  #range(address: Address, size: Bytes, write: boolean, via: string): void {
    const { bits } = this.#parts;
    if (!this.#isSound(address, size, write)) {
      const first = this.#firstBad(address, size, write);
      if (first === Infinity) return;
      this.#emit(first, address + size - first, write, via, true);
      // Whoever only looks for the end of a string is not going to touch it.
      this.#parts.processor?.touch(first, write);
      return;
    }
    const first = bits.firstUnaddressable(address, size);
    if (first < 0 || (!write && this.#isLibraryFlaw())) return;
    this.#emit(first, this.#badSize(address, first, address + size), write, via, false);
  }

  #report(address: Address, size: Bytes, write: boolean, via: string | undefined): void {
    this.#emit(address, size, write, via, !this.#isSound(address, size, write));
  }

  #emit(address: Address, size: Bytes, write: boolean, via: string | undefined, fatal: boolean): void {
    const { sink, machine, processor } = this.#parts;
    const stack = sink.currentStack();
    // Read-only data may share a page with what can be written: then no processor refuses.
    if (fatal && processor && !machine.isMapped(address, 1, write)) this.#doomed = { address, size, write, via, stack };
    else {
      this.#tell({ address, size, write, via, stack }, fatal);
      if (!fatal) return;
      machine.leaving = true;
      throw new ProgramStopped({ how: 'stopped', signal: 'SIGSEGV' });
    }
  }

  #tell({ address, size, write, via, stack }: Doomed, fatal: boolean): void {
    const { sink, findPlace, machine, writes } = this.#parts;
    const access = { kind: write ? 'InvalidWrite' : 'InvalidRead', stack, address, size, via } as const;
    if (write && address + size > machine.image.heapStart) writes.add(address, size, access.stack);
    // To say what an address belongs to costs a thousand times as much as to count.
    if (!fatal && sink.countAgain(access)) return;
    sink.report({ ...access, place: findPlace(address), fatal: fatal || undefined });
  }

  /**
   * The processor has refused an access, and the program does not get over it. Nothing is said when the checks have nothing
   * against it: then the memory is the program's, and only protected.
   * @param fatal the program ends by it, and not because it has decided so itself
   */
  refused(address: Address, fatal: boolean): void {
    const doomed = this.#doomed;
    if (doomed === undefined || address < doomed.address || address >= doomed.address + doomed.size) return;
    this.#tell(doomed, fatal);
  }

  /** There is memory, and it may be written if it is to be. */
  #isSound(address: Address, size: Bytes, write: boolean): boolean {
    return this.#parts.machine.isMapped(address, size, write) && !(write && this.#isReadOnly(address, size));
  }

  #isReadOnly(address: Address, size: Bytes): boolean {
    const { readOnly } = this.#parts.machine.image;
    return readOnly !== undefined && address < readOnly.end && address + size > readOnly.start;
  }

  /** Of a range that is not sound: where what lies before the memory that is missing or read-only becomes wrong. */
  #firstBad(address: Address, size: Bytes, write: boolean): Address {
    const { bits, machine } = this.#parts;
    const first = bits.firstUnaddressable(address, size);
    const readOnly = write && this.#isReadOnly(address, size) ? machine.image.readOnly!.start : Infinity;
    return Math.min(first < 0 ? Infinity : first, Math.max(address, readOnly));
  }

  /**
   * How much of a range is wrong from its first unaddressable byte on. A range that begins well has run over the end of
   * what it began in, and the rest of it is wrong whatever lies there; else the run of unaddressable bytes.
   */
  #badSize(start: Address, first: Address, end: Address): Bytes {
    if (first > start) return end - first;
    let at = first;
    while (at < end && !this.#parts.bits.isAddressable(at)) at++;
    return at - first;
  }

  #isLibraryFlaw(): boolean {
    const { innermostIsLibrary, innermostFunction } = this.#parts;
    return innermostIsLibrary() && readsTooFar(innermostFunction());
  }

  /**
   * Optimised string code reads aligned words of which only the first bytes are the string's. Where it could not be
   * replaced (names stripped), such a read is no error; memcheck calls this --partial-loads-ok.
   */
  #isWordRead(address: Address, size: Bytes): boolean {
    return (
      (size === 4 || size === 8) &&
      address % size === 0 &&
      this.#parts.bits.isAddressable(address) &&
      this.#parts.innermostIsLibrary()
    );
  }
}
