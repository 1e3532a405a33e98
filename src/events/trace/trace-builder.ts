/**
 * Builds a trace from calls that name blocks as their source does, by number or address, and sees to it that the trace's
 * invariants hold: what breaks them is reported with its line, and left out.
 *
 * Cost: a hash lookup per call. A name of which nothing is remembered is distinguished from one that was freed, so that a
 * log which begins in the middle of a program can be used; this takes an entry per freed name, up to a bound.
 */
import type { Bytes } from '../../base/ids.js';
import { U32Column } from '../../base/column.js';
import {
  emptyTrace,
  MAX_ALIGNMENT,
  MAX_SIZE,
  TRACE_OP,
  type AllocationTrace,
  type ClockUnit,
  type TraceOp,
} from './trace.js';
import type { TraceProblems } from './trace-problems.js';

/** Freed names that are remembered. */
const MEMORY = 2 ** 20;

export interface TraceNames {
  /** A name as messages show it: "id 7", "0x55ac46cbc4a0". */
  show(name: number): string;
  /** What places are called: "line", "event". */
  place: string;
}

export class TraceBuilder {
  readonly trace: AllocationTrace;
  readonly #problems: TraceProblems;
  readonly #names: TraceNames;
  readonly #live = new Map<number, number>();
  readonly #freedAt = new Map<number, number>();
  /** Line of each id's birth. */
  readonly #bornAt = new U32Column();

  constructor(problems: TraceProblems, names: TraceNames, clockUnit: ClockUnit) {
    this.trace = emptyTrace(clockUnit);
    this.#problems = problems;
    this.#names = names;
  }

  isLive(name: number): boolean {
    return this.#live.has(name);
  }

  /** Whether the name has been live and its block freed since. */
  wasFreed(name: number): boolean {
    return this.#freedAt.has(name);
  }

  /** False when it is a problem. The clock is the number of the operation where none is given. */
  allocate(line: number, op: TraceOp, name: number, size: Bytes, alignment: Bytes = 0, clock?: number): boolean {
    const holder = this.#live.get(name);
    if (holder !== undefined) {
      const { show, place } = this.#names;
      const since = `${place} ${this.#bornAt.get(holder)}`;
      this.#problems.report(line, `allocates ${show(name)}, which is live since ${since}; expected a free before it`);
      return false;
    }
    if (!this.#soundSize(line, size) || !this.#soundAlignment(line, op, alignment)) return false;
    const id = this.trace.ids++;
    this.#bornAt.push(line);
    this.#live.set(name, id);
    this.#freedAt.delete(name);
    this.#add(op, id, size, alignment, clock);
    return true;
  }

  /** `newName`: where the name is an address and the block has moved. */
  reallocate(line: number, name: number, size: Bytes, newName = name, clock?: number): boolean {
    const id = this.#live.get(name);
    if (id === undefined) return this.#dead(line, 'reallocates', name);
    if (newName !== name && this.#live.has(newName)) {
      this.#problems.report(line, `moves a block to ${this.#names.show(newName)}, where another one is live`);
      return false;
    }
    if (!this.#soundSize(line, size)) return false;
    if (newName !== name) {
      this.#live.delete(name);
      this.#remember(name, line);
      this.#live.set(newName, id);
      this.#freedAt.delete(newName);
    }
    this.#add(TRACE_OP.realloc, id, size, 0, clock);
    return true;
  }

  free(line: number, name: number, clock?: number): boolean {
    const id = this.#live.get(name);
    if (id === undefined) return this.#dead(line, 'frees', name);
    this.#live.delete(name);
    this.#remember(name, line);
    this.#add(TRACE_OP.free, id, 0, 0, clock);
    return true;
  }

  #dead(line: number, does: string, name: number): false {
    const { show, place } = this.#names;
    const at = this.#freedAt.get(name);
    const why = at === undefined ? 'which was never allocated' : `which was freed at ${place} ${at}`;
    this.#problems.report(line, `${does} ${show(name)}, ${why}; expected one that is live`);
    return false;
  }

  #remember(name: number, line: number): void {
    if (this.#freedAt.size < MEMORY) this.#freedAt.set(name, line);
  }

  #soundSize(line: number, size: Bytes): boolean {
    if (size >= 0 && size <= MAX_SIZE) return true;
    this.#problems.report(line, `asks for ${size} bytes; expected a size from 0 to ${MAX_SIZE}`);
    return false;
  }

  #soundAlignment(line: number, op: TraceOp, alignment: Bytes): boolean {
    const sound = alignment > 0 && alignment <= MAX_ALIGNMENT && Number.isInteger(Math.log2(alignment));
    if (op === TRACE_OP.memalign ? sound : alignment === 0) return true;
    const expected = `expected a power of two up to ${MAX_ALIGNMENT} for memalign, and none for others`;
    this.#problems.report(line, `asks for an alignment of ${alignment}; ${expected}`);
    return false;
  }

  #add(op: TraceOp, id: number, size: Bytes, alignment: Bytes, clock?: number): void {
    const { trace } = this;
    const last = trace.clock.length > 0 ? trace.clock.get(trace.clock.length - 1) : 0;
    trace.op.push(op);
    trace.id.push(id);
    trace.size.push(size);
    trace.alignment.push(alignment);
    trace.clock.push(Math.max(last, clock ?? trace.clock.length));
  }
}
