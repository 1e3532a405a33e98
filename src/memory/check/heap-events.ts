/**
 * The lives of blocks as the kernel writes them down, when a run is recorded: into a ring, so that an allocation does not
 * leave WebAssembly for it.
 *
 *     event, EVENT_BYTES:  +0 clock, f64   +8 kind, bits 8-15 routine   +12 block's serial   +16 address   +20 size
 *                          +24 stack       +28 unused
 *
 * The ring is emptied when it is full and before anything else is recorded, so that events stay in order.
 */
import type { CheckKernel, CheckLayout } from './check-kernel.js';
import { EVENT_BYTES, EVENT_CAPACITY } from './format.js';

/** Takes events in the order in which they happened. `serial` numbers blocks by birth, with gaps; realloc keeps it. */
export interface HeapEventSink {
  heapEvent(
    kind: number,
    clock: number,
    serial: number,
    address: number,
    size: number,
    routine: number,
    stack: number,
  ): void;
}

export class HeapEvents {
  readonly #kernel: CheckKernel;
  readonly #words: Uint32Array;
  readonly #clocks: Float64Array;
  readonly #sink: HeapEventSink;

  constructor(kernel: CheckKernel, buffer: ArrayBufferLike, layout: CheckLayout, sink: HeapEventSink) {
    this.#kernel = kernel;
    this.#words = new Uint32Array(buffer, layout.eventBase, (EVENT_BYTES / 4) * EVENT_CAPACITY);
    this.#clocks = new Float64Array(buffer, layout.eventBase, (EVENT_BYTES / 8) * EVENT_CAPACITY);
    this.#sink = sink;
  }

  /** Hand over what is in the ring. */
  flush(): void {
    const count = this.#kernel.eventCount.value;
    const words = this.#words;
    for (let i = 0; i < count; i++) {
      const at = (i * EVENT_BYTES) / 4;
      const what = words[at + 2]!;
      this.#sink.heapEvent(
        what & 255,
        this.#clocks[at / 2]!,
        words[at + 3]!,
        words[at + 4]!,
        words[at + 5]!,
        what >>> 8,
        words[at + 6]!,
      );
    }
    this.#kernel.eventCount.value = 0;
  }
}
