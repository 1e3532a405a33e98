/**
 * What the checks have to report, worked out in the simplest way: one boolean for each byte of memory, fed by the traced
 * form of a program, which calls the host before every access.
 */
import type { PassName } from '../../../src/instrument/instrument.js';
import { STACK_POINTER } from './generate-program.js';
import { MEMORY_PAGES, STACK } from './program.js';
import { missWords, rangeWords, type ByteRange } from './sandbox.js';
import { WASM_PAGE } from '../../../src/memory/layout.js';

export interface ModelOptions {
  passes: ReadonlySet<PassName>;
  unaddressable?: readonly ByteRange[];
  readOnly?: ByteRange;
}

export class AccessModel {
  readonly misses: string[] = [];
  /** By address; memory that the program has grown since the last access is not in it. */
  readonly addressable: boolean[];
  /** Functions entered. */
  entered = 0;
  readonly #options: ModelOptions;

  constructor(options: ModelOptions) {
    this.#options = options;
    this.addressable = Array.from({ length: MEMORY_PAGES.min * WASM_PAGE }, () => true);
    for (const { start, end } of options.unaddressable ?? []) this.#mark(start, end, false);
  }

  #mark(start: number, end: number, value: boolean): void {
    for (let at = Math.max(start, 0); at < end; at++) this.addressable[at] = value;
  }

  /** The imports of the traced form. */
  imports(exports: () => Record<string, unknown>): Record<string, (...args: number[]) => void> {
    const memory = (): WebAssembly.Memory => exports().memory as WebAssembly.Memory;
    const grown = (): void => {
      while (this.addressable.length < memory().buffer.byteLength) this.addressable.push(true);
    };
    const { passes } = this.#options;
    const range = (address: number, size: number, what: string, write: boolean): boolean => {
      const start = address >>> 0;
      // Bulk operations are tested by the check pass, like single accesses.
      if (size === 0 || !passes.has('check')) return true;
      if (this.#isWrong(start, size >>> 0, write)) this.misses.push(rangeWords(start, size >>> 0, what));
      return start + (size >>> 0) <= this.addressable.length;
    };
    return {
      enter: () => {
        this.entered++;
      },
      access: (address, offset, size, flags) => {
        grown();
        if (!passes.has('check') || flags & 2) return;
        const at = (address + offset) >>> 0;
        const write = (flags & 1) === 1;
        if (this.#isWrong(at, size, write)) this.misses.push(missWords(at, size, write));
      },
      copy: (to, from, size) => {
        grown();
        if (range(from, size, 'memmove source', false)) range(to, size, 'memmove destination', true);
      },
      fill: (to, _value, size) => {
        grown();
        range(to, size, 'memset destination', true);
      },
      init: (to, _from, size) => {
        grown();
        range(to, size, 'memory.init destination', true);
      },
      stackPointer: (next, isOpen) => {
        grown();
        if (!passes.has('stack') || !isOpen) return;
        const before = (exports()[`g${STACK_POINTER}`] as { value: number }).value;
        if (next < STACK.start) throw new Error('the program has overflowed its stack');
        this.#mark(next, before, true);
        this.#mark(before, next, false);
      },
      redZone: (lowest, size) => {
        grown();
        if (passes.has('stack')) this.#mark(lowest, lowest + size, true);
      },
    };
  }

  #isWrong(address: number, size: number, write: boolean): boolean {
    const { readOnly } = this.#options;
    if (write && readOnly && address < readOnly.end && address + size > readOnly.start) return true;
    if (address + size > this.addressable.length) return true;
    for (let at = address; at < address + size; at++) if (!this.addressable[at]) return true;
    return false;
  }
}
