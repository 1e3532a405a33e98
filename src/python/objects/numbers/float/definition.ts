/** float. */
import type { Address } from '../../../../base/ids.js';
import { NONE } from '../../../format/memory-map.js';
import { FLOAT, FLOAT_BYTES, KEYWORDS, NO_ARGUMENTS, OF_CLASS, ONE_ARGUMENT } from '../../../format/objects.js';
import {
  FLOAT_TYPE,
  INHERITABLE,
  OVERFLOW_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
  CALLED_DIRECTLY,
} from '../../../format/types.js';
import { kernel, method, type MethodDefinition, type TypeDefinition } from '../../../runtime/definitions.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { requireText, shownType } from '../arguments.js';
import { inWordsOf } from '../raise.js';
import { newFloatOf } from '../subclass.js';
import { decompose } from '../text/decimal-digits.js';
import { floatRepr } from '../text/float-text.js';
import { formatFloat } from '../text/format-number.js';
import { floatFromHex, floatHex } from '../text/hex-float.js';
import { roundFloat, roundToWhole } from '../text/round.js';
import { toFloat } from './construct.js';

/** Of a 64-bit CPython. */

const valueOf = (rt: Runtime, self: Address): number => rt.views.f64[(self + FLOAT) >> 3];

function newFloat(rt: Runtime, type: Address, at: Address, positional: number, names: Address): Address {
  if (names !== 0 && type === FLOAT_TYPE) rt.raise(TYPE_ERROR, 'float() takes no keyword arguments');
  if (positional > 1) rt.raise(TYPE_ERROR, `float expected at most 1 argument, got ${positional}`);
  const value = positional === 0 ? rt.float(0) : toFloat(rt, rt.views.word(at));
  return type === FLOAT_TYPE ? value : newFloatOf(rt, type, rt.floatValue(value));
}

const exact = (rt: Runtime, self: Address): Address => rt.keep(rt.kernel.float_positive(self));
const whole = (rt: Runtime, value: number): Address => rt.keep(rt.kernel.int_from_f64(value));

function round(rt: Runtime, self: Address, places: Address): Address {
  const value = valueOf(rt, self);
  if (places === 0 || places === NONE) return whole(rt, Number.isFinite(value) ? roundToWhole(value) : value);
  const count = rt.status(rt.kernel.indexOf(places, 0));
  return rt.float(inWordsOf(rt, () => roundFloat(value, count)));
}

function asIntegerRatio(rt: Runtime, self: Address): Address {
  const value = valueOf(rt, self);
  if (Number.isNaN(value)) rt.raise(VALUE_ERROR, 'cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) rt.raise(OVERFLOW_ERROR, 'cannot convert Infinity to integer ratio');
  let { mantissa, exponent } = decompose(value);
  while (exponent < 0 && (mantissa & 1n) === 0n && mantissa !== 0n) {
    mantissa >>= 1n;
    exponent++;
  }
  if (mantissa === 0n) return rt.tuple([rt.int(0), rt.int(1)]);
  const numerator = exponent > 0 ? mantissa << BigInt(exponent) : mantissa;
  return rt.tuple([rt.int(value < 0 ? -numerator : numerator), rt.int(exponent < 0 ? 1n << BigInt(-exponent) : 1n)]);
}

function format(rt: Runtime, self: Address, spec: Address): Address {
  const text = requireText(rt, spec, '__format__() argument');
  if (text === '') return rt.typeOf(self) === FLOAT_TYPE ? rt.repr(self) : rt.str(self);
  return rt.string(inWordsOf(rt, () => formatFloat(valueOf(rt, self), text, shownType(rt, self))));
}

function fromHex(rt: Runtime, type: Address, text: Address): Address {
  if (!rt.isString(text)) rt.raise(TYPE_ERROR, 'bad argument type for built-in operation');
  const value = rt.float(inWordsOf(rt, () => floatFromHex(rt.text(text))));
  return type === FLOAT_TYPE ? value : rt.call(type, [value]);
}

function getFormat(rt: Runtime, _type: Address, kind: Address): Address {
  const text = requireText(rt, kind, '__getformat__() argument');
  if (text !== 'double' && text !== 'float') {
    rt.raise(VALUE_ERROR, "__getformat__() argument 1 must be 'double' or 'float'");
  }
  return rt.name('IEEE, little-endian');
}

const METHODS: readonly MethodDefinition[] = [
  method('conjugate', NO_ARGUMENTS, exact, 'Return self, the complex conjugate of any float.'),
  method(
    'is_integer',
    NO_ARGUMENTS,
    (rt, self) => rt.bool(Number.isInteger(valueOf(rt, self))),
    'Return True if the float is an integer.',
  ),
  method('as_integer_ratio', NO_ARGUMENTS, asIntegerRatio, 'Return integer ratio.'),
  method(
    'hex',
    NO_ARGUMENTS,
    (rt, self) => rt.string(floatHex(valueOf(rt, self))),
    'Return a hexadecimal representation of a floating-point number.',
  ),
  method('fromhex', ONE_ARGUMENT | OF_CLASS, fromHex, 'Create a floating-point number from a hexadecimal string.'),
  method('__getformat__', ONE_ARGUMENT | OF_CLASS, getFormat),
  method(
    '__trunc__',
    NO_ARGUMENTS,
    (rt, self) => whole(rt, valueOf(rt, self)),
    'Return the Integral closest to x between 0 and x.',
  ),
  method(
    '__floor__',
    NO_ARGUMENTS,
    (rt, self) => whole(rt, Math.floor(valueOf(rt, self))),
    'Return the floor as an Integral.',
  ),
  method(
    '__ceil__',
    NO_ARGUMENTS,
    (rt, self) => whole(rt, Math.ceil(valueOf(rt, self))),
    'Return the ceiling as an Integral.',
  ),
  {
    name: '__round__',
    convention: KEYWORDS,
    call: () => 0,
    parameters: 'ndigits=None, /',
    bound: (rt, self, [places]) => round(rt, self, places),
    doc: 'Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is passed, work like built-in round(x, ndigits).',
  },
  method('__getnewargs__', NO_ARGUMENTS, (rt, self) => rt.tuple([exact(rt, self)])),
  method('__format__', ONE_ARGUMENT, format, 'Formats the float according to format_spec.'),
];

export const FLOAT_DEFINITION: TypeDefinition = {
  address: FLOAT_TYPE,
  name: 'float',
  flags: INHERITABLE | CALLED_DIRECTLY,
  bytes: FLOAT_BYTES,
  slots: {
    DEALLOC: kernel('float_dealloc'),
    REPR: (rt: Runtime, self: Address) => rt.string(floatRepr(valueOf(rt, self))),
    HASH_OF: kernel('float_hash'),
    COMPARE: kernel('float_compare'),
    BOOL: kernel('float_bool'),
    NEW: kernel('float_new'),
    ALLOC: newFloat,
    ADD: kernel('float_add'),
    SUBTRACT: kernel('float_subtract'),
    MULTIPLY: kernel('float_multiply'),
    REMAINDER: kernel('float_remainder'),
    DIVMOD: kernel('float_divmod'),
    POWER: kernel('float_power'),
    NEGATIVE: kernel('float_negative'),
    POSITIVE: kernel('float_positive'),
    ABSOLUTE: kernel('float_absolute'),
    INT: kernel('float_int'),
    FLOAT_OF: kernel('float_positive'),
    FLOOR_DIVIDE: kernel('float_floor_divide'),
    TRUE_DIVIDE: kernel('float_true_divide'),
  },
  methods: METHODS,
  properties: [
    { name: 'real', get: exact, doc: 'the real part of a complex number' },
    { name: 'imag', get: (rt) => rt.float(0), doc: 'the imaginary part of a complex number' },
  ],
  doc: 'Convert a string or number to a floating point number, if possible.',
};
