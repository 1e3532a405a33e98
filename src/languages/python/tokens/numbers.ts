/** Where a number ends, and what is wrong with one. The value is made when the tree is. */
import { CLASS, DIGIT, HEX, NAME_PART } from './characters.js';

/** Raised for a malformed number; `offset` is how far the tokenizer had read, `from` where a range begins. */
export interface NumberProblem {
  readonly message: string;
  readonly offset: number;
  readonly from: number;
}

const WORDS_AFTER: Readonly<Record<number, readonly string[]>> = {
  0x61: ['nd'],
  0x65: ['lse'],
  0x66: ['or'],
  0x69: ['f', 'n', 's'],
  0x6f: ['r'],
  0x6e: ['ot'],
};

/** The end of the number that begins at `start` with a digit, or with a dot and a digit. */
export function endOfNumber(b: Uint8Array, start: number): number | NumberProblem {
  let i = start;
  if (b[i] === 0x30) {
    const mark = b[i + 1] | 0x20;
    if (mark === 0x78) return radix(b, i + 2, 'hexadecimal', 16);
    if (mark === 0x6f) return radix(b, i + 2, 'octal', 8);
    if (mark === 0x62) return radix(b, i + 2, 'binary', 2);
    i++;
    for (;;) {
      if (b[i] === 0x5f) {
        i++;
        if ((CLASS[b[i]] & DIGIT) === 0) return problem('decimal', i);
      }
      if (b[i] !== 0x30) break;
      i++;
    }
    const zerosEnd = i + 1;
    let isOctal = false;
    if (CLASS[b[i]] & DIGIT) {
      isOctal = true;
      i = digits(b, i);
      if (i < 0) return problem('decimal', -i);
    }
    const next = b[i] | 0x20;
    if (b[i] !== 0x2e && next !== 0x65 && next !== 0x6a) {
      if (!isOctal) return ended(b, i, 'decimal');
      const message =
        'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers';
      return { message, offset: zerosEnd, from: start };
    }
  } else if (b[i] !== 0x2e) {
    i = digits(b, i);
    if (i < 0) return problem('decimal', -i);
  }
  if (b[i] === 0x2e) {
    i++;
    if (CLASS[b[i]] & DIGIT) {
      i = digits(b, i);
      if (i < 0) return problem('decimal', -i);
    }
  }
  if ((b[i] | 0x20) === 0x65) {
    const mark = i++;
    if (b[i] === 0x2b || b[i] === 0x2d) {
      i++;
      if ((CLASS[b[i]] & DIGIT) === 0) return problem('decimal', i);
    } else if ((CLASS[b[i]] & DIGIT) === 0) return ended(b, mark, 'decimal');
    i = digits(b, i);
    if (i < 0) return problem('decimal', -i);
  }
  if ((b[i] | 0x20) === 0x6a) return ended(b, i + 1, 'imaginary');
  return ended(b, i, 'decimal');
}

/** Behind the digits at `i`; negative where an underscore is not followed by one. */
function digits(b: Uint8Array, from: number): number {
  let i = from;
  for (;;) {
    while (CLASS[b[i]] & DIGIT) i++;
    if (b[i] !== 0x5f) return i;
    i++;
    if ((CLASS[b[i]] & DIGIT) === 0) return -i;
  }
}

function radix(b: Uint8Array, from: number, kind: string, base: number): number | NumberProblem {
  let i = from;
  do {
    if (b[i] === 0x5f) i++;
    if (!isDigitOf(b[i], base)) return wrongDigit(b, i, kind) ?? problem(kind, i);
    while (isDigitOf(b[i], base)) i++;
  } while (b[i] === 0x5f);
  return wrongDigit(b, i, kind) ?? ended(b, i, kind);
}

function isDigitOf(c: number, base: number): boolean {
  return base === 16 ? (CLASS[c] & HEX) !== 0 : c >= 0x30 && c < 0x30 + base;
}

function wrongDigit(b: Uint8Array, i: number, kind: string): NumberProblem | undefined {
  if (kind === 'hexadecimal' || (CLASS[b[i]] & DIGIT) === 0) return undefined;
  return { message: `invalid digit '${String.fromCharCode(b[i])}' in ${kind} literal`, offset: i + 1, from: -1 };
}

function problem(kind: string, offset: number): NumberProblem {
  return { message: `invalid ${kind} literal`, offset, from: -1 };
}

/** A number may touch some keywords (`1if x else y`), but no other name. */
function ended(b: Uint8Array, i: number, kind: string): number | NumberProblem {
  if ((CLASS[b[i]] & NAME_PART) === 0 || b[i] >= 0x80) return i;
  const words = WORDS_AFTER[b[i]];
  if (words?.some((word) => [...word].every((letter, at) => b[i + 1 + at] === letter.charCodeAt(0)))) return i;
  return problem(kind, i);
}
