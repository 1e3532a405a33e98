/** The module builtins: functions and the names of types. */
import type { Address } from '../../../base/ids.js';
import { ELLIPSIS, FALSE, NONE, NOT_IMPLEMENTED, TRUE } from '../../format/memory-map.js';
import { ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import * as FORMAT from '../../format/types.js';
import { GREATER, LESS, OS_ERROR } from '../../format/types.js';
import { EXCEPTION_TYPES } from '../../objects/exceptions/definition.js';
import { kernel, method, type MethodDefinition } from '../../runtime/definitions.js';
import type { ModuleDefinition } from '../module-definition.js';
import { ASYNCHRONOUS } from './asynchronous.js';
import { BUILD_CLASS } from './build-class.js';
import { CODE_FUNCTIONS } from './code.js';
import { LOOKING } from './looking.js';
import { NUMERALS } from './numerals.js';
import { QUITTERS } from './quit.js';
import { STREAMS } from './streams.js';
import { beside } from '../native.js';

/** min and max: of one iterable, or of the arguments. */
function extreme(name: string, operation: number): MethodDefinition {
  return beside(`builtin_${name}`, name, '*args, key=None, default=0', (rt, _, [args, key, fallback]) => {
    const given = rt.tupleItems(args);
    if (given.length === 0) rt.raise(FORMAT.TYPE_ERROR, `${name} expected at least 1 argument, got 0`);
    if (given.length > 1 && fallback !== 0)
      rt.raise(FORMAT.TYPE_ERROR, `Cannot specify a default for ${name}() with multiple positional arguments`);
    const key_ = key === NONE ? 0 : key;
    return rt.keep(rt.kernel.extremeOf(given.length === 1 ? given[0] : args, operation, key_, fallback));
  });
}

const FUNCTIONS: readonly MethodDefinition[] = [
  BUILD_CLASS,
  method('abs', ONE_ARGUMENT, kernel('builtin_abs'), 'The absolute value of a number.'),
  method('all', ONE_ARGUMENT, kernel('builtin_all'), 'Whether all elements are true.'),
  method('any', ONE_ARGUMENT, kernel('builtin_any'), 'Whether an element is true.'),
  method('ascii', ONE_ARGUMENT, kernel('builtin_ascii')),
  method('callable', ONE_ARGUMENT, kernel('builtin_callable'), 'Whether an object can be called.'),
  method('delattr', ARGUMENTS, kernel('builtin_delattr'), 'Deletes an attribute by its name.'),
  method('divmod', ARGUMENTS, kernel('builtin_divmod'), 'Quotient and remainder.'),
  method('getattr', ARGUMENTS, kernel('builtin_getattr'), 'An attribute by its name, or a default.'),
  method('hasattr', ARGUMENTS, kernel('builtin_hasattr'), 'Whether an object has an attribute.'),
  method('hash', ONE_ARGUMENT, kernel('builtin_hash'), 'The hash of an object.'),
  method('id', ONE_ARGUMENT, kernel('builtin_id'), 'What tells an object from all others that live.'),
  method('isinstance', ARGUMENTS, kernel('builtin_isinstance'), 'Whether an object is an instance of a class.'),
  method('issubclass', ARGUMENTS, kernel('builtin_issubclass'), 'Whether a class derives from another one.'),
  method('iter', ARGUMENTS, kernel('builtin_iter'), 'An iterator over the elements of an object.'),
  method('len', ONE_ARGUMENT, kernel('builtin_len'), 'How many elements a container has.'),
  method('next', ARGUMENTS, kernel('builtin_next'), 'The next element of an iterator.'),
  method('repr', ONE_ARGUMENT, kernel('builtin_repr'), 'How an object is written.'),
  method('setattr', ARGUMENTS, kernel('builtin_setattr'), 'Sets an attribute by its name.'),
  extreme('max', GREATER),
  extreme('min', LESS),
  beside('builtin_sum', 'sum', 'iterable, /, start=0', (rt, _, [iterable, start]) => {
    const from = start === 0 ? rt.int(0) : start;
    rt.incref(from);
    return rt.keep(rt.kernel.sumOf(iterable, from));
  }),
  beside('builtin_sorted', 'sorted', 'iterable, /, *, key=None, reverse=False', (rt, _, [iterable, key, reverse]) => {
    const list = rt.keep(rt.kernel.listFromIterable(iterable));
    const named: Record<string, Address> = {};
    if (key !== 0) named.key = key;
    if (reverse !== 0) named.reverse = reverse;
    rt.call(rt.attribute(list, 'sort'), [], named);
    return list;
  }),
  ...ASYNCHRONOUS,
  ...NUMERALS,
  ...LOOKING,
  ...CODE_FUNCTIONS,
  ...STREAMS,
  ...QUITTERS,
];

const TYPES: readonly Address[] = [
  FORMAT.BOOL_TYPE,
  FORMAT.BYTEARRAY_TYPE,
  FORMAT.BYTES_TYPE,
  FORMAT.CLASSMETHOD_TYPE,
  FORMAT.COMPLEX_TYPE,
  FORMAT.DICT_TYPE,
  FORMAT.ENUMERATE_TYPE,
  FORMAT.FILTER_TYPE,
  FORMAT.FLOAT_TYPE,
  FORMAT.FROZENSET_TYPE,
  FORMAT.INT_TYPE,
  FORMAT.LIST_TYPE,
  FORMAT.MAP_TYPE,
  FORMAT.MEMORYVIEW_TYPE,
  FORMAT.OBJECT_TYPE,
  FORMAT.PROPERTY_TYPE,
  FORMAT.RANGE_TYPE,
  FORMAT.REVERSED_TYPE,
  FORMAT.SET_TYPE,
  FORMAT.SLICE_TYPE,
  FORMAT.STATICMETHOD_TYPE,
  FORMAT.STR_TYPE,
  FORMAT.SUPER_TYPE,
  FORMAT.TUPLE_TYPE,
  FORMAT.TYPE_TYPE,
  FORMAT.ZIP_TYPE,
  ...EXCEPTION_TYPES.map(({ address }) => address),
];

export const BUILTINS_MODULE: ModuleDefinition = {
  name: 'builtins',
  doc: 'What every program has without an import.',
  functions: FUNCTIONS,
  types: TYPES,
  attributes: () => ({
    None: NONE,
    False: FALSE,
    True: TRUE,
    NotImplemented: NOT_IMPLEMENTED,
    Ellipsis: ELLIPSIS,
    EnvironmentError: OS_ERROR,
    IOError: OS_ERROR,
    __debug__: TRUE,
  }),
};
