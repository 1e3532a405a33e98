/**
 * The lives of blocks as a heap's kernel writes them down when a run is recorded: into a ring (event-codes.ts draws it),
 * so that an allocation does not leave WebAssembly for it. The ring is emptied when it is full and before anything else
 * is recorded, so that events stay in order.
 */
import type { Address, Bytes } from '../../base/ids.js';
import { EVENT_BYTES, EVENT_CAPACITY } from '../../events/event-codes.js';
import type { Cell } from '../kernel.js';

/** What a kernel that can record exports. */
export interface RecordingKernel {
  /** @param clock address of an f64 that counts, or 0 */
  recordEvents(clock: Address): void;
  eventCount: Cell;
}

/** Takes events in the order in which they happened; the views are of the ring and good only during the call. */
export interface HeapEventSink {
  heapEvents(words: Uint32Array, clocks: Float64Array, count: number): void;
}

export const EVENT_RING_SIZE: Bytes = EVENT_BYTES * EVENT_CAPACITY;

export class HeapEvents {
  readonly #kernel: RecordingKernel;
  readonly #words: Uint32Array;
  readonly #clocks: Float64Array;
  readonly #sink: HeapEventSink;

  /** @param ring address of EVENT_RING_SIZE bytes */
  constructor(kernel: RecordingKernel, buffer: ArrayBufferLike, ring: Address, sink: HeapEventSink, clock: Address) {
    this.#kernel = kernel;
    this.#words = new Uint32Array(buffer, ring, EVENT_RING_SIZE / 4);
    this.#clocks = new Float64Array(buffer, ring, EVENT_RING_SIZE / 8);
    this.#sink = sink;
    kernel.recordEvents(clock);
  }

  /** Hand over what is in the ring. */
  flush(): void {
    const { eventCount } = this.#kernel;
    if (eventCount.value > 0) this.#sink.heapEvents(this.#words, this.#clocks, eventCount.value);
    eventCount.value = 0;
  }
}
