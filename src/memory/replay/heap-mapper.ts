/**
 * Draws the heap map of a replay: what the bytes behind each address are, over time, in at most CELLS cells a column. A
 * cell is never of two ranges, so that each range starts a new one.
 *
 *     cells   | break's zone ........ | maps ....... |      low addresses first
 *
 * Payload is kept up to date by each operation, for a walk does not know what was asked for; all else comes from the walk
 * that a sample makes anyway.
 *
 * Cost: per operation O(1) and the cells that its block spans; per column O(blocks + cells).
 */
import { U32Column, U8Column } from '../../base/column.js';
import type { Address, Bytes } from '../../base/ids.js';
import { HEAP_MAP_LEVELS, type AddressRange, type HeapMap } from '../../events/trace/measurement.js';
import type { Allocator } from '../alloc/contract.js';
import type { HeapSample } from './heap-sample.js';
import type { HeapSpace } from './heap-space.js';

const CELLS = 256;
const LEAST_CELL = 16;

export class HeapMapper {
  readonly map: HeapMap;
  readonly #cellLog: number;
  /** By range: its first cell. */
  readonly #first: number[] = [];
  /** Bytes by cell. */
  readonly #payload: Float64Array;
  readonly #used: Float64Array;
  readonly #free: Float64Array;
  readonly #held: Float64Array;

  /** @param ranges low to high */
  constructor(ranges: readonly AddressRange[]) {
    let log = Math.log2(LEAST_CELL);
    while (cellsOf(ranges, log) > CELLS) log++;
    const cells = cellsOf(ranges, log);
    this.#cellLog = log;
    for (let i = 0; i < ranges.length; i++) this.#first.push(cellsOf(ranges.slice(0, i), log));
    this.#payload = new Float64Array(cells);
    this.#used = new Float64Array(cells);
    this.#free = new Float64Array(cells);
    this.#held = new Float64Array(cells);
    this.map = {
      ranges: [...ranges],
      cellBytes: 2 ** log,
      cells,
      rows: new U32Column(),
      shares: { payload: new U8Column(), overhead: new U8Column(), free: new U8Column(), rest: new U8Column() },
    };
  }

  /** `bytes` more, or fewer, are payload from `address` on. */
  payload(address: Address, bytes: number): void {
    if (address !== 0) this.#add(this.#payload, address, Math.abs(bytes), Math.sign(bytes));
  }

  /** A column for what is so now. @param row of the series */
  column(allocator: Allocator, space: HeapSpace, sample: HeapSample, row: number): void {
    this.#used.fill(0);
    this.#free.fill(0);
    this.#held.fill(0);
    sample.take(allocator, ({ address, size, free }) => this.#add(free ? this.#free : this.#used, address, size, 1));
    space.eachHeld((from, size) => this.#add(this.#held, from, size, 1));
    const { rows, cells, shares } = this.map;
    rows.push(row);
    for (let cell = 0; cell < cells; cell++) {
      const [payload, used, free] = [this.#payload[cell]!, this.#used[cell]!, this.#free[cell]!];
      shares.payload.push(this.#level(payload));
      shares.overhead.push(this.#level(used - payload));
      shares.free.push(this.#level(free));
      shares.rest.push(this.#level(this.#held[cell]! - used - free));
    }
  }

  #level(bytes: Bytes): number {
    if (bytes <= 0) return 0;
    return Math.max(1, Math.min(HEAP_MAP_LEVELS, Math.round((bytes * HEAP_MAP_LEVELS) / this.map.cellBytes)));
  }

  /** Adds `sign` for each byte to its cell. What an allocator claims outside of its ranges is not on the map. */
  #add(into: Float64Array, address: Address, size: Bytes, sign: number): void {
    const { ranges } = this.map;
    for (let i = 0; i < ranges.length; i++) {
      const { from, to } = ranges[i]!;
      let at = Math.max(address, from);
      const end = Math.min(address + size, to);
      while (at < end) {
        const cell = (at - from) >>> this.#cellLog;
        const stop = Math.min(end, from + (cell + 1) * this.map.cellBytes);
        into[this.#first[i]! + cell]! += sign * (stop - at);
        at = stop;
      }
    }
  }
}

function cellsOf(ranges: readonly AddressRange[], log: number): number {
  return ranges.reduce((sum, { from, to }) => sum + Math.ceil((to - from) / 2 ** log), 0);
}
