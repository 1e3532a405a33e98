/**
 * What several areas can map, page by page: a file, or shared memory that has no file. Its resident pages are the page
 * cache: mappings lead to the same frames that `read` and `write` use, so that all see the same bytes.
 *
 * Invariants
 * 1. A frame of kind CACHED belongs to one page of one object, and that object has it in `pages`.
 * 2. Bytes of a page behind the file's end are 0 when the page is read, and are never written back.
 */
import type { Bytes } from '../../base/ids.js';
import { PAGE, type BackingFile } from './contract.js';
import { NO_FRAME } from './frame-allocator.js';
import { CACHED, type PhysicalMemory } from './physical-memory.js';

export class PagedObject {
  readonly name: string;
  /** Resident pages by their index in the object. */
  readonly pages = new Map<number, number>();
  readonly file: BackingFile | undefined;
  readonly #physical: PhysicalMemory;
  #size: Bytes;
  /** Areas and handles that use it. */
  #users = 0;

  /** @param size of shared memory; a file knows its own */
  constructor(physical: PhysicalMemory, name: string, file: BackingFile | undefined, size: Bytes = 0) {
    this.#physical = physical;
    this.name = name;
    this.file = file;
    this.#size = file?.size() ?? size;
  }

  get size(): Bytes {
    return this.#size;
  }

  attach(): void {
    this.#users++;
  }

  detach(): void {
    this.#users--;
  }

  get users(): number {
    return this.#users;
  }

  /** Pages that begin before the end. */
  get pageCount(): number {
    return Math.ceil(this.#size / PAGE);
  }

  /** The frame of a page, or NO_FRAME when it is not resident. */
  resident(index: number): number {
    return this.pages.get(index) ?? NO_FRAME;
  }

  /** Reads a page into a frame, which is the object's from now on. What the file throws comes out. */
  load(index: number, frame: number): void {
    const bytes = this.#physical.contents(frame);
    const read = this.file === undefined ? 0 : this.file.read(index * PAGE, bytes);
    bytes.fill(0, read);
    this.#physical.kind[frame] = CACHED;
    this.#physical.object[frame] = this;
    this.#physical.objectIndex[frame] = index;
    this.pages.set(index, frame);
  }
}
