/**
 * Everything that must hold of a physical memory and all address spaces on it, found by walking all page tables and objects
 * anew. For tests, and for whoever suspects damage. Cost: all entries, frames and slots.
 */
import type { AddressSpace } from './address-space.js';
import { PAGE, WRITE } from './contract.js';
import {
  ACCESSED,
  DIRTY,
  ENTRIES,
  frameOf,
  HIDDEN,
  holdsFrame,
  LEVELS,
  LOCKED,
  OWN,
  PRESENT,
  swapSlotOf,
  WRITABLE,
} from './entry.js';
import { NO_FRAME } from './frame-allocator.js';
import { ANONYMOUS, CACHED, FREE, TABLE, ZERO, ZERO_FRAME } from './frame-kinds.js';
import type { PagedObject } from './paged-object.js';
import type { PhysicalMemory } from './physical-memory.js';
import { NO_PAGE } from './replacement/contract.js';
import { NO_SWAP_SLOT } from './swap.js';

/** @returns what is broken, in words, or undefined. `spaces` are all address spaces of the memory */
export function checkInvariants(physical: PhysicalMemory, spaces: readonly AddressSpace[]): string | undefined {
  const found = new Found(physical);
  try {
    for (const space of spaces) checkSpace(physical, space, found);
    checkFrames(physical, found);
    checkSwap(physical, found);
    const committed = spaces.reduce((sum, space) => sum + space.committed, 0) + found.sharedPages();
    must(physical.commit.pages === committed, () => `${physical.commit.pages} pages are committed, not ${committed}`);
  } catch (error) {
    if (error instanceof Broken) return error.message;
    throw error;
  }
  return undefined;
}

class Broken extends Error {}

function must(holds: boolean, message: () => string): void {
  if (!holds) throw new Broken(message());
}

/** What page tables and objects say of frames and slots. */
class Found {
  readonly mapped: Int32Array;
  readonly locked: Int32Array;
  readonly dirty: Uint8Array;
  readonly entries: Set<number>[];
  readonly tables: Int32Array;
  readonly references: Int32Array;
  readonly objects = new Set<PagedObject>();

  constructor({ frames, swap }: PhysicalMemory) {
    this.mapped = new Int32Array(frames);
    this.locked = new Int32Array(frames);
    this.dirty = new Uint8Array(frames);
    this.entries = Array.from({ length: frames }, () => new Set());
    this.tables = new Int32Array(frames);
    this.references = new Int32Array(swap?.slots ?? 0);
  }

  /** Pages of shared memory. */
  sharedPages(): number {
    let pages = 0;
    for (const object of this.objects) if (object.file === undefined) pages += object.pageCount;
    return pages;
  }
}

function checkSpace(physical: PhysicalMemory, space: AddressSpace, found: Found): void {
  const { words } = physical;
  const name = `address space ${space.id}`;
  checkAreas(space, found);
  checkTables(physical, space, found);
  let resident = 0;
  let swapped = 0;
  space.table.each(0, 2 ** 36, (slot, page) => {
    const low = words[2 * slot]!;
    const high = words[2 * slot + 1]!;
    const at = (): string => `${name}, page ${page}`;
    const area = space.areas.find(page * PAGE);
    must(area !== undefined, () => `${at()}: an entry in no area`);
    must(physical.pageOfSlot(slot) === page, () => `${at()}: its table says page ${physical.pageOfSlot(slot)}`);
    checkFlat(physical, space, page, low, at);
    if (!holdsFrame(low)) {
      found.references[swapSlotOf(low, high)]!++;
      swapped++;
      return;
    }
    const frame = frameOf(low);
    const kind = physical.kind[frame];
    must(kind === ZERO || kind === ANONYMOUS || kind === CACHED, () => `${at()}: frame ${frame} is of kind ${kind}`);
    must(((low & HIDDEN) !== 0) === (area!.protection === 0), () => `${at()}: hidden or not, against its protection`);
    found.mapped[frame]!++;
    if ((low & LOCKED) !== 0) found.locked[frame]!++;
    must(((low & LOCKED) !== 0) === (area!.locked && kind !== ZERO), () => `${at()}: locked or not, against its area`);
    if (kind !== ZERO) {
      found.entries[frame]!.add(slot);
      resident++;
    }
    if ((low & DIRTY) !== 0) found.dirty[frame] = 1;
    must((high & OWN) === 0 || (!area!.shared && space.entries.isOwn(frame)), () => `${at()}: own, but not alone`);
    if ((low & WRITABLE) === 0) return;
    must((area!.protection & WRITE) !== 0, () => `${at()}: writable in an area that is not`);
    must(area!.shared || (high & OWN) !== 0, () => `${at()}: writable, but frame ${frame} is not its own`);
  });
  must(resident === space.resident, () => `${name}: ${space.resident} resident pages, but ${resident} entries`);
  must(
    swapped === space.entries.swapped,
    () => `${name}: ${space.entries.swapped} swapped pages, but ${swapped} entries`,
  );
}

function checkAreas(space: AddressSpace, found: Found): void {
  let end = 0;
  let mapped = 0;
  let committed = 0;
  for (const area of space.areas.all) {
    must(area.start >= end && area.end > area.start, () => `areas overlap at ${area.start}`);
    end = area.end;
    mapped += (area.end - area.start) / PAGE;
    if (area.accounted) committed += (area.end - area.start) / PAGE;
    if (area.object !== undefined) found.objects.add(area.object);
  }
  must(mapped === space.mapped, () => `${space.mapped} pages are mapped, but areas have ${mapped}`);
  must(committed === space.committed, () => `${space.committed} pages are committed, but areas have ${committed}`);
}

function checkTables(physical: PhysicalMemory, space: AddressSpace, found: Found): void {
  const { words, tableEntries, tableOwner, kind } = physical;
  let tables = 0;
  const visit = (table: number, level: number): void => {
    tables++;
    found.tables[table]!++;
    must(
      kind[table] === TABLE && tableOwner[table] === space.entries,
      () => `frame ${table} is not a table of its owner`,
    );
    let entries = 0;
    for (let slot = table * ENTRIES; slot < (table + 1) * ENTRIES; slot++) {
      const low = words[2 * slot]!;
      if (low === 0) continue;
      entries++;
      if (level > 1) visit(frameOf(low), level - 1);
    }
    must(entries === tableEntries[table], () => `table ${table} has ${entries} entries, not ${tableEntries[table]}`);
  };
  visit(space.table.root, LEVELS);
  must(tables === space.table.tables, () => `${tables} tables, not ${space.table.tables}`);
}

function checkFlat(physical: PhysicalMemory, space: AddressSpace, page: number, low: number, at: () => string): void {
  const { flat } = space.entries;
  if (flat === undefined) return;
  const { read, write } = flat.translationOf(page);
  const expected = physical.addressOf(frameOf(low));
  const bits = PRESENT | ACCESSED;
  must(read === undefined || (read === expected && (low & bits) === bits), () => `${at()}: read at ${read}`);
  const writeBits = bits | WRITABLE | DIRTY;
  must(
    write === undefined || (write === expected && (low & writeBits) === writeBits),
    () => `${at()}: written at ${write}`,
  );
}

function checkFrames(physical: PhysicalMemory, found: Found): void {
  const { kind, allocator, reclaim, dirty, writeBack, swap, slotOf } = physical;
  const free = allocator.freeMap();
  let freeFrames = 0;
  let waiting = 0;
  for (let frame = 0; frame < physical.frames; frame++) {
    const at = (): string => `frame ${frame}`;
    const isFree = free[frame] === 1;
    if (isFree) freeFrames++;
    must(isFree === (kind[frame] === FREE), () => `${at()}: free or not`);
    must(found.mapped[frame] === physical.mapped[frame], () => `${at()}: ${found.mapped[frame]} entries lead to it`);
    must(
      found.locked[frame] === physical.locked[frame],
      () => `${at()}: ${found.locked[frame]} locked entries lead to it`,
    );
    must((kind[frame] === TABLE) === (found.tables[frame] === 1), () => `${at()}: a table or not`);
    must(found.dirty[frame] === 0 || dirty[frame] === 1, () => `${at()}: dirty entries, clean frame`);
    const reverse = new Set<number>();
    physical.reverse.each(frame, (slot) => void reverse.add(slot));
    const isSame =
      reverse.size === found.entries[frame]!.size && [...reverse].every((slot) => found.entries[frame]!.has(slot));
    must(isSame, () => `${at()}: the reverse map is wrong`);
    const isPage = kind[frame] === ANONYMOUS || kind[frame] === CACHED;
    const id = reclaim.idOf[frame]!;
    must(isPage || (id === NO_PAGE && dirty[frame] === 0), () => `${at()}: no page, and known as one`);
    must(id === NO_PAGE || reclaim.frameOf(id) === frame, () => `${at()}: its page is elsewhere`);
    const slot = slotOf[frame]!;
    must(slot === NO_SWAP_SLOT || (isPage && swap!.cached[slot] === frame), () => `${at()}: slot ${slot} is not its`);
    must(
      kind[frame] !== ANONYMOUS || physical.mapped[frame]! > 0 || slot !== NO_SWAP_SLOT,
      () => `${at()}: belongs to nobody`,
    );
    must(
      slot === NO_SWAP_SLOT || dirty[frame] === 0 || swap!.references[slot] === 0,
      () => `${at()}: dirty, slot in use`,
    );
    if (kind[frame] === CACHED) {
      const object = physical.object[frame]!;
      found.objects.add(object);
      must(object.resident(physical.objectIndex[frame]!) === frame, () => `${at()}: not what its object says`);
      const waits = dirty[frame] === 1 && object.file !== undefined;
      if (waits) waiting++;
      must(waits === writeBack.has(frame), () => `${at()}: waits for write-back or not`);
    }
  }
  must(freeFrames === allocator.free, () => `${allocator.free} frames are free, but ${freeFrames} are`);
  must(waiting === writeBack.waiting, () => `${writeBack.waiting} frames wait for write-back, not ${waiting}`);
  must(
    physical.contents(ZERO_FRAME).every((byte) => byte === 0),
    () => 'the zero page was written to',
  );
}

function checkSwap(physical: PhysicalMemory, found: Found): void {
  for (const object of found.objects) checkObject(physical, object, found);
  const { swap, slotOf } = physical;
  if (swap === undefined) return;
  let used = 0;
  let spares = 0;
  for (let slot = 0; slot < swap.slots; slot++) {
    const references = swap.references[slot]!;
    const cached = swap.cached[slot]!;
    must(
      references === found.references[slot],
      () => `slot ${slot}: ${found.references[slot]} hold it, not ${references}`,
    );
    must(cached === NO_FRAME || slotOf[cached] === slot, () => `slot ${slot}: frame ${cached} does not know`);
    if (references === 0 && cached !== NO_FRAME) spares++;
    if (!swap.isFree(slot)) used++;
    else must(swap.pageId[slot] === NO_PAGE, () => `slot ${slot}: free, with page ${swap.pageId[slot]}`);
  }
  must(spares === swap.spares, () => `${spares} slots are spare, not ${swap.spares}`);
  must(used === swap.used, () => `${used} slots are used, not ${swap.used}`);
}

function checkObject(physical: PhysicalMemory, object: PagedObject, found: Found): void {
  for (const [index, frame] of object.pages) {
    const isIts = physical.kind[frame] === CACHED && physical.object[frame] === object;
    must(isIts && physical.objectIndex[frame] === index, () => `${object.name}, page ${index}: not in frame ${frame}`);
    must(index < object.pageCount, () => `${object.name}, page ${index}: behind the end`);
    must(!object.swapped.has(index) && !object.ghosts.has(index), () => `${object.name}, page ${index}: in two places`);
  }
  for (const slot of object.swapped.values()) found.references[slot]!++;
}
