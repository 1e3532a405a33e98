/**
 * The machine that programs share: one WebAssembly.Memory with the frames, and the slot of the processor whose
 * processes live in it.
 */
import type { Bytes } from '../../base/ids.js';
import { PhysicalMemory, type PhysicalOptions } from '../../memory/vm/physical-memory.js';
import { type KeptWork, NOTHING_KEPT } from '../kept-work.js';
import { Tlb } from '../../memory/vm/tlb.js';
import { CheckTables } from './check-tables.js';
import { KernelCache } from './kernel-cache.js';
import { FRAMES_BASE, LEAST_RAM, memoryPages, MOST_RAM, PAGED_CHECK_LAYOUT, SLOT } from './layout.js';

export interface SystemOptions extends Omit<PhysicalOptions, 'size' | 'memory' | 'base'> {
  /** Bytes of all frames. */
  ram: Bytes;
  /** Keeps the kernels' code, too. */
  kept?: KeptWork;
}

export class PagedSystem {
  readonly kernels: KernelCache;
  readonly memory: WebAssembly.Memory;
  readonly buffer: ArrayBuffer;
  readonly physical: PhysicalMemory;
  /** Where processes are checked. */
  readonly checkTables: CheckTables;
  #isTaken = false;

  /** @throws RangeError when the engine has no room for so much, or the size is none that can be had */
  constructor({ ram, kept = NOTHING_KEPT, ...options }: SystemOptions) {
    if (ram < LEAST_RAM || ram > MOST_RAM) throw new RangeError(`${ram} bytes of RAM: 64 KiB to 2 GiB can be had`);
    this.kernels = new KernelCache(kept);
    this.memory = new WebAssembly.Memory({ initial: memoryPages(ram) });
    this.buffer = this.memory.buffer;
    this.checkTables = new CheckTables(this.buffer, PAGED_CHECK_LAYOUT, SLOT.cells.stackIds);
    this.physical = new PhysicalMemory({ ...options, size: ram, memory: this.memory, base: FRAMES_BASE });
  }

  /** A model of a TLB whose first level generated code looks into. */
  tlb(): Tlb {
    const { hitsAt, tagsAt, sets, ways } = SLOT.observed.level1;
    const tags = new Float64Array(this.buffer, tagsAt, sets * ways);
    return new Tlb({ sharedLevel1: { tags, hits: new Float64Array(this.buffer, hitsAt, 1) } });
  }

  /** The slot is the caller's, and all zeros. @throws RangeError when somebody has it */
  takeSlot(): void {
    if (this.#isTaken) throw new RangeError('there is one processor');
    this.#isTaken = true;
    const { tables, observed } = SLOT;
    // What may have been used before; the rest has always been zero.
    new Uint8Array(this.buffer, tables.spillAt, observed.ringAt - tables.spillAt).fill(0);
  }

  /** The tables are empty: who had a turn has given it up. */
  giveSlot(): void {
    this.#isTaken = false;
  }
}
