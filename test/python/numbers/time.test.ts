/** time's calendar against CPython's (make-time-goldens.py), and its functions on the test's clock. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeModule, moduleDict } from '../../../src/python/modules/make-module.js';
import { breakDown, secondsOf } from '../../../src/python/modules/time/calendar.js';
import { TIME } from '../../../src/python/modules/time/module.js';
import { strftime } from '../../../src/python/modules/time/strftime.js';
import { localSeconds, localTime } from '../../../src/python/modules/time/zone.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';
import { installedPython } from '../oracle.js';
import { decode, outcome } from './golden-values.js';

const SCRIPT = join(import.meta.dirname, 'make-time-goldens.py');
const GOLDENS = join(import.meta.dirname, 'time-goldens.json');
const [format, rows] = JSON.parse(readFileSync(GOLDENS, 'utf8')) as [string, [number, number[], string, string][]];
const python = installedPython();

describe('the calendar of time', () => {
  it.each(rows)('%i', (seconds, fields, text) => {
    const t = breakDown(seconds, 0, 'GMT', 0);
    const found = [t.year, t.month + 1, t.day, t.hour, t.minute, t.second, (t.weekday + 6) % 7, t.yearDay + 1, 0];
    expect(found).toEqual(fields);
    expect(secondsOf(t)).toBe(seconds);
    expect(strftime(format, t)).toBe(text);
  });

  it('goes to the local zone and back', () => {
    for (const [seconds] of rows) expect(localSeconds(localTime(seconds))).toBe(seconds);
  });

  it.skipIf(python === undefined)('is what the installed CPython says', () => {
    const text = execFileSync(installedPython()!.command, [SCRIPT, '-'], {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'UTC' },
    });
    expect(text === readFileSync(GOLDENS, 'utf8')).toBe(true);
  });
});

describe('time', () => {
  const rt = openForTest();
  const module = makeModule(rt, TIME);
  const call = (name: string, ...args: string[]) =>
    outcome(rt, () => {
      const function_ = rt.dictGet(moduleDict(rt, module), rt.name(name));
      const given = args.map((arg) => decode(rt, arg));
      return rt.call(function_, given);
    });

  it('reads the clocks of the host', () => {
    expect(call('time_ns')).toMatch(/^i\d+$/);
    expect(call('perf_counter')).toMatch(/^f/);
    expect(call('asctime', 't["i2000", "i1", "i2", "i3", "i4", "i5", "i6", "i2", "i0"]')).toBe(
      'sSun Jan  2 03:04:05 2000',
    );
  });

  it('refuses in CPython’s words', () => {
    expect(call('sleep', 'i-1')).toBe('!ValueError: sleep length must be non-negative');
    expect(call('sleep', 'sa')).toBe("!TypeError: 'str' object cannot be interpreted as an integer");
    expect(call('gmtime', 'f4415af1d78b58c40')).toBe('!OverflowError: timestamp out of range for platform time_t');
    expect(call('strftime', 'i1')).toBe('!TypeError: strftime() argument 1 must be str, not int');
    expect(call('asctime', 't["i1", "i2"]')).toBe('!TypeError: asctime(): illegal time tuple argument');
    expect(call('mktime', 'i1')).toBe('!TypeError: Tuple or struct_time argument required');
    expect(call('asctime', 't["i2000", "i13", "i2", "i3", "i4", "i5", "i6", "i2", "i0"]')).toBe(
      '!ValueError: month out of range',
    );
    expect(call('get_clock_info', 'sx')).toBe('!ValueError: unknown clock');
  });
});
