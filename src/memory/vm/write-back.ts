/**
 * Dirty pages of files, oldest first, and when they are written: on request (msync, munmap, closing), when their frame is
 * needed, and when more than `limit` of them wait. Linux's threads do the last one in the background; here it happens
 * before a page becomes dirty, so that the page about to be written to is not among them.
 *
 * Invariants
 * 1. The set has exactly the dirty frames of objects with a file.
 *
 * Pages of a file that follow each other are written at once. A page that cannot be written stays dirty and is tried again
 * later; the error is kept for whoever asks (`failure` of the object), and `onError` is told.
 * Cost: constant to get dirty; writing, all dirty pages of all objects and those that are written.
 */
import { PAGE } from './contract.js';
import type { PagedObject } from './paged-object.js';
import type { PhysicalMemory } from './physical-memory.js';

export interface WriteBackOptions {
  /** Dirty pages that may wait; by default a tenth of the frames, as Linux's dirty_background_ratio. */
  limit?: number;
  /** Pages that are written at once. */
  run?: number;
  onError?: (object: PagedObject, error: unknown) => void;
}

const USUAL_SHARE = 1 / 10;
const USUAL_RUN = 32;

export class WriteBack {
  readonly limit: number;
  pagesOut = 0;
  writes = 0;
  errors = 0;
  readonly #physical: PhysicalMemory;
  readonly #dirty = new Set<number>();
  readonly #onError: ((object: PagedObject, error: unknown) => void) | undefined;
  readonly #scratch: Uint8Array;
  readonly #run: number;

  constructor(physical: PhysicalMemory, { limit, run = USUAL_RUN, onError }: WriteBackOptions = {}) {
    this.#physical = physical;
    this.limit = limit ?? Math.max(1, Math.floor(physical.frames * USUAL_SHARE));
    this.#run = run;
    this.#onError = onError;
    this.#scratch = new Uint8Array(run * PAGE);
  }

  get waiting(): number {
    return this.#dirty.size;
  }

  has(frame: number): boolean {
    return this.#dirty.has(frame);
  }

  dirtied(frame: number): void {
    if (this.#physical.object[frame]!.file !== undefined) this.#dirty.add(frame);
  }

  cleaned(frame: number): void {
    this.#dirty.delete(frame);
  }

  /** Writes the oldest pages if there are too many. To be called before another page gets dirty. */
  balance(): void {
    if (this.#dirty.size < this.limit) return;
    const { object, objectIndex } = this.#physical;
    for (const frame of [...this.#dirty]) {
      if (this.#dirty.size <= this.limit / 2) return;
      // A run may have taken it along already.
      if (this.#dirty.has(frame) && !this.write(object[frame]!, objectIndex[frame]!)) return;
    }
  }

  /**
   * Writes pages from .. to-1 of an object that are dirty.
   * @param isLeaving somebody unmaps them: those that others map stay dirty, so that nobody has a fault by it
   * @returns whether all could be written
   */
  writeRange(object: PagedObject, from: number, to: number, isLeaving = false): boolean {
    let isWritten = true;
    /** Pages before were in an earlier run. */
    let written = 0;
    const { dirty, object: objects, objectIndex } = this.#physical;
    const indices: number[] = [];
    for (const frame of this.#dirty) {
      const index = objectIndex[frame]!;
      if (objects[frame] === object && index >= from && index < to) indices.push(index);
    }
    for (const index of indices.sort((a, b) => a - b)) {
      if (index < written || dirty[object.resident(index)] === 0) continue;
      const pages = this.#writeRun(object, index, isLeaving);
      written = index + Math.max(1, pages);
      if (pages === 0) isWritten = false;
    }
    return isWritten;
  }

  /** Writes a dirty page, and dirty ones that follow it. @returns whether that page could be written */
  write(object: PagedObject, index: number): boolean {
    return this.#writeRun(object, index, false) > 0;
  }

  /** @returns pages that were written */
  #writeRun(object: PagedObject, index: number, isLeaving: boolean): number {
    const physical = this.#physical;
    let pages = 0;
    for (; pages < this.#run; pages++) {
      const frame = object.resident(index + pages);
      if (frame < 0 || physical.dirty[frame] !== 1) break;
      this.#scratch.set(physical.contents(frame), pages * PAGE);
    }
    try {
      this.writes++;
      object.writeOut(index * PAGE, this.#scratch.subarray(0, pages * PAGE));
    } catch (error) {
      this.errors++;
      object.failure = error;
      this.#onError?.(object, error);
      return 0;
    }
    this.pagesOut += pages;
    for (let i = 0; i < pages; i++) {
      const frame = object.resident(index + i);
      if (!isLeaving || physical.mapped[frame] === 0) physical.markClean(frame);
    }
    return pages;
  }
}
