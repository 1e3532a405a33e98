/** Texts that numbers are read from. */
import type { Address } from '../../../base/ids.js';
import { CHARACTERS_AT, ITEMS, LENGTH } from '../../format/objects.js';
import { BYTEARRAY_TYPE, BYTES_TYPE } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

const CHUNK = 0x2000;

/** The characters of a str; of bytes and bytearrays one for each byte; undefined for anything else. */
export function textIn(rt: Runtime, x: Address): string | undefined {
  if (rt.isString(x)) return rt.text(x);
  const bytes = bytesIn(rt, x);
  if (bytes === undefined) return undefined;
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return text;
}

function bytesIn(rt: Runtime, x: Address): Uint8Array | undefined {
  const { views } = rt;
  const type = rt.typeOf(x);
  if (rt.kernel.isSubtype(type, BYTES_TYPE) !== 0) {
    return views.u8.subarray(x + CHARACTERS_AT, x + CHARACTERS_AT + views.word(x + LENGTH));
  }
  if (rt.kernel.isSubtype(type, BYTEARRAY_TYPE) === 0) return undefined;
  const at = views.word(x + ITEMS);
  return views.u8.subarray(at, at + views.word(x + LENGTH));
}
