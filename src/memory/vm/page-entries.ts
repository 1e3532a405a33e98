/**
 * The entries of one address space: they come, change and go here and in `PhysicalMemory.replaceEntries`, so that frames,
 * reverse map, swap and flat table always agree with them.
 *
 * Invariants
 * 1. `resident` is the number of entries with a frame, those of the zero page left out; `swapped` of those with a slot.
 * 2. What the flat table says, the page table says too (flat-table.ts).
 */
import type { Area } from './area.js';
import { EXECUTE, NONE, PAGE, WRITE } from './contract.js';
import {
  ACCESSED,
  DIRTY,
  frameOf,
  HIDDEN,
  holdsFrame,
  LOCKED,
  NO_EXECUTE,
  OWN,
  PRESENT,
  SWAPPED,
  swapSlotOf,
  USER,
  WRITABLE,
} from './entry.js';
import type { TranslationSink } from './flat-table.js';
import { ANONYMOUS, TABLE, ZERO_FRAME } from './frame-kinds.js';
import { NO_SLOT, PageTable } from './page-table.js';
import type { PhysicalMemory, TableOwner } from './physical-memory.js';
import { NO_SWAP_SLOT } from './swap.js';
import type { Tlb } from './tlb.js';

export class PageEntries implements TableOwner {
  readonly id: number;
  readonly table: PageTable;
  flat: TranslationSink | undefined;
  tlb: Tlb | undefined;
  resident = 0;
  peakResident = 0;
  peakSwapped = 0;
  #swapped = 0;
  readonly #physical: PhysicalMemory;

  /** @param root a frame for the page table */
  constructor(physical: PhysicalMemory, id: number, root: number) {
    this.#physical = physical;
    this.id = id;
    this.table = new PageTable(physical, this, root);
  }

  get swapped(): number {
    return this.#swapped;
  }

  set swapped(count: number) {
    this.#swapped = count;
    if (count > this.peakSwapped) this.peakSwapped = count;
  }

  /** The slot of a page; its tables are made. NO_SLOT if there is no frame for one. */
  ensure(page: number): number {
    return this.table.ensure(page, () => this.#physical.obtain(TABLE));
  }

  dropTable(frame: number): boolean {
    return this.table.drop(frame);
  }

  changed(page: number): void {
    this.flat?.clear(page);
    this.tlb?.invalidate(this.id, page);
  }

  cleaned(page: number): void {
    this.flat?.clearWrite(page);
  }

  /**
   * An entry that was 0 leads to a frame from now on.
   * @param writable where the area allows it: a private page is this entry's own then
   */
  enter(slot: number, frame: number, area: Area, writable: boolean): void {
    const physical = this.#physical;
    const isWritable = writable && (area.protection & WRITE) !== 0;
    const locked = area.locked && frame !== ZERO_FRAME;
    physical.words[2 * slot] =
      (frame << 12) | USER | presence(area.protection) | (isWritable ? WRITABLE : 0) | (locked ? LOCKED : 0);
    physical.words[2 * slot + 1] = highBits(area) | (writable && !area.shared ? OWN : 0);
    physical.tableEntries[slot >>> 9]!++;
    physical.mapped[frame]!++;
    if (frame === ZERO_FRAME) return;
    physical.reverse.add(frame, slot);
    if (locked) this.#lock(frame);
    if (++this.resident > this.peakResident) this.peakResident = this.resident;
  }

  /** An entry that leads to a frame is 0 from now on; a private page that nothing needs any more ends. */
  leave(slot: number): void {
    const physical = this.#physical;
    const low = physical.words[2 * slot]!;
    const frame = frameOf(low);
    this.#zero(slot);
    physical.mapped[frame]!--;
    this.changed(physical.pageOfSlot(slot));
    if (frame === ZERO_FRAME) return;
    physical.reverse.remove(frame, slot);
    this.resident--;
    if ((low & LOCKED) !== 0) this.#unlock(frame);
    if (physical.kind[frame] !== ANONYMOUS || physical.mapped[frame]! > 0) return;
    physical.reclaim.ended(frame);
    physical.release(frame);
  }

  /** An entry that holds a swap slot is 0 from now on. The slot keeps its reference, which is the caller's. */
  takeSlot(slot: number): number {
    const { words } = this.#physical;
    const swapSlot = swapSlotOf(words[2 * slot]!, words[2 * slot + 1]!);
    this.#zero(slot);
    this.swapped--;
    return swapSlot;
  }

  /** Pages from .. to-1 go, from memory and from swap. */
  drop(from: number, to: number): void {
    const { words, reclaim } = this.#physical;
    this.table.each(from, to, (slot) => {
      if (holdsFrame(words[2 * slot]!)) this.leave(slot);
      else reclaim.leaveSlot(this.takeSlot(slot));
    });
  }

  /** Private pages from .. to-1 may go without being written, unless they are written to again. */
  freeLazily(from: number, to: number): void {
    const physical = this.#physical;
    const { words, reclaim, slotOf } = physical;
    this.table.each(from, to, (slot) => {
      const low = words[2 * slot]!;
      if (!holdsFrame(low)) {
        reclaim.leaveSlot(this.takeSlot(slot));
        return;
      }
      const frame = frameOf(low);
      if (frame === ZERO_FRAME || !this.isOwn(frame)) return;
      physical.markClean(frame);
      physical.lazyFree[frame] = 1;
      if (slotOf[frame] !== NO_SWAP_SLOT) physical.swap!.uncache(slotOf[frame]!);
      slotOf[frame] = NO_SWAP_SLOT;
      reclaim.touch(frame, false);
    });
  }

  /** A page is the entry's own again, and may be written to. */
  makeOwn(slot: number): void {
    const { words } = this.#physical;
    words[2 * slot]! |= WRITABLE;
    words[2 * slot + 1]! |= OWN;
  }

  /** The frame is this entry's alone, so that it may be written to without a copy. */
  isOwn(frame: number): boolean {
    const { kind, mapped, slotOf, swap } = this.#physical;
    if (kind[frame] !== ANONYMOUS || mapped[frame] !== 1) return false;
    const slot = slotOf[frame]!;
    return slot === NO_SWAP_SLOT || swap!.references[slot] === 0;
  }

  /** Gives the entries of an area the bits that follow from its protection and lock. */
  reprotect(area: Area, from: number, to: number): void {
    const physical = this.#physical;
    const { words } = physical;
    this.table.each(from, to, (slot, page) => {
      const low = words[2 * slot]!;
      if (!holdsFrame(low)) return;
      const frame = frameOf(low);
      const own = words[2 * slot + 1]! & OWN;
      const isFree = area.shared ? area.object!.file === undefined || (low & DIRTY) !== 0 : own !== 0;
      const mayWrite = (area.protection & WRITE) !== 0 && isFree;
      const locked = area.locked && frame !== ZERO_FRAME;
      words[2 * slot] =
        (low & ~(WRITABLE | PRESENT | HIDDEN | LOCKED)) |
        presence(area.protection) |
        (mayWrite ? WRITABLE : 0) |
        (locked ? LOCKED : 0);
      words[2 * slot + 1] = highBits(area) | own;
      this.changed(page);
      if (locked && (low & LOCKED) === 0) this.#lock(frame);
      else if (!locked && (low & LOCKED) !== 0) this.#unlock(frame);
    });
  }

  /**
   * Copies the entries of an area to a child; what was private is shared until one of the two writes.
   * @returns false if there is no frame for a table
   */
  copyTo(child: PageEntries, area: Area, copy: Area): boolean {
    const physical = this.#physical;
    const { words } = physical;
    const pages: number[] = [];
    this.table.each(area.start / PAGE, area.end / PAGE, (_, page) => void pages.push(page));
    for (const page of pages) {
      const own = child.ensure(page);
      if (own === NO_SLOT) return false;
      // Making a table may have sent the page away.
      const slot = this.table.find(page);
      const low = slot === NO_SLOT ? 0 : words[2 * slot]!;
      if (low === 0) continue;
      if ((low & SWAPPED) !== 0) {
        physical.swap!.reference(swapSlotOf(low, words[2 * slot + 1]!));
        words[2 * own] = low;
        words[2 * own + 1] = words[2 * slot + 1]!;
        physical.tableEntries[own >>> 9]!++;
        child.swapped++;
        continue;
      }
      words[2 * slot] = low & ~WRITABLE;
      words[2 * slot + 1]! &= ~OWN;
      this.cleaned(page);
      child.enter(own, frameOf(low), copy, false);
      words[2 * own]! |= low & ACCESSED;
    }
    return true;
  }

  /**
   * What pages from .. from+count-1 lead to, those from `to` on lead to instead, whose entries are 0.
   * @returns false if there is no frame for a table; then nothing has changed
   */
  move(from: number, to: number, count: number): boolean {
    const physical = this.#physical;
    const { words } = physical;
    const pages: number[] = [];
    this.table.each(from, from + count, (_, page) => void pages.push(page));
    const targetOf = (page: number): number => page - from + to;
    for (const page of pages) if (this.ensure(targetOf(page)) === NO_SLOT) return false;
    // To get a frame for one table another one may have gone, which was empty.
    if (pages.some((page) => this.table.find(targetOf(page)) === NO_SLOT)) return false;
    for (const page of pages) {
      const source = this.table.find(page);
      const low = source === NO_SLOT ? 0 : words[2 * source]!;
      if (low === 0) continue;
      const target = this.table.find(targetOf(page));
      words[2 * target] = low;
      words[2 * target + 1] = words[2 * source + 1]!;
      physical.tableEntries[target >>> 9]!++;
      this.#zero(source);
      this.changed(page);
      if (!holdsFrame(low) || frameOf(low) === ZERO_FRAME) continue;
      physical.reverse.remove(frameOf(low), source);
      physical.reverse.add(frameOf(low), target);
    }
    return true;
  }

  #zero(slot: number): void {
    const { words, tableEntries } = this.#physical;
    words[2 * slot] = 0;
    words[2 * slot + 1] = 0;
    tableEntries[slot >>> 9]!--;
  }

  #lock(frame: number): void {
    const { locked, reclaim } = this.#physical;
    if (locked[frame]!++ === 0) reclaim.locked(frame);
  }

  #unlock(frame: number): void {
    const { locked, reclaim, mapped } = this.#physical;
    if (--locked[frame]! === 0 && mapped[frame]! > 0) reclaim.touch(frame, false);
  }
}

/** The bit by which an entry holds a frame in an area. */
function presence(protection: number): number {
  return protection === NONE ? HIDDEN : PRESENT;
}

function highBits({ protection }: Area): number {
  return (protection & EXECUTE) === 0 ? NO_EXECUTE : 0;
}
