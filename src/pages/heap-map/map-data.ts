/** A heap map read from the page's data: addresses of cells, and what a cell is at a moment. */
import { HEAP_MAP_LEVELS, HEAP_MAP_PARTS, type HeapMapPart } from '../../events/trace/measurement.js';
import type { HeapMapData } from '../../report/allocators/data.js';
import { sharesFromText } from '../../report/allocators/heap-map-text.js';

export { HEAP_MAP_PARTS, type HeapMapPart };

export const PART_NAMES: Readonly<Record<HeapMapPart, string>> = {
  payload: 'payload',
  overhead: 'headers and rounding',
  free: 'free',
  rest: 'in no block',
};

export interface CellRange {
  from: number;
  /** The first address behind it. */
  to: number;
}

export class MapData {
  readonly columns: number;
  readonly cells: number;
  readonly cellBytes: number;
  readonly ranges: readonly CellRange[];
  /** By column: the number of its operation. */
  readonly operations: readonly number[];
  /** By range: its first cell; and behind them, the number of cells. */
  readonly firstCells: readonly number[];
  readonly #shares: Record<HeapMapPart, Uint8Array>;

  /** @param operations by row of the series */
  constructor({ ranges, cellBytes, cells, rows, shares }: HeapMapData, operations: readonly number[]) {
    this.columns = rows.length;
    this.cells = cells;
    this.cellBytes = cellBytes;
    this.ranges = ranges;
    this.operations = rows.map((row) => operations[row]!);
    const firstCells = [0];
    for (const { from, to } of ranges) firstCells.push(firstCells.at(-1)! + Math.ceil((to - from) / cellBytes));
    this.firstCells = firstCells;
    const read = HEAP_MAP_PARTS.map((part) => [part, sharesFromText(shares[part], cells, rows.length)]);
    this.#shares = Object.fromEntries(read) as Record<HeapMapPart, Uint8Array>;
  }

  /** 0 to 1, of the cell's bytes. */
  share(part: HeapMapPart, column: number, cell: number): number {
    return this.#shares[part][column * this.cells + cell]! / HEAP_MAP_LEVELS;
  }

  addresses(cell: number): CellRange {
    const range = this.firstCells.findLastIndex((first) => first <= cell);
    const { from, to } = this.ranges[range]!;
    const start = from + (cell - this.firstCells[range]!) * this.cellBytes;
    return { from: start, to: Math.min(to, start + this.cellBytes) };
  }

  /** What most of a cell is; undefined when most of it is not held. */
  dominant(column: number, cell: number): HeapMapPart | undefined {
    let held = 0;
    let found: HeapMapPart = 'payload';
    for (const part of HEAP_MAP_PARTS) {
      const share = this.share(part, column, cell);
      held += share;
      if (share > this.share(found, column, cell)) found = part;
    }
    return held < this.#heldLimit(cell) ? undefined : found;
  }

  /** Half of the bytes that a cell has in its range. */
  #heldLimit(cell: number): number {
    const { from, to } = this.addresses(cell);
    return (to - from) / this.cellBytes / 2;
  }
}
