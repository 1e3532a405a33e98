/**
 * The program's malloc family with every mistake in its use reported. Any allocator serves beneath; the checker asks it
 * for a little more and keeps freed blocks back. The kernel does the work (kernel.as.ts); this is where it is set up, and
 * where mistakes become findings.
 *
 *     what the allocator gives            [ lead          ][ asked for ][ redzone + slack ]
 *     addressable                           no               yes          no
 *                                         ^ chunk          ^ payload
 *
 * lead is the redzone, or the redzone rounded up to the block's alignment; its last 16 bytes begin with the block's id, by
 * which free finds the row without the index. (A program may have written there; the row tells.)
 * So headers, redzones, slack and everything
 * that the allocator holds are not addressable; of the heap only the bytes that the program asked for are.
 *
 * Invariants
 * 1. A byte of the heap is addressable exactly when it is in the asked-for part of a live block.
 * 2. A block is live (in the registry), freed (in registry and quarantine), or gone (given back to the allocator).
 * 3. realloc always moves, so a pointer from before it is stale and is caught.
 * 4. The quarantine is drained on allocation, not on free, and wholly before the program is told that memory is out.
 * 5. Quarantined blocks leave in batches whose cache misses overlap.
 *
 * Cost: malloc and free are the allocator's plus a cache line of registry and O(size / 512) words of shadow.
 * After many frees in a row all that is above the quarantine's limit leaves before the next allocation. At the pace of allocations it
 * was tried, and in the mean of three programs gained nothing: a row that is taken is in the caches then, but chunks go back one by
 * one, and the program spends more on walking what it builds of them.
 * Semantics: Valgrind's memcheck where it has the case; failure values are glibc's.
 */
import type { Address, BlockId, Bytes, StackId } from '../../base/ids.js';
import type { AllocationRoutine, BlockFacts, HeapTotals, Place } from '../../events/findings.js';
import { ALLOCATION_ROUTINES } from '../../events/routines.js';
import type { RoutineCode } from '../../events/routines.js';
import type { AllocatorCalls } from '../alloc/kernel-allocator.js';
import { HeapEvents, type HeapEventSink } from '../calls/heap-events.js';
import { bufferOf } from '../kernel.js';
import { alignmentFault, effectiveAlignment } from '../calls/alignment.js';
import { BlockRegistry } from './block-registry.js';
import { nearestBlock } from './block-search.js';
import { type CheckKernel, type CheckLayout, type CheckMemory, startCheckKernel } from './check-kernel.js';
import { DEFAULT_FREELIST_BIG_BLOCKS, DEFAULT_FREELIST_VOLUME, DEFAULT_REDZONE } from './defaults.js';
import { UNCOUNTED_STACK } from './format.js';
import type { HeapProblems } from './problems.js';

export interface CheckedHeapOptions {
  /** Bytes before and after each block, a multiple of 16, at least 16. */
  redzone?: Bytes;
  /** --freelist-vol, --freelist-big-blocks. */
  freelistVolume?: Bytes;
  freelistBigBlocks?: Bytes;
  /** Byte to fill new (not calloc'ed) and freed blocks with; undefined leaves them as they are. */
  mallocFill?: number;
  freeFill?: number;
  /** Report frees of the wrong family (default yes) and realloc to size 0 (default yes). */
  showMismatchedFrees?: boolean;
  showReallocSizeZero?: boolean;
}

export interface CheckedHeapParts {
  memory: CheckMemory;
  layout: CheckLayout;
  allocator: Pick<AllocatorCalls, 'malloc' | 'free' | 'memalign'>;
  problems: HeapProblems;
  /** Who takes the events of blocks, and the address of the clock (0: none). */
  events?: { sink: HeapEventSink; clock: Address };
  /** The allocator's data have been overwritten, as the address shows: does not return. */
  corrupted?: (address: Address) => never;
  /** A call returns NULL for want of memory. */
  failed?: () => void;
  /** operator new found no memory: does not return. */
  newFailed?: (size: Bytes) => never;
  /** Whether there is memory at an address; everywhere, if not given. */
  isReadable?: (address: Address) => boolean;
  /** What an address outside the heap belongs to, for messages. */
  elsewhere?: (address: Address) => Place;
}

/** Sizes from here on are negative as signed numbers. */
const FISHY = 0x8000_0000;

/** How far from a block an address may lie to be explained by it. */
const REACH = 4096;

/**
 * Stacks come with UNCOUNTED_STACK set where blocks are checked like all others but neither totals nor events are to know
 * of them.
 */
export class CheckedHeap {
  readonly kernel: CheckKernel;
  readonly registry: BlockRegistry;
  readonly events: HeapEvents | undefined;
  readonly #problems: HeapProblems;
  readonly #elsewhere: (address: Address) => Place;
  readonly #showMismatched: boolean;
  readonly #showReallocZero: boolean;

  constructor(parts: CheckedHeapParts, options: CheckedHeapOptions = {}) {
    const redzone = options.redzone ?? DEFAULT_REDZONE;
    if (!(redzone >= 16 && redzone % 16 === 0))
      throw new RangeError(`redzone size ${redzone}: must be a multiple of 16, at least 16`);
    const { memory, layout } = parts;
    const buffer = bufferOf('tables' in memory ? memory.tables : memory);
    this.#problems = parts.problems;
    this.#elsewhere = parts.elsewhere ?? (() => ({ in: 'unmapped' }));
    this.#showMismatched = options.showMismatchedFrees ?? true;
    this.#showReallocZero = options.showReallocSizeZero ?? true;
    this.kernel = startCheckKernel(memory, layout, parts.allocator, {
      fishy: (routine, isCount, value, stack) => this.#fishy(routine, isCount !== 0, value, stack >>> 0),
      mismatch: (address, id, routine, stack) => this.#mismatch(address >>> 0, id >>> 0, routine, stack >>> 0),
      invalidFree: (address, id, routine, stack) => this.#invalidFree(address >>> 0, id >>> 0, routine, stack >>> 0),
      reallocZero: (address, id, stack) => this.#reallocZero(address >>> 0, id >>> 0, stack >>> 0),
      corrupted: (address) => parts.corrupted?.(address >>> 0),
      failed: parts.failed ?? (() => {}),
      alignedNew: (routine, alignment, size, stack) => this.memalign(alignment, size, routine, stack),
      newFailed: (size) => parts.newFailed?.(size >>> 0),
      eventsFull: () => this.events!.flush(),
      isReadable: (address) => (parts.isReadable?.(address >>> 0) === false ? 0 : 1),
    });
    this.kernel.configure(
      redzone,
      options.freelistVolume ?? DEFAULT_FREELIST_VOLUME,
      options.freelistBigBlocks ?? DEFAULT_FREELIST_BIG_BLOCKS,
      options.mallocFill ?? -1,
      options.freeFill ?? -1,
    );
    this.registry = new BlockRegistry(this.kernel, buffer, layout);
    if (parts.events === undefined) return;
    const { sink, clock } = parts.events;
    this.events = new HeapEvents(this.kernel, buffer, layout.eventBase, sink, clock);
  }

  /** memalign, aligned_alloc, posix_memalign, aligned operator new. 0 also for an alignment that C forbids. */
  memalign(alignment: Bytes, size: Bytes, routine: RoutineCode, stack: StackId): Address {
    alignment >>>= 0;
    size >>>= 0;
    if (size < FISHY) {
      const reason = alignmentFault(routine, alignment, size);
      if (reason !== undefined) {
        this.#problems.finding({
          kind: 'InvalidAlignment',
          stack: countedStack(stack),
          routine: name(routine),
          alignment,
          size,
          reason,
        });
      }
      const effective = effectiveAlignment(routine, alignment);
      if (effective === 0 || effective >= FISHY) return 0;
      return this.kernel.allocateAs(routine, size, Math.max(4, 31 - Math.clz32(effective)), stack) >>> 0;
    }
    return this.kernel.allocateAs(routine, size, 4, stack) >>> 0;
  }

  /** What a heap address belongs to; undefined outside the heap. */
  describe(address: Address): Place | undefined {
    const lowest = this.kernel.lowest.value >>> 0;
    const highest = this.kernel.highest.value >>> 0;
    if (address < lowest - REACH || address >= highest + REACH) return undefined;
    const id = nearestBlock(this.registry, address, REACH);
    if (id !== 0) return this.#placeIn(id, address - this.registry.address(id));
    return address >= lowest && address < highest ? { in: 'heap' } : undefined;
  }

  /** Facts about a remembered block. */
  facts(id: BlockId): BlockFacts {
    const { registry } = this;
    const facts: BlockFacts = {
      address: registry.address(id),
      size: registry.size(id),
      state: registry.isLive(id) ? 'live' : 'freed',
      routine: name(registry.routine(id)),
      allocStack: registry.allocStack(id),
    };
    if (facts.state === 'freed') {
      facts.freeRoutine = name(registry.freeRoutine(id));
      facts.freeStack = registry.freeStack(id);
    }
    return facts;
  }

  totals(): HeapTotals {
    const { allocations, frees, bytesAllocated, liveBlocks, liveBytes, peakBytes } = this.kernel;
    return {
      allocations: allocations.value,
      frees: frees.value,
      bytesAllocated: bytesAllocated.value,
      blocksAtExit: liveBlocks.value >>> 0,
      bytesAtExit: liveBytes.value >>> 0,
      peakBytes: peakBytes.value >>> 0,
    };
  }

  #fishy(routine: RoutineCode, isCount: boolean, value: number, stack: StackId): void {
    const argument = isCount ? 'nmemb' : 'size';
    this.#problems.finding({ kind: 'FishyValue', stack, routine: name(routine), argument, value });
  }

  #reallocZero(address: Address, id: BlockId, stack: StackId): void {
    if (!this.#showReallocZero) return;
    this.#problems.finding({ kind: 'ReallocSizeZero', stack, address, place: this.#placeIn(id, 0) });
  }

  #mismatch(address: Address, id: BlockId, routine: RoutineCode, stack: StackId): void {
    if (!this.#showMismatched) return;
    this.#problems.finding({
      kind: 'MismatchedFree',
      stack,
      address,
      routine: name(routine),
      place: this.#placeIn(id, 0),
    });
  }

  /** `id`: the freed block that starts at `address`, or 0. */
  #invalidFree(address: Address, id: BlockId, routine: RoutineCode, stack: StackId): void {
    const place = id !== 0 ? this.#placeIn(id, 0) : (this.describe(address) ?? this.#elsewhere(address));
    this.#problems.finding({
      kind: 'InvalidFree',
      stack,
      address,
      routine: name(routine),
      doubleFree: id !== 0,
      place,
    });
  }

  #placeIn(id: BlockId, offset: number): Place {
    return { in: 'heap-block', block: this.facts(id), offset };
  }
}

function name(routine: RoutineCode): AllocationRoutine {
  return ALLOCATION_ROUTINES[routine]!;
}

function countedStack(stack: StackId): StackId {
  return (stack & ~UNCOUNTED_STACK) >>> 0;
}
