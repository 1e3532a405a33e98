/** Where some bytes are in others. */

/** The first place in [from, to) from which all of `sought` fits, or -1. */
export function findFirst(bytes: Uint8Array, sought: Uint8Array, from: number, to: number): number {
  const last = to - sought.length;
  if (sought.length === 0) return from <= last ? from : -1;
  for (let at = from; at <= last; at++) {
    at = bytes.indexOf(sought[0], at);
    if (at === -1 || at > last) return -1;
    if (isAt(bytes, sought, at)) return at;
  }
  return -1;
}

/** The last one. */
export function findLast(bytes: Uint8Array, sought: Uint8Array, from: number, to: number): number {
  let at = to - sought.length;
  if (sought.length === 0) return at >= from ? at : -1;
  for (; at >= from; at--) {
    at = bytes.lastIndexOf(sought[0], at);
    if (at < from) return -1;
    if (isAt(bytes, sought, at)) return at;
  }
  return -1;
}

function isAt(bytes: Uint8Array, sought: Uint8Array, at: number): boolean {
  for (let i = 0; i < sought.length; i++) if (bytes[at + i] !== sought[i]) return false;
  return true;
}
