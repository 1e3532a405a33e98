/**
 * The machine that programs share: one WebAssembly.Memory with the frames, and the slots of the processes that live in it.
 */
import type { Bytes } from '../../base/ids.js';
import { PhysicalMemory, type PhysicalOptions } from '../../memory/vm/physical-memory.js';
import { KernelCache } from './kernel-cache.js';
import { FRAMES_BASE, LEAST_RAM, memoryPages, MOST_RAM, slotAt, SLOTS, type Slot } from './layout.js';

export interface SystemOptions extends Omit<PhysicalOptions, 'size' | 'memory' | 'base'> {
  /** Bytes of all frames. */
  ram: Bytes;
}

export class PagedSystem {
  readonly kernels = new KernelCache();
  readonly memory: WebAssembly.Memory;
  readonly buffer: ArrayBuffer;
  readonly physical: PhysicalMemory;
  readonly #taken: boolean[] = Array.from({ length: SLOTS }, () => false);

  /** @throws RangeError when the engine has no room for so much, or the size is none that can be had */
  constructor({ ram, ...options }: SystemOptions) {
    if (ram < LEAST_RAM || ram > MOST_RAM) throw new RangeError(`${ram} bytes of RAM: 64 KiB to 2 GiB can be had`);
    this.memory = new WebAssembly.Memory({ initial: memoryPages(ram) });
    this.buffer = this.memory.buffer;
    this.physical = new PhysicalMemory({ ...options, size: ram, memory: this.memory, base: FRAMES_BASE });
  }

  /** A slot for new processes, all zeros; undefined when there is none. */
  takeSlot(): { index: number; slot: Slot } | undefined {
    const index = this.#taken.indexOf(false);
    if (index < 0) return undefined;
    this.#taken[index] = true;
    const slot = slotAt(index);
    const { spillAt } = slot.tables;
    // What may have been used before; the rest has always been zero.
    new Uint8Array(this.buffer, spillAt, slot.observed.ringAt - spillAt).fill(0);
    return { index, slot };
  }

  giveSlot(index: number): void {
    const { readsAt, writesAt } = slotAt(index).tables;
    new Int32Array(this.buffer, readsAt, 2 ** 20).fill(0);
    new Int32Array(this.buffer, writesAt, 2 ** 20).fill(0);
    this.#taken[index] = false;
  }
}
