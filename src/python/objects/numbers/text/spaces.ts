/** What the readers of numbers do first: spaces off both ends, and decimal digits of any script as ASCII. */

// Of ASCII's only these, where str.strip() knows more.
const SPACES = String.raw`[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;
const LEADING = new RegExp(`^${SPACES}+`);
const TRAILING = new RegExp(`${SPACES}+$`);
const PLAIN = /^[!-~]*$/;

export function withoutSpaces(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(LEADING, '')
    .replace(TRAILING, '')
    .replace(/\p{Nd}/gu, (digit) => String(decimalValue(digit)));
}

/** The digit of a decimal character of any script: they come in runs of ten, some of which follow each other. */
export function decimalValue(character: string): number {
  const code = character.codePointAt(0) as number;
  if (code < 128) return code - 48;
  let first = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}
