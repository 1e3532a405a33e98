/**
 * Looks at the heap of a program as it runs: after each call of its malloc family, and when it has ended. Calls then go
 * through JavaScript, which only runs that somebody looks at pay for.
 */
import type { Address, Bytes } from '../base/ids.js';
import { EVENT_BYTES } from '../events/event-codes.js';
import type { HeapDamage } from '../events/findings.js';
import type { HeapPicture, Moment } from '../events/heap/heap-picture.js';
import type { Allocator } from '../memory/alloc/contract.js';
import type { CheckedHeap } from '../memory/check/checked-heap.js';
import { drawHeap } from '../memory/picture/draw-heap.js';
import { CalledBlocks, registeredBlocks } from '../memory/picture/known-blocks.js';
import { joinedRanges, type ObtainedPages } from '../memory/picture/obtained-pages.js';
import type { ProgramHeap } from './allocation-imports.js';
import type { Machine } from './machine.js';

/** The heap as it is now. */
export interface HeapNow {
  /** Calls that have become events, as a recording counts them. */
  readonly events: number;
  /** Bytes asked for in live blocks. */
  readonly payload: Bytes;
  /** Of all events so far: equal runs have equal ones. */
  readonly digest: number;
  /** The first broken invariant is part of it. O(heap). */
  picture(moment: Moment): HeapPicture;
}

export interface HeapObserver {
  afterCall(now: HeapNow): void;
  ended(now: HeapNow): void;
}

export interface ObservedParts {
  allocator: Allocator;
  machine: Machine;
  pages: ObtainedPages;
  /** Undefined in a run without checks. */
  checked: { heap: CheckedHeap; redzone: Bytes } | undefined;
  damage(): HeapDamage | undefined;
  /** Hands over events that are still in the ring. */
  flush(): void;
}

/** Takes a heap's events, and gives its observer something to look at. */
export class HeapView implements HeapNow {
  readonly #parts: () => ObservedParts;
  readonly #called = new CalledBlocks();
  readonly #start: Address;
  #count = 0;
  #digest = 0x811c9dc5;

  readonly #observer: HeapObserver;

  /**
   * @param initialBreak where the heap begins
   * @param parts asked for from the first call of the program on
   */
  constructor(observer: HeapObserver, initialBreak: Address, parts: () => ObservedParts) {
    this.#observer = observer;
    this.#start = initialBreak;
    this.#parts = parts;
  }

  heapEvents(words: Uint32Array, _clocks: Float64Array, count: number): void {
    this.#count += count;
    if (this.#parts().checked === undefined) this.#called.take(words, count);
    for (let i = 0; i < count; i++) {
      const at = (i * EVENT_BYTES) / 4;
      for (let word = at + 2; word < at + 6; word++) this.#digest = Math.imul(this.#digest ^ words[word]!, 0x01000193);
    }
  }

  /** The heap for the program to call. */
  watch(heap: ProgramHeap): ProgramHeap {
    const observed =
      <A extends unknown[], R>(call: (...args: A) => R) =>
      (...args: A): R => {
        const result = call(...args);
        this.#parts().flush();
        this.#observer.afterCall(this);
        return result;
      };
    const { kernel } = heap;
    return {
      kernel: {
        malloc: observed(kernel.malloc),
        calloc: observed(kernel.calloc),
        realloc: observed(kernel.realloc),
        free: observed(kernel.free),
        operatorNew: observed(kernel.operatorNew),
        operatorDelete: observed(kernel.operatorDelete),
        usableSize: kernel.usableSize,
      },
      memalign: observed((...args: Parameters<ProgramHeap['memalign']>) => heap.memalign(...args)),
    };
  }

  /** The program has ended, however it did. */
  ended(): void {
    this.#parts().flush();
    this.#observer.ended(this);
  }

  get events(): number {
    return this.#parts().checked === undefined ? this.#called.events : this.#count;
  }

  get payload(): Bytes {
    const { checked } = this.#parts();
    return checked === undefined ? this.#called.payload : checked.heap.kernel.liveBytes.value >>> 0;
  }

  get digest(): number {
    return this.#digest >>> 0;
  }

  picture(moment: Moment): HeapPicture {
    const { allocator, machine, pages, checked, damage } = this.#parts();
    const broken = damage();
    const blocks = checked === undefined ? this.#called.table() : registeredBlocks(checked.heap.registry);
    const obtained = [...pages.ranges];
    const ranges = joinedRanges([{ start: this.#start, end: machine.break }, ...obtained]);
    const regions = drawHeap({
      allocator,
      broken: broken !== undefined,
      ranges,
      obtained,
      blocks,
      redzone: checked?.redzone ?? 0,
    });
    return { moment, allocator: allocator.name, checked: checked !== undefined, ranges, regions, blocks, broken };
  }
}
