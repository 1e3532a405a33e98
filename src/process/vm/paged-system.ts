/**
 * The machine that programs share: one WebAssembly.Memory with the frames, and the slots of the processes that live in it.
 */
import type { Bytes } from '../../base/ids.js';
import { FlatTable } from '../../memory/vm/flat-table.js';
import { PhysicalMemory, type PhysicalOptions } from '../../memory/vm/physical-memory.js';
import { FRAMES_BASE, LEAST_RAM, memoryPages, MOST_RAM, slotAt, SLOTS, type Slot } from './layout.js';

export interface SystemOptions extends Omit<PhysicalOptions, 'size' | 'memory' | 'base'> {
  /** Bytes of all frames. */
  ram: Bytes;
}

export class PagedSystem {
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

  /**
   * A slot for a new process, all zeros; undefined when too many live.
   * @param exact every change from one page to another is a fault (flat-table.ts)
   */
  takeSlot(exact: boolean): { index: number; slot: Slot; flat: FlatTable } | undefined {
    const index = this.#taken.indexOf(false);
    if (index < 0) return undefined;
    this.#taken[index] = true;
    const slot = slotAt(index);
    const { readsAt, writesAt, spillAt } = slot.tables;
    const flat = new FlatTable(this.memory, readsAt, writesAt, exact);
    // What may have been used before; the rest has always been zero.
    new Uint8Array(this.buffer, spillAt, slot.observed.ringAt - spillAt).fill(0);
    return { index, slot, flat };
  }

  giveSlot(index: number): void {
    const { readsAt, writesAt } = slotAt(index).tables;
    new Int32Array(this.buffer, readsAt, 2 ** 20).fill(0);
    new Int32Array(this.buffer, writesAt, 2 ** 20).fill(0);
    this.#taken[index] = false;
  }
}
