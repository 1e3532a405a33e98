/**
 * The second pass of a replay: the heap walked at even distances for the series, and at the operation after which the
 * footprint is highest (the first pass tells which) for where its bytes are.
 *
 * Cost: at most SAMPLES walks, fewer where walks are long; O(1) per operation for the heap map.
 */
import { F64Column, U32Column } from '../../base/column.js';
import type { Bytes } from '../../base/ids.js';
import type { AddressRange, FootprintParts, HeapMap, HeapSeries, SizeCost } from '../../events/trace/measurement.js';
import type { AllocationTrace } from '../../events/trace/trace.js';
import type { Allocator } from '../alloc/contract.js';
import { HeapMapper } from './heap-mapper.js';
import { HeapSample } from './heap-sample.js';
import type { HeapSpace } from './heap-space.js';
import { TracePlayer } from './player.js';

const SAMPLES = 500;
const LEAST_SAMPLES = 20;
/** Most samples that are columns of the heap map. */
const MAP_COLUMNS = 200;
/** Blocks seen in all walks together. */
const WALKED = 2e7;
/** Request sizes that are named. */
const COSTLIEST = 32;

export interface SamplePass {
  series: HeapSeries;
  atPeak: FootprintParts;
  heapMap: HeapMap;
}

export interface SampleOptions {
  request: Bytes;
  /** Rows to play. */
  rows: number;
  peakRow: number;
  /** Most blocks that live at once. */
  peakBlocks: number;
  /** All addresses that will be held at one time or another. */
  ranges: readonly AddressRange[];
}

/** `space` has been reset and `allocator` is new. */
export function samplePass(
  trace: AllocationTrace,
  space: HeapSpace,
  allocator: Allocator,
  { request, rows, peakRow, peakBlocks, ranges }: SampleOptions,
): SamplePass {
  const player = new TracePlayer(trace, allocator);
  const sample = new HeapSample(request);
  const series = emptySeries();
  const mapper = new HeapMapper(ranges);
  const affordable = Math.max(LEAST_SAMPLES, Math.floor(WALKED / (2 * peakBlocks + 1)));
  const samples = Math.min(SAMPLES, affordable, rows);
  const samplesPerColumn = Math.ceil(samples / MAP_COLUMNS);
  let atPeak: FootprintParts | undefined;
  let next = 1;
  for (let row = 0; row < rows; row++) {
    const id = trace.id.get(row);
    mapper.payload(player.addresses[id]!, -player.sizes[id]!);
    player.play(row);
    mapper.payload(player.addresses[id]!, player.sizes[id]!);
    if (row === peakRow) atPeak = partsOf(player, space, row, sample);
    if (row + 1 < Math.ceil((next * rows) / samples)) continue;
    // The last sample is a column.
    if ((samples - next) % samplesPerColumn === 0) mapper.column(allocator, space, sample, series.operation.length);
    else sample.take(allocator);
    next++;
    series.operation.push(row + 1);
    series.clock.push(trace.clock.get(row));
    series.payload.push(player.payload);
    series.footprint.push(space.footprint);
    series.free.push(sample.freeBytes);
    series.freeBlocks.push(sample.freeBlocks);
    series.largestFree.push(sample.largestFree);
    series.unusable.push(sample.unusable());
  }
  return { series, heapMap: mapper.map, atPeak: atPeak ?? partsOf(player, space, Math.max(rows - 1, 0), sample) };
}

function partsOf(player: TracePlayer, space: HeapSpace, row: number, sample: HeapSample): FootprintParts {
  const taken = new Map<number, Bytes>();
  sample.take(player.allocator, ({ free, payload, size }) => {
    if (!free) taken.set(payload, size);
  });
  const { payload, liveBlocks } = player;
  const { usedBytes, usableBytes, freeBytes, freeBlocks, largestFree } = sample;
  return {
    operation: row + 1,
    footprint: space.footprint,
    payload,
    rounding: usableBytes - payload,
    headers: usedBytes - usableBytes,
    free: freeBytes,
    rest: space.footprint - usedBytes - freeBytes,
    liveBlocks,
    freeBlocks,
    largestFree,
    freeBlockCounts: column(new U32Column(), sample.counts),
    freeBlockBytes: column(new F64Column(), sample.bytes),
    costliest: costliest(player, taken),
  };
}

/** @param taken all bytes of the block at an address */
function costliest(player: TracePlayer, taken: ReadonlyMap<number, Bytes>): SizeCost[] {
  const costs = new Map<Bytes, { blocks: number; bytes: Bytes }>();
  for (let id = 0; id < player.addresses.length; id++) {
    const bytes = player.addresses[id] === 0 ? undefined : taken.get(player.addresses[id]!);
    if (bytes === undefined) continue;
    const size = player.sizes[id]!;
    const cost = costs.get(size);
    if (cost === undefined) costs.set(size, { blocks: 1, bytes });
    else {
      cost.blocks++;
      cost.bytes += bytes;
    }
  }
  return [...costs]
    .map(([size, { blocks, bytes }]) => ({ size, blocks, takes: bytes / blocks, lost: bytes - blocks * size }))
    .sort((a, b) => b.lost - a.lost || b.size - a.size)
    .slice(0, COSTLIEST);
}

function column<C extends U32Column | F64Column>(into: C, values: ArrayLike<number>): C {
  for (let i = 0; i < values.length; i++) into.push(values[i]!);
  return into;
}

function emptySeries(): HeapSeries {
  return {
    operation: new F64Column(),
    clock: new F64Column(),
    payload: new F64Column(),
    footprint: new F64Column(),
    free: new F64Column(),
    freeBlocks: new F64Column(),
    largestFree: new F64Column(),
    unusable: new F64Column(),
  };
}
