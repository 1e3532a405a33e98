/** The heap of a lesson: an allocator at work in a small memory, one operation at a time, and pictures of it. */
import type { Address, Bytes } from '../../base/ids.js';
import type { FreeList, HeapArea, HeapPicture, PictureBlock } from '../../events/lesson/heap-picture.js';
import type { LessonOperation, LessonStep } from '../../events/lesson/lesson.js';
import type { AllocatorStats, HeapBlock } from '../alloc/contract.js';
import type { MakeAllocator } from '../alloc/designs.js';
import { HeapSample } from '../replay/heap-sample.js';
import { takeSums } from './heap-sums.js';
import { LessonSpace } from './lesson-space.js';
import type { LessonSetting } from './settings.js';

/** Where memory comes in frames, each page of a frame is an area of its own. */
const AREA = 16384;
const PAGE = 4096;
/** In one piece, the source's page is as small as can be, so that the heap is exactly as large as the lesson wants. */
const LEAST_PAGE = 16;

interface Live {
  pointer: number;
  asked: Bytes;
}

export class LessonHeap {
  /** Offsets are counted from here: the first chunk, or the first frame. */
  readonly start: Address;
  /** What the allocator took before that for itself. */
  readonly own: Bytes;
  readonly #allocator: ReturnType<MakeAllocator>;
  readonly #sample: HeapSample;
  /** End of the heap, where it is one piece. */
  readonly #end: Address | undefined;
  readonly #addresses = new Map<number, Address>();
  readonly #live = new Map<Address, Live>();

  /** @param heap bytes for blocks @param request what the unusable free space index is for */
  constructor(make: MakeAllocator, setting: LessonSetting, heap: Bytes, request: Bytes) {
    const size = heap + (setting.own ?? 0);
    const space = new LessonSpace(size, setting.own === undefined ? PAGE : LEAST_PAGE);
    this.#allocator = make(space.memory, space);
    this.#sample = new HeapSample(request);
    if (setting.own === undefined) {
      // A request that no heap can serve opens the heap and leaves nothing in it.
      this.#allocator.malloc(2 * size);
      this.start = space.base;
    } else {
      // One block that takes all of it, so that the first operation finds one free chunk and not an unopened heap.
      const whole = this.#allocator.malloc(heap - 16);
      let first = space.base;
      this.#allocator.walk(({ address }) => {
        first = address;
        return false;
      });
      this.#allocator.free(whole);
      this.start = first;
      this.#end = first + heap;
    }
    this.own = this.start - space.base;
  }

  /** What `need` says is for the step alone. */
  play(operation: LessonOperation, need: Bytes): LessonStep {
    const before = this.#allocator.stats();
    const address = operation.kind === 'malloc' ? this.#malloc(operation) : this.#free(operation.pointer);
    const after = this.#allocator.stats();
    const grown = (count: keyof AllocatorStats): number => after[count] - before[count];
    return {
      operation,
      address,
      need,
      looked: grown('searchSteps'),
      splits: grown('splits'),
      coalesces: grown('coalesces'),
      picture: this.picture(),
      broken: this.#allocator.checkInvariants('full')?.message,
    };
  }

  picture(): HeapPicture {
    let asked = 0;
    for (const live of this.#live.values()) asked += live.asked;
    const freeLists = this.#allocator.freeLists();
    return { areas: this.#areas(freeLists), freeLists, sums: takeSums(this.#sample, this.#allocator, asked) };
  }

  #malloc({ pointer, size }: { pointer: number; size: Bytes }): Address {
    const address = this.#allocator.malloc(size);
    this.#addresses.set(pointer, address);
    if (address !== 0) this.#live.set(address, { pointer, asked: size });
    return address;
  }

  #free(pointer: number): Address {
    const address = this.#addresses.get(pointer) ?? 0;
    // free(NULL) does nothing.
    if (address === 0) return 0;
    this.#allocator.free(address);
    this.#live.delete(address);
    return address;
  }

  #areas(freeLists: readonly FreeList[]): HeapArea[] {
    const used = new Set(
      freeLists.flatMap(({ chunks, untouched }) => (untouched ? [] : chunks.map(({ address }) => address))),
    );
    const areas: HeapArea[] = [];
    if (this.#end !== undefined) areas.push({ from: this.start, to: this.#end, blocks: [] });
    this.#allocator.walk((block) => {
      const last = areas.at(-1);
      const goesOn = last !== undefined && (this.#end !== undefined || this.#continues(last, block));
      const area = goesOn ? last : { from: block.address, to: 0, blocks: [] };
      if (!goesOn) areas.push(area);
      const untouched = this.#end === undefined && block.free && !used.has(block.address);
      area.blocks.push({ ...this.#pictured(block), ...(untouched ? { untouched } : {}) });
      if (this.#end === undefined) area.to = block.address + block.size;
    });
    return areas;
  }

  #continues({ to }: HeapArea, { address }: HeapBlock): boolean {
    return to === address && (address - this.start) % AREA !== 0;
  }

  #pictured({ address, size, payload, usable, free }: HeapBlock): PictureBlock {
    return { address, size, payload, usable, free, ...(free ? {} : this.#live.get(payload)) };
  }
}
