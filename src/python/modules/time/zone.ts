/** The zone of the machine, as the engine knows it. */
import { breakDown, secondsOf, type BrokenTime } from './calendar.js';
import { zoneNames } from './zone-names.js';

/** The engine's dates end there. */
const MOST_MILLISECONDS = 8.64e15;

function offsetAt(seconds: number): number {
  const at = Math.max(-MOST_MILLISECONDS, Math.min(MOST_MILLISECONDS, seconds * 1000));
  return -60 * new Date(at).getTimezoneOffset() || 0;
}

export interface Zone {
  /** What must be added to Greenwich's time in winter, in summer, in seconds. */
  readonly standardOffset: number;
  readonly summerOffset: number;
  readonly standardName: string;
  readonly summerName: string;
}

let known: Zone | undefined;

/**
 * The zone in the current year.
 * @param rule of the machine's zone (zone-names.ts); of what it does not name the engine is asked, which takes 20 ms, and says GMT+1
 * for many a name
 */
export function zone(rule?: string): Zone {
  if (known !== undefined) return known;
  const names = zoneNames(rule ?? '');
  const year = new Date().getFullYear();
  const [january, july] = [0, 6].map((month) => offsetAt(Date.UTC(year, month, 1) / 1000));
  const [winter, summer] = january <= july ? [0, 6] : [6, 0];
  const standardOffset = Math.min(january, july);
  const summerOffset = Math.max(january, july);
  return (known = {
    standardOffset,
    summerOffset,
    standardName: names.get(standardOffset) ?? nameAt(year, winter),
    summerName: names.get(summerOffset) ?? nameAt(year, summer),
  });
}

function nameAt(year: number, month: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(
    new Date(Date.UTC(year, month, 1)),
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}

export function localTime(seconds: number): BrokenTime {
  const offset = offsetAt(seconds);
  const { standardOffset, standardName, summerName } = zone();
  const summer = offset === standardOffset ? 0 : 1;
  return breakDown(seconds, offset, summer === 1 ? summerName : standardName, summer);
}

/** Seconds from 1970 on of a local date. */
export function localSeconds(time: BrokenTime): number {
  const asIfInGreenwich = secondsOf(time);
  const guess = asIfInGreenwich - offsetAt(asIfInGreenwich);
  return asIfInGreenwich - offsetAt(guess);
}
