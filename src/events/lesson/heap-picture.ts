/** A heap at one moment as it can be drawn: its blocks, and its free lists in the order in which they are linked. */
import type { Address, Bytes } from '../../base/ids.js';

export interface FreeChunk {
  /** Its first byte, header included, as a walk has it. */
  address: Address;
  size: Bytes;
}

export interface FreeList {
  /** What it holds: "free list", "bin of 48", "order 12". */
  name: string;
  /** Of a design that has lists for each page: the page's first block. */
  page?: Address;
  /** Memory that was never handed out; no link leads there. */
  untouched?: boolean;
  /** As a search would meet them. */
  chunks: FreeChunk[];
  /** Where the next search begins, when that is not at the list's start. */
  rover?: Address;
}

export interface PictureBlock {
  address: Address;
  size: Bytes;
  payload: Address;
  /** Bytes that the program may use; 0 when free. */
  usable: Bytes;
  free: boolean;
  /** Free, but no block: the end of a page that is not cut yet, or a page that has no size. */
  untouched?: boolean;
  /** Which pointer of the workload leads here, and how much was asked for. */
  pointer?: number;
  asked?: Bytes;
}

/** Blocks without a gap between them. */
export interface HeapArea {
  from: Address;
  to: Address;
  blocks: PictureBlock[];
}

/** Sums over the blocks, in bytes. */
export interface HeapSums {
  /** As the program asked for. */
  asked: Bytes;
  /** As it may use. */
  handedOut: Bytes;
  /** Blocks in use, headers included. */
  used: Bytes;
  free: Bytes;
  freeBlocks: number;
  largestFree: Bytes;
  /** Unusable free space index, 0 to 1, for the lesson's request. */
  unusable: number;
  /** Held from the page source. */
  footprint: Bytes;
}

export interface HeapPicture {
  areas: HeapArea[];
  freeLists: FreeList[];
  sums: HeapSums;
}
