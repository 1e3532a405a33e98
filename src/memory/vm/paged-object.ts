/**
 * What several areas can map, page by page: a file, or shared memory that has no file. Its resident pages are the page
 * cache: mappings lead to the same frames that `read` and `write` use, so that all see the same bytes.
 *
 *     pages      index in the object -> frame          resident
 *     swapped    index -> swap slot                    of shared memory: left to swap
 *     ghosts     index -> number                       of a file: left, and the replacement policy remembers them
 *
 * Invariants
 * 1. A frame of kind CACHED belongs to one page of one object, and that object has it in `pages`.
 * 2. Bytes of a page behind the end are 0 when the page is read, and are never written back.
 * 3. A page is in one of the three maps at most, and begins before the end.
 *
 * An object that has no users any more is written back, and then ends, or is kept for whoever uses it again: its frames are free
 * then, or will be when others need them.
 */
import type { Bytes } from '../../base/ids.js';
import { Fault, MemoryRefused, PAGE, type BackingFile, type FaultCode } from './contract.js';
import { NO_FRAME } from './frame-allocator.js';
import { CACHED } from './frame-kinds.js';
import type { PhysicalMemory } from './physical-memory.js';
import { readFromSwap } from './swap-io.js';

export class PagedObject {
  readonly name: string;
  readonly file: BackingFile | undefined;
  readonly pages = new Map<number, number>();
  readonly swapped = new Map<number, number>();
  readonly ghosts = new Map<number, number>();
  /** How the last page came: by a fault of which kind. */
  cameBy: FaultCode = Fault.cached;
  /** What the file threw when a page was to be written; undefined again when that has been told. */
  failure: unknown;
  pagesIn = 0;
  /** As /proc/PID/maps shows them. */
  device = '00:00';
  inode = 0;
  readonly #physical: PhysicalMemory;
  readonly #keep: (() => boolean) | undefined;
  readonly #onEnd: (() => void) | undefined;
  #size: Bytes;
  #users = 0;

  /**
   * @param size of shared memory; a file knows its own
   * @param keep whether it is kept; asked when the last user has gone and all is written back
   * @param onEnd its pages are gone
   */
  constructor(
    physical: PhysicalMemory,
    name: string,
    file: BackingFile | undefined,
    { size = 0, keep, onEnd }: { size?: Bytes; keep?: () => boolean; onEnd?: () => void } = {},
  ) {
    this.#physical = physical;
    this.name = name;
    this.file = file;
    this.#size = file?.size() ?? size;
    this.#keep = keep;
    this.#onEnd = onEnd;
  }

  get size(): Bytes {
    return this.#size;
  }

  /** Areas and handles that use it. */
  get users(): number {
    return this.#users;
  }

  attach(): void {
    this.#users++;
  }

  /** The last user to go writes back what is dirty; what cannot be written is lost, and `failure` and onError say so. */
  detach(): void {
    if (--this.#users > 0) return;
    if (this.file !== undefined) this.#physical.writeBack.writeRange(this, 0, this.pageCount);
    if (this.#keep?.() !== true) this.end();
  }

  /** Nobody uses it: its pages end. What is dirty is lost. */
  end(): void {
    for (const index of [...this.pages.keys()]) this.#drop(index);
    this.#forgetOutside(0);
    this.#onEnd?.();
  }

  /** A resident page is not as it is in the file. */
  get isDirty(): boolean {
    for (const frame of this.pages.values()) if (this.#physical.dirty[frame] === 1) return true;
    return false;
  }

  /** Pages that begin before the end. */
  get pageCount(): number {
    return Math.ceil(this.#size / PAGE);
  }

  /** It has no such page, as its file is now. */
  endsBefore(index: number): boolean {
    this.#noticeSize();
    return index >= this.pageCount;
  }

  /** The frame of a page, or NO_FRAME when it is not resident. */
  resident(index: number): number {
    return this.pages.get(index) ?? NO_FRAME;
  }

  /**
   * The frame of a page, which is read if need be; `cameBy` says how it came. Other pages may leave, also of this object.
   * @returns a frame, or -1 - code of a fault
   */
  bring(index: number): number {
    const physical = this.#physical;
    this.cameBy = Fault.cached;
    const resident = this.resident(index);
    if (resident !== NO_FRAME) return resident;
    if (this.endsBefore(index)) return -1 - Fault.beyondEnd;
    const slot = this.swapped.get(index);
    const cached = slot === undefined ? NO_FRAME : physical.swap!.cached[slot]!;
    const frame = cached === NO_FRAME ? physical.obtain(CACHED) : cached;
    if (frame === NO_FRAME) return -1 - Fault.outOfMemory;
    try {
      if (slot !== undefined) this.#fromSwap(index, slot, frame, cached !== NO_FRAME);
      else this.#fromFile(index, frame);
    } catch {
      physical.release(frame);
      return -1 - Fault.ioError;
    }
    physical.kind[frame] = CACHED;
    physical.object[frame] = this;
    physical.objectIndex[frame] = index;
    this.pages.set(index, frame);
    return frame;
  }

  /** Reads through the cache. @returns the bytes that there were. @throws MemoryRefused */
  read(offset: Bytes, into: Uint8Array): Bytes {
    this.#noticeSize();
    const length = Math.max(0, Math.min(into.length, this.#size - offset));
    this.#each(offset, length, (frame, at, done, part) => {
      into.set(this.#physical.contents(frame).subarray(at, at + part), done);
    });
    return length;
  }

  /** Writes through the cache; the file grows as needed. @throws MemoryRefused; what lies before is written */
  write(offset: Bytes, from: Uint8Array): void {
    this.#noticeSize();
    if (offset + from.length > this.#size) this.resize(offset + from.length);
    this.#each(offset, from.length, (frame, at, done, part) => {
      this.#physical.writeBack.balance();
      this.#physical.markDirty(frame);
      this.#physical.contents(frame).set(from.subarray(done, done + part), at);
    });
  }

  /** Grows with zeros, or ends earlier: pages behind the end are unmapped everywhere. @throws MemoryRefused */
  resize(size: Bytes): void {
    try {
      this.file?.truncate(size);
    } catch (error) {
      throw new MemoryRefused('EIO', `${this.name} cannot be made ${size} bytes long: ${messageOf(error)}`);
    }
    this.#sizeChanged(size, true);
  }

  /** What is dirty is in the file, and would survive a crash. @throws MemoryRefused; what is not written stays dirty */
  sync(from = 0, to = this.pageCount): void {
    if (this.file === undefined) return;
    const isWritten = this.#physical.writeBack.writeRange(this, from, to);
    const { failure } = this;
    this.failure = undefined;
    if (!isWritten || failure !== undefined)
      throw new MemoryRefused('EIO', `pages of ${this.name} could not be written: ${messageOf(failure)}`);
    try {
      this.file.sync();
    } catch (error) {
      throw new MemoryRefused('EIO', `${this.name} could not be synchronised: ${messageOf(error)}`);
    }
  }

  /** Puts bytes into the file, up to its end. What the file throws comes out. */
  writeOut(offset: Bytes, bytes: Uint8Array): void {
    // Somebody else may have made the file shorter: it must not grow again by this.
    const end = Math.min(this.#size, this.file!.size());
    if (offset < end) this.file!.write(offset, bytes.subarray(0, end - offset));
  }

  /** Others may have changed the file's size. */
  #noticeSize(): void {
    const size = this.file?.size() ?? this.#size;
    if (size !== this.#size) this.#sizeChanged(size, false);
  }

  #fromFile(index: number, frame: number): void {
    const physical = this.#physical;
    const bytes = physical.contents(frame);
    bytes.fill(0, this.file === undefined ? 0 : this.file.read(index * PAGE, bytes));
    this.cameBy = this.file === undefined ? Fault.zero : Fault.file;
    if (this.file !== undefined) this.pagesIn++;
    const id = this.ghosts.get(index);
    if (id === undefined) return;
    this.ghosts.delete(index);
    physical.reclaim.returned(frame, id);
  }

  #fromSwap(index: number, slot: number, frame: number, isCached: boolean): void {
    if (!isCached) {
      readFromSwap(this.#physical, slot, frame);
      this.cameBy = Fault.swap;
    }
    this.swapped.delete(index);
    this.#physical.swap!.unreference(slot);
  }

  #sizeChanged(size: Bytes, isByUs: boolean): void {
    const before = this.#size;
    const lastBefore = before % PAGE === 0 ? NO_FRAME : this.resident(this.pageCount - 1);
    this.#size = size;
    if (size >= before) {
      if (lastBefore === NO_FRAME) return;
      // What programs wrote behind the end does not become part of the file; what others put there does.
      if (isByUs) this.#physical.contents(lastBefore).fill(0, before % PAGE);
      else if (this.#physical.dirty[lastBefore] === 0) this.#drop(Math.floor(before / PAGE));
      return;
    }
    const physical = this.#physical;
    const end = this.pageCount;
    for (const space of physical.spaces.values()) space.dropObjectPages(this, end);
    for (const index of [...this.pages.keys()]) if (index >= end) this.#drop(index);
    this.#forgetOutside(end);
    const last = size % PAGE === 0 ? NO_FRAME : this.resident(end - 1);
    if (last !== NO_FRAME) physical.contents(last).fill(0, size % PAGE);
  }

  /** A resident page ends; nothing is written. */
  #drop(index: number): void {
    const physical = this.#physical;
    const frame = this.pages.get(index)!;
    physical.replaceEntries(frame, 0, 0);
    physical.markClean(frame);
    this.pages.delete(index);
    physical.reclaim.ended(frame);
    physical.release(frame);
  }

  /** Pages `from` on that are not resident end. */
  #forgetOutside(from: number): void {
    const { reclaim } = this.#physical;
    for (const [index, slot] of this.swapped) {
      if (index < from) continue;
      this.swapped.delete(index);
      reclaim.leaveSlot(slot);
    }
    for (const [index, id] of this.ghosts) {
      if (index < from) continue;
      this.ghosts.delete(index);
      reclaim.endedOutside(id);
    }
  }

  /** Visits the pages of a range, each resident. @throws MemoryRefused */
  #each(offset: Bytes, length: Bytes, visit: (frame: number, at: Bytes, done: Bytes, part: Bytes) => void): void {
    for (let done = 0; done < length; ) {
      const at = (offset + done) % PAGE;
      const part = Math.min(length - done, PAGE - at);
      const frame = this.bring((offset + done - at) / PAGE);
      if (frame === -1 - Fault.outOfMemory)
        throw new MemoryRefused('ENOMEM', `no frame is left for a page of ${this.name}`);
      if (frame < 0) throw new MemoryRefused('EIO', `a page of ${this.name} could not be read`);
      visit(frame, at, done, part);
      this.#physical.reclaim.touch(frame, false);
      done += part;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
