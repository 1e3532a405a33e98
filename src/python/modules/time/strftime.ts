/** strftime in the C locale, with glibc's flags (- _ 0 ^ #) and widths. */
import { isoWeek, type BrokenTime } from './calendar.js';
import { localSeconds, zone } from './zone.js';

export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** A number with its usual width and what fills it. */
type Field = { value: number; width: number; fill: '0' | ' ' } | string;

const number = (value: number, width = 2, fill: '0' | ' ' = '0'): Field => ({ value, width, fill });
const hour12 = (hour: number) => ((hour + 11) % 12) + 1;

const FIELDS: Readonly<Record<string, (t: BrokenTime) => Field>> = {
  a: (t) => DAYS[t.weekday].slice(0, 3),
  A: (t) => DAYS[t.weekday],
  b: (t) => MONTHS[t.month].slice(0, 3),
  B: (t) => MONTHS[t.month],
  c: (t) => strftime('%a %b %e %H:%M:%S %Y', t),
  C: (t) => number(Math.floor(t.year / 100), 1),
  d: (t) => number(t.day),
  D: (t) => strftime('%m/%d/%y', t),
  e: (t) => number(t.day, 2, ' '),
  F: (t) => strftime('%Y-%m-%d', t),
  g: (t) => number(((isoWeek(t).year % 100) + 100) % 100),
  G: (t) => number(isoWeek(t).year, 1),
  h: (t) => MONTHS[t.month].slice(0, 3),
  H: (t) => number(t.hour),
  I: (t) => number(hour12(t.hour)),
  j: (t) => number(t.yearDay + 1, 3),
  k: (t) => number(t.hour, 2, ' '),
  l: (t) => number(hour12(t.hour), 2, ' '),
  m: (t) => number(t.month + 1),
  M: (t) => number(t.minute),
  n: () => '\n',
  p: (t) => (t.hour < 12 ? 'AM' : 'PM'),
  P: (t) => (t.hour < 12 ? 'am' : 'pm'),
  r: (t) => strftime('%I:%M:%S %p', t),
  R: (t) => strftime('%H:%M', t),
  s: (t) => number(localSeconds(t), 1),
  S: (t) => number(t.second),
  t: () => '\t',
  T: (t) => strftime('%H:%M:%S', t),
  u: (t) => number(t.weekday === 0 ? 7 : t.weekday, 1),
  U: (t) => number(Math.floor((t.yearDay + 7 - t.weekday) / 7)),
  V: (t) => number(isoWeek(t).week),
  w: (t) => number(t.weekday, 1),
  W: (t) => number(Math.floor((t.yearDay + 7 - ((t.weekday + 6) % 7)) / 7)),
  x: (t) => strftime('%m/%d/%y', t),
  X: (t) => strftime('%H:%M:%S', t),
  y: (t) => number(((t.year % 100) + 100) % 100),
  Y: (t) => number(t.year, 1),
  z: (t) => {
    const minutes = Math.floor(Math.abs(t.offset) / 60);
    return `${t.offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`;
  },
  Z: (t) => t.zone || (t.summer > 0 ? zone().summerName : zone().standardName),
  '%': () => '%',
};

function pad(value: number, width: number, fill = '0'): string {
  const digits = String(Math.abs(value));
  return value < 0 ? `-${digits.padStart(width - 1, fill)}` : digits.padStart(width, fill);
}

/** What is no directive stays as it is. */
export function strftime(format: string, time: BrokenTime): string {
  return format.replace(/%([-_0^#]*)(\d*)[EO]?([a-zA-Z%])/g, (all, flags: string, width: string, directive: string) => {
    const field = FIELDS[directive]?.(time);
    if (field === undefined) return all;
    const isPlain = !flags.includes('-');
    let text: string;
    if (typeof field === 'string') text = field.padStart(Number(width), flags.includes('0') ? '0' : ' ');
    else {
      const fill = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : field.fill;
      text = pad(field.value, isPlain ? Math.max(field.width, Number(width)) : Number(width), fill);
    }
    if (flags.includes('^')) return text.toUpperCase();
    return flags.includes('#') ? swapCase(text) : text;
  });
}

function swapCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}
