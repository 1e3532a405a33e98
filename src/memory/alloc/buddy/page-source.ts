/**
 * Page frames from a buddy system: the layer that operating systems have below their allocators. With it any allocator can
 * be set on buddies: `new SlabAllocator(memory, new BuddyPageSource(memory, pages))`.
 *
 * The frames lie in zones (zone.ts). When none has room, the zone at the break grows; where the break does not move, or was
 * moved by others, there comes another zone, at the break or from a map. A zone from a map goes back when none of its pages
 * is mapped. There is no break here, so all comes from map.
 *
 * Pages have 4 KiB, whatever they have below.
 *
 * Cost: that of a zone, for each zone until one has room.
 */
import { alignUp, type Address, type Bytes } from '../../../base/ids.js';
import type { KernelMemory } from '../../kernel.js';
import type { PageSource } from '../contract.js';
import type { FreeArea } from './buddy.js';
import { BuddyZone, firstFit, frameMapSize } from './zone.js';

const PAGE = 4096;
/** What a zone at the break can become; its frame map takes 16 KiB. */
const CAPACITY = 64 << 20;
const MOST_GROWTH = 1 << 20;
/** The part of what is held that it grows by, if that is more than is asked for. */
const GROWTH = 1 / 16;
const LEAST_MAP = 256 << 10;

export class BuddyPageSource implements PageSource {
  readonly pageSize: Bytes = PAGE;
  readonly untrusted: boolean;
  readonly #memory: KernelMemory;
  readonly #pages: PageSource;
  /** What the source below is asked for is a multiple of it. */
  readonly #unit: Bytes;
  #zones: BuddyZone[] = [];
  /** The zone whose end was the break when it grew last. */
  #atBreak: BuddyZone | undefined;
  readonly #fromMap = new Set<BuddyZone>();

  constructor(memory: KernelMemory, pages: PageSource) {
    this.#memory = memory;
    this.#pages = pages;
    this.untrusted = pages.untrusted ?? false;
    this.#unit = Math.max(PAGE, pages.pageSize);
  }

  sbrk(): -1 {
    return -1;
  }

  inherit(parent: PageSource): void {
    if (!(parent instanceof BuddyPageSource)) return;
    const copies = new Map(parent.#zones.map((zone) => [zone, zone.copy(this.#memory)]));
    this.#zones = [...copies.values()];
    this.#atBreak = parent.#atBreak && copies.get(parent.#atBreak);
    for (const zone of parent.#fromMap) this.#fromMap.add(copies.get(zone)!);
  }

  map(size: Bytes): Address | -1 {
    if (!(size >= 1) || size > 2 ** 31) return -1;
    for (const zone of this.#zones) {
      const at = zone.map(size);
      if (at >= 0) return at;
    }
    const bytes = alignUp(size, PAGE);
    const grown = this.#growAtBreak(bytes);
    return grown >= 0 ? grown : this.#openByMap(bytes);
  }

  /** Pages that are not mapped are left as they are. */
  unmap(address: Address, size: Bytes): void {
    const zone = this.#zones.find((candidate) => candidate.holds(address));
    if (zone === undefined) return;
    zone.unmap(address, size);
    if (!zone.isEmpty || !this.#fromMap.has(zone)) return;
    this.#fromMap.delete(zone);
    this.#zones = this.#zones.filter((other) => other !== zone);
    this.#pages.unmap(zone.start, zone.capacity);
  }

  /** Free blocks of each order of pages in all zones, as /proc/buddyinfo shows them. */
  freeAreas(): FreeArea[] {
    const areas: FreeArea[] = [];
    for (const zone of this.#zones) {
      zone.freeAreas().forEach((area, order) => {
        if (areas[order] === undefined) areas[order] = area;
        else areas[order].free += area.free;
      });
    }
    return areas;
  }

  /** A mapping at the break: of the zone that ends there, or a new one. */
  #growAtBreak(size: Bytes): Address | -1 {
    const brk = this.#pages.sbrk(0);
    if (brk < 0) return -1;
    const last = this.#atBreak;
    if (last?.end === brk && last.end + 2 * size <= last.start + last.capacity) return this.#grow(last, brk, size);
    const start = alignUp(brk, PAGE);
    const capacity = Math.max(CAPACITY, alignUp(4 * size, PAGE));
    const end = start + frameMapSize(capacity, PAGE);
    const reached = alignUp(firstFit(end, size, PAGE) + size, this.#unit);
    if (this.#take(brk, reached - brk) < 0) return -1;
    const zone = new BuddyZone(this.#memory, start, capacity, PAGE);
    this.#zones.push(zone);
    this.#atBreak = zone;
    return zone.grow(reached - end, size);
  }

  #grow(zone: BuddyZone, end: Address, size: Bytes): Address | -1 {
    const least = alignUp(firstFit(end, size, PAGE) + size - end, this.#unit);
    const room = zone.start + zone.capacity - end;
    const more = alignUp(Math.min((end - zone.start) * GROWTH, MOST_GROWTH), this.#unit);
    if (more > least && more <= room && this.#take(end, more) >= 0) return zone.grow(more, size);
    return least > room || this.#take(end, least) < 0 ? -1 : zone.grow(least, size);
  }

  /** Moves the break from where it is known to be. */
  #take(brk: Address, bytes: Bytes): Address | -1 {
    const at = this.#pages.sbrk(bytes);
    if (at >= 0 && at !== brk) this.#pages.sbrk(-bytes);
    return at === brk ? at : -1;
  }

  #openByMap(size: Bytes): Address | -1 {
    const slack = firstFit(1, size, PAGE);
    const least = size + slack + frameMapSize(2 * (size + slack), PAGE);
    for (const wanted of [Math.max(least, LEAST_MAP), least]) {
      const bytes = alignUp(wanted, this.#unit);
      const start = this.#pages.map(bytes);
      if (start < 0) continue;
      const zone = new BuddyZone(this.#memory, start, bytes, PAGE);
      this.#zones.push(zone);
      this.#fromMap.add(zone);
      return zone.grow(start + bytes - zone.end, size);
    }
    return -1;
  }
}
