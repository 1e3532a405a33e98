/**
 * Blocks of DEFLATE (RFC 1951) out of literals and copies, with the choices that zlib makes, so that results are the same to the
 * last bit: which kind of block is the shortest, which of equal nodes is taken first when a tree is built, and how codes that
 * are too long are shortened.
 */
import { CODE_LENGTH_ORDER, DISTANCE_BITS, LENGTH_BITS } from '../../../base/inflate.js';
import { BitWriter } from './bit-writer.js';

const LITERALS = 256;
const END_OF_BLOCK = 256;
const LENGTH_CODES = 286;
const DISTANCE_CODES = 30;
const SIZE_CODES = 19;
const MOST_BITS = 15;
const MOST_SIZE_BITS = 7;
const MOST_NODES = 2 * LENGTH_CODES + 1;
const SIZE_EXTRA_BITS = [...Array.from({ length: 16 }, () => 0), 2, 3, 7];
const REPEAT = 16;
const ZEROS = 17;
const MANY_ZEROS = 18;

const STORED = 0;
const FIXED = 1;
const DYNAMIC = 2;

/** The code of each length less 3, and the least length of each code. */
const LENGTH_CODE = new Uint8Array(256);
const LENGTH_BASE = new Uint16Array(LENGTH_BITS.length);
/** Of distances less 1, below 256, and above by their bits from the eighth on. */
const DISTANCE_CODE = new Uint8Array(512);
const DISTANCE_BASE = new Uint16Array(DISTANCE_CODES);
{
  let length = 0;
  for (let code = 0; code < LENGTH_BITS.length - 1; code++) {
    LENGTH_BASE[code] = length;
    for (let i = 0; i < 1 << LENGTH_BITS[code]; i++) LENGTH_CODE[length++] = code;
  }
  LENGTH_CODE[255] = LENGTH_BITS.length - 1;
  let distance = 0;
  for (let code = 0; code < DISTANCE_CODES; code++) {
    DISTANCE_BASE[code] = distance;
    const count = 1 << DISTANCE_BITS[code];
    if (distance < 256) DISTANCE_CODE.fill(code, distance, distance + count);
    else DISTANCE_CODE.fill(code, 256 + (distance >> 7), 256 + ((distance + count) >> 7));
    distance += count;
  }
}

const distanceCode = (distance: number): number => DISTANCE_CODE[distance < 256 ? distance : 256 + (distance >> 7)];

interface Codes {
  readonly sizes: Uint16Array;
  readonly codes: Uint16Array;
}

function codesOf(sizes: Uint16Array): Codes {
  const next = new Uint16Array(MOST_BITS + 2);
  for (const size of sizes) next[size + 1] += size === 0 ? 0 : 1;
  for (let size = 1; size <= MOST_BITS; size++) next[size + 1] = (next[size] + next[size + 1]) << 1;
  // Now next[size] is twice what the codes of shorter sizes leave off at: the first code of the size.
  const codes = new Uint16Array(sizes.length);
  for (let symbol = 0; symbol < sizes.length; symbol++) {
    const size = sizes[symbol];
    if (size !== 0) codes[symbol] = reversed(next[size]++, size);
  }
  return { sizes, codes };
}

function reversed(code: number, size: number): number {
  let result = 0;
  for (let bit = 0; bit < size; bit++) result |= ((code >> bit) & 1) << (size - 1 - bit);
  return result;
}

const FIXED_LENGTHS = codesOf(new Uint16Array(LENGTH_CODES + 2).fill(8).fill(9, 144, 256).fill(7, 256, 280));
const FIXED_DISTANCES = codesOf(new Uint16Array(DISTANCE_CODES).fill(5));

/** One of the three trees: how often each symbol was, and what was made of it. */
class Tree {
  readonly counts: Uint32Array;
  readonly sizes: Uint16Array;
  mostCode = 0;
  /** Bits that the block takes with these codes, and with the fixed ones. */
  bits = 0;
  fixedBits = 0;

  readonly symbols: number;
  readonly extraBits: readonly number[];
  /** The first symbol that is followed by bits. */
  readonly extraBase: number;
  readonly mostBits: number;
  /** The sizes of the fixed code. */
  readonly fixed: Uint16Array | undefined;

  constructor(
    symbols: number,
    extraBits: readonly number[],
    extraBase: number,
    mostBits: number,
    fixed: Uint16Array | undefined,
  ) {
    this.symbols = symbols;
    this.extraBits = extraBits;
    this.extraBase = extraBase;
    this.mostBits = mostBits;
    this.fixed = fixed;
    this.counts = new Uint32Array(MOST_NODES);
    this.sizes = new Uint16Array(MOST_NODES);
  }

  clear(): void {
    this.counts.fill(0, 0, this.symbols);
  }

  build(): void {
    const { counts, sizes, symbols } = this;
    const heap = new Uint16Array(MOST_NODES);
    const depth = new Uint8Array(MOST_NODES);
    const parent = new Uint16Array(MOST_NODES);
    let heapLength = 0;
    let top = MOST_NODES;
    this.bits = this.fixedBits = 0;
    this.mostCode = -1;
    for (let n = 0; n < symbols; n++) {
      sizes[n] = 0;
      if (counts[n] !== 0) heap[++heapLength] = this.mostCode = n;
    }
    // There are two codes at least, of one bit.
    while (heapLength < 2) {
      const node = this.mostCode < 2 ? ++this.mostCode : 0;
      heap[++heapLength] = node;
      counts[node] = 1;
      this.bits--;
      if (this.fixed !== undefined) this.fixedBits -= this.fixed[node];
    }
    const isSmaller = (n: number, m: number) =>
      counts[n] < counts[m] || (counts[n] === counts[m] && depth[n] <= depth[m]);
    const sink = (start: number) => {
      let at = start;
      const value = heap[at];
      for (let child = at << 1; child <= heapLength; child <<= 1) {
        if (child < heapLength && isSmaller(heap[child + 1], heap[child])) child++;
        if (isSmaller(value, heap[child])) break;
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = value;
    };
    for (let n = heapLength >> 1; n >= 1; n--) sink(n);
    let node = symbols;
    do {
      const n = heap[1];
      heap[1] = heap[heapLength--];
      sink(1);
      const m = heap[1];
      heap[--top] = n;
      heap[--top] = m;
      counts[node] = counts[n] + counts[m];
      depth[node] = Math.max(depth[n], depth[m]) + 1;
      parent[n] = parent[m] = node;
      heap[1] = node++;
      sink(1);
    } while (heapLength >= 2);
    heap[--top] = heap[1];
    this.#measure(heap, top, parent);
  }

  #measure(heap: Uint16Array, top: number, parent: Uint16Array): void {
    const { counts, sizes, mostBits } = this;
    const ofSize = new Uint16Array(MOST_BITS + 2);
    let overflow = 0;
    sizes[heap[top]] = 0;
    for (let h = top + 1; h < MOST_NODES; h++) {
      const n = heap[h];
      let size = sizes[parent[n]] + 1;
      if (size > mostBits) {
        size = mostBits;
        overflow++;
      }
      sizes[n] = size;
      if (n > this.mostCode) continue;
      ofSize[size]++;
      const extra = n >= this.extraBase ? this.extraBits[n - this.extraBase] : 0;
      this.bits += counts[n] * (size + extra);
      if (this.fixed !== undefined) this.fixedBits += counts[n] * (this.fixed[n] + extra);
    }
    if (overflow === 0) return;
    do {
      let size = mostBits - 1;
      while (ofSize[size] === 0) size--;
      ofSize[size]--;
      ofSize[size + 1] += 2;
      ofSize[mostBits]--;
      overflow -= 2;
    } while (overflow > 0);
    let h = MOST_NODES;
    for (let size = mostBits; size !== 0; size--) {
      for (let n = ofSize[size]; n !== 0; ) {
        const m = heap[--h];
        if (m > this.mostCode) continue;
        if (sizes[m] !== size) {
          this.bits += (size - sizes[m]) * counts[m];
          sizes[m] = size;
        }
        n--;
      }
    }
  }

  get used(): Uint16Array {
    return this.sizes.slice(0, this.mostCode + 1);
  }
}

/** Sizes of codes as they are written: a size or a repetition, and how often it repeats. */
function sizeRuns(sizes: Uint16Array): [symbol: number, more: number][] {
  const runs: [number, number][] = [];
  let before = -1;
  for (let n = 0; n < sizes.length; ) {
    const size = sizes[n];
    const most = size === 0 ? 138 : size === before ? 6 : 7;
    let count = 1;
    while (count < most && n + count < sizes.length && sizes[n + count] === size) count++;
    n += count;
    if (count < (size === 0 || size === before ? 3 : 4)) for (let i = 0; i < count; i++) runs.push([size, 0]);
    else if (size !== 0) {
      if (size !== before) {
        runs.push([size, 0]);
        count--;
      }
      runs.push([REPEAT, count - 3]);
    } else if (count <= 10) runs.push([ZEROS, count - 3]);
    else runs.push([MANY_ZEROS, count - 11]);
    before = size;
  }
  return runs;
}

export class HuffmanBlocks {
  readonly writer: BitWriter;
  /** Of each symbol that is not written yet: the distance, or 0 for a literal; the length less 3, or the literal. */
  readonly #distances: Uint16Array;
  readonly #values: Uint8Array;
  #count = 0;
  readonly #lengthTree = new Tree(LENGTH_CODES, LENGTH_BITS, LITERALS + 1, MOST_BITS, FIXED_LENGTHS.sizes);
  readonly #distanceTree = new Tree(DISTANCE_CODES, DISTANCE_BITS, 0, MOST_BITS, FIXED_DISTANCES.sizes);

  /** @param places for symbols of one block */
  constructor(places: number, writer: BitWriter) {
    this.writer = writer;
    this.#distances = new Uint16Array(places);
    this.#values = new Uint8Array(places);
    this.#begin();
  }

  copy(): HuffmanBlocks {
    const other = new HuffmanBlocks(this.#values.length, this.writer.copy());
    other.#distances.set(this.#distances);
    other.#values.set(this.#values);
    other.#count = this.#count;
    other.#lengthTree.counts.set(this.#lengthTree.counts);
    other.#distanceTree.counts.set(this.#distanceTree.counts);
    return other;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  #begin(): void {
    this.#lengthTree.clear();
    this.#distanceTree.clear();
    this.#lengthTree.counts[END_OF_BLOCK] = 1;
    this.#count = 0;
  }

  /** Whether the block is full. */
  addLiteral(byte: number): boolean {
    this.#distances[this.#count] = 0;
    this.#values[this.#count++] = byte;
    this.#lengthTree.counts[byte]++;
    return this.#count === this.#values.length - 1;
  }

  addCopy(distance: number, length: number): boolean {
    this.#distances[this.#count] = distance;
    this.#values[this.#count++] = length - 3;
    this.#lengthTree.counts[LENGTH_CODE[length - 3] + LITERALS + 1]++;
    this.#distanceTree.counts[distanceCode(distance - 1)]++;
    return this.#count === this.#values.length - 1;
  }

  /**
   * Writes the block.
   * @param content what it stands for, if that is still there
   * @param mayOnlyBeFixed the strategy is to have no codes of its own
   */
  flush(content: Uint8Array | undefined, length: number, isLast: boolean, mayOnlyBeFixed: boolean): void {
    const { writer } = this;
    this.#lengthTree.build();
    this.#distanceTree.build();
    const sizeTree = new Tree(SIZE_CODES, SIZE_EXTRA_BITS, 0, MOST_SIZE_BITS, undefined);
    const runs = [...sizeRuns(this.#lengthTree.used), ...sizeRuns(this.#distanceTree.used)];
    for (const [symbol] of runs) sizeTree.counts[symbol]++;
    sizeTree.build();
    let given = SIZE_CODES;
    while (given > 4 && sizeTree.sizes[CODE_LENGTH_ORDER[given - 1]] === 0) given--;
    const bits = this.#lengthTree.bits + this.#distanceTree.bits + sizeTree.bits + 3 * given + 14;
    const fixedBytes = (this.#lengthTree.fixedBits + this.#distanceTree.fixedBits + 10) >> 3;
    const ownBytes = (bits + 10) >> 3;
    const bytes = fixedBytes <= ownBytes || mayOnlyBeFixed ? fixedBytes : ownBytes;
    const last = isLast ? 1 : 0;
    if (content !== undefined && length + 4 <= bytes) this.store(content, isLast);
    else if (bytes === fixedBytes) {
      writer.write((FIXED << 1) | last, 3);
      this.#writeSymbols(FIXED_LENGTHS, FIXED_DISTANCES);
    } else {
      writer.write((DYNAMIC << 1) | last, 3);
      writer.write(this.#lengthTree.mostCode - 256, 5);
      writer.write(this.#distanceTree.mostCode, 5);
      writer.write(given - 4, 4);
      for (let i = 0; i < given; i++) writer.write(sizeTree.sizes[CODE_LENGTH_ORDER[i]], 3);
      const { sizes, codes } = codesOf(sizeTree.used);
      for (const [symbol, more] of runs) {
        writer.write(codes[symbol], sizes[symbol]);
        if (symbol >= REPEAT) writer.write(more, SIZE_EXTRA_BITS[symbol]);
      }
      this.#writeSymbols(codesOf(this.#lengthTree.used), codesOf(this.#distanceTree.used));
    }
    this.#begin();
    if (isLast) writer.align();
  }

  #writeSymbols(lengths: Codes, distances: Codes): void {
    const { writer } = this;
    for (let i = 0; i < this.#count; i++) {
      const value = this.#values[i];
      const distance = this.#distances[i];
      if (distance === 0) {
        writer.write(lengths.codes[value], lengths.sizes[value]);
        continue;
      }
      const code = LENGTH_CODE[value];
      writer.write(lengths.codes[code + LITERALS + 1], lengths.sizes[code + LITERALS + 1]);
      if (LENGTH_BITS[code] !== 0) writer.write(value - LENGTH_BASE[code], LENGTH_BITS[code]);
      const far = distanceCode(distance - 1);
      writer.write(distances.codes[far], distances.sizes[far]);
      if (DISTANCE_BITS[far] !== 0) writer.write(distance - 1 - DISTANCE_BASE[far], DISTANCE_BITS[far]);
    }
    writer.write(lengths.codes[END_OF_BLOCK], lengths.sizes[END_OF_BLOCK]);
  }

  /** A block of bytes as they are. */
  store(content: Uint8Array, isLast: boolean): void {
    const { writer } = this;
    writer.write((STORED << 1) | (isLast ? 1 : 0), 3);
    writer.align();
    writer.write(content.length, 16);
    writer.write(content.length ^ 0xffff, 16);
    writer.append(content);
  }

  /** An empty block with fixed codes: ten bits, so that all before can be read. */
  writeEmpty(): void {
    this.writer.write(FIXED << 1, 3);
    this.writer.write(FIXED_LENGTHS.codes[END_OF_BLOCK], FIXED_LENGTHS.sizes[END_OF_BLOCK]);
  }
}
