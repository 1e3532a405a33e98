/**
 * Unpacks raw DEFLATE (RFC 1951), for data that came with the program: what is malformed is an error of ours. Engines have
 * this only as streams, which cannot be read in the middle of a computation.
 *
 * Huffman codes are decoded a bit at a time by the numbers of codes of each length (canonical codes of one length are
 * consecutive): no tables to build, some 20 MB a second.
 */

const MAX_BITS = 15;
const END_OF_BLOCK = 256;
const LENGTH_CODES = 288;
const DISTANCE_CODES = 30;
/** The order in which the lengths of the codes for code lengths are written. */
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Least length for each code from 257 on, and how many more bits follow. */
const LENGTHS = steps(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]);
LENGTHS.push({ from: 258, bits: 0 });
const DISTANCES = steps(
  1,
  Array.from({ length: DISTANCE_CODES }, (_, code) => Math.max(0, (code >> 1) - 1)),
);

interface Step {
  from: number;
  bits: number;
}

function steps(first: number, bits: readonly number[]): Step[] {
  let from = first;
  return bits.map((count) => {
    const step = { from, bits: count };
    from += 1 << count;
    return step;
  });
}

/** A canonical Huffman code: how many codes have each length, and the symbols in the order of their codes. */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

export function inflate(packed: Uint8Array): Uint8Array {
  return new Inflation(packed).run();
}

class Inflation {
  readonly #packed: Uint8Array;
  #at = 0;
  #bits = 0;
  #bitCount = 0;
  #out: Uint8Array;
  #length = 0;

  constructor(packed: Uint8Array) {
    this.#packed = packed;
    this.#out = new Uint8Array(packed.length * 4);
  }

  run(): Uint8Array {
    let last: number;
    do {
      last = this.#read(1);
      const kind = this.#read(2);
      if (kind === 0) this.#stored();
      else if (kind === 1) this.#compressed(...fixedCodes());
      else if (kind === 2) this.#compressed(...this.#dynamicCodes());
      else throw new Error('DEFLATE: unknown kind of block');
    } while (last === 0);
    return this.#out.subarray(0, this.#length);
  }

  #read(count: number): number {
    while (this.#bitCount < count) {
      if (this.#at === this.#packed.length) throw new Error('DEFLATE: data end in a block');
      this.#bits |= this.#packed[this.#at++] << this.#bitCount;
      this.#bitCount += 8;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#bitCount -= count;
    return value;
  }

  #symbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let bits = 1; bits <= MAX_BITS; bits++) {
      code |= this.#read(1);
      const count = counts[bits];
      if (code - count < first) return symbols[index + code - first];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error('DEFLATE: no such code');
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#out.length) return;
    const larger = new Uint8Array(Math.max(this.#out.length * 2, this.#length + count));
    larger.set(this.#out.subarray(0, this.#length));
    this.#out = larger;
  }

  #stored(): void {
    this.#bits = this.#bitCount = 0;
    const count = this.#read(16);
    if ((this.#read(16) ^ 0xffff) !== count) throw new Error('DEFLATE: length of a stored block is damaged');
    this.#reserve(count);
    this.#out.set(this.#packed.subarray(this.#at, this.#at + count), this.#length);
    this.#at += count;
    this.#length += count;
  }

  #compressed(lengths: Code, distances: Code): void {
    for (;;) {
      const symbol = this.#symbol(lengths);
      if (symbol === END_OF_BLOCK) return;
      if (symbol < END_OF_BLOCK) {
        this.#reserve(1);
        this.#out[this.#length++] = symbol;
      } else this.#copy(this.#step(LENGTHS, symbol - END_OF_BLOCK - 1), this.#step(DISTANCES, this.#symbol(distances)));
    }
  }

  #step(table: readonly Step[], code: number): number {
    return table[code].from + this.#read(table[code].bits);
  }

  /** What is copied may overlap what is written: then it repeats. */
  #copy(count: number, distance: number): void {
    if (distance > this.#length) throw new Error('DEFLATE: distance leads before the start');
    this.#reserve(count);
    for (let i = 0; i < count; i++, this.#length++) this.#out[this.#length] = this.#out[this.#length - distance];
  }

  #dynamicCodes(): [Code, Code] {
    const lengthCodes = this.#read(5) + 257;
    const distanceCodes = this.#read(5) + 1;
    const used = this.#read(4) + 4;
    const ofLengths = new Uint8Array(CODE_LENGTH_ORDER.length);
    for (let i = 0; i < used; i++) ofLengths[CODE_LENGTH_ORDER[i]] = this.#read(3);
    const code = codeOf(ofLengths);
    const bits = new Uint8Array(lengthCodes + distanceCodes);
    for (let i = 0; i < bits.length; ) {
      const symbol = this.#symbol(code);
      if (symbol < 16) bits[i++] = symbol;
      else {
        const value = symbol === 16 ? bits[i - 1] : 0;
        const repeat = symbol === 16 ? 3 + this.#read(2) : symbol === 17 ? 3 + this.#read(3) : 11 + this.#read(7);
        bits.fill(value, i, i + repeat);
        i += repeat;
      }
    }
    return [codeOf(bits.subarray(0, lengthCodes)), codeOf(bits.subarray(lengthCodes))];
  }
}

function codeOf(bits: Uint8Array): Code {
  const counts = new Uint16Array(MAX_BITS + 1);
  for (const count of bits) counts[count]++;
  counts[0] = 0;
  const next = new Uint16Array(MAX_BITS + 2);
  for (let i = 1; i <= MAX_BITS; i++) next[i + 1] = next[i] + counts[i];
  const symbols = new Uint16Array(bits.length);
  for (let symbol = 0; symbol < bits.length; symbol++) if (bits[symbol] !== 0) symbols[next[bits[symbol]]++] = symbol;
  return { counts, symbols };
}

function fixedCodes(): [Code, Code] {
  const bits = new Uint8Array(LENGTH_CODES).fill(8).fill(9, 144, 256).fill(7, 256, 280);
  return [codeOf(bits), codeOf(new Uint8Array(DISTANCE_CODES).fill(5))];
}
