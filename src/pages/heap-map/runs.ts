/** The heap at a moment as a list: neighbouring cells that are about the same are one run. */
import {
  dominant,
  HEAP_MAP_PARTS,
  type CellRange,
  type HeapMapPart,
  type MapData,
  type PartShares,
} from './map-data.js';

export interface Run extends CellRange {
  /** undefined: not held. */
  mostly: HeapMapPart | undefined;
  /** Of the run's bytes. */
  shares: PartShares;
}

/** Shares that differ by less are about the same. */
const NOTABLE = 0.1;

export function runsAt(map: MapData, column: number): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < map.cells; ) {
    const first = map.shares(column, start);
    let end = start + 1;
    while (end < map.cells && !map.firstCells.includes(end) && isAlike(map.shares(column, end), first)) end++;
    runs.push(runOf(map, column, start, end));
    start = end;
  }
  return runs;
}

function isAlike(a: PartShares, b: PartShares): boolean {
  return dominant(a) === dominant(b) && HEAP_MAP_PARTS.every((part) => Math.abs(a[part] - b[part]) < NOTABLE);
}

function runOf(map: MapData, column: number, start: number, end: number): Run {
  const shares = { payload: 0, overhead: 0, free: 0, rest: 0 };
  const { from } = map.addresses(start);
  const { to } = map.addresses(end - 1);
  for (let cell = start; cell < end; cell++) {
    const own = map.shares(column, cell);
    const range = map.addresses(cell);
    for (const part of HEAP_MAP_PARTS) shares[part] += (own[part] * (range.to - range.from)) / (to - from);
  }
  return { from, to, mostly: dominant(shares), shares };
}
