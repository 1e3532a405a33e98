/** The bodies of string literals to values: escapes, and what is wrong with one. */
import { NotSupported } from '../errors.js';
import type { SourceText } from '../source/source-text.js';
import type { StringValue } from '../tree/ast.js';

/** A malformed literal; the message is CPython's. */
export class StringProblem extends Error {
  /** The token that the message points at; undefined for the one behind the literals. */
  token: number | undefined;
}

/** The character of a name as in `\N{name}`. */
export type LookUpCharacter = (name: string) => number | undefined;

const SIMPLE: Readonly<Record<number, number>> = {
  ...{ 0x5c: 0x5c, 0x27: 0x27, 0x22: 0x22, 0x61: 7, 0x62: 8, 0x66: 12, 0x6e: 10, 0x72: 13, 0x74: 9, 0x76: 11 },
};
const HEX_DIGITS: Readonly<Record<number, number>> = { 0x78: 2, 0x75: 4, 0x55: 8 };
const HEX_NAMES: Readonly<Record<number, string>> = { 2: '\\xXX', 4: '\\uXXXX', 8: '\\UXXXXXXXX' };
const MAX_CODE_POINT = 0x10ffff;

/** The text of a literal between two offsets of the source. */
export function decodeText(
  source: SourceText,
  from: number,
  to: number,
  raw: boolean,
  lookUp: LookUpCharacter | undefined,
): StringValue {
  const escape = raw ? -1 : source.bytes.subarray(from, to).indexOf(0x5c);
  if (escape < 0) return { type: 'str', value: source.slice(from, to) };
  return new TextDecoding(source, from, to, lookUp).run();
}

/** What CPython warns of in a literal: its first escape that stands for itself, or for more than a byte. */
export function invalidEscape(source: SourceText, from: number, to: number, isBytes: boolean): string | undefined {
  const { bytes } = source;
  for (let i = bytes.indexOf(0x5c, from); i >= 0 && i + 1 < to; i = bytes.indexOf(0x5c, i + 2)) {
    const c = bytes[i + 1];
    if (c >= 0x30 && c <= 0x37) {
      const digits = /^[0-7]{1,3}/.exec(source.slice(i + 1, Math.min(i + 4, to)))?.[0] ?? '';
      if (Number.parseInt(digits, 8) > 0xff) return `invalid octal escape sequence '\\${digits}'`;
      continue;
    }
    const isKnown = c === 10 || SIMPLE[c] !== undefined || c === 0x78;
    const isOfText = !isBytes && (c === 0x4e || HEX_DIGITS[c] !== undefined || c >= 0x80);
    if (!isKnown && !isOfText) return `invalid escape sequence '\\${String.fromCharCode(c)}'`;
  }
  return undefined;
}

class TextDecoding {
  readonly #source: SourceText;
  readonly #from: number;
  readonly #to: number;
  readonly #lookUp: LookUpCharacter | undefined;
  readonly #parts: string[] = [];

  constructor(source: SourceText, from: number, to: number, lookUp: LookUpCharacter | undefined) {
    this.#source = source;
    this.#from = from;
    this.#to = to;
    this.#lookUp = lookUp;
  }

  run(): StringValue {
    const { bytes } = this.#source;
    let plain = this.#from;
    let i = this.#from;
    while (i < this.#to) {
      if (bytes[i] !== 0x5c || i + 1 === this.#to) {
        i++;
        continue;
      }
      if (i > plain) this.#parts.push(this.#source.slice(plain, i));
      i = this.#escape(i);
      plain = i;
    }
    if (i > plain) this.#parts.push(this.#source.slice(plain, i));
    return joinTexts(this.#parts);
  }

  /** Decodes the escape at `at`; gives the offset behind it. */
  #escape(at: number): number {
    const { bytes } = this.#source;
    const c = bytes[at + 1];
    if (c === 10) return at + 2;
    const simple = SIMPLE[c];
    if (simple !== undefined) return this.#push(simple, at + 2);
    const count = HEX_DIGITS[c];
    if (count !== undefined) return this.#hex(at, count);
    if (c === 0x4e) return this.#named(at);
    if (c >= 0x30 && c <= 0x37) {
      let value = 0;
      let i = at + 1;
      for (; i < at + 4 && i < this.#to && bytes[i] >= 0x30 && bytes[i] <= 0x37; i++)
        value = value * 8 + bytes[i] - 0x30;
      return this.#push(value, i);
    }
    // An unknown escape stands for itself.
    return this.#push(0x5c, at + 1);
  }

  #push(codePoint: number, behind: number): number {
    this.#parts.push(String.fromCodePoint(codePoint));
    return behind;
  }

  #hex(at: number, count: number): number {
    const { bytes } = this.#source;
    let value = 0;
    for (let i = at + 2; i < at + 2 + count; i++) {
      const digit = i < this.#to ? Number.parseInt(String.fromCharCode(bytes[i]), 16) : Number.NaN;
      if (Number.isNaN(digit)) this.#problem(at, i, `truncated ${HEX_NAMES[count]} escape`);
      value = value * 16 + digit;
    }
    if (value > MAX_CODE_POINT) this.#problem(at, at + 2 + count, 'illegal Unicode character');
    return this.#push(value, at + 2 + count);
  }

  #named(at: number): number {
    const { bytes } = this.#source;
    const malformed = 'malformed \\N character escape';
    if (bytes[at + 2] !== 0x7b || at + 2 >= this.#to) this.#problem(at, at + 2, malformed);
    let i = at + 3;
    while (i < this.#to && bytes[i] !== 0x7d) i++;
    if (i >= this.#to || i === at + 3) this.#problem(at, i, malformed);
    if (this.#lookUp === undefined) throw new NotSupported('characters by name (\\N{...})');
    const codePoint = this.#lookUp(this.#source.slice(at + 3, i));
    if (codePoint === undefined) this.#problem(at, i + 1, 'unknown Unicode character name');
    return this.#push(codePoint, i + 1);
  }

  /** CPython numbers the places in a form of the text in which each other character takes the ten of `\U00000000`. */
  #problem(at: number, end: number, message: string): never {
    const place = (offset: number) => {
      let count = 0;
      for (let i = this.#from; i < offset; i++) {
        const c = this.#source.bytes[i];
        if ((c & 0xc0) !== 0x80) count += c >= 0x80 ? 10 : 1;
      }
      return count;
    };
    const first = place(at);
    const last = place(end) - 1;
    const where = first === last ? `byte 0x5c in position ${first}` : `bytes in position ${first}-${last}`;
    throw new StringProblem(`(unicode error) 'unicodeescape' codec can't decode ${where}: ${message}`);
  }
}

/**
 * Joins texts; where the end of one and the start of the next make a surrogate pair, which Python keeps as two characters,
 * the code points are listed as well.
 */
export function joinTexts(parts: readonly (string | StringValue)[]): StringValue {
  const value = parts.map((part) => (typeof part === 'string' ? part : part.value)).join('');
  let split = parts.some((part) => typeof part !== 'string' && part.codePoints !== undefined);
  let last = 0;
  for (const part of parts) {
    const text = typeof part === 'string' ? part : part.value;
    if (text === '') continue;
    if (last >= 0xd800 && last <= 0xdbff && (text.charCodeAt(0) & 0xfc00) === 0xdc00) split = true;
    last = text.charCodeAt(text.length - 1);
  }
  if (!split) return { type: 'str', value };
  const codePoints: number[] = [];
  for (const part of parts) {
    if (typeof part !== 'string' && part.codePoints !== undefined) codePoints.push(...part.codePoints);
    else
      for (const character of typeof part === 'string' ? part : part.value) codePoints.push(character.codePointAt(0)!);
  }
  return { type: 'str', value, codePoints };
}

export function decodeBytes(source: SourceText, from: number, to: number, raw: boolean): Uint8Array {
  const body = source.bytes.subarray(from, to);
  if (body.some((byte) => byte >= 0x80)) throw new StringProblem('bytes can only contain ASCII literal characters');
  if (raw || !body.includes(0x5c)) return body.slice();
  const result = new Uint8Array(body.length);
  let length = 0;
  for (let i = 0; i < body.length; ) {
    const c = body[i + 1];
    if (body[i] !== 0x5c || i + 1 === body.length) {
      result[length++] = body[i++];
      continue;
    }
    const simple = SIMPLE[c];
    if (c === 10) i += 2;
    else if (simple !== undefined) {
      result[length++] = simple;
      i += 2;
    } else if (c === 0x78) {
      const value = /^[0-9a-fA-F]{2}$/.exec(String.fromCharCode(...body.subarray(i + 2, i + 4)));
      if (value === null) throw new StringProblem(`(value error) invalid \\x escape at position ${i}`);
      result[length++] = Number.parseInt(value[0], 16);
      i += 4;
    } else if (c >= 0x30 && c <= 0x37) {
      let value = 0;
      const end = Math.min(i + 4, body.length);
      for (i++; i < end && body[i] >= 0x30 && body[i] <= 0x37; i++) value = value * 8 + body[i] - 0x30;
      result[length++] = value & 0xff;
    } else {
      result[length++] = 0x5c;
      i++;
    }
  }
  return result.slice(0, length);
}
