/**
 * The memory a program runs in: one WebAssembly.Memory with the layout of memory/layout.ts, its break, and the cells
 * that generated code shares with the host.
 *
 * Invariants
 * 1. `break` never decreases below the heap's start and never passes the limit.
 * 2. The cell `pages` always says what memory.size would: break rounded up to 64 KiB.
 * 3. Bytes below the break that no one has marked stay unaddressable in the shadow.
 * 4. What was unmapped is below the break. Where it reaches up to the break, the break moves down instead.
 * 5. Bytes from #high on were never the program's, and so are zero. Others are cleared when they are mapped again.
 */
import { alignUp, type Address, type Bytes } from '../base/ids.js';
import { cellsAt } from '../instrument/runtime/cells.js';
import type { PageSource } from '../memory/alloc/contract.js';
import { FreeRanges } from '../memory/free-ranges.js';
import { CALL_STACK_BASE, CALL_STACK_SIZE, MEMORY_SIZE, PROGRAM_LIMIT, WASM_PAGE } from '../memory/layout.js';
import type { ProgramImage, Range } from './image.js';
import { ProgramCells } from './program-cells.js';

export class Machine extends ProgramCells implements PageSource {
  readonly pageSize: Bytes = WASM_PAGE;
  readonly untrusted = true;
  readonly memory: WebAssembly.Memory;
  readonly buffer: ArrayBuffer;
  readonly image: ProgramImage;
  readonly #limit: Address;
  readonly #maxPages: number;
  readonly #unmapped = new FreeRanges();
  #break: Address;
  #high: Address;

  /**
   * @param pages what the module declares of its memory. The most it declares binds memory.grow alone: blocks are larger
   *   here than where the program will run.
   * @param limit highest address that the program's memory may reach, at most PROGRAM_LIMIT.
   */
  constructor(image: ProgramImage, pages: { min: number; max?: number | undefined }, limit: Bytes) {
    const memory = new WebAssembly.Memory({ initial: MEMORY_SIZE / WASM_PAGE });
    super(memory.buffer, cellsAt(CALL_STACK_BASE, CALL_STACK_SIZE), CALL_STACK_BASE, CALL_STACK_SIZE);
    this.image = image;
    this.memory = memory;
    this.buffer = memory.buffer;
    this.#limit = Math.min(limit, PROGRAM_LIMIT);
    this.#maxPages = pages.max ?? Infinity;
    this.#break = Math.max(pages.min * WASM_PAGE, image.heapStart);
    this.#high = this.#break;
    this.#publishPages();
  }

  get break(): Address {
    return this.#break;
  }

  sbrk(delta: number): Address | -1 {
    const old = this.#break;
    const next = old + delta;
    if (next > this.#limit || next < this.image.heapStart) return -1;
    this.#moveBreak(next);
    return old;
  }

  /** Large blocks lie below the break as well: one growing heap, in which what was unmapped is mapped again. */
  map(size: Bytes): Address | -1 {
    const again = this.#unmapped.take(size);
    if (again !== -1) this.#bytes(again, again + size).fill(0);
    return again === -1 ? this.#growZeroed(alignUp(this.#break, this.pageSize), size) : again;
  }

  unmap(address: Address, size: Bytes): void {
    this.#unmapped.add(address, size);
    this.#moveBreak(this.#unmapped.removeBefore(this.#break));
  }

  /** memory.grow: old size in pages, or -1. */
  grow(pages: number): number {
    const old = Math.ceil(this.#break / WASM_PAGE);
    if (old + pages > this.#maxPages) return -1;
    return this.#growZeroed(old * WASM_PAGE, pages * WASM_PAGE) === -1 ? -1 : old;
  }

  /** Moves the break to `size` bytes behind `at`, which is not below it; those bytes are zero. `at`, or -1. */
  #growZeroed(at: Address, size: Bytes): Address | -1 {
    const high = this.#high;
    if (this.sbrk(at + size - this.#break) === -1) return -1;
    if (at < high) this.#bytes(at, Math.min(at + size, high)).fill(0);
    return at;
  }

  /** The memory that an operating system would have mapped for the program. */
  isMapped(address: Address, size: Bytes): boolean {
    const end = address + size;
    const { stack, data, heapStart } = this.image;
    if (this.#unmapped.touches(address, end)) return false;
    return (
      inside(stack, address, end) ||
      inside(data, address, end) ||
      (address >= heapStart && end <= this.#break) ||
      this.#spansNeighbours(address, end)
    );
  }

  /** A range may run from one mapped region into the next one that touches it. */
  #spansNeighbours(address: Address, end: Address): boolean {
    const { stack, data, heapStart } = this.image;
    const ranges = [stack, data, { start: heapStart, end: this.#break }].sort((a, b) => a.start - b.start);
    let at = address;
    for (const range of ranges) if (at >= range.start && at < range.end) at = range.end;
    return at > address && at >= end;
  }

  /** The C library's errno, where the program has one. */
  setErrno(value: number): void {
    const { errno } = this.image;
    if (errno !== undefined) this.setWord(errno, value);
  }

  #moveBreak(to: Address): void {
    this.#high = Math.max(this.#high, this.#break, to);
    this.#break = to;
    this.#publishPages();
  }

  #bytes(from: Address, to: Address): Uint8Array {
    return new Uint8Array(this.buffer, from, to - from);
  }

  #publishPages(): void {
    this.setWord(this.cells.pages, Math.ceil(this.#break / WASM_PAGE));
  }
}

function inside(range: Range, start: Address, end: Address): boolean {
  return start >= range.start && end <= range.end;
}
