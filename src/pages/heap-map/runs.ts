/** The heap at a moment as a list: neighbouring cells that are mostly the same are one run. */
import { HEAP_MAP_PARTS, type CellRange, type HeapMapPart, type MapData } from './map-data.js';

export interface Run extends CellRange {
  /** undefined: not held. */
  mostly: HeapMapPart | undefined;
  /** Mean of the run's cells, of the bytes that it has. */
  shares: Record<HeapMapPart, number>;
}

export function runsAt(map: MapData, column: number): Run[] {
  const runs: Run[] = [];
  let start = 0;
  for (let cell = 1; cell <= map.cells; cell++) {
    const isSame = cell < map.cells && !map.firstCells.includes(cell);
    if (isSame && map.dominant(column, cell) === map.dominant(column, start)) continue;
    runs.push(runOf(map, column, start, cell));
    start = cell;
  }
  return runs;
}

function runOf(map: MapData, column: number, start: number, end: number): Run {
  const { from } = map.addresses(start);
  const { to } = map.addresses(end - 1);
  const shares = { payload: 0, overhead: 0, free: 0, rest: 0 };
  for (const part of HEAP_MAP_PARTS) {
    for (let cell = start; cell < end; cell++) shares[part] += map.share(part, column, cell);
    shares[part] = Math.min(1, (shares[part] * map.cellBytes) / (to - from));
  }
  return { from, to, mostly: map.dominant(column, start), shares };
}
