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
}

/** Sizes from here on no allocator serves: the rest of 2 GiB is for headers. */
const MAX_REQUEST = 0x7fff_0000;

export abstract class KernelAllocator<Kernel extends AllocatorKernel> implements Allocator {
  abstract readonly name: string;
  readonly kernel: Kernel;
  readonly #memory: KernelMemory;

  /**
   * `memory` holds the program's memory from byte 0; only what `pages` hands out is touched. `imports`: what the design
   * needs besides.
   */
  constructor(image: KernelImage, memory: KernelMemory, pages: PageSource, imports: KernelImports = {}) {
    this.#memory = memory;
    this.kernel = startKernel<Kernel>(image, memory, {
      ...imports,
      'pages.as': {
        sbrk: (delta: number) => pages.sbrk(delta),
        map: (size: number) => pages.map(size),
        unmap: (address: number, size: number) => pages.unmap(address, size),
      },
    });
  }

  malloc(size: Bytes): Address {
    return size >= 0 && size <= MAX_REQUEST ? this.kernel.malloc(size) : 0;
  }

  free(address: Address): void {
    this.kernel.free(address);
  }

  realloc(address: Address, size: Bytes): Address {
    return size >= 0 && size <= MAX_REQUEST ? this.kernel.realloc(address, size) : 0;
  }

  memalign(alignment: Bytes, size: Bytes): Address {
    return size >= 0 && size <= MAX_REQUEST ? this.kernel.memalign(alignment, size) : 0;
  }

  usableSize(address: Address): Bytes {
    return this.kernel.usableSize(address);
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
