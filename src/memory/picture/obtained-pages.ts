/**
 * A page source that remembers what it has given: which memory is the allocator's, whoever else moves the break.
 *
 * Invariant: ranges ascend and do not touch.
 *
 * Cost: O(ranges) a call; a heap has one range, and one more for each map that touches no other.
 */
import type { Address, Bytes } from '../../base/ids.js';
import type { AddressRange } from '../../events/heap/heap-picture.js';
import type { PageSource } from '../alloc/contract.js';

export class ObtainedPages implements PageSource {
  readonly pageSize: Bytes;
  readonly untrusted: boolean;
  readonly #source: PageSource;
  readonly #ranges: AddressRange[] = [];

  /** @param untrusted what the source says without it */
  constructor(source: PageSource, untrusted = source.untrusted ?? false) {
    this.#source = source;
    this.untrusted = untrusted;
    this.pageSize = source.pageSize;
  }

  get ranges(): readonly Readonly<AddressRange>[] {
    return this.#ranges;
  }

  /** After fork: the other has got the same. */
  inherit(parent: ObtainedPages): void {
    this.#ranges.push(...parent.#ranges.map((range) => ({ ...range })));
  }

  sbrk(delta: number): Address | -1 {
    const old = this.#source.sbrk(delta);
    if (old === -1) return -1;
    if (delta > 0) this.#add(old, old + delta);
    else if (delta < 0) this.#remove(old + delta, old);
    return old;
  }

  map(size: Bytes): Address | -1 {
    const at = this.#source.map(size);
    if (at !== -1) this.#add(at, at + size);
    return at;
  }

  unmap(address: Address, size: Bytes): void {
    this.#source.unmap(address, size);
    this.#remove(address, address + size);
  }

  #add(start: Address, end: Address): void {
    const ranges = this.#ranges;
    let at = ranges.length;
    while (at > 0 && ranges[at - 1]!.start > start) at--;
    ranges.splice(at, 0, { start, end });
    if (ranges[at + 1]?.start === end) ranges[at]!.end = ranges.splice(at + 1, 1)[0]!.end;
    if (at > 0 && ranges[at - 1]!.end === start) ranges[at - 1]!.end = ranges.splice(at, 1)[0]!.end;
  }

  #remove(start: Address, end: Address): void {
    const kept = this.#ranges.flatMap((range) => {
      if (range.end <= start || range.start >= end) return [range];
      const rest: AddressRange[] = [];
      if (range.start < start) rest.push({ start: range.start, end: start });
      if (range.end > end) rest.push({ start: end, end: range.end });
      return rest;
    });
    this.#ranges.splice(0, this.#ranges.length, ...kept);
  }
}

/** The same bytes in ranges that ascend and do not touch. */
export function joinedRanges(ranges: readonly Readonly<AddressRange>[]): AddressRange[] {
  const joined: AddressRange[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (end <= start) continue;
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
