/**
 * A bounds-checked cursor over the bytes of a WebAssembly module (core specification, chapter 5: binary format).
 * Every read beyond the end and every over-long number throws MalformedModule; nothing here can loop for ever.
 */

/** The bytes are not a module that heapglass can read. The message is for people. */
export class MalformedModule extends Error {
  /** File offset of the problem. */
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.name = 'MalformedModule';
    this.offset = offset;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class ByteReader {
  readonly bytes: Uint8Array;
  pos: number;
  readonly end: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.pos = start;
    this.end = end;
  }

  fail(message: string): never {
    throw new MalformedModule(`${message} (at byte ${this.pos} of the module)`, this.pos);
  }

  get done(): boolean {
    return this.pos >= this.end;
  }

  u8(): number {
    if (this.pos >= this.end) this.fail('The module ends in the middle of something');
    return this.bytes[this.pos++];
  }

  /** Unsigned LEB128, at most 32 bits. */
  u32(): number {
    let b = this.u8();
    if (b < 0x80) return b;
    let result = b & 0x7f;
    let shift = 7;
    for (;;) {
      b = this.u8();
      if (shift === 28) {
        if (b > 0x0f) this.fail('A number is longer than 32 bits');
        return (result | (b << 28)) >>> 0;
      }
      result |= (b & 0x7f) << shift;
      if (b < 0x80) return result;
      shift += 7;
    }
  }

  /** Signed LEB128, at most 33 bits wide on the wire; the value wrapped to 32. */
  s32(): number {
    let result = 0;
    let shift = 0;
    for (;;) {
      const b = this.u8();
      if (shift < 32) result |= (b & 0x7f) << shift;
      shift += 7;
      if (b < 0x80) {
        if (shift < 32 && b & 0x40) result |= -1 << shift;
        return result;
      }
      if (shift >= 35) this.fail('A number is longer than 32 bits');
    }
  }

  /** Pass over any LEB128 number of at most 64 bits. */
  skipLeb(): void {
    for (let i = 0; i < 10; i++) if (this.u8() < 0x80) return;
    this.fail('A number is longer than 64 bits');
  }

  skip(count: number): void {
    if (count > this.end - this.pos) this.fail('The module ends in the middle of something');
    this.pos += count;
  }

  slice(count: number): Uint8Array {
    const start = this.pos;
    this.skip(count);
    return this.bytes.subarray(start, start + count);
  }

  name(): string {
    const raw = this.slice(this.u32());
    try {
      return utf8.decode(raw);
    } catch {
      return this.fail('A name is not valid UTF-8');
    }
  }
}
