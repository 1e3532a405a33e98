/**
 * A process on paged memory: its address space, its break, its faults, and the pages that its allocator gets.
 *
 * Invariants
 * 1. [heapStart, break rounded up to a page) is mapped as the heap, but for what the program itself has mapped there.
 * 2. The cell `pages` always says what memory.size would: the break rounded up to 64 KiB.
 * 3. `pageFault` returns only when the access can be made.
 */
import { alignUp, type Address, type Bytes, type CodeOffset } from '../../base/ids.js';
import { AT_CALL } from '../../instrument/instrument.js';
import { BEYOND_LEVEL_1 } from '../../instrument/translate/translation.js';
import type { PageSource } from '../../memory/alloc/contract.js';
import { AddressSpace } from '../../memory/vm/address-space.js';
import { Fault, MemoryRefused, PAGE, PAGE_SHIFT, READ, WRITE, type FaultCode } from '../../memory/vm/contract.js';
import type { SwitchedTable } from '../../memory/vm/switched-table.js';
import type { GuestMemory } from '../guest-memory.js';
import type { ProgramImage } from '../image.js';
import { ProgramCells } from '../program-cells.js';
import { ADDRESS_LIMIT, type Slot } from './layout.js';
import { loadImage, type ImageFile } from './load-image.js';
import type { MomentFinder } from './moments.js';
import { PageAccounts } from './page-accounts.js';
import type { PagedSystem } from './paged-system.js';

const WASM_PAGE = 65536;

/** A fault that no page can answer: the program gets a signal. */
export interface SignalledFault {
  code: FaultCode;
  address: Address;
  write: boolean;
  /** Of the access, in the original module; AT_CALL in the allocator or a system call. */
  site: CodeOffset;
}

export interface ProcessParts {
  system: PagedSystem;
  space: AddressSpace;
  slot: Slot;
  flat: SwitchedTable;
  image: ProgramImage;
  /** Every reference to a page is seen. */
  observed: boolean;
  /** The policy can do without hearing of every reference. */
  settles: boolean;
}

export class PagedProcess extends ProgramCells implements PageSource {
  readonly pageSize: Bytes = WASM_PAGE;
  /** What a program does to its heap, it does: outside of its own pages nothing can be reached. */
  readonly untrusted = false;
  readonly system: PagedSystem;
  readonly space: AddressSpace;
  readonly slot: Slot;
  readonly flat: SwitchedTable;
  readonly observed: boolean;
  readonly settles: boolean;
  readonly image: ProgramImage;
  readonly accounts = new PageAccounts();
  /** What setrlimit has set: the hard limits by number, and the most processes (RLIMIT_NPROC). */
  readonly hardLimits = new Map<number, number | undefined>();
  mostProcesses: number | undefined;
  /** Told of a fault that is a signal. Returns when the access is to be tried again. */
  onSignal: (fault: SignalledFault) => void = () => {
    throw new Error('nobody takes signals');
  };
  /** The same before the access, which is made next in any case. */
  onForeseen: (fault: SignalledFault, size: Bytes) => void = () => {};
  /** Accesses until the process's last turn was over, where they are seen. */
  accesses = 0;
  /** Memory is full. Returns when some has become free. @param site of the access */
  onFull: (site: CodeOffset) => void = () => {
    throw new Error('nobody makes room');
  };
  /** Told of what faults were answered by one access. */
  onFaults: (minor: number, major: number) => void = () => {};
  /** Looks for the moment of a picture. */
  moments: MomentFinder | undefined;
  /** Told of every reference to a page, in order; the page of one before is left out. */
  onReference: ((page: number, write: boolean) => void) | undefined;
  readonly #maxPages: number;
  #heapStart: Address = 0;
  #break: Address = 0;

  constructor(
    { system, space, slot, flat, image, observed, settles }: ProcessParts,
    pages: { max?: number | undefined },
  ) {
    super(system.buffer, slot.cells, slot.cellsBase, slot.cellsSize);
    this.system = system;
    this.space = space;
    this.slot = slot;
    this.flat = flat;
    this.observed = observed;
    this.settles = settles;
    this.image = image;
    this.#maxPages = pages.max ?? Infinity;
    this.setWord(slot.observed.nextAt, slot.observed.ringAt);
    this.setWord(slot.observed.lastAt, -1);
  }

  /** @param least bytes that the module declares to have at its start. @throws MemoryRefused */
  load(file: ImageFile, least: Bytes, lowest: Address): void {
    this.#heapStart = loadImage(this.space, this.image, file, lowest);
    this.#break = this.image.heapStart;
    if (least > this.#break && this.sbrk(least - this.#break) === -1)
      throw new MemoryRefused('ENOMEM', 'there is not enough memory for the program to start');
    this.#publishPages();
  }

  /** After fork: the same places and limits as the parent. */
  inherit(parent: PagedProcess): void {
    this.keepLimits(parent);
    this.#heapStart = parent.#heapStart;
    this.#break = parent.#break;
  }

  /** What setrlimit has set for another one holds for this one, too. */
  keepLimits(other: PagedProcess): void {
    for (const [resource, limit] of other.hardLimits) this.hardLimits.set(resource, limit);
    this.mostProcesses = other.mostProcesses;
    Object.assign(this.space.limits, other.space.limits);
    this.space.limitStack(other.space.limits.stack);
  }

  /** What the module declares as most, in pages of 64 KiB. */
  get mostPages(): number {
    return this.#maxPages;
  }

  get break(): Address {
    return this.#break;
  }

  get heapStart(): Address {
    return this.image.heapStart;
  }

  sbrk(delta: number): Address | -1 {
    const old = this.#break;
    const next = old + delta;
    if (next > ADDRESS_LIMIT || next < this.image.heapStart) return -1;
    if (delta < 0) this.beforeRelease();
    const [mapped, wanted] = [this.#pageEnd(old), this.#pageEnd(next)];
    try {
      if (wanted > mapped) this.space.map({ address: mapped, length: wanted - mapped, fixed: 'keep', name: '[heap]' });
      else if (wanted < mapped) this.space.unmap(wanted, mapped - wanted);
    } catch (error) {
      if (error instanceof MemoryRefused) return -1;
      throw error;
    }
    this.#break = next;
    this.#publishPages();
    return old;
  }

  map(size: Bytes): Address | -1 {
    try {
      return this.space.map({ length: size });
    } catch (error) {
      if (error instanceof MemoryRefused) return -1;
      throw error;
    }
  }

  unmap(address: Address, size: Bytes): void {
    this.beforeRelease();
    this.space.unmap(address, size);
  }

  /** Pages may be about to go: what was touched of them is told before. */
  beforeRelease(): void {
    this.pagesTouched();
    this.moments?.beforeRelease(this);
  }

  /** memory.grow: old size in pages, or -1. */
  grow(pages: number): number {
    const old = Math.ceil(this.#break / WASM_PAGE);
    if (old + pages > this.#maxPages) return -1;
    return this.sbrk((old + pages) * WASM_PAGE - this.#break) === -1 ? -1 : old;
  }

  /** The import of translated code. @param frame memory address of its call-stack entry; 0 for none */
  pageFault(address: Address, write: boolean, site: CodeOffset, frame: Address): void {
    const { space } = this;
    if (frame !== 0) this.callStackTop = frame;
    this.#observeBefore(address, write);
    this.onReference?.(address >>> PAGE_SHIFT, write);
    this.moments?.beforeFault(this);
    const { minorFaults, majorFaults } = space;
    const reached = space.reach(address, write ? WRITE : READ);
    const minor = space.minorFaults - minorFaults;
    const major = space.majorFaults - majorFaults;
    if (minor !== 0 || major !== 0) {
      this.accounts.count(this.#charged(site), minor, major);
      this.onFaults(minor, major);
      this.moments?.afterFault(this);
    }
    if (reached >= 0) this.#open(address, reached, write);
    else this.onSignal({ code: (-1 - reached) as FaultCode, address, write, site });
  }

  /** The import of code that makes the access next: of one that ends in a signal the program hears now. */
  foreseen(address: Address, size: Bytes, write: boolean, site: CodeOffset, frame: Address): void {
    const lastPage = Math.floor((address + size - 1) / PAGE) * PAGE;
    for (const at of lastPage > address ? [address, lastPage] : [address]) {
      const code = this.space.forbids(at, write ? WRITE : READ);
      if (code === undefined) continue;
      if (frame !== 0) this.callStackTop = frame;
      this.onForeseen({ code, address: at, write, site }, size);
      return;
    }
  }

  /** The import of translated code: all references so far are told to whoever counts them, if anybody does. */
  pagesTouched(): void {
    if (!this.observed) return;
    const { ringAt, nextAt } = this.slot.observed;
    const words = new Uint32Array(this.system.buffer, ringAt, (this.word(nextAt) - ringAt) >> 2);
    this.setWord(nextAt, ringAt);
    this.#tell(words);
  }

  /** What led to a fault comes before it; the fault itself tells of its own page. */
  #observeBefore(address: Address, write: boolean): void {
    if (!this.observed) return;
    const { ringAt, nextAt } = this.slot.observed;
    const next = this.word(nextAt);
    const key = ((address >>> PAGE_SHIFT) << 1) | (write ? 1 : 0);
    if (next > ringAt && this.word(next - 4) === key >>> 0) this.setWord(nextAt, next - 4);
    this.pagesTouched();
  }

  #tell(words: Uint32Array): void {
    const { space, flat, settles, onReference } = this;
    const { tlb } = space.entries;
    for (let at = 0; at < words.length; at++) {
      const word = words[at]!;
      const page = (word & ~BEYOND_LEVEL_1) >>> 1;
      if (word >= BEYOND_LEVEL_1) {
        tlb!.accessLevel2(space.id, page);
        continue;
      }
      const isWrite = (word & 1) !== 0;
      onReference?.(page, isWrite);
      // What the policy has settled it need not hear of again.
      if (settles && flat.isFilled(page, isWrite)) tlb?.access(space.id, page);
      else space.reach(page * PAGE, isWrite ? WRITE : READ);
    }
  }

  /** Only the model of a TLB asks for references to pages that the table has. */
  get onlyTlbListens(): boolean {
    return this.settles && this.onReference === undefined && this.space.entries.tlb !== undefined;
  }

  /**
   * Where every reference is seen anyway, or the policy wants to hear of this page again, the table is not filled by
   * `reach`; but the access that waits must go through.
   */
  #open(address: Address, reached: Address, write: boolean): void {
    const page = address >>> PAGE_SHIFT;
    if (!this.flat.isFilled(page, write)) this.flat.fill(page, reached - (address % PAGE), write);
  }

  /** Where a fault is counted: at the access, or for the allocator's at the call. */
  #charged(site: CodeOffset): CodeOffset {
    return site === AT_CALL ? this.callStackWords[this.callStackEnd - 1]! : site;
  }

  /** The program's memory as system calls see it. */
  guest(): GuestMemory {
    return {
      buffer: this.system.buffer,
      access: (address, size, write) => this.isMapped(address, size, write),
      copies: {
        read: (address, into) => {
          this.#copied(address, into.length, false);
          return this.read(address, into);
        },
        write: (address, from) => {
          this.#copied(address, from.length, true);
          return this.write(address, from);
        },
      },
    };
  }

  /** Copies bytes out, for a system call. @returns whether all could be */
  read(address: Address, into: Uint8Array): boolean {
    return this.#copy(() => this.space.read(address, into));
  }

  /** Copies bytes in. @returns whether all could be */
  write(address: Address, from: Uint8Array): boolean {
    return this.#copy(() => this.space.write(address, from));
  }

  #copy(copy: () => FaultCode | undefined): boolean {
    for (;;) {
      const fault = copy();
      if (fault !== Fault.outOfMemory) return fault === undefined;
      this.onFull(AT_CALL);
    }
  }

  /** The host copies bytes for the program. */
  #copied(address: Address, size: Bytes, write: boolean): void {
    if (!this.observed) return;
    this.pagesTouched();
    if (this.onReference === undefined || size === 0) return;
    for (let page = address >>> PAGE_SHIFT; page * PAGE < address + size; page++) this.onReference(page, write);
  }

  /** Areas cover the range and allow the access. */
  isMapped(address: Address, size: Bytes, write = false): boolean {
    if (size === 0) return true;
    const { areas } = this.space;
    if (!areas.covers(address, address + size)) return false;
    const needed = write ? WRITE : READ;
    return areas
      .overlapping(address, address + size)
      .every(({ protection }) => (write ? (protection & needed) !== 0 : protection !== 0));
  }

  /** The C library's errno, where the program has one. */
  setErrno(value: number): void {
    const { errno } = this.image;
    if (errno !== undefined) this.write(errno, new Uint8Array(Uint32Array.of(value).buffer));
  }

  #pageEnd(address: Address): Address {
    return Math.max(this.#heapStart, alignUp(address, PAGE));
  }

  #publishPages(): void {
    this.setWord(this.cells.pages, Math.ceil(this.#break / WASM_PAGE));
  }
}
