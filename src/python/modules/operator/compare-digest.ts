/** Comparing two secrets in a time that does not tell where they differ. */
import type { Address } from '../../../base/ids.js';
import { GET_BUFFER, TYPE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

/** Of two strs of ASCII characters, or two objects with buffers. */
export function compareDigest(rt: Runtime, a: Address, b: Address): Address {
  const areTexts = rt.isString(a) && rt.isString(b);
  const hasBuffer = (p: Address) => rt.views.word(rt.typeOf(p) + GET_BUFFER) !== 0;
  if (!areTexts && !hasBuffer(a) && !hasBuffer(b)) {
    const names = [a, b].map((p) => `'${rt.shownTypeName(rt.typeOf(p))}'`);
    rt.raise(TYPE_ERROR, `unsupported operand types(s) or combination of types: ${names.join(' and ')}`);
  }
  const [x, y] = [a, b].map((p) => (areTexts ? asciiOf(rt, p) : rt.buffer(p)));
  let difference = x.length ^ y.length;
  for (let i = 0; i < y.length; i++) difference |= (x[i] ?? 0) ^ y[i];
  return rt.bool(difference === 0);
}

function asciiOf(rt: Runtime, p: Address): Uint8Array {
  const text = rt.text(p);
  if (!/^[\0-\x7f]*$/.test(text)) rt.raise(TYPE_ERROR, 'comparing strings with non-ASCII characters is not supported');
  return new TextEncoder().encode(text);
}
