/**
 * Which pages of some memory have changed. Who writes through the map says where; who has a buffer of it does not, so
 * while there are buffers the memory is compared with a copy from before.
 */
import { PAGE } from './constants.js';

export class DirtyPages {
  readonly #pages = new Set<number>();
  /** What the memory was when the pages outside of the set were clean; undefined while nobody has a buffer. */
  #before: Uint8Array | undefined;

  /** Somebody has written. */
  add(from: number, count: number): void {
    if (count === 0) return;
    for (let page = Math.floor(from / PAGE); page * PAGE < from + count; page++) this.#pages.add(page);
  }

  /** Somebody gets a buffer, the first one. */
  lend(memory: Uint8Array): void {
    this.#before = memory.slice();
  }

  /** The last buffer is back. */
  giveBack(memory: Uint8Array): void {
    this.#compare(memory);
    this.#before = undefined;
  }

  /** The memory has been made what the file is. */
  refreshed(memory: Uint8Array, from: number, count: number): void {
    this.#before?.set(memory.subarray(from, from + count), from);
  }

  #compare(memory: Uint8Array): void {
    const before = this.#before;
    if (before === undefined) return;
    for (let from = 0; from < memory.length; from += PAGE) {
      const end = Math.min(from + PAGE, memory.length);
      let at = from;
      while (at < end && memory[at] === before[at]) at++;
      if (at < end) this.#pages.add(from / PAGE);
    }
  }

  /** The changed pages that overlap a part, as ranges in ascending order; they are clean from now on. */
  take(memory: Uint8Array, from: number, to: number): [from: number, to: number][] {
    this.#compare(memory);
    const ranges: [number, number][] = [];
    for (const page of [...this.#pages].sort((a, b) => a - b)) {
      const start = page * PAGE;
      const end = Math.min(start + PAGE, memory.length);
      if (end <= from || start >= to) continue;
      this.#pages.delete(page);
      this.#before?.set(memory.subarray(start, end), start);
      const last = ranges.at(-1);
      if (last !== undefined && last[1] === start) last[1] = end;
      else ranges.push([start, end]);
    }
    return ranges;
  }
}
