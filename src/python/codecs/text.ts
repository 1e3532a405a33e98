/** Strings as code points and back. A pair of lone surrogates stays a pair, which JavaScript's strings could not tell. */
import type { Address } from '../../base/ids.js';
import { CHARACTERS_AT, LENGTH, STR_FLAGS, WIDTH_MASK } from '../format/objects.js';
import type { Runtime } from '../runtime/runtime.js';

export function codePointsOf(rt: Runtime, s: Address): Uint32Array {
  const { views } = rt;
  const width = views.word(s + STR_FLAGS) & WIDTH_MASK;
  const length = views.word(s + LENGTH);
  const at = (s + CHARACTERS_AT) / width;
  const characters = width === 1 ? views.u8 : width === 2 ? views.u16 : views.u32;
  return new Uint32Array(characters.subarray(at, at + length));
}

export function textFrom(rt: Runtime, codePoints: Uint32Array): Address {
  let all = 0;
  for (let i = 0; i < codePoints.length; i++) all |= codePoints[i];
  if (all < 0x100) return latin1From(rt, codePoints);
  const bytes = Math.max(4, codePoints.length * 4);
  const block = rt.block(bytes);
  rt.views.u32.set(codePoints, block >> 2);
  const s = rt.kernel.strOf(block, 4, 0, codePoints.length);
  rt.kernel.freeBlock(block, bytes);
  return rt.keep(s);
}

/** So many characters go through one place that is always there. */
const SHORT = 1024;

/** A str of characters that are all ASCII, or Latin-1. */
export function latin1From(rt: Runtime, characters: Uint8Array | Uint32Array): Address {
  const { length } = characters;
  if (length <= SHORT) {
    const at = rt.fixedOnce(latin1From, () => rt.fixed(SHORT));
    rt.views.u8.set(characters, at);
    return rt.keep(rt.kernel.strOf(at, 1, 0, length));
  }
  const block = rt.block(length);
  rt.views.u8.set(characters, block);
  const s = rt.kernel.strOf(block, 1, 0, length);
  rt.kernel.freeBlock(block, length);
  return rt.keep(s);
}
