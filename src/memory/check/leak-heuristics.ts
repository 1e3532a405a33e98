/**
 * memcheck's leak heuristics for 4-byte pointers: interior pointers that real programs keep as their only pointer to a
 * block, and that therefore count as pointers to its start.
 *
 *     stdstring            copy-on-write string  | length | capacity | references | characters, zero |   -> +12
 *     length64             | 64-bit length of the rest | the rest |                                     -> +8
 *     newarray             | padding | count | elements |  cookie of max(4, alignment) bytes             -> +4, +8, +16
 *     multipleinheritance  | vtable .... | vtable of a second base .... |                              -> second base
 *
 * A vtable is known by what the Itanium C++ ABI puts before its address point: the offset to the top of the object at
 * -8, here 0 for the object and minus the distance for the second base.
 */
import type { Address, Bytes } from '../../base/ids.js';

export type LeakHeuristic = 'stdstring' | 'length64' | 'newarray' | 'multipleinheritance';

export const ALL_HEURISTICS: readonly LeakHeuristic[] = ['stdstring', 'length64', 'newarray', 'multipleinheritance'];

export class Heuristics {
  readonly #words: Uint32Array;
  readonly #stdstring: boolean;
  readonly #length64: boolean;
  readonly #newarray: boolean;
  readonly #inheritance: boolean;
  readonly #staticLow: Address;
  readonly #staticHigh: Address;

  /** `statics`: where vtables may lie, [low, high). */
  constructor(words: Uint32Array, enabled: readonly LeakHeuristic[], statics: readonly [Address, Address]) {
    this.#words = words;
    this.#stdstring = enabled.includes('stdstring');
    this.#length64 = enabled.includes('length64');
    this.#newarray = enabled.includes('newarray');
    this.#inheritance = enabled.includes('multipleinheritance');
    [this.#staticLow, this.#staticHigh] = statics;
  }

  /** Whether `pointer`, inside the block and past its start, counts as a pointer to the start. */
  holds(pointer: Address, start: Address, size: Bytes): boolean {
    const offset = pointer - start;
    if ((offset & 3) !== 0) return false;
    return (
      (this.#stdstring && offset === 12 && this.#isString(start, size)) ||
      (this.#length64 && offset === 8 && this.#isLength64(start, size)) ||
      (this.#newarray && (offset === 4 || offset === 8 || offset === 16) && this.#isNewArray(start, offset, size)) ||
      (this.#inheritance && this.#isSecondBase(start, offset))
    );
  }

  #word(address: Address): number {
    return this.#words[address >>> 2]!;
  }

  #isString(start: Address, size: Bytes): boolean {
    const capacity = this.#word(start + 4);
    return this.#word(start) <= capacity && 12 + capacity + 1 === size;
  }

  #isLength64(start: Address, size: Bytes): boolean {
    return size > 8 && this.#word(start + 4) === 0 && this.#word(start) === size - 8;
  }

  #isNewArray(start: Address, cookie: Bytes, size: Bytes): boolean {
    const count = this.#word(start + cookie - 4);
    if (count === 0 || size <= cookie || (size - cookie) % count !== 0) return false;
    // A cookie wider than the count means elements of that alignment, whose size is a multiple of it.
    return cookie === 4 || ((size - cookie) / count) % cookie === 0;
  }

  #isSecondBase(start: Address, offset: Bytes): boolean {
    const first = this.#word(start);
    const second = this.#word(start + offset);
    return (
      this.#maybeVtable(first) &&
      this.#maybeVtable(second) &&
      this.#word(first - 8) === 0 &&
      (this.#word(second - 8) | 0) === -offset
    );
  }

  #maybeVtable(address: Address): boolean {
    return (address & 3) === 0 && address >= this.#staticLow + 8 && address < this.#staticHigh;
  }
}
