/** int, and bool, which derives from it. */
import type { Address } from '../../../../base/ids.js';
import { TRUE } from '../../../format/memory-map.js';
import {
  DIGIT_BITS,
  DIGITS,
  INT_BYTES,
  KEYWORDS,
  NO_ARGUMENTS,
  OF_CLASS,
  ONE_ARGUMENT,
} from '../../../format/objects.js';
import { BOOL_TYPE, INHERITABLE, INT_TYPE, IS_INT, CALLED_DIRECTLY } from '../../../format/types.js';
import { toBigInt } from '../../../runtime/big-ints.js';
import { kernel, method, type MethodDefinition, type TypeDefinition } from '../../../runtime/definitions.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { indexValue, requireText, shownType } from '../arguments.js';
import { intToFormat } from '../format.js';
import { inWordsOf } from '../raise.js';
import { formatInt } from '../text/format-number.js';
import { roundInt } from '../text/round.js';
import { fromBytes, toBytes } from './bytes.js';
import { newInt } from './construct.js';

const SLOTS = {
  DEALLOC: kernel('int_dealloc'),
  REPR: kernel('int_repr'),
  HASH_OF: kernel('int_hash'),
  COMPARE: kernel('int_compare'),
  BOOL: kernel('int_bool'),
  NEW: kernel('int_new'),
  ALLOC: newInt,
  ADD: kernel('int_add'),
  SUBTRACT: kernel('int_subtract'),
  MULTIPLY: kernel('int_multiply'),
  REMAINDER: kernel('int_remainder'),
  DIVMOD: kernel('int_divmod'),
  POWER: kernel('int_power'),
  NEGATIVE: kernel('int_negative'),
  POSITIVE: kernel('int_positive'),
  ABSOLUTE: kernel('int_absolute'),
  INVERT: kernel('int_invert'),
  LSHIFT: kernel('int_lshift'),
  RSHIFT: kernel('int_rshift'),
  AND: kernel('int_and'),
  XOR: kernel('int_xor'),
  OR: kernel('int_or'),
  INT: kernel('int_positive'),
  FLOAT_OF: kernel('int_float'),
  FLOOR_DIVIDE: kernel('int_floor_divide'),
  TRUE_DIVIDE: kernel('int_true_divide'),
  INDEX: kernel('int_positive'),
} as const;

/** Of a 64-bit CPython, before its digits, of which it has one at least. */
const CPYTHON_INT_BYTES = 24;

const exact = (rt: Runtime, self: Address): Address => rt.keep(rt.kernel.int_positive(self));

function bitLength(rt: Runtime, self: Address): Address {
  const compact = rt.compactInt(self);
  if (compact !== undefined) return rt.int(32 - Math.clz32(Math.abs(compact)));
  const count = Math.abs(rt.views.word(self + DIGITS));
  const top = rt.views.word(self + 4 * count + DIGITS);
  return rt.int(DIGIT_BITS * (count - 1) + 32 - Math.clz32(top));
}

function round(rt: Runtime, self: Address, places: Address): Address {
  if (places === 0) return exact(rt, self);
  const count = indexValue(rt, places);
  if (count >= 0n) return exact(rt, self);
  const value = toBigInt(rt, self);
  // Beyond its digits nothing is left.
  if (-count > BigInt(value.toString().length + 1)) return rt.int(0);
  return rt.int(roundInt(value, Number(count)));
}

function format(rt: Runtime, self: Address, spec: Address): Address {
  const text = requireText(rt, spec, '__format__() argument');
  if (text === '') return rt.typeOf(self) === INT_TYPE ? rt.repr(self) : rt.str(self);
  return rt.string(inWordsOf(rt, () => formatInt(intToFormat(rt, self), text, shownType(rt, self))));
}

function sizeOf(rt: Runtime, self: Address): Address {
  const compact = rt.compactInt(self);
  if (compact === undefined) return rt.int(CPYTHON_INT_BYTES + 4 * Math.abs(rt.views.word(self + DIGITS)));
  return rt.int(CPYTHON_INT_BYTES + (Math.abs(compact) < 2 ** DIGIT_BITS ? 4 : 8));
}

const METHODS: readonly MethodDefinition[] = [
  method('conjugate', NO_ARGUMENTS, exact, 'Returns self, the complex conjugate of any int.'),
  method(
    'bit_length',
    NO_ARGUMENTS,
    bitLength,
    "Number of bits necessary to represent self in binary.\n\n>>> bin(37)\n'0b100101'\n>>> (37).bit_length()\n6",
  ),
  method(
    'bit_count',
    NO_ARGUMENTS,
    kernel('int_bit_count'),
    'Number of ones in the binary representation of abs(self).',
  ),
  {
    name: 'to_bytes',
    convention: KEYWORDS,
    call: () => 0,
    parameters: "length=1, byteorder='big', *, signed=False",
    bound: toBytes,
    doc: 'Return an array of bytes representing an integer.',
  },
  {
    name: 'from_bytes',
    convention: KEYWORDS | OF_CLASS,
    call: () => 0,
    parameters: "bytes, byteorder='big', *, signed=False",
    bound: fromBytes,
    doc: 'Return the integer represented by the given array of bytes.',
  },
  method(
    'as_integer_ratio',
    NO_ARGUMENTS,
    (rt, self) => rt.tuple([exact(rt, self), rt.int(1)]),
    'Return integer ratio.',
  ),
  method('__trunc__', NO_ARGUMENTS, exact, 'Truncating an Integral returns itself.'),
  method('__floor__', NO_ARGUMENTS, exact, 'Flooring an Integral returns itself.'),
  method('__ceil__', NO_ARGUMENTS, exact, 'Ceiling of an Integral returns itself.'),
  {
    name: '__round__',
    convention: KEYWORDS,
    call: () => 0,
    parameters: 'ndigits=None, /',
    bound: (rt, self, [places]) => round(rt, self, places),
    doc: 'Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an integer.',
  },
  method('__getnewargs__', NO_ARGUMENTS, (rt, self) => rt.tuple([exact(rt, self)])),
  method('__format__', ONE_ARGUMENT, format),
  method('__sizeof__', NO_ARGUMENTS, sizeOf, 'Returns size in memory, in bytes.'),
];

export const INT: TypeDefinition = {
  address: INT_TYPE,
  name: 'int',
  flags: INHERITABLE | IS_INT,
  bytes: INT_BYTES,
  itemBytes: 4,
  slots: SLOTS,
  methods: METHODS,
  properties: [
    { name: 'real', get: exact, doc: 'the real part of a complex number' },
    { name: 'imag', get: (rt) => rt.int(0), doc: 'the imaginary part of a complex number' },
    { name: 'numerator', get: exact, doc: 'the numerator of a rational number in lowest terms' },
    { name: 'denominator', get: (rt) => rt.int(1), doc: 'the denominator of a rational number in lowest terms' },
  ],
  doc:
    'int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments\n' +
    'are given.  If x is a number, return x.__int__().  For floating point\nnumbers, this truncates towards zero.',
};

export const BOOL: TypeDefinition = {
  address: BOOL_TYPE,
  name: 'bool',
  base: INT_TYPE,
  flags: CALLED_DIRECTLY,
  slots: {
    REPR: (rt: Runtime, self: Address) => rt.name(self === TRUE ? 'True' : 'False'),
    NEW: kernel('bool_new'),
    AND: kernel('bool_and'),
    XOR: kernel('bool_xor'),
    OR: kernel('bool_or'),
  },
  doc: 'bool(x) -> bool\n\nReturns True when the argument x is true, False otherwise.',
};
