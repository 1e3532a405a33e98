/**
 * The page source for whoever just wants a heap: a break that runs through one region of a memory, from its start to its
 * end. A memory that can grow does when the break passes its end.
 *
 *     start                    break                     end
 *     | handed out             | not yet                 |
 *
 * There are no maps: designs take all from the break.
 *
 * Cost: O(1), and growing the memory.
 */
import { alignUp, type Address, type Bytes } from '../../base/ids.js';
import type { Cell, KernelMemory } from '../kernel.js';
import { furthestEnd, reach } from '../reach.js';
import type { PageSource } from './contract.js';

/** Where in its memory a heap lies. */
export interface Region {
  /** First byte; 16 by default, since no block may be at address 0. Rounded up to a multiple of 16. */
  start?: Address;
  /** First byte behind it. By default the end of the memory, however far that grows. */
  end?: Address;
  /** Others may write there what they should not (contract.ts). */
  untrusted?: boolean;
}

/** Addresses are positive as signed numbers. */
const LAST_END = 2 ** 31 - 65536;
const LEAST_START = 16;
const LARGE_PAGE = 4096;
/** In a small region what the last page leaves over would be noticed. */
const SMALL_PAGE = 64;
const SMALL_REGION = 2 ** 20;

export class RegionPages implements PageSource {
  readonly pageSize: Bytes;
  readonly untrusted: boolean;
  readonly start: Address;
  readonly end: Address;
  readonly #memory: KernelMemory;
  readonly #break: Cell;

  /**
   * @param at where the break is kept, when somebody else has to see it
   * @throws RangeError for a region that is not in the memory, or is no region
   */
  constructor(memory: KernelMemory, region: Region = {}, at?: Cell) {
    const furthest = furthestEnd(memory);
    this.start = regionStart(region.start);
    const end = number('end', region.end ?? furthest);
    if (end > furthest) throw new RangeError(`end ${end}: the memory has ${furthest} bytes`);
    this.end = Math.min(end, LAST_END);
    if (this.start >= this.end)
      throw new RangeError(`the region from ${this.start} to ${this.end} has no room for a heap`);
    this.pageSize = this.end - this.start < SMALL_REGION ? SMALL_PAGE : LARGE_PAGE;
    this.#memory = memory;
    this.untrusted = region.untrusted ?? false;
    this.#break = at ?? { value: this.start };
  }

  sbrk(delta: number): Address | -1 {
    const old = this.#break.value;
    const next = old + delta;
    if (next > this.end || next < this.start || (delta > 0 && !reach(this.#memory, next))) return -1;
    this.#break.value = next;
    return old;
  }

  map(): -1 {
    return -1;
  }

  unmap(): void {}
}

/** Where a region starts that is said to start at `start`. @throws RangeError */
export function regionStart(start: Address = LEAST_START): Address {
  return alignUp(Math.max(number('start', start), LEAST_START), 16);
}

function number(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 0) return value;
  throw new RangeError(`${name} ${value}: expected a whole number of bytes`);
}
