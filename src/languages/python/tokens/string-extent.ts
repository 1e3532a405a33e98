/**
 * Where string literals end. The replacement fields of an f-string may hold strings with the same quotes, comments and
 * line ends (PEP 701), so its end is found by going through the fields. The nesting is limited, so this is linear.
 */
import { CLASS, NAME_PART } from './characters.js';

export const PREFIX = { bytes: 1, raw: 2, formatted: 4, unicode: 8, triple: 16 } as const;
/** The length of the prefix stands above these bits in a string token's value. */
export const PREFIX_LENGTH_SHIFT = 8;

const MAX_NESTING = 150;
const BACKSLASH = 0x5c;

/** Flags and length of a string's prefix at `i`, as a token's value has them; -1 where no string begins. */
export function stringPrefix(b: Uint8Array, start: number): number {
  let flags = 0;
  let i = start;
  for (; ; i++) {
    const c = b[i] | 0x20;
    if (b[i] === 0x22 || b[i] === 0x27) break;
    if (c === 0x62 && !(flags & (PREFIX.bytes | PREFIX.unicode | PREFIX.formatted))) flags |= PREFIX.bytes;
    else if (c === 0x75 && flags === 0) flags |= PREFIX.unicode;
    else if (c === 0x72 && !(flags & (PREFIX.raw | PREFIX.unicode))) flags |= PREFIX.raw;
    else if (c === 0x66 && !(flags & (PREFIX.formatted | PREFIX.bytes | PREFIX.unicode))) flags |= PREFIX.formatted;
    else return -1;
  }
  if (b[i + 1] === b[i] && b[i + 2] === b[i]) flags |= PREFIX.triple;
  return flags | ((i - start) << PREFIX_LENGTH_SHIFT);
}

/** Behind the closing quote of a string without fields, from behind its opening quote; -1 where there is none. */
export function endOfPlain(b: Uint8Array, from: number, quote: number, triple: boolean, limit: number): number {
  let i = from;
  if (triple) {
    for (; i < limit; i++) {
      if (b[i] === BACKSLASH) i++;
      else if (b[i] === quote && b[i + 1] === quote && b[i + 2] === quote && i + 2 < limit) return i + 3;
    }
    return -1;
  }
  for (; i < limit; i++) {
    const c = b[i];
    if (c === quote) return i + 1;
    if (c === BACKSLASH) i++;
    else if (c === 10) return -1;
  }
  return -1;
}

/** The same for an f-string, through its replacement fields. */
export function endOfFormatted(
  b: Uint8Array,
  from: number,
  quote: number,
  flags: number,
  limit: number,
  depth = 0,
): number {
  const triple = (flags & PREFIX.triple) !== 0;
  let i = from;
  while (i < limit) {
    const c = b[i];
    if (c === quote && (!triple || (b[i + 1] === quote && b[i + 2] === quote))) return i + (triple ? 3 : 1);
    if (c === BACKSLASH) i = behindEscape(b, i, flags, limit);
    else if (c === 10 && !triple) return -1;
    else if (c === 0x7b && b[i + 1] === 0x7b) i += 2;
    else if (c === 0x7b) {
      i = endOfField(b, i + 1, quote, flags, limit, depth + 1);
      if (i < 0) return -1;
    } else i++;
  }
  return -1;
}

function behindEscape(b: Uint8Array, i: number, flags: number, limit: number): number {
  const next = b[i + 1];
  if (next === 0x7b || next === 0x7d) return i + 1;
  if (next === 0x4e && b[i + 2] === 0x7b && !(flags & PREFIX.raw)) {
    for (let at = i + 3; at < limit && b[at] !== 10 && b[at] !== 0x22 && b[at] !== 0x27; at++)
      if (b[at] === 0x7d) return at + 1;
  }
  return i + 2;
}

/** Behind the `}` of a replacement field, from behind its `{`. */
function endOfField(b: Uint8Array, from: number, quote: number, flags: number, limit: number, depth: number): number {
  if (depth > MAX_NESTING) return -1;
  const triple = (flags & PREFIX.triple) !== 0;
  let open = 0;
  let i = from;
  while (i < limit) {
    const c = b[i];
    if (c === 0x22 || c === 0x27) {
      i = endOfNested(b, i, from, limit, depth);
      if (i < 0) return -1;
    } else if (c === 0x28 || c === 0x5b || c === 0x7b) {
      open++;
      i++;
    } else if (c === 0x29 || c === 0x5d || c === 0x7d) {
      if (open === 0) return c === 0x7d ? i + 1 : -1;
      open--;
      i++;
    } else if (c === 0x23) {
      if (!triple) return -1;
      while (i < limit && b[i] !== 10) i++;
    } else if (c === 0x3a && open === 0) return endOfSpecification(b, i + 1, quote, flags, limit, depth);
    else i++;
  }
  return -1;
}

/** A string within a field, from its first quote; its prefix stands before it. */
function endOfNested(b: Uint8Array, i: number, fieldStart: number, limit: number, depth: number): number {
  let start = i;
  while (start > fieldStart && i - start < 2 && CLASS[b[start - 1]] & NAME_PART) start--;
  const isWord = start > fieldStart && CLASS[b[start - 1]] & NAME_PART;
  const prefix = isWord ? stringPrefix(b, i) : Math.max(stringPrefix(b, start), stringPrefix(b, i));
  const body = i + (prefix & PREFIX.triple ? 3 : 1);
  if (prefix & PREFIX.formatted) return endOfFormatted(b, body, b[i], prefix, limit, depth);
  return endOfPlain(b, body, b[i], (prefix & PREFIX.triple) !== 0, limit);
}

/** Behind the `}` that ends a format specification and its field. */
function endOfSpecification(
  b: Uint8Array,
  from: number,
  quote: number,
  flags: number,
  limit: number,
  depth: number,
): number {
  const triple = (flags & PREFIX.triple) !== 0;
  let i = from;
  while (i < limit) {
    const c = b[i];
    if (c === 0x7d) return i + 1;
    if (c === 0x7b) {
      i = endOfField(b, i + 1, quote, flags, limit, depth + 1);
      if (i < 0) return -1;
    } else if (c === 10 && !triple) return -1;
    else if (c === quote && (!triple || (b[i + 1] === quote && b[i + 2] === quote))) return -1;
    else i++;
  }
  return -1;
}
