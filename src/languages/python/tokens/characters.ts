/** What the bytes of a source are to the tokenizer, and which characters Python allows in names. */

export const DIGIT = 1;
export const HEX = 2;
export const NAME_START = 4;
export const NAME_PART = 8;

/** The classes of each byte; all of UTF-8's other bytes may belong to a name, and `firstInvalid` looks closer. */
export const CLASS = new Uint8Array(256);
for (let c = 0; c < 256; c++) {
  const isDigit = c >= 0x30 && c <= 0x39;
  const lower = c | 0x20;
  const isLetter = (lower >= 0x61 && lower <= 0x7a) || c === 0x5f || c >= 0x80;
  if (isDigit) CLASS[c] = DIGIT | HEX | NAME_PART;
  if (isLetter) CLASS[c] = NAME_START | NAME_PART | (lower >= 0x61 && lower <= 0x66 ? HEX : 0);
}

const START = /^[\p{XID_Start}_]$/u;
const PART = /^\p{XID_Continue}$/u;
const NON_PRINTABLE = /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]$/u;

/** The index, in characters, of the first that may not stand there in a name; -1 where all may. */
export function firstInvalid(name: readonly string[]): number {
  for (let i = 0; i < name.length; i++) if (!(i === 0 ? START : PART).test(name[i])) return i;
  return -1;
}

export function isPrintable(character: string): boolean {
  return character === ' ' || !NON_PRINTABLE.test(character);
}

export function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
