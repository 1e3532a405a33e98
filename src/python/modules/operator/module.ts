/** _operator: the operators of the language as functions, and what gets items and attributes. */
import { ARGUMENTS, KEYWORDS, ONE_ARGUMENT } from '../../format/objects.js';
import { ATTRGETTER_TYPE, ITEMGETTER_TYPE, METHODCALLER_TYPE } from '../../format/types.js';
import { kernel, method, type MethodDefinition } from '../../runtime/definitions.js';
import type { ModuleDefinition } from '../module-definition.js';
import { compareDigest } from './compare-digest.js';
import { native } from '../native.js';
import { OPERATOR_TYPES } from './types.js';

/** Names in Python, what they are the same as, and the functions of the kernel if those are called otherwise. */
const ONE = [
  ['truth', 'Return True if a is true, False otherwise.'],
  ['not_', 'Same as not a.'],
  ['neg', 'Same as -a.'],
  ['pos', 'Same as +a.'],
  ['abs', 'Same as abs(a).'],
  ['inv', 'Same as ~a.', 'invert'],
  ['invert', 'Same as ~a.'],
  ['index', 'Same as a.__index__()'],
] as const;

const SEVERAL = [
  ['add', 'Same as a + b.'],
  ['sub', 'Same as a - b.'],
  ['mul', 'Same as a * b.'],
  ['matmul', 'Same as a @ b.'],
  ['floordiv', 'Same as a // b.'],
  ['truediv', 'Same as a / b.'],
  ['mod', 'Same as a % b.'],
  ['pow', 'Same as a ** b.'],
  ['lshift', 'Same as a << b.'],
  ['rshift', 'Same as a >> b.'],
  ['and_', 'Same as a & b.'],
  ['xor', 'Same as a ^ b.'],
  ['or_', 'Same as a | b.'],
  ['iadd', 'Same as a += b.'],
  ['isub', 'Same as a -= b.'],
  ['imul', 'Same as a *= b.'],
  ['imatmul', 'Same as a @= b.'],
  ['ifloordiv', 'Same as a //= b.'],
  ['itruediv', 'Same as a /= b.'],
  ['imod', 'Same as a %= b.'],
  ['ipow', 'Same as a **= b.'],
  ['ilshift', 'Same as a <<= b.'],
  ['irshift', 'Same as a >>= b.'],
  ['iand', 'Same as a &= b.'],
  ['ixor', 'Same as a ^= b.'],
  ['ior', 'Same as a |= b.'],
  ['eq', 'Same as a == b.'],
  ['ne', 'Same as a != b.'],
  ['lt', 'Same as a < b.'],
  ['le', 'Same as a <= b.'],
  ['gt', 'Same as a > b.'],
  ['ge', 'Same as a >= b.'],
  ['is_', 'Same as a is b.'],
  ['is_not', 'Same as a is not b.'],
  ['contains', 'Same as b in a (note reversed operands).'],
  ['concat', 'Same as a + b, for a and b sequences.'],
  ['iconcat', 'Same as a += b, for a and b sequences.'],
  ['getitem', 'Same as a[b].'],
  ['setitem', 'Same as a[b] = c.'],
  ['delitem', 'Same as del a[b].'],
  ['countOf', 'Return the number of items in a which are, or which equal, b.'],
  ['indexOf', 'Return the first index of b in a.'],
  ['length_hint', 'Return an estimate of the number of items in obj.'],
] as const;

const function_ = (name: string, convention: number, doc: string, of = name): MethodDefinition =>
  method(name, convention, kernel(`operator_${of.replace(/_$/, '')}`), doc);

export const OPERATOR: ModuleDefinition = {
  name: '_operator',
  doc: 'Operator interface.',
  own: OPERATOR_TYPES,
  functions: [
    ...ONE.map(([name, doc, of]) => function_(name, ONE_ARGUMENT, doc, of)),
    ...SEVERAL.map(([name, doc]) => function_(name, ARGUMENTS, doc)),
    function_('call', KEYWORDS, 'Same as obj(*args, **kwargs).'),
    native('_compare_digest', 'a, b, /', (rt, _, [a, b]) => compareDigest(rt, a, b), "Return 'a == b'."),
  ],
  types: [ITEMGETTER_TYPE, ATTRGETTER_TYPE, METHODCALLER_TYPE],
};
