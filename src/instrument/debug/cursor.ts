/**
 * A bounds-checked reader over a byte range, little endian, as WebAssembly and its DWARF are.
 *
 * Every read either advances or throws `DamagedDebugInfo`; so a loop that reads at least one byte per turn ends on any
 * input. Numbers above 2^53 lose low bits, which no valid 32-bit module contains.
 */

/** Thrown inside this folder only; `DebugInfo` catches it and falls back to what it still knows. */
export class DamagedDebugInfo extends Error {}

const utf8 = new TextDecoder('utf-8');

export class Cursor {
  readonly bytes: Uint8Array;
  readonly end: number;
  pos: number;

  /** Reads bytes[pos .. end). */
  constructor(bytes: Uint8Array, pos = 0, end = bytes.length) {
    if (!(pos >= 0 && pos <= end && end <= bytes.length)) throw new DamagedDebugInfo('position outside the section');
    this.bytes = bytes;
    this.pos = pos;
    this.end = end;
  }

  get done(): boolean {
    return this.pos >= this.end;
  }

  skip(count: number): void {
    if (!(count >= 0 && count <= this.end - this.pos)) throw new DamagedDebugInfo('ends too early');
    this.pos += count;
  }

  u8(): number {
    if (this.pos >= this.end) throw new DamagedDebugInfo('ends too early');
    return this.bytes[this.pos++];
  }

  u16(): number {
    return this.u8() | (this.u8() << 8);
  }

  u24(): number {
    return this.u16() | (this.u8() << 16);
  }

  u32(): number {
    const at = this.pos;
    this.skip(4);
    const b = this.bytes;
    return (b[at] | (b[at + 1] << 8) | (b[at + 2] << 16) | (b[at + 3] << 24)) >>> 0;
  }

  u64(): number {
    const low = this.u32();
    return low + this.u32() * 2 ** 32;
  }

  /** An unsigned number of 1, 2, 3, 4 or 8 bytes. */
  unsigned(size: number): number {
    if (size === 4) return this.u32();
    if (size === 1) return this.u8();
    if (size === 2) return this.u16();
    if (size === 8) return this.u64();
    if (size === 3) return this.u24();
    throw new DamagedDebugInfo(`no number has ${size} bytes`);
  }

  uleb(): number {
    let byte = this.u8();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let scale = 0x80;
    while (byte >= 0x80) {
      byte = this.u8();
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
      if (scale > 2 ** 77) throw new DamagedDebugInfo('a number is too long');
    }
    return value;
  }

  sleb(): number {
    let value = 0;
    let scale = 1;
    let byte: number;
    do {
      byte = this.u8();
      // The last byte carries the sign in its bit 6; taking it as signed keeps the sum exact up to 2^53.
      value += (byte < 0x80 && byte & 0x40 ? byte - 0x80 : byte & 0x7f) * scale;
      scale *= 0x80;
      if (scale > 2 ** 77) throw new DamagedDebugInfo('a number is too long');
    } while (byte >= 0x80);
    return value;
  }

  /** Moves behind the zero that ends a string. */
  skipString(): void {
    const zero = this.bytes.indexOf(0, this.pos);
    if (zero < 0 || zero >= this.end) throw new DamagedDebugInfo('a string has no end');
    this.pos = zero + 1;
  }

  /** A zero-terminated string. */
  string(): string {
    const start = this.pos;
    this.skipString();
    return utf8.decode(this.bytes.subarray(start, this.pos - 1));
  }

  /** `length` bytes as text. */
  text(length: number): string {
    const start = this.pos;
    this.skip(length);
    return utf8.decode(this.bytes.subarray(start, this.pos));
  }
}
