/** Bytes to str, by any encoding. */
import type { Address } from '../../base/ids.js';
import { EMPTY_STR } from '../format/memory-map.js';
import { withBuffer } from '../objects/bytes/content.js';
import type { Runtime } from '../runtime/runtime.js';
import { CodePoints } from './buffers.js';
import { encodingNamed, type Encoding, keepsAscii } from './encodings.js';
import { wordOf } from './encode.js';
import { handleDecodeError } from './error-handlers.js';
import { decodeByRegistry } from './registry.js';
import { latin1From, textFrom } from './text.js';

/** @param object what has a buffer. @throws PythonError */
export function decodeBytes(rt: Runtime, object: Address, encoding: string, errors: string): Address {
  const known = encodingNamed(encoding);
  if (known === undefined) return decodeByRegistry(rt, object, encoding, errors);
  return decodeBy(rt, rt.buffer(object), known, errors, true).text;
}

export interface Decoded {
  readonly text: Address;
  /** Bytes that were used. */
  readonly used: number;
}

/** @throws PythonError */
export function decodeBy(rt: Runtime, bytes: Uint8Array, encoding: Encoding, errors: string, final: boolean): Decoded {
  if (encoding.name === 'latin-1' || (keepsAscii(encoding) && isAscii(bytes)))
    return { text: latin1From(rt, bytes), used: bytes.length };
  const { points, used } = decodePoints(rt, bytes, encoding, errors, final);
  return { text: textFrom(rt, points), used };
}

/** The same as code points. @throws PythonError */
export function decodePoints(
  rt: Runtime,
  bytes: Uint8Array,
  encoding: Encoding,
  errors: string,
  final: boolean,
): { points: Uint32Array; used: number } {
  const [actual, skipped] = byMark(bytes, encoding);
  const out = new CodePoints(bytes.length);
  let object = 0;
  const body = bytes.subarray(skipped);
  const used = actual.decode(body, out, final, (start, end, reason) => {
    // What the exception is about is made when there is one.
    if (object === 0 && needsObject(errors)) object = rt.newBytes(bytes);
    const place = { encoding: actual.name, object, start: start + skipped, end: end + skipped, reason };
    const { text, next } = handleDecodeError(rt, errors, bytes, actual, place);
    if (text !== undefined) out.pushAll(text);
    return next - skipped;
  });
  return { points: out.items, used: used + skipped };
}

const QUIET = new Set(['ignore', 'replace', 'backslashreplace']);
const needsObject = (errors: string) => !QUIET.has(errors);

export function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] >= 0x80) return false;
  return true;
}

/** The encoding that a mark in front says, and how long the mark is. */
export function byMark(bytes: Uint8Array, encoding: Encoding): [Encoding, number] {
  const { mark, other } = encoding;
  if (mark === undefined || other === undefined) return [encoding, 0];
  const own = encodingNamed(`${encoding.name}-le`) ?? encoding;
  if (mark.every((byte, at) => bytes[at] === byte)) return [own, mark.length];
  if (mark.every((byte, at) => bytes[mark.length - 1 - at] === byte)) return [other, mark.length];
  return [own, 0];
}

/** The arguments of a method `decode`: 0 for what was left out. */
export function decodeWithArguments(
  rt: Runtime,
  object: Address,
  encoding: Address,
  errors: Address,
  function_: string,
): Address {
  const name = wordOf(rt, encoding, 'utf-8', function_, 'encoding');
  const handler = wordOf(rt, errors, 'strict', function_, 'errors');
  // Nothing is decoded without asking what the encoding is.
  return withBuffer(rt, object, (_, length) => length) === 0 ? EMPTY_STR : decodeBytes(rt, object, name, handler);
}
