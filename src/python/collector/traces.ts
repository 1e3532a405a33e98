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
  PAUSED,
  TRACED_NOW,
  TRACED_PEAK,
  TRACE_BYTES,
  TRACE_ENTRY,
  TRACE_MARK,
  TRACE_MARKED,
  TRACE_ORIGIN,
  TRACE_OVERHEAD,
  TRACE_PIECE_LOG,
  TRACE_TABLE_BYTES,
  TRACE_TOP,
  TRACE_TOP_BYTES,
  TRACING,
} from '../../memory/gc/format.js';
import { CODE_FILE, CODE_QUALNAME, CODE_SITES, CODE_TRACES } from '../format/frames.js';
import { INT_BYTES } from '../format/objects.js';
import { HEAP, TRACE_TABLES } from '../format/memory-map.js';
import { IS_TYPE } from '../format/types.js';
import {
  allocatedSize,
  blocksBeside,
  blockSize,
  hasOwnValues,
  isSlotted,
  splitSlots,
  valuesSize,
} from '../objects/sizes/cpython-size.js';
import { ValueSlots } from '../objects/sizes/value-slots.js';
import { referentsOf, trackedObjects } from '../runtime/referents.js';
import type { Runtime } from '../runtime/runtime.js';
import { furtherBlocks } from './blocks.js';
import { rootsOf } from './roots.js';

export interface Place {
  readonly file: string;
  readonly line: number;
  /** Of the function. */
  readonly name: string;
}

export interface TracedBlock {
  readonly at: Address;
  /** Numbers of traces: AllocationTraces.places. */
  readonly trace: number;
  /** As heapglass has it. */
  readonly bytes: Bytes;
  /** The object that begins in it, or 0: a block that belongs to an object. */
  readonly object: Address;
  /** The program itself was tracing when it was made. */
  readonly isMarked: boolean;
}

const WORDS = 4;

/** What heapglass itself wants to know of every block, from the program's start on. */
export interface Observation {
  /** Of all frames, or of the innermost one. */
  readonly allFrames: boolean;
  /** Bits of HEAP_MODE besides TRACING. */
  readonly mode: number;
}

export class AllocationTraces {
  readonly #rt: Runtime;
  /** By the number of the trace: its innermost place. */
  readonly #places: Place[] = [];
  /** For each code object that has allocated, by CODE_SITES: its CODE_TRACES. */
  readonly #known = new Map<number, { readonly at: Address; readonly count: number }>();
  /** Those of numbers that are filled. */
  readonly #cells: Address[] = [];
  #limit = 1;
  /** Bits of HEAP_MODE that stay while the program does not trace. 0: nobody else does. */
  #observed = 0;
  #allFrames = false;
  #isTracing = false;

  constructor(rt: Runtime) {
    this.#rt = rt;
    rt.hooks.traceMade = (trace, code, site) => {
      this.#places[trace] = {
        file: rt.text(rt.views.word(code + CODE_FILE)),
        line: rt.hooks.lineOf(code, site),
        name: rt.text(rt.views.word(code + CODE_QUALNAME)).replaceAll('.<locals>', ''),
      };
      this.#remember(trace, code, site);
    };
  }

  /** The next block that is made there finds its trace at once. */
  #remember(trace: number, code: Address, site: number): void {
    const { views, sites, traceCells } = this.#rt;
    const id = views.word(code + CODE_SITES);
    let known = this.#known.get(id);
    if (known === undefined) {
      const count = sites.get(id)?.().length ?? 0;
      if (count === 0) return;
      this.#known.set(id, (known = { at: this.#rt.fixed(WORDS * count), count }));
      this.#clear(known);
    }
    views.setWord(code + CODE_TRACES, known.at);
    views.setWord(known.at + WORDS * site, trace);
    const cell = traceCells.get(id)?.get(site);
    if (cell === undefined || this.#observed !== 0 || this.#allFrames) return;
    this.#cells.push(cell);
    // A number is an object that begins with its block.
    views.setWord(cell + TRACE_ORIGIN, trace | (1 << ORIGIN_BITS));
    views.setWord(cell + TRACE_BYTES, INT_BYTES | TRACE_MARKED);
  }

  #clear({ at, count }: { readonly at: Address; readonly count: number }): void {
    for (let site = 0; site < count; site++) this.#rt.views.setWord(at + WORDS * site, 0);
  }

  /** Whether the program itself traces. */
  get isTracing(): boolean {
    return this.#isTracing;
  }

  /** How many frames of a stack the program wants. */
  get limit(): number {
    return this.#limit;
  }

  /** Notes all blocks from now on, whatever the program traces itself. False: no room for the tables. */
  observe({ allFrames, mode }: Observation): boolean {
    const { views } = this.#rt;
    if (this.#observed === 0) {
      if (!this.#start(allFrames)) return false;
    } else if (allFrames) this.#wantAllFrames();
    this.#observed |= mode | TRACING;
    views.setWord(HEAP_MODE, views.word(HEAP_MODE) | mode);
    return true;
  }

  /** False: no room for the tables. */
  start(limit: number): boolean {
    const { views } = this.#rt;
    this.#limit = limit;
    if (this.#observed === 0) {
      if (!this.#start(limit > 1)) return false;
    } else if (limit > 1) this.#wantAllFrames();
    this.#isTracing = true;
    views.setWord(TRACE_MARK, TRACE_MARKED);
    return true;
  }

  #wantAllFrames(): void {
    this.#allFrames = true;
    this.#rt.kernel.traceFrames(1);
  }

  #start(allFrames: boolean): boolean {
    const rt = this.#rt;
    for (const known of this.#known.values()) this.#clear(known);
    for (const cell of this.#cells) rt.views.setWord(cell + TRACE_ORIGIN, 0);
    for (const cell of this.#cells.splice(0)) rt.views.setWord(cell + TRACE_BYTES, 0);
    this.#allFrames = allFrames;
    return rt.kernel.startTracing(Number(allFrames), TRACE_TABLES) !== 0;
  }

  stop(): void {
    this.#isTracing = false;
    if (this.#observed === 0) this.#rt.kernel.stopTracing();
    else this.clear();
  }

  /** Forgets what the program has traced so far. */
  clear(): void {
    const { kernel, views } = this.#rt;
    views.setWord(TRACE_MARK, this.#isTracing ? TRACE_MARKED : 0);
    if (this.#observed === 0) kernel.clearTraces();
    else kernel.unmarkAll();
  }

  /** The places of a trace, the innermost first. */
  places(trace: number): Place[] {
    const places: Place[] = [];
    for (let at = trace; at !== 0; at = this.#rt.kernel.outerTrace(at)) places.push(this.#places[at]);
    return places;
  }

  /** The innermost place. */
  place(trace: number): Place | undefined {
    return this.#places[trace];
  }

  /** What the program has traced and is still there. */
  marked(): TracedBlock[] {
    return this.blocks().filter(({ isMarked }) => isMarked);
  }

  /** All blocks that were noted and are still there. */
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

  /** The block that an address lies in, or undefined. Steps as many as 16 bytes go into the block. */
  blockAround(address: Address): TracedBlock | undefined {
    for (let at = address; at >= HEAP; at -= 16) {
      const block = this.blockAt(at);
      if (block !== undefined && block.at <= address) return address < block.at + block.bytes ? block : undefined;
    }
    return undefined;
  }

  #block(granule: Address, entry: Address): TracedBlock {
    const { views } = this.#rt;
    const origin = views.word(entry + TRACE_ORIGIN);
    const bytes = views.word(entry + TRACE_BYTES);
    const at = granule + ((bytes >>> BEHIND_SHIFT) & 8);
    const front = origin >> ORIGIN_BITS;
    return {
      at,
      trace: origin & ORIGIN_MASK,
      bytes: bytes & BYTES_MASK,
      isMarked: (bytes & TRACE_MARKED) !== 0,
      object: front <= 0 ? 0 : at + WORDS * (front - 1),
    };
  }

  /** For each block: the sizes of those that CPython would have, mostly one. */
  sizes(blocks: readonly TracedBlock[]): Bytes[][] {
    const rt = this.#rt;
    const owners = this.#owners(blocks);
    const slots = new ValueSlots(rt);
    return blocks.map(({ at, bytes, object }) => {
      if (object !== 0) {
        const values = hasOwnValues(rt, object) ? [valuesSize(slots.count(object))] : [];
        return [allocatedSize(rt, object), ...values, ...blocksBeside(rt, object)].filter((size) => size !== 0);
      }
      const owner = owners.get(at);
      if (owner === undefined) return [bytes];
      // CPython keeps attributes in a block of their own in any case, and makes the keys that they share with their class.
      if (isSlotted(rt, owner) || rt.hasFlag(owner, IS_TYPE)) return [];
      const split = splitSlots(rt, owner);
      // Where it has none, what is in it lies in the object itself.
      return [split === 0 ? blockSize(rt, owner) : valuesSize(split)].filter((size) => size !== 0);
    });
  }

  /** The objects that blocks which are no objects belong to, as far as somebody is found who refers to them. */
  #owners(blocks: readonly TracedBlock[]): Map<Address, Address> {
    const rt = this.#rt;
    const owners = new Map<Address, Address>();
    const own = (p: Address) => {
      for (const block of furtherBlocks(rt, p)) owners.set(block, p);
    };
    for (const { object } of blocks) if (object !== 0) own(object);
    const tracked = [...trackedObjects(rt)];
    tracked.forEach(own);
    const isMissing = () => blocks.some(({ at, object }) => object === 0 && !owners.has(at));
    // Dicts and sets of what cannot be part of a cycle may be older than their blocks, and are not tracked.
    if (isMissing()) for (const { reference } of rootsOf(rt)) if (reference >= HEAP) own(reference);
    if (isMissing()) for (const p of tracked) referentsOf(rt, p).forEach(own);
    return owners;
  }

  /** Bytes now, and the most there were since the start or the last resetPeak. */
  memory(): [now: Bytes, peak: Bytes] {
    const { views } = this.#rt;
    if (!this.isTracing) return [0, 0];
    const now = this.sizes(this.marked())
      .flat()
      .reduce((sum, size) => sum + size, 0);
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

  /** Does something without tracing what it makes. */
  untraced<Result>(work: () => Result): Result {
    const { views } = this.#rt;
    views.setWord(HEAP_MODE, views.word(HEAP_MODE) | PAUSED);
    try {
      return work();
    } finally {
      views.setWord(HEAP_MODE, views.word(HEAP_MODE) & ~PAUSED);
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
