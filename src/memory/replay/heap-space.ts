/**
 * The memory that traces are replayed in, and the page source of the allocator under test: a break and maps, as an
 * operating system offers them, in one WebAssembly.Memory that all allocators use in turn.
 *
 *     64 KiB      reserved bytes: what the replaying kernel reads (kernel.as.ts)
 *     heapStart   the break's zone; grows upward
 *     mapStart    maps, up to LIMIT
 *
 * Invariant: what sbrk and map hand out is zero, also after a reset: bytes that were ever handed out are below the high
 * waters, and cleared before they are handed out again.
 *
 * Cost: sbrk O(1); map and unmap O(free ranges). Memory is grown on demand; untouched pages cost address space only.
 */
import { alignUp, type Address, type Bytes } from '../../base/ids.js';
import type { AddressRange } from '../../events/trace/measurement.js';
import type { PageSource } from '../alloc/contract.js';
import { FreeRanges } from '../free-ranges.js';
import { WASM_PAGE } from '../layout.js';
import { reach } from '../reach.js';

/** Allocators' addresses are positive as signed numbers. */
const LIMIT = 2 ** 31;
const MOST_PAGES = LIMIT / WASM_PAGE;
/** The break's zone has at least and at most so much room. */
const LEAST_ZONE = 2 ** 26;
const MOST_ZONE = 2 ** 30;

export class HeapSpace implements PageSource {
  readonly pageSize = 4096;
  readonly memory: WebAssembly.Memory;
  /** Start of the reserved bytes. */
  readonly reserved: Address = WASM_PAGE;
  /** Bytes held, and the most of them since the reset. */
  footprint: Bytes = 0;
  peakFootprint: Bytes = 0;
  /** Calls of sbrk, map and unmap since the reset. */
  calls = 0;
  readonly #heapStart: Address;
  readonly #mapStart: Address;
  #break: Address;
  #breakHigh: Address;
  #mapHigh: Address;
  /** Below #mapHigh. */
  readonly #free = new FreeRanges();

  /**
   * @param reserved bytes for the replaying kernel
   * @param asked bytes that the trace asks for in all: an allocator that never reuses any needs as many
   * @throws RangeError when there is no memory even for the reserved bytes
   */
  constructor(reserved: Bytes, asked: Bytes) {
    this.#heapStart = alignUp(WASM_PAGE + reserved, WASM_PAGE);
    const zone = Math.min(MOST_ZONE, alignUp(LEAST_ZONE + 4 * asked, WASM_PAGE));
    this.#mapStart = Math.min(this.#heapStart + zone, LIMIT);
    this.memory = new WebAssembly.Memory({ initial: this.#heapStart / WASM_PAGE, maximum: MOST_PAGES });
    this.#break = this.#heapStart;
    this.#breakHigh = this.#heapStart;
    this.#mapHigh = this.#mapStart;
  }

  /** Nothing is held, all is zero: a fresh process. */
  reset(): void {
    const bytes = new Uint8Array(this.memory.buffer);
    bytes.fill(0, this.#heapStart, this.#breakHigh);
    bytes.fill(0, this.#mapStart, this.#mapHigh);
    this.#break = this.#breakHigh = this.#heapStart;
    this.#mapHigh = this.#mapStart;
    this.#free.clear();
    this.footprint = this.peakFootprint = this.calls = 0;
  }

  /** Whether `size` bytes from `address` on lie in memory that an allocator may have been given. */
  holds(address: Address, size: Bytes): boolean {
    const end = address + size;
    return (address >= this.#heapStart && end <= this.#break) || (address >= this.#mapStart && end <= this.#mapHigh);
  }

  /** Whether the address is in the zone of maps. */
  isMap(address: Address): boolean {
    return address >= this.#mapStart;
  }

  /** What was held at one time or another since the reset: of the break's zone and of the maps, where any was. */
  obtained(): AddressRange[] {
    const zones = [
      { from: this.#heapStart, to: this.#breakHigh },
      { from: this.#mapStart, to: this.#mapHigh },
    ];
    return zones.filter(({ from, to }) => from < to);
  }

  /** What is held now, low to high. */
  eachHeld(visit: (from: Address, size: Bytes) => void): void {
    if (this.#break > this.#heapStart) visit(this.#heapStart, this.#break - this.#heapStart);
    let from = this.#mapStart;
    for (const { start, end } of this.#free.list) {
      if (start > from) visit(from, start - from);
      from = end;
    }
    if (this.#mapHigh > from) visit(from, this.#mapHigh - from);
  }

  sbrk(delta: number): Address | -1 {
    if (delta !== 0) this.calls++;
    const old = this.#break;
    const next = old + delta;
    if (next < this.#heapStart || next > this.#mapStart || !reach(this.memory, next)) return -1;
    if (delta > 0 && old < this.#breakHigh) this.#clear(old, Math.min(next, this.#breakHigh));
    this.#break = next;
    this.#breakHigh = Math.max(this.#breakHigh, next);
    this.#held(delta);
    return old;
  }

  map(size: Bytes): Address | -1 {
    this.calls++;
    const address = this.#free.take(size);
    if (address === -1) return this.#mapFresh(size);
    this.#clear(address, address + size);
    this.#held(size);
    return address;
  }

  unmap(address: Address, size: Bytes): void {
    this.calls++;
    this.#held(-size);
    this.#free.add(address, size);
  }

  #mapFresh(size: Bytes): Address | -1 {
    const address = this.#mapHigh;
    if (address + size > LIMIT || !reach(this.memory, address + size)) return -1;
    this.#mapHigh = address + size;
    this.#held(size);
    return address;
  }

  #held(delta: number): void {
    this.footprint += delta;
    if (this.footprint > this.peakFootprint) this.peakFootprint = this.footprint;
  }

  #clear(from: Address, to: Address): void {
    new Uint8Array(this.memory.buffer, from, to - from).fill(0);
  }
}
