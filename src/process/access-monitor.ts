/**
 * The host's side of the checks: generated code and host calls come here when bytes are not what they should be. Turns
 * misses into findings and decides whether the program can go on.
 *
 * An access to memory that the program has but should not touch is reported and goes on. An access to memory that does
 * not exist, or a write to read-only data, ends the program, as the hardware would.
 */
import type { Address, Bytes } from '../base/ids.js';
import type { Place } from '../events/findings.js';
import { RANGE_ROLES } from '../instrument/runtime/host-imports.js';
import { ProgramStopped } from './endings.js';
import type { FindingSink } from './finding-sink.js';
import { readsTooFar } from './library-flaws.js';
import type { Machine } from './machine.js';
import type { WriteLog } from './write-log.js';

export interface AddressBits {
  isAddressable(address: Address): boolean;
  /** First byte of the range that is not addressable, or -1. */
  firstUnaddressable(address: Address, size: Bytes): number;
}

export interface MonitorParts {
  machine: Machine;
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

export class AccessMonitor {
  readonly #parts: MonitorParts;

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
    if (first < 0) return true;
    const bad = mapped ? this.#badSize(address, first, address + size) : address + size - first;
    this.#emit(first, bad, write, via, false);
    return mapped;
  }

  #range(address: Address, size: Bytes, write: boolean, via: string): void {
    const { bits } = this.#parts;
    if (!this.#isSound(address, size, write)) {
      const first = this.#firstBad(address, size, write);
      this.#emit(first, address + size - first, write, via, true);
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
    const { sink, findPlace, machine, writes } = this.#parts;
    const access = {
      kind: write ? 'InvalidWrite' : 'InvalidRead',
      stack: sink.currentStack(),
      address,
      size,
      via,
    } as const;
    if (write && address + size > machine.image.heapStart) writes.add(address, size, access.stack);
    // To say what an address belongs to costs a thousand times as much as to count.
    if (!fatal && sink.countAgain(access)) return;
    sink.report({ ...access, place: findPlace(address), fatal: fatal || undefined });
    if (!fatal) return;
    this.#parts.machine.leaving = true;
    throw new ProgramStopped({ how: 'stopped', signal: 'SIGSEGV' });
  }

  /** There is memory, and it may be written if it is to be. */
  #isSound(address: Address, size: Bytes, write: boolean): boolean {
    return this.#parts.machine.isMapped(address, size) && !(write && this.#isReadOnly(address, size));
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
