/**
 * An area: a stretch of an address space whose pages are alike in protection and in what stands behind them (Linux's
 * vm_area_struct). And the list of them: in address order, not overlapping.
 *
 * Cost: the logarithm of the areas to find one; their number to add or take one away.
 */
import type { Address, Bytes } from '../../base/ids.js';
import { WRITE } from './contract.js';
import type { PagedObject } from './paged-object.js';

/** As areas of stacks are called. */
export const STACK = '[stack]';

export interface Area {
  start: Address;
  end: Address;
  /** READ, WRITE, EXECUTE added up. */
  protection: number;
  /** Its protection may become one that allows writes: the file of a shared map may be open for reading alone. */
  mayWrite: boolean;
  /** Writes go to the object, and others see them. Otherwise they go to a copy. */
  shared: boolean;
  /** What its pages come from; undefined: zeros. */
  object: PagedObject | undefined;
  /** Of the object, at `start`. */
  offset: Bytes;
  /** As /proc/PID/maps shows it; '' has none. */
  name: string;
  /** Never to be touched, and said so in the report of a fault. */
  isGuard: boolean;
  /** Its pages count as committed memory. */
  accounted: boolean;
  /** mlock. */
  locked: boolean;
  /** Some page of it is or was private to it, so that a fork must copy entries (Linux's anon_vma). */
  hasOwnPages: boolean;
  /** What a child of fork has there: a copy, nothing, or zeros (MADV_DONTFORK, MADV_WIPEONFORK). */
  onFork: 'copy' | 'leave' | 'wipe';
  minorFaults: number;
  majorFaults: number;
}

/** Whether it is data as RLIMIT_DATA and the accounts of memory have it: private, and may be written. */
export function isData({ shared, protection }: Pick<Area, 'shared' | 'protection'>): boolean {
  return !shared && (protection & WRITE) !== 0;
}

export class AreaList {
  readonly all: Area[] = [];

  /** The area that an address lies in. */
  find(address: Address): Area | undefined {
    const area = this.all[this.firstEndingAfter(address)];
    return area !== undefined && area.start <= address ? area : undefined;
  }

  /** Index of the first area that ends behind an address. */
  firstEndingAfter(address: Address): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.all[middle]!.end > address) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The areas that a range overlaps. */
  overlapping(start: Address, end: Address): Area[] {
    const from = this.firstEndingAfter(start);
    let to = from;
    while (to < this.all.length && this.all[to]!.start < end) to++;
    return this.all.slice(from, to);
  }

  /** Nothing lies there. */
  insert(area: Area): void {
    this.all.splice(this.firstEndingAfter(area.start), 0, area);
  }

  /** Areas that reach over one of the ends are split, so that the range has whole areas. @returns them */
  isolate(start: Address, end: Address): Area[] {
    this.#split(start);
    this.#split(end);
    return this.overlapping(start, end);
  }

  /** Whole areas, which follow each other. */
  remove(areas: readonly Area[]): void {
    if (areas.length > 0) this.all.splice(this.all.indexOf(areas[0]!), areas.length);
  }

  /** Joins neighbours that are alike, from the one before `start` to the one behind `end`. */
  merge(start: Address, end: Address): void {
    for (let i = Math.max(1, this.firstEndingAfter(start - 1)); i < this.all.length; ) {
      const before = this.all[i - 1]!;
      const area = this.all[i]!;
      if (before.start > end) return;
      if (!isContinuation(before, area)) {
        i++;
        continue;
      }
      before.end = area.end;
      before.hasOwnPages ||= area.hasOwnPages;
      before.minorFaults += area.minorFaults;
      before.majorFaults += area.majorFaults;
      this.all.splice(i, 1);
      area.object?.detach();
    }
  }

  /** Whether a range is covered by areas without a gap. */
  covers(start: Address, end: Address): boolean {
    return this.coveredEnd(start, end) >= end;
  }

  /** Where in a range the first gap begins, or its end. */
  coveredEnd(start: Address, end: Address): Address {
    let at = start;
    for (const area of this.overlapping(start, end)) {
      if (area.start > at) return at;
      at = area.end;
    }
    return Math.min(at, end);
  }

  /** What is counted stays with the lower part. */
  #split(at: Address): void {
    const area = this.find(at);
    if (area === undefined || area.start === at) return;
    const upper: Area = { ...area, start: at, offset: area.offset + at - area.start, minorFaults: 0, majorFaults: 0 };
    area.end = at;
    this.insert(upper);
    upper.object?.attach();
  }
}

function isContinuation(before: Area, area: Area): boolean {
  return (
    before.end === area.start &&
    before.protection === area.protection &&
    before.mayWrite === area.mayWrite &&
    before.shared === area.shared &&
    before.object === area.object &&
    (area.object === undefined || before.offset + before.end - before.start === area.offset) &&
    before.name === area.name &&
    before.isGuard === area.isGuard &&
    before.accounted === area.accounted &&
    before.locked === area.locked &&
    before.onFork === area.onFork
  );
}
