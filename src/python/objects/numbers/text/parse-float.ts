/** float() and complex() of a text. */
import { withoutSpaces } from './spaces.js';

const DIGITS = '[0-9]+(?:_[0-9]+)*';
const UNSIGNED = `(?:(?:${DIGITS}(?:\\.(?:${DIGITS})?)?|\\.${DIGITS})(?:[eE][+-]?${DIGITS})?|[iI][nN][fF](?:[iI][nN][iI][tT][yY])?|[nN][aA][nN])`;
const FLOAT = new RegExp(`^[+-]?${UNSIGNED}$`);
const IMAGINARY = new RegExp(`^([+-]?(?:${UNSIGNED})?)[jJ]$`);
const BOTH = new RegExp(`^([+-]?${UNSIGNED})([+-](?:${UNSIGNED})?)[jJ]$`);

/** Undefined for what is no float. */
export function parseFloat(text: string): number | undefined {
  const word = withoutSpaces(text);
  return FLOAT.test(word) ? valueOf(word) : undefined;
}

/** Of a text that FLOAT matches. */
function valueOf(word: string): number {
  const value = Number(word.replaceAll('_', ''));
  if (!Number.isNaN(value)) return value;
  if (/n$/i.test(word)) return Number.NaN;
  return word.startsWith('-') ? -Infinity : Infinity;
}

/** Undefined for what is no complex number. */
export function parseComplex(text: string): { real: number; imaginary: number } | undefined {
  let word = withoutSpaces(text);
  if (word.startsWith('(')) {
    if (!word.endsWith(')')) return undefined;
    word = withoutSpaces(word.slice(1, -1));
  }
  if (FLOAT.test(word)) return { real: valueOf(word), imaginary: 0 };
  const alone = IMAGINARY.exec(word);
  if (alone !== null) return { real: 0, imaginary: factorOfI(alone[1]) };
  const both = BOTH.exec(word);
  return both === null ? undefined : { real: valueOf(both[1]), imaginary: factorOfI(both[2]) };
}

/** What stands before j, which may be a sign alone or nothing. */
function factorOfI(word: string): number {
  return /^[+-]?$/.test(word) ? Number(`${word}1`) : valueOf(word);
}

/** Underscores are for between digits; whoever puts one elsewhere is told so in other words. */
export function hasLooseUnderscore(text: string): boolean {
  return /(?:^|[^0-9])_|_(?:$|[^0-9])/.test(withoutSpaces(text));
}
