/**
 * Slabs: pages cut into objects of one size, each with its own free list, gathered in caches. malloc has a cache for each
 * size class; programs in TypeScript can have caches of their own, whose objects stay constructed while they are free.
 *
 *     cache    +0  FIRST_SLAB   list of the slabs that are not full; the first one serves
 *              +4  SPARE        an empty slab of the list that is kept, or 0
 *              +8  OBJECT_SIZE  +12 ALIGNMENT  +16 OBJECT_LINK  +20 PAGE_SHIFT
 *              +24 COLOUR       how far into its page the next slab's first object begins
 *              +28 CONSTRUCTED  whether objects have a constructor or destructor
 *              +32 NEXT_CACHE
 *     slab     a page of ../segments/format.ts whose OWNER is its cache; LOCAL_FREE is not used
 *     object   while free, the link to the next one is at OBJECT_LINK: at its start, or behind it when it is constructed
 *
 *     first segment, from DESIGN on
 *              CACHES  the caches of the size classes; number 0 has the made caches as its objects
 *              DIRECT  for requests of 0, 1-16, 17-32 ... 1009-1024 bytes the cache of their class
 *              MADE    list of the made caches
 *
 * Freeing finds the slab from the object's address by masking. The objects of successive slabs begin at different
 * offsets, as far as a page's unused end allows (the colour), so that they do not compete for the same cache lines. An
 * empty slab stays when it is first in its list or the cache has no other spare; else its page goes back at once. Reaping
 * gives the rest back, down to the page source. It is done too before a request fails.
 *
 * Invariants, besides those of ../segments/format.ts
 * 5. SPARE is empty and in its cache's list.
 * 6. Between its slab's making and giving up, an object was constructed once and not destroyed.
 *
 * Blocks above 65,408 bytes are runs of frames. Requests of up to 8 KiB lose at most a fifth to their class, larger ones
 * up to half.
 *
 * Cost: every operation O(1), but a new slab of constructed objects, a reaped one, and a realloc that moves.
 * Source: Bonwick, "The Slab Allocator: An Object-Caching Kernel Memory Allocator", USENIX Summer 1994.
 */
import type { Address, Bytes } from '../../../base/ids.js';
import type { FreeList } from '../../../events/lesson/heap-picture.js';
import type { Cell, KernelMemory } from '../../kernel.js';
import type { BrokenInvariant, HeapBlock } from '../contract.js';
import { KernelAllocator, type AllocatorKernel, type PagesOrRegion } from '../kernel-allocator.js';
import { CLASSES, CLASS_MAX, DESIGN, MAX_ALIGNMENT } from '../segments/format.js';
import { freeListsOf } from '../segments/free-lists.js';
import { inspectQueue } from '../segments/inspect-pages.js';
import { checkBins, inspectSegments } from '../segments/inspect.js';
import type { SegmentView } from '../segments/runs.js';
import { walkSegments } from '../segments/walk.js';
import { CACHE_SIZE, CACHES, FIRST_SLAB, MADE, NEXT_CACHE } from './format.js';
import { KERNEL } from './kernel.wasm.js';

interface PlainCacheOptions {
  size: Bytes;
  /** A power of two, at least 16. */
  align?: Bytes;
  /** Called for each object when its slab is given up. It must not use the allocator. */
  destructor?: (object: Address) => void;
}

interface ConstructedCacheOptions extends PlainCacheOptions {
  /** Called for each object when its slab is made, not when it is allocated. It must not use the allocator. */
  constructor: (object: Address) => void;
}

/** Two types, because every JavaScript object inherits something called constructor. */
export type CacheOptions = PlainCacheOptions | ConstructedCacheOptions;

/** A cache that `cacheCreate` has made. */
export type ObjectCache = Address & { readonly cache: unique symbol };

interface SlabKernel extends AllocatorKernel {
  start(pageSize: number): void;
  cacheCreate(size: number, alignment: number, link: number, constructed: number): number;
  cacheAlloc(cache: number): number;
  cacheFree(cache: number, object: number): number;
  cacheReap(cache: number): void;
  base: Cell;
}

export class SlabAllocator extends KernelAllocator<SlabKernel> {
  readonly name: string;
  readonly #caches: Map<Address, CacheOptions>;

  /** `name`: of the whole where slabs are a part of it. */
  constructor(memory: KernelMemory, pages: PagesOrRegion = {}, name = 'slab') {
    const caches = new Map<Address, CacheOptions>();
    super(KERNEL, memory, pages, {
      'objects.as': {
        construct: (cache: Address, object: Address) => constructorOf(caches.get(cache))?.(object),
        destroy: (cache: Address, object: Address) => caches.get(cache)?.destructor?.(object),
      },
    });
    this.name = name;
    this.#caches = caches;
    this.kernel.start(this.pageSize);
  }

  /**
   * A cache of objects of one size; 0 when memory is out.
   * @throws RangeError for a size or alignment that no slab can serve.
   */
  cacheCreate(options: CacheOptions): ObjectCache | 0 {
    const { size, align = 16 } = options;
    if (!Number.isInteger(Math.log2(align)) || align < 16 || align > MAX_ALIGNMENT)
      throw new RangeError(`align ${align}: expected a power of two from 16 to ${MAX_ALIGNMENT}`);
    const constructed = constructorOf(options) !== undefined || options.destructor !== undefined;
    // The link of a constructed object must not overwrite what was constructed.
    const link = constructed ? (size + 3) & ~3 : 0;
    const stride = (Math.max(size, link + 4) + align - 1) & -align;
    if (!(size >= 1) || !Number.isInteger(size) || stride > CLASS_MAX - align)
      throw new RangeError(`size ${size}: expected a whole number from 1 to ${CLASS_MAX - align - 4}`);
    const cache = this.kernel.cacheCreate(stride, align, link, constructed ? 1 : 0);
    if (cache !== 0) this.#caches.set(cache, options);
    return cache as ObjectCache | 0;
  }

  /** An object, constructed; 0 when memory is out. */
  cacheAlloc(cache: ObjectCache): Address {
    return this.kernel.cacheAlloc(cache);
  }

  /** @throws RangeError for what the cache has not given. */
  cacheFree(cache: ObjectCache, object: Address): void {
    if (this.kernel.cacheFree(cache, object) === 0) throw new RangeError(`${object} is no object of this cache`);
  }

  /** Give the empty slabs of a cache, or of all, back to the page source. */
  cacheReap(cache?: ObjectCache): void {
    this.kernel.cacheReap(cache ?? 0);
  }

  walk(visit: (block: HeapBlock) => boolean | void): void {
    const view = this.#view();
    walkSegments(view, visit, view.base + DESIGN + CACHES);
  }

  override freeLists(): FreeList[] {
    const view = this.#view();
    return freeListsOf(view, view.base + DESIGN + CACHES);
  }

  checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined {
    const view = this.#view();
    if (view.base === 0) return undefined;
    return checkBins(view) ?? (level === 'full' ? (inspectSegments(view) ?? this.#inspectCaches(view)) : undefined);
  }

  #inspectCaches(view: SegmentView): BrokenInvariant | undefined {
    for (let index = 0; index < CLASSES; index++) {
      const found = this.#inspectCache(view, view.base + DESIGN + CACHES + index * CACHE_SIZE);
      if (found) return found;
    }
    let left = this.#caches.size;
    let link = view.base + DESIGN + MADE;
    for (let cache = view.words[link >> 2]!; cache !== 0; cache = view.words[link >> 2]!) {
      if (left-- === 0 || !this.#caches.has(cache)) return { address: link, message: 'the list of caches is broken' };
      const found = this.#inspectCache(view, cache);
      if (found) return found;
      link = cache + NEXT_CACHE;
    }
    return left === 0 ? undefined : { address: link, message: 'a cache is missing in the list of caches' };
  }

  #inspectCache(view: SegmentView, cache: Address): BrokenInvariant | undefined {
    return inspectQueue(view, cache + FIRST_SLAB, cache);
  }

  #view(): SegmentView {
    return { words: this.words(), base: this.kernel.base.value };
  }
}

/** Every object has a property of this name; the option is the object's own. */
function constructorOf(options: CacheOptions | undefined): ConstructedCacheOptions['constructor'] | undefined {
  return options !== undefined && Object.hasOwn(options, 'constructor')
    ? (options as ConstructedCacheOptions).constructor
    : undefined;
}
