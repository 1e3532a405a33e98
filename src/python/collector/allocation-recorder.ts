/**
 * Records a Python program's memory as C programs are recorded (events/recording.ts): every block that its heap hands out and
 * gets back, with the stack of Python lines that asked for it, and every collection. The kernel writes into a ring
 * (memory/gc/tracing), which is copied when it is full.
 *
 * Stacks are the kernel's traces: rows of one table are rows of the other.
 *
 * Cost: no objects; 12 bytes for each event while the program runs, which are sorted into columns when it has ended. A number
 * for each 16 bytes of address that blocks have begun at.
 */
import { StringTable } from '../../base/strings.js';
import { emptyEvents, emptyFrames, emptyStacks } from '../../events/empty-tables.js';
import type { Ending, HeapTotals } from '../../events/findings.js';
import {
  EVENT,
  type EventTable,
  type FrameTable,
  type Recording,
  type RecordingHeader,
  type SourceLine,
  type StackTable,
} from '../../events/recording.js';
import { ROUTINE } from '../../events/routines.js';
import {
  RECORD_CAPACITY,
  RECORD_COLLECTION,
  RECORD_COUNT,
  RECORD_EVENT,
  RECORD_FREED,
  RECORD_FULL,
  RECORD_RING,
  RECORDING,
} from '../../memory/gc/format.js';
import { SourceLines } from '../errors/source-lines.js';
import type { Runtime } from '../runtime/runtime.js';
import { allocationTraces, type Place } from './traces.js';

const PAGE_LOG = 16;
const PAGE_SHIFT = PAGE_LOG + 4;
const ENTRY_MASK = (1 << PAGE_LOG) - 1;
const NO_SERIALS: Uint32Array = new Uint32Array(0);
const EVENT_WORDS = RECORD_EVENT / 4;

export class AllocationRecorder {
  readonly #rt: Runtime;
  /** Of the ring, in their order. */
  readonly #pieces: Int32Array[] = [];
  /** By address / 16, in pages: the number of the block that begins there. */
  readonly #serials: (Uint32Array | undefined)[] = [];
  readonly #totals: HeapTotals = {
    allocations: 0,
    frees: 0,
    bytesAllocated: 0,
    blocksAtExit: 0,
    bytesAtExit: 0,
    peakBytes: 0,
  };

  constructor(rt: Runtime) {
    this.#rt = rt;
    const { hooks, views } = rt;
    const { collectionEnds } = hooks;
    views.setWord(RECORD_RING, rt.fixed(RECORD_EVENT * RECORD_CAPACITY));
    views.setWord(RECORD_COUNT, 0);
    views.setWord(
      RECORD_FULL,
      rt.nativeFunction({ parameters: 0, result: 'none' }, 0, () => this.#flush()),
    );
    rt.placeNatives();
    hooks.collectionEnds = (generation, found) => {
      this.#flush();
      this.#pieces.push(Int32Array.of(RECORD_COLLECTION, found, generation));
      collectionEnds(generation, found);
    };
    allocationTraces(rt).observe({ allFrames: true, mode: RECORDING });
  }

  /** After the program's end. */
  recording(header: RecordingHeader, ending: Ending): Recording {
    this.#flush();
    const events = this.#events();
    const strings = new StringTable();
    const places = this.#places();
    return {
      header,
      strings,
      stacks: this.#stacks(places),
      frames: framesOf(places, strings),
      events,
      findings: [],
      leaks: [],
      totals: this.#totals,
      ending,
      sources: this.#sources(places, strings),
    };
  }

  /** Takes what is in the ring, as it is: the program waits. */
  #flush(): void {
    const { views } = this.#rt;
    const count = views.word(RECORD_COUNT);
    if (count === 0) return;
    const ring = views.word(RECORD_RING) >> 2;
    this.#pieces.push(views.i32.slice(ring, ring + count * EVENT_WORDS));
    views.setWord(RECORD_COUNT, 0);
  }

  /** The events as a recording has them. */
  #events(): EventTable {
    const events = emptyEvents();
    const { kind, clock, subject, address, size, routine, stack } = events;
    const count = this.#pieces.reduce((sum, { length }) => sum + length / EVENT_WORDS, 1);
    for (const column of [kind, clock, subject, address, size, routine, stack]) column.reserve(count);
    for (const piece of this.#pieces.splice(0)) this.#take(piece, events);
    kind.push(EVENT.end);
    clock.push(this.#totals.allocations);
    for (const column of [subject, address, size, routine, stack]) column.push(0);
    return events;
  }

  #take(piece: Int32Array, { kind, clock, subject, address, size, routine, stack }: EventTable): void {
    const count = piece.length / EVENT_WORDS;
    const first = kind.length;
    for (const column of [kind, clock, subject, address, size, routine, stack]) column.extend(count);
    // In locals: this runs for every block that comes or goes.
    const kinds = kind.data.subarray(first);
    const clocks = clock.data.subarray(first);
    const subjects = subject.data.subarray(first);
    const addresses = address.data.subarray(first);
    const sizes = size.data.subarray(first);
    const routines = routine.data.subarray(first);
    const stacks = stack.data.subarray(first);
    const { free, alloc, collection } = EVENT;
    const { free: byFree, malloc: byMalloc } = ROUTINE;
    const totals = this.#totals;
    let { allocations, frees, bytesAllocated, bytesAtExit, peakBytes } = totals;
    let page = -1;
    let serials: Uint32Array = NO_SERIALS;
    for (let i = 0, from = 0; i < count; i++, from += EVENT_WORDS) {
      const word = piece[from];
      const bytes = piece[from + 1];
      const trace = piece[from + 2];
      sizes[i] = bytes;
      clocks[i] = allocations;
      if (word === RECORD_COLLECTION) {
        kinds[i] = collection;
        subjects[i] = trace;
        continue;
      }
      const at = word & ~RECORD_FREED;
      if (at >> PAGE_SHIFT !== page) {
        page = at >> PAGE_SHIFT;
        serials = this.#page(page);
      }
      const entry = (at >> 4) & ENTRY_MASK;
      addresses[i] = at;
      if ((word & RECORD_FREED) !== 0) {
        frees++;
        bytesAtExit -= bytes;
        subjects[i] = serials[entry];
        kinds[i] = free;
        routines[i] = byFree;
        continue;
      }
      bytesAllocated += bytes;
      bytesAtExit += bytes;
      if (bytesAtExit > peakBytes) peakBytes = bytesAtExit;
      subjects[i] = serials[entry] = allocations++;
      clocks[i] = allocations;
      kinds[i] = alloc;
      routines[i] = byMalloc;
      stacks[i] = trace;
    }
    Object.assign(totals, { allocations, frees, bytesAllocated, bytesAtExit, peakBytes });
    totals.blocksAtExit = allocations - frees;
  }

  #page(index: number): Uint32Array {
    return (this.#serials[index] ??= new Uint32Array(1 << PAGE_LOG));
  }

  /** The text of each line that has allocated. */
  #sources(places: readonly Place[], strings: StringTable): SourceLine[] {
    const lines = new SourceLines(this.#rt.surroundings);
    const found = new Map<string, SourceLine>();
    for (let trace = 1; trace < places.length; trace++) {
      const { file, line } = places[trace];
      const text = lines.line(file, line);
      if (text !== undefined) found.set(`${file}:${line}`, { file: strings.intern(file), line, text });
    }
    return [...found.values()];
  }

  /** By the number of the trace. */
  #places(): Place[] {
    const traces = allocationTraces(this.#rt);
    const places: Place[] = [];
    for (let trace = 1; trace < this.#rt.kernel.traceCount(); trace++) places[trace] = traces.place(trace)!;
    return places;
  }

  #stacks(places: readonly Place[]): StackTable {
    const stacks = emptyStacks();
    const sites = siteNumbers(places);
    for (let trace = 1; trace < places.length; trace++) {
      stacks.site.push(sites.get(keyOf(places[trace]))!);
      stacks.parent.push(this.#rt.kernel.outerTrace(trace));
    }
    return stacks;
  }
}

const keyOf = ({ file, line, name }: Place): string => `${file}\0${line}\0${name}`;

/** Lines of functions stand for code offsets: numbers from 1, in the order of their first allocation. */
function siteNumbers(places: readonly Place[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (let trace = 1; trace < places.length; trace++) {
    const key = keyOf(places[trace]);
    if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
  }
  return numbers;
}

function framesOf(places: readonly Place[], strings: StringTable): FrameTable {
  const frames = emptyFrames();
  const seen = new Set<string>();
  for (let trace = 1; trace < places.length; trace++) {
    const place = places[trace];
    if (seen.has(keyOf(place))) continue;
    seen.add(keyOf(place));
    frames.siteOffset.push(seen.size);
    const name = strings.intern(place.name);
    frames.function.push(name);
    frames.symbol.push(name);
    frames.file.push(strings.intern(place.file));
    frames.line.push(place.line);
    frames.column.push(0);
    frames.siteFirst.push(seen.size);
  }
  return frames;
}
