/**
 * A small memory with a break that may rise to a limit: what the allocator of a lesson has to do with. There are no maps.
 * Addresses begin at a round number, so that offsets can be read off them.
 */
import { alignUp, type Address, type Bytes } from '../../base/ids.js';
import type { PageSource } from '../alloc/contract.js';

const WASM_PAGE = 65536;

export class LessonSpace implements PageSource {
  /** Where the break begins; a multiple of 64 KiB. */
  readonly base: Address = 0x10_0000;
  readonly memory: WebAssembly.Memory;
  readonly pageSize: Bytes;
  readonly #limit: Address;
  #break: Address = this.base;

  /** @param size bytes there are; a multiple of the page size */
  constructor(size: Bytes, pageSize: Bytes) {
    this.pageSize = pageSize;
    this.#limit = this.base + size;
    const pages = alignUp(this.#limit, WASM_PAGE) / WASM_PAGE;
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  }

  sbrk(delta: number): Address | -1 {
    const old = this.#break;
    const next = old + delta;
    if (next < this.base || next > this.#limit) return -1;
    this.#break = next;
    return old;
  }

  map(): -1 {
    return -1;
  }

  unmap(): void {
    throw new Error('nothing was mapped');
  }
}
