/** _decimal: the General Decimal Arithmetic Specification, which the library's decimal offers. */
import type { Address } from '../../../base/ids.js';
import { NONE, TRUE } from '../../format/memory-map.js';
import { CONTEXT_TYPE, DECIMAL_TYPE } from '../../format/module-types.js';
import { ARITHMETIC_ERROR, TYPE_ERROR, ZERO_DIVISION_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { moduleDict, runSource } from '../make-module.js';
import { exceptionClass } from '../exception-class.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { BASIC, CONTEXT, DEFAULT, EXTENDED, signalNamed } from './context-type.js';
import { DECIMAL } from './decimal-type.js';
import { DECIMAL_SOURCE } from './source.js';
import { contextState, keepModule, makeContext, moduleState, setCurrentContext } from './state.js';
import { type Condition, INVALID_CONDITIONS, ROUNDINGS, SIGNALS } from './work.js';

/** What each exception derives from, besides DecimalException. */
const BASES: readonly (readonly [Condition, readonly (Condition | Address)[]])[] = [
  ['Clamped', []],
  ['Rounded', []],
  ['Inexact', []],
  ['Subnormal', []],
  ['InvalidOperation', []],
  ['DivisionByZero', [ZERO_DIVISION_ERROR]],
  ['FloatOperation', [TYPE_ERROR]],
  ['Overflow', ['Inexact', 'Rounded']],
  ['Underflow', ['Inexact', 'Rounded', 'Subnormal']],
  ['ConversionSyntax', ['InvalidOperation']],
  ['DivisionImpossible', ['InvalidOperation']],
  ['DivisionUndefined', ['InvalidOperation', ZERO_DIVISION_ERROR]],
  ['InvalidContext', ['InvalidOperation']],
];

function makeExceptions(rt: Runtime): { base: Address; conditions: Map<Condition, Address> } {
  const make = (name: string, bases: readonly Address[]) => exceptionClass(rt, 'decimal', name, bases);
  const base = make('DecimalException', [ARITHMETIC_ERROR]);
  const conditions = new Map<Condition, Address>();
  for (const [name, given] of BASES) {
    const bases = given.map((one) => (typeof one === 'string' ? (conditions.get(one) as Address) : one));
    const derives = given.some((one) => typeof one === 'string');
    conditions.set(name, make(name, derives ? bases : [base, ...bases]));
  }
  return { base, conditions };
}

/** The set of flags or traps of a context. */
const signals = (rt: Runtime, context: Address, kind: Address) =>
  contextState(rt, context)[rt.text(kind) as 'flags' | 'traps'];

export const DECIMAL_MODULE: ModuleDefinition = {
  name: '_decimal',
  doc: 'C decimal arithmetic module',
  own: [DECIMAL, CONTEXT],
  types: [DECIMAL_TYPE, CONTEXT_TYPE],
  functions: [
    native('getcontext', '', (rt) => moduleState(rt).context),
    native('setcontext', 'context, /', (rt, _, [context]) => {
      if (!rt.isInstance(context, CONTEXT_TYPE)) rt.raise(TYPE_ERROR, 'argument must be a context');
      setCurrentContext(rt, context);
      return NONE;
    }),
    native('_get_signal', 'context, kind, signal, /', (rt, _, [context, kind, signal]) =>
      rt.bool(signals(rt, context, kind).has(signalNamed(rt, signal))),
    ),
    native('_set_signal', 'context, kind, signal, value, /', (rt, _, [context, kind, signal, value]) => {
      const set = signals(rt, context, kind);
      if (rt.truth(value)) set.add(signalNamed(rt, signal));
      else set.delete(signalNamed(rt, signal));
      return NONE;
    }),
  ],
  attributes: (rt, module) => {
    const { base, conditions } = makeExceptions(rt);
    keepModule(rt, { conditions, context: 0 });
    setCurrentContext(rt, makeContext(rt, DEFAULT));
    const dict = moduleDict(rt, module);
    const inDict = (name: string, value: Address) => rt.dictSet(dict, rt.name(name), value);
    const ordered = SIGNALS.map((signal) => conditions.get(signal) as Address);
    inDict('_SIGNALS', rt.tuple(ordered));
    runSource(rt, module, DECIMAL_SOURCE, '_decimal');
    const shown = [...SIGNALS, ...INVALID_CONDITIONS].map((name) => [name, conditions.get(name) as Address]);
    return {
      DecimalException: base,
      ...(Object.fromEntries(shown) as Record<string, Address>),
      ...Object.fromEntries(ROUNDINGS.map((rounding) => [rounding, rt.name(rounding)])),
      MAX_PREC: rt.int(10n ** 18n - 1n),
      MAX_EMAX: rt.int(10n ** 18n - 1n),
      MIN_EMIN: rt.int(1n - 10n ** 18n),
      MIN_ETINY: rt.int(3n - 2n * 10n ** 18n),
      HAVE_THREADS: TRUE,
      HAVE_CONTEXTVAR: TRUE,
      DefaultContext: makeContext(rt, DEFAULT),
      BasicContext: makeContext(rt, BASIC),
      ExtendedContext: makeContext(rt, EXTENDED),
      __version__: rt.string('1.70'),
      __libmpdec_version__: rt.string('2.5.1'),
    };
  },
};
