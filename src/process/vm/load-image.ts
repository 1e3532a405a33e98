/**
 * Puts a program's image into an address space, as an operating system loads an executable:
 *
 *     below the stack          nothing, and page 0 never; the lowest page of the stack's place is a guard
 *     stack                    zeros on demand, read and written
 *     data                     the module's segments, mapped privately: read on a page's first touch, copied on its first
 *                              write. Pages that only hold read-only data cannot be written
 *     bss                      zeros on demand
 *     heap                     from the end of the data up to the break
 */
import { alignDown, alignUp, type Address, type Bytes } from '../../base/ids.js';
import type { DataSegment, WasmModule } from '../../instrument/binary/module.js';
import type { AddressSpace } from '../../memory/vm/address-space.js';
import { STACK } from '../../memory/vm/area.js';
import { PAGE, READ, WRITE, type BackingFile } from '../../memory/vm/contract.js';
import { PagedObject } from '../../memory/vm/paged-object.js';
import type { PhysicalMemory } from '../../memory/vm/physical-memory.js';
import type { ProgramImage, Range } from '../image.js';

/** The pages of a module's data, as a file that can only be read. */
export interface ImageFile {
  start: Address;
  object: PagedObject;
  /** Pages whose bytes all lie in read-only segments. */
  readOnly: Range | undefined;
}

/** An image that takes more than this part of memory is not read ahead. */
const CACHED_SHARE = 4;

export function imageFile(module: WasmModule, image: ProgramImage, physical: PhysicalMemory, name: string): ImageFile {
  const segments = module.data.filter(({ active, bytes }) => active && bytes.length > 0);
  const end = segments.reduce(
    (high, { address, bytes }) => Math.max(high, (address ?? 0) + bytes.length),
    image.data.start,
  );
  const start = alignDown(
    segments.reduce((low, { address }) => Math.min(low, address ?? 0), image.data.start),
    PAGE,
  );
  const contents = new Uint8Array(alignUp(end - start, PAGE));
  for (const { address, bytes } of segments) contents.set(bytes, (address ?? 0) - start);
  const object = new PagedObject(physical, name, new ImageBytes(contents));
  // As after its compilation: the pages are in the page cache. A program that fills memory is read as it goes.
  if (object.pageCount * CACHED_SHARE <= physical.frames)
    for (let index = 0; index < object.pageCount; index++) object.bring(index);
  return {
    start,
    object,
    readOnly: readOnlyPages(segments, image),
  };
}

/** The pages that hold read-only data and nothing else that belongs to the program. */
function readOnlyPages(segments: readonly DataSegment[], { readOnly }: ProgramImage): Range | undefined {
  if (readOnly === undefined) return undefined;
  const others = segments
    .map(({ address, bytes }) => ({ start: address ?? 0, end: (address ?? 0) + bytes.length }))
    .filter(({ start, end }) => end <= readOnly.start || start >= readOnly.end);
  const isFree = (from: Address, to: Address): boolean => !others.some(({ start, end }) => start < to && end > from);
  const [low, high] = [alignDown(readOnly.start, PAGE), alignUp(readOnly.end, PAGE)];
  const start = isFree(low, readOnly.start) ? low : low + PAGE;
  const end = isFree(readOnly.end, high) ? high : high - PAGE;
  return end > start ? { start, end } : undefined;
}

/**
 * @param lowest address that can be mapped
 * @returns where the heap begins, at a page's start
 */
export function loadImage(space: AddressSpace, image: ProgramImage, file: ImageFile, lowest: Address): Address {
  const { stack, data, heapStart } = image;
  if (stack.end > stack.start) {
    // A stack that shares a page with data begins or ends behind it.
    const low = alignUp(stack.start, PAGE);
    const high = stack.end <= file.start ? Math.min(alignUp(stack.end, PAGE), file.start) : alignDown(stack.end, PAGE);
    if (low - PAGE >= lowest && space.areas.find(low - PAGE) === undefined)
      space.map({ address: low - PAGE, length: PAGE, fixed: 'keep', isGuard: true, name: '[stack guard]' });
    if (high > low) space.map({ address: low, length: high - low, fixed: 'keep', name: STACK, isStack: true });
  }
  const bytes = file.object.size;
  if (bytes > 0) {
    space.map({
      address: file.start,
      length: bytes,
      fixed: 'replace',
      object: file.object,
      protection: READ | WRITE,
    });
    if (file.readOnly !== undefined) space.protect(file.readOnly.start, file.readOnly.end - file.readOnly.start, READ);
  }
  const dataEnd = alignUp(Math.max(file.start + bytes, heapStart, data.end), PAGE);
  const bssStart = file.start + bytes;
  for (const [from, to] of gaps(space, bssStart, dataEnd))
    space.map({ address: from, length: to - from, fixed: 'keep', name: '[bss]' });
  return dataEnd;
}

/** What nothing is mapped to in a range. */
function gaps(space: AddressSpace, start: Address, end: Address): [from: Address, to: Address][] {
  const found: [Address, Address][] = [];
  let at = start;
  for (const area of space.areas.overlapping(start, end)) {
    if (area.start > at) found.push([at, area.start]);
    at = area.end;
  }
  if (at < end) found.push([at, end]);
  return found;
}

/** A file that nobody changes: private mappings keep what is written to themselves. */
class ImageBytes implements BackingFile {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  read(offset: Bytes, into: Uint8Array): Bytes {
    const part = this.#bytes.subarray(offset, offset + into.length);
    into.set(part);
    return part.length;
  }

  write(): never {
    throw new Error('the image of a program cannot be written');
  }

  truncate(): never {
    throw new Error('the image of a program cannot be written');
  }

  size(): Bytes {
    return this.#bytes.length;
  }

  sync(): void {}
}
