/**
 * Reads a call log (call-codes.ts) as a trace, in as many pieces as it comes in. What a program does wrong, such as a free of
 * what is not live, is left out and counted.
 *
 * Cost: O(1) per call, and 4 bytes for each 16 up to the highest address.
 */
import type { Address } from '../../base/ids.js';
import {
  CALL_ALIGNED_NEW,
  CALL_ALIGNED_NEW_ARRAY,
  CALL_CODE_SHIFT,
  CALL_FREED_BY_REALLOC,
  CALL_GRAIN_SHIFT,
  CALL_MOVED,
} from '../call-codes.js';
import { ROUTINE } from '../routines.js';
import { emptyTrace, MAX_ALIGNMENT, MAX_SIZE, TRACE_OP, type AllocationTrace, type TraceOp } from './trace.js';

const GRAIN_MASK = 2 ** CALL_CODE_SHIFT - 1;
const FIRST_TABLE = 2 ** 16;

/** A call log and what it says. */
export interface CallLog {
  words: Uint32Array;
  trace: AllocationTrace;
  /** Frees and reallocations of what was no live block. */
  wrongCalls: number;
}

export class CallLogReader {
  readonly trace: AllocationTrace = emptyTrace('operations');
  /** Frees and reallocations of what was no live block. */
  wrongCalls = 0;
  /** By address / 16: the id of the block that is live there, plus 1. */
  #ids = new Uint32Array(FIRST_TABLE);

  /** @param words whole calls. False when they are no log, and the rest is passed over. */
  take(words: Uint32Array): boolean {
    const { length } = words;
    for (let at = 0; at < length; ) {
      const word = words[at]!;
      const code = word >>> CALL_CODE_SHIFT;
      const grain = word & GRAIN_MASK;
      const taken = wordsOf(code);
      if (taken === 0 || at + taken > length) return false;
      const size = words[at + 1]!;
      if (taken > 1 && size > MAX_SIZE) return false;
      if (code === CALL_MOVED) this.#move(grain, size, words[at + 2]! >>> CALL_GRAIN_SHIFT);
      else if (taken === 1) this.#end(grain);
      else if (taken === 2) this.#begin(code === ROUTINE.calloc ? TRACE_OP.calloc : TRACE_OP.malloc, grain, size, 0);
      else {
        const alignment = 2 ** words[at + 2]!;
        if (alignment > MAX_ALIGNMENT) return false;
        this.#begin(TRACE_OP.memalign, grain, size, alignment);
      }
      at += taken;
    }
    return true;
  }

  #begin(op: TraceOp, grain: number, size: number, alignment: number): void {
    const id = this.trace.ids++;
    this.#enter(grain, id + 1);
    this.#add(op, id, size, alignment);
  }

  #move(from: number, size: number, to: number): void {
    const entry = this.#leave(from);
    if (entry === 0) return;
    this.#enter(to, entry);
    this.#add(TRACE_OP.realloc, entry - 1, size, 0);
  }

  #end(grain: number): void {
    const entry = this.#leave(grain);
    if (entry !== 0) this.#add(TRACE_OP.free, entry - 1, 0, 0);
  }

  #enter(grain: Address, entry: number): void {
    if (grain >= this.#ids.length) {
      const grown = new Uint32Array(Math.max(grain + 1, this.#ids.length * 2));
      grown.set(this.#ids);
      this.#ids = grown;
    }
    this.#ids[grain] = entry;
  }

  #leave(grain: Address): number {
    const entry = this.#ids[grain] ?? 0;
    if (entry === 0) this.wrongCalls++;
    else this.#ids[grain] = 0;
    return entry;
  }

  #add(op: TraceOp, id: number, size: number, alignment: number): void {
    const { trace } = this;
    trace.clock.push(trace.op.length);
    trace.op.push(op);
    trace.id.push(id);
    trace.size.push(size);
    trace.alignment.push(alignment);
  }
}

/** 0 for what is no code. */
function wordsOf(code: number): number {
  if (code === CALL_MOVED || code === CALL_ALIGNED_NEW || code === CALL_ALIGNED_NEW_ARRAY) return 3;
  if (code === CALL_FREED_BY_REALLOC) return 1;
  if (code >= ROUTINE.free) return code <= ROUTINE['operator delete[]'] ? 1 : 0;
  return code >= ROUTINE.memalign && code <= ROUTINE.posix_memalign ? 3 : 2;
}
