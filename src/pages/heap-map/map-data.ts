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

export type PartShares = Record<HeapMapPart, number>;

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
  readonly #levels: Record<HeapMapPart, Uint8Array>;

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
    this.#levels = Object.fromEntries(read) as Record<HeapMapPart, Uint8Array>;
  }

  /** There is no cell in it. */
  get isEmpty(): boolean {
    return this.columns === 0 || this.cells === 0;
  }

  /** 0 to 1, of the bytes that the cell has in its range; together at most 1. */
  shares(column: number, cell: number): PartShares {
    const { from, to } = this.addresses(cell);
    const level = this.cellBytes / (to - from) / HEAP_MAP_LEVELS;
    const shares = { payload: 0, overhead: 0, free: 0, rest: 0 };
    // Levels are rounded, so that their sum may be too high.
    let left = 1;
    for (const part of HEAP_MAP_PARTS) {
      shares[part] = Math.min(left, this.#levels[part][column * this.cells + cell]! * level);
      left -= shares[part];
    }
    return shares;
  }

  addresses(cell: number): CellRange {
    const range = this.firstCells.findLastIndex((first) => first <= cell);
    const { from, to } = this.ranges[range]!;
    const start = from + (cell - this.firstCells[range]!) * this.cellBytes;
    return { from: start, to: Math.min(to, start + this.cellBytes) };
  }
}

/** undefined when most of it is not held. */
export function dominant(shares: PartShares): HeapMapPart | undefined {
  const held = HEAP_MAP_PARTS.reduce((sum, part) => sum + shares[part], 0);
  return held < 0.5 ? undefined : HEAP_MAP_PARTS.reduce((a, b) => (shares[b] > shares[a] ? b : a));
}
