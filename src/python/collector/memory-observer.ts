/** Watches a program's memory from its first statement to its last: allocations by line, collections, garbage in cycles. */
import type { Address } from '../../base/ids.js';
import type {
  AllocatingLine,
  BlockSum,
  CyclicGarbage,
  GenerationReport,
  PythonMemoryReport,
  TypeReport,
} from '../../events/python/memory-report.js';
import { DEBUG_FLAGS, DEBUG_OBSERVED, GARBAGE, GENERATIONS, ORIGIN_MASK, PROFILING } from '../../memory/gc/format.js';
import { SourceLines } from '../errors/source-lines.js';
import { cpythonSizeWithFront } from '../objects/sizes/cpython-size.js';
import type { Runtime } from '../runtime/runtime.js';
import { blockOf, trueBytes } from './blocks.js';
import { allocationTraces, type AllocationTraces, type Place } from './traces.js';
import { unreachableObjects } from './unreachable.js';

const NANOSECONDS = 1e6;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Objects of a type that were made at one place. */
type Garbage = Map<number, Mutable<CyclicGarbage>>;

interface Line extends AllocatingLine {
  readonly peak: Mutable<BlockSum>;
  readonly allocated: Mutable<BlockSum>;
  readonly alive: Mutable<BlockSum>;
}

const noBlocks = (): Mutable<BlockSum> => ({ blocks: 0, bytes: 0 });

export class MemoryObserver {
  readonly #rt: Runtime;
  readonly #traces: AllocationTraces;
  readonly #lines: SourceLines;
  readonly #generations: Required<Mutable<GenerationReport>>[] = Array.from({ length: GENERATIONS }, () => ({
    collections: 0,
    collected: 0,
    milliseconds: 0,
    longestMilliseconds: 0,
  }));
  readonly #cyclic: Garbage = new Map();
  #started = 0n;
  #report: PythonMemoryReport | undefined;

  /** @param directory of the program */
  constructor(rt: Runtime, program: string, directory: string) {
    this.#rt = rt;
    this.#traces = allocationTraces(rt);
    this.#lines = new SourceLines(rt.surroundings);
    const { hooks, views } = rt;
    const { collectionStarts, collectionEnds, showGarbage, programEnds } = hooks;
    hooks.collectionStarts = (generation) => {
      collectionStarts(generation);
      this.#started = this.#now();
    };
    hooks.collectionEnds = (generation, found) => {
      this.#collected(generation, found);
      collectionEnds(generation, found);
    };
    hooks.showGarbage = (p) => {
      const from = this.#now();
      if (this.#report === undefined) this.#count(this.#cyclic, p);
      // What observing takes is no pause of the program's.
      this.#started += this.#now() - from;
      showGarbage(p);
    };
    hooks.programEnds = () => {
      this.#report ??= this.#summary(program, directory);
      programEnds();
    };
    views.setWord(DEBUG_FLAGS, views.word(DEBUG_FLAGS) | DEBUG_OBSERVED);
    this.#traces.observe({ allFrames: false, mode: PROFILING });
  }

  /** After the program's last statement; undefined if it never got there. */
  get report(): PythonMemoryReport | undefined {
    return this.#report;
  }

  #now(): bigint {
    return this.#rt.surroundings.host.clock.monotonic();
  }

  #collected(generation: number, found: number): void {
    const milliseconds = Number(this.#now() - this.#started) / NANOSECONDS;
    const sums = this.#generations[generation];
    sums.collections++;
    sums.collected += found;
    sums.milliseconds += milliseconds;
    sums.longestMilliseconds = Math.max(sums.longestMilliseconds, milliseconds);
  }

  #count(garbage: Garbage, p: Address): void {
    const rt = this.#rt;
    const type = rt.typeOf(p);
    const trace = this.#traces.blockAt(blockOf(rt, p))?.trace ?? 0;
    const key = type * (ORIGIN_MASK + 1) + trace;
    const bytes = trueBytes(rt, p);
    const known = garbage.get(key);
    if (known === undefined) {
      const place = this.#traces.place(trace);
      const at = place === undefined ? {} : { file: place.file, line: place.line };
      garbage.set(key, { type: rt.typeName(type), ...at, objects: 1, bytes });
      return;
    }
    known.objects++;
    known.bytes += bytes;
  }

  #summary(program: string, directory: string): PythonMemoryReport {
    const rt = this.#rt;
    const lines = this.#allocatingLines();
    const { kernel } = rt;
    /** With what no line of the program has made. */
    const sum = (blocks: (trace: number) => number, bytes: (trace: number) => number): BlockSum => {
      const total = { blocks: 0, bytes: 0 };
      for (let trace = 0; trace < kernel.traceCount(); trace++) {
        total.blocks += blocks(trace);
        total.bytes += bytes(trace);
      }
      return total;
    };
    const uncollected: Garbage = new Map();
    for (const p of unreachableObjects(rt)) this.#count(uncollected, p);
    const garbage: Garbage = new Map();
    for (const p of rt.listItems(rt.views.word(GARBAGE))) this.#count(garbage, p);
    return {
      program,
      directory,
      peak: sum(kernel.blocksAtPeak, (trace) => kernel.bytesAtPeak(trace) >>> 0),
      allocated: sum(kernel.tracedBlocks, kernel.tracedBytes),
      alive: sum(kernel.blocksNow, (trace) => kernel.bytesNow(trace) >>> 0),
      lines,
      collections: this.#generations.map((each) => ({ ...each })),
      objects: {
        types: this.#types(),
        cyclic: rowsOf(this.#cyclic),
        uncollected: rowsOf(uncollected),
        garbage: rowsOf(garbage),
      },
    };
  }

  #allocatingLines(): Line[] {
    const { kernel } = this.#rt;
    const lines = new Map<string, Line>();
    const add = (sum: Mutable<BlockSum>, blocks: number, bytes: number): void => {
      sum.blocks += blocks;
      sum.bytes += bytes;
    };
    for (let trace = 1; trace < kernel.traceCount(); trace++) {
      const place = this.#traces.place(trace);
      if (place === undefined) continue;
      const line = this.#lineOf(lines, place);
      add(line.allocated, kernel.tracedBlocks(trace), kernel.tracedBytes(trace));
      add(line.peak, kernel.blocksAtPeak(trace), kernel.bytesAtPeak(trace) >>> 0);
      add(line.alive, kernel.blocksNow(trace), kernel.bytesNow(trace) >>> 0);
    }
    return [...lines.values()]
      .filter(({ allocated }) => allocated.blocks > 0)
      .sort((a, b) => b.peak.bytes - a.peak.bytes || b.allocated.bytes - a.allocated.bytes || a.line - b.line);
  }

  #lineOf(lines: Map<string, Line>, { file, line, name }: Place): Line {
    const key = `${file}:${line}`;
    let found = lines.get(key);
    if (found === undefined) {
      const source = this.#lines.line(file, line)?.trim() ?? '';
      const sums = { peak: noBlocks(), allocated: noBlocks(), alive: noBlocks() };
      lines.set(key, (found = { file, line, function: name, source, ...sums }));
    }
    return found;
  }

  #types(): TypeReport[] {
    const rt = this.#rt;
    const types = new Map<string, Mutable<TypeReport>>();
    for (const { object } of this.#traces.blocks()) {
      if (object === 0) continue;
      const type = rt.typeName(rt.typeOf(object));
      let row = types.get(type);
      if (row === undefined) types.set(type, (row = { type, objects: 0, bytes: 0, getsizeof: 0 }));
      row.objects++;
      row.bytes += trueBytes(rt, object);
      row.getsizeof += cpythonSizeWithFront(rt, object);
    }
    return [...types.values()].sort((a, b) => b.bytes - a.bytes);
  }
}

/** Types of different classes, but of one name and place, are one row. */
function rowsOf(garbage: Garbage): CyclicGarbage[] {
  const rows = new Map<string, Mutable<CyclicGarbage>>();
  for (const each of garbage.values()) {
    const key = `${each.type} ${each.file}:${each.line}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { ...each });
    else {
      row.objects += each.objects;
      row.bytes += each.bytes;
    }
  }
  return [...rows.values()].sort((a, b) => b.objects - a.objects);
}
