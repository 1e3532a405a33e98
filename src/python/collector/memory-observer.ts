/** Watches a program's memory from its first statement to its last: allocations by line, collections, garbage in cycles. */
import {
  DEBUG_FLAGS,
  DEBUG_OBSERVED,
  GENERATIONS,
  ORIGIN_MASK,
  PROFILED_PEAK,
  PROFILING,
} from '../../memory/gc/format.js';
import type {
  AllocatingLine,
  CyclicGarbage,
  GenerationReport,
  PythonMemoryReport,
} from '../../events/python/memory-report.js';
import type { Runtime } from '../runtime/runtime.js';
import { blockOf } from './blocks.js';
import { allocationTraces, type AllocationTraces } from './traces.js';

const NANOSECONDS = 1e6;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export class MemoryObserver {
  readonly #rt: Runtime;
  readonly #traces: AllocationTraces;
  readonly #generations: Mutable<GenerationReport>[] = Array.from({ length: GENERATIONS }, () => ({
    collections: 0,
    collected: 0,
    milliseconds: 0,
    longestMilliseconds: 0,
  }));
  readonly #cyclic = new Map<number, Mutable<CyclicGarbage>>();
  #started = 0n;
  #report: PythonMemoryReport | undefined;

  constructor(rt: Runtime, program: string) {
    this.#rt = rt;
    this.#traces = allocationTraces(rt);
    const { hooks, views } = rt;
    const { collectionStarts, collectionEnds, programEnds } = hooks;
    hooks.collectionStarts = (generation) => {
      collectionStarts(generation);
      this.#started = rt.surroundings.host.clock.monotonic();
    };
    hooks.collectionEnds = (generation, found) => {
      this.#collected(generation, found);
      collectionEnds(generation, found);
    };
    hooks.showGarbage = (p) => this.#countGarbage(p);
    hooks.programEnds = () => {
      this.#report ??= this.#summary(program);
      programEnds();
    };
    views.setWord(DEBUG_FLAGS, views.word(DEBUG_FLAGS) | DEBUG_OBSERVED);
    this.#traces.observe({ allFrames: false, mode: PROFILING });
  }

  /** After the program's last statement; undefined if it never got there. */
  get report(): PythonMemoryReport | undefined {
    return this.#report;
  }

  #collected(generation: number, found: number): void {
    const milliseconds = Number(this.#rt.surroundings.host.clock.monotonic() - this.#started) / NANOSECONDS;
    const sums = this.#generations[generation];
    sums.collections++;
    sums.collected += found;
    sums.milliseconds += milliseconds;
    sums.longestMilliseconds = Math.max(sums.longestMilliseconds, milliseconds);
  }

  #countGarbage(p: number): void {
    const rt = this.#rt;
    const type = rt.typeOf(p);
    const trace = this.#traces.blockAt(blockOf(rt, p))?.trace ?? 0;
    const key = type * (ORIGIN_MASK + 1) + trace;
    const known = this.#cyclic.get(key);
    if (known !== undefined) known.objects++;
    else this.#cyclic.set(key, { type: rt.typeName(type), ...this.#traces.places(trace)[0], objects: 1 });
  }

  #summary(program: string): PythonMemoryReport {
    const rt = this.#rt;
    const lines = this.#lines();
    const sum = (field: 'blocks' | 'bytes' | 'aliveBlocks' | 'aliveBytes') =>
      lines.reduce((total, line) => total + line[field], 0);
    const generations = this.#generations.map((each) => ({ ...each }));
    return {
      program,
      peakBytes: rt.views.u32[PROFILED_PEAK >> 2],
      allocatedBlocks: sum('blocks'),
      allocatedBytes: sum('bytes'),
      aliveBlocks: sum('aliveBlocks'),
      aliveBytes: sum('aliveBytes'),
      lines,
      collections: generations,
      cyclic: this.#garbage().sort((a, b) => b.objects - a.objects),
      uncollectable: 0,
    };
  }

  /** Types of different classes, but of one name and place, are one row. */
  #garbage(): CyclicGarbage[] {
    const rows = new Map<string, Mutable<CyclicGarbage>>();
    for (const each of this.#cyclic.values()) {
      const key = `${each.type} ${each.file}:${each.line}`;
      const row = rows.get(key);
      if (row === undefined) rows.set(key, { ...each });
      else row.objects += each.objects;
    }
    return [...rows.values()];
  }

  #lines(): AllocatingLine[] {
    const { kernel } = this.#rt;
    const lines = new Map<string, Mutable<AllocatingLine>>();
    const lineOf = (trace: number) => {
      const [place] = this.#traces.places(trace);
      if (place === undefined) return undefined;
      const key = `${place.file}:${place.line}`;
      let line = lines.get(key);
      if (line === undefined) lines.set(key, (line = { ...place, blocks: 0, bytes: 0, aliveBlocks: 0, aliveBytes: 0 }));
      return line;
    };
    for (let trace = 1; trace < kernel.traceCount(); trace++) {
      const line = lineOf(trace);
      if (line === undefined) continue;
      line.blocks += kernel.tracedBlocks(trace);
      line.bytes += kernel.tracedBytes(trace);
    }
    for (const { trace, bytes } of this.#traces.blocks()) {
      const line = lineOf(trace);
      if (line === undefined) continue;
      line.aliveBlocks++;
      line.aliveBytes += bytes;
    }
    return [...lines.values()].sort((a, b) => b.bytes - a.bytes || a.line - b.line);
  }
}
