/** What regular expressions ask about characters: categories and case. */

const UNDERSCORE = 0x5f;

const isAsciiDigit = (c: number) => c >= 0x30 && c <= 0x39;
const isAsciiSpace = (c: number) => c === 0x20 || (c >= 9 && c <= 13);
const isAsciiWord = (c: number) =>
  c < 128 && (isAsciiDigit(c) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || c === UNDERSCORE);
const isLineBreak = (c: number) => c === 10;
const isUnicodeLineBreak = (c: number) =>
  (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e) || c === 0x85 || c === 0x2028 || c === 0x2029;

const DIGIT = /^\p{Nd}$/u;
const WORD = /^[\p{L}\p{N}]$/u;
/** Beyond ASCII. */
const SPACE = /^[\p{Zs}\u0085\u2028\u2029]$/u;

const tested = (pattern: RegExp, ascii: (c: number) => boolean) => (c: number) =>
  c < 128 ? ascii(c) : pattern.test(String.fromCodePoint(c));

const isDigit = tested(DIGIT, isAsciiDigit);
const isWord = tested(WORD, isAsciiWord);
const isSpace = tested(SPACE, (c) => isAsciiSpace(c) || (c >= 0x1c && c <= 0x1f));

/** By the numbers of CHCODES: each is followed by its opposite. Words of a locale are those of ASCII. */
const KINDS = [
  isAsciiDigit,
  isAsciiSpace,
  isAsciiWord,
  isLineBreak,
  isAsciiWord,
  isDigit,
  isSpace,
  isWord,
  isUnicodeLineBreak,
];

export function inCategory(category: number): (c: number) => boolean {
  const kind = KINDS[category >> 1];
  return (category & 1) === 0 ? kind : (c) => !kind(c);
}

export { isAsciiWord, isWord };

export function asciiLower(c: number): number {
  return c >= 0x41 && c <= 0x5a ? c + 32 : c;
}

const DOTTED_I = 0x130;

/** The simple mapping: one character. */
export function unicodeLower(c: number): number {
  if (c < 128) return asciiLower(c);
  if (c === DOTTED_I) return 0x69;
  return single(String.fromCodePoint(c).toLowerCase(), c);
}

export function unicodeUpper(c: number): number {
  return single(String.fromCodePoint(c).toUpperCase(), c);
}

/** The character that a text is, or the one it came from. */
function single(text: string, otherwise: number): number {
  const point = text.codePointAt(0) as number;
  return text.length === (point > 0xffff ? 2 : 1) ? point : otherwise;
}
