/** time. Clocks are the host's. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { ARGUMENTS, NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  IS_TUPLE,
  OVERFLOW_ERROR,
  SIMPLE_NAMESPACE_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
  VALUE_ERROR,
} from '../../format/types.js';
import { indexValue, isFloat, requireText } from '../../objects/numbers/arguments.js';
import { method, type MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { makeStructSequence, structSequence } from '../struct-sequence.js';
import { breakDown, type BrokenTime } from './calendar.js';
import { DAYS, MONTHS, strftime } from './strftime.js';
import { localSeconds, localTime, zone } from './zone.js';

const BILLION = 1_000_000_000n;
/** Seconds that CPython's time_t and its conversion to nanoseconds hold. */
const MOST_SECONDS = 2 ** 63;
const MOST_SLEEP = MOST_SECONDS / 1e9;
const MOST_YEAR = 2 ** 31 - 1;

type Clock = 'realtime' | 'monotonic' | 'processor';

interface ClockInfo {
  readonly clock: Clock;
  readonly system: string;
  readonly monotonic: boolean;
  readonly adjustable: boolean;
}

const CLOCKS: Readonly<Record<string, ClockInfo>> = {
  time: { clock: 'realtime', system: 'CLOCK_REALTIME', monotonic: false, adjustable: true },
  monotonic: { clock: 'monotonic', system: 'CLOCK_MONOTONIC', monotonic: true, adjustable: false },
  perf_counter: { clock: 'monotonic', system: 'CLOCK_MONOTONIC', monotonic: true, adjustable: false },
  process_time: { clock: 'processor', system: 'CLOCK_PROCESS_CPUTIME_ID', monotonic: true, adjustable: false },
  thread_time: { clock: 'processor', system: 'CLOCK_THREAD_CPUTIME_ID', monotonic: true, adjustable: false },
};

/** Linux's numbers. */
const CLOCK_IDS: Readonly<Record<string, { id: number; clock: Clock }>> = {
  CLOCK_REALTIME: { id: 0, clock: 'realtime' },
  CLOCK_MONOTONIC: { id: 1, clock: 'monotonic' },
  CLOCK_PROCESS_CPUTIME_ID: { id: 2, clock: 'processor' },
  CLOCK_THREAD_CPUTIME_ID: { id: 3, clock: 'processor' },
};

const read = (rt: Runtime, clock: Clock): bigint => rt.surroundings.host.clock[clock]();

/** Nanoseconds as seconds: the whole ones and the rest apart, so that no bit is lost before the sum. */
const seconds = (nanoseconds: bigint): number => Number(nanoseconds / BILLION) + Number(nanoseconds % BILLION) / 1e9;

const clockFunctions: readonly MethodDefinition[] = Object.entries(CLOCKS).flatMap(([name, { clock }]) => [
  method(name, NO_ARGUMENTS, (rt) => rt.float(seconds(read(rt, clock)))),
  method(`${name}_ns`, NO_ARGUMENTS, (rt) => rt.int(read(rt, clock))),
]);

function sleep(rt: Runtime, _: Address, p: Address): Address {
  const duration = secondsIn(rt, p);
  if (Math.abs(duration) > MOST_SLEEP) rt.raise(OVERFLOW_ERROR, 'timestamp out of range for platform time_t');
  if (duration < 0) rt.raise(VALUE_ERROR, 'sleep length must be non-negative');
  rt.surroundings.host.clock.sleep(BigInt(Math.ceil(duration * 1e9)));
  return NONE;
}

/** A float or an int as seconds. */
function secondsIn(rt: Runtime, p: Address): number {
  const value = isFloat(rt, p) ? rt.floatValue(p) : Number(indexValue(rt, p));
  if (Number.isNaN(value)) rt.raise(VALUE_ERROR, 'Invalid value NaN (not a number)');
  if (Math.abs(value) >= MOST_SECONDS) rt.raise(OVERFLOW_ERROR, 'timestamp out of range for platform time_t');
  return value;
}

/** An optional argument as whole seconds since 1970; now without one. */
function moment(rt: Runtime, p: Address): number {
  return p === 0 || p === NONE ? Number(read(rt, 'realtime') / BILLION) : Math.floor(secondsIn(rt, p));
}

/** struct_time of each runtime. */
const structTimes = new WeakMap<Runtime, Address>();

function structTime(rt: Runtime, t: BrokenTime): Address {
  if (Math.abs(t.year) > MOST_YEAR) rt.raise(OVERFLOW_ERROR, 'timestamp out of range for platform time_t');
  const words = [t.year, t.month + 1, t.day, t.hour, t.minute, t.second, (t.weekday + 6) % 7, t.yearDay + 1, t.summer];
  const values = [...words.map((word) => rt.int(word)), rt.string(t.zone), rt.int(t.offset)];
  return structSequence(rt, structTimes.get(rt) as Address, values);
}

/** The fields of a time tuple. */
function brokenTime(rt: Runtime, p: Address, function_: string): BrokenTime {
  if ((rt.views.word(rt.typeOf(p) + TYPE_FLAGS) & IS_TUPLE) === 0) {
    rt.raise(TYPE_ERROR, 'Tuple or struct_time argument required');
  }
  const items = rt.tupleItems(p);
  if (items.length !== 9) rt.raise(TYPE_ERROR, `${function_}(): illegal time tuple argument`);
  const [year, month, day, hour, minute, second, weekday, yearDay, summer] = items.map((item) => {
    const value = indexValue(rt, item);
    if (value !== BigInt.asIntN(32, value)) rt.raise(OVERFLOW_ERROR, 'signed integer is greater than maximum');
    return Number(value);
  });
  const isStruct = rt.typeOf(p) === structTimes.get(rt);
  const zone = isStruct ? rt.attribute(p, 'tm_zone') : NONE;
  const offset = isStruct ? rt.attribute(p, 'tm_gmtoff') : NONE;
  return {
    year,
    month: month - 1,
    day,
    hour,
    minute,
    second,
    weekday: (weekday + 1) % 7,
    yearDay: yearDay - 1,
    summer,
    zone: zone === NONE ? '' : rt.text(zone),
    offset: offset === NONE ? 0 : Number(rt.bigInt(offset)),
  };
}

/** Fields in their ranges; 0 is forgiven where people write it. */
function checked(rt: Runtime, t: BrokenTime): BrokenTime {
  const month = t.month === -1 ? 0 : t.month;
  const day = t.day === 0 ? 1 : t.day;
  const yearDay = t.yearDay === -1 ? 0 : t.yearDay;
  const require = (fits: boolean, what: string) => fits || rt.raise(VALUE_ERROR, `${what} out of range`);
  require(month >= 0 && month <= 11, 'month');
  require(day >= 0 && day <= 31, 'day of month');
  require(t.hour >= 0 && t.hour <= 23, 'hour');
  require(t.minute >= 0 && t.minute <= 59, 'minute');
  require(t.second >= 0 && t.second <= 61, 'seconds');
  require(t.weekday >= 0, 'day of week');
  require(yearDay >= 0 && yearDay <= 365, 'day of year');
  return { ...t, month, day, yearDay };
}

function asText(t: BrokenTime): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = String(t.day).padStart(3);
  const clock = `${two(t.hour)}:${two(t.minute)}:${two(t.second)}`;
  return `${DAYS[t.weekday].slice(0, 3)} ${MONTHS[t.month].slice(0, 3)}${day} ${clock} ${t.year}`;
}

const now = (rt: Runtime): BrokenTime => localTime(moment(rt, 0));

function formatted(rt: Runtime, _: Address, [format, time]: Address[]): Address {
  const text = requireText(rt, format, 'strftime() argument 1');
  return rt.string(strftime(text, time === 0 ? now(rt) : checked(rt, brokenTime(rt, time, 'strftime'))));
}

function clockInfo(rt: Runtime, _: Address, name: Address): Address {
  const known = CLOCKS[requireText(rt, name, 'get_clock_info() argument 1')];
  if (known === undefined) rt.raise(VALUE_ERROR, 'unknown clock');
  return rt.call(SIMPLE_NAMESPACE_TYPE, [], {
    implementation: rt.string(`clock_gettime(${known.system})`),
    monotonic: rt.bool(known.monotonic),
    adjustable: rt.bool(known.adjustable),
    resolution: rt.float(1e-9),
  });
}

function clockOf(rt: Runtime, p: Address): Clock {
  const id = indexValue(rt, p);
  const known = Object.values(CLOCK_IDS).find((clock) => BigInt(clock.id) === id);
  return known?.clock ?? rt.raise(VALUE_ERROR, `the clock ${id} is none of those that a program has here`);
}

/** As CPython has it, in Python. */
function parsed(rt: Runtime, _: Address, at: Address, count: number): Address {
  const module = rt.call(rt.builtin('__import__'), [rt.name('_strptime')]);
  const args = [...rt.views.i32.subarray(at >> 2, (at >> 2) + count)];
  return rt.call(rt.attribute(module, '_strptime_time'), args);
}

export const TIME: ModuleDefinition = {
  name: 'time',
  doc: 'This module provides various functions to manipulate time values.',
  functions: [
    ...clockFunctions,
    method('sleep', ONE_ARGUMENT, sleep, 'Delay execution for a given number of seconds.'),
    native('gmtime', 'seconds=None, /', (rt, _, [p]) => structTime(rt, breakDown(moment(rt, p), 0, 'UTC', 0))),
    native('localtime', 'seconds=None, /', (rt, _, [p]) => structTime(rt, localTime(moment(rt, p)))),
    native('asctime', 'tuple=None, /', (rt, _, [p]) =>
      rt.string(asText(p === 0 ? now(rt) : checked(rt, brokenTime(rt, p, 'asctime')))),
    ),
    native('ctime', 'seconds=None, /', (rt, _, [p]) => rt.string(asText(localTime(moment(rt, p))))),
    method('mktime', ONE_ARGUMENT, (rt, _, p) => rt.float(localSeconds(brokenTime(rt, p, 'mktime')))),
    native('strftime', 'format, tuple=None, /', formatted),
    method('strptime', ARGUMENTS, parsed),
    method('get_clock_info', ONE_ARGUMENT, clockInfo),
    method('clock_gettime', ONE_ARGUMENT, (rt, _, p) => rt.float(seconds(read(rt, clockOf(rt, p))))),
    method('clock_gettime_ns', ONE_ARGUMENT, (rt, _, p) => rt.int(read(rt, clockOf(rt, p)))),
    method('clock_getres', ONE_ARGUMENT, (rt, _, p) => (clockOf(rt, p), rt.float(1e-9))),
    method('tzset', NO_ARGUMENTS, () => NONE),
  ],
  attributes: (rt) => {
    const type = makeStructSequence(rt, {
      name: 'time.struct_time',
      doc: 'The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by asctime(), mktime() and strftime().',
      fields: [
        'tm_year',
        'tm_mon',
        'tm_mday',
        'tm_hour',
        'tm_min',
        'tm_sec',
        'tm_wday',
        'tm_yday',
        'tm_isdst',
        'tm_zone',
        'tm_gmtoff',
      ],
      visible: 9,
    });
    // It must outlive whatever the program does with the module.
    rt.incref(type);
    structTimes.set(rt, type);
    const { standardOffset, summerOffset, standardName, summerName } = zone(rt.surroundings.zoneRule?.());
    return {
      ...Object.fromEntries(Object.entries(CLOCK_IDS).map(([name, { id }]) => [name, rt.int(id)])),
      struct_time: type,
      timezone: rt.int(-standardOffset || 0),
      altzone: rt.int(-summerOffset || 0),
      daylight: rt.int(standardOffset === summerOffset ? 0 : 1),
      tzname: rt.tuple([rt.string(standardName), rt.string(summerName)]),
      _STRUCT_TM_ITEMS: rt.int(11),
    };
  },
};
