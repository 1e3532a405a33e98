/**
 * The memory of one process: areas, the page table that is filled as pages are touched, and the faults that do it.
 *
 * Invariants
 * 1. Every entry of the page table lies in an area.
 * 2. An entry is writable only if its area may be written, and then its frame is the area's object's (shared), or
 *    anonymous and mapped here alone (private).
 * 3. What the flat table says, the page table says too (flat-table.ts).
 *
 * Costs: an access through `reach` a few loads, one more search for an area where it faults; map, unmap, protect and fork
 * the entries that they change.
 */
import type { Address, Bytes } from '../../base/ids.js';
import { AreaList, type Area } from './area.js';
import {
  ADDRESS_END,
  EXECUTE,
  Fault,
  isHandled,
  isMajor,
  MemoryRefused,
  NONE,
  PAGE,
  READ,
  WRITE,
  type Access,
  type FaultCode,
} from './contract.js';
import { ACCESSED, DIRTY, frameOf, HIDDEN, holdsFrame, NO_EXECUTE, PRESENT, USER, WRITABLE } from './entry.js';
import type { FlatTable } from './flat-table.js';
import { NO_FRAME } from './frame-allocator.js';
import { NO_SLOT, PageTable } from './page-table.js';
import type { PagedObject } from './paged-object.js';
import { ANONYMOUS, TABLE, ZERO_FRAME, type PhysicalMemory, type TableOwner } from './physical-memory.js';

export interface MapRequest {
  /** Where; by default anywhere. Without `fixed` a wish. */
  address?: Address;
  length: Bytes;
  /** READ, WRITE, EXECUTE added up; by default READ and WRITE. */
  protection?: number;
  /** What is mapped; by default zeros. */
  object?: PagedObject;
  /** Where in the object; a multiple of a page. */
  offset?: Bytes;
  shared?: boolean;
  /** 'replace': at `address`, whatever was there goes. 'keep': at `address`, or not at all (MAP_FIXED_NOREPLACE). */
  fixed?: 'replace' | 'keep';
  name?: string;
  isGuard?: boolean;
}

export interface SpaceOptions {
  /** Generated code's table. */
  flat?: FlatTable;
  /** Where maps without an address go, downwards from `mapsEnd`. */
  mapsStart?: Address;
  mapsEnd?: Address;
  /** Nothing may be mapped below. */
  lowest?: Address;
}

/** What the page table says of an address, without changing anything. */
export interface Translation {
  memoryAddress: Address;
  frame: number;
  writable: boolean;
  accessed: boolean;
  dirty: boolean;
}

export class AddressSpace implements TableOwner {
  readonly id: number;
  readonly physical: PhysicalMemory;
  readonly areas = new AreaList();
  readonly table: PageTable;
  flat: FlatTable | undefined;
  readonly mapsStart: Address;
  readonly mapsEnd: Address;
  readonly lowest: Address;
  minorFaults = 0;
  majorFaults = 0;
  /** Pages that are mapped to frames, the zero page left out. */
  resident = 0;
  peakResident = 0;
  readonly #obtainTable = () => this.physical.obtain(TABLE);

  /** @throws MemoryRefused if there is no frame for the page table's root */
  constructor(physical: PhysicalMemory, options: SpaceOptions = {}) {
    this.id = physical.newSpaceId();
    this.physical = physical;
    this.flat = options.flat;
    this.lowest = options.lowest ?? 0x10000;
    this.mapsStart = options.mapsStart ?? this.lowest;
    this.mapsEnd = options.mapsEnd ?? 2 ** 47;
    const root = physical.obtain(TABLE);
    if (root === NO_FRAME) throw new MemoryRefused('ENOMEM', 'no frame is left for a page table');
    this.table = new PageTable(physical, this, root);
  }

  /** @returns where it was mapped. @throws MemoryRefused */
  map(request: MapRequest): Address {
    const { length, object, offset = 0, isGuard = false, shared = false, name = object?.name ?? '' } = request;
    if (!(length >= 1) || length > ADDRESS_END) throw new MemoryRefused('EINVAL', `a map of ${length} bytes`);
    if (offset % PAGE !== 0 || offset < 0)
      throw new MemoryRefused('EINVAL', `offset ${offset} in ${name} is not at a page's start`);
    const size = Math.ceil(length / PAGE) * PAGE;
    const start = this.#placeFor(size, request);
    const end = start + size;
    if (request.fixed === 'replace') this.unmap(start, size);
    object?.attach();
    this.areas.insert({
      start,
      end,
      protection: isGuard ? NONE : (request.protection ?? READ | WRITE),
      shared,
      object,
      offset,
      name,
      isGuard,
      accounted: false,
      locked: false,
      hasCopies: false,
      minorFaults: 0,
      majorFaults: 0,
    });
    this.areas.merge(start, end);
    return start;
  }

  /** Whatever is mapped there goes; nothing need be. */
  unmap(address: Address, length: Bytes): void {
    const [start, end] = this.#range(address, length);
    const gone = this.areas.isolate(start, end);
    if (gone.length === 0) return;
    this.#dropPages(start, end);
    this.table.prune(start / PAGE, end / PAGE);
    this.areas.remove(gone);
    for (const area of gone) area.object?.detach();
  }

  /** @throws MemoryRefused if not all of it is mapped */
  protect(address: Address, length: Bytes, protection: number): void {
    const [start, end] = this.#range(address, length);
    if (!this.areas.covers(start, end)) throw new MemoryRefused('ENOMEM', 'not all of the range is mapped');
    for (const area of this.areas.isolate(start, end)) {
      area.protection = protection;
      area.isGuard = false;
      this.#reprotect(area);
    }
    this.areas.merge(start, end);
  }

  /** What the page table says of an address; undefined where there is no page. Changes nothing. */
  translate(address: Address): Translation | undefined {
    const slot = this.table.find(Math.floor(address / PAGE));
    const low = slot === NO_SLOT ? 0 : this.physical.words[2 * slot]!;
    if ((low & PRESENT) === 0) return undefined;
    const frame = frameOf(low);
    return {
      memoryAddress: this.physical.addressOf(frame) + (address % PAGE),
      frame,
      writable: (low & WRITABLE) !== 0,
      accessed: (low & ACCESSED) !== 0,
      dirty: (low & DIRTY) !== 0,
    };
  }

  /**
   * One access, as the processor makes it: walks the page table, handles a fault, sets the accessed bit (a write the dirty
   * bit as well) and fills the flat table.
   * @returns the memory address, good until the next call on any address space of this memory; or -1 - code of a fault that
   *   the program must get
   */
  reach(address: Address, access: Access): Address {
    const { words } = this.physical;
    const page = Math.floor(address / PAGE);
    let slot = this.table.find(page);
    if (slot === NO_SLOT || !permits(words[2 * slot]!, words[2 * slot + 1]!, access)) {
      const code = this.fault(address, access);
      if (!isHandled(code)) return -1 - code;
      slot = this.table.find(page);
    }
    const low = words[2 * slot]! | (access === WRITE ? ACCESSED | DIRTY : ACCESSED);
    words[2 * slot] = low;
    const frameAddress = this.physical.addressOf(frameOf(low));
    this.flat?.fill(page, frameAddress, (low & (WRITABLE | DIRTY)) === (WRITABLE | DIRTY));
    return frameAddress + (address - page * PAGE);
  }

  /** Makes an access possible that the page table does not allow, if the area does. */
  fault(address: Address, access: Access): FaultCode {
    const area = this.areas.find(address);
    if (area === undefined) return address >= 0 && address < this.lowest ? Fault.nullPage : Fault.unmapped;
    if (area.isGuard) return Fault.guard;
    if (!allows(area.protection, access)) return Fault.protection;
    const code = this.#bringIn(area, Math.floor(address / PAGE), access);
    if (isMajor(code)) {
      area.majorFaults++;
      this.majorFaults++;
    } else if (isHandled(code) && code !== Fault.present) {
      area.minorFaults++;
      this.minorFaults++;
    }
    return code;
  }

  /** Copies bytes out. @returns undefined, or the fault that stopped it */
  read(address: Address, into: Uint8Array): FaultCode | undefined {
    const { bytes, base } = this.physical;
    return this.spans(address, into.length, READ, (at, done, length) => {
      into.set(bytes.subarray(at - base, at - base + length), done);
    });
  }

  /** Copies bytes in. @returns undefined, or the fault that stopped it; what lies before is written */
  write(address: Address, from: Uint8Array): FaultCode | undefined {
    const { bytes, base } = this.physical;
    return this.spans(address, from.length, WRITE, (at, done, length) => {
      bytes.set(from.subarray(done, done + length), at - base);
    });
  }

  /**
   * The pieces of a range in the WebAssembly.Memory, page by page, each made accessible just before it is visited: what a
   * host's buffer needs. A visitor that goes on to another page must be done with the one before.
   * @param visit memory address, bytes before it in the range, bytes
   * @returns undefined, or the fault that stopped it
   */
  spans(
    address: Address,
    length: Bytes,
    access: Access,
    visit: (at: Address, done: Bytes, length: Bytes) => void,
  ): FaultCode | undefined {
    for (let done = 0; done < length; ) {
      const at = this.reach(address + done, access);
      if (at < 0) return (-1 - at) as FaultCode;
      const part = Math.min(length - done, PAGE - ((address + done) % PAGE));
      visit(at, done, part);
      done += part;
    }
    return undefined;
  }

  /** A copy of all, whose pages are shared until one of the two writes. @throws MemoryRefused */
  fork(options: { flat?: FlatTable } = {}): AddressSpace {
    const { mapsStart, mapsEnd, lowest } = this;
    const child = new AddressSpace(this.physical, { mapsStart, mapsEnd, lowest, ...options });
    try {
      for (const area of this.areas.all) this.#copyArea(area, child);
    } catch (error) {
      child.destroy();
      throw error;
    }
    return child;
  }

  /** Everything goes; the address space is not used again. */
  destroy(): void {
    this.unmap(0, ADDRESS_END);
    this.table.release();
  }

  // A fault has everything it needs in hand before it changes anything, so that reclaim, which may take any page, can only
  // come in between: with a frame in hand it looks at the entry again.
  #bringIn(area: Area, page: number, access: Access): FaultCode {
    const { physical, table } = this;
    const slot = table.ensure(page, this.#obtainTable);
    if (slot === NO_SLOT) return Fault.outOfMemory;
    const low = physical.words[2 * slot]!;
    if (low !== 0) {
      const isCopied = access === WRITE && (low & WRITABLE) === 0;
      return isCopied ? this.#copyOnWrite(area, slot, low) : Fault.present;
    }
    if (area.object !== undefined) return this.#fromObject(area, area.object, slot, page, access);
    if (access !== WRITE) {
      this.#enter(slot, ZERO_FRAME, area, false);
      return Fault.zero;
    }
    const frame = physical.obtain(ANONYMOUS);
    if (frame === NO_FRAME) return Fault.outOfMemory;
    physical.clear(frame);
    this.#enter(slot, frame, area, true);
    return Fault.zero;
  }

  #copyOnWrite(area: Area, slot: number, low: number): FaultCode {
    const { physical } = this;
    const shared = frameOf(low);
    if (area.shared || (physical.kind[shared] === ANONYMOUS && physical.mapped[shared] === 1)) {
      physical.words[2 * slot] = low | WRITABLE;
      return Fault.copy;
    }
    const frame = physical.obtain(ANONYMOUS);
    if (frame === NO_FRAME) return Fault.outOfMemory;
    physical.copy(shared, frame);
    this.#leave(slot, low);
    this.#enter(slot, frame, area, true);
    area.hasCopies = true;
    return Fault.copy;
  }

  #fromObject(area: Area, object: PagedObject, slot: number, page: number, access: Access): FaultCode {
    const { physical } = this;
    const index = (area.offset + page * PAGE - area.start) / PAGE;
    if (index >= object.pageCount) return Fault.beyondEnd;
    let frame = object.resident(index);
    const isMinor = frame !== NO_FRAME || object.file === undefined;
    if (frame === NO_FRAME) {
      frame = physical.obtain(ANONYMOUS);
      if (frame === NO_FRAME) return Fault.outOfMemory;
      try {
        object.load(index, frame);
      } catch {
        physical.release(frame);
        return Fault.ioError;
      }
    }
    this.#enter(slot, frame, area, area.shared);
    if (access === WRITE && !area.shared) {
      const code = this.#copyOnWrite(area, slot, physical.words[2 * slot]!);
      if (!isHandled(code)) return code;
    }
    return isMinor ? Fault.cached : Fault.file;
  }

  /** An entry that was 0 leads to a frame from now on. */
  #enter(slot: number, frame: number, area: Area, writable: boolean): void {
    const { physical } = this;
    const bits = PRESENT | USER | (writable && (area.protection & WRITE) !== 0 ? WRITABLE : 0);
    physical.words[2 * slot] = (frame << 12) | bits;
    physical.words[2 * slot + 1] = (area.protection & EXECUTE) === 0 ? NO_EXECUTE : 0;
    physical.tableEntries[slot >>> 9]!++;
    physical.mapped[frame]!++;
    if (frame === ZERO_FRAME) return;
    physical.reverse.add(frame, slot);
    if (++this.resident > this.peakResident) this.peakResident = this.resident;
  }

  /** An entry that leads to a frame is 0 from now on; a frame that nothing needs any more is free. */
  #leave(slot: number, low: number): void {
    const { physical } = this;
    const frame = frameOf(low);
    physical.words[2 * slot] = 0;
    physical.words[2 * slot + 1] = 0;
    physical.tableEntries[slot >>> 9]!--;
    physical.mapped[frame]!--;
    this.flat?.clear(physical.pageOfSlot(slot));
    if (frame === ZERO_FRAME) return;
    physical.reverse.remove(frame, slot);
    this.resident--;
    if ((low & DIRTY) !== 0) physical.dirty[frame] = 1;
    if (physical.kind[frame] === ANONYMOUS && physical.mapped[frame] === 0) physical.release(frame);
  }

  #dropPages(start: Address, end: Address): void {
    this.table.each(start / PAGE, end / PAGE, (slot) => {
      const low = this.physical.words[2 * slot]!;
      if (holdsFrame(low)) this.#leave(slot, low);
    });
  }

  /** Entries of an area, after its protection changed. */
  #reprotect(area: Area): void {
    const { words, kind, mapped } = this.physical;
    const { protection } = area;
    this.table.each(area.start / PAGE, area.end / PAGE, (slot, page) => {
      const low = words[2 * slot]!;
      if (!holdsFrame(low)) return;
      const frame = frameOf(low);
      const isOwn = area.shared || (kind[frame] === ANONYMOUS && mapped[frame] === 1);
      const writable = isOwn && (protection & WRITE) !== 0 ? WRITABLE : 0;
      const present = protection === NONE ? HIDDEN : PRESENT;
      words[2 * slot] = (low & ~(WRITABLE | PRESENT | HIDDEN)) | writable | present;
      words[2 * slot + 1] = (protection & EXECUTE) === 0 ? NO_EXECUTE : 0;
      this.flat?.clear(page);
    });
  }

  #copyArea(area: Area, child: AddressSpace): void {
    area.object?.attach();
    child.areas.insert({ ...area, minorFaults: 0, majorFaults: 0, locked: false });
    // What an object can give again is found by the child's own faults.
    if (area.object !== undefined && !area.hasCopies) return;
    const { words } = this.physical;
    this.table.each(area.start / PAGE, area.end / PAGE, (slot, page) => {
      const low = words[2 * slot]!;
      const own = child.table.ensure(page, child.#obtainTable);
      if (own === NO_SLOT) throw new MemoryRefused('ENOMEM', 'no frame is left for the page table of a fork');
      words[2 * slot] = low & ~WRITABLE;
      this.flat?.clearWrite(page);
      child.#enter(own, frameOf(low), area, false);
      words[2 * own] = low & ~(WRITABLE | DIRTY);
      words[2 * own + 1] = words[2 * slot + 1]!;
    });
  }

  #placeFor(size: Bytes, { address, fixed }: MapRequest): Address {
    if (fixed !== undefined) {
      if (address === undefined || address % PAGE !== 0)
        throw new MemoryRefused('EINVAL', `a fixed map at ${address}, which is not a page's start`);
      if (address < this.lowest || address + size > ADDRESS_END)
        throw new MemoryRefused(address < this.lowest ? 'EPERM' : 'ENOMEM', 'outside of what can be mapped');
      if (fixed === 'keep' && this.areas.overlapping(address, address + size).length > 0)
        throw new MemoryRefused('EEXIST', 'something is mapped there');
      return address;
    }
    if (address !== undefined) {
      const wish = address - (address % PAGE);
      const fits = wish >= this.lowest && wish + size <= ADDRESS_END;
      if (fits && this.areas.overlapping(wish, wish + size).length === 0) return wish;
    }
    let end = this.mapsEnd;
    for (let i = this.areas.firstEndingAfter(end - 1); ; i--) {
      const above = this.areas.all[i];
      if (above !== undefined && above.start < end) end = above.start;
      const below = this.areas.all[i - 1]?.end ?? 0;
      if (end - size < this.mapsStart) break;
      if (end - size >= below) return end - size;
    }
    throw new MemoryRefused('ENOMEM', `no ${size} bytes in a row are left in the address space`);
  }

  #range(address: Address, length: Bytes): [start: Address, end: Address] {
    if (address % PAGE !== 0 || !(length >= 0))
      throw new MemoryRefused('EINVAL', `address ${address} is not at a page's start`);
    return [address, Math.min(ADDRESS_END, address + Math.ceil(length / PAGE) * PAGE)];
  }
}

/** Whether an entry lets an access pass. */
function permits(low: number, high: number, access: Access): boolean {
  if ((low & PRESENT) === 0) return false;
  if (access === WRITE) return (low & WRITABLE) !== 0;
  return access === READ || (high & NO_EXECUTE) === 0;
}

/** Whether a protection lets an access pass; as on x86, what may be written or run may be read. */
function allows(protection: number, access: Access): boolean {
  return access === READ ? protection !== NONE : (protection & access) !== 0;
}
