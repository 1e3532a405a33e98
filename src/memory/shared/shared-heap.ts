/**
 * One heap that several threads use, each with a handle of its own and one call at a time. All that the heap is lies in the
 * memory: blocks and free lists as always, and at the start of its region (format.ts draws it) the lock, the break and what
 * the allocator's kernel has in globals. A handle has a kernel of its own; it takes the lock, reads the globals if another
 * handle was in since, makes the call, writes them back.
 *
 * Invariants
 * 1. Who holds the lock has the only kernel whose globals are the heap's.
 * 2. When the lock is free, STATE and BREAK are the heap's.
 *
 * Cost of a call: the allocator's, two atomic operations, and some twenty loads and stores. A thread that ends while it is
 * inside leaves the lock taken.
 */
import type { Address, Bytes } from '../../base/ids.js';
import type { Allocator, AllocatorStats, BrokenInvariant, HeapBlock, PageSource } from '../alloc/contract.js';
import type { AllocatorKernel, KernelAllocator } from '../alloc/kernel-allocator.js';
import { RegionPages, regionStart, type Region } from '../alloc/region-pages.js';
import { bufferOf, isShared, type Cell, type KernelMemory } from '../kernel.js';
import { reach } from '../reach.js';
import { BREAK, DESIGN, END, HANDLES, HEAP, LAST, LOCK, MARK, MARK_VALUE, STATE } from './format.js';
import { MemoryLock } from './lock.js';

type AnyKernelAllocator = KernelAllocator<AllocatorKernel>;

/** Makes the allocator that a shared heap is: `(memory, pages) => new TlsfAllocator(memory, pages)`. */
export type MakeSharedAllocator = (memory: KernelMemory, pages: PageSource) => AnyKernelAllocator;

/** There is no heap to attach to, or it is of another design. */
export class NoSharedHeap extends Error {
  override name = 'NoSharedHeap';
}

export class SharedHeap implements Allocator {
  readonly name: string;
  /** What another thread has to know to attach. */
  readonly start: Address;
  readonly #words: Int32Array;
  readonly #lock: MemoryLock;
  readonly #allocator: AnyKernelAllocator;
  readonly #handle: number;
  #inside = false;

  /**
   * A new, empty heap in a region of `memory`. Whatever was there is lost.
   * @throws RangeError for a region that is not in the memory or too small, TypeError for a WebAssembly.Memory that is not
   * shared: its bytes move when it grows
   */
  static create(memory: KernelMemory, make: MakeSharedAllocator, region: Region = {}): SharedHeap {
    if (memory instanceof WebAssembly.Memory && !isShared(memory))
      throw new TypeError('the memory is not shared: expected new WebAssembly.Memory({ shared: true, ... })');
    const { start, end } = new RegionPages(memory, region);
    if (start + HEAP >= end || !reach(memory, start + HEAP))
      throw new RangeError(`the region from ${start} to ${end} has no room for a heap`);
    const words = headAt(memory, start);
    words.fill(0);
    words[BREAK / 4] = start + HEAP;
    words[END / 4] = end;
    const heap = new SharedHeap(memory, make, start);
    words[DESIGN / 4] = heap.#design();
    heap.#allocator.kernel.saveState(start + STATE);
    Atomics.store(words, MARK / 4, MARK_VALUE);
    return heap;
  }

  /**
   * Another handle on the heap that `create` has made in the same memory, in this thread or any other. `make` has to be
   * the same.
   * @throws NoSharedHeap
   */
  static attach(
    memory: KernelMemory,
    make: MakeSharedAllocator,
    { start = 0 }: Pick<Region, 'start'> = {},
  ): SharedHeap {
    const at = regionStart(start);
    const fits = at + HEAP <= bufferOf(memory).byteLength;
    if (!fits || Atomics.load(headAt(memory, at), MARK / 4) !== MARK_VALUE)
      throw new NoSharedHeap(`there is no shared heap at ${at}: SharedHeap.create has to make it first`);
    const heap = new SharedHeap(memory, make, at);
    if (heap.#design() !== heap.#words[DESIGN / 4])
      throw new NoSharedHeap(`the shared heap at ${at} was made by another allocator, or by another version of it`);
    return heap;
  }

  private constructor(memory: KernelMemory, make: MakeSharedAllocator, start: Address) {
    const words = headAt(memory, start);
    const region = { start: start + HEAP, end: words[END / 4]! };
    this.start = start;
    this.#words = words;
    this.#lock = new MemoryLock(memory, start + LOCK);
    this.#allocator = make(memory, new RegionPages(memory, region, new WordCell(words, BREAK / 4)));
    const { kernel, name } = this.#allocator;
    if (kernel.stateBytes.value > HEAP - STATE) throw new RangeError(`${name} keeps more state than there is room for`);
    this.name = name;
    this.#handle = Atomics.add(words, HANDLES / 4, 1) + 1;
  }

  malloc(size: Bytes): Address {
    return this.#locked(malloc, size, 0);
  }

  free(address: Address): void {
    this.#locked(free, address, 0);
  }

  realloc(address: Address, size: Bytes): Address {
    return this.#locked(realloc, address, size);
  }

  memalign(alignment: Bytes, size: Bytes): Address {
    return this.#locked(memalign, alignment, size);
  }

  usableSize(address: Address): Bytes {
    return this.#locked(usableSize, address, 0);
  }

  /** All other threads wait until it is over. @throws Error when `visit` uses the heap */
  walk(visit: (block: HeapBlock) => boolean | void): void {
    this.#locked((allocator) => allocator.walk(visit), 0, 0);
  }

  stats(): AllocatorStats {
    return this.#locked((allocator) => allocator.stats(), 0, 0);
  }

  checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined {
    return this.#locked((allocator) => allocator.checkInvariants(level), 0, 0);
  }

  #locked<T>(call: (allocator: AnyKernelAllocator, a: number, b: number) => T, a: number, b: number): T {
    if (this.#inside) throw new Error('the heap was used while it is walked: wait until the walk is over');
    this.#lock.take();
    this.#inside = true;
    const { kernel } = this.#allocator;
    try {
      if (this.#words[LAST / 4] !== this.#handle) kernel.restoreState(this.start + STATE);
      this.#words[LAST / 4] = this.#handle;
      return call(this.#allocator, a, b);
    } finally {
      kernel.saveState(this.start + STATE);
      this.#inside = false;
      this.#lock.release();
    }
  }

  /** FNV-1a. */
  #design(): number {
    let hash = 0x811c9dc5;
    for (const text of [this.name, this.#allocator.image.wasm])
      for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return hash;
  }
}

// One function for each call, made once: a call must not create any object.
const malloc = (allocator: AnyKernelAllocator, size: Bytes): Address => allocator.malloc(size);
const free = (allocator: AnyKernelAllocator, address: Address): void => allocator.free(address);
const realloc = (allocator: AnyKernelAllocator, address: Address, size: Bytes): Address =>
  allocator.realloc(address, size);
const memalign = (allocator: AnyKernelAllocator, alignment: Bytes, size: Bytes): Address =>
  allocator.memalign(alignment, size);
const usableSize = (allocator: AnyKernelAllocator, address: Address): Bytes => allocator.usableSize(address);

function headAt(memory: KernelMemory, start: Address): Int32Array {
  return new Int32Array(bufferOf(memory), start, HEAP / 4);
}

/** A word of the head as the break of a region. */
class WordCell implements Cell {
  readonly #words: Int32Array;
  readonly #index: number;

  constructor(words: Int32Array, index: number) {
    this.#words = words;
    this.#index = index;
  }

  get value(): number {
    return this.#words[this.#index]!;
  }

  set value(value: number) {
    this.#words[this.#index] = value;
  }
}
