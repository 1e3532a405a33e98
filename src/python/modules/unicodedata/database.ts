/**
 * What Unicode says of characters beyond what str asks (objects/text/unicode): categories, directions, decompositions, numbers;
 * of Unicode 14.0.0, and of 3.2.0, which internationalised domain names are defined by.
 *
 * Unpacked at the first question, 20 ms. A record is shared by all characters that are alike; which one a character has is
 * searched for among the runs, some 3,000.
 */
import { decodeBase64 } from '../../../base/base64.js';
import { inflate } from '../../../base/inflate.js';
import { DATABASE } from './database-data.js';

export type Version = '14.0.0' | '3.2.0';

export interface CharacterRecord {
  /** General category, two letters. */
  readonly category: string;
  /** Empty where nothing is assigned. */
  readonly bidirectional: string;
  readonly combiningClass: number;
  readonly eastAsianWidth: string;
  readonly isMirrored: boolean;
  readonly numeric: number | undefined;
  readonly isDecimal: boolean;
  readonly isDigit: boolean;
}

export interface Decomposition {
  /** As the database has it: `<compat> 0020 0301`. */
  readonly text: string;
  readonly isCompatible: boolean;
  readonly points: readonly number[];
}

interface Database {
  readonly records: readonly CharacterRecord[];
  readonly oldRecords: readonly CharacterRecord[];
  /** First code point of each run, and its record. */
  readonly starts: Uint32Array;
  readonly runRecords: Uint16Array;
  readonly decompositions: ReadonlyMap<number, Decomposition>;
  /** By `pairKey` of what it is made of. */
  readonly compositions: ReadonlyMap<number, number>;
  /** What a character decomposed into in Unicode 3.2.0. */
  readonly corrections: ReadonlyMap<number, number>;
}

const POINTS = 0x110000;

let unpacked: Database | undefined;

const database = (): Database => (unpacked ??= unpack());

export function recordOf(version: Version, codePoint: number): CharacterRecord {
  const { starts, runRecords, records, oldRecords } = database();
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= codePoint) low = middle;
    else high = middle;
  }
  return (version === '3.2.0' ? oldRecords : records)[runRecords[low]];
}

/** Without those of Korean syllables, which are computed. */
export function decompositionOf(version: Version, codePoint: number): Decomposition | undefined {
  const { decompositions } = database();
  const found = decompositions.get(codePoint);
  return found !== undefined && version === '3.2.0' && !isAssigned(version, codePoint) ? undefined : found;
}

/** The other character that Unicode 3.2.0 wrongly decomposed this one into. */
export function correctionOf(version: Version, codePoint: number): number | undefined {
  return version === '3.2.0' ? database().corrections.get(codePoint) : undefined;
}

export const isAssigned = (version: Version, codePoint: number): boolean =>
  recordOf(version, codePoint).category !== 'Cn';

/** The character that the two are composed to. */
export const compositionOf = (first: number, second: number): number | undefined =>
  database().compositions.get(pairKey(first, second));

const pairKey = (first: number, second: number): number => first * POINTS + second;

/** The form is described in scripts/unicode-tables.py. */
function unpack(): Database {
  const text = new TextDecoder().decode(inflate(decodeBase64(DATABASE)));
  const [recordLines, runLines, decompositionLines, correctionLines] = text
    .split('\n\n')
    .map((section) => section.split('\n'));
  const hexadecimal = (digits: string): number => Number.parseInt(digits, 16);
  const both = recordLines.map((line) => readRecords(line.split(' ')));
  const starts = new Uint32Array(runLines.length);
  const runRecords = new Uint16Array(runLines.length);
  let start = 0;
  runLines.forEach((line, run) => {
    const [length, record] = line.split(' ').map(hexadecimal);
    starts[run] = start;
    runRecords[run] = record;
    start += length;
  });
  const corrections = correctionLines.map((line) => line.split(' ').map(hexadecimal) as [number, number]);
  return {
    records: both.map(([now]) => now),
    oldRecords: both.map(([, then]) => then),
    starts,
    runRecords,
    ...readDecompositions(decompositionLines),
    corrections: new Map(corrections),
  };
}

const RECORD_FIELDS = 7;

function readRecords(fields: readonly string[]): [CharacterRecord, CharacterRecord] {
  const now = readRecord(fields);
  const then = fields[RECORD_FIELDS] === '=' ? now : readRecord(fields.slice(RECORD_FIELDS));
  return [now, then];
}

function readRecord(fields: readonly string[]): CharacterRecord {
  const [category, bidirectional, combining, eastAsianWidth, mirrored, numeric, kind] = fields;
  return {
    category,
    bidirectional: bidirectional === '-' ? '' : bidirectional,
    combiningClass: Number.parseInt(combining, 16),
    eastAsianWidth,
    isMirrored: mirrored === '1',
    numeric: numeric === '-' ? undefined : Number(numeric),
    isDecimal: kind === 'd',
    isDigit: kind === 'd' || kind === 'g',
  };
}

function readDecompositions(lines: readonly string[]): Pick<Database, 'decompositions' | 'compositions'> {
  const decompositions = new Map<number, Decomposition>();
  const compositions = new Map<number, number>();
  let codePoint = -1;
  for (const line of lines) {
    const [, distance = '0', excluded, text] = /^(?:\+([0-9a-f]+) )?(\??)(.*)$/.exec(line) as string[];
    codePoint += 1 + Number.parseInt(distance, 16);
    const parts = text.split(' ');
    const isCompatible = parts[0].startsWith('<');
    const points = (isCompatible ? parts.slice(1) : parts).map((digits) => Number.parseInt(digits, 16));
    decompositions.set(codePoint, { text, isCompatible, points });
    if (!isCompatible && excluded === '' && points.length === 2)
      compositions.set(pairKey(points[0], points[1]), codePoint);
  }
  return { decompositions, compositions };
}
