/**
 * Where live memory was allocated: the tables of memory/gc/tracing read for tracemalloc and for reports, with each block at
 * the size that a 64-bit CPython would have given it.
 */
import type { Address, Bytes } from '../../base/ids.js';
import {
  BEHIND_SHIFT,
  BYTES_MASK,
  HEAP_MODE,
  ORIGIN_BITS,
  ORIGIN_MASK,
  TRACED_NOW,
  TRACED_PEAK,
  TRACE_BYTES,
  TRACE_ENTRY,
  TRACE_ORIGIN,
  TRACE_OVERHEAD,
  TRACE_PIECE_LOG,
  TRACE_TABLE_BYTES,
  TRACE_TOP,
  TRACE_TOP_BYTES,
  TRACING,
} from '../../memory/gc/format.js';
import { CODE_FILE } from '../format/frames.js';
import { allocatedSize, furtherSize } from '../objects/sizes/cpython-size.js';
import { trackedObjects } from '../runtime/referents.js';
import type { Runtime } from '../runtime/runtime.js';
import { furtherBlocks } from './blocks.js';

export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface TracedBlock {
  readonly at: Address;
  /** Numbers of traces: AllocationTraces.places. */
  readonly trace: number;
  /** As heapglass has it. */
  readonly bytes: Bytes;
  /** The object that begins in it, or 0: a block that belongs to an object. */
  readonly object: Address;
}

const WORDS = 4;

export class AllocationTraces {
  readonly #rt: Runtime;
  /** By the number of the trace: its innermost place. */
  readonly #places: Place[] = [];
  #top = 0;
  #room = 0;
  #limit = 1;

  constructor(rt: Runtime) {
    this.#rt = rt;
    rt.hooks.traceMade = (trace, code, site) => {
      this.#places[trace] = { file: rt.text(rt.views.word(code + CODE_FILE)), line: rt.hooks.lineOf(code, site) };
    };
  }

  get isTracing(): boolean {
    return (this.#rt.views.word(HEAP_MODE) & TRACING) !== 0;
  }

  /** How many frames of a stack are kept. */
  get limit(): number {
    return this.#limit;
  }

  /** False: no room for the tables. */
  start(limit: number): boolean {
    const rt = this.#rt;
    if (this.#top === 0) this.#top = rt.fixed(TRACE_TOP_BYTES);
    if (limit > this.#limit || this.#room === 0) this.#room = rt.fixed(WORDS * limit);
    this.#limit = limit;
    return rt.kernel.startTracing(limit, this.#top, this.#room) !== 0;
  }

  stop(): void {
    this.#rt.kernel.stopTracing();
  }

  /** The places of a trace, the innermost first. */
  places(trace: number): Place[] {
    const places: Place[] = [];
    for (let at = trace; at !== 0; at = this.#rt.kernel.outerTrace(at)) places.push(this.#places[at]);
    return places;
  }

  /** What is traced now and still there. */
  blocks(): TracedBlock[] {
    const { views } = this.#rt;
    const top = views.word(TRACE_TOP);
    const blocks: TracedBlock[] = [];
    if (top === 0) return blocks;
    for (let index = 0; index < TRACE_TOP_BYTES / WORDS; index++) {
      const table = views.word(top + WORDS * index);
      if (table === 0) continue;
      for (let entry = 0; entry < TRACE_TABLE_BYTES; entry += TRACE_ENTRY) {
        if (views.word(table + entry + TRACE_ORIGIN) === 0) continue;
        const granule = index * 2 ** TRACE_PIECE_LOG + (entry / TRACE_ENTRY) * 16;
        blocks.push(this.#block(granule, table + entry));
      }
    }
    return blocks;
  }

  /** The block at an address, or undefined. */
  blockAt(block: Address): TracedBlock | undefined {
    const { views } = this.#rt;
    const top = views.word(TRACE_TOP);
    const table = top === 0 ? 0 : views.word(top + WORDS * (block >> TRACE_PIECE_LOG));
    const offset = block % 2 ** TRACE_PIECE_LOG;
    const entry = table + (offset >> 4) * TRACE_ENTRY;
    if (table === 0 || views.word(entry + TRACE_ORIGIN) === 0) return undefined;
    return this.#block(block - (block % 16), entry);
  }

  #block(granule: Address, entry: Address): TracedBlock {
    const { views } = this.#rt;
    const origin = views.word(entry + TRACE_ORIGIN);
    const bytes = views.word(entry + TRACE_BYTES);
    const at = granule + ((bytes >>> BEHIND_SHIFT) & 8);
    const front = origin >>> ORIGIN_BITS;
    return {
      at,
      trace: origin & ORIGIN_MASK,
      bytes: bytes & BYTES_MASK,
      object: front === 0 ? 0 : at + WORDS * (front - 1),
    };
  }

  /** The sizes that CPython would have given blocks, in their order. */
  sizes(blocks: readonly TracedBlock[]): Bytes[] {
    const rt = this.#rt;
    const owners = new Map<Address, Address>();
    const own = (p: Address) => {
      for (const block of furtherBlocks(rt, p)) owners.set(block, p);
    };
    for (const { object } of blocks) if (object !== 0) own(object);
    for (const p of trackedObjects(rt)) own(p);
    return blocks.map(({ at, bytes, object }) => {
      if (object !== 0) return allocatedSize(rt, object);
      const owner = owners.get(at);
      return owner === undefined ? bytes : furtherSize(rt, owner);
    });
  }

  /** Bytes now, and the most there were since the start or the last resetPeak. */
  memory(): [now: Bytes, peak: Bytes] {
    const { views } = this.#rt;
    if (!this.isTracing) return [0, 0];
    const now = this.sizes(this.blocks()).reduce((sum, size) => sum + size, 0);
    const estimated = views.u32[TRACED_NOW >> 2];
    return [now, Math.max(now, views.u32[TRACED_PEAK >> 2] + now - estimated)];
  }

  resetPeak(): void {
    this.#rt.kernel.resetTracedPeak();
  }

  /** Bytes of the tables. */
  get overhead(): Bytes {
    return this.#rt.views.word(TRACE_OVERHEAD);
  }

  /** Does something without tracing it. */
  untraced<Result>(work: () => Result): Result {
    const { views } = this.#rt;
    const mode = views.word(HEAP_MODE);
    views.setWord(HEAP_MODE, mode & ~TRACING);
    try {
      return work();
    } finally {
      views.setWord(HEAP_MODE, views.word(HEAP_MODE) | (mode & TRACING));
    }
  }
}

/** One for each runtime, made when it is asked for. */
const KNOWN = new WeakMap<Runtime, AllocationTraces>();

export function allocationTraces(rt: Runtime): AllocationTraces {
  let traces = KNOWN.get(rt);
  if (traces === undefined) KNOWN.set(rt, (traces = new AllocationTraces(rt)));
  return traces;
}
