/**
 * The words that generated code and host share (instrument/runtime/cells.ts), and the call stack behind them, as the host
 * sees them: of a program in memory of its own (machine.ts) and of one on paged memory (vm/paged-process.ts).
 */
import type { Address, Bytes, CodeOffset, StackId } from '../base/ids.js';
import { STACK_ID_BITS, STACK_ID_SLOT, STACK_ID_WAYS, type CellLayout } from '../instrument/runtime/cells.js';

export class ProgramCells {
  readonly cells: CellLayout;
  /** The region as words: cells first, entries of the call stack from `callStackFirst` on. */
  readonly callStackWords: Uint32Array;
  readonly callStackFirst: number;
  readonly #buffer: ArrayBuffer;
  readonly #view: DataView;
  readonly #base: Address;

  /** @param base where the region of `size` bytes begins that the cells are laid out in */
  constructor(buffer: ArrayBuffer, cells: CellLayout, base: Address, size: Bytes) {
    this.#buffer = buffer;
    this.#view = new DataView(buffer);
    this.#base = base;
    this.cells = cells;
    this.callStackWords = new Uint32Array(buffer, base, size / 4);
    this.callStackFirst = (cells.callStack - base) / 4;
    this.callStackTop = cells.callStack;
    this.setWord(cells.saved, cells.savedLocals);
    this.leaving = false;
  }

  /** Index behind the innermost entry of the call stack. */
  get callStackEnd(): number {
    return (this.word(this.cells.csp) - this.#base) / 4;
  }

  /** Address behind the innermost entry. */
  set callStackTop(address: Address) {
    this.setWord(this.cells.csp, address);
  }

  /** Puts an entry on the call stack. */
  enterCall(site: CodeOffset): void {
    const top = this.word(this.cells.csp);
    this.setWord(top, site);
    this.callStackTop = top + 4;
  }

  leaveCall(): void {
    this.callStackTop = this.word(this.cells.csp) - 4;
  }

  /** Calls executed, where they are counted. */
  get clock(): number {
    return this.#view.getFloat64(this.cells.clock, true);
  }

  get fuel(): number {
    return this.#view.getInt32(this.cells.fuel, true);
  }

  set fuel(iterations: number) {
    this.setWord(this.cells.fuel, iterations);
  }

  set leaving(leaving: boolean) {
    this.setWord(this.cells.leaving, leaving ? 1 : 0);
  }

  /** Enter a stack in its set (at `set` from the table's start); the oldest of those that were there goes. */
  enterStackId(set: number, hashLow: number, hashHigh: number, id: StackId): void {
    const at = (this.cells.stackIds - this.#base + set) / 4;
    const slotWords = STACK_ID_SLOT / 4;
    const rotated = ((id << 1) | (id >>> 31)) >>> 0;
    if (rotated >>> STACK_ID_BITS !== 0) return;
    this.callStackWords.copyWithin(at + slotWords, at, at + slotWords * (STACK_ID_WAYS - 1));
    const high = 32 - STACK_ID_BITS;
    this.callStackWords.set(
      [(hashLow << STACK_ID_BITS) | rotated, (hashLow >>> high) | (hashHigh << STACK_ID_BITS)],
      at,
    );
  }

  /** Table index of the last indirect call. */
  get indirectTarget(): number {
    return this.word(this.cells.target);
  }

  /** Values of i32 locals that unwound frames handed over. */
  get savedLocals(): Uint32Array {
    const end = this.word(this.cells.saved);
    return new Uint32Array(this.#buffer, this.cells.savedLocals, (end - this.cells.savedLocals) / 4);
  }

  protected word(address: Address): number {
    return this.#view.getUint32(address, true);
  }

  protected setWord(address: Address, value: number): void {
    this.#view.setUint32(address, value, true);
  }
}
