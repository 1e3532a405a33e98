/** How much room characters take in a terminal, as far as source lines need it. */

/** Characters that are shown twice as wide: East Asian wide and full-width forms, and pictures. First and last of each. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Marks that join the character before them, and what selects or joins glyphs. */
const JOINS_PREVIOUS = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** What would move a terminal's cursor, colour it, or turn the direction of writing around. */
const UNPRINTABLE = /^[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]$/u;

/** A character as it can be printed anywhere. */
export function printable(character: string): string {
  return UNPRINTABLE.test(character) ? '\ufffd' : character;
}

/** Columns that one character takes. */
export function columnsOf(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (JOINS_PREVIOUS.test(character)) return 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** Bytes that one character takes in a file. What could not be decoded was one byte. */
export function bytesOf(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x80 || code === 0xfffd) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
