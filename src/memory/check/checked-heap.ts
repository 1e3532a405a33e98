/**
 * The program's malloc family with every mistake in its use reported. Any allocator serves beneath; the checker asks it
 * for a little more and keeps freed blocks back.
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
 *
 * 5. Quarantined blocks leave in batches whose cache misses overlap.
 *
 * Cost: malloc and free are the allocator's plus a cache line of registry and O(size / 256) shadow bytes.
 * Semantics: Valgrind's memcheck where it has the case; failure values are glibc's.
 */
import type { Address, BlockId, Bytes, StackId } from '../../base/ids.js';
import type { AllocationRoutine, BlockFacts, HeapTotals, Place } from '../../events/findings.js';
import { ALLOCATION_ROUTINES, FAMILY, FAMILY_OF, ROUTINE } from '../../events/routines.js';
import type { RoutineCode } from '../../events/routines.js';
import type { Allocator } from '../alloc/contract.js';
import { alignmentFault, effectiveAlignment } from './alignment.js';
import type { BlockRegistry } from './block-registry.js';
import { nearestBlock } from './block-search.js';
import type { HeapEvents, HeapProblems } from './problems.js';
import { Quarantine } from './quarantine.js';
import type { ShadowPlane } from './shadow.js';

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
  /** The memory from byte 0 on. */
  buffer: ArrayBuffer;
  allocator: Allocator;
  shadow: ShadowPlane;
  registry: BlockRegistry;
  problems: HeapProblems;
  events?: HeapEvents;
  /** Blocks allocated from such a stack are checked like all others, but neither totals nor events know of them. */
  isUncounted?: (stack: StackId) => boolean;
  /** What an address outside the heap belongs to, for messages. */
  elsewhere?: (address: Address) => Place;
}

/** Sizes from here on are negative as signed numbers. */
const FISHY = 0x8000_0000;

/** Where before the payload the block's id lies. */
const ID_OFFSET = 16;

/** Blocks that leave the quarantine together. */
const BATCH = 64;

/** How far from a block an address may lie to be explained by it. */
const REACH = 4096;

export class CheckedHeap {
  readonly #bytes: Uint8Array;
  readonly #words: Uint32Array;
  readonly #allocator: Allocator;
  readonly #shadow: ShadowPlane;
  readonly #registry: BlockRegistry;
  readonly #quarantine: Quarantine;
  readonly #problems: HeapProblems;
  readonly #events: HeapEvents | undefined;
  readonly #isUncounted: (stack: StackId) => boolean;
  readonly #elsewhere: (address: Address) => Place;
  readonly #redzone: Bytes;
  readonly #mallocFill: number;
  readonly #freeFill: number;
  readonly #showMismatched: boolean;
  readonly #showReallocZero: boolean;

  #allocations = 0;
  #frees = 0;
  #bytesAllocated = 0;
  #liveBlocks = 0;
  #liveBytes = 0;
  #peakBytes = 0;
  #births = 0;
  readonly #batch = new Uint32Array(BATCH);
  /** Bounds of what the allocator has handed out. */
  #lowest: Address = Infinity;
  #highest: Address = 0;

  constructor(parts: CheckedHeapParts, options: CheckedHeapOptions = {}) {
    const redzone = options.redzone ?? 16;
    if (!(redzone >= 16 && redzone % 16 === 0))
      throw new RangeError(`redzone size ${redzone}: must be a multiple of 16, at least 16`);
    this.#bytes = new Uint8Array(parts.buffer, 0, Math.min(parts.buffer.byteLength, parts.shadow.limit));
    this.#words = new Uint32Array(parts.buffer, 0, this.#bytes.length >>> 2);
    this.#allocator = parts.allocator;
    this.#shadow = parts.shadow;
    this.#registry = parts.registry;
    this.#quarantine = new Quarantine(parts.registry, 2 * redzone, options.freelistVolume, options.freelistBigBlocks);
    this.#problems = parts.problems;
    this.#events = parts.events;
    this.#isUncounted = parts.isUncounted ?? (() => false);
    this.#elsewhere = parts.elsewhere ?? (() => ({ in: 'unmapped' }));
    this.#redzone = redzone;
    this.#mallocFill = options.mallocFill ?? -1;
    this.#freeFill = options.freeFill ?? -1;
    this.#showMismatched = options.showMismatchedFrees ?? true;
    this.#showReallocZero = options.showReallocSizeZero ?? true;
  }

  /** malloc, operator new, operator new[]: `size` bytes aligned to 16, or 0. */
  malloc(size: Bytes, routine: RoutineCode, stack: StackId): Address {
    size >>>= 0;
    if (size >= FISHY) return this.#fishy(routine, 'size', size, stack);
    const address = this.#allocate(size, routine, stack, 4);
    if (address === 0) return 0;
    if (this.#mallocFill >= 0) this.#bytes.fill(this.#mallocFill, address, address + size);
    this.#born(address, size, routine, stack);
    return address;
  }

  /** `count * size` zeroed bytes; 0 when the product overflows. */
  calloc(count: number, size: Bytes, stack: StackId): Address {
    count >>>= 0;
    size >>>= 0;
    if (count >= FISHY) return this.#fishy(ROUTINE.calloc, 'nmemb', count, stack);
    if (size >= FISHY) return this.#fishy(ROUTINE.calloc, 'size', size, stack);
    const total = count * size;
    if (total >= FISHY) return 0;
    const address = this.#allocate(total, ROUTINE.calloc, stack, 4);
    if (address === 0) return 0;
    this.#bytes.fill(0, address, address + total);
    this.#born(address, total, ROUTINE.calloc, stack);
    return address;
  }

  /** realloc with the product checked for overflow. */
  reallocarray(old: Address, count: number, size: Bytes, stack: StackId): Address {
    const total = (count >>> 0) * (size >>> 0);
    if (total > 0xffff_ffff) return 0;
    return this.realloc(old, total, stack, ROUTINE.reallocarray);
  }

  /** Always moves. Size 0 frees and gives 0, as glibc does; 0 too for what is not a live block, which stays as it is. */
  realloc(old: Address, size: Bytes, stack: StackId, routine: RoutineCode = ROUTINE.realloc): Address {
    old >>>= 0;
    size >>>= 0;
    if (old === 0) return this.malloc(size, routine, stack);
    if (size >= FISHY) return this.#fishy(routine, 'size', size, stack);
    const registry = this.#registry;
    const id = this.#find(old);
    if (id === 0 || !registry.isLive(id)) {
      this.#invalidFree(old, id, routine, stack);
      return 0;
    }
    if (size === 0 && this.#showReallocZero) {
      this.#problems.finding({ kind: 'ReallocSizeZero', stack, address: old, place: this.#placeIn(id, 0) });
    }
    if (size === 0) {
      this.free(old, routine, stack);
      return 0;
    }
    if (FAMILY_OF[registry.routine(id)] !== FAMILY.malloc) this.#mismatch(old, id, routine, stack);
    const had = registry.size(id);
    const serial = registry.serial(id);
    // Allocating may drain the quarantine but never touches a live block: `id` stays good.
    const address = this.#allocate(size, routine, stack, 4, serial);
    if (address === 0) return 0;
    const isNew = this.#isUncounted(registry.allocStack(id));
    const kept = Math.min(had, size);
    this.#bytes.copyWithin(address, old, old + kept);
    if (this.#mallocFill >= 0) this.#bytes.fill(this.#mallocFill, address + kept, address + size);
    this.#retire(id, old, had, routine, stack);
    if (this.#isUncounted(stack)) return address;
    this.#count(size);
    if (isNew) this.#events?.allocated(serial, address, size, routine, stack);
    else this.#events?.moved(serial, address, size, routine, stack);
    return address;
  }

  /** memalign, aligned_alloc, posix_memalign, aligned operator new. 0 also for an alignment that C forbids. */
  memalign(alignment: Bytes, size: Bytes, routine: RoutineCode, stack: StackId): Address {
    alignment >>>= 0;
    size >>>= 0;
    if (size >= FISHY) return this.#fishy(routine, 'size', size, stack);
    const reason = alignmentFault(routine, alignment, size);
    if (reason !== undefined) {
      this.#problems.finding({ kind: 'InvalidAlignment', stack, routine: name(routine), alignment, size, reason });
    }
    const effective = effectiveAlignment(routine, alignment);
    if (effective === 0 || effective >= FISHY) return 0;
    const address = this.#allocate(size, routine, stack, Math.max(4, 31 - Math.clz32(effective)));
    if (address === 0) return 0;
    if (this.#mallocFill >= 0) this.#bytes.fill(this.#mallocFill, address, address + size);
    this.#born(address, size, routine, stack);
    return address;
  }

  /** free, operator delete, operator delete[]. */
  free(address: Address, routine: RoutineCode, stack: StackId): void {
    address >>>= 0;
    if (address === 0) return;
    const registry = this.#registry;
    const id = this.#find(address);
    if (id === 0 || !registry.isLive(id)) {
      this.#invalidFree(address, id, routine, stack);
      return;
    }
    if (FAMILY_OF[registry.routine(id)] !== FAMILY_OF[routine]) this.#mismatch(address, id, routine, stack);
    const size = registry.size(id);
    if (this.#events !== undefined && !this.#isUncounted(registry.allocStack(id)))
      this.#events.freed(registry.serial(id), address, size, routine, stack);
    this.#retire(id, address, size, routine, stack);
  }

  /** malloc_usable_size: what the program asked for (the rest is not its to use); 0 for what is not a live block. */
  usableSize(address: Address): Bytes {
    const id = this.#find(address >>> 0);
    return id !== 0 && this.#registry.isLive(id) ? this.#registry.size(id) : 0;
  }

  /** What a heap address belongs to; undefined outside the heap. */
  describe(address: Address): Place | undefined {
    if (address < this.#lowest - REACH || address >= this.#highest + REACH) return undefined;
    const id = nearestBlock(this.#registry, address, REACH);
    if (id !== 0) return this.#placeIn(id, address - this.#registry.address(id));
    return address >= this.#lowest && address < this.#highest ? { in: 'heap' } : undefined;
  }

  /** Facts about a remembered block. */
  facts(id: BlockId): BlockFacts {
    const registry = this.#registry;
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
    return {
      allocations: this.#allocations,
      frees: this.#frees,
      bytesAllocated: this.#bytesAllocated,
      blocksAtExit: this.#liveBlocks,
      bytesAtExit: this.#liveBytes,
      peakBytes: this.#peakBytes,
    };
  }

  /** `moved`: serial of the block that moves, 0 for a new one.
   *  Address of a registered, addressable block, or 0 when memory is out even with the quarantine empty. */
  #allocate(size: Bytes, routine: RoutineCode, stack: StackId, alignLog: number, moved = 0): Address {
    const quarantine = this.#quarantine;
    if (quarantine.full) this.#drain();
    let address = this.#obtain(size, alignLog);
    // Each round gives back twice as many as the one before, so that near exhaustion the attempts stay few.
    for (let batch = 16; address === 0; batch *= 2) {
      let id = quarantine.shift();
      if (id === 0) return 0;
      for (let n = 0; id !== 0 && n < batch; n++) {
        this.#evict(id);
        id = quarantine.shift();
      }
      if (id !== 0) this.#evict(id);
      address = this.#obtain(size, alignLog);
    }
    const serial = moved !== 0 ? moved : ++this.#births;
    this.#words[(address - ID_OFFSET) >>> 2] = this.#registry.add(address, size, routine, stack, alignLog, serial);
    this.#shadow.markAddressable(address, size);
    if (address < this.#lowest) this.#lowest = address;
    if (address + size > this.#highest) this.#highest = address + size;
    return address;
  }

  /** A payload address, with a row in the registry sure to be free, or 0. */
  #obtain(size: Bytes, alignLog: number): Address {
    if (!this.#registry.hasRoom()) return 0;
    const redzone = this.#redzone;
    if (alignLog === 4) {
      const chunk = this.#allocator.malloc(size + 2 * redzone);
      return chunk === 0 ? 0 : chunk + redzone;
    }
    const lead = this.#lead(2 ** alignLog);
    const chunk = this.#allocator.memalign(2 ** alignLog, lead + size + redzone);
    return chunk === 0 ? 0 : chunk + lead;
  }

  #lead(alignment: Bytes): Bytes {
    return alignment <= 16 ? this.#redzone : Math.ceil(this.#redzone / alignment) * alignment;
  }

  #born(address: Address, size: Bytes, routine: RoutineCode, stack: StackId): void {
    if (this.#isUncounted(stack)) return;
    this.#count(size);
    if (this.#events !== undefined) this.#events.allocated(this.#births, address, size, routine, stack);
  }

  #count(size: Bytes): void {
    this.#allocations++;
    this.#bytesAllocated += size;
    this.#liveBlocks++;
    this.#liveBytes += size;
    if (this.#liveBytes > this.#peakBytes) this.#peakBytes = this.#liveBytes;
  }

  #retire(id: BlockId, address: Address, size: Bytes, routine: RoutineCode, stack: StackId): void {
    this.#shadow.markUnaddressable(address, size);
    if (this.#freeFill >= 0) this.#bytes.fill(this.#freeFill, address, address + size);
    const counted = !this.#isUncounted(this.#registry.allocStack(id));
    this.#registry.retire(id, routine, stack);
    this.#quarantine.push(id, size);
    if (!counted) return;
    this.#frees++;
    this.#liveBlocks--;
    this.#liveBytes -= size;
  }

  /** The block, live or freed, whose payload starts at `address`, or 0. */
  #find(address: Address): BlockId {
    const hint = address >= ID_OFFSET && address <= this.#bytes.length ? this.#words[(address - ID_OFFSET) >>> 2]! : 0;
    return this.#registry.startsAt(hint, address) ? hint : this.#registry.find(address);
  }

  /** Bring the quarantine below its limit. */
  #drain(): void {
    const batch = this.#batch;
    let count = this.#quarantine.takeBatch(batch);
    while (count > 0 && this.#warm(count) >= 0) {
      for (let i = 0; i < count; i++) this.#evict(batch[i]!);
      count = this.#quarantine.takeBatch(batch);
    }
  }

  /**
   * Read what the allocator is going to look at, the tags before and after each block of the batch: here the reads do not
   * wait for each other. Their sum is used so that no
   * optimiser takes them out.
   */
  #warm(count: number): number {
    const words = this.#words;
    const registry = this.#registry;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const id = this.#batch[i]!;
      const address = registry.address(id);
      sum += words[(address - ID_OFFSET) >>> 2]! + words[(address + registry.size(id) + ID_OFFSET) >>> 2]!;
    }
    return sum;
  }

  #evict(id: BlockId): void {
    const registry = this.#registry;
    const chunk = registry.address(id) - this.#lead(registry.alignment(id));
    registry.drop(id);
    this.#allocator.free(chunk);
  }

  #fishy(routine: RoutineCode, argument: string, value: number, stack: StackId): 0 {
    this.#problems.finding({ kind: 'FishyValue', stack, routine: name(routine), argument, value: value | 0 });
    return 0;
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
