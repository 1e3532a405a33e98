/** Cases of characters, as the compiler of regular expressions asks about them. */

export function asciiLower(c: number): number {
  return c >= 0x41 && c <= 0x5a ? c + 32 : c;
}

/** The first character of the mapping. */
export function unicodeLower(c: number): number {
  return c < 128 ? asciiLower(c) : (String.fromCodePoint(c).toLowerCase().codePointAt(0) as number);
}

export function unicodeUpper(c: number): number {
  return String.fromCodePoint(c).toUpperCase().codePointAt(0) as number;
}
