/**
 * Code points to bytes. What cannot be encoded is a problem: whoever encodes is told from where to where and why, adds what
 * stands for it, and says where to go on.
 */
import type { ByteOutput } from './buffers.js';

export type EncodeProblem = (start: number, end: number, reason: string) => number;

export type Encoder = (text: Uint32Array, from: number, to: number, out: ByteOutput, problem: EncodeProblem) => void;

export const isSurrogate = (c: number): boolean => c >= 0xd800 && c < 0xe000;

export const encodeUtf8: Encoder = (text, from, to, out, problem) => {
  for (let i = from; i < to; ) {
    const c = text[i];
    if (isSurrogate(c)) {
      i = problem(i, endOfRun(text, i, to, isSurrogate), 'surrogates not allowed');
      continue;
    }
    pushUtf8(out, c);
    i++;
  }
};

export function pushUtf8(out: ByteOutput, c: number): void {
  if (c < 0x80) return out.push(c);
  if (c < 0x800) out.push(0xc0 | (c >> 6));
  else {
    if (c < 0x1_0000) out.push(0xe0 | (c >> 12));
    else {
      out.push(0xf0 | (c >> 18));
      out.push(0x80 | ((c >> 12) & 0x3f));
    }
    out.push(0x80 | ((c >> 6) & 0x3f));
  }
  out.push(0x80 | (c & 0x3f));
}

/** ASCII and Latin-1: what is below a limit. */
const encodeBelow =
  (limit: number): Encoder =>
  (text, from, to, out, problem) => {
    const isAbove = (c: number) => c >= limit;
    for (let i = from; i < to; ) {
      const c = text[i];
      if (c < limit) {
        out.push(c);
        i++;
      } else i = problem(i, endOfRun(text, i, to, isAbove), `ordinal not in range(${limit})`);
    }
  };

export const encodeAscii = encodeBelow(128);
export const encodeLatin1 = encodeBelow(256);

export const encodeUtf16 =
  (bigEndian: boolean): Encoder =>
  (text, from, to, out, problem) => {
    for (let i = from; i < to; ) {
      const c = text[i];
      if (isSurrogate(c)) {
        i = problem(i, i + 1, 'surrogates not allowed');
        continue;
      }
      if (c < 0x1_0000) pushUnit(out, c, bigEndian);
      else {
        pushUnit(out, 0xd7c0 + (c >> 10), bigEndian);
        pushUnit(out, 0xdc00 | (c & 0x3ff), bigEndian);
      }
      i++;
    }
  };

export function pushUnit(out: ByteOutput, unit: number, bigEndian: boolean): void {
  out.push(bigEndian ? unit >> 8 : unit & 0xff);
  out.push(bigEndian ? unit & 0xff : unit >> 8);
}

export const encodeUtf32 =
  (bigEndian: boolean): Encoder =>
  (text, from, to, out, problem) => {
    for (let i = from; i < to; ) {
      if (isSurrogate(text[i])) {
        i = problem(i, i + 1, 'surrogates not allowed');
        continue;
      }
      pushLong(out, text[i++], bigEndian);
    }
  };

export function pushLong(out: ByteOutput, c: number, bigEndian: boolean): void {
  for (let i = 0; i < 4; i++) out.push((c >> (8 * (bigEndian ? 3 - i : i))) & 0xff);
}

function endOfRun(text: Uint32Array, from: number, to: number, belongs: (c: number) => boolean): number {
  let i = from;
  while (i < to && belongs(text[i])) i++;
  return i;
}
