/**
 * An allocator whose work is done by a kernel: what all such classes share. A design adds the walk over its format and
 * the check of its invariants, in TypeScript, so that what inspects a heap is not what has built it.
 */
import type { Address, Bytes } from '../../base/ids.js';
import type { FreeList } from '../../events/lesson/heap-picture.js';
import {
  bufferOf,
  startKernel,
  type Cell,
  type KernelImage,
  type KernelImports,
  type KernelMemory,
} from '../kernel.js';
import type { Allocator, AllocatorStats, BrokenInvariant, HeapBlock, PageSource } from './contract.js';
import { RegionPages, type Region } from './region-pages.js';
import { HeapCorrupted } from './heap-corrupted.js';

/** The calls of an allocator as WebAssembly functions: what instrumented programs and the checker's kernel are linked to. */
export interface AllocatorCalls {
  malloc(size: Bytes): Address;
  free(address: Address): void;
  realloc(address: Address, size: Bytes): Address;
  memalign(alignment: Bytes, size: Bytes): Address;
  usableSize(address: Address): Bytes;
}

/** Exports that every allocator's kernel has. */
export interface AllocatorKernel extends AllocatorCalls {
  footprint: Cell;
  peakFootprint: Cell;
  pageCalls: Cell;
  splits: Cell;
  coalesces: Cell;
  steps: Cell;
  /** As above, for any number: 0 for sizes that no memory can hold. */
  mallocOf(size: Bytes): Address;
  reallocOf(address: Address, size: Bytes): Address;
  memalignOf(alignment: Bytes, size: Bytes): Address;
  /** Writes all that the kernel has in globals, `stateBytes` bytes from `at` (a multiple of 8) on. */
  saveState(at: Address): void;
  restoreState(at: Address): void;
  stateBytes: Cell;
  /**
   * Where the heap begins, and how far it reaches: outside of it a guarded kernel touches nothing (scripts/guard-kernel.mjs).
   * Others have none.
   */
  guardLow?: Cell;
  guardSpan?: Cell;
}

/** Where an allocator gets memory from: a source of pages, or a region of the memory itself. */
export type PagesOrRegion = PageSource | Region;

export abstract class KernelAllocator<Kernel extends AllocatorKernel> implements Allocator {
  abstract readonly name: string;
  readonly image: KernelImage;
  readonly kernel: Kernel;
  /** Of the page source. */
  protected readonly pageSize: Bytes;
  /** Told of corruption before the call ends; may throw something of its own. */
  onCorrupted: ((error: HeapCorrupted) => void) | undefined;
  readonly #memory: KernelMemory;
  readonly #pages: PageSource;
  // The kernel's own functions, and not methods that call them: whoever has one heap calls the same function each time, and
  // then the engine compiles the call into the caller. That halves what a call costs.
  readonly malloc: (size: Bytes) => Address;
  readonly free: (address: Address) => void;
  readonly realloc: (address: Address, size: Bytes) => Address;
  readonly memalign: (alignment: Bytes, size: Bytes) => Address;
  readonly usableSize: (address: Address) => Bytes;

  /**
   * `memory` holds the program's memory from byte 0; only what `source` hands out is touched. `imports`: what the design
   * needs besides.
   * @throws RangeError for a region that is not in the memory
   */
  constructor(image: KernelImage, memory: KernelMemory, source: PagesOrRegion, imports: KernelImports = {}) {
    const pages = 'sbrk' in source ? source : new RegionPages(memory, source);
    this.image = (pages.untrusted ? undefined : image.trusting) ?? image;
    this.#memory = memory;
    this.#pages = pages;
    this.pageSize = pages.pageSize;
    this.kernel = startKernel<Kernel>(this.image, memory, {
      ...imports,
      'guard.as': { outside: (address: number) => this.corrupted(address >>> 0) },
      'pages.as': {
        sbrk: (delta: number) => this.#obtained(pages.sbrk(delta), delta),
        map: (size: number) => this.#obtained(pages.map(size), size),
        unmap: (address: number, size: number) => pages.unmap(address, size),
      },
    });
    const { mallocOf, free, reallocOf, memalignOf, usableSize } = this.kernel;
    this.malloc = mallocOf;
    this.free = free;
    this.realloc = reallocOf;
    this.memalign = memalignOf;
    this.usableSize = usableSize;
  }

  /** The memory, and what the kernel has in globals, are copies of the parent's: so is what its page source knows. */
  inherit(parent: KernelAllocator<Kernel>): void {
    this.#pages.inherit?.(parent.#pages);
  }

  /** The heap has been overwritten, as `address` shows. @throws HeapCorrupted */
  corrupted(address: Address): never {
    const error = new HeapCorrupted(this, address);
    this.onCorrupted?.(error);
    throw error;
  }

  /** Memory from the page source is the heap's from now on. */
  #obtained(at: number, size: Bytes): number {
    const { guardLow, guardSpan } = this.kernel;
    if (at === -1 || size <= 0 || guardLow === undefined || guardSpan === undefined) return at;
    const span = guardSpan.value >>> 0;
    const low = span === 0 ? at : Math.min(guardLow.value >>> 0, at);
    const high = Math.max(span === 0 ? 0 : (guardLow.value >>> 0) + span, at + size);
    guardLow.value = low;
    guardSpan.value = high - low;
    return at;
  }

  stats(): AllocatorStats {
    const { footprint, peakFootprint, pageCalls, splits, coalesces, steps } = this.kernel;
    return {
      footprint: footprint.value >>> 0,
      peakFootprint: peakFootprint.value >>> 0,
      pageCalls: pageCalls.value,
      splits: splits.value,
      coalesces: coalesces.value,
      searchSteps: steps.value,
    };
  }

  /** The memory as it is now, for walks and checks. */
  protected words(): Int32Array {
    const buffer = bufferOf(this.#memory);
    return new Int32Array(buffer, 0, Math.min(buffer.byteLength, 0x8000_0000) >>> 2);
  }

  /** The free lists that are not empty, read from the heap's bytes. A design that has none says so by this. */
  freeLists(): FreeList[] {
    return [];
  }

  abstract walk(visit: (block: HeapBlock) => boolean | void): void;
  abstract checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined;
}
