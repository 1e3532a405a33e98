/** Base64 (RFC 4648) as binascii reads and writes it. Pure functions; what is wrong is a RangeError with CPython's words. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CODES = new TextEncoder().encode(ALPHABET);
const PAD = 0x3d;
const NEWLINE = 0x0a;
const NONE = 255;
const VALUES = new Uint8Array(256).fill(NONE);
CODES.forEach((code, value) => (VALUES[code] = value));

export function toBase64(content: Uint8Array, newline: boolean): Uint8Array {
  const text = new Uint8Array(Math.ceil(content.length / 3) * 4 + (newline ? 1 : 0)).fill(PAD);
  let to = 0;
  for (let at = 0; at < content.length; at += 3) {
    const left = content.length - at;
    const bits = (content[at] << 16) | ((content[at + 1] ?? 0) << 8) | (content[at + 2] ?? 0);
    text[to] = CODES[bits >> 18];
    text[to + 1] = CODES[(bits >> 12) & 63];
    if (left > 1) text[to + 2] = CODES[(bits >> 6) & 63];
    if (left > 2) text[to + 3] = CODES[bits & 63];
    to += 4;
  }
  if (newline) text[to] = NEWLINE;
  return text;
}

/** @param strict nothing but what an encoder writes @throws RangeError */
export function fromBase64(text: Uint8Array, strict: boolean): Uint8Array {
  if (strict && text[0] === PAD) throw new RangeError('Leading padding not allowed');
  const content = new Uint8Array(Math.ceil(text.length / 4) * 3);
  let to = 0;
  let place = 0;
  let bits = 0;
  let pads = 0;
  let hasPadding = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === PAD) {
      hasPadding = true;
      if (place >= 2 && place + ++pads >= 4) {
        if (strict && at + 1 < text.length) throw new RangeError('Excess data after padding');
        return content.subarray(0, to);
      }
      continue;
    }
    const value = VALUES[text[at]];
    if (value === NONE) {
      if (strict) throw new RangeError('Only base64 data is allowed');
      continue;
    }
    if (strict && hasPadding) throw new RangeError('Discontinuous padding not allowed');
    pads = 0;
    bits = ((bits << 6) | value) & 0xfff;
    if (place > 0) content[to++] = (bits >> (6 - 2 * place)) & 255;
    place = (place + 1) % 4;
  }
  if (place === 1)
    throw new RangeError(
      `Invalid base64-encoded string: number of data characters (${Math.floor(to / 3) * 4 + 1}) cannot be 1 more than a multiple of 4`,
    );
  if (place !== 0) throw new RangeError('Incorrect padding');
  return content.subarray(0, to);
}
