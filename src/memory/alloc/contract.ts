/**
 * What every malloc-family allocator of heapglass is: a design that keeps all its metadata (boundary tags, free-list
 * links, bitmaps) inside the memory that it manages, so that what a program would find there natively is there.
 */
import type { Address, Bytes } from '../../base/ids.js';

/**
 * Where an allocator gets memory from: the two classic system calls. All sizes are multiples of the page size, but that
 * `sbrk` may be asked for what brings the break to some alignment. Either of the two may always refuse.
 */
export interface PageSource {
  /** Bytes; sizes passed to the calls below are multiples of it. */
  readonly pageSize: Bytes;
  /**
   * Programs may write anywhere in the pages, by mistake or on purpose. Allocators then test what they read there: a heap
   * that was overwritten ends in HeapCorrupted, and nothing outside of it is touched. Costs 5 to 15 % of a call.
   */
  readonly untrusted?: boolean;
  /**
   * Move the break by `delta` bytes and return its old value, or -1 when there is no more memory. Others may move the
   * break too (a program's own `sbrk`), so two results need not be adjacent.
   */
  sbrk(delta: number): Address | -1;
  /** Map `size` zeroed bytes at a page's start; -1 when there is no room. */
  map(size: Bytes): Address | -1;
  /** Take back what `map` gave, or whole pages of it. */
  unmap(address: Address, size: Bytes): void;
  /** The memory is a copy of the parent's (fork): what is known of it besides, as by the parent. */
  inherit?(parent: PageSource): void;
}

/** One block of the heap as `Allocator.walk` shows it. */
export interface HeapBlock {
  /** First byte of the block, header included. */
  address: Address;
  /** Bytes from header to the next block. */
  size: Bytes;
  /** First byte that the program sees. */
  payload: Address;
  /** Bytes that the program may use (>= what it asked for); 0 when free. */
  usable: Bytes;
  free: boolean;
}

export interface AllocatorStats {
  /** Bytes obtained from the page source and not given back. */
  footprint: Bytes;
  /** Highest footprint so far. */
  peakFootprint: Bytes;
  splits: number;
  coalesces: number;
  /** Calls to the page source. */
  pageCalls: number;
  /** Steps (free-list nodes looked at) since the start: the cost of searching. */
  searchSteps: number;
}

/** A broken invariant found by `checkInvariants`, or undefined when the heap is sound. */
export interface BrokenInvariant {
  address: Address;
  /** What should hold and does not, in one sentence. */
  message: string;
}

export interface Allocator {
  /** The design's name as the command line spells it, for example "first-fit". */
  readonly name: string;
  /** `size` bytes aligned to 16, or 0 when the page source has no more. malloc(0) gives a unique block. */
  malloc(size: Bytes): Address;
  /** `address` must come from this allocator and be live. */
  free(address: Address): void;
  /** As C's realloc for a live block and a size above 0; 0 leaves the old block untouched. */
  realloc(address: Address, size: Bytes): Address;
  /** `alignment` is a power of two. */
  memalign(alignment: Bytes, size: Bytes): Address;
  usableSize(address: Address): Bytes;
  /** Every block in address order; the visitor returns false to stop. The object passed is reused. */
  walk(visit: (block: HeapBlock) => boolean | void): void;
  stats(): AllocatorStats;
  /** 'cheap' is O(1), 'full' walks the heap. Never hangs or throws, however broken the heap is. */
  checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined;
}
