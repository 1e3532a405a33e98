/**
 * Calls of a native program as a log has them, by address. The log may begin in the middle of the program: what is done to
 * blocks that it does not know is left out and counted, and so is what failed.
 */
import { counted, grouped, hex } from '../../../base/format.js';
import type { Address, Bytes } from '../../../base/ids.js';
import { TRACE_OP, type AllocationTrace, type TraceOp } from '../trace.js';
import { TraceBuilder } from '../trace-builder.js';
import type { TraceProblems } from '../trace-problems.js';

export class NativeLog {
  readonly #builder: TraceBuilder;
  #unknown = 0;
  #firstUnknown = 0;
  #failed = 0;

  constructor(problems: TraceProblems) {
    this.#builder = new TraceBuilder(problems, { show: hex, place: 'line' }, 'operations');
  }

  get trace(): AllocationTrace {
    return this.#builder.trace;
  }

  isLive(address: Address): boolean {
    return this.#builder.isLive(address);
  }

  failed(): void {
    this.#failed++;
  }

  allocated(line: number, op: TraceOp, address: Address, size: Bytes, alignment: Bytes = 0): void {
    if (address === 0) this.#failed++;
    else this.#builder.allocate(line, op, address, size, alignment);
  }

  freed(line: number, address: Address): void {
    if (this.#isKnown(address, line)) this.#builder.free(line, address);
  }

  /** @param fromLine where the log names the old block */
  moved(line: number, from: Address, to: Address, size: Bytes, fromLine = line): void {
    if (this.#isKnown(from, fromLine)) this.#builder.reallocate(line, from, size, to);
    else this.#builder.allocate(line, TRACE_OP.malloc, to, size);
  }

  notes(): string[] {
    const notes: string[] = [];
    if (this.#unknown > 0) {
      const those = counted(this.#unknown, 'call');
      notes.push(
        `${those} on blocks from before the log begins left out, the first in line ${grouped(this.#firstUnknown)}.`,
      );
    }
    if (this.#failed > 0) notes.push(`${counted(this.#failed, 'call')} that found no memory left out.`);
    return notes;
  }

  /** Whether the log can be expected to know the block. */
  #isKnown(address: Address, line: number): boolean {
    if (this.#builder.isLive(address) || this.#builder.wasFreed(address)) return true;
    if (this.#unknown++ === 0) this.#firstUnknown = line;
    return false;
  }
}
