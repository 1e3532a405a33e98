/**
 * The first pass of a replay: does the allocator do what it must, and at what cost in steps? Every block is filled with a
 * pattern of its own and looked at again when it is reallocated, freed or left over, so that two blocks which overlap are
 * found; realloc must keep what fits.
 *
 * Cost: O(bytes of payload) for the patterns, a cheap check of invariants every CHECK_EVERY operations, a full one at the end.
 */
import { F64Column } from '../../base/column.js';
import { hex } from '../../base/format.js';
import type { Address, Bytes } from '../../base/ids.js';
import type { SizeClassCounts, StepCounts } from '../../events/trace/measurement.js';
import { TRACE_OP, type AllocationTrace } from '../../events/trace/trace.js';
import type { Allocator, BrokenInvariant } from '../alloc/contract.js';
import type { HeapSpace } from './heap-space.js';
import { TracePlayer } from './player.js';
import type { ProblemLog } from './problem-log.js';
import { startReplayKernel, type ReplayKernel } from './replay-kernel.js';
import { StepHistogram } from './step-histogram.js';
import { workCounter } from './work-counter.js';

const CHECK_EVERY = 256;
/** What malloc's addresses are multiples of. */
const ALIGNMENT = 16;
const CLASSES = 32;

export interface CheckPass {
  peakPayload: Bytes;
  /** Row after which the footprint was highest, and of those the one with most payload. */
  peakRow: number;
  served: number;
  asked: Bytes;
  handedOut: Bytes;
  reused: number;
  classes: SizeClassCounts;
  allocating: StepCounts;
  freeing: StepCounts;
  failures: number;
  firstFailure: number;
  /** Rows that were played: fewer than the trace has when the allocator broke down. */
  played: number;
}

/** `space` has been reset and `allocator` is new. */
export function checkPass(
  trace: AllocationTrace,
  space: HeapSpace,
  allocator: Allocator,
  problems: ProblemLog,
): CheckPass {
  return new Checker(trace, space, allocator, problems).pass();
}

class Checker {
  readonly #trace: AllocationTrace;
  readonly #space: HeapSpace;
  readonly #allocator: Allocator;
  readonly #problems: ProblemLog;
  readonly #player: TracePlayer;
  readonly #kernel: ReplayKernel;
  readonly #allocating = new StepHistogram();
  readonly #freeing = new StepHistogram();
  readonly #classes = emptyClasses();
  #served = 0;
  #asked = 0;
  #handedOut = 0;
  #peakPayload = 0;
  #peakFootprint = 0;
  #payloadAtPeak = 0;
  #peakRow = 0;
  #reused = 0;
  /** End of what was handed out, of the break and of the maps. */
  #high = [0, 0];
  #damaged = false;

  constructor(trace: AllocationTrace, space: HeapSpace, allocator: Allocator, problems: ProblemLog) {
    this.#trace = trace;
    this.#space = space;
    this.#allocator = allocator;
    this.#problems = problems;
    this.#player = new TracePlayer(trace, allocator);
    this.#kernel = startReplayKernel(space, allocator);
  }

  pass(): CheckPass {
    const work = workCounter(this.#allocator);
    const count = this.#trace.op.length;
    let row = 0;
    try {
      for (; row < count; row++) {
        this.#step(row, work);
        if (row % CHECK_EVERY === 0) this.#checkInvariants(row, 'cheap');
      }
      this.#checkInvariants(count - 1, 'full');
      for (let id = 0; id < this.#trace.ids; id++) this.#expectContents(id, this.#player.sizes[id]!, count - 1);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
      this.#problems.add(Math.min(row + 1, count), `the allocator broke down: ${error.message}`);
    }
    return {
      peakPayload: this.#peakPayload,
      peakRow: this.#peakRow,
      served: this.#served,
      asked: this.#asked,
      handedOut: this.#handedOut,
      reused: this.#reused,
      classes: this.#classes,
      allocating: this.#allocating.counts(),
      freeing: this.#freeing.counts(),
      failures: this.#player.failures,
      firstFailure: this.#player.firstFailure,
      played: row,
    };
  }

  #step(row: number, work: () => number): void {
    const player = this.#player;
    const id = this.#trace.id.get(row);
    const op = this.#trace.op.get(row);
    const had = player.sizes[id]!;
    const isFree = op === TRACE_OP.free;
    if (isFree || op === TRACE_OP.realloc) this.#expectContents(id, had, row);
    const before = work();
    const address = player.play(row);
    (isFree ? this.#freeing : this.#allocating).add(work() - before, row + 1);
    if (address !== 0) this.#inspect(row, id, address, had);
    if (player.payload > this.#peakPayload) this.#peakPayload = player.payload;
    const { footprint } = this.#space;
    if (footprint < this.#peakFootprint) return;
    if (footprint > this.#peakFootprint || player.payload > this.#payloadAtPeak) {
      this.#peakFootprint = footprint;
      this.#payloadAtPeak = player.payload;
      this.#peakRow = row;
    }
  }

  /** A block that was just handed out. */
  #inspect(row: number, id: number, address: Address, had: Bytes): void {
    const size = this.#trace.size.get(row);
    const usable = this.#allocator.usableSize(address) >>> 0;
    const alignment = Math.max(ALIGNMENT, this.#trace.alignment.get(row));
    if (address % alignment !== 0)
      this.#problems.add(row + 1, `a block at ${hex(address)} is not aligned to ${alignment} bytes`);
    if (usable < size)
      this.#problems.add(row + 1, `a block for ${size} bytes at ${hex(address)} can hold only ${usable}`);
    if (this.#space.holds(address, size)) {
      if (this.#trace.op.get(row) === TRACE_OP.realloc) this.#expectContents(id, Math.min(had, size), row);
      this.#kernel.fill(address, size, seedOf(id));
    } else {
      this.#problems.add(row + 1, `a block for ${size} bytes at ${hex(address)} lies outside of the heap's pages`);
      this.#damaged = true;
    }
    this.#count(size, usable);
    this.#place(row, address, usable);
  }

  #count(size: Bytes, usable: Bytes): void {
    const { blocks, asked, handedOut } = this.#classes;
    const at = size <= 1 ? 0 : 32 - Math.clz32(size - 1);
    blocks.data[at]!++;
    asked.data[at]! += size;
    handedOut.data[at]! += usable;
    this.#served++;
    this.#asked += size;
    this.#handedOut += usable;
  }

  #place(row: number, address: Address, usable: Bytes): void {
    const zone = this.#space.isMap(address) ? 1 : 0;
    const isNew = this.#trace.op.get(row) !== TRACE_OP.realloc;
    if (isNew && address < this.#high[zone]!) this.#reused++;
    this.#high[zone] = Math.max(this.#high[zone]!, address + usable);
  }

  /** Of a live block, the first `size` bytes, as they were filled. */
  #expectContents(id: number, size: Bytes, row: number): void {
    const address = this.#player.addresses[id]!;
    // Blocks outside of the heap have been reported and were not filled.
    if (address === 0 || (this.#damaged && !this.#space.holds(address, size))) return;
    const at = this.#kernel.damage(address, size, seedOf(id));
    if (at === -1) return;
    const block = `the block of ${size} bytes at ${hex(address)}`;
    this.#problems.add(row + 1, `${block} has changed from byte ${at} on: it overlaps another one or was not kept`);
  }

  #checkInvariants(row: number, level: 'cheap' | 'full'): void {
    const broken: BrokenInvariant | undefined = this.#allocator.checkInvariants(level);
    if (broken !== undefined)
      this.#problems.add(row + 1, `an invariant of the heap is broken at ${hex(broken.address)}: ${broken.message}`);
  }
}

/** Ids that are near one another have patterns that are not. */
function seedOf(id: number): number {
  return Math.imul(id + 1, 0x85ebca6b);
}

function emptyClasses(): SizeClassCounts {
  const zeros = (): F64Column => {
    const column = new F64Column(CLASSES);
    column.length = CLASSES;
    return column;
  };
  return { blocks: zeros(), asked: zeros(), handedOut: zeros() };
}
