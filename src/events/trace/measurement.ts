/**
 * What the replay of a trace on one allocator has measured: the waist between replaying and comparing. Sums and columns
 * only, no row per event. All sizes are bytes.
 */
import type { F64Column, U32Column, U8Column } from '../../base/column.js';
import type { Address, Bytes } from '../../base/ids.js';

/** Steps of one kind of call: free-list nodes looked at, splits and coalesces together. */
export interface StepCounts {
  calls: number;
  total: number;
  median: number;
  /** 99 of 100 calls took no more. */
  p99: number;
  worst: number;
  /** Number of the operation, from 1, that took most. */
  worstAt: number;
}

/** Requests of 2^(class-1)+1 to 2^class bytes, over the whole trace. Index is the class. */
export interface SizeClassCounts {
  blocks: F64Column;
  /** Bytes asked for. */
  asked: F64Column;
  /** Bytes that the blocks could hold. */
  handedOut: F64Column;
}

/**
 * Where the bytes of the footprint are after the operation that leaves it highest; of several such operations, the one
 * that leaves most payload. The parts add up to `footprint`.
 */
export interface FootprintParts {
  /** Number of the operation after which this was so, from 1. */
  operation: number;
  footprint: Bytes;
  /** Asked for and live. */
  payload: Bytes;
  /** In live blocks, but not asked for. */
  rounding: Bytes;
  /** Headers and padding of live blocks. */
  headers: Bytes;
  /** In free blocks. */
  free: Bytes;
  /** In no block: the allocator's own tables, and pages of which nothing was handed out yet. */
  rest: Bytes;
  liveBlocks: number;
  freeBlocks: number;
  largestFree: Bytes;
  /** Free blocks of 2^i to 2^(i+1)-1 bytes, and their bytes. Index is i. */
  freeBlockCounts: U32Column;
  freeBlockBytes: F64Column;
  /** The request sizes that cost most by rounding and headers, costliest first. */
  costliest: SizeCost[];
}

export interface SizeCost {
  /** Asked for. */
  size: Bytes;
  blocks: number;
  /** What one block takes, header included; the mean where they differ. */
  takes: Bytes;
  /** Of all of them, beyond what was asked for. */
  lost: Bytes;
}

/** Columns of equal length; a row is what was so after one operation. */
export interface HeapSeries {
  /** Number of the operation, from 1. */
  operation: F64Column;
  clock: F64Column;
  payload: F64Column;
  footprint: F64Column;
  free: F64Column;
  freeBlocks: F64Column;
  largestFree: F64Column;
  /** Unusable free space index for the request of `ReplayMeasurement.request`. */
  unusable: F64Column;
}

/** What the bytes of a cell of a heap map are. `overhead`: rounding and headers; `rest`: held, but in no block. */
export const HEAP_MAP_PARTS = ['payload', 'overhead', 'free', 'rest'] as const;
export type HeapMapPart = (typeof HEAP_MAP_PARTS)[number];

/** Shares in a heap map are whole numbers of so many parts. */
export const HEAP_MAP_LEVELS = 63;

/**
 * The heap's addresses against time: a column of cells for some of the rows of the series. Addresses that were never
 * obtained are left out; what a cell's shares leave of it is not held at that time.
 */
export interface HeapMap {
  /** Obtained at one time or another, low to high: the break's zone and the maps'. Each begins with a new cell. */
  ranges: AddressRange[];
  /** A power of two; the last cell of a range may reach beyond it. */
  cellBytes: Bytes;
  /** Cells of a column. */
  cells: number;
  /** The row of the series that a column shows, by column. */
  rows: U32Column;
  /** Of every cell, columns one after the other, low addresses first; a share that is not 0 counts at least 1. */
  shares: Record<HeapMapPart, U8Column>;
}

export interface AddressRange {
  from: Address;
  /** The first address behind it. */
  to: Address;
}

/** The allocator did what no allocator may do. */
export interface ReplayProblem {
  /** Number of the operation, from 1. */
  operation: number;
  /** A sentence. */
  message: string;
}

export interface ReplayMeasurement {
  /** The design's name on the command line. */
  design: string;
  summary: string;
  operations: number;
  peakPayload: Bytes;
  /** Highest number of bytes held from the page source at once. */
  peakFootprint: Bytes;
  /** Blocks served, bytes asked for and bytes that they could hold, over the whole trace. */
  served: number;
  asked: Bytes;
  handedOut: Bytes;
  /** New blocks below the highest address handed out so far: memory that has been in use, or was left over. */
  reused: number;
  classes: SizeClassCounts;
  atPeak: FootprintParts;
  /** Of malloc, calloc, memalign and realloc; and of free. */
  allocating: StepCounts;
  freeing: StepCounts;
  splits: number;
  coalesces: number;
  /** sbrk, map and unmap. */
  pageCalls: number;
  /** The request that the unusable free space index is for. */
  request: Bytes;
  series: HeapSeries;
  heapMap: HeapMap;
  /** Calls that found no memory, and the first of them. */
  failures: number;
  firstFailure: number;
  /** The first few. */
  problems: ReplayProblem[];
  problemCount: number;
  /** Least nanoseconds per operation over the rounds; absent where none were timed. */
  nanoseconds?: number;
}
