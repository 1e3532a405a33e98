/** What a Python program did to memory: what `heapglass run --report` shows. Bytes are heapglass's own, as they were asked for. */
import type { Bytes } from '../../base/ids.js';

export interface PythonMemoryReport {
  /** As the command line named it. */
  readonly program: string;
  /** Objects and blocks that belong to them. */
  readonly peakBytes: Bytes;
  readonly allocatedBlocks: number;
  readonly allocatedBytes: Bytes;
  /** When the program's last statement was done. */
  readonly aliveBlocks: number;
  readonly aliveBytes: Bytes;
  /** Those that allocated most first. */
  readonly lines: readonly AllocatingLine[];
  /** By generation, the youngest first. */
  readonly collections: readonly GenerationReport[];
  /** Objects in cycles, which no count would have freed. Those with the most objects first. */
  readonly cyclic: readonly CyclicGarbage[];
  /** Objects that were found to be garbage and could not be freed. */
  readonly uncollectable: number;
}

export interface AllocatingLine {
  readonly file: string;
  readonly line: number;
  readonly blocks: number;
  readonly bytes: Bytes;
  readonly aliveBlocks: number;
  readonly aliveBytes: Bytes;
}

export interface GenerationReport {
  readonly collections: number;
  readonly collected: number;
  /** The program stood still for so long in all, and at most at once. */
  readonly milliseconds: number;
  readonly longestMilliseconds: number;
}

export interface CyclicGarbage {
  readonly type: string;
  /** Where they were made; undefined: before the program began. */
  readonly file?: string;
  readonly line?: number;
  readonly objects: number;
}
