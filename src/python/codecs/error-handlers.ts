/**
 * What stands for what cannot be encoded or decoded: the handlers that CPython has, and those that programs register.
 *
 * A handler gives the code points or bytes that stand there, and where to go on. Those that everybody uses work without an
 * exception object.
 */
import type { Address } from '../../base/ids.js';
import { INDEX_ERROR, IS_BYTES, IS_STR, IS_TUPLE, LOOKUP_ERROR, TYPE_ERROR, TYPE_FLAGS } from '../format/types.js';
import { nameOf } from '../objects/text/unicode/names.js';
import type { Runtime } from '../runtime/runtime.js';
import { ByteOutput } from './buffers.js';
import type { Encoding } from './encodings.js';
import { isSurrogate, pushLong, pushUnit } from './encoders.js';
import { codePointsOf } from './text.js';
import { decodeError, encodeError, type Place, raiseError } from './unicode-errors.js';

export interface Replacement {
  /** To be encoded in its turn, or what was decoded. */
  readonly text?: ArrayLike<number>;
  /** As they are. */
  readonly bytes?: ArrayLike<number>;
  readonly next: number;
}

const QUESTION_MARK = 0x3f;
const REPLACEMENT_CHARACTER = 0xfffd;
const NO_CALLBACK = new Set(['xmlcharrefreplace', 'namereplace']);

const ascii = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0));

/** A code point as repr writes it. */
export function escapeOf(c: number): string {
  if (c < 0x100) return `\\x${c.toString(16).padStart(2, '0')}`;
  return c < 0x1_0000 ? `\\u${c.toString(16).padStart(4, '0')}` : `\\U${c.toString(16).padStart(8, '0')}`;
}

/** @throws PythonError */
export function handleEncodeError(
  rt: Runtime,
  errors: string,
  text: Uint32Array,
  encoding: Encoding,
  place: Place,
): Replacement {
  const { start, end } = place;
  const part = text.subarray(start, end);
  const each = (form: (c: number) => string) => ({ text: ascii(Array.from(part, form).join('')), next: end });
  switch (errors) {
    case 'strict':
      return raiseError(rt, encodeError(rt, place));
    case 'ignore':
      return { next: end };
    case 'replace':
      return { text: Array.from(part, () => QUESTION_MARK), next: end };
    case 'backslashreplace':
      return each(escapeOf);
    case 'xmlcharrefreplace':
      return each((c) => `&#${c};`);
    case 'namereplace':
      return each((c) => {
        const name = nameOf(c);
        return name === undefined ? escapeOf(c) : `\\N{${name}}`;
      });
    case 'surrogateescape': {
      let i = start;
      while (i < end && text[i] >= 0xdc80 && text[i] <= 0xdcff) i++;
      if (i === start) return raiseError(rt, encodeError(rt, place));
      // The others are a problem of their own.
      return { bytes: Array.from(text.subarray(start, i), (c) => c & 0xff), next: i };
    }
    case 'surrogatepass': {
      if (encoding.unit === 0 || !part.every(isSurrogate)) return raiseError(rt, encodeError(rt, place));
      const out = new ByteOutput(part.length * encoding.unit);
      for (const c of part) {
        if (encoding.unit === 2) pushUnit(out, c, encoding.bigEndian);
        else if (encoding.unit === 4) pushLong(out, c, encoding.bigEndian);
        else out.pushAll([0xe0 | (c >> 12), 0x80 | ((c >> 6) & 0x3f), 0x80 | (c & 0x3f)]);
      }
      return { bytes: out.items, next: end };
    }
    default:
      return callHandler(rt, errors, encodeError(rt, place), text.length, true);
  }
}

/** @throws PythonError */
export function handleDecodeError(
  rt: Runtime,
  errors: string,
  bytes: Uint8Array,
  encoding: Encoding,
  place: Place,
): Replacement {
  const { start, end } = place;
  switch (errors) {
    case 'strict':
      return raiseError(rt, decodeError(rt, place));
    case 'ignore':
      return { next: end };
    case 'replace':
      return { text: [REPLACEMENT_CHARACTER], next: end };
    case 'backslashreplace':
      return { text: ascii(Array.from(bytes.subarray(start, end), escapeOf).join('')), next: end };
    case 'surrogateescape': {
      const escaped: number[] = [];
      for (let i = start; i < end && escaped.length < 4 && bytes[i] >= 0x80; i++) escaped.push(0xdc00 + bytes[i]);
      if (escaped.length === 0) return raiseError(rt, decodeError(rt, place));
      return { text: escaped, next: start + escaped.length };
    }
    case 'surrogatepass': {
      const c = surrogateAt(bytes, start, encoding);
      if (c === undefined) return raiseError(rt, decodeError(rt, place));
      return { text: [c], next: start + encoding.unit };
    }
    default:
      if (NO_CALLBACK.has(errors))
        return rt.raise(TYPE_ERROR, "don't know how to handle UnicodeDecodeError in error callback");
      return callHandler(rt, errors, decodeError(rt, place), bytes.length, false);
  }
}

function surrogateAt(bytes: Uint8Array, at: number, { unit, bigEndian }: Encoding): number | undefined {
  if (unit === 0 || at + unit > bytes.length) return undefined;
  let c: number;
  if (unit === 3) {
    const [a, b, d] = bytes.subarray(at, at + 3);
    if ((a & 0xf0) !== 0xe0 || (b & 0xc0) !== 0x80 || (d & 0xc0) !== 0x80) return undefined;
    c = ((a & 15) << 12) | ((b & 0x3f) << 6) | (d & 0x3f);
  } else {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    c = unit === 2 ? view.getUint16(at, !bigEndian) : view.getUint32(at, !bigEndian);
  }
  return isSurrogate(c) ? c : undefined;
}

/** A handler that the program has registered. */
function callHandler(rt: Runtime, errors: string, exception: Address, length: number, encodes: boolean): Replacement {
  const handler = registeredHandler(rt, errors);
  if (handler === undefined) return rt.raise(LOOKUP_ERROR, `unknown error handler name '${errors}'`);
  const result = rt.call(handler, [exception]);
  const flagsOf = (p: Address) => rt.views.word(rt.typeOf(p) + TYPE_FLAGS);
  const items = (flagsOf(result) & IS_TUPLE) !== 0 ? rt.tupleItems(result) : [];
  const [value, position] = items;
  const isPair = items.length === 2 && rt.isIndex(position);
  const isText = isPair && (flagsOf(value) & IS_STR) !== 0;
  if (!isText && !(isPair && encodes && (flagsOf(value) & IS_BYTES) !== 0))
    return rt.raise(
      TYPE_ERROR,
      `${encodes ? 'encoding' : 'decoding'} error handler must return (${encodes ? 'str/bytes' : 'str'}, int) tuple`,
    );
  let next = rt.number(position);
  if (next < 0) next += length;
  if (next < 0 || next > length)
    rt.raise(INDEX_ERROR, `position ${rt.number(position)} from error handler out of bounds`);
  return isText ? { text: codePointsOf(rt, value), next } : { bytes: rt.bytes(value), next };
}

const registries = new WeakMap<Runtime, Map<string, Address>>();

/** codecs.register_error. */
export function registerHandler(rt: Runtime, name: string, handler: Address): void {
  let registry = registries.get(rt);
  if (registry === undefined) registries.set(rt, (registry = new Map()));
  const old = registry.get(name);
  rt.incref(handler);
  registry.set(name, handler);
  if (old !== undefined) rt.decref(old);
}

export function registeredHandler(rt: Runtime, name: string): Address | undefined {
  return registries.get(rt)?.get(name);
}
