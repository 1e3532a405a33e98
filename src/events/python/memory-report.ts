/**
 * What a Python program did to memory: what `heapglass run --report` shows, and `heapglass report` of a recording as far as
 * that tells. Bytes are heapglass's own, as they were asked for.
 */
import type { Bytes } from '../../base/ids.js';

/** Blocks and their bytes. */
export interface BlockSum {
  readonly blocks: number;
  readonly bytes: Bytes;
}

export interface PythonMemoryReport {
  /** As the command line named it. */
  readonly program: string;
  /** Where it lies: paths of lines below it are shown relative to it. */
  readonly directory: string;
  /** Objects and blocks that belong to them, where there were most bytes. */
  readonly peak: BlockSum;
  readonly allocated: BlockSum;
  /** When the program's last statement was done; of a recording at the interpreter's end. */
  readonly alive: BlockSum;
  /** Those that had most at the peak first, then those that allocated most. */
  readonly lines: readonly AllocatingLine[];
  /** By generation, the youngest first. */
  readonly collections: readonly GenerationReport[];
  /** The rest is not in recordings. */
  readonly objects?: ObjectReport;
}

export interface AllocatingLine {
  readonly file: string;
  readonly line: number;
  readonly function: string;
  /** Without what is around it; empty where there is no source. */
  readonly source: string;
  readonly peak: BlockSum;
  readonly allocated: BlockSum;
  readonly alive: BlockSum;
}

export interface GenerationReport {
  readonly collections: number;
  readonly collected: number;
  /** The program stood still for so long in all, and at most at once. */
  readonly milliseconds?: number;
  readonly longestMilliseconds?: number;
}

export interface ObjectReport {
  /** Alive at the end. Those with the most bytes first. */
  readonly types: readonly TypeReport[];
  /** Objects in cycles, which no count would have freed. Those with the most objects first. */
  readonly cyclic: readonly CyclicGarbage[];
  /** The same that no collection had found when the program's last statement was done. */
  readonly uncollected: readonly CyclicGarbage[];
  /** In gc.garbage: found to be garbage, and not freed. */
  readonly garbage: readonly CyclicGarbage[];
}

export interface TypeReport {
  readonly type: string;
  readonly objects: number;
  /** In the heap, with the blocks that belong to the objects alone and what blocks are rounded up by. */
  readonly bytes: Bytes;
  /** What sys.getsizeof says in a 64-bit CPython. */
  readonly getsizeof: Bytes;
}

export interface CyclicGarbage {
  readonly type: string;
  /** Where they were made; undefined: before the program began. */
  readonly file?: string;
  readonly line?: number;
  readonly objects: number;
  /** In the heap. */
  readonly bytes: Bytes;
}
