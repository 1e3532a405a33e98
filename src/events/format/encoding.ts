/**
 * How the bytes of a part of a section are stored.
 *
 *     0  plain      as they are
 *     1  deflate    zlib stream (RFC 1950)
 *     2  planes     first byte of every element, then second byte of every element, ...; the whole deflated
 *
 * Columns of numbers change in their low bytes and hardly in their high ones. Taken apart into planes they deflate to
 * half of what they would otherwise, and faster.
 */
import { damaged } from './format-error.js';

export const ENCODING = { plain: 0, deflate: 1, planes: 2 } as const;

/** The compressor, given from outside: this layer has none. */
export interface Compressor {
  deflate(bytes: Uint8Array): Uint8Array;
  /** @throws when the bytes are damaged or decode to more than `size`. */
  inflate(bytes: Uint8Array, size: number): Uint8Array;
}

/** Parts up to this size are not worth a compressor's start. */
const SMALL = 64;
/** deflate cannot make less than one byte of this many. */
const MOST_RATIO = 1032;

export interface EncodedBytes {
  encoding: number;
  bytes: Uint8Array;
}

/** @param width bytes of an element */
export function encodeBytes(raw: Uint8Array, width: number, compressor: Compressor): EncodedBytes {
  if (raw.length > SMALL) {
    const bytes = compressor.deflate(width > 1 ? toPlanes(raw, width) : raw);
    if (bytes.length < raw.length) return { encoding: width > 1 ? ENCODING.planes : ENCODING.deflate, bytes };
  }
  return { encoding: ENCODING.plain, bytes: raw };
}

/**
 * Allocates at most `size` bytes, and none when so few stored bytes cannot make so many.
 * @throws RecordingFormatError
 */
export function decodeBytes(
  { encoding, bytes }: EncodedBytes,
  width: number,
  size: number,
  name: string,
  compressor: Compressor,
): Uint8Array {
  if (encoding === ENCODING.plain) {
    if (bytes.length !== size) throw damaged(`size of "${name}"`);
    return bytes;
  }
  if (encoding > ENCODING.planes) throw damaged(`encoding of "${name}"`);
  if (size > bytes.length * MOST_RATIO || size % width !== 0) throw damaged(`size of "${name}"`);
  let raw: Uint8Array;
  try {
    raw = compressor.inflate(bytes, size);
  } catch {
    throw damaged(`contents of "${name}"`);
  }
  if (raw.length !== size) throw damaged(`size of "${name}"`);
  return encoding === ENCODING.planes ? fromPlanes(raw, width) : raw;
}

function toPlanes(raw: Uint8Array, width: number): Uint8Array {
  const count = raw.length / width;
  const planes = new Uint8Array(raw.length);
  for (let byte = 0; byte < width; byte++) {
    for (let i = 0, to = byte * count, from = byte; i < count; i++, from += width) planes[to + i] = raw[from];
  }
  return planes;
}

function fromPlanes(planes: Uint8Array, width: number): Uint8Array {
  const count = planes.length / width;
  const raw = new Uint8Array(planes.length);
  for (let byte = 0; byte < width; byte++) {
    for (let i = 0, from = byte * count, to = byte; i < count; i++, to += width) raw[to] = planes[from + i];
  }
  return raw;
}
