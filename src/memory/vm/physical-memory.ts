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
 *     dirty        1: changed since it was read or written back, as far as entries that are gone saw it; live entries have
 *                  dirty bits of their own
 *     of a table   whose it is, the first page that it translates, entries that are not 0
 *     if CACHED    the object, and which page of it
 *
 * Invariants
 * 1. Frame 0 holds zeros and nobody writes there.
 * 2. `mapped` is the number of entries that lead to the frame; each of them is in the reverse map (the zero page's are not).
 * 3. A frame is FREE exactly if the allocator has it.
 *
 * The views are good until the memory grows; whoever lets it grow calls `refresh`.
 */
import type { Address, Bytes } from '../../base/ids.js';
import { PAGE, PAGE_SHIFT } from './contract.js';
import { FrameAllocator, NO_FRAME } from './frame-allocator.js';
import type { FlatTable } from './flat-table.js';
import type { PagedObject } from './paged-object.js';
import { ReverseMap } from './reverse-map.js';

export const FREE = 0;
export const ZERO = 1;
export const TABLE = 2;
export const ANONYMOUS = 3;
export const CACHED = 4;

export const ZERO_FRAME = 0;

/** What frames know of the address space that a table belongs to. */
export interface TableOwner {
  readonly id: number;
  flat: FlatTable | undefined;
}

export interface PhysicalOptions {
  /** Bytes of all frames; a multiple of 4 KiB. */
  size: Bytes;
  /** Where the frames lie; by default a memory of their own. */
  memory?: WebAssembly.Memory;
  /** Memory address of the first frame, a multiple of 4 KiB. */
  base?: Address;
}

export class PhysicalMemory {
  readonly memory: WebAssembly.Memory;
  readonly base: Address;
  readonly frames: number;
  readonly allocator: FrameAllocator;
  readonly reverse: ReverseMap;
  readonly kind: Uint8Array;
  readonly mapped: Int32Array;
  readonly dirty: Uint8Array;
  readonly tableOwner: (TableOwner | undefined)[];
  readonly tableFirstPage: Float64Array;
  readonly tableEntries: Int32Array;
  readonly object: (PagedObject | undefined)[];
  readonly objectIndex: Float64Array;
  /** All frames. */
  bytes!: Uint8Array;
  words!: Int32Array;
  #spaces = 0;

  constructor({ size, memory, base = 0 }: PhysicalOptions) {
    if (size % PAGE !== 0 || size < 8 * PAGE || size > 2 ** 32)
      throw new RangeError(`physical memory of ${size} bytes: it has whole frames of 4 KiB, from 8 of them to 4 GiB`);
    if (base % PAGE !== 0) throw new RangeError(`frames at ${base}: not at a multiple of 4096`);
    this.memory = memory ?? new WebAssembly.Memory({ initial: Math.ceil((base + size) / 65536) });
    this.base = base;
    this.frames = size / PAGE;
    this.allocator = new FrameAllocator(this.frames);
    this.reverse = new ReverseMap(this.frames);
    this.kind = new Uint8Array(this.frames);
    this.mapped = new Int32Array(this.frames);
    this.dirty = new Uint8Array(this.frames);
    this.tableOwner = Array.from({ length: this.frames }, () => undefined);
    this.tableFirstPage = new Float64Array(this.frames);
    this.tableEntries = new Int32Array(this.frames);
    this.object = Array.from({ length: this.frames }, () => undefined);
    this.objectIndex = new Float64Array(this.frames);
    this.refresh();
    this.allocator.allocate();
    this.kind[ZERO_FRAME] = ZERO;
    this.clear(ZERO_FRAME);
  }

  refresh(): void {
    this.bytes = new Uint8Array(this.memory.buffer, this.base, this.frames * PAGE);
    this.words = new Int32Array(this.memory.buffer, this.base, (this.frames * PAGE) / 4);
  }

  newSpaceId(): number {
    return ++this.#spaces;
  }

  /** A frame with undefined contents, or NO_FRAME. */
  obtain(kind: number): number {
    const frame = this.allocator.allocate();
    if (frame === NO_FRAME) return NO_FRAME;
    this.kind[frame] = kind;
    this.mapped[frame] = 0;
    this.dirty[frame] = 0;
    return frame;
  }

  /** Nothing leads to the frame any more. */
  release(frame: number): void {
    this.kind[frame] = FREE;
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
}
