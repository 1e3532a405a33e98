/** complex. */
import type { Address } from '../../../../base/ids.js';
import { COMPLEX_BYTES, IMAGINARY, NO_ARGUMENTS, ONE_ARGUMENT, REAL } from '../../../format/objects.js';
import { COMPLEX_TYPE, INHERITABLE } from '../../../format/types.js';
import { kernel, method, type TypeDefinition } from '../../../runtime/definitions.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { requireText, shownType } from '../arguments.js';
import { inWordsOf } from '../raise.js';
import { complexRepr, formatComplex } from '../text/format-number.js';
import { newComplex } from './construct.js';

/** Of a 64-bit CPython. */

const realOf = (rt: Runtime, self: Address): number => rt.views.f64[(self + REAL) >> 3];
const imaginaryOf = (rt: Runtime, self: Address): number => rt.views.f64[(self + IMAGINARY) >> 3];

function format(rt: Runtime, self: Address, spec: Address): Address {
  const text = requireText(rt, spec, '__format__() argument');
  if (text === '') return rt.typeOf(self) === COMPLEX_TYPE ? rt.repr(self) : rt.str(self);
  const shown = () => formatComplex(realOf(rt, self), imaginaryOf(rt, self), text, shownType(rt, self));
  return rt.string(inWordsOf(rt, shown));
}

export const COMPLEX: TypeDefinition = {
  address: COMPLEX_TYPE,
  name: 'complex',
  flags: INHERITABLE,
  bytes: COMPLEX_BYTES,
  slots: {
    DEALLOC: kernel('complex_dealloc'),
    REPR: (rt: Runtime, self: Address) => rt.string(complexRepr(realOf(rt, self), imaginaryOf(rt, self))),
    HASH_OF: kernel('complex_hash'),
    COMPARE: kernel('complex_compare'),
    BOOL: kernel('complex_bool'),
    NEW: newComplex,
    ADD: kernel('complex_add'),
    SUBTRACT: kernel('complex_subtract'),
    MULTIPLY: kernel('complex_multiply'),
    POWER: kernel('complex_power'),
    NEGATIVE: kernel('complex_negative'),
    POSITIVE: kernel('complex_positive'),
    ABSOLUTE: kernel('complex_absolute'),
    TRUE_DIVIDE: kernel('complex_true_divide'),
  },
  methods: [
    method(
      'conjugate',
      NO_ARGUMENTS,
      (rt, self) => rt.keep(rt.kernel.newComplex(realOf(rt, self), -imaginaryOf(rt, self))),
      'Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.',
    ),
    method(
      '__complex__',
      NO_ARGUMENTS,
      (rt, self) => rt.keep(rt.kernel.complex_positive(self)),
      'Convert this value to exact type complex.',
    ),
    method('__getnewargs__', NO_ARGUMENTS, (rt, self) =>
      rt.tuple([rt.float(realOf(rt, self)), rt.float(imaginaryOf(rt, self))]),
    ),
    method('__format__', ONE_ARGUMENT, format, 'Convert to a string according to format_spec.'),
  ],
  properties: [
    { name: 'real', get: (rt, self) => rt.float(realOf(rt, self)), doc: 'the real part of a complex number' },
    { name: 'imag', get: (rt, self) => rt.float(imaginaryOf(rt, self)), doc: 'the imaginary part of a complex number' },
  ],
  doc:
    'Create a complex number from a real part and an optional imaginary part.\n\n' +
    'This is equivalent to (real + imag*1j) where imag defaults to 0.',
};
