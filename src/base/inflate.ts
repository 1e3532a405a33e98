/**
 * Unpacks raw DEFLATE (RFC 1951), in pieces as they come: it stops where the data or the place for the result end, and goes on
 * there. Engines have this only as streams, which cannot be read in the middle of a computation.
 *
 * What is read as a whole (a header of a block, a symbol with what it copies) is begun anew if the data end within it; what was not
 * used is kept, bits of a byte too. Codes of up to 10 bits are found in a table, longer ones by the numbers of codes of each length
 * (canonical codes of one length are consecutive). Some 60 MB a second.
 */

const MAX_BITS = 15;
const TABLE_BITS = 10;
const END_OF_BLOCK = 256;
const LENGTH_CODES = 288;
const MOST_LENGTH_CODES = 286;
const DISTANCE_CODES = 30;
/** How far back copies may reach. */
export const WINDOW_BYTES = 0x8000;
/** The longest copy. */
const MOST_COPIED = 258;
/** The order in which the lengths of the codes for code lengths are written. */
export const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** How many more bits follow each code of a length from 257 on, and of a distance. */
export const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
export const DISTANCE_BITS = Array.from({ length: DISTANCE_CODES }, (_, code) => Math.max(0, (code >> 1) - 1));
/** The least value of each. */
const LENGTHS = firstOf(LENGTH_BITS, 3).with(LENGTH_BITS.length - 1, MOST_COPIED);
const DISTANCES = firstOf(DISTANCE_BITS, 1);

function firstOf(bits: readonly number[], start: number): number[] {
  let first = start;
  return bits.map((count) => {
    const own = first;
    first += 1 << count;
    return own;
  });
}

/** The data are damaged; the message is zlib's. */
export class DamagedData extends Error {}

/** A canonical Huffman code. */
interface Code {
  /** How many codes have each length, and the symbols in the order of their codes. */
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
  /** By the next TABLE_BITS bits: symbol << 4 | length, or 0 for what is longer. */
  readonly table: Uint16Array;
}

/** What has been read and not understood yet has ended. */
const NEEDS_MORE = -1;

type State = 'block' | 'stored' | 'codes' | 'end';

export class Inflater {
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  #hold = 0;
  #held = 0;
  #state: State = 'block';
  #isLast = false;
  #storedLeft = 0;
  #lengths: Code = FIXED[0];
  #distances: Code = FIXED[1];
  /** What copies may reach, then what is new. */
  #out = new Uint8Array(WINDOW_BYTES * 2);
  #length = 0;
  /** Of a copy that the end of the place has cut off. */
  #copyLeft = 0;
  #copyDistance = 0;

  /** @param dictionary what copies may reach before anything is unpacked */
  constructor(dictionary: Uint8Array = new Uint8Array(0)) {
    this.setDictionary(dictionary);
  }

  setDictionary(dictionary: Uint8Array): void {
    const tail = dictionary.subarray(-WINDOW_BYTES);
    this.#reserve(tail.length);
    this.#out.set(tail, this.#length);
    this.#length += tail.length;
  }

  get isAtEnd(): boolean {
    return this.#state === 'end';
  }

  /** After the end, or where there was no more place: bytes that were given and not used. */
  get unused(): Uint8Array {
    return this.#input.slice(this.#at - (this.#held >> 3));
  }

  /** Forgets them: they will be given again. */
  dropUnused(): void {
    const bytes = this.#held >> 3;
    this.#held -= bytes << 3;
    this.#hold &= (1 << this.#held) - 1;
    this.#input = new Uint8Array(0);
    this.#at = 0;
  }

  copy(): Inflater {
    const other = new Inflater();
    other.#input = this.#input.slice();
    other.#at = this.#at;
    other.#hold = this.#hold;
    other.#held = this.#held;
    other.#state = this.#state;
    other.#isLast = this.#isLast;
    other.#storedLeft = this.#storedLeft;
    other.#lengths = this.#lengths;
    other.#distances = this.#distances;
    other.#out = this.#out.slice();
    other.#length = this.#length;
    other.#copyLeft = this.#copyLeft;
    other.#copyDistance = this.#copyDistance;
    return other;
  }

  /** What can be unpacked with more data, `most` bytes of it. @throws DamagedData */
  push(data: Uint8Array, most = Infinity): Uint8Array {
    this.#take(data);
    this.#slide();
    const start = this.#length;
    const end = start + most;
    while (this.#state !== 'end' && this.#length < end) if (!this.#step(end)) break;
    if (this.#length >= end) this.#endIfNext();
    return this.#out.slice(start, this.#length);
  }

  #take(data: Uint8Array): void {
    if (this.#at === this.#input.length) this.#input = data;
    else {
      const joined = new Uint8Array(this.#input.length - this.#at + data.length);
      joined.set(this.#input.subarray(this.#at));
      joined.set(data, this.#input.length - this.#at);
      this.#input = joined;
    }
    this.#at = 0;
  }

  /** Only what copies may reach is kept. */
  #slide(): void {
    const spare = this.#length - WINDOW_BYTES;
    if (spare <= 0) return;
    this.#out.copyWithin(0, spare, this.#length);
    this.#length = WINDOW_BYTES;
  }

  /** Whether it got further. */
  #step(end: number): boolean {
    if (this.#state === 'stored') return this.#stored(end);
    if (this.#state === 'codes') return this.#codes(end);
    if (this.#isLast) {
      this.#state = 'end';
      return true;
    }
    const [at, hold, held] = [this.#at, this.#hold, this.#held];
    if (this.#header()) return true;
    this.#restore(at, hold, held);
    return false;
  }

  #restore(at: number, hold: number, held: number): void {
    this.#at = at;
    this.#hold = hold;
    this.#held = held;
  }

  /** The next bits, up to 16 of them. */
  #read(count: number): number {
    while (this.#held < count) {
      if (this.#at === this.#input.length) return NEEDS_MORE;
      this.#hold |= this.#input[this.#at++] << this.#held;
      this.#held += 8;
    }
    const value = this.#hold & ((1 << count) - 1);
    this.#hold >>>= count;
    this.#held -= count;
    return value;
  }

  /** @param wrong the message for a code that nothing has */
  #symbol({ counts, symbols, table }: Code, wrong: string): number {
    while (this.#held < MAX_BITS && this.#at < this.#input.length) {
      this.#hold |= this.#input[this.#at++] << this.#held;
      this.#held += 8;
    }
    const entry = table[this.#hold & ((1 << TABLE_BITS) - 1)];
    const size = entry & 15;
    if (size !== 0 && size <= this.#held) {
      this.#hold >>>= size;
      this.#held -= size;
      return entry >> 4;
    }
    let code = 0;
    let first = 0;
    let index = 0;
    for (let bits = 1; bits <= MAX_BITS; bits++) {
      if (bits > this.#held) return NEEDS_MORE;
      code |= (this.#hold >>> (bits - 1)) & 1;
      const count = counts[bits];
      if (code - count < first) {
        this.#hold >>>= bits;
        this.#held -= bits;
        return symbols[index + code - first];
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new DamagedData(wrong);
  }

  #header(): boolean {
    const last = this.#read(1);
    const kind = this.#read(2);
    if (last < 0 || kind < 0) return false;
    if (kind === 3) throw new DamagedData('invalid block type');
    if (kind === 0 && !this.#storedHeader()) return false;
    if (kind === 1) [this.#lengths, this.#distances] = FIXED;
    if (kind === 2 && !this.#dynamicCodes()) return false;
    this.#state = kind === 0 ? 'stored' : 'codes';
    this.#isLast = last === 1;
    return true;
  }

  #storedHeader(): boolean {
    this.#read(this.#held & 7);
    const count = this.#read(16);
    const complement = count < 0 ? NEEDS_MORE : this.#read(16);
    if (complement < 0) return false;
    if ((complement ^ 0xffff) !== count) throw new DamagedData('invalid stored block lengths');
    this.#storedLeft = count;
    return true;
  }

  #stored(end: number): boolean {
    if (this.#storedLeft === 0) {
      this.#state = 'block';
      return true;
    }
    // Whole bytes that were held go back.
    this.#at -= this.#held >> 3;
    this.#hold = this.#held = 0;
    const count = Math.min(this.#storedLeft, this.#input.length - this.#at, end - this.#length);
    if (count <= 0) return false;
    this.#reserve(count);
    this.#out.set(this.#input.subarray(this.#at, this.#at + count), this.#length);
    this.#at += count;
    this.#length += count;
    this.#storedLeft -= count;
    return true;
  }

  #codes(end: number): boolean {
    while (this.#length < end) {
      if (this.#copyLeft > 0) {
        this.#goOnCopying(end);
        continue;
      }
      const at = this.#at;
      const hold = this.#hold;
      const held = this.#held;
      const symbol = this.#symbol(this.#lengths, 'invalid literal/length code');
      if (symbol < 0) return false;
      if (symbol < END_OF_BLOCK) {
        this.#reserve(1);
        this.#out[this.#length++] = symbol;
        continue;
      }
      if (symbol === END_OF_BLOCK) {
        this.#state = 'block';
        return true;
      }
      const count = this.#value(symbol - END_OF_BLOCK - 1, LENGTHS, LENGTH_BITS, 'invalid literal/length code');
      const distanceCode = count < 0 ? NEEDS_MORE : this.#symbol(this.#distances, 'invalid distance code');
      const distance =
        distanceCode < 0 ? NEEDS_MORE : this.#value(distanceCode, DISTANCES, DISTANCE_BITS, 'invalid distance code');
      if (distance < 0) {
        this.#restore(at, hold, held);
        return false;
      }
      if (distance > this.#length) throw new DamagedData('invalid distance too far back');
      this.#copyLeft = count;
      this.#copyDistance = distance;
      this.#goOnCopying(end);
    }
    return false;
  }

  /** What is copied may overlap what is written: then it repeats. */
  #goOnCopying(end: number): void {
    const count = Math.min(this.#copyLeft, end - this.#length);
    this.#reserve(count);
    const out = this.#out;
    const distance = this.#copyDistance;
    let to = this.#length;
    for (let i = 0; i < count; i++, to++) out[to] = out[to - distance];
    this.#length = to;
    this.#copyLeft -= count;
  }

  /** The last block may end where the place does: then so do the data. */
  #endIfNext(): void {
    if (this.#state === 'codes' && this.#copyLeft === 0) {
      const [at, hold, held] = [this.#at, this.#hold, this.#held];
      if (this.#symbol(this.#lengths, 'invalid literal/length code') === END_OF_BLOCK) this.#state = 'block';
      else this.#restore(at, hold, held);
    } else if (this.#state === 'stored' && this.#storedLeft === 0) this.#state = 'block';
    if (this.#state === 'block' && this.#isLast) this.#state = 'end';
  }

  #value(code: number, least: readonly number[], bits: readonly number[], wrong: string): number {
    if (code >= least.length) throw new DamagedData(wrong);
    const more = this.#read(bits[code]);
    return more < 0 ? NEEDS_MORE : least[code] + more;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#out.length) return;
    const larger = new Uint8Array(Math.max(this.#out.length * 2, this.#length + count));
    larger.set(this.#out.subarray(0, this.#length));
    this.#out = larger;
  }

  #dynamicCodes(): boolean {
    const [lengthCount, distanceCount, given] = [this.#read(5), this.#read(5), this.#read(4)];
    if (lengthCount < 0 || distanceCount < 0 || given < 0) return false;
    const lengthCodes = lengthCount + 257;
    const distanceCodes = distanceCount + 1;
    if (lengthCodes > MOST_LENGTH_CODES || distanceCodes > DISTANCE_CODES)
      throw new DamagedData('too many length or distance symbols');
    const ofLengths = new Uint8Array(CODE_LENGTH_ORDER.length);
    for (let i = 0; i < given + 4; i++) {
      const size = this.#read(3);
      if (size < 0) return false;
      ofLengths[CODE_LENGTH_ORDER[i]] = size;
    }
    const code = codeOf(ofLengths, 'invalid code lengths set', false);
    const sizes = new Uint8Array(lengthCodes + distanceCodes);
    for (let i = 0; i < sizes.length; ) {
      const symbol = this.#symbol(code, 'invalid code lengths set');
      if (symbol < 0) return false;
      if (symbol < 16) {
        sizes[i++] = symbol;
        continue;
      }
      const extra = this.#read(symbol === 16 ? 2 : symbol === 17 ? 3 : 7);
      if (extra < 0) return false;
      const repeat = extra + (symbol === 18 ? 11 : 3);
      if ((symbol === 16 && i === 0) || i + repeat > sizes.length) throw new DamagedData('invalid bit length repeat');
      sizes.fill(symbol === 16 ? sizes[i - 1] : 0, i, i + repeat);
      i += repeat;
    }
    if (sizes[END_OF_BLOCK] === 0) throw new DamagedData('invalid code -- missing end-of-block');
    this.#lengths = codeOf(sizes.subarray(0, lengthCodes), 'invalid literal/lengths set', true);
    this.#distances = codeOf(sizes.subarray(lengthCodes), 'invalid distances set', true);
    return true;
  }
}

/** @param mayBeSingle a code of one symbol is no whole code, and yet allowed */
function codeOf(sizes: Uint8Array, wrong: string, mayBeSingle: boolean): Code {
  const counts = new Uint16Array(MAX_BITS + 1);
  for (const size of sizes) counts[size]++;
  counts[0] = 0;
  let left = 1;
  let longest = 0;
  for (let size = 1; size <= MAX_BITS; size++) {
    left = left * 2 - counts[size];
    if (left < 0) throw new DamagedData(wrong);
    if (counts[size] > 0) longest = size;
  }
  if (left > 0 && longest > 0 && !(mayBeSingle && longest === 1)) throw new DamagedData(wrong);
  if (longest === 0 && !mayBeSingle) throw new DamagedData(wrong);
  const places = new Uint16Array(MAX_BITS + 2);
  for (let size = 1; size <= MAX_BITS; size++) places[size + 1] = places[size] + counts[size];
  const symbols = new Uint16Array(sizes.length);
  for (let symbol = 0; symbol < sizes.length; symbol++)
    if (sizes[symbol] !== 0) symbols[places[sizes[symbol]]++] = symbol;
  return { counts, symbols, table: tableOf(counts, symbols) };
}

/** Codes are read from their top bit, which comes first: so each stands at its reverse, with anything behind it. */
function tableOf(counts: Uint16Array, symbols: Uint16Array): Uint16Array {
  const table = new Uint16Array(1 << TABLE_BITS);
  let code = 0;
  let index = 0;
  for (let size = 1; size <= TABLE_BITS; size++) {
    for (let i = 0; i < counts[size]; i++, code++, index++) {
      let reverse = 0;
      for (let bit = 0; bit < size; bit++) reverse |= ((code >> bit) & 1) << (size - 1 - bit);
      for (let at = reverse; at < table.length; at += 1 << size) table[at] = (symbols[index] << 4) | size;
    }
    code <<= 1;
  }
  return table;
}

const FIXED: readonly [Code, Code] = [
  codeOf(new Uint8Array(LENGTH_CODES).fill(8).fill(9, 144, 256).fill(7, 256, 280), '', true),
  codeOf(new Uint8Array(DISTANCE_CODES + 2).fill(5), '', true),
];

/** Data that are whole. @throws DamagedData */
export function inflate(packed: Uint8Array): Uint8Array {
  const inflater = new Inflater();
  const unpacked = inflater.push(packed);
  if (!inflater.isAtEnd) throw new DamagedData('incomplete or truncated stream');
  return unpacked;
}
