/**
 * Bytes to code points. A decoder gives how many bytes it has used: all of them if they are the final ones, otherwise it
 * stops before what more bytes could complete. What is malformed is a problem: whoever decodes is told from where to where
 * and why, adds what stands for it, and says where to go on.
 */
import type { CodePoints } from './buffers.js';

export type DecodeProblem = (start: number, end: number, reason: string) => number;

export type Decoder = (bytes: Uint8Array, out: CodePoints, final: boolean, problem: DecodeProblem) => number;

const INVALID_START = 'invalid start byte';
const INVALID_CONTINUATION = 'invalid continuation byte';
const UNEXPECTED_END = 'unexpected end of data';
const TRUNCATED = 'truncated data';

export const decodeUtf8: Decoder = (bytes, out, final, problem) => {
  const { length } = bytes;
  let i = 0;
  while (i < length) {
    const first = bytes[i];
    if (first < 0x80) {
      out.push(first);
      i++;
      continue;
    }
    const count = first < 0xc2 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : 0;
    if (count === 0) {
      i = problem(i, i + 1, INVALID_START);
      continue;
    }
    let valid = 0;
    while (valid < count && i + 1 + valid < length && isContinuation(first, valid, bytes[i + 1 + valid])) valid++;
    if (valid === count) {
      let c = first & (0x3f >> count);
      for (let k = 1; k <= count; k++) c = (c << 6) | (bytes[i + k] & 0x3f);
      out.push(c);
      i += count + 1;
    } else if (i + 1 + valid < length) i = problem(i, i + 1 + valid, INVALID_CONTINUATION);
    else if (final) i = problem(i, length, UNEXPECTED_END);
    else return i;
  }
  return i;
};

/** Whether a byte may stand there: the first one behind some starts has fewer values, so that each character has one form. */
function isContinuation(first: number, place: number, byte: number): boolean {
  if ((byte & 0xc0) !== 0x80) return false;
  if (place > 0) return true;
  if (first === 0xe0) return byte >= 0xa0;
  if (first === 0xed) return byte < 0xa0;
  if (first === 0xf0) return byte >= 0x90;
  return first !== 0xf4 || byte < 0x90;
}

export const decodeAscii: Decoder = (bytes, out, _final, problem) => {
  let i = 0;
  while (i < bytes.length) {
    if (bytes[i] < 0x80) out.push(bytes[i++]);
    else i = problem(i, i + 1, 'ordinal not in range(128)');
  }
  return i;
};

export const decodeLatin1: Decoder = (bytes, out) => {
  out.pushAll(bytes);
  return bytes.length;
};

export const decodeUtf16 =
  (bigEndian: boolean): Decoder =>
  (bytes, out, final, problem) => {
    const { length } = bytes;
    const unit = (at: number) => (bigEndian ? (bytes[at] << 8) | bytes[at + 1] : bytes[at] | (bytes[at + 1] << 8));
    let i = 0;
    while (i < length) {
      if (i + 1 === length) {
        if (!final) return i;
        i = problem(i, length, TRUNCATED);
        continue;
      }
      const c = unit(i);
      if ((c & 0xf800) !== 0xd800) {
        out.push(c);
        i += 2;
      } else if (c >= 0xdc00) i = problem(i, i + 2, 'illegal encoding');
      else if (i + 3 >= length) {
        if (!final) return i;
        i = problem(i, length, UNEXPECTED_END);
      } else {
        const low = unit(i + 2);
        if ((low & 0xfc00) === 0xdc00) {
          out.push(0x1_0000 + ((c & 0x3ff) << 10) + (low & 0x3ff));
          i += 4;
        } else i = problem(i, i + 2, 'illegal UTF-16 surrogate');
      }
    }
    return i;
  };

export const decodeUtf32 =
  (bigEndian: boolean): Decoder =>
  (bytes, out, final, problem) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let i = 0;
    while (i < bytes.length) {
      if (i + 4 > bytes.length) {
        if (!final) return i;
        i = problem(i, bytes.length, TRUNCATED);
        continue;
      }
      const c = view.getUint32(i, !bigEndian);
      if (c >= 0xd800 && c < 0xe000) i = problem(i, i + 4, 'code point in surrogate code point range(0xd800, 0xe000)');
      else if (c > 0x10_ffff) i = problem(i, i + 4, 'code point not in range(0x110000)');
      else {
        out.push(c);
        i += 4;
      }
    }
    return i;
  };
