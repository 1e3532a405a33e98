/** str to bytes, by any encoding. */
import type { Address } from '../../base/ids.js';
import { ASCII, CHARACTERS_AT, LENGTH, STR_FLAGS } from '../format/objects.js';
import { TYPE_ERROR } from '../format/types.js';
import type { Runtime } from '../runtime/runtime.js';
import { ByteOutput } from './buffers.js';
import { encodingNamed, type Encoding, keepsAscii } from './encodings.js';
import { handleEncodeError } from './error-handlers.js';
import { encodeByRegistry } from './registry.js';
import { codePointsOf } from './text.js';
import { encodeError, raiseError } from './unicode-errors.js';

/** str.encode and what else takes an encoding and a handler. @throws PythonError */
export function encodeText(rt: Runtime, s: Address, encoding: string, errors: string): Address {
  const known = encodingNamed(encoding);
  return known === undefined ? encodeByRegistry(rt, s, encoding, errors) : rt.newBytes(encodeBy(rt, s, known, errors));
}

/** @throws PythonError */
export function encodeBy(rt: Runtime, s: Address, encoding: Encoding, errors: string): Uint8Array {
  if ((rt.views.word(s + STR_FLAGS) & ASCII) !== 0 && keepsAscii(encoding)) {
    const at = s + CHARACTERS_AT;
    return rt.views.u8.slice(at, at + rt.views.word(s + LENGTH));
  }
  const text = codePointsOf(rt, s);
  const out = new ByteOutput(text.length + (text.length >> 1));
  if (encoding.mark !== undefined) out.pushAll(encoding.mark);
  encoding.encode(text, 0, text.length, out, (start, end, reason) => {
    const place = { encoding: encoding.name, object: s, start, end, reason };
    const { text: replacement, bytes, next } = handleEncodeError(rt, errors, text, encoding, place);
    if (bytes !== undefined) out.pushAll(bytes);
    if (replacement !== undefined) {
      const points = Uint32Array.from(replacement);
      encoding.encode(points, 0, points.length, out, () => raiseError(rt, encodeError(rt, place)));
    }
    return next;
  });
  return out.items;
}

/** The arguments of a method `encode`: 0 for what was left out. */
export function encodeWithArguments(rt: Runtime, s: Address, encoding: Address, errors: Address): Address {
  return encodeText(
    rt,
    s,
    wordOf(rt, encoding, 'utf-8', 'encode', 'encoding'),
    wordOf(rt, errors, 'strict', 'encode', 'errors'),
  );
}

/** An argument that is a word. @throws PythonError */
export function wordOf(rt: Runtime, p: Address, otherwise: string, function_: string, parameter: string): string {
  if (p === 0) return otherwise;
  if (!rt.isString(p))
    rt.raise(TYPE_ERROR, `${function_}() argument '${parameter}' must be str, not ${rt.argumentTypeName(p)}`);
  return rt.text(p);
}
