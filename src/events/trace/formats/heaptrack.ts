/**
 * What heaptrack writes, unpacked; all numbers are hexadecimal without a prefix. Raw, as the traced process writes it
 * (heaptrack --raw; file format versions 0 to 3):
 *
 *     v 10400 3             version of heaptrack, of the format
 *     + SIZE TRACE ADDRESS  malloc, calloc, memalign; realloc is a free and an allocation
 *     - ADDRESS             free
 *     c MILLISECONDS        since the start
 *
 * or interpreted, as heaptrack keeps it, where equal allocations share a number:
 *
 *     a SIZE TRACE          the next number stands for such an allocation
 *     + NUMBER              one more of them
 *     - NUMBER              one of them less: which one is not known; the youngest is taken
 *
 * All else (x X I m s t i R S A #) is about the program, call stacks or memory as a whole. In raw files, blocks from before
 * the start are freed without having been allocated: such lines are left out and counted.
 */
import { U32Column } from '../../../base/column.js';
import { counted, grouped, hex } from '../../../base/format.js';
import { TRACE_OP } from '../trace.js';
import { TraceBuilder } from '../trace-builder.js';
import { quote, type TraceProblems } from '../trace-problems.js';
import { forEachLine } from '../lines.js';
import { hexadecimal } from './numbers.js';
import type { TraceFormat, TraceText } from './trace-format.js';

const NEWEST = 3;
const OTHERS = 'xXImstiRSA#';

export const HEAPTRACK: TraceFormat = {
  name: 'heaptrack',
  recognises: (line) => /^v [0-9a-f]+( [0-9a-f]+)?\s*$/.test(line),
  read,
};

function read(bytes: Uint8Array, problems: TraceProblems): TraceText {
  const reader = new HeaptrackReader(problems);
  forEachLine(bytes, (text, line) => reader.line(text, line));
  return { trace: reader.builder.trace, notes: reader.notes() };
}

class HeaptrackReader {
  readonly builder: TraceBuilder;
  readonly #problems: TraceProblems;
  #now = 0;
  #unknown = 0;
  #firstUnknown = 0;
  #interpreted = false;
  /** By number of an `a` line: its size, and the youngest block of that kind + 1. */
  readonly #sizes: number[] = [];
  readonly #youngest = new U32Column();
  /** By interpreted block: the next older one of its kind + 1. */
  readonly #older = new U32Column();

  constructor(problems: TraceProblems) {
    this.#problems = problems;
    const show = (name: number): string => (this.#interpreted ? `block ${name}` : hex(name));
    this.builder = new TraceBuilder(problems, { show, place: 'line' }, 'milliseconds');
  }

  line(text: string, line: number): void {
    const mode = text[0];
    if (mode === undefined || OTHERS.includes(mode)) return;
    const fields = text.slice(2).trimEnd().split(' ');
    const numbers = fields.map((field) => hexadecimal(field));
    const whole = text[1] === ' ' && numbers.every((number) => number !== undefined);
    if (!'v+-ac'.includes(mode) || !whole) {
      this.#problems.report(line, `${quote(text)} is no line of heaptrack; expected a letter and hexadecimal numbers`);
      return;
    }
    const [first, , third] = numbers as number[];
    if (mode === 'v') this.#version(numbers[1] ?? 0, line);
    else if (mode === 'c') this.#now = Math.max(this.#now, first!);
    else if (mode === 'a' && numbers.length === 2) this.#kind(first!);
    else if (mode === '+' && numbers.length === 3)
      this.builder.allocate(line, TRACE_OP.malloc, third!, first!, 0, this.#now);
    else if (mode === '+' && numbers.length === 1) this.#born(first!, line);
    else if (mode === '-' && numbers.length === 1) this.#died(first!, line);
    else {
      const expected =
        mode === 'a' ? '"a SIZE TRACE"' : mode === '-' ? '"- ADDRESS"' : '"+ SIZE TRACE ADDRESS" or "+ NUMBER"';
      this.#problems.report(line, `${quote(text)} is incomplete; expected ${expected}`);
    }
  }

  notes(): string[] {
    const notes: string[] = [];
    if (this.#unknown > 0) {
      const those = counted(this.#unknown, 'free');
      notes.push(
        `${those} of blocks from before the start left out, the first in line ${grouped(this.#firstUnknown)}.`,
      );
    }
    if (this.#interpreted)
      notes.push('heaptrack does not keep which of equal blocks is freed: the youngest is taken (--raw files know).');
    return notes;
  }

  #version(format: number, line: number): void {
    if (format > NEWEST)
      this.#problems.report(line, `is version ${format} of heaptrack's format; expected at most ${NEWEST}`);
  }

  #kind(size: number): void {
    this.#interpreted = true;
    this.#sizes.push(size);
    this.#youngest.push(0);
  }

  #born(kind: number, line: number): void {
    const size = this.#sizes[kind];
    if (size === undefined) {
      this.#problems.report(
        line,
        `allocates number ${hex(kind)}; expected one of the ${this.#sizes.length} "a" lines before`,
      );
      return;
    }
    const block = this.#older.length;
    if (!this.builder.allocate(line, TRACE_OP.malloc, block, size, 0, this.#now)) return;
    this.#older.push(this.#youngest.get(kind));
    this.#youngest.set(kind, block + 1);
  }

  #died(name: number, line: number): void {
    if (!this.#interpreted) {
      if (this.builder.isLive(name) || this.builder.wasFreed(name)) this.builder.free(line, name, this.#now);
      else if (this.#unknown++ === 0) this.#firstUnknown = line;
      return;
    }
    const youngest = name < this.#youngest.length ? this.#youngest.get(name) : 0;
    if (youngest === 0) {
      this.#problems.report(line, `frees number ${hex(name)}, of which no block is live; expected one that is`);
      return;
    }
    this.#youngest.set(name, this.#older.get(youngest - 1));
    this.builder.free(line, youngest - 1, this.#now);
  }
}
