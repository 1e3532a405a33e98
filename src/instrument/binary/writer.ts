/** A growable byte buffer with the number formats of the WebAssembly binary format. Appending is amortised O(1). */
const utf8 = new TextEncoder();

export class ByteWriter {
  #bytes: Uint8Array;
  length = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity);
  }

  #room(count: number): Uint8Array {
    const need = this.length + count;
    if (need > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(need, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.length));
      this.#bytes = grown;
    }
    return this.#bytes;
  }

  u8(value: number): this {
    const bytes = this.length < this.#bytes.length ? this.#bytes : this.#room(1);
    bytes[this.length++] = value;
    return this;
  }

  u32(value: number): this {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.u8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return this.u8(rest);
  }

  s32(value: number): this {
    let rest = value | 0;
    for (;;) {
      const low = rest & 0x7f;
      rest >>= 7;
      if ((rest === 0 && !(low & 0x40)) || (rest === -1 && low & 0x40)) return this.u8(low);
      this.u8(low | 0x80);
    }
  }

  /** A signed 64-bit LEB128 number. */
  s64(value: bigint): this {
    let rest = BigInt.asIntN(64, value);
    for (;;) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      if ((rest === 0n && !(low & 0x40)) || (rest === -1n && low & 0x40)) return this.u8(low);
      this.u8(low | 0x80);
    }
  }

  raw(bytes: Uint8Array): this {
    this.#room(bytes.length).set(bytes, this.length);
    this.length += bytes.length;
    return this;
  }

  /** The bytes `start .. end` of `source`. */
  copy(source: Uint8Array, start: number, end: number): this {
    const count = end - start;
    const bytes = this.#room(count);
    if (count < 16) for (let i = 0; i < count; i++) bytes[this.length + i] = source[start + i];
    else bytes.set(source.subarray(start, end), this.length);
    this.length += count;
    return this;
  }

  name(text: string): this {
    const { length } = this;
    // Nearly all are ASCII, and short: calling the encoder takes ten times as long.
    this.u32(text.length);
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit >= 0x80) {
        this.length = length;
        const bytes = utf8.encode(text);
        return this.u32(bytes.length).raw(bytes);
      }
      this.u8(unit);
    }
    return this;
  }

  /** A length-prefixed run of bytes: a section's payload, a function body. */
  sized(payload: ByteWriter): this {
    return this.u32(payload.length).raw(payload.view());
  }

  /** The bytes written so far, as a view that the next append may outdate. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }
}
