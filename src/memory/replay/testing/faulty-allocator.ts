/** A bump allocator without headers that does one thing wrong; `none`: nothing. It never uses memory again. */
import type { Address, Bytes } from '../../../base/ids.js';
import type { Allocator, AllocatorStats, BrokenInvariant, HeapBlock, PageSource } from '../../alloc/contract.js';

export type Fault = 'none' | 'overlap' | 'misaligned' | 'short' | 'lost-contents' | 'outside' | 'broken' | 'trap';

export class FaultyAllocator implements Allocator {
  readonly name = 'faulty';
  readonly #memory: WebAssembly.Memory;
  readonly #pages: PageSource;
  readonly #fault: Fault;
  readonly #blocks: { address: Address; size: Bytes; free: boolean }[] = [];
  #next = 0;
  #end = 0;

  constructor(memory: WebAssembly.Memory, pages: PageSource, fault: Fault) {
    this.#memory = memory;
    this.#pages = pages;
    this.#fault = fault;
  }

  malloc(size: Bytes): Address {
    if (this.#fault === 'outside') return 16;
    if (this.#fault === 'trap' && this.#blocks.length > 0) throw new WebAssembly.RuntimeError('unreachable');
    const whole = Math.max(16, Math.ceil(size / 16) * 16);
    while (this.#next + whole > this.#end) {
      const from = this.#pages.sbrk(4096);
      if (from === -1) return 0;
      if (this.#end === 0) this.#next = from;
      this.#end = from + 4096;
    }
    const address = this.#next + (this.#fault === 'misaligned' ? 4 : 0);
    this.#next += this.#fault === 'overlap' ? Math.max(16, whole - 32) : whole;
    this.#blocks.push({ address, size: whole, free: false });
    return address;
  }

  free(address: Address): void {
    this.#find(address).free = true;
  }

  realloc(address: Address, size: Bytes): Address {
    const moved = this.malloc(size);
    const kept = Math.min(this.#find(address).size, size);
    if (this.#fault !== 'lost-contents') new Uint8Array(this.#memory.buffer).copyWithin(moved, address, address + kept);
    this.free(address);
    return moved;
  }

  memalign(_alignment: Bytes, size: Bytes): Address {
    return this.malloc(size);
  }

  usableSize(address: Address): Bytes {
    if (this.#fault === 'short') return 90;
    return this.#fault === 'outside' ? 1000 : this.#find(address).size;
  }

  walk(visit: (block: HeapBlock) => boolean | void): void {
    for (const { address, size, free } of this.#blocks)
      if (visit({ address, size, payload: address, usable: free ? 0 : size, free }) === false) return;
  }

  stats(): AllocatorStats {
    return { footprint: 0, peakFootprint: 0, splits: 0, coalesces: 0, pageCalls: 0, searchSteps: this.#blocks.length };
  }

  checkInvariants(): BrokenInvariant | undefined {
    return this.#fault === 'broken' ? { address: 16, message: 'it is not so' } : undefined;
  }

  #find(address: Address): { address: Address; size: Bytes; free: boolean } {
    return this.#blocks.find((block) => block.address === address && !block.free) ?? { address, size: 0, free: true };
  }
}
