/**
 * Names of characters, as in `\N{GREEK SMALL LETTER ALPHA}`. Nothing is unpacked before the first question; then the
 * table takes some 20 ms and stays. Names of ideographs and of Korean syllables are computed.
 */
import { decodeBase64 } from '../../../../base/base64.js';
import { inflate } from '../../../../base/inflate.js';
import { NAMES } from './names-data.js';

const IDEOGRAPH = 'CJK UNIFIED IDEOGRAPH-';
/** First and last code points of the unified ideographs of Unicode 14. */
const IDEOGRAPHS = [
  ...[0x3400, 0x4dbf, 0x4e00, 0x9fff, 0x20000, 0x2a6df, 0x2a700, 0x2b738, 0x2b740, 0x2b81d],
  ...[0x2b820, 0x2cea1, 0x2ceb0, 0x2ebe0, 0x30000, 0x3134a],
];

const SYLLABLE = 'HANGUL SYLLABLE ';
const FIRST_SYLLABLE = 0xac00;
const LEADS = 'G GG N D DD R M B BB S SS  J JJ C K T P H'.split(' ');
const VOWELS = 'A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I'.split(' ');
const TAILS = ' G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H'.split(' ');
const SYLLABLES = LEADS.length * VOWELS.length * TAILS.length;

interface NameTables {
  characters: Map<string, number>;
  names: Map<number, string>;
  /** Code points with `_` between them, in hexadecimal, by their name. */
  sequences: Map<string, string>;
}

let tables: NameTables | undefined;

/**
 * The character with a name or alias; undefined where there is none. Case does not matter but in computed names, as in
 * CPython.
 */
export function characterNamed(name: string): number | undefined {
  // What becomes ASCII only in upper case is in no name.
  if (!/^[A-Za-z0-9 -]*$/.test(name)) return undefined;
  if (name.startsWith(IDEOGRAPH)) return ideographNamed(name.slice(IDEOGRAPH.length));
  if (name.startsWith(SYLLABLE)) return syllableNamed(name.slice(SYLLABLE.length));
  tables ??= unpack();
  return tables.characters.get(name.toUpperCase());
}

/** The characters that have a name together; undefined where there is none. */
export function sequenceNamed(name: string): number[] | undefined {
  tables ??= unpack();
  const points = tables.sequences.get(name.toUpperCase());
  return points?.split('_').map((digits) => Number.parseInt(digits, 16));
}

/** The name of a character; undefined where it has none. */
export function nameOf(codePoint: number): string | undefined {
  if (isIdeograph(codePoint)) return `${IDEOGRAPH}${codePoint.toString(16).toUpperCase()}`;
  const syllable = codePoint - FIRST_SYLLABLE;
  if (syllable >= 0 && syllable < SYLLABLES) return SYLLABLE + syllableName(syllable);
  tables ??= unpack();
  return tables.names.get(codePoint);
}

function isIdeograph(codePoint: number): boolean {
  for (let i = 0; i < IDEOGRAPHS.length; i += 2)
    if (codePoint >= IDEOGRAPHS[i] && codePoint <= IDEOGRAPHS[i + 1]) return true;
  return false;
}

function ideographNamed(digits: string): number | undefined {
  if (!/^[0-9A-F]{4,5}$/.test(digits)) return undefined;
  const codePoint = Number.parseInt(digits, 16);
  return isIdeograph(codePoint) ? codePoint : undefined;
}

function syllableName(syllable: number): string {
  const tail = syllable % TAILS.length;
  const vowel = Math.floor(syllable / TAILS.length) % VOWELS.length;
  const lead = Math.floor(syllable / (TAILS.length * VOWELS.length));
  return LEADS[lead] + VOWELS[vowel] + TAILS[tail];
}

function syllableNamed(name: string): number | undefined {
  const parts = /^([^AEIOUWY]*)([AEIOUWY]+)([^AEIOUWY]*)$/.exec(name);
  if (parts === null) return undefined;
  const lead = LEADS.indexOf(parts[1]);
  const vowel = VOWELS.indexOf(parts[2]);
  const tail = TAILS.indexOf(parts[3]);
  if (lead < 0 || vowel < 0 || tail < 0) return undefined;
  return FIRST_SYLLABLE + (lead * VOWELS.length + vowel) * TAILS.length + tail;
}

/** The form is described in scripts/unicode-tables.py. */
function unpack(): NameTables {
  const [listed, aliases, named] = new TextDecoder().decode(inflate(decodeBase64(NAMES))).split('\n\n');
  const characters = new Map<string, number>();
  const names = new Map<number, string>();
  let words: string[] = [];
  let codePoint = -1;
  for (const line of listed.split('\n')) {
    let rest = line;
    let distance = 0;
    if (line.startsWith('+')) {
      const end = line.indexOf(' ');
      distance = Number.parseInt(line.slice(1, end), 16);
      rest = line.slice(end + 1);
    }
    codePoint += 1 + distance;
    const first = rest.charCodeAt(0);
    const shared = first < 0x41 && first >= 0x30 ? first - 0x30 : 0;
    const more = rest.slice(shared === 0 ? 0 : 1);
    words = [...words.slice(0, shared), ...(more === '' ? [] : more.split(' '))];
    const ending = `-${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
    const name = words.join(' ').replace('#', ending);
    characters.set(name, codePoint);
    names.set(codePoint, name);
  }
  for (const line of aliases.split('\n')) {
    const end = line.indexOf(' ');
    characters.set(line.slice(end + 1), Number.parseInt(line.slice(0, end), 16));
  }
  const sequences = named.split('\n').map((line): [string, string] => {
    const end = line.indexOf(' ');
    return [line.slice(end + 1), line.slice(0, end)];
  });
  return { characters, names, sequences: new Map(sequences) };
}
