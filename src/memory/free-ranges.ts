/**
 * Which ranges of a stretch of addresses are free: what a page source was given back and may give away again.
 *
 * Invariants: ranges are sorted and not empty, and no two of them touch or overlap.
 *
 * Cost: O(ranges) each; there are as many as there are holes between mappings.
 */
import type { Address, Bytes } from '../base/ids.js';

export interface FreeRange {
  start: Address;
  end: Address;
}

export class FreeRanges {
  #ranges: FreeRange[] = [];

  /** Low to high; good until the next change. */
  get list(): readonly FreeRange[] {
    return this.#ranges;
  }

  /** Take `size` bytes from the start of the first range that has so many; -1 when none has. */
  take(size: Bytes): Address | -1 {
    const at = this.#ranges.findIndex((range) => range.end - range.start >= size);
    if (at === -1) return -1;
    const range = this.#ranges[at]!;
    const address = range.start;
    range.start += size;
    if (range.start === range.end) this.#ranges.splice(at, 1);
    return address;
  }

  /** A range that is not free becomes so. */
  add(start: Address, size: Bytes): void {
    const end = start + size;
    const found = this.#ranges.findIndex((range) => range.start >= end);
    const at = found === -1 ? this.#ranges.length : found;
    const [before, after] = [this.#ranges[at - 1], this.#ranges[at]];
    const joinsBefore = before?.end === start;
    const joinsAfter = after?.start === end;
    if (joinsBefore && joinsAfter) {
      before.end = after.end;
      this.#ranges.splice(at, 1);
    } else if (joinsBefore) before.end = end;
    else if (joinsAfter) after.start = start;
    else this.#ranges.splice(at, 0, { start, end });
  }

  /** The range that ends at `end` is no longer here; its start, or `end` when there is none. */
  removeBefore(end: Address): Address {
    const last = this.#ranges.at(-1);
    if (last?.end !== end) return end;
    this.#ranges.pop();
    return last.start;
  }

  /** Whether any byte of a range is free. */
  touches(start: Address, end: Address): boolean {
    return this.#ranges.some((range) => range.start < end && start < range.end);
  }

  clear(): void {
    this.#ranges = [];
  }
}
