/** Days and seconds as dates of the Gregorian calendar, carried on in both directions, and back. */

export interface BrokenTime {
  readonly year: number;
  /** From 0, as are days of the year; days of the month are from 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly yearDay: number;
  /** 1, 0, or -1 for not known. */
  readonly summer: number;
  readonly zone: string;
  /** Seconds east of Greenwich. */
  readonly offset: number;
}

const DAY = 86400;
/** 400 years. */
const CYCLE_DAYS = 146097;
/** Since the year 1. */
const DAYS_BEFORE_1970 = 719162;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1970 on; the month may be any. */
export function daysOf(year: number, month: number, day: number): number {
  const years = year + Math.floor(month / 12);
  const monthInYear = month - 12 * Math.floor(month / 12);
  const before = years - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leapDay = monthInYear > 1 && isLeap(years) ? 1 : 0;
  return before * 365 + leaps - DAYS_BEFORE_1970 + DAYS_BEFORE_MONTH[monthInYear] + leapDay + day - 1;
}

/** Seconds from 1970 on, in a zone that is `offset` seconds ahead. */
export function breakDown(seconds: number, offset: number, zone: string, summer: number): BrokenTime {
  const local = seconds + offset;
  const days = Math.floor(local / DAY);
  const rest = local - days * DAY;
  const fromYear1 = days + DAYS_BEFORE_1970;
  const cycles = Math.floor(fromYear1 / CYCLE_DAYS);
  let year = 1 + 400 * cycles + Math.floor((fromYear1 - cycles * CYCLE_DAYS) / 366);
  while (daysOf(year + 1, 0, 1) <= days) year++;
  const yearDay = days - daysOf(year, 0, 1);
  let month = 11;
  while (daysOf(year, month, 1) > days) month--;
  return {
    year,
    month,
    day: days - daysOf(year, month, 1) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: rest % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
    yearDay,
    summer,
    zone,
    offset,
  };
}

/** Seconds from 1970 on of a date in Greenwich; fields may be out of their ranges. */
export function secondsOf(t: Pick<BrokenTime, 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'>): number {
  return daysOf(t.year, t.month, t.day) * DAY + t.hour * 3600 + t.minute * 60 + t.second;
}

/** ISO 8601's week and the year that it belongs to. */
export function isoWeek({ year, yearDay, weekday }: BrokenTime): { year: number; week: number } {
  const fromMonday = (weekday + 6) % 7;
  const week = Math.floor((yearDay - fromMonday + 10) / 7);
  if (week < 1) return { year: year - 1, week: weeksIn(year - 1) };
  return week > weeksIn(year) ? { year: year + 1, week: 1 } : { year, week };
}

/** 53 in years that begin or end on a Thursday. */
function weeksIn(year: number): number {
  const first = (((daysOf(year, 0, 1) + 3) % 7) + 7) % 7;
  return first === 3 || (first === 2 && isLeap(year)) ? 53 : 52;
}
