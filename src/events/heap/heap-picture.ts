/**
 * The heap at one moment, byte by byte: regions that tile the memory of the heap, each with its owner. What is in a
 * program's memory (memory/picture) and what prints it (report/heap) share this.
 *
 * Invariants
 * 1. Ranges ascend and do not touch; regions ascend and tile each range without gap or overlap; none is empty.
 * 2. A region is inside one chunk or in none (chunk 0). Chunks are numbered upward from 1.
 * 3. Blocks ascend by address. A region that belongs to a block names its row.
 */
import { U32Column, U8Column } from '../../base/column.js';
import type { Address } from '../../base/ids.js';
import type { HeapDamage } from '../findings.js';

/** Whose a byte can be. The order is that of legends and sums; in columns an owner is its index. */
export const OWNERS = [
  /** Asked for, and not freed. */
  'payload',
  /** Handed out though nobody asked for it: what is lost to sizes and alignments. */
  'rounding',
  /** The allocator's header of a block that is in use. */
  'header',
  /** Guard bytes around a block. */
  'redzone',
  /** Freed, and kept back so that its use is noticed. */
  'quarantine',
  /** A free chunk, with its header and links. */
  'free',
  /** The free chunk at the end of the heap. */
  'top',
  /** The allocator's own: list heads, tables, headers of pages and regions, and what it cannot use. */
  'tables',
  /** What the program took of its memory by itself, past the allocator. */
  'program',
  /** Behind a header that was overwritten: nobody can tell. */
  'unknown',
] as const;
export type Owner = (typeof OWNERS)[number];

export const OWNER = Object.fromEntries(OWNERS.map((name, code) => [name, code])) as Record<Owner, number>;

/** Of `block` in regions: none. */
export const NO_BLOCK = 0xffff_ffff;

export interface RegionTable {
  start: U32Column;
  size: U32Column;
  owner: U8Column;
  /** Row of the block, or NO_BLOCK. */
  block: U32Column;
  /** Number of the chunk, or 0. */
  chunk: U32Column;
}

/** Blocks of the program that are live or in quarantine. */
export interface BlockTable {
  address: U32Column;
  /** Bytes asked for. */
  size: U32Column;
  /** 1: live, 0: freed. */
  live: U8Column;
  /** The how manieth block of the program it is, from 1. */
  serial: U32Column;
  /** Index into ALLOCATION_ROUTINES. */
  routine: U8Column;
  allocStack: U32Column;
  /** 0 for a live block. */
  freeStack: U32Column;
}

export interface AddressRange {
  start: Address;
  end: Address;
}

export type Moment = { at: 'exit' } | { at: 'peak'; event: number } | { at: 'event'; event: number };

export interface HeapPicture {
  moment: Moment;
  /** The allocator's name, and whether the program's accesses were checked above it. */
  allocator: string;
  checked: boolean;
  ranges: AddressRange[];
  regions: RegionTable;
  blocks: BlockTable;
  broken?: HeapDamage;
}

export function emptyRegions(): RegionTable {
  return {
    start: new U32Column(),
    size: new U32Column(),
    owner: new U8Column(),
    block: new U32Column(),
    chunk: new U32Column(),
  };
}

export function emptyBlocks(): BlockTable {
  return {
    address: new U32Column(),
    size: new U32Column(),
    live: new U8Column(),
    serial: new U32Column(),
    routine: new U8Column(),
    allocStack: new U32Column(),
    freeStack: new U32Column(),
  };
}

/** Bytes of each owner, by code. */
export function bytesByOwner({ regions }: HeapPicture): Float64Array {
  const sums = new Float64Array(OWNERS.length);
  for (let i = 0; i < regions.start.length; i++) sums[regions.owner.get(i)]! += regions.size.get(i);
  return sums;
}
