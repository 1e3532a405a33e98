/** The type Context, and the module's contexts. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { CONTEXT_TYPE } from '../../format/module-types.js';
import { NO_ARGUMENTS } from '../../format/objects.js';
import { TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { newSlot } from '../../runtime/bound-slots.js';
import {
  type MethodDefinition,
  method,
  type PropertyDefinition,
  type TypeDefinition,
} from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { native } from '../native.js';
import { statedType } from '../stated-objects.js';
import { argumentOf, convert } from './conversions.js';
import { answerObject, roundingOf } from './decimal-type.js';
import { modularPower, power } from './functions.js';
import { decimalText, isNaN, ofDouble, ZERO } from './number.js';
import { OPERATIONS, type Operation, quotientAndRemainder } from './operations.js';
import { conditionClass, contextState, type ContextState, inContext, makeContext, makeDecimal } from './state.js';
import { type Settings, type Signal, SIGNALS, WIDEST, Work } from './work.js';

export const DEFAULT: ContextState = {
  settings: { precision: 28, rounding: 'ROUND_HALF_EVEN', eMin: -999999, eMax: 999999, capitals: 1, clamp: 0 },
  flags: new Set(),
  traps: new Set<Signal>(['InvalidOperation', 'DivisionByZero', 'Overflow']),
};
export const BASIC: ContextState = {
  settings: { ...DEFAULT.settings, precision: 9, rounding: 'ROUND_HALF_UP' },
  flags: new Set(),
  traps: new Set<Signal>(['InvalidOperation', 'DivisionByZero', 'Overflow', 'Underflow', 'Clamped']),
};
export const EXTENDED: ContextState = {
  settings: { ...DEFAULT.settings, precision: 9 },
  flags: new Set(),
  traps: new Set(),
};

interface NumberSetting {
  readonly name: string;
  readonly setting: 'precision' | 'eMin' | 'eMax' | 'capitals' | 'clamp';
  readonly least: number;
  readonly most: number;
  readonly refusal: string;
}

const NUMBERS: readonly NumberSetting[] = [
  {
    name: 'prec',
    setting: 'precision',
    least: 1,
    most: WIDEST.precision,
    refusal: 'valid range for prec is [1, MAX_PREC]',
  },
  { name: 'Emin', setting: 'eMin', least: WIDEST.eMin, most: 0, refusal: 'valid range for Emin is [MIN_EMIN, 0]' },
  { name: 'Emax', setting: 'eMax', least: 0, most: WIDEST.eMax, refusal: 'valid range for Emax is [0, MAX_EMAX]' },
  { name: 'capitals', setting: 'capitals', least: 0, most: 1, refusal: 'valid values for capitals are 0 or 1' },
  { name: 'clamp', setting: 'clamp', least: 0, most: 1, refusal: 'valid values for clamp are 0 or 1' },
];

function change(state: ContextState, settings: Partial<Settings>): void {
  state.settings = { ...state.settings, ...settings };
}

function numberFor(rt: Runtime, { least, most, refusal }: NumberSetting, value: Address): number {
  if (!rt.isInt(value)) rt.raise(TYPE_ERROR, 'an integer is required');
  const int = rt.bigInt(value);
  if (int < BigInt(least) || int > BigInt(most)) rt.raise(VALUE_ERROR, refusal);
  return Number(int);
}

/** A class of the module as a signal. @throws PythonError */
export function signalNamed(rt: Runtime, class_: Address): Signal {
  const found = SIGNALS.find((signal) => conditionClass(rt, signal) === class_);
  return (
    found ??
    rt.raise(
      rt.builtin('KeyError'),
      'valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]',
    )
  );
}

/** From a list of signals, or a mapping of all of them. */
export function signalsFrom(rt: Runtime, value: Address): Set<Signal> {
  if (rt.hasAttribute(value, 'keys')) {
    const set = rt.mappingItems(value).filter(([, isSet]) => rt.truth(isSet));
    return new Set(set.map(([key]) => signalNamed(rt, key)));
  }
  return new Set(
    rt.items(value).map((item) => {
      const found = SIGNALS.find((signal) => conditionClass(rt, signal) === item);
      return found ?? rt.raise(TYPE_ERROR, 'values must be signals');
    }),
  );
}

function replace(target: Set<Signal>, source: ReadonlySet<Signal>): void {
  target.clear();
  for (const signal of source) target.add(signal);
}

/** In the order of the bits that libmpdec has for them. */
const SHOWN: readonly Signal[] = [
  'Clamped',
  'InvalidOperation',
  'DivisionByZero',
  'Inexact',
  'FloatOperation',
  'Overflow',
  'Rounded',
  'Subnormal',
  'Underflow',
];

const listed = (signals: ReadonlySet<Signal>): string => SHOWN.filter((signal) => signals.has(signal)).join(', ');

function reprOf(rt: Runtime, self: Address): string {
  const { settings, flags, traps } = contextState(rt, self);
  return `Context(prec=${settings.precision}, rounding=${settings.rounding}, Emin=${settings.eMin}, Emax=${settings.eMax}, capitals=${settings.capitals}, clamp=${settings.clamp}, flags=[${listed(flags)}], traps=[${listed(traps)}])`;
}

/** An operation as a method of a Context. */
function methodOf({ name, operands, run }: Operation): MethodDefinition {
  const parameters = ['a, /', 'a, b, /', 'a, b, c, /'][operands - 1];
  return native(name, parameters, (rt, self, args) => {
    const [a, b = ZERO, c = ZERO] = args.map((p) => argumentOf(rt, p));
    return answerObject(
      rt,
      inContext(rt, self, (work) => run(work, a, b, c)),
    );
  });
}

/** create_decimal: as exact as Decimal(), then rounded. */
function create(rt: Runtime, self: Address, value: Address): Address {
  const { settings } = contextState(rt, self);
  return makeDecimal(
    rt,
    inContext(rt, self, (work) => {
      const exact = convert(rt, value, work);
      if (isNaN(exact) && exact.coefficient.toString().length > settings.precision - settings.clamp)
        return exact.coefficient === 0n ? exact : work.invalid('ConversionSyntax');
      return work.finish(exact);
    }),
  );
}

const flagsAs = (kind: 'flags' | 'traps'): PropertyDefinition => ({
  name: kind,
  get: (rt, self) => rt.call(rt.attribute(rt.importModule('_decimal'), '_SignalDict'), [self, rt.string(kind)]),
  set: (rt, self, value) => {
    if (value === 0) rt.raise(rt.builtin('AttributeError'), 'context attributes cannot be deleted');
    replace(contextState(rt, self)[kind], signalsFrom(rt, value));
  },
});

const clearing = (name: string, kind: 'flags' | 'traps'): MethodDefinition =>
  method(name, NO_ARGUMENTS, (rt, self) => {
    contextState(rt, self)[kind].clear();
    return NONE;
  });

const STATED = statedType(CONTEXT_TYPE, 'Context', 'decimal');

export const CONTEXT: TypeDefinition = {
  ...STATED,
  doc: 'The context affects almost all operations and controls rounding,\nOver/Underflow, raising of exceptions and much more.',
  slots: {
    ...STATED.slots,
    NEW: newSlot(
      '',
      'prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None',
      (rt, type, [prec, rounding, eMin, eMax, capitals, clamp, flags, traps]) => {
        const self = makeContext(rt, DEFAULT, type);
        const state = contextState(rt, self);
        const given: Readonly<Record<string, Address>> = { prec, Emin: eMin, Emax: eMax, capitals, clamp };
        const isGiven = (value: Address) => value !== 0 && value !== NONE;
        for (const one of NUMBERS)
          if (isGiven(given[one.name])) change(state, { [one.setting]: numberFor(rt, one, given[one.name]) });
        if (isGiven(rounding)) change(state, { rounding: roundingOf(rt, rounding) });
        if (isGiven(flags)) replace(state.flags, signalsFrom(rt, flags));
        if (isGiven(traps)) replace(state.traps, signalsFrom(rt, traps));
        return self;
      },
    ),
    REPR: (rt, self) => rt.string(reprOf(rt, self)),
  },
  methods: [
    ...OPERATIONS.filter((operation) => operation.only !== 'decimal').map(methodOf),
    native('divmod', 'a, b, /', (rt, self, [a, b]) => {
      const both = inContext(rt, self, (work) => quotientAndRemainder(work, argumentOf(rt, a), argumentOf(rt, b)));
      return rt.tuple(both.map((number) => makeDecimal(rt, number)));
    }),
    native('power', 'a, b, modulo=None', (rt, self, [a, b, modulus]) => {
      const [x, y] = [argumentOf(rt, a), argumentOf(rt, b)];
      const run = (work: Work) =>
        modulus === 0 || modulus === NONE ? power(work, x, y) : modularPower(work, x, y, argumentOf(rt, modulus));
      return makeDecimal(rt, inContext(rt, self, run));
    }),
    native('create_decimal', "num='0', /", (rt, self, [value]) => create(rt, self, value)),
    native('create_decimal_from_float', 'f, /', (rt, self, [value]) => {
      const exact = rt.isInt(value) ? argumentOf(rt, value) : ofDouble(rt.number(value));
      return makeDecimal(
        rt,
        inContext(rt, self, (work) => work.finish(exact)),
      );
    }),
    native('to_sci_string', 'a, /', (rt, self, [a]) =>
      rt.string(decimalText(argumentOf(rt, a), contextState(rt, self).settings.capitals === 1)),
    ),
    native('to_eng_string', 'a, /', (rt, self, [a]) =>
      rt.string(decimalText(argumentOf(rt, a), contextState(rt, self).settings.capitals === 1, true)),
    ),
    method('radix', NO_ARGUMENTS, (rt) => makeDecimal(rt, { ...ZERO, coefficient: 10n })),
    method('Etiny', NO_ARGUMENTS, (rt, self) => rt.int(new Work(contextState(rt, self).settings).eTiny)),
    method('Etop', NO_ARGUMENTS, (rt, self) => rt.int(new Work(contextState(rt, self).settings).eTop)),
    method('copy', NO_ARGUMENTS, (rt, self) => makeContext(rt, contextState(rt, self))),
    method('__copy__', NO_ARGUMENTS, (rt, self) => makeContext(rt, contextState(rt, self))),
    clearing('clear_flags', 'flags'),
    clearing('clear_traps', 'traps'),
    method('__reduce__', NO_ARGUMENTS, (rt, self) => {
      const { settings, flags, traps } = contextState(rt, self);
      const classes = (signals: ReadonlySet<Signal>) =>
        rt.list(SIGNALS.filter((signal) => signals.has(signal)).map((signal) => conditionClass(rt, signal)));
      return rt.tuple([
        rt.typeOf(self),
        rt.tuple([
          rt.int(settings.precision),
          rt.string(settings.rounding),
          rt.int(settings.eMin),
          rt.int(settings.eMax),
          rt.int(settings.capitals),
          rt.int(settings.clamp),
          classes(flags),
          classes(traps),
        ]),
      ]);
    }),
  ],
  properties: [
    ...NUMBERS.map(
      (one): PropertyDefinition => ({
        name: one.name,
        get: (rt, self) => rt.int(BigInt(contextState(rt, self).settings[one.setting])),
        set: (rt, self, value) => {
          if (value === 0) rt.raise(rt.builtin('AttributeError'), 'context attributes cannot be deleted');
          change(contextState(rt, self), { [one.setting]: numberFor(rt, one, value) });
        },
      }),
    ),
    {
      name: 'rounding',
      get: (rt, self) => rt.string(contextState(rt, self).settings.rounding),
      set: (rt, self, value) => change(contextState(rt, self), { rounding: roundingOf(rt, value) }),
    },
    flagsAs('flags'),
    flagsAs('traps'),
  ],
};
