/**
 * A part of a file in memory, one for all shared maps of that part: they see each other's writes at once. What they write
 * gets into the file when the program flushes, closes, ends, or is about to use the file in any other way; what it writes
 * in another way gets into the memory at once. What other programs do to the file meanwhile is not seen.
 *
 * Maps of overlapping parts share one region: when a map needs more than there is, the region grows and moves. It cannot
 * while somebody has a buffer of it; then there are two, which agree whenever one of them is written back.
 */
import type { Address } from '../../../base/ids.js';
import type { FileWatcher, KeptFile } from '../../../process/confined-files.js';
import type { Handle } from '../../../process/host.js';
import type { Runtime } from '../../runtime/runtime.js';
import { mapBlock, readFile, writeFile } from './blocks.js';
import { DirtyPages } from './dirty-pages.js';
import type { SharedMemory } from './memory.js';

export class FileRegion {
  readonly start: number;
  readonly length: number;
  readonly at: Address;
  readonly users = new Set<SharedMemory>();
  readonly dirty = new DirtyPages();
  /** How many buffers of it there are. */
  buffers = 0;
  readonly #rt: Runtime;

  constructor(rt: Runtime, start: number, length: number) {
    this.#rt = rt;
    this.start = start;
    this.length = length;
    this.at = mapBlock(rt, length);
  }

  get end(): number {
    return this.start + this.length;
  }

  get bytes(): Uint8Array {
    return this.#rt.views.u8.subarray(this.at, this.at + this.length);
  }

  /** Makes a part of the memory what the file is. */
  read(file: KeptFile, from: number, to: number): void {
    readFile(file, this.bytes.subarray(from, to), this.start + from);
    this.dirty.refreshed(this.bytes, from, to - from);
  }

  /** Writes what has changed in a part, as far as the file goes. @returns the ranges, as offsets in the file */
  writeBack(from: number, to: number): [from: number, to: number][] {
    const file = [...this.users].find((user) => user.canWrite)?.file;
    if (file === undefined) return [];
    const ranges = this.dirty.take(this.bytes, from, to);
    if (ranges.length === 0) return [];
    const size = Number(file.status().size) - this.start;
    const written: [number, number][] = [];
    for (const [begin, last] of ranges) {
      const end = Math.min(last, size);
      if (begin >= end) continue;
      writeFile(file, this.bytes.subarray(begin, end), this.start + begin);
      written.push([this.start + begin, this.start + end]);
    }
    return written;
  }

  free(): void {
    this.#rt.kernel.freeBlock(this.at, this.length);
  }
}

const registries = new WeakMap<Runtime, FileRegions>();

/** The regions of a program, by file. */
export class FileRegions implements FileWatcher {
  readonly #rt: Runtime;
  readonly #regions = new Map<string, FileRegion[]>();

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  static of(rt: Runtime): FileRegions {
    let regions = registries.get(rt);
    if (regions === undefined) registries.set(rt, (regions = new FileRegions(rt)));
    return regions;
  }

  /** A region with a part of the user's file. @throws PythonError with ENOMEM */
  join(user: SharedMemory, start: number, length: number): FileRegion {
    const regions = this.#regions.get(user.key) ?? [];
    const fitting = regions.find((region) => region.start <= start && start + length <= region.end);
    if (fitting !== undefined) {
      fitting.users.add(user);
      return fitting;
    }
    const movable = regions.filter(
      (region) => region.buffers === 0 && region.start < start + length && start < region.end,
    );
    const from = Math.min(start, ...movable.map((region) => region.start));
    const to = Math.max(start + length, ...movable.map((region) => region.end));
    const region = new FileRegion(this.#rt, from, to - from);
    try {
      for (const known of regions) this.writeBack(user.key, known);
      region.read(user.file, 0, region.length);
    } catch (problem) {
      region.free();
      throw problem;
    }
    for (const old of movable) {
      for (const mover of old.users) {
        region.users.add(mover);
        mover.region = region;
      }
      old.users.clear();
      old.free();
    }
    region.users.add(user);
    this.#regions.set(user.key, [...regions.filter((known) => !movable.includes(known)), region]);
    this.#rt.surroundings.host.files.watcher = this;
    return region;
  }

  /** A map is gone: what it wrote is in the file. */
  leave(user: SharedMemory, region: FileRegion): void {
    try {
      this.writeBack(user.key, region);
    } finally {
      region.users.delete(user);
      if (region.users.size === 0) this.#drop(user.key, region);
    }
  }

  #drop(key: string, region: FileRegion): void {
    region.free();
    const left = (this.#regions.get(key) ?? []).filter((other) => other !== region);
    if (left.length > 0) this.#regions.set(key, left);
    else this.#regions.delete(key);
    if (this.#regions.size === 0) this.#rt.surroundings.host.files.watcher = undefined;
  }

  /** Other regions of the file are told what has changed. */
  writeBack(key: string, region: FileRegion, from = 0, to = region.length): void {
    for (const [begin, end] of region.writeBack(from, to)) this.#refresh(key, begin, end, region);
  }

  writeBackFile(key: string): void {
    for (const region of this.#regions.get(key) ?? []) this.writeBack(key, region);
  }

  writeBackAll(): void {
    for (const key of this.#regions.keys()) this.writeBackFile(key);
  }

  /** Gives a file another size. */
  resizeFile(file: KeptFile, size: number): void {
    const key = fileKey(file.status());
    this.writeBackFile(key);
    file.resize(size);
    this.#refresh(key, 0, Number.POSITIVE_INFINITY);
  }

  #refresh(key: string, from: number, to: number, except?: FileRegion): void {
    for (const region of this.#regions.get(key) ?? []) {
      const [user] = region.users;
      const [begin, end] = [Math.max(from, region.start), Math.min(to, region.end)];
      if (region !== except && begin < end) region.read(user.file, begin - region.start, end - region.start);
    }
  }

  #keyOf(handle: Handle): string {
    return fileKey(this.#rt.surroundings.host.files.status(handle));
  }

  beforeAccess(handle: Handle): void {
    this.writeBackFile(this.#keyOf(handle));
  }

  afterChange(handle: Handle, position: number | undefined, count: number): void {
    const [from, to] = position === undefined ? [0, Number.POSITIVE_INFINITY] : [position, position + count];
    this.#refresh(this.#keyOf(handle), from, to);
  }
}

/** What a file is known by, whatever its names and handles. */
export function fileKey({ device, inode }: { device: bigint; inode: bigint }): string {
  return `${device}:${inode}`;
}
