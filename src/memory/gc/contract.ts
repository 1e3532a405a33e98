/**
 * The collectors' contract. A collector is a *plan*: which *spaces* the heap consists of, the *policy* by which each is
 * allocated and reclaimed, and what the plan needs of everybody else, as data (the division is MMTk's: S. Blackburn, P.
 * Cheng, K. McKinley, "Oil and water? High performance garbage collection in Java with MMTk", 2004). Compilers and kernels
 * generate code from the data; nobody asks which collector it is.
 *
 *     mutator ── allocate, count, barrier, poll ──> plan ── trace, finalize, clear ──> object model ──> objects
 *
 * What an object is, only the language knows: it gives the *object model*, and a plan knows no other way into an object.
 *
 * Invariants of every plan
 * 1. Objects die or move only during `collect` and, with counts, where a count is given up. `collect` runs only at polls
 *    and calls: there, every reference that is still needed lies in a frame, an object or a root.
 * 2. FINALIZE is called at most once in an object's life. Of what a collection found, weak references are dead and their
 *    callbacks called before anything is finalised; of what dies by its count, FINALIZE comes first.
 * 3. What a finaliser made reachable again is as it was, with all that it refers to.
 */
import type { Address, Bytes } from '../../base/ids.js';

/** A word that the plan keeps for each object: in its head, in front of it, or beside the heap. */
export type HeaderWord =
  /** How many references there are (format.ts, COUNT). */
  | 'count'
  /** Two links of a list of a generation (CYCLE_HEAD). */
  | 'links'
  /** Colour, age, whether it is logged. */
  | 'mark'
  /** Where the object is now. */
  | 'forward';

/** What is done at a store of a reference into an object, besides counting. */
export type WriteBarrier =
  | 'none'
  /** Remember the object that was written to, once between two collections. */
  | 'object'
  /** Remember the card of the address. */
  | 'card'
  /** Keep the reference that is overwritten (snapshot at the beginning). */
  | 'snapshot';

export type Policy =
  /** Never reclaimed: types, code, names. */
  | 'immortal'
  /** Free lists by size class; each object is freed by itself. */
  | 'free-lists'
  /** Free lists, filled by a sweep over marks. */
  | 'mark-sweep'
  /** Bump allocation; survivors are copied out. */
  | 'copy'
  /** Bump allocation in lines of blocks, defragmented now and then. */
  | 'regions'
  /** One allocation of an allocator of memory/alloc for each. */
  | 'large';

export interface Space {
  readonly name: string;
  readonly policy: Policy;
  /** Which new objects go there. */
  readonly holds: 'small' | 'large' | 'fixed' | 'survivors';
}

export interface Plan {
  /** As users name it. */
  readonly name: string;
  readonly title: string;
  readonly header: readonly HeaderWord[];
  /** Every copy and every drop of a reference is counted. */
  readonly counts: boolean;
  readonly barrier: WriteBarrier;
  /** Whether loads of references must be told (concurrent or incremental movers). */
  readonly readBarrier: boolean;
  /** Where compiled code looks at POLL. */
  readonly polls: readonly ('entry' | 'back-edge' | 'allocation')[];
  /** Objects change their addresses: identity needs another source then, and references in frames are updated. */
  readonly moves: boolean;
  readonly generations: number;
  readonly spaces: readonly Space[];
}

/** Why a collection happens. */
export type Reason = 'due' | 'asked' | 'no-room' | 'end';

/** What a collector knows of objects; `visit` gets each reference that the object owns, once for each. */
export interface ObjectModel {
  traverse(p: Address, visit: (referent: Address) => void): void;
  /** Drops references that may be part of a cycle. */
  clear(p: Address): void;
  hasFinalizer(p: Address): boolean;
  finalize(p: Address): void;
  /** Weak references to it, the first to be told first. */
  weakReferences(p: Address): readonly Address[];
  /** Of its own block, and of the blocks that belong to it alone. */
  size(p: Address): Bytes;
  /** References that no object holds: frames, natives, what is pending. */
  roots(): Iterable<Address>;
}

export interface GenerationStatistics {
  readonly collections: number;
  /** Objects that were found to be garbage. */
  readonly collected: number;
  readonly uncollectable: number;
}

/** A plan at work on one heap. */
export interface Collector {
  readonly plan: Plan;
  /** Collects a generation and all younger ones. Returns how many objects were garbage. */
  collect(generation: number, reason: Reason): number;
  /** Objects that the collector looks after, oldest first within a generation. */
  objects(generation: number): Iterable<Address>;
  statistics(): readonly GenerationStatistics[];
}
