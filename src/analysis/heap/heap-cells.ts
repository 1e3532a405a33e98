/**
 * The heap drawn to scale: cells of equally many bytes, each shown as what most of it is. Cost: O(regions + cells).
 */
import type { Address, Bytes } from '../../base/ids.js';
import { OWNERS, type AddressRange, type HeapPicture } from '../../events/heap/heap-picture.js';

export interface CellRow {
  address: Address;
  /** Owners by code. */
  cells: number[];
}

/** Allocators hand nothing smaller out. */
const LEAST_CELL: Bytes = 16;

/** Bytes of a cell, a power of two, so that the heap has at most `most` cells. */
export function cellSize(ranges: readonly AddressRange[], most: number): Bytes {
  const total = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  let size = LEAST_CELL;
  while (total > size * most) size *= 2;
  return size;
}

/** Rows of at most `columns` cells of `size` bytes; each range begins a row. */
export function cellRows({ ranges, regions }: HeapPicture, size: Bytes, columns: number): CellRow[] {
  const rows: CellRow[] = [];
  const shares = new Float64Array(OWNERS.length);
  let region = 0;
  for (const range of ranges) {
    for (let at = range.start; at < range.end; at += size) {
      const end = Math.min(at + size, range.end);
      shares.fill(0);
      // The last region may go on in the next cell.
      for (; region < regions.start.length && regions.start.get(region) < end; region++) {
        const last = regions.start.get(region) + regions.size.get(region);
        shares[regions.owner.get(region)]! += Math.min(last, end) - Math.max(regions.start.get(region), at);
        if (last > end) break;
      }
      const row = rows.at(-1);
      const isNew = row === undefined || at === range.start || row.cells.length === columns;
      if (isNew) rows.push({ address: at, cells: [largest(shares)] });
      else row.cells.push(largest(shares));
    }
  }
  return rows;
}

function largest(shares: Float64Array): number {
  let best = 0;
  for (let owner = 1; owner < shares.length; owner++) if (shares[owner]! > shares[best]!) best = owner;
  return best;
}
