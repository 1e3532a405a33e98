/** Texts that numbers are read from. */
import type { Address } from '../../../base/ids.js';
import type { Runtime } from '../../runtime/runtime.js';
import { bytesOf, isBytesLike } from '../bytes/content.js';

const CHUNK = 0x2000;

/** What is in no number, nor around one. */
const NO_ASCII = 0xfffd;

/** The characters of a str; of bytes and their like ASCII's; undefined for anything else. */
export function textIn(rt: Runtime, x: Address): string | undefined {
  if (rt.isString(x)) return rt.text(x);
  if (!isBytesLike(rt, x)) return undefined;
  const bytes = Uint16Array.from(bytesOf(rt, x), (byte) => (byte < 0x80 ? byte : NO_ASCII));
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return text;
}
