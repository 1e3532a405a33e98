/** What maps map: memory of their own, or a part of a file that they share. */
import type { Address } from '../../../base/ids.js';
import type { KeptFile } from '../../../process/confined-files.js';
import type { Runtime } from '../../runtime/runtime.js';
import { mapBlock, readFile } from './blocks.js';
import { fileKey, type FileRegion, FileRegions } from './file-region.js';

export interface MapMemory {
  readonly at: Address;
  /** The program has written through the map. */
  written(from: number, count: number): void;
  /** The program has one more buffer, one less. */
  lend(): void;
  giveBack(): void;
  writeBack(from: number, to: number): void;
  /** MADV_DONTNEED: what was written to memory of its own is forgotten. */
  forget(from: number, to: number): void;
  /** Memory of another length with the same bytes. @throws PythonError with ENOMEM */
  resize(length: number): void;
  free(): void;
}

/** Anonymous, or the bytes that a file had when it was mapped. */
export class OwnMemory implements MapMemory {
  at: Address;
  #length: number;
  readonly #rt: Runtime;
  readonly #file: KeptFile | undefined;
  readonly #offset: number;
  readonly #isShared: boolean;

  /** @param isShared with processes that there might be: then there is nothing to forget */
  constructor(rt: Runtime, length: number, file: KeptFile | undefined, offset: number, isShared: boolean) {
    this.#rt = rt;
    this.#isShared = isShared;
    this.#length = length;
    this.#file = file;
    this.#offset = offset;
    this.at = mapBlock(rt, length);
    try {
      this.#fill(0, length);
    } catch (problem) {
      this.free();
      throw problem;
    }
  }

  written(): void {}

  lend(): void {}

  giveBack(): void {}

  writeBack(): void {}

  forget(from: number, to: number): void {
    if (!this.#isShared) this.#fill(from, to);
  }

  #fill(from: number, to: number): void {
    const bytes = this.#rt.views.u8.subarray(this.at + from, this.at + Math.min(to, this.#length));
    if (this.#file === undefined) bytes.fill(0);
    else {
      FileRegions.of(this.#rt).writeBackFile(fileKey(this.#file.status()));
      readFile(this.#file, bytes, this.#offset + from);
    }
  }

  resize(length: number): void {
    const at = mapBlock(this.#rt, length);
    const { u8 } = this.#rt.views;
    const kept = Math.min(length, this.#length);
    u8.copyWithin(at, this.at, this.at + kept);
    u8.fill(0, at + kept, at + length);
    this.free();
    this.at = at;
    this.#length = length;
  }

  free(): void {
    this.#rt.kernel.freeBlock(this.at, this.#length);
  }
}

/** A part of a file, shared with all other maps of it. */
export class SharedMemory implements MapMemory {
  readonly file: KeptFile;
  readonly canWrite: boolean;
  readonly key: string;
  region: FileRegion;
  readonly #regions: FileRegions;
  readonly #offset: number;

  constructor(rt: Runtime, length: number, file: KeptFile, offset: number, canWrite: boolean) {
    this.#regions = FileRegions.of(rt);
    this.file = file;
    this.canWrite = canWrite;
    this.#offset = offset;
    this.key = fileKey(file.status());
    this.region = this.#regions.join(this, offset, length);
  }

  get at(): Address {
    return this.region.at + this.#within;
  }

  get #within(): number {
    return this.#offset - this.region.start;
  }

  written(from: number, count: number): void {
    this.region.dirty.add(this.#within + from, count);
  }

  lend(): void {
    if (this.region.buffers++ === 0) this.region.dirty.lend(this.region.bytes);
  }

  giveBack(): void {
    if (--this.region.buffers === 0) this.region.dirty.giveBack(this.region.bytes);
  }

  writeBack(from: number, to: number): void {
    this.#regions.writeBack(this.key, this.region, this.#within + from, this.#within + to);
  }

  forget(): void {}

  resize(length: number): void {
    const old = this.region;
    this.region = this.#regions.join(this, this.#offset, length);
    // Where the old one has grown into the new one, it has no users any more.
    if (old !== this.region && old.users.has(this)) this.#regions.leave(this, old);
  }

  free(): void {
    this.#regions.leave(this, this.region);
  }
}
