/** The type Decimal. */
import type { Address } from '../../../base/ids.js';
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { DECIMAL_TYPE } from '../../format/module-types.js';
import { NO_ARGUMENTS, OF_CLASS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  COMPLEX_TYPE,
  EQUAL,
  FLOAT_TYPE,
  GREATER,
  GREATER_EQUAL,
  LESS,
  LESS_EQUAL,
  NOT_EQUAL,
  OVERFLOW_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { type MethodDefinition, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { native } from '../native.js';
import { statedType } from '../stated-objects.js';
import * as arithmetic from './arithmetic.js';
import { argumentOf, comparand, convert, isFloat, operandOf, wholePart } from './conversions.js';
import { formatDecimal } from './format.js';
import { modularPower, power } from './functions.js';
import {
  adjusted,
  type DecimalNumber,
  decimalText,
  isNaN,
  isZero,
  ofDouble,
  powerOf10,
  signedCoefficient,
  withSign,
  ZERO,
} from './number.js';
import { type Answer, OPERATIONS, type Operation, quotientAndRemainder } from './operations.js';
import { contextOf, contextState, inContext, makeDecimal, moduleState, numberOf, settle } from './state.js';
import { ROUNDINGS, type Rounding, Work } from './work.js';

const current = (rt: Runtime): Address => moduleState(rt).context;

/** An operation on numbers as an operator of objects. */
function operator(run: (work: Work, a: DecimalNumber, b: DecimalNumber) => DecimalNumber) {
  return (rt: Runtime, left: Address, right: Address): Address => {
    const [a, b] = [operandOf(rt, left), operandOf(rt, right)];
    if (a === undefined || b === undefined) return NOT_IMPLEMENTED;
    return makeDecimal(
      rt,
      inContext(rt, current(rt), (work) => run(work, a, b)),
    );
  };
}

function unary(run: (work: Work, a: DecimalNumber) => DecimalNumber) {
  return (rt: Runtime, self: Address): Address =>
    makeDecimal(
      rt,
      inContext(rt, current(rt), (work) => run(work, numberOf(rt, self))),
    );
}

function powerSlot(rt: Runtime, base: Address, exponent: Address, modulus: Address): Address {
  const numbers = [base, exponent, ...(modulus === 0 || modulus === NONE ? [] : [modulus])].map((p) =>
    operandOf(rt, p),
  );
  if (numbers.includes(undefined)) return NOT_IMPLEMENTED;
  const [a, b, m] = numbers as DecimalNumber[];
  return makeDecimal(
    rt,
    inContext(rt, current(rt), (work) => (m === undefined ? power(work, a, b) : modularPower(work, a, b, m))),
  );
}

function divmod(rt: Runtime, left: Address, right: Address): Address {
  const [a, b] = [operandOf(rt, left), operandOf(rt, right)];
  if (a === undefined || b === undefined) return NOT_IMPLEMENTED;
  const both = inContext(rt, current(rt), (work) => quotientAndRemainder(work, a, b));
  return rt.tuple(both.map((number) => makeDecimal(rt, number)));
}

const HOLDS: Readonly<Record<number, (order: number) => boolean>> = {
  [LESS]: (order) => order < 0,
  [LESS_EQUAL]: (order) => order <= 0,
  [EQUAL]: (order) => order === 0,
  [NOT_EQUAL]: (order) => order !== 0,
  [GREATER]: (order) => order > 0,
  [GREATER_EQUAL]: (order) => order >= 0,
};

function compareSlot(rt: Runtime, self: Address, other: Address, operation: number): Address {
  const isEquality = operation === EQUAL || operation === NOT_EQUAL;
  if (isEquality && rt.isInstance(other, COMPLEX_TYPE)) {
    if (rt.number(rt.attribute(other, 'imag')) !== 0) return rt.bool(operation === NOT_EQUAL);
    return compareSlot(rt, self, rt.attribute(other, 'real'), operation);
  }
  const context = current(rt);
  const work = new Work(contextState(rt, context).settings);
  const found = comparand(rt, other, work, isEquality);
  if (found === undefined) return NOT_IMPLEMENTED;
  const a = numberOf(rt, self);
  const b = found.number;
  if (isNaN(a) || isNaN(b)) {
    if (!isEquality || a.kind === 'signaling' || b.kind === 'signaling') work.signal('InvalidOperation');
    settle(rt, context, work.conditions);
    return rt.bool(operation === NOT_EQUAL);
  }
  settle(rt, context, work.conditions);
  const scaled = a.kind === 'finite' ? { ...a, coefficient: a.coefficient * found.scale } : a;
  return rt.bool(HOLDS[operation](arithmetic.order(scaled, b)));
}

const MODULUS = 2n ** 61n - 1n;
const INFINITE_HASH = 314159n;
const INVERSE_OF_10 = modPower(10n, MODULUS - 2n);

function modPower(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % MODULUS;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % MODULUS;
    square = (square * square) % MODULUS;
  }
  return result;
}

/** That of an int, a float or a fraction of the same value. */
function hashOf(rt: Runtime, self: Address): bigint {
  const a = numberOf(rt, self);
  if (a.kind === 'signaling') rt.raise(TYPE_ERROR, 'Cannot hash a signaling NaN value');
  if (a.kind === 'quiet') return rt.kernel.identityHash(self) as unknown as bigint;
  if (a.kind === 'infinite') return a.isNegative ? -INFINITE_HASH : INFINITE_HASH;
  const unit = a.exponent >= 0 ? modPower(10n, BigInt(a.exponent)) : modPower(INVERSE_OF_10, BigInt(-a.exponent));
  const size = (a.coefficient * unit) % MODULUS;
  const hash = a.isNegative ? -size : size;
  return hash === -1n ? -2n : hash;
}

function toInt(rt: Runtime, self: Address): Address {
  const a = numberOf(rt, self);
  if (isNaN(a)) rt.raise(VALUE_ERROR, 'cannot convert NaN to integer');
  if (a.kind === 'infinite') rt.raise(OVERFLOW_ERROR, 'cannot convert Infinity to integer');
  return rt.int(wholePart(a));
}

function toFloat(rt: Runtime, self: Address): Address {
  const a = numberOf(rt, self);
  if (a.kind === 'signaling') rt.raise(VALUE_ERROR, 'cannot convert signaling NaN to float');
  if (isNaN(a)) return rt.call(FLOAT_TYPE, [rt.string(a.isNegative ? '-nan' : 'nan')]);
  return rt.call(FLOAT_TYPE, [rt.string(decimalText(a))]);
}

function roundedInt(rt: Runtime, self: Address, rounding: Rounding): Address {
  const a = numberOf(rt, self);
  if (isNaN(a)) rt.raise(VALUE_ERROR, 'cannot convert NaN to integer');
  if (a.kind === 'infinite') rt.raise(OVERFLOW_ERROR, 'cannot convert Infinity to integer');
  const work = new Work({ ...contextState(rt, current(rt)).settings, rounding });
  return rt.int(wholePart(arithmetic.toIntegralExact(work, a)));
}

function round(rt: Runtime, self: Address, digits: Address): Address {
  if (digits === 0) return roundedInt(rt, self, 'ROUND_HALF_EVEN');
  if (!rt.isInt(digits)) rt.raise(TYPE_ERROR, 'optional arg must be an integer');
  const places = Number(rt.bigInt(digits));
  return makeDecimal(
    rt,
    inContext(rt, current(rt), (work) =>
      arithmetic.quantize(work, numberOf(rt, self), { ...ZERO, coefficient: 1n, exponent: -places }),
    ),
  );
}

function tupleOf(rt: Runtime, self: Address): Address {
  const a = numberOf(rt, self);
  const exponents: Readonly<Record<string, string>> = { infinite: 'F', quiet: 'n', signaling: 'N' };
  const text = isNaN(a) && a.coefficient === 0n ? '' : a.coefficient.toString();
  const digits = rt.tuple(Array.from(text, (digit) => rt.int(Number(digit))));
  const exponent = a.kind === 'finite' ? rt.int(a.exponent) : rt.string(exponents[a.kind]);
  const type = rt.attribute(rt.importModule('_decimal'), 'DecimalTuple');
  return rt.call(type, [rt.int(a.isNegative ? 1 : 0), digits, exponent]);
}

function ratioOf(rt: Runtime, self: Address): Address {
  const a = numberOf(rt, self);
  if (isNaN(a)) rt.raise(VALUE_ERROR, 'cannot convert NaN to integer ratio');
  if (a.kind === 'infinite') rt.raise(OVERFLOW_ERROR, 'cannot convert Infinity to integer ratio');
  let numerator = signedCoefficient(a);
  let denominator = 1n;
  if (a.exponent >= 0) numerator *= powerOf10(a.exponent);
  else {
    denominator = powerOf10(-a.exponent);
    const divisor = greatestDivisor(a.coefficient, denominator);
    numerator /= divisor;
    denominator /= divisor;
  }
  return rt.tuple([rt.int(numerator), rt.int(denominator)]);
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}

function textOf(rt: Runtime, p: Address, context: Address, isEngineering = false): Address {
  return rt.string(decimalText(numberOf(rt, p), contextState(rt, context).settings.capitals === 1, isEngineering));
}

function format(rt: Runtime, self: Address, spec: Address): Address {
  if (!rt.isString(spec)) rt.raise(TYPE_ERROR, 'format arg must be str');
  const { rounding, capitals } = contextState(rt, current(rt)).settings;
  const text = formatDecimal(numberOf(rt, self), rt.text(spec), rounding, capitals === 1);
  return text === undefined ? rt.raise(VALUE_ERROR, 'invalid format string') : rt.string(text);
}

export function answerObject(rt: Runtime, answer: Answer): Address {
  if (typeof answer === 'boolean') return rt.bool(answer);
  return typeof answer === 'string' ? rt.string(answer) : makeDecimal(rt, answer);
}

/** An operation as a method of a Decimal, with a context behind its operands. */
function methodOf({ name, operands, run, isPlain }: Operation): MethodDefinition {
  const apply = (rt: Runtime, self: Address, args: readonly Address[], context: Address) => {
    const numbers = [numberOf(rt, self), ...args.map((p) => argumentOf(rt, p))];
    const [a, b = ZERO, c = ZERO] = numbers;
    return answerObject(
      rt,
      inContext(rt, contextOf(rt, context, NONE), (work) => run(work, a, b, c)),
    );
  };
  if (isPlain) return method(name, NO_ARGUMENTS, (rt, self) => apply(rt, self, [], 0));
  if (name === 'quantize' || name.startsWith('to_integral')) return roundingMethod(name, operands, run);
  const names = ['', 'other', 'other, third'][operands - 1];
  return native(name, `${names}${names === '' ? '' : ', '}context=None`, (rt, self, args) =>
    apply(rt, self, args.slice(0, operands - 1), args[operands - 1]),
  );
}

/** One whose rounding may be given. */
function roundingMethod(name: string, operands: number, run: Operation['run']): MethodDefinition {
  const parameters = operands === 2 ? 'exp, rounding=None, context=None' : 'rounding=None, context=None';
  return native(name, parameters, (rt, self, args) => {
    const [rounding, given] = args.slice(operands - 1);
    const b = operands === 2 ? argumentOf(rt, args[0]) : ZERO;
    const context = contextOf(rt, given, NONE);
    const { settings } = contextState(rt, context);
    const work = new Work(
      rounding === 0 || rounding === NONE ? settings : { ...settings, rounding: roundingOf(rt, rounding) },
    );
    const answer = run(work, numberOf(rt, self), b, ZERO);
    settle(rt, context, work.conditions);
    return answerObject(rt, answer);
  });
}

export function roundingOf(rt: Runtime, p: Address): Rounding {
  const name = rt.isString(p) ? rt.text(p) : '';
  const found = ROUNDINGS.find((one) => one === name);
  return (
    found ??
    rt.raise(
      TYPE_ERROR,
      'valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]',
    )
  );
}

/** An instance of Decimal or of a class that derives from it. */
function made(rt: Runtime, type: Address, value: Address, context: Address): Address {
  if (type === DECIMAL_TYPE && value !== 0 && rt.typeOf(value) === DECIMAL_TYPE) return value;
  const work = new Work(contextState(rt, context).settings);
  const number = convert(rt, value, work);
  settle(rt, context, work.conditions);
  return makeDecimal(rt, number, type);
}

const STATED = statedType(DECIMAL_TYPE, 'Decimal', 'decimal');

export const DECIMAL: TypeDefinition = {
  ...STATED,
  doc: "Construct a new Decimal object. 'value' can be an integer, string, tuple,\nor another Decimal object. If no value is given, return Decimal('0').\n",
  slots: {
    ...STATED.slots,
    NEW: newSlot('Decimal', "value='0', context=None", (rt, type, [value, context]) =>
      made(rt, type, value, contextOf(rt, context, NONE)),
    ),
    REPR: (rt, self) => rt.string(`Decimal('${rt.text(textOf(rt, self, current(rt)))}')`),
    STR: (rt, self) => textOf(rt, self, current(rt)),
    HASH_OF: hashOf,
    COMPARE: compareSlot,
    BOOL: (rt, self) => (isZero(numberOf(rt, self)) ? 0 : 1),
    ADD: operator(arithmetic.add),
    SUBTRACT: operator(arithmetic.subtract),
    MULTIPLY: operator(arithmetic.multiply),
    TRUE_DIVIDE: operator(arithmetic.divide),
    FLOOR_DIVIDE: operator(arithmetic.divideInteger),
    REMAINDER: operator(arithmetic.remainder),
    DIVMOD: divmod,
    POWER: powerSlot,
    NEGATIVE: unary(arithmetic.minus),
    POSITIVE: unary(arithmetic.plus),
    ABSOLUTE: unary(arithmetic.absolute),
    INT: toInt,
    FLOAT_OF: toFloat,
  },
  methods: [
    ...OPERATIONS.filter((operation) => operation.only !== 'context').map(methodOf),
    method('adjusted', NO_ARGUMENTS, (rt, self) => {
      const a = numberOf(rt, self);
      return rt.int(a.kind === 'finite' ? adjusted(a) : 0);
    }),
    method('as_tuple', NO_ARGUMENTS, tupleOf),
    method('as_integer_ratio', NO_ARGUMENTS, ratioOf),
    method('conjugate', NO_ARGUMENTS, (_, self) => self),
    method('radix', NO_ARGUMENTS, (rt) => makeDecimal(rt, { ...ZERO, coefficient: 10n })),
    native('to_eng_string', 'context=None', (rt, self, [context]) =>
      textOf(rt, self, contextOf(rt, context, NONE), true),
    ),
    method('from_float', ONE_ARGUMENT | OF_CLASS, (rt, type, value) => {
      if (rt.isInt(value)) return rt.call(type, [value]);
      if (!isFloat(rt, value)) rt.raise(TYPE_ERROR, 'argument must be int or float');
      const exact = makeDecimal(rt, ofDouble(rt.floatValue(value)));
      return type === DECIMAL_TYPE ? exact : rt.call(type, [exact]);
    }),
    method('__format__', ONE_ARGUMENT, format),
    native('__round__', 'ndigits=None, /', (rt, self, [digits]) => round(rt, self, digits)),
    method('__trunc__', NO_ARGUMENTS, toInt),
    method('__floor__', NO_ARGUMENTS, (rt, self) => roundedInt(rt, self, 'ROUND_FLOOR')),
    method('__ceil__', NO_ARGUMENTS, (rt, self) => roundedInt(rt, self, 'ROUND_CEILING')),
    method('__complex__', NO_ARGUMENTS, (rt, self) => rt.call(COMPLEX_TYPE, [toFloat(rt, self)])),
    method('__copy__', NO_ARGUMENTS, (_, self) => self),
    method('__deepcopy__', ONE_ARGUMENT, (_, self) => self),
    method('__reduce__', NO_ARGUMENTS, (rt, self) =>
      rt.tuple([rt.typeOf(self), rt.tuple([rt.string(decimalText(numberOf(rt, self)))])]),
    ),
  ],
  properties: [
    { name: 'real', get: (_, self) => self },
    { name: 'imag', get: (rt) => makeDecimal(rt, withSign(ZERO, false)) },
  ],
};
