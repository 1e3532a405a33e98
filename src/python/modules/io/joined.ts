/** Pieces of a file one behind the other; the only one that is not empty is given as it is. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const some = pieces.filter(({ length }) => length > 0);
  if (some.length === 1) return some[0];
  const whole = new Uint8Array(some.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const piece of some) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
