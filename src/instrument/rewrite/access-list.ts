/**
 * Where a function touches the program's memory, in order: ACCESS_WORDS words an access.
 *
 *     position in the body | code offset in the original module | check, or 0
 *
 *     check     bit 0       its bytes have been tested before, and only doubt is left to ask (passes/check.ts)
 *               the rest    1 more than the local that keeps the doubt
 */
export const ACCESS_WORDS = 3;

/** A check that is made where the access is translated. */
export interface DeferredCheck {
  /** Local into which the answer of the exact check is or'ed. */
  doubt: number;
  /** The bytes have been tested before. */
  isRepeated: boolean;
}

export function encodeCheck(check: DeferredCheck | undefined): number {
  return check === undefined ? 0 : ((check.doubt + 1) << 1) | (check.isRepeated ? 1 : 0);
}

export function decodeCheck(word: number): DeferredCheck | undefined {
  return word === 0 ? undefined : { doubt: (word >>> 1) - 1, isRepeated: (word & 1) !== 0 };
}
