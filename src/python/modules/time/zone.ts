/** The zone of the machine, as the engine knows it. */
import { breakDown, secondsOf, type BrokenTime } from './calendar.js';

/** The engine's dates end there. */
const MOST_MILLISECONDS = 8.64e15;

function offsetAt(seconds: number): number {
  const at = Math.max(-MOST_MILLISECONDS, Math.min(MOST_MILLISECONDS, seconds * 1000));
  return -60 * new Date(at).getTimezoneOffset() || 0;
}

/** Offsets in winter and summer of the current year. */
const year = new Date().getFullYear();
const [january, july] = [0, 6].map((month) => offsetAt(Date.UTC(year, month, 1) / 1000));
export const STANDARD_OFFSET = Math.min(january, july);
export const SUMMER_OFFSET = Math.max(january, july);

function nameAt(month: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(
    new Date(Date.UTC(year, month, 1)),
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}

export const STANDARD_NAME = nameAt(january <= july ? 0 : 6);
export const SUMMER_NAME = nameAt(january <= july ? 6 : 0);

export function localTime(seconds: number): BrokenTime {
  const offset = offsetAt(seconds);
  const summer = offset === STANDARD_OFFSET ? 0 : 1;
  return breakDown(seconds, offset, summer === 1 ? SUMMER_NAME : STANDARD_NAME, summer);
}

/** Seconds from 1970 on of a local date. */
export function localSeconds(time: BrokenTime): number {
  const asIfInGreenwich = secondsOf(time);
  const guess = asIfInGreenwich - offsetAt(asIfInGreenwich);
  return asIfInGreenwich - offsetAt(guess);
}
