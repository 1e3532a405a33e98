/** What codecs read and write: code points and bytes, in arrays that grow. */

export class CodePoints {
  #items: Uint32Array;
  length = 0;

  constructor(room: number) {
    this.#items = new Uint32Array(Math.max(16, room));
  }

  push(codePoint: number): void {
    if (this.length === this.#items.length) this.#grow(this.length + 1);
    this.#items[this.length++] = codePoint;
  }

  pushAll(codePoints: ArrayLike<number>): void {
    if (this.length + codePoints.length > this.#items.length) this.#grow(this.length + codePoints.length);
    this.#items.set(codePoints, this.length);
    this.length += codePoints.length;
  }

  /** Until something is added. */
  get items(): Uint32Array {
    return this.#items.subarray(0, this.length);
  }

  #grow(needed: number): void {
    const larger = new Uint32Array(Math.max(needed, this.#items.length * 2));
    larger.set(this.items);
    this.#items = larger;
  }
}

export class ByteOutput {
  #items: Uint8Array;
  length = 0;

  constructor(room: number) {
    this.#items = new Uint8Array(Math.max(16, room));
  }

  push(byte: number): void {
    if (this.length === this.#items.length) this.#grow(this.length + 1);
    this.#items[this.length++] = byte;
  }

  pushAll(bytes: ArrayLike<number>): void {
    if (this.length + bytes.length > this.#items.length) this.#grow(this.length + bytes.length);
    this.#items.set(bytes, this.length);
    this.length += bytes.length;
  }

  get items(): Uint8Array {
    return this.#items.subarray(0, this.length);
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.#items.length * 2));
    larger.set(this.items);
    this.#items = larger;
  }
}
