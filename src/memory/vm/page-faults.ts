/**
 * What happens when the page table does not allow an access that its area allows.
 *
 *     entry              access            what is done
 *     0, no object       read              the zero page
 *                        write             a frame with zeros
 *     0, object          read, or shared   the object's frame; read from its file if need be
 *                        write, private    a copy of it
 *     a swap slot        any               a frame with the slot's bytes, from the swap cache or the file
 *     not writable       write             a copy; the frame itself where nobody else has it, or the area is shared
 *
 * A page of a file in a shared area becomes writable by a fault of its own, and again after each write-back: the system gets
 * to know what is dirty, and the file that it will be written (Linux's page_mkwrite).
 *
 * To get a frame, pages may have to leave, any of them. So a frame is asked for before anything is looked at that it will
 * be filled from, and then everything is looked at again: `#serve` says that it NEEDS_FRAME and is called once more.
 */
import type { Area } from './area.js';
import { Fault, isHandled, PAGE, READ, WRITE, type Access, type FaultCode } from './contract.js';
import { frameOf, holdsFrame, PRESENT, swapSlotOf, WRITABLE } from './entry.js';
import { NO_FRAME } from './frame-allocator.js';
import { ANONYMOUS, ZERO_FRAME } from './frame-kinds.js';
import type { PageEntries } from './page-entries.js';
import { NO_SLOT } from './page-table.js';
import type { PagedObject } from './paged-object.js';
import type { PhysicalMemory } from './physical-memory.js';
import { readFromSwap } from './swap-io.js';

const NEEDS_FRAME = -1;

export interface FaultOptions {
  /** Pages of a window in which a read fault on an object maps what is resident anyway (16 under Linux). 1: none. */
  faultAround?: number;
  /** Pages of a file that a major fault reads at once. */
  readahead?: number;
}

export class PageFaults {
  readonly #physical: PhysicalMemory;
  readonly #entries: PageEntries;
  readonly #around: number;
  readonly #readahead: number;
  #spare = NO_FRAME;

  constructor(physical: PhysicalMemory, entries: PageEntries, { faultAround = 1, readahead = 1 }: FaultOptions) {
    this.#physical = physical;
    this.#entries = entries;
    this.#around = faultAround;
    this.#readahead = readahead;
  }

  /** Makes an access possible that the area allows. */
  bringIn(area: Area, page: number, access: Access): FaultCode {
    const slot = this.#entries.ensure(page);
    if (slot === NO_SLOT) return Fault.outOfMemory;
    this.#physical.heldTable = slot >>> 9;
    const code = this.#bringInto(slot, area, page, access);
    this.#physical.heldTable = NO_FRAME;
    return code;
  }

  #bringInto(slot: number, area: Area, page: number, access: Access): FaultCode {
    const isCopied = access === WRITE && !area.shared;
    let first: FaultCode | undefined;
    for (;;) {
      const code = this.#serve(area, slot, page, access, isCopied);
      if (code !== NEEDS_FRAME && (!isHandled(code as FaultCode) || this.#isDone(slot, access))) {
        this.#giveBackSpare();
        return isHandled(code as FaultCode) ? (first ?? (code as FaultCode)) : (code as FaultCode);
      }
      if (code !== NEEDS_FRAME) first ??= code as FaultCode;
      else {
        this.#spare = this.#physical.obtain(ANONYMOUS);
        if (this.#spare === NO_FRAME) return Fault.outOfMemory;
      }
    }
  }

  #serve(area: Area, slot: number, page: number, access: Access, isCopied: boolean): number {
    const { words } = this.#physical;
    const low = words[2 * slot]!;
    if (low === 0) return this.#first(area, slot, page, access, isCopied);
    if (!holdsFrame(low)) return this.#fromSwap(area, slot, swapSlotOf(low, words[2 * slot + 1]!));
    if (access !== WRITE || (low & WRITABLE) !== 0) return Fault.present;
    return this.#copy(area, slot, frameOf(low));
  }

  #first(area: Area, slot: number, page: number, access: Access, isCopied: boolean): number {
    const physical = this.#physical;
    if (area.object === undefined && access !== WRITE) {
      this.#entries.enter(slot, ZERO_FRAME, area, false);
      return Fault.zero;
    }
    if (isCopied && this.#spare === NO_FRAME) return NEEDS_FRAME;
    // As in Linux, already by the attempt.
    if (isCopied) area.hasOwnPages = true;
    if (area.object === undefined) {
      this.#enterOwn(area, slot, (frame) => physical.clear(frame));
      return Fault.zero;
    }
    const index = (area.offset + page * PAGE - area.start) / PAGE;
    const source = area.object.bring(index);
    if (source < 0) {
      if (access !== WRITE && this.#around > 1) this.#mapAround(area, area.object, page);
      return -1 - source;
    }
    const { cameBy } = area.object;
    if (isCopied) {
      this.#enterOwn(area, slot, (frame) => physical.copy(source, frame));
      physical.reclaim.touch(source, false);
    } else {
      this.#entries.enter(slot, source, area, mayWriteAtOnce(area, access));
      if (cameBy === Fault.file && this.#readahead > 1) this.#readAhead(area.object, index);
      if (access !== WRITE && this.#around > 1) this.#mapAround(area, area.object, page);
    }
    return cameBy;
  }

  #fromSwap(area: Area, slot: number, swapSlot: number): number {
    const { swap } = this.#physical;
    let frame = swap!.cached[swapSlot]!;
    const isCached = frame !== NO_FRAME;
    if (!isCached) {
      if (this.#spare === NO_FRAME) return NEEDS_FRAME;
      frame = this.#spare;
      try {
        readFromSwap(this.#physical, swapSlot, frame);
      } catch {
        return Fault.ioError;
      }
      this.#spare = NO_FRAME;
    }
    this.#entries.takeSlot(slot);
    swap!.unreference(swapSlot);
    const isOnly = this.#physical.mapped[frame] === 0 && swap!.references[swapSlot] === 0;
    this.#entries.enter(slot, frame, area, isOnly);
    return isCached ? Fault.cached : Fault.swap;
  }

  /** A write to a page that may not be written to here. */
  #copy(area: Area, slot: number, source: number): number {
    const physical = this.#physical;
    if (area.shared) {
      physical.words[2 * slot]! |= WRITABLE;
      return Fault.copy;
    }
    if (this.#entries.isOwn(source)) {
      this.#entries.makeOwn(slot);
      return Fault.copy;
    }
    if (this.#spare === NO_FRAME) return NEEDS_FRAME;
    this.#enterOwn(area, slot, (frame) => {
      physical.copy(source, frame);
      this.#entries.leave(slot);
    });
    return Fault.copy;
  }

  /** Pages of the object that are resident, in the window around a page and within area and table. */
  #mapAround(area: Area, object: PagedObject, page: number): void {
    const { words } = this.#physical;
    const start = Math.max(area.start / PAGE, page - (page % this.#around));
    const end = Math.min(area.end / PAGE, start + this.#around);
    for (let near = start; near < end; near++) {
      const frame = object.resident((area.offset + near * PAGE - area.start) / PAGE);
      const slot = frame === NO_FRAME ? NO_SLOT : this.#entries.table.find(near);
      if (slot === NO_SLOT || words[2 * slot] !== 0) continue;
      this.#entries.enter(slot, frame, area, mayWriteAtOnce(area, READ));
    }
  }

  #readAhead(object: PagedObject, index: number): void {
    const { allocator, reclaim } = this.#physical;
    for (let next = index + 1; next < index + this.#readahead && next < object.pageCount; next++) {
      // Only into what is free: nothing leaves for a page that perhaps nobody wants.
      if (allocator.free < 2 || object.resident(next) !== NO_FRAME) return;
      const frame = object.bring(next);
      if (frame < 0) return;
      reclaim.touch(frame, false);
    }
  }

  #isDone(slot: number, access: Access): boolean {
    const low = this.#physical.words[2 * slot]!;
    return (low & PRESENT) !== 0 && (access !== WRITE || (low & WRITABLE) !== 0);
  }

  /** A private page, in the frame in hand. */
  #enterOwn(area: Area, slot: number, fill: (frame: number) => void): void {
    const frame = this.#takeSpare();
    fill(frame);
    this.#entries.enter(slot, frame, area, true);
    area.hasOwnPages = true;
  }

  #takeSpare(): number {
    const frame = this.#spare;
    this.#spare = NO_FRAME;
    return frame;
  }

  #giveBackSpare(): void {
    if (this.#spare !== NO_FRAME) this.#physical.release(this.#takeSpare());
  }
}

/** Whether a page of an object is entered as writable (where its area may be written at all). */
function mayWriteAtOnce(area: Area, access: Access): boolean {
  return area.shared && (access === WRITE || area.object!.file === undefined);
}
