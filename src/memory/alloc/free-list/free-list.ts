/**
 * The boundary-tag allocator: segregated free lists, best fit, immediate coalescing. The general-purpose malloc of
 * heapglass; its headers, links and list heads are in the memory that it manages.
 *
 *     chunk: 4-byte header at c, c % 16 == 12, so that the payload at c+4 is 16-aligned
 *
 *     in use   c    size | CHUNK_IN_USE | PREVIOUS_IN_USE       size: multiple of 16, from header to next header
 *              c+4  payload, size - 4 bytes
 *     free     c    size | PREVIOUS_IN_USE
 *              c+4  next, c+8 previous: links of its bin (bins.ts)
 *              c+size-4  size again (the footer), so that the next chunk finds this one's header
 *
 *     region: a stretch of memory from the page source without a gap
 *
 *     start      address of the next region or 0
 *     +4         end of this region
 *     +8         unused
 *     +12        first chunk (the first region has the control block of the bins before it: +16 .. +16+CONTROL_SIZE)
 *     end-4      fence: a header of size 0, in use, that ends coalescing
 *
 * The chunk before the fence of the region that grew last is the top when it is free: it is in no bin, is used only
 * when no bin serves, and grows when the page source's next piece is adjacent.
 *
 * Invariants
 * 1. Chunks tile a region from the first header to the fence.
 * 2. PREVIOUS_IN_USE of a chunk says whether the chunk before it is in use; a region's first chunk has it set.
 * 3. No two free chunks are neighbours.
 * 4. A free chunk other than the top is in exactly one bin.
 *
 * Cost: malloc, free O(1) plus the bounded search in bins.ts; realloc O(1) in place, else a copy; walk O(chunks).
 * Source: Knuth, The Art of Computer Programming 1, section 2.5 (boundary tags); D. Lea, "A Memory Allocator" (bins,
 * wilderness).
 */
import type { Address, Bytes } from '../../../base/ids.js';
import type { Allocator, AllocatorStats, BrokenInvariant, HeapBlock, PageSource } from '../contract.js';
import { Bins, CONTROL_SIZE } from './bins.js';
import { CHUNK_IN_USE, FENCE, FIRST_CHUNK, MIN_CHUNK, PREVIOUS_IN_USE, REGION_OVERHEAD } from './format.js';
import { checkTop, inspectHeap, walkHeap } from './inspect.js';
import type { HeapView } from './inspect.js';

/** Largest size that malloc looks at: the rest of 2 GiB is for headers. */
const MAX_REQUEST = 0x7fff_0000;
/** Least number of bytes that the page source is asked for. */
const GROWTH = 65536;

export class FreeListAllocator implements Allocator {
  readonly name = 'free-list';
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #pages: PageSource;
  #bins: Bins | undefined;
  #firstRegion: Address = 0;
  /** Region that `#top` and `#end` belong to. */
  #region: Address = 0;
  #end: Address = 0;
  /** Header of the free chunk before the fence of the last region; 0 when there is none. */
  #top: Address = 0;

  #footprint = 0;
  #inUse = 0;
  #mallocs = 0;
  #frees = 0;
  #splits = 0;
  #coalesces = 0;
  #pageCalls = 0;

  /** `buffer` holds the program's memory from byte 0; only what `pages` hands out is touched. */
  constructor(buffer: ArrayBuffer, pages: PageSource) {
    const length = Math.min(buffer.byteLength, 0x8000_0000);
    this.#words = new Int32Array(buffer, 0, length >>> 2);
    this.#bytes = new Uint8Array(buffer, 0, length);
    this.#pages = pages;
  }

  malloc(size: Bytes): Address {
    if (!(size >= 0 && size <= MAX_REQUEST)) return 0;
    const chunk = this.#take((size + 4 + 15) & ~15);
    if (chunk === 0) return 0;
    this.#mallocs++;
    return chunk + 4;
  }

  free(address: Address): void {
    this.#frees++;
    this.#release(address - 4);
  }

  realloc(address: Address, size: Bytes): Address {
    if (!(size >= 0 && size <= MAX_REQUEST)) return 0;
    const words = this.#words;
    const chunk = address - 4;
    const need = (size + 4 + 15) & ~15;
    const header = words[chunk >> 2]!;
    const has = header & ~15;
    if (need <= has) {
      if (has - need >= MIN_CHUNK) this.#trim(chunk, need);
      return address;
    }
    const next = chunk + has;
    if ((words[next >> 2]! & CHUNK_IN_USE) === 0) {
      // Growing may open a region elsewhere; then the chunk that follows is the top no longer and does not suffice.
      if (next === this.#top && has + (words[next >> 2]! & ~15) < need) this.#grow(need - has);
      const total = has + (words[next >> 2]! & ~15);
      if (total >= need) {
        this.#absorb(chunk, next, total);
        if (total - need >= MIN_CHUNK) this.#trim(chunk, need);
        return address;
      }
    }
    return this.#move(address, has - 4, size);
  }

  memalign(alignment: Bytes, size: Bytes): Address {
    if (alignment <= 16) return this.malloc(size);
    if (!(size >= 0 && size <= MAX_REQUEST) || size + alignment > MAX_REQUEST) return 0;
    const words = this.#words;
    const need = (size + 4 + 15) & ~15;
    let chunk = this.#take(need + alignment);
    if (chunk === 0) return 0;
    const lead = (alignment - ((chunk + 4) & (alignment - 1))) & (alignment - 1);
    if (lead > 0) {
      const header = words[chunk >> 2]!;
      const aligned = chunk + lead;
      words[aligned >> 2] = ((header & ~15) - lead) | CHUNK_IN_USE | PREVIOUS_IN_USE;
      words[chunk >> 2] = lead | (header & PREVIOUS_IN_USE) | CHUNK_IN_USE;
      this.#splits++;
      this.#release(chunk);
      chunk = aligned;
    }
    if ((words[chunk >> 2]! & ~15) - need >= MIN_CHUNK) this.#trim(chunk, need);
    this.#mallocs++;
    return chunk + 4;
  }

  usableSize(address: Address): Bytes {
    return (this.#words[(address - 4) >> 2]! & ~15) - 4;
  }

  walk(visit: (block: HeapBlock) => boolean | void): void {
    walkHeap(this.#view(), visit);
  }

  stats(): AllocatorStats {
    return {
      footprint: this.#footprint,
      peakFootprint: this.#footprint,
      inUse: this.#inUse,
      mallocs: this.#mallocs,
      frees: this.#frees,
      splits: this.#splits,
      coalesces: this.#coalesces,
      pageCalls: this.#pageCalls,
      searchSteps: this.#bins?.searchSteps ?? 0,
    };
  }

  checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined {
    if (this.#bins === undefined) return undefined;
    return checkTop(this.#view()) ?? (level === 'full' ? inspectHeap(this.#view()) : undefined);
  }

  #view(): HeapView {
    return {
      words: this.#words,
      bins: this.#bins,
      firstRegion: this.#firstRegion,
      lastRegion: this.#region,
      end: this.#end,
      top: this.#top,
    };
  }

  /** A chunk of `need` bytes marked as in use, or 0. */
  #take(need: Bytes): Address {
    const words = this.#words;
    const bins = this.#bins;
    let chunk = 0;
    if (bins !== undefined) {
      chunk = bins.find(need);
      if (chunk !== 0) bins.remove(chunk);
    }
    if (chunk === 0) {
      chunk = this.#top;
      if (chunk === 0 || (words[chunk >> 2]! & ~15) < need) {
        if (!this.#grow(need)) return 0;
        chunk = this.#top;
      }
      this.#top = 0;
    }
    const header = words[chunk >> 2]!;
    const has = header & ~15;
    const rest = has - need;
    if (rest >= MIN_CHUNK) {
      this.#splits++;
      words[chunk >> 2] = need | (header & PREVIOUS_IN_USE) | CHUNK_IN_USE;
      this.#inUse += need;
      this.#shelve(chunk + need, rest);
    } else {
      words[chunk >> 2] = header | CHUNK_IN_USE;
      const next = (chunk + has) >> 2;
      words[next] = words[next]! | PREVIOUS_IN_USE;
      this.#inUse += has;
    }
    return chunk;
  }

  /** Give a chunk in use back: join it with its free neighbours. */
  #release(start: Address): void {
    const words = this.#words;
    let chunk = start;
    const header = words[chunk >> 2]!;
    let size = header & ~15;
    this.#inUse -= size;
    const next = chunk + size;
    const nextHeader = words[next >> 2]!;
    if ((nextHeader & CHUNK_IN_USE) === 0) {
      this.#coalesces++;
      if (next !== this.#top) this.#bins!.remove(next);
      size += nextHeader & ~15;
    } else words[next >> 2] = nextHeader & ~PREVIOUS_IN_USE;
    if ((header & PREVIOUS_IN_USE) === 0) {
      this.#coalesces++;
      const before = words[(chunk - 4) >> 2]!;
      chunk -= before;
      size += before;
      this.#bins!.remove(chunk);
    }
    this.#shelve(chunk, size);
  }

  /** Write the tags of a free chunk whose neighbours are in use, and make it the top or put it in its bin. */
  #shelve(chunk: Address, size: Bytes): void {
    const words = this.#words;
    words[chunk >> 2] = size | PREVIOUS_IN_USE;
    words[(chunk + size - 4) >> 2] = size;
    if (chunk + size === this.#end - 4) this.#top = chunk;
    else this.#bins!.insert(chunk, size);
  }

  /** A chunk in use takes in the free one after it. */
  #absorb(chunk: Address, next: Address, total: Bytes): void {
    const words = this.#words;
    const header = words[chunk >> 2]!;
    this.#coalesces++;
    if (next === this.#top) this.#top = 0;
    else this.#bins!.remove(next);
    words[chunk >> 2] = total | (header & 15);
    const after = (chunk + total) >> 2;
    words[after] = words[after]! | PREVIOUS_IN_USE;
    this.#inUse += total - (header & ~15);
  }

  /** Cut a chunk in use down to `need` bytes and free the rest. */
  #trim(chunk: Address, need: Bytes): void {
    const words = this.#words;
    const header = words[chunk >> 2]!;
    const rest = (header & ~15) - need;
    words[chunk >> 2] = need | (header & 15);
    words[(chunk + need) >> 2] = rest | CHUNK_IN_USE | PREVIOUS_IN_USE;
    this.#splits++;
    this.#release(chunk + need);
  }

  #move(address: Address, usable: Bytes, size: Bytes): Address {
    const moved = this.malloc(size);
    if (moved === 0) return 0;
    this.#bytes.copyWithin(moved, address, address + Math.min(usable, size));
    this.free(address);
    return moved;
  }

  /** Get memory so that the top has at least `need` bytes. False, with nothing changed, when there is none. */
  #grow(need: Bytes): boolean {
    const pages = this.#pages;
    const unit = pages.pageSize;
    const overhead = REGION_OVERHEAD + (this.#bins === undefined ? CONTROL_SIZE : 0);
    const least = Math.ceil((need + overhead) / unit) * unit;
    const wanted = Math.max(least, Math.ceil(GROWTH / unit) * unit);
    let size = wanted;
    this.#pageCalls++;
    let start = pages.sbrk(size);
    if (start === -1 && wanted > least) {
      size = least;
      this.#pageCalls++;
      start = pages.sbrk(size);
    }
    if (start === -1) return false;
    this.#footprint += size;
    if (start === this.#end && start !== 0) this.#extend(size);
    else this.#open(start, start + size);
    return true;
  }

  /** The last region goes on for `size` bytes: its fence becomes part of the top. */
  #extend(size: Bytes): void {
    const words = this.#words;
    const fence = this.#end - 4;
    const first = this.#top !== 0 ? this.#top : fence;
    const previous = this.#top !== 0 ? PREVIOUS_IN_USE : words[fence >> 2]! & PREVIOUS_IN_USE;
    this.#end += size;
    words[(this.#region + 4) >> 2] = this.#end;
    this.#closeWithTop(first, previous);
  }

  /** Start a region at `start`; the top so far, if any, goes to its bin. */
  #open(start: Address, end: Address): void {
    const words = this.#words;
    const old = this.#top;
    const oldSize = old === 0 ? 0 : words[old >> 2]! & ~15;
    let first = start + FIRST_CHUNK;
    if (this.#bins === undefined) {
      this.#bins = new Bins(words, start + 16);
      this.#bytes.fill(0, start, start + 16 + CONTROL_SIZE);
      first += CONTROL_SIZE;
      this.#firstRegion = start;
      words[start >> 2] = 0;
    } else this.#linkRegion(start);
    if (old !== 0) this.#bins.insert(old, oldSize);
    words[(start + 4) >> 2] = end;
    this.#region = start;
    this.#end = end;
    this.#closeWithTop(first, PREVIOUS_IN_USE);
  }

  #closeWithTop(top: Address, previous: number): void {
    const fence = this.#end - 4;
    const size = fence - top;
    this.#words[top >> 2] = size | previous;
    this.#words[(fence - 4) >> 2] = size;
    this.#words[fence >> 2] = FENCE;
    this.#top = top;
  }

  /** Put a region into the list, which is in address order. */
  #linkRegion(start: Address): void {
    const words = this.#words;
    if (start < this.#firstRegion) {
      words[start >> 2] = this.#firstRegion;
      this.#firstRegion = start;
      return;
    }
    let before = this.#firstRegion;
    for (;;) {
      const next = words[before >> 2]!;
      if (next <= before || next > start) break;
      before = next;
    }
    words[start >> 2] = words[before >> 2]!;
    words[before >> 2] = start;
  }
}
