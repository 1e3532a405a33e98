/** Bytes out of bits, the least first. */
export class BitWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #hold = 0;
  #held = 0;

  copy(): BitWriter {
    const other = new BitWriter();
    other.#bytes = this.#bytes.slice();
    other.#length = this.#length;
    other.#hold = this.#hold;
    other.#held = this.#held;
    return other;
  }

  /** @param count up to 16 */
  write(value: number, count: number): void {
    this.#hold |= value << this.#held;
    this.#held += count;
    while (this.#held >= 8) {
      if (this.#length === this.#bytes.length) this.#reserve(1);
      this.#bytes[this.#length++] = this.#hold;
      this.#hold >>>= 8;
      this.#held -= 8;
    }
  }

  /** Fills the last byte. */
  align(): void {
    if (this.#held > 0) this.write(0, 8 - this.#held);
  }

  /** Whole bytes behind whole bytes. */
  append(content: Uint8Array): void {
    this.#reserve(content.length);
    this.#bytes.set(content, this.#length);
    this.#length += content.length;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  /** The whole bytes since the last time. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }
}
