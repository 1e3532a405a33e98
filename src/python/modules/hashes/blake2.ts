/**
 * BLAKE2b and BLAKE2s (RFC 7693) with key, salt, personalisation and tree parameters. BLAKE2b's words of 64 bits are pairs of 32,
 * the lower one first.
 */
import type { Bytes } from '../../../base/ids.js';

export interface Blake2Parameters {
  readonly digestBytes: Bytes;
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
  readonly person: Uint8Array;
  readonly fanout: number;
  readonly depth: number;
  readonly leafSize: number;
  readonly nodeOffset: bigint;
  readonly nodeDepth: number;
  readonly innerSize: number;
  readonly isLastNode: boolean;
}

/** What distinguishes the two. */
export interface Blake2Kind {
  readonly name: 'blake2b' | 'blake2s';
  readonly blockBytes: Bytes;
  readonly mostBytes: Bytes;
  readonly mostKey: Bytes;
  readonly saltBytes: Bytes;
  readonly nodeOffsetBits: bigint;
  readonly compress: (
    state: Uint32Array,
    block: Uint8Array,
    total: number,
    isLast: boolean,
    isLastNode: boolean,
  ) => void;
}

/** In which order each round takes the words of a block. */
const ORDERS = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
/** Columns, then diagonals, of the four by four words. */
const QUARTERS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
];
/** Of SHA-512, as pairs: the fractions of the square roots of the first eight primes. */
const START_B = Uint32Array.of(
  0xf3bcc908,
  0x6a09e667,
  0x84caa73b,
  0xbb67ae85,
  0xfe94f82b,
  0x3c6ef372,
  0x5f1d36f1,
  0xa54ff53a,
  0xade682d1,
  0x510e527f,
  0x2b3e6c1f,
  0x9b05688c,
  0xfb41bd6b,
  0x1f83d9ab,
  0x137e2179,
  0x5be0cd19,
);
const START_S = START_B.filter((_, at) => at % 2 === 1);

const v = new Uint32Array(32);
const m = new Uint32Array(32);

function compressS(state: Uint32Array, block: Uint8Array, total: number, isLast: boolean, isLastNode: boolean): void {
  const view = new DataView(block.buffer, block.byteOffset);
  for (let i = 0; i < 16; i++) m[i] = view.getUint32(4 * i, true);
  v.set(state);
  v.set(START_S, 8);
  v[12] ^= total;
  v[13] ^= Math.floor(total / 2 ** 32);
  if (isLast) v[14] = ~v[14];
  if (isLast && isLastNode) v[15] = ~v[15];
  for (const order of ORDERS) {
    QUARTERS.forEach(([a, b, c, d], i) => {
      half(a, b, c, d, m[order[2 * i]], 16, 12);
      half(a, b, c, d, m[order[2 * i + 1]], 8, 7);
    });
  }
  for (let i = 0; i < 8; i++) state[i] ^= v[i] ^ v[i + 8];
}

function half(a: number, b: number, c: number, d: number, word: number, first: number, second: number): void {
  v[a] += v[b] + word;
  v[d] = rotated(v[d] ^ v[a], first);
  v[c] += v[d];
  v[b] = rotated(v[b] ^ v[c], second);
}

const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function compressB(state: Uint32Array, block: Uint8Array, total: number, isLast: boolean, isLastNode: boolean): void {
  const view = new DataView(block.buffer, block.byteOffset);
  for (let i = 0; i < 32; i++) m[i] = view.getUint32(4 * i, true);
  v.set(state);
  v.set(START_B, 16);
  v[24] ^= total;
  v[25] ^= Math.floor(total / 2 ** 32);
  for (const at of isLast ? (isLastNode ? [28, 29, 30, 31] : [28, 29]) : []) v[at] = ~v[at];
  for (let round = 0; round < 12; round++) {
    const order = ORDERS[round % 10];
    for (let i = 0; i < 8; i++) {
      const [a, b, c, d] = QUARTERS[i];
      mix(2 * a, 2 * b, 2 * c, 2 * d, 2 * order[2 * i], 2 * order[2 * i + 1]);
    }
  }
  for (let i = 0; i < 16; i++) state[i] ^= v[i] ^ v[i + 16];
}

/** v[to] += low, high */
function add(to: number, low: number, high: number): void {
  const sum = v[to] + low;
  v[to + 1] += high + (sum >= 2 ** 32 ? 1 : 0);
  v[to] = sum;
}

/** v[to] = (v[to] ^ v[by]) >>> bits, of 64 bits that go round. */
function turn(to: number, by: number, bits: number): void {
  const low = v[to] ^ v[by];
  const high = v[to + 1] ^ v[by + 1];
  if (bits === 32) {
    v[to] = high;
    v[to + 1] = low;
  } else if (bits === 63) {
    v[to] = (low << 1) | (high >>> 31);
    v[to + 1] = (high << 1) | (low >>> 31);
  } else {
    v[to] = (low >>> bits) | (high << (32 - bits));
    v[to + 1] = (high >>> bits) | (low << (32 - bits));
  }
}

function mix(a: number, b: number, c: number, d: number, x: number, y: number): void {
  add(a, v[b], v[b + 1]);
  add(a, m[x], m[x + 1]);
  turn(d, a, 32);
  add(c, v[d], v[d + 1]);
  turn(b, c, 24);
  add(a, v[b], v[b + 1]);
  add(a, m[y], m[y + 1]);
  turn(d, a, 16);
  add(c, v[d], v[d + 1]);
  turn(b, c, 63);
}

export const BLAKE2B: Blake2Kind = {
  name: 'blake2b',
  blockBytes: 128,
  mostBytes: 64,
  mostKey: 64,
  saltBytes: 16,
  nodeOffsetBits: 64n,
  compress: compressB,
};

export const BLAKE2S: Blake2Kind = {
  name: 'blake2s',
  blockBytes: 64,
  mostBytes: 32,
  mostKey: 32,
  saltBytes: 8,
  nodeOffsetBits: 48n,
  compress: compressS,
};

export class Blake2 {
  readonly kind: Blake2Kind;
  readonly digestBytes: Bytes;
  readonly #isLastNode: boolean;
  readonly #state: Uint32Array;
  readonly #block: Uint8Array;
  #filled = 0;
  #total = 0;

  constructor(kind: Blake2Kind, parameters: Blake2Parameters | Blake2) {
    this.kind = kind;
    this.digestBytes = parameters.digestBytes;
    this.#block = new Uint8Array(kind.blockBytes);
    if (parameters instanceof Blake2) {
      this.#isLastNode = parameters.#isLastNode;
      this.#state = parameters.#state.slice();
      this.#block.set(parameters.#block);
      this.#filled = parameters.#filled;
      this.#total = parameters.#total;
      return;
    }
    this.#isLastNode = parameters.isLastNode;
    this.#state = startState(kind, parameters);
    if (parameters.key.length === 0) return;
    this.#block.set(parameters.key);
    this.#filled = kind.blockBytes;
  }

  update(content: Uint8Array): void {
    const { blockBytes } = this.kind;
    for (let at = 0; at < content.length; ) {
      // The last block is not known before the end.
      if (this.#filled === blockBytes) {
        this.#total += blockBytes;
        this.kind.compress(this.#state, this.#block, this.#total, false, false);
        this.#filled = 0;
      }
      const part = content.subarray(at, at + blockBytes - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
    }
  }

  /** Of all so far; it can go on. */
  digest(): Uint8Array {
    const state = this.#state.slice();
    const block = this.#block.slice();
    block.fill(0, this.#filled);
    this.kind.compress(state, block, this.#total + this.#filled, true, this.#isLastNode);
    const view = new DataView(new ArrayBuffer(4 * state.length));
    state.forEach((word, at) => view.setUint32(4 * at, word, true));
    return new Uint8Array(view.buffer).slice(0, this.digestBytes);
  }
}

function startState(kind: Blake2Kind, p: Blake2Parameters): Uint32Array {
  const isLong = kind.name === 'blake2b';
  const block = new Uint8Array(isLong ? 64 : 32);
  const view = new DataView(block.buffer);
  block.set([p.digestBytes, p.key.length, p.fanout, p.depth]);
  view.setUint32(4, p.leafSize, true);
  const offset = new DataView(new ArrayBuffer(8));
  offset.setBigUint64(0, p.nodeOffset, true);
  const offsetBytes = Number(kind.nodeOffsetBits / 8n);
  block.set(new Uint8Array(offset.buffer, 0, offsetBytes), 8);
  block.set([p.nodeDepth, p.innerSize], 8 + offsetBytes);
  block.set(p.salt, isLong ? 32 : 16);
  block.set(p.person, isLong ? 48 : 24);
  return (isLong ? START_B : START_S).map((word, at) => word ^ view.getUint32(4 * at, true));
}
