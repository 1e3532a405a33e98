/** What an address space is asked for, and what it answers. */
import type { Address, Bytes } from '../../base/ids.js';
import type { TranslationSink } from './flat-table.js';
import type { FaultOptions } from './page-faults.js';
import type { PagedObject } from './paged-object.js';
import type { Tlb } from './tlb.js';

export interface MapRequest {
  /** Where; by default anywhere. Without `fixed` a wish. */
  address?: Address;
  length: Bytes;
  /** READ, WRITE, EXECUTE added up; by default READ and WRITE. */
  protection?: number;
  /** What is mapped; by default zeros. */
  object?: PagedObject;
  /** Where in the object; a multiple of a page. */
  offset?: Bytes;
  /** Without an object: memory that forks share. */
  shared?: boolean;
  /** No: the object may not be written to, and `protect` will not allow it either. */
  mayWrite?: boolean;
  /** 'replace': at `address`, whatever was there goes. 'keep': at `address`, or not at all (MAP_FIXED_NOREPLACE). */
  fixed?: 'replace' | 'keep';
  name?: string;
  isGuard?: boolean;
  /** Does not count as promised, where the overcommit mode lets it (MAP_NORESERVE). */
  noReserve?: boolean;
  /** A stack: what it may grow to never counts as promised. */
  isStack?: boolean;
  /** All pages are brought in at once, as far as that can be done. */
  populate?: boolean;
}

export interface RemapRequest {
  /** It may get another place, where there is no room behind it. */
  mayMove?: boolean;
  /** It gets this place, and whatever is there goes. */
  to?: Address | undefined;
}

/** Most bytes, as the limits of setrlimit; undefined has no limit. */
export interface SpaceLimits {
  /** RLIMIT_AS: all areas. */
  addressSpace?: Bytes;
  /** RLIMIT_DATA: private areas that may be written. */
  data?: Bytes;
  /** RLIMIT_MEMLOCK. */
  locked?: Bytes;
  /** RLIMIT_STACK; set by limitStack. */
  stack?: Bytes;
}

export interface SpaceOptions extends FaultOptions {
  /** Generated code's table, or whoever else translates without a call. */
  flat?: TranslationSink;
  tlb?: Tlb;
  /** Maps without an address are placed below `mapsEnd`, as high as there is room, and not below `mapsStart`. */
  mapsStart?: Address;
  mapsEnd?: Address;
  /** Nothing may be mapped below; 64 KiB if not given. */
  lowest?: Address;
  /** Where the break begins, a multiple of a page; without it there is no break. */
  heapStart?: Address;
  limits?: SpaceLimits;
}

/** What the page table says of an address, without changing anything. */
export interface Translation {
  memoryAddress: Address;
  frame: number;
  writable: boolean;
  executable: boolean;
  accessed: boolean;
  dirty: boolean;
}

/** Of madvise; 'normal' stands for all that changes nothing here. */
export type Advice =
  | 'normal'
  | 'willNeed'
  | 'dontNeed'
  | 'free'
  | 'pageOut'
  | 'dontFork'
  | 'doFork'
  | 'wipeOnFork'
  | 'keepOnFork'
  | 'populateRead'
  | 'populateWrite';
