/** Bytes that were written and wait for more, one behind the other in one array. Cost: amortised constant for each byte. */
const LEAST = 16 * 1024;
/** So many bytes are copied one by one: that is quicker than asking for it. */
const FEW = 32;

export class WaitingBytes {
  #room = new Uint8Array(0);
  length = 0;

  /** Adds bytes that lie in a larger array. */
  add(from: Uint8Array, at: number, length: number): void {
    this.#reserve(length);
    const to = this.length;
    if (length > FEW) this.#room.set(from.subarray(at, at + length), to);
    else for (let i = 0; i < length; i++) this.#room[to + i] = from[at + i];
    this.length += length;
  }

  #reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.#room.length) return;
    const larger = new Uint8Array(Math.max(LEAST, 2 * needed));
    larger.set(this.#room.subarray(0, this.length));
    this.#room = larger;
  }

  /** The last ones, until more are added. */
  last(count: number): Uint8Array {
    return this.#room.subarray(this.length - count, this.length);
  }

  /** All of them, which wait no more. */
  takeAll(): Uint8Array {
    const all = this.#room.slice(0, this.length);
    this.length = 0;
    return all;
  }
}
