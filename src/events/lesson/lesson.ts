/** A lesson: a short workload played on one allocator, with the heap after each operation. */
import type { Address, Bytes } from '../../base/ids.js';
import type { HeapPicture } from './heap-picture.js';

/** Pointers are numbered in the order of their allocations, from 0 on. */
export type LessonOperation = { kind: 'malloc'; pointer: number; size: Bytes } | { kind: 'free'; pointer: number };

/** What chunks of a design look like, measured on a heap of its own. */
export interface ChunkFormat {
  /** Bytes of a chunk before its block. */
  header: Bytes;
  /** Sizes are all multiples of `unit`, all powers of two, or those of size classes, which are multiples of `unit`. */
  sizes: 'multiples' | 'powers' | 'classes';
  unit: Bytes;
  least: Bytes;
  /** The size classes up to 1 KiB; empty where sizes follow a rule. */
  classes: Bytes[];
  /** Largest power of two, up to 4096, that all blocks' addresses are multiples of. */
  alignment: Bytes;
}

export interface LessonStep {
  operation: LessonOperation;
  /** What malloc returned, 0 when it found no memory; what was given to free, 0 when that allocation had failed. */
  address: Address;
  /** Size of the chunk that such a request gets on an empty heap; 0 for free. */
  need: Bytes;
  /** Free-list nodes looked at. */
  looked: number;
  splits: number;
  coalesces: number;
  /** The heap afterwards. */
  picture: HeapPicture;
  /** A broken invariant of the heap: a mistake of the allocator. */
  broken?: string;
}

export interface Lesson {
  topic: string;
  /** The allocator by its name on the command line, its name as it is tuned, and half a line about it. */
  allocator: string;
  design: string;
  summary: string;
  /** Absent when the operations were given. */
  seed?: number;
  /** Offsets are counted from here. */
  start: Address;
  /** Bytes before that which the allocator keeps for its own data. */
  own: Bytes;
  format: ChunkFormat;
  /** What the unusable free space index is for. */
  request: Bytes;
  opening: HeapPicture;
  steps: LessonStep[];
}

/** How one allocator, with as much memory as it wants, comes through a workload. */
export interface LessonOutcome {
  design: string;
  /** Before the last request. */
  before: HeapPicture['sums'];
  /** By how much the last request made the footprint grow; undefined when it failed. */
  grew?: Bytes;
}

/** One workload on several allocators. */
export interface SideBySide {
  /** Blocks before the last request. */
  blocks: number;
  request: Bytes;
  outcomes: LessonOutcome[];
}
