/** Follows the links of a free list, on any memory contents: it stops at what leads out of the memory or back. */
import type { Address } from '../../base/ids.js';

/** @param link offset of the link in a chunk @param end what the last link holds */
export function linkedFrom(words: Int32Array, first: Address, link: number, end: Address = 0): Address[] {
  const seen = new Set<Address>();
  const limit = words.length * 4;
  for (let at = first; at !== end; at = words[(at + link) >> 2]!) {
    if (link < 0 || at <= 0 || (at & 3) !== 0 || at + link + 4 > limit || seen.has(at)) break;
    seen.add(at);
  }
  return [...seen];
}
