/**
 * The frames of a machine: 4 KiB each, in one WebAssembly.Memory from a base on, shared by all address spaces.
 *
 *     base                        base + 4096 * frame
 *     | zero page | frame 1 | ... |
 *
 * What is known of a frame stands in arrays beside the memory, as an operating system keeps it:
 *
 *     kind         FREE, ZERO, TABLE, ANONYMOUS (a private page), CACHED (a page of an object: a file, shared memory)
 *     mapped       page table entries that lead to it
 *     locked       those of them that are locked
 *     dirty        1: changed since it was read or written back. It is set with the dirty bit of an entry; cleaning a frame
 *                  clears both
 *     lazyFree     1: its owner does not need the contents any more, unless it writes again (MADV_FREE)
 *     slotOf       the swap slot with the same bytes (or older ones, if dirty), or NO_SWAP_SLOT
 *     of a table   whose it is, the first page that it translates, entries that are not 0
 *     if CACHED    the object, and which page of it
 *
 * Invariants
 * 1. Frame 0 holds zeros and nobody writes there.
 * 2. `mapped` is the number of entries that lead to the frame; each of them is in the reverse map (the zero page's are not).
 * 3. A frame is FREE exactly if the allocator has it.
 * 4. An entry with the dirty bit leads to a dirty frame.
 * invariants.ts checks these and those of all other parts.
 *
 * The views are good until the memory grows; whoever lets it grow calls `refresh`.
 */
import type { Address, Bytes } from '../../base/ids.js';
import { Commit, type OvercommitOptions } from './commit.js';
import { PAGE, PAGE_SHIFT, type CacheableFile } from './contract.js';
import { ACCESSED, DIRTY, LOCKED, WRITABLE } from './entry.js';
import { FrameAllocator, NO_FRAME } from './frame-allocator.js';
import { CACHED, FREE, TABLE, ZERO, ZERO_FRAME } from './frame-kinds.js';
import { PagedObject } from './paged-object.js';
import { Reclaim, type PolicyChoice } from './reclaim.js';
import { ReverseMap } from './reverse-map.js';
import { NO_SWAP_SLOT, Swap, type SwapOptions } from './swap.js';
import { WriteBack, type WriteBackOptions } from './write-back.js';

/** What frames know of the address space that a table belongs to. */
export interface TableOwner {
  readonly id: number;
  /** Pages that are mapped to frames, the zero page left out; entries that hold a swap slot. */
  resident: number;
  swapped: number;
  /** Gives back a table, if it is empty. @returns whether it was */
  dropTable(frame: number): boolean;
  /** What was known of a page's entry is not true any more. */
  changed(page: number): void;
  /** The next write to the page must be seen. */
  cleaned(page: number): void;
}

/** An address space, as far as others must know of it. */
export interface MappedSpace {
  /** Pages `from` on of an object do not exist any more: what of it is mapped goes, private copies too. */
  dropObjectPages(object: PagedObject, from: number): void;
}

export interface PhysicalOptions {
  /** Bytes of all frames; a multiple of 4 KiB. */
  size: Bytes;
  /** Where the frames lie; by default a memory of their own. */
  memory?: WebAssembly.Memory;
  /** Memory address of the first frame, a multiple of 4 KiB. */
  base?: Address;
  /** Which pages leave; by default clock. */
  policy?: PolicyChoice;
  /** By default there is no swap, and only pages of files can leave. */
  swap?: SwapOptions;
  overcommit?: OvercommitOptions;
  writeBack?: WriteBackOptions;
}

export class PhysicalMemory {
  readonly memory: WebAssembly.Memory;
  readonly base: Address;
  readonly frames: number;
  readonly allocator: FrameAllocator;
  readonly reverse: ReverseMap;
  readonly swap: Swap | undefined;
  readonly reclaim: Reclaim;
  readonly writeBack: WriteBack;
  readonly commit: Commit;
  readonly kind: Uint8Array;
  readonly mapped: Int32Array;
  readonly locked: Int32Array;
  readonly dirty: Uint8Array;
  readonly lazyFree: Uint8Array;
  readonly slotOf: Int32Array;
  readonly tableOwner: (TableOwner | undefined)[];
  readonly tableFirstPage: Float64Array;
  readonly tableEntries: Int32Array;
  readonly object: (PagedObject | undefined)[];
  readonly objectIndex: Float64Array;
  readonly spaces = new Map<number, MappedSpace>();
  /** The table in which a fault is about to make an entry; it must not go meanwhile. */
  heldTable = NO_FRAME;
  /** Tables that have become empty as pages left, and perhaps are no more. */
  readonly #emptyTables: number[] = [];
  /** All frames. */
  bytes!: Uint8Array;
  words!: Int32Array;
  #spacesMade = 0;
  readonly #files = new Map<string, PagedObject>();

  constructor({ size, memory, base = 0, policy, swap, overcommit, writeBack }: PhysicalOptions) {
    if (size % PAGE !== 0 || size < 8 * PAGE || size > 2 ** 32)
      throw new RangeError(`physical memory of ${size} bytes: it has whole frames of 4 KiB, from 8 of them to 4 GiB`);
    if (base % PAGE !== 0) throw new RangeError(`frames at ${base}: not at a multiple of 4096`);
    this.memory = memory ?? new WebAssembly.Memory({ initial: Math.ceil((base + size) / 65536) });
    this.base = base;
    this.frames = size / PAGE;
    this.allocator = new FrameAllocator(this.frames, 1);
    this.reverse = new ReverseMap(this.frames);
    this.kind = new Uint8Array(this.frames);
    this.mapped = new Int32Array(this.frames);
    this.locked = new Int32Array(this.frames);
    this.dirty = new Uint8Array(this.frames);
    this.lazyFree = new Uint8Array(this.frames);
    this.slotOf = new Int32Array(this.frames).fill(NO_SWAP_SLOT);
    this.tableOwner = Array.from({ length: this.frames }, () => undefined);
    this.tableFirstPage = new Float64Array(this.frames);
    this.tableEntries = new Int32Array(this.frames);
    this.object = Array.from({ length: this.frames }, () => undefined);
    this.objectIndex = new Float64Array(this.frames);
    this.swap = swap === undefined ? undefined : new Swap(swap);
    this.reclaim = new Reclaim(this, policy);
    this.writeBack = new WriteBack(this, writeBack);
    this.commit = new Commit(this.frames, this.swap?.slots ?? 0, overcommit);
    this.refresh();
    this.kind[ZERO_FRAME] = ZERO;
    this.clear(ZERO_FRAME);
  }

  refresh(): void {
    this.bytes = new Uint8Array(this.memory.buffer, this.base, this.frames * PAGE);
    this.words = new Int32Array(this.memory.buffer, this.base, (this.frames * PAGE) / 4);
  }

  /** @returns its number */
  register(space: MappedSpace): number {
    const id = ++this.#spacesMade;
    this.spaces.set(id, space);
    return id;
  }

  /**
   * The object of a file: the same one for the same key as long as the cache has it, so that all see the same bytes. The
   * caller attaches to it.
   * @param key what tells files apart, as device and inode do
   * @param open called when the cache does not have the file
   */
  openFile(key: string, name: string, open: () => CacheableFile): PagedObject {
    const known = this.#files.get(key);
    if (known !== undefined) return known;
    const file = open();
    const object = new PagedObject(this, name, file, {
      keep: () => file.keep?.() === true,
      onEnd: () => {
        this.#files.delete(key);
        file.close?.();
      },
    });
    this.#files.set(key, object);
    return object;
  }

  /** A file that nobody uses leaves the cache. */
  forgetFile(key: string): void {
    this.#files.get(key)?.end();
  }

  /** Memory for several to map, which holds zeros; the caller attaches to it. @throws MemoryRefused by overcommit */
  sharedMemory(name: string, size: Bytes): PagedObject {
    const pages = Math.ceil(size / PAGE);
    this.commit.promise(pages);
    return new PagedObject(this, name, undefined, { size, onEnd: () => this.commit.giveBack(pages) });
  }

  /** A frame with undefined contents, or NO_FRAME. Pages may leave to make it free. */
  obtain(kind: number): number {
    let frame = this.allocator.allocate();
    while (frame === NO_FRAME) {
      if (!this.#dropEmptyTable() && !this.reclaim.makeFree()) return NO_FRAME;
      frame = this.allocator.allocate();
    }
    this.kind[frame] = kind;
    return frame;
  }

  /** Nothing leads to the frame, and no slot has its bytes. */
  release(frame: number): void {
    this.kind[frame] = FREE;
    this.dirty[frame] = 0;
    this.lazyFree[frame] = 0;
    this.object[frame] = undefined;
    this.tableOwner[frame] = undefined;
    this.allocator.release(frame);
  }

  addressOf(frame: number): Address {
    return this.base + frame * PAGE;
  }

  clear(frame: number): void {
    this.bytes.fill(0, frame << PAGE_SHIFT, (frame + 1) * PAGE);
  }

  copy(from: number, to: number): void {
    this.bytes.copyWithin(to * PAGE, from * PAGE, (from + 1) * PAGE);
  }

  /** A frame's bytes. */
  contents(frame: number): Uint8Array {
    return this.bytes.subarray(frame * PAGE, (frame + 1) * PAGE);
  }

  /** The page that the entry at a slot translates. */
  pageOfSlot(slot: number): number {
    return this.tableFirstPage[slot >>> 9]! + (slot & 511);
  }

  ownerOfSlot(slot: number): TableOwner {
    return this.tableOwner[slot >>> 9]!;
  }

  /** Somebody writes to a frame. */
  markDirty(frame: number): void {
    this.lazyFree[frame] = 0;
    if (this.dirty[frame] === 1) return;
    this.dirty[frame] = 1;
    if (this.kind[frame] === CACHED) this.writeBack.dirtied(frame);
  }

  /** A frame is as it is in its file or slot; the next write to it will be seen, and is a fault if it is a file's. */
  markClean(frame: number): void {
    this.dirty[frame] = 0;
    if (this.kind[frame] === CACHED) this.writeBack.cleaned(frame);
    const bits = this.object[frame]?.file === undefined ? DIRTY : DIRTY | WRITABLE;
    this.reverse.each(frame, (slot) => {
      this.words[2 * slot]! &= ~bits;
      this.ownerOfSlot(slot).cleaned(this.pageOfSlot(slot));
    });
  }

  /** The next reference of a frame's page must be seen. */
  clearAccessed(frame: number): void {
    this.reverse.each(frame, (slot) => {
      this.words[2 * slot]! &= ~ACCESSED;
      this.ownerOfSlot(slot).changed(this.pageOfSlot(slot));
    });
  }

  /** All entries that lead to a frame get other words instead: a swap slot, or 0. @returns how many there were */
  replaceEntries(frame: number, low: number, high: number): number {
    const count = this.mapped[frame]!;
    for (let slot = this.reverse.first(frame); slot >= 0; slot = this.reverse.first(frame)) {
      this.reverse.remove(frame, slot);
      if ((this.words[2 * slot]! & LOCKED) !== 0) this.locked[frame]!--;
      this.words[2 * slot] = low;
      this.words[2 * slot + 1] = high;
      const owner = this.ownerOfSlot(slot);
      owner.resident--;
      if (low !== 0) owner.swapped++;
      else if (--this.tableEntries[slot >>> 9]! === 0) this.#emptyTables.push(slot >>> 9);
      owner.changed(this.pageOfSlot(slot));
    }
    this.mapped[frame] = 0;
    return count;
  }

  /** @returns whether a frame has become free */
  #dropEmptyTable(): boolean {
    for (let table = this.#emptyTables.pop(); table !== undefined; table = this.#emptyTables.pop()) {
      // It may have been filled again, or have gone; and the one that is held is about to be filled.
      if (this.kind[table] !== TABLE || table === this.heldTable) continue;
      if (this.tableOwner[table]!.dropTable(table)) return true;
    }
    return false;
  }
}
