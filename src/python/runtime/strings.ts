/** str objects from and to JavaScript's strings. Lone surrogates go through as they are. */
import type { Address } from '../../base/ids.js';
import { CHARACTERS, EMPTY_STR, INTERNED_LETTERS, LETTERS } from '../format/memory-map.js';
import { ASCII, CHARACTERS_AT, HASH, IMMORTAL, INTERNED, LENGTH, STR_FLAGS, WIDTH_MASK } from '../format/objects.js';
import { STR_TYPE } from '../format/types.js';
import type { Views } from './views.js';

/** Blocks beyond it are made in steps of an eighth. */
const EXACT_BYTES = 512;
const STEP_LOG = 3;

interface Allocation {
  newObject(type: Address, bytes: number): Address;
}

/** A new str, owned, or 0 with MemoryError; a singleton where there is one. */
export function newString(views: Views, kernel: Allocation, text: string): Address {
  if (text.length === 0) return EMPTY_STR;
  if (text.length === 1 && text.charCodeAt(0) < 256) return CHARACTERS + text.charCodeAt(0) * 32;
  let most = 0;
  let length = 0;
  for (let i = 0; i < text.length; i++, length++) {
    const point = text.codePointAt(i) as number;
    if (point > 0xffff) i++;
    if (point > most) most = point;
  }
  const width = most < 0x100 ? 1 : most < 0x1_0000 ? 2 : 4;
  const p = kernel.newObject(STR_TYPE, stringBytes(length, width));
  if (p === 0) return 0;
  views.setWord(p + LENGTH, length);
  views.setWord(p + STR_FLAGS, most < 128 ? width | ASCII : width);
  views.i64[(p + HASH) >> 3] = -1n;
  const at = p + CHARACTERS_AT;
  if (width === 1) for (let i = 0; i < length; i++) views.u8[at + i] = text.charCodeAt(i);
  else if (width === 2) for (let i = 0; i < length; i++) views.u16[(at >> 1) + i] = text.charCodeAt(i);
  else {
    let to = at >> 2;
    for (let i = 0; i < text.length; i++) {
      const point = text.codePointAt(i) as number;
      if (point > 0xffff) i++;
      views.u32[to++] = point;
    }
  }
  if (width === 1) views.u8[at + length] = 0;
  else if (width === 2) views.u16[(at >> 1) + length] = 0;
  else views.u32[(at >> 2) + length] = 0;
  return p;
}

/** Bytes of the block of a str object, as objects/text/strings.as.ts has it. */
export function stringBytes(length: number, width: number): number {
  const bytes = CHARACTERS_AT + (length + 1) * width;
  if (bytes <= EXACT_BYTES) return bytes;
  const step = 1 << (31 - Math.clz32(bytes) - STEP_LOG);
  return (bytes + step - 1) & -step;
}

const CHUNK = 0x2000;
/** Up to so many characters one by one are quicker than through a view of them. */
const SHORT = 32;

/** The characters of a str. */
export function textOf(views: Views, p: Address): string {
  const length = views.word(p + LENGTH);
  const width = views.word(p + STR_FLAGS) & WIDTH_MASK;
  const at = p + CHARACTERS_AT;
  let text = '';
  if (width === 1 && length <= SHORT) {
    const { u8 } = views;
    for (let i = at; i < at + length; i++) text += String.fromCharCode(u8[i]);
    return text;
  }
  for (let from = 0; from < length; from += CHUNK) {
    const to = Math.min(length, from + CHUNK);
    if (width === 1) text += String.fromCharCode(...views.u8.subarray(at + from, at + to));
    else if (width === 2) text += String.fromCharCode(...views.u16.subarray((at >> 1) + from, (at >> 1) + to));
    else text += String.fromCodePoint(...views.u32.subarray((at >> 2) + from, (at >> 2) + to));
  }
  return text;
}

/** The interned strings. They hold no count of their own: a string that dies leaves the table. */
export class InternedStrings {
  readonly #known = new Map<string, Address>();
  readonly #views: Views;

  constructor(views: Views) {
    this.#views = views;
  }

  find(text: string): Address | undefined {
    return this.#known.get(text);
  }

  /** Puts a str into the table that is not there. */
  add(text: string, p: Address): void {
    this.#known.set(text, p);
    this.#views.setWord(p + STR_FLAGS, this.#views.word(p + STR_FLAGS) | INTERNED);
  }

  addLetters(): void {
    for (const letter of INTERNED_LETTERS) {
      const p = LETTERS + 32 * letter.charCodeAt(0);
      this.add(letter, p);
      this.keep(p);
    }
  }

  /** It has a count that is never given back from now on. */
  keep(p: Address): void {
    this.#views.setWord(p + STR_FLAGS, this.#views.word(p + STR_FLAGS) | IMMORTAL);
  }

  isKept(p: Address): boolean {
    return (this.#views.word(p + STR_FLAGS) & IMMORTAL) !== 0;
  }

  all(): Iterable<Address> {
    return this.#known.values();
  }

  forget(p: Address): void {
    this.#known.delete(textOf(this.#views, p));
  }
}
