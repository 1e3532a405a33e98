/**
 * Compresses as zlib 1.2.13 does (RFC 1951): the same searches in the same order, so that results are the same to the last bit.
 * Hosts have a zlib too, but often one that has been made quicker and gives other results, and none that goes on after a piece.
 *
 * The window has twice the bytes that copies may reach. `head` has for each hash of three bytes the last place where they were,
 * `prev` for each place the one before it with the same hash. Place 0 is none, as in zlib.
 */
import { BitWriter } from './bit-writer.js';
import { HuffmanBlocks } from './huffman-blocks.js';

export const NO_FLUSH = 0;
export const PARTIAL_FLUSH = 1;
export const SYNC_FLUSH = 2;
export const FULL_FLUSH = 3;
export const FINISH = 4;
export const BLOCK = 5;

export const DEFAULT_STRATEGY = 0;
export const FILTERED = 1;
export const HUFFMAN_ONLY = 2;
export const RLE = 3;
export const FIXED = 4;

const LEAST_MATCH = 3;
const MOST_MATCH = 258;
const LEAST_LOOKAHEAD = MOST_MATCH + LEAST_MATCH + 1;
/** A copy of three bytes from farther away is longer than they are. */
const TOO_FAR = 4096;
const MOST_STORED = 65535;

interface Effort {
  /** From this length on the chain is searched a quarter as far. */
  readonly good: number;
  /** A copy of this length is not put off for a better one; where `isLazy` is false, only these are entered byte by byte. */
  readonly lazy: number;
  /** Long enough to stop the search. */
  readonly nice: number;
  readonly chain: number;
  readonly isLazy: boolean;
}

const effort = (good: number, lazy: number, nice: number, chain: number, isLazy: boolean): Effort => ({
  good,
  lazy,
  nice,
  chain,
  isLazy,
});

const EFFORTS: readonly Effort[] = [
  effort(0, 0, 0, 0, false),
  effort(4, 4, 8, 4, false),
  effort(4, 5, 16, 8, false),
  effort(4, 6, 32, 32, false),
  effort(4, 4, 16, 16, true),
  effort(8, 16, 32, 32, true),
  effort(8, 16, 128, 128, true),
  effort(8, 32, 128, 256, true),
  effort(32, 128, 258, 1024, true),
  effort(32, 258, 258, 4096, true),
];

export interface DeflateOptions {
  /** 0 to 9. */
  readonly level: number;
  /** The logarithm of the window, 9 to 15. */
  readonly windowBits: number;
  /** 1 to 9: how large hashes and blocks are. */
  readonly memoryLevel: number;
  readonly strategy: number;
}

export class Deflater {
  readonly #options: DeflateOptions;
  readonly #effort: Effort;
  readonly #size: number;
  readonly #mask: number;
  readonly #farthest: number;
  readonly #window: Uint8Array;
  readonly #head: Uint16Array;
  readonly #prev: Uint16Array;
  readonly #hashMask: number;
  readonly #hashShift: number;
  #blocks: HuffmanBlocks;
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  #hash = 0;
  #start = 0;
  #lookahead = 0;
  #blockStart = 0;
  #matchStart = 0;
  #matchLength = LEAST_MATCH - 1;
  #previousLength = LEAST_MATCH - 1;
  #hasLiteral = false;
  /** Bytes before the start that are not in the table yet. */
  #notEntered = 0;
  #lastFlush = -1;
  #isFinished = false;

  constructor(options: DeflateOptions) {
    this.#options = options;
    this.#effort = EFFORTS[options.level];
    this.#size = 1 << options.windowBits;
    this.#mask = this.#size - 1;
    this.#farthest = this.#size - LEAST_LOOKAHEAD;
    this.#window = new Uint8Array(2 * this.#size);
    this.#prev = new Uint16Array(this.#size);
    const hashBits = options.memoryLevel + 7;
    this.#head = new Uint16Array(1 << hashBits);
    this.#hashMask = (1 << hashBits) - 1;
    this.#hashShift = Math.floor((hashBits + LEAST_MATCH - 1) / LEAST_MATCH);
    this.#blocks = new HuffmanBlocks(1 << (options.memoryLevel + 6), new BitWriter());
  }

  copy(): Deflater {
    const other = new Deflater(this.#options);
    other.#window.set(this.#window);
    other.#head.set(this.#head);
    other.#prev.set(this.#prev);
    other.#blocks = this.#blocks.copy();
    other.#input = this.#input.slice();
    other.#at = this.#at;
    other.#hash = this.#hash;
    other.#start = this.#start;
    other.#lookahead = this.#lookahead;
    other.#blockStart = this.#blockStart;
    other.#matchStart = this.#matchStart;
    other.#matchLength = this.#matchLength;
    other.#previousLength = this.#previousLength;
    other.#hasLiteral = this.#hasLiteral;
    other.#notEntered = this.#notEntered;
    other.#lastFlush = this.#lastFlush;
    other.#isFinished = this.#isFinished;
    return other;
  }

  /** What copies may reach from the beginning on; before anything is pushed. */
  setDictionary(dictionary: Uint8Array): void {
    this.#input = dictionary.subarray(-this.#size);
    this.#at = 0;
    this.#fill();
    while (this.#lookahead >= LEAST_MATCH) {
      const end = this.#start + this.#lookahead - (LEAST_MATCH - 1);
      for (; this.#start < end; this.#start++) this.#enter(this.#start);
      this.#lookahead = LEAST_MATCH - 1;
      this.#fill();
    }
    this.#start += this.#lookahead;
    this.#blockStart = this.#start;
    this.#notEntered = this.#lookahead;
    this.#lookahead = 0;
  }

  /** What is certain after these data; after a flush, all of it. */
  push(data: Uint8Array, flush: number): Uint8Array {
    this.#input = data;
    this.#at = 0;
    const isRepeated = data.length === 0 && flush !== FINISH && rank(flush) <= rank(this.#lastFlush);
    this.#lastFlush = flush;
    if (isRepeated) return new Uint8Array(0);
    const hasWork = data.length > 0 || this.#lookahead > 0 || (flush !== NO_FLUSH && !this.#isFinished);
    if (hasWork && this.#compress(flush)) this.#endPiece(flush);
    return this.#blocks.writer.take();
  }

  #endPiece(flush: number): void {
    if (flush === PARTIAL_FLUSH) this.#blocks.writeEmpty();
    else if (flush !== BLOCK) {
      this.#blocks.store(new Uint8Array(0), false);
      if (flush === FULL_FLUSH) {
        this.#head.fill(0);
        if (this.#lookahead === 0) this.#start = this.#blockStart = this.#notEntered = 0;
      }
    }
  }

  /** Whether all was written in whole blocks, and more may follow. */
  #compress(flush: number): boolean {
    const { level, strategy } = this.#options;
    if (level === 0) return this.#store(flush);
    if (strategy === HUFFMAN_ONLY) return this.#compressLiterals(flush);
    if (strategy === RLE) return this.#compressRuns(flush);
    return this.#effort.isLazy ? this.#compressLazily(flush) : this.#compressFast(flush);
  }

  // The window

  #fill(): void {
    do {
      let more = this.#window.length - this.#lookahead - this.#start;
      if (this.#start >= this.#size + this.#farthest) {
        this.#slide();
        more += this.#size;
      }
      const count = Math.min(more, this.#input.length - this.#at);
      if (count === 0) return;
      this.#window.set(this.#input.subarray(this.#at, this.#at + count), this.#start + this.#lookahead);
      this.#at += count;
      this.#lookahead += count;
      this.#enterMissing();
    } while (this.#lookahead < LEAST_LOOKAHEAD && this.#at < this.#input.length);
  }

  #slide(): void {
    const size = this.#size;
    this.#window.copyWithin(0, size);
    this.#matchStart -= size;
    this.#start -= size;
    this.#blockStart -= size;
    this.#notEntered = Math.min(this.#notEntered, this.#start);
    for (const table of [this.#head, this.#prev])
      for (let i = 0; i < table.length; i++) table[i] = table[i] >= size ? table[i] - size : 0;
  }

  #enterMissing(): void {
    if (this.#lookahead + this.#notEntered < LEAST_MATCH) return;
    let at = this.#start - this.#notEntered;
    this.#hash = this.#window[at];
    this.#updateHash(this.#window[at + 1]);
    while (this.#notEntered > 0) {
      this.#enter(at++);
      this.#notEntered--;
      if (this.#lookahead + this.#notEntered < LEAST_MATCH) break;
    }
  }

  #updateHash(byte: number): void {
    this.#hash = ((this.#hash << this.#hashShift) ^ byte) & this.#hashMask;
  }

  /** Puts the three bytes at a place into the table; the place where they were before. */
  #enter(at: number): number {
    this.#hash = ((this.#hash << this.#hashShift) ^ this.#window[at + LEAST_MATCH - 1]) & this.#hashMask;
    const before = this.#head[this.#hash];
    this.#prev[at & this.#mask] = before;
    this.#head[this.#hash] = at;
    return before;
  }

  /** Length of the longest match; where it is is in #matchStart if it is longer than the one before. */
  #longestMatch(from: number): number {
    const window = this.#window;
    const prev = this.#prev;
    const mask = this.#mask;
    const scan = this.#start;
    const limit = Math.max(0, scan - this.#farthest);
    const nice = Math.min(this.#effort.nice, this.#lookahead);
    let chain = this.#previousLength >= this.#effort.good ? this.#effort.chain >> 2 : this.#effort.chain;
    let best = this.#previousLength;
    let match = from;
    do {
      if (
        window[match + best] !== window[scan + best] ||
        window[match + best - 1] !== window[scan + best - 1] ||
        window[match] !== window[scan] ||
        window[match + 1] !== window[scan + 1]
      )
        continue;
      let length = 2;
      while (length < MOST_MATCH && window[match + length] === window[scan + length]) length++;
      if (length <= best) continue;
      this.#matchStart = match;
      best = length;
      if (length >= nice) break;
    } while ((match = prev[match & mask]) > limit && --chain !== 0);
    return Math.min(best, this.#lookahead);
  }

  // Blocks

  #flushBlock(isLast: boolean): void {
    const content = this.#blockStart >= 0 ? this.#window.subarray(this.#blockStart, this.#start) : undefined;
    this.#blocks.flush(content, this.#start - this.#blockStart, isLast, this.#options.strategy === FIXED);
    this.#blockStart = this.#start;
  }

  /** @param kept bytes that the next piece may enter into the table */
  #end(flush: number, kept: number): boolean {
    this.#notEntered = Math.min(this.#start, kept);
    if (flush === FINISH) {
      this.#flushBlock(true);
      this.#isFinished = true;
      return false;
    }
    if (!this.#blocks.isEmpty) this.#flushBlock(false);
    return true;
  }

  /** Whether a step can be made that needs so many bytes; undefined: not before there is more. */
  #hasLookahead(needed: number, flush: number): boolean | undefined {
    if (this.#lookahead >= needed) return true;
    this.#fill();
    if (this.#lookahead < needed && flush === NO_FLUSH) return undefined;
    return this.#lookahead > 0;
  }

  #store(flush: number): boolean {
    if (flush === NO_FLUSH && this.#input.length - this.#at + this.#stored.length < MOST_STORED) {
      this.#stored = joined(this.#stored, this.#input);
      return false;
    }
    const all = joined(this.#stored, this.#input);
    let at = 0;
    for (; all.length - at > MOST_STORED; at += MOST_STORED)
      this.#blocks.store(all.subarray(at, at + MOST_STORED), false);
    this.#stored = all.slice(at);
    if (flush === NO_FLUSH) return false;
    const isLast = flush === FINISH;
    if (isLast || this.#stored.length > 0) this.#blocks.store(this.#stored, isLast);
    this.#stored = new Uint8Array(0);
    this.#isFinished = isLast;
    return !isLast;
  }

  /** At level 0: what no block has yet. */
  #stored = new Uint8Array(0);

  #compressLiterals(flush: number): boolean {
    for (;;) {
      const isReady = this.#hasLookahead(1, flush);
      if (isReady === undefined) return false;
      if (!isReady) break;
      this.#matchLength = 0;
      const isFull = this.#blocks.addLiteral(this.#window[this.#start]);
      this.#lookahead--;
      this.#start++;
      if (isFull) this.#flushBlock(false);
    }
    return this.#end(flush, 0);
  }

  #compressRuns(flush: number): boolean {
    for (;;) {
      const isReady = this.#hasLookahead(MOST_MATCH + 1, flush);
      if (isReady === undefined) return false;
      if (!isReady) break;
      const length = this.#lookahead >= LEAST_MATCH && this.#start > 0 ? this.#runLength() : 0;
      const isRun = length >= LEAST_MATCH;
      const isFull = isRun ? this.#blocks.addCopy(1, length) : this.#blocks.addLiteral(this.#window[this.#start]);
      this.#lookahead -= isRun ? length : 1;
      this.#start += isRun ? length : 1;
      this.#matchLength = 0;
      if (isFull) this.#flushBlock(false);
    }
    return this.#end(flush, 0);
  }

  /** How often the byte before the start comes again. */
  #runLength(): number {
    const window = this.#window;
    const byte = window[this.#start - 1];
    const most = Math.min(MOST_MATCH, this.#lookahead);
    let length = 0;
    while (length < most && window[this.#start + length] === byte) length++;
    return length;
  }

  #isNear(place: number): boolean {
    return place !== 0 && this.#start - place <= this.#farthest;
  }

  /** Takes each match as it comes. */
  #compressFast(flush: number): boolean {
    for (;;) {
      const isReady = this.#hasLookahead(LEAST_LOOKAHEAD, flush);
      if (isReady === undefined) return false;
      if (!isReady) break;
      const before = this.#lookahead >= LEAST_MATCH ? this.#enter(this.#start) : 0;
      if (this.#isNear(before)) this.#matchLength = this.#longestMatch(before);
      let isFull: boolean;
      if (this.#matchLength >= LEAST_MATCH) {
        isFull = this.#blocks.addCopy(this.#start - this.#matchStart, this.#matchLength);
        this.#skipMatch();
      } else {
        isFull = this.#blocks.addLiteral(this.#window[this.#start]);
        this.#lookahead--;
        this.#start++;
      }
      if (isFull) this.#flushBlock(false);
    }
    return this.#end(flush, LEAST_MATCH - 1);
  }

  #skipMatch(): void {
    const length = this.#matchLength;
    this.#lookahead -= length;
    if (length <= this.#effort.lazy && this.#lookahead >= LEAST_MATCH) {
      for (let i = 1; i < length; i++) this.#enter(this.#start + i);
      this.#start += length;
    } else {
      this.#start += length;
      this.#hash = this.#window[this.#start];
      this.#updateHash(this.#window[this.#start + 1]);
    }
    this.#matchLength = 0;
  }

  /** Takes a match only if none that begins one byte later is longer. */
  #compressLazily(flush: number): boolean {
    for (;;) {
      const isReady = this.#hasLookahead(LEAST_LOOKAHEAD, flush);
      if (isReady === undefined) return false;
      if (!isReady) break;
      const before = this.#lookahead >= LEAST_MATCH ? this.#enter(this.#start) : 0;
      this.#previousLength = this.#matchLength;
      const previousMatch = this.#matchStart;
      this.#matchLength = LEAST_MATCH - 1;
      if (this.#previousLength < this.#effort.lazy && this.#isNear(before)) {
        this.#matchLength = this.#longestMatch(before);
        if (this.#matchLength <= 5 && this.#isNotWorth()) this.#matchLength = LEAST_MATCH - 1;
      }
      if (this.#previousLength >= LEAST_MATCH && this.#matchLength <= this.#previousLength)
        this.#takePrevious(previousMatch);
      else {
        if (this.#hasLiteral && this.#blocks.addLiteral(this.#window[this.#start - 1])) this.#flushBlock(false);
        this.#hasLiteral = true;
        this.#start++;
        this.#lookahead--;
      }
    }
    if (this.#hasLiteral) this.#blocks.addLiteral(this.#window[this.#start - 1]);
    this.#hasLiteral = false;
    return this.#end(flush, LEAST_MATCH - 1);
  }

  #isNotWorth(): boolean {
    if (this.#options.strategy === FILTERED) return true;
    return this.#matchLength === LEAST_MATCH && this.#start - this.#matchStart > TOO_FAR;
  }

  #takePrevious(previousMatch: number): void {
    const lastPlace = this.#start + this.#lookahead - LEAST_MATCH;
    const length = this.#previousLength;
    const isFull = this.#blocks.addCopy(this.#start - 1 - previousMatch, length);
    this.#lookahead -= length - 1;
    for (let left = length - 2; left > 0; left--) if (++this.#start <= lastPlace) this.#enter(this.#start);
    this.#start++;
    this.#hasLiteral = false;
    this.#matchLength = LEAST_MATCH - 1;
    if (isFull) this.#flushBlock(false);
  }
}

/** Which flushes do more than others. */
function rank(flush: number): number {
  return flush * 2 - (flush > 4 ? 9 : 0);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
