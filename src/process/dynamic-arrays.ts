/**
 * Memory from alloca and arrays of variable length in live frames, as the code that clang's layout pass leaves reports
 * them. Both lie below everything older on the stack, so the list is a stack itself.
 *
 * Invariant: starts decrease, and none overlaps another. A frame that is left by longjmp reports nothing; its entries go
 * when a new one is not below them, and until then their padding, which the frame's end has taken back, gives them away.
 */
import type { Address, Bytes, CodeOffset } from '../base/ids.js';

/** Padding that the layout pass leaves below each, and at least so much above. */
export const ARRAY_PADDING = 32;

export interface DynamicArray {
  start: Address;
  size: Bytes;
  /** Call site in the function that made it. */
  site: CodeOffset;
}

export class DynamicArrays {
  readonly #live: DynamicArray[] = [];

  /** Where the padding behind an array ends. */
  static end({ start, size }: Pick<DynamicArray, 'start' | 'size'>): Address {
    return Math.ceil((start + size) / ARRAY_PADDING) * ARRAY_PADDING + ARRAY_PADDING;
  }

  /** After fork: the same arrays are in the other's frames. */
  inherit(parent: DynamicArrays): void {
    this.#live.push(...parent.#live);
  }

  born(array: DynamicArray): void {
    this.ended(0, DynamicArrays.end(array));
    this.#live.push(array);
  }

  /** All that start in [from, to) are gone. */
  ended(from: Address, to: Address): void {
    const live = this.#live;
    while (live.length > 0 && live[live.length - 1].start >= from && live[live.length - 1].start < to) live.pop();
  }

  /** The one whose bytes or padding hold the address. */
  at(address: Address): DynamicArray | undefined {
    const found = this.#live.filter(
      (array) => address >= array.start - ARRAY_PADDING && address < DynamicArrays.end(array),
    );
    // Padding of one may be padding of the next: the nearer one.
    const distance = ({ start, size }: DynamicArray): number =>
      Math.max(start - address, address - (start + size - 1), 0);
    return found.sort((a, b) => distance(a) - distance(b))[0];
  }
}
