/**
 * The memory of one process: areas, and pages that come as they are touched.
 *
 * Invariants
 * 1. Every entry of the page table lies in an area.
 * 2. An entry is writable only if its area may be written, and then its frame is the area's object's (shared), or
 *    anonymous and this entry's alone (private).
 *
 * Costs: an access through `reach` some loads and the replacement policy's; where it faults, a search for the area and what
 * brings the page; map, unmap, protect and fork the entries that they change.
 */
import type { Address, Bytes } from '../../base/ids.js';
import { advise, populate } from './advice.js';
import { AreaList, isData, STACK, type Area } from './area.js';
import {
  ADDRESS_END,
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
import { ACCESSED, DIRTY, frameOf, holdsFrame, NO_EXECUTE, PRESENT, swapSlotOf, WRITABLE } from './entry.js';
import type { TranslationSink } from './flat-table.js';
import { NO_FRAME } from './frame-allocator.js';
import { CACHED, TABLE, ZERO_FRAME } from './frame-kinds.js';
import { lock, lockMapped, requireAllowed, unlock } from './locking.js';
import { PageEntries } from './page-entries.js';
import { PageFaults } from './page-faults.js';
import { NO_SLOT, type PageTable } from './page-table.js';
import type { PagedObject } from './paged-object.js';
import type { MappedSpace, PhysicalMemory } from './physical-memory.js';
import { type Places, placeFor } from './placement.js';
import { SpaceAccounts } from './space-accounts.js';
import type { Advice, MapRequest, RemapRequest, SpaceLimits, SpaceOptions, Translation } from './space-requests.js';
import type { Tlb } from './tlb.js';

const LOWEST = 0x1_0000;
/** Where user space ends on x86-64. */
const USER_END = 2 ** 47;

export class AddressSpace implements MappedSpace {
  readonly id: number;
  readonly physical: PhysicalMemory;
  readonly areas = new AreaList();
  readonly entries: PageEntries;
  minorFaults = 0;
  majorFaults = 0;
  /** What the last `reach` met. */
  lastFault: FaultCode = Fault.present;
  /** mlockall for what is mapped from now on. */
  locksNew = false;
  /** The end of the heap. */
  brk: Address;
  readonly #options: SpaceOptions;
  readonly #faults: PageFaults;
  readonly #places: Places;
  readonly #accounts: SpaceAccounts;

  /** @throws MemoryRefused if there is no frame for the page table's root */
  constructor(physical: PhysicalMemory, options: SpaceOptions = {}) {
    this.physical = physical;
    this.#options = options;
    this.#accounts = new SpaceAccounts(this.areas, physical.commit, options.limits);
    const { lowest = LOWEST, mapsStart = lowest, mapsEnd = USER_END } = options;
    this.#places = { lowest, mapsStart, mapsEnd };
    this.brk = options.heapStart ?? 0;
    const root = physical.obtain(TABLE);
    if (root === NO_FRAME) throw new MemoryRefused('ENOMEM', 'no frame is left for a page table');
    this.id = physical.register(this);
    this.entries = new PageEntries(physical, this.id, root);
    this.entries.flat = options.flat;
    this.entries.tlb = options.tlb;
    this.#faults = new PageFaults(physical, this.entries, options);
  }

  get table(): PageTable {
    return this.entries.table;
  }

  get resident(): number {
    return this.entries.resident;
  }

  get limits(): SpaceLimits {
    return this.#accounts.limits;
  }

  /** Pages of all areas. */
  get mapped(): number {
    return this.#accounts.mapped;
  }

  get peakMapped(): number {
    return this.#accounts.peakMapped;
  }

  /** Pages of the accounted areas. */
  get committed(): number {
    return this.#accounts.committed;
  }

  /** @returns where it was mapped. @throws MemoryRefused */
  map(request: MapRequest): Address {
    const { length, offset = 0, isGuard = false, shared = false } = request;
    if (!(length >= 1) || length > ADDRESS_END) throw new MemoryRefused('EINVAL', `a map of ${length} bytes`);
    if (offset % PAGE !== 0 || offset < 0)
      throw new MemoryRefused('EINVAL', `offset ${offset} is not at a page's start`);
    const size = Math.ceil(length / PAGE) * PAGE;
    const protection = isGuard ? NONE : (request.protection ?? READ | WRITE);
    const start = placeFor(this.areas, size, request, this.#places);
    const holdsData = isData({ shared, protection });
    const replaces = request.fixed === 'replace';
    this.#accounts.requireRoom(size - (replaces ? this.#mappedWithin(start, start + size) : 0), holdsData);
    const { commit } = this.physical;
    const isPromised = !request.isStack && (!request.noReserve || commit.countsAll);
    const accounted = holdsData && isPromised;
    // What is replaced goes before something is promised, as in Linux; it may be the last map of the same object.
    request.object?.attach();
    if (replaces) this.unmap(start, size);
    const object = this.#promised(request, size, accounted);
    const name = request.name ?? object?.name ?? '';
    this.#insert({
      ...{ start, end: start + size, protection, shared, object, offset, name, isGuard, accounted },
      mayWrite: request.mayWrite ?? true,
      ...{ locked: this.locksNew, hasOwnPages: false, onFork: 'copy', minorFaults: 0, majorFaults: 0 },
    });
    this.areas.merge(start, start + size);
    if (request.populate || this.locksNew) populate(this, start, start + size);
    return start;
  }

  /** What is mapped, attached to, when memory for it is promised. @throws MemoryRefused */
  #promised({ object, shared, name }: MapRequest, size: Bytes, accounted: boolean): PagedObject | undefined {
    const { commit } = this.physical;
    try {
      if (accounted) commit.promise(size / PAGE);
    } catch (error) {
      object?.detach();
      throw error;
    }
    if (shared !== true || object !== undefined) return object;
    try {
      const made = this.physical.sharedMemory(name ?? '/dev/zero', size);
      made.attach();
      return made;
    } catch (error) {
      if (accounted) commit.giveBack(size / PAGE);
      throw error;
    }
  }

  #mappedWithin(start: Address, end: Address): Bytes {
    return this.areas
      .overlapping(start, end)
      .reduce((sum, area) => sum + Math.min(end, area.end) - Math.max(start, area.start), 0);
  }

  /** Whatever is mapped there goes; nothing need be. Dirty pages of shared files are written. */
  unmap(address: Address, length: Bytes): void {
    const [start, end] = this.#range(address, length);
    const gone = this.areas.isolate(start, end);
    if (gone.length === 0) return;
    this.entries.drop(start / PAGE, end / PAGE);
    this.table.prune(start / PAGE, end / PAGE);
    this.areas.remove(gone);
    for (const area of gone) {
      const pages = (area.end - area.start) / PAGE;
      this.#accounts.remove(area, pages);
      if (area.object === undefined) continue;
      const from = area.offset / PAGE;
      if (area.shared && area.object.file !== undefined)
        this.physical.writeBack.writeRange(area.object, from, from + pages, true);
      area.object.detach();
    }
  }

  /** @throws MemoryRefused if not all of it is mapped, or it may not be written; what lies before has the protection then */
  protect(address: Address, length: Bytes, protection: number): void {
    const [start, wantedEnd] = this.#range(address, length);
    const isWritable = (protection & WRITE) !== 0;
    const covered = this.areas.coveredEnd(start, wantedEnd);
    const refusing = this.areas.overlapping(start, covered).find((area) => isWritable && !area.mayWrite);
    const end = refusing === undefined ? covered : Math.max(start, refusing.start);
    if (end > start) this.#protect(start, end, protection);
    if (refusing !== undefined) throw new MemoryRefused('EACCES', `${refusing.name} was not opened for writing`);
    if (end < wantedEnd) throw notMapped();
  }

  /** All of it is mapped. */
  #protect(start: Address, end: Address, protection: number): void {
    let promised = 0;
    let data = 0;
    for (const area of this.areas.overlapping(start, end)) {
      if (area.shared || (protection & WRITE) === 0) continue;
      const bytes = Math.min(end, area.end) - Math.max(start, area.start);
      if (!area.accounted) promised += bytes / PAGE;
      if ((area.protection & WRITE) === 0) data += bytes;
    }
    this.#accounts.requireDataRoom(data);
    this.#accounts.promise(promised);
    for (const area of this.areas.isolate(start, end)) {
      // Locked pages stay touchable without a fault, so that copies which writes would make are made now.
      const needsCopies = area.locked && !area.shared && (area.protection & WRITE) === 0 && (protection & WRITE) !== 0;
      area.protection = protection;
      area.isGuard = false;
      if (!area.shared && (protection & WRITE) !== 0) area.accounted = true;
      this.entries.reprotect(area, area.start / PAGE, area.end / PAGE);
      if (needsCopies) populate(this, area.start, area.end);
    }
    this.areas.merge(start, end);
  }

  /**
   * mremap: the range becomes longer or shorter, where it is or elsewhere; its pages stay what they are. Of shared memory an
   * empty range gives a second map of the same.
   * @returns where it is now. @throws MemoryRefused
   */
  remap(address: Address, oldLength: Bytes, newLength: Bytes, { mayMove = false, to }: RemapRequest = {}): Address {
    const [start, end] = this.#range(address, oldLength);
    const size = Math.ceil(newLength / PAGE) * PAGE;
    if (!(size >= PAGE)) throw new MemoryRefused('EINVAL', `a map of ${newLength} bytes`);
    if (to !== undefined && (!mayMove || (to < end && to + size > start)))
      throw new MemoryRefused('EINVAL', 'a fixed place must be allowed, and elsewhere');
    const area = this.areas.find(start);
    if (area === undefined || end > area.end) throw new MemoryRefused('EFAULT', 'the range is not one map');
    const isCopy = end === start;
    if (isCopy && !area.shared) throw new MemoryRefused('EINVAL', 'only shared memory can be mapped twice');
    if (to === undefined && !isCopy) {
      if (size <= end - start) return this.unmap(start + size, end - start - size), start;
      if (this.#extend(area, end, start + size)) return start;
    }
    if (!mayMove) throw new MemoryRefused('ENOMEM', 'there is no room behind the map');
    if (size < end - start) this.unmap(start + size, end - start - size);
    return this.#moveArea(area, start, isCopy ? start : Math.min(end, start + size), size, to);
  }

  /** @returns whether the area could grow where it is */
  #extend(area: Area, from: Address, to: Address): boolean {
    const isFree = this.areas.overlapping(from, to).length === 0;
    if (from !== area.end || !isFree || to > Math.max(this.#places.mapsEnd, area.end)) return false;
    const pages = (to - from) / PAGE;
    this.#accounts.requireRoom(to - from, isData(area));
    if (area.accounted) this.physical.commit.promise(pages);
    area.end = to;
    this.#accounts.add(area, pages);
    this.areas.merge(area.start, to);
    if (area.locked) populate(this, from, to);
    return true;
  }

  /** [start, end) of the area gets another place, and `size` bytes; an empty range is mapped once more. */
  #moveArea(area: Area, start: Address, end: Address, size: Bytes, to: Address | undefined): Address {
    const { commit } = this.physical;
    const more = (size - (end - start)) / PAGE;
    const request: MapRequest = { length: size, address: to, fixed: to === undefined ? undefined : 'replace' };
    const place = placeFor(this.areas, size, request, this.#places);
    this.#accounts.requireRoom(more * PAGE, isData(area));
    if (area.accounted) commit.promise(more);
    if (to !== undefined) this.unmap(place, size);
    const offset = area.offset + start - area.start;
    const moved: Area = { ...area, start: place, end: place + size, offset, minorFaults: 0, majorFaults: 0 };
    moved.object?.attach();
    this.#insert(moved);
    if (!this.entries.move(start / PAGE, place / PAGE, (end - start) / PAGE)) {
      moved.accounted = false;
      if (area.accounted) this.#accounts.giveBack(more);
      if (area.accounted) this.#accounts.committed -= (end - start) / PAGE;
      this.unmap(place, size);
      throw new MemoryRefused('ENOMEM', 'no frame is left for the page table');
    }
    if (end > start) {
      const [old] = this.areas.isolate(start, end);
      // What was promised goes on with it.
      if (old!.accounted) this.#accounts.committed -= (end - start) / PAGE;
      old!.accounted = false;
      this.unmap(start, end - start);
    }
    this.areas.merge(place, place + size);
    if (moved.locked) populate(this, place, place + size);
    return place;
  }

  /** Moves the end of the heap. @returns the break: where it was, if it cannot be moved there */
  moveBreak(to: Address): Address {
    const start = this.#options.heapStart;
    if (start === undefined || to < start || to > ADDRESS_END) return this.brk;
    const before = Math.ceil(this.brk / PAGE) * PAGE;
    const after = Math.ceil(to / PAGE) * PAGE;
    if (after < before) this.unmap(after, before - after);
    else if (after > before) {
      try {
        this.map({ address: before, length: after - before, fixed: 'keep', name: '[heap]' });
      } catch (error) {
        if (error instanceof MemoryRefused) return this.brk;
        throw error;
      }
    }
    this.brk = to;
    return to;
  }

  /** What the page table says of an address; undefined where there is no page. Changes nothing. */
  translate(address: Address): Translation | undefined {
    const { words } = this.physical;
    const slot = this.table.find(Math.floor(address / PAGE));
    const low = slot === NO_SLOT ? 0 : words[2 * slot]!;
    if ((low & PRESENT) === 0) return undefined;
    const frame = frameOf(low);
    return {
      memoryAddress: this.physical.addressOf(frame) + (address % PAGE),
      frame,
      writable: (low & WRITABLE) !== 0,
      executable: (words[2 * slot + 1]! & NO_EXECUTE) === 0,
      accessed: (low & ACCESSED) !== 0,
      dirty: (low & DIRTY) !== 0,
    };
  }

  /**
   * One access, as the processor makes it: walks the page table, handles a fault, sets the accessed bit (a write the dirty
   * bit as well), tells the replacement policy, and fills the flat table.
   * @returns the memory address, good until the next call on any address space of this memory; or -1 - code of a fault that
   *   the program must get
   */
  reach(address: Address, access: Access): Address {
    const { physical, entries } = this;
    const { words } = physical;
    const page = Math.floor(address / PAGE);
    let slot = entries.table.find(page);
    this.lastFault = Fault.present;
    if (slot === NO_SLOT || !permits(words[2 * slot]!, words[2 * slot + 1]!, access)) {
      const code = this.fault(address, access);
      this.lastFault = code;
      if (!isHandled(code)) return -1 - code;
      slot = entries.table.find(page);
    }
    const frame = frameOf(words[2 * slot]!);
    // Both may write pages back, and clean them. So the page gets dirty after them, or the write to come might be missed.
    if (access === WRITE && physical.kind[frame] === CACHED) physical.writeBack.balance();
    const { flat } = entries;
    const isOther = flat === undefined || !flat.isCurrent(page);
    const isSettled = frame === ZERO_FRAME || physical.reclaim.touch(frame, access === WRITE, isOther);
    const low = words[2 * slot]! | (access === WRITE ? ACCESSED | DIRTY : ACCESSED);
    words[2 * slot] = low;
    if (access === WRITE) physical.markDirty(frame);
    entries.tlb?.access(this.id, page);
    const frameAddress = physical.addressOf(frame);
    if (flat !== undefined && (isSettled || flat.exact))
      flat.fill(page, frameAddress, (low & (WRITABLE | DIRTY)) === (WRITABLE | DIRTY));
    return frameAddress + (address - page * PAGE);
  }

  /** Makes an access possible that the page table does not allow, if the area does. */
  fault(address: Address, access: Access): FaultCode {
    const area = this.#areaFor(address, access);
    if (typeof area === 'number') return area;
    const code = this.#faults.bringIn(area, Math.floor(address / PAGE), access);
    if (isMajor(code)) {
      area.majorFaults++;
      this.majorFaults++;
    } else if (isHandled(code) && code !== Fault.present) {
      area.minorFaults++;
      this.minorFaults++;
    }
    return code;
  }

  /** Why an access cannot be made, whatever is in memory; undefined when it can, but for errors of devices. Changes nothing. */
  forbids(address: Address, access: Access): FaultCode | undefined {
    const area = this.#areaFor(address, access);
    if (typeof area === 'number') return area;
    const index = (area.offset + address - area.start) / PAGE;
    return area.object?.endsBefore(Math.floor(index)) ? Fault.beyondEnd : undefined;
  }

  #areaFor(address: Address, access: Access): Area | FaultCode {
    const area = this.areas.find(address);
    if (area === undefined) return address >= 0 && address < this.#places.lowest ? Fault.nullPage : Fault.unmapped;
    if (area.isGuard) return Fault.guard;
    return allows(area.protection, access) ? area : Fault.protection;
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

  /** @throws MemoryRefused if not all of it is mapped (the rest has the advice then), or an area cannot follow it */
  advise(address: Address, length: Bytes, advice: Advice): void {
    const [start, end] = this.#range(address, length);
    for (const area of this.areas.overlapping(start, end)) {
      advise(this, area, Math.max(start, area.start), Math.min(end, area.end), advice);
    }
    if (!this.areas.covers(start, end)) throw notMapped();
  }

  /**
   * msync: what was written to shared files is in them, and would survive a crash.
   * @param invalidates which what is locked does not allow
   * @throws MemoryRefused if not all of it is mapped; the rest is written then
   */
  sync(address: Address, length: Bytes, invalidates = false): void {
    const [start, end] = this.#range(address, length);
    for (const area of this.areas.overlapping(start, end)) {
      if (invalidates && area.locked) throw new MemoryRefused('EBUSY', 'locked pages are needed');
      if (!area.shared || area.object?.file === undefined) continue;
      const indexOf = (at: Address): number => (area.offset + at - area.start) / PAGE;
      area.object.sync(indexOf(Math.max(start, area.start)), indexOf(Math.min(end, area.end)));
    }
    if (!this.areas.covers(start, end)) throw notMapped();
  }

  /** RLIMIT_STACK: what the stack has not touched below its limit is guard. @param most undefined: as far as there is room */
  limitStack(most: Bytes | undefined): void {
    this.limits.stack = most;
    const stack = this.areas.all.filter(({ name }) => name === STACK);
    if (stack.length === 0) return;
    const [start, end] = [stack[0]!.start, stack.at(-1)!.end];
    const wanted = most === undefined ? start : Math.max(start, end - Math.ceil(most / PAGE) * PAGE);
    let floor = wanted;
    this.table.each(start / PAGE, wanted / PAGE, (_, page) => {
      floor = Math.min(floor, page * PAGE);
    });
    for (const area of this.areas.isolate(start, floor)) Object.assign(area, { isGuard: true, protection: NONE });
    for (const area of this.areas.isolate(floor, end))
      if (area.isGuard) Object.assign(area, { isGuard: false, protection: READ | WRITE });
    this.areas.merge(start, end);
  }

  /** The pages are brought in and stay. @throws MemoryRefused */
  lock(address: Address, length: Bytes): void {
    lock(this, ...this.#coveredRange(address, length));
  }

  /**
   * mlockall: all that is mapped stays, and is brought in, as far as it can be; of stacks, what they have used.
   * @param includesNew what is mapped later, too
   * @throws MemoryRefused
   */
  lockAll(current: boolean, includesNew: boolean): void {
    if (current) requireAllowed(this, this.mapped * PAGE);
    this.locksNew = includesNew;
    if (current) lockMapped(this);
  }

  unlockAll(): void {
    this.locksNew = false;
    unlock(this, 0, ADDRESS_END);
  }

  /** @throws MemoryRefused if not all of it is mapped */
  unlock(address: Address, length: Bytes): void {
    unlock(this, ...this.#coveredRange(address, length));
  }

  /** mincore: for each page 1 if it could be touched without reading it from somewhere. @throws MemoryRefused */
  residency(address: Address, length: Bytes): Uint8Array {
    const [start, end] = this.#coveredRange(address, length);
    const { words, swap } = this.physical;
    const map = new Uint8Array((end - start) / PAGE);
    for (const { object, ...area } of this.areas.overlapping(start, end)) {
      if (object === undefined) continue;
      for (let at = Math.max(start, area.start); at < Math.min(end, area.end); at += PAGE) {
        if (object.resident((area.offset + at - area.start) / PAGE) !== NO_FRAME) map[(at - start) / PAGE] = 1;
      }
    }
    this.table.each(start / PAGE, end / PAGE, (slot, page) => {
      const low = words[2 * slot]!;
      const isThere = holdsFrame(low) || swap!.cached[swapSlotOf(low, words[2 * slot + 1]!)] !== NO_FRAME;
      map[page - start / PAGE] = isThere ? 1 : 0;
    });
    return map;
  }

  /** A copy of all, whose pages are shared until one of the two writes. @throws MemoryRefused */
  fork(options: { flat?: TranslationSink; tlb?: Tlb } = {}): AddressSpace {
    const child = new AddressSpace(this.physical, { ...this.#options, flat: undefined, tlb: undefined, ...options });
    Object.assign(child.limits, this.limits);
    child.brk = this.brk;
    try {
      for (const area of this.areas.all) this.#copyArea(area, child);
    } catch (error) {
      child.destroy();
      throw error;
    }
    return child;
  }

  /** Everything goes; the address space is not used again. Dirty pages of shared files are written. */
  destroy(): void {
    this.unmap(0, ADDRESS_END);
    this.table.release();
    this.physical.spaces.delete(this.id);
  }

  dropObjectPages(object: PagedObject, from: number): void {
    for (const area of this.areas.all) {
      if (area.object !== object) continue;
      const first = area.start / PAGE + Math.max(0, from - area.offset / PAGE);
      if (first < area.end / PAGE) this.entries.drop(first, area.end / PAGE);
    }
  }

  #insert(area: Area): void {
    this.areas.insert(area);
    this.#accounts.add(area, (area.end - area.start) / PAGE);
  }

  #copyArea(area: Area, child: AddressSpace): void {
    if (area.onFork === 'leave') return;
    if (area.accounted) this.physical.commit.promise((area.end - area.start) / PAGE);
    const copy: Area = { ...area, locked: false, minorFaults: 0, majorFaults: 0 };
    area.object?.attach();
    child.#insert(copy);
    if (area.onFork === 'wipe') copy.hasOwnPages = false;
    // What object or zero page can give again is found by the child's own faults.
    if (!copy.hasOwnPages) return;
    if (!this.entries.copyTo(child.entries, area, copy))
      throw new MemoryRefused('ENOMEM', 'no frame is left for the page table of a fork');
  }

  #range(address: Address, length: Bytes): [start: Address, end: Address] {
    if (address % PAGE !== 0 || !(address >= 0) || !(length >= 0))
      throw new MemoryRefused('EINVAL', `address ${address} is not at a page's start`);
    return [address, Math.min(ADDRESS_END, address + Math.ceil(length / PAGE) * PAGE)];
  }

  #coveredRange(address: Address, length: Bytes): [start: Address, end: Address] {
    const [start, end] = this.#range(address, length);
    if (!this.areas.covers(start, end)) throw notMapped();
    return [start, end];
  }
}

function notMapped(): MemoryRefused {
  return new MemoryRefused('ENOMEM', 'not all of the range is mapped');
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
