/** Unicode's normalization forms (UAX #15): decomposed, put in the order of combining classes, and for NFC and NFKC composed. */
import { compositionOf, correctionOf, decompositionOf, recordOf, type Version } from './database.js';

export type Form = 'NFC' | 'NFD' | 'NFKC' | 'NFKD';
export const FORMS: ReadonlySet<string> = new Set<Form>(['NFC', 'NFD', 'NFKC', 'NFKD']);

/** Below it nothing has a decomposition, and nothing composes with what is before. */
const FIRST_CANONICAL = 0xc0;
const FIRST_COMPATIBLE = 0xa0;

const SYLLABLES = 0xac00;
const LEADS = 0x1100;
const VOWELS = 0x1161;
/** One before the first: a syllable may have no tail. */
const TAILS = 0x11a7;
const LEAD_COUNT = 19;
const VOWEL_COUNT = 21;
const TAIL_COUNT = 28;
const SYLLABLE_COUNT = LEAD_COUNT * VOWEL_COUNT * TAIL_COUNT;

export function normalize(version: Version, form: Form, points: Uint32Array): Uint32Array {
  const isCompatible = form === 'NFKC' || form === 'NFKD';
  const first = isCompatible ? FIRST_COMPATIBLE : FIRST_CANONICAL;
  if (points.every((point) => point < first)) return points;
  const decomposed: number[] = [];
  for (const point of points) decompose(version, isCompatible, point, decomposed);
  sortMarks(decomposed);
  return Uint32Array.from(form === 'NFC' || form === 'NFKC' ? compose(decomposed) : decomposed);
}

function decompose(version: Version, isCompatible: boolean, point: number, into: number[]): void {
  const syllable = point - SYLLABLES;
  if (syllable >= 0 && syllable < SYLLABLE_COUNT) {
    into.push(LEADS + Math.floor(syllable / (VOWEL_COUNT * TAIL_COUNT)));
    into.push(VOWELS + (Math.floor(syllable / TAIL_COUNT) % VOWEL_COUNT));
    if (syllable % TAIL_COUNT > 0) into.push(TAILS + (syllable % TAIL_COUNT));
    return;
  }
  const correction = correctionOf(version, point);
  if (correction !== undefined) {
    into.push(correction);
    return;
  }
  const decomposition = decompositionOf(version, point);
  if (decomposition === undefined || (decomposition.isCompatible && !isCompatible)) into.push(point);
  else for (const part of decomposition.points) decompose(version, isCompatible, part, into);
}

/** All versions put marks in the order of today's classes, which may not change. */
const classOf = (point: number): number => (point < 0x300 ? 0 : recordOf('14.0.0', point).combiningClass);

/** Each run of marks in the order of their classes; those of one class stay as they are. */
function sortMarks(points: number[]): void {
  for (let from = 0; from < points.length; from++) {
    if (classOf(points[from]) === 0) continue;
    let to = from;
    while (to < points.length && classOf(points[to]) !== 0) to++;
    if (to - from > 1) {
      const marks = points.slice(from, to).sort((a, b) => classOf(a) - classOf(b));
      marks.forEach((mark, at) => (points[from + at] = mark));
    }
    from = to;
  }
}

function compose(points: readonly number[]): number[] {
  const composed: number[] = [];
  let starter = -1;
  /** Of the last character that was kept behind the starter; -1 where there is none. */
  let lastClass = -1;
  for (const point of points) {
    const ownClass = classOf(point);
    const isBlocked = lastClass !== -1 && (lastClass === 0 || lastClass >= ownClass);
    const together = starter < 0 || isBlocked ? undefined : pairOf(composed[starter], point);
    if (together !== undefined) {
      composed[starter] = together;
      continue;
    }
    composed.push(point);
    lastClass = ownClass;
    if (ownClass === 0) {
      starter = composed.length - 1;
      lastClass = -1;
    }
  }
  return composed;
}

function pairOf(first: number, second: number): number | undefined {
  const lead = first - LEADS;
  const vowel = second - VOWELS;
  if (lead >= 0 && lead < LEAD_COUNT && vowel >= 0 && vowel < VOWEL_COUNT)
    return SYLLABLES + (lead * VOWEL_COUNT + vowel) * TAIL_COUNT;
  const syllable = first - SYLLABLES;
  const tail = second - TAILS;
  if (syllable >= 0 && syllable < SYLLABLE_COUNT && syllable % TAIL_COUNT === 0 && tail > 0 && tail < TAIL_COUNT)
    return first + tail;
  return compositionOf(first, second);
}
