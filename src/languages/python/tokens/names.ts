import { FIRST_KEYWORD, KEYWORDS } from './kinds.js';

/** Soft keywords and other names that the parser asks for, with fixed numbers behind those of the keywords. */
const KNOWN = ['match', 'case', 'type', '_', 'print', 'exec'] as const;

export const N = {
  match: KEYWORDS.length,
  case: KEYWORDS.length + 1,
  type: KEYWORDS.length + 2,
  underscore: KEYWORDS.length + 3,
  print: KEYWORDS.length + 4,
  exec: KEYWORDS.length + 5,
} as const;

/**
 * The names of a source, interned: equal bytes have one number. Keywords come first, so a number below their count is one.
 * An open hash table over the names' bytes, at most half full; a look-up creates no string.
 */
export class Names {
  /** The names as Python compares them: normalised to NFKC. */
  readonly text: string[] = [];
  #pool = new Uint8Array(4096);
  #poolEnd = 0;
  #starts: number[] = [0];
  #hashes: number[] = [];
  #slots = new Int32Array(512).fill(-1);

  constructor() {
    const encoder = new TextEncoder();
    for (const word of [...KEYWORDS, ...KNOWN]) {
      const bytes = encoder.encode(word);
      this.intern(bytes, 0, bytes.length);
    }
  }

  static keywordKind(number: number): number {
    return number < KEYWORDS.length ? FIRST_KEYWORD + number : 0;
  }

  intern(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + bytes[i]) | 0;
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const at = this.#slots[slot];
      if (at < 0) break;
      if (this.#hashes[at] === hash && this.#equals(at, bytes, start, end)) return at;
      slot = (slot + 1) & mask;
    }
    return this.#add(hash, slot, bytes, start, end);
  }

  #equals(at: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[at];
    if (this.#starts[at + 1] - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (bytes[i] !== this.#pool[j]) return false;
    return true;
  }

  #add(hash: number, slot: number, bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (this.#poolEnd + length > this.#pool.length) {
      const larger = new Uint8Array(Math.max(this.#pool.length * 2, this.#poolEnd + length));
      larger.set(this.#pool);
      this.#pool = larger;
    }
    this.#pool.set(bytes.subarray(start, end), this.#poolEnd);
    this.#poolEnd += length;
    this.#starts.push(this.#poolEnd);
    const number = this.text.length;
    this.text.push(new TextDecoder().decode(bytes.subarray(start, end)).normalize('NFKC'));
    this.#hashes.push(hash);
    this.#slots[slot] = number;
    if (number * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let at = 0; at < this.#hashes.length; at++) {
      let slot = this.#hashes[at] & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = at;
    }
    this.#slots = slots;
  }
}
