/** A str put together of others: pieces of a template and formatted values. */
import type { Address } from '../../../base/ids.js';
import { EMPTY_STR } from '../../format/memory-map.js';
import { LENGTH } from '../../format/objects.js';
import type { Runtime } from '../../runtime/runtime.js';

export class Pieces {
  readonly #rt: Runtime;
  readonly #pieces: Address[] = [];

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  /** A str, kept. */
  add(piece: Address): void {
    this.#pieces.push(piece);
  }

  /** The characters in [from, to) of a str. */
  addPart(s: Address, from: number, to: number): void {
    if (to > from) this.#pieces.push(this.#rt.keep(this.#rt.kernel.substring(s, from, to)));
  }

  join(): Address {
    const rt = this.#rt;
    if (this.#pieces.length === 0) return EMPTY_STR;
    // repr() of a digit makes a str of its own; what is written into a new one is the one that there is.
    if (this.#pieces.length === 1 && rt.views.word(this.#pieces[0] + LENGTH) === 1)
      return rt.string(rt.text(this.#pieces[0]));
    const bytes = this.#pieces.length * 4;
    const block = rt.block(bytes);
    rt.views.i32.set(this.#pieces, block >> 2);
    const result = rt.kernel.joinStrings(EMPTY_STR, block, this.#pieces.length);
    rt.kernel.freeBlock(block, bytes);
    return rt.keep(result);
  }
}
