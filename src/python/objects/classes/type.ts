/** type: attributes and methods of classes. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC, HEAP_TYPE } from '../../../memory/gc/format.js';
import { NONE } from '../../format/memory-map.js';
import { KEYWORDS, NO_ARGUMENTS, OF_CLASS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  ATTRIBUTE_ERROR,
  BASE,
  BASES,
  COMPLEX_TYPE,
  ENUMERATE_TYPE,
  FLOAT_TYPE,
  GET,
  IMMUTABLE,
  INHERITABLE,
  IS_ABSTRACT,
  IS_BYTES,
  IS_DICT,
  IS_EXCEPTION,
  IS_INT,
  IS_LIST,
  IS_STR,
  IS_TUPLE,
  IS_TYPE,
  LIST_TYPE,
  MEMORYVIEW_TYPE,
  MRO,
  OBJECT_TYPE,
  PROPERTY_TYPE,
  REVERSED_TYPE,
  TUPLE_TYPE,
  TYPE_BYTES,
  TYPE_DICT,
  TYPE_ERROR,
  TYPE_FLAGS,
  TYPE_NAME,
  TYPE_QUALNAME,
  TYPE_TYPE,
  TYPE_WEAK,
} from '../../format/types.js';
import { kernel, method, type PropertyDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { ABSTRACT_METHODS } from './abstract.js';
import { setOwned } from './fields.js';
import { newType } from './make-type.js';
import { computeMro } from './mro.js';
import { fullTypeName, mergeClassDict } from './object.js';
import { layoutOf } from '../sizes/cpython-size.js';
import { newProxy } from './proxy.js';
import { setBases } from './set-bases.js';
import { checkTypeName, moduleOfType } from './type-names.js';
import { newUnion } from './union.js';
import { subclassesOf } from './update-slots.js';

const isClass = (rt: Runtime, type: Address) => (rt.views.word(type + TYPE_FLAGS) & HEAP_TYPE) !== 0;

function refuseImmutable(rt: Runtime, type: Address, name: string): void {
  if ((rt.views.word(type + TYPE_FLAGS) & IMMUTABLE) !== 0)
    rt.raise(TYPE_ERROR, `cannot set '${name}' attribute of immutable type '${rt.shownTypeName(type)}'`);
}

function refuseDeletion(rt: Runtime, type: Address, name: string, value: Address): void {
  refuseImmutable(rt, type, name);
  if (value === 0)
    rt.raise(TYPE_ERROR, `cannot delete '${name}' attribute of immutable type '${rt.shownTypeName(type)}'`);
}

function nameProperty(name: string, field: number): PropertyDefinition {
  return {
    name,
    get: (rt, type) => rt.views.word(type + field),
    set: (rt, type, value) => {
      refuseDeletion(rt, type, name, value);
      if (!rt.isString(value))
        rt.raise(
          TYPE_ERROR,
          `can only assign string to ${rt.shownTypeName(type)}.${name}, not '${rt.shownTypeName(rt.typeOf(value))}'`,
        );
      if (field === TYPE_NAME) checkTypeName(rt, rt.text(value));
      setOwned(rt, type, field, value);
    },
  };
}

const inDict = (rt: Runtime, type: Address, name: string): Address =>
  rt.dictGet(rt.views.word(type + TYPE_DICT), rt.name(name));

function setInDict(rt: Runtime, type: Address, name: string, value: Address): void {
  rt.dictSet(rt.views.word(type + TYPE_DICT), rt.name(name), value);
  rt.kernel.typeModified(type);
}

/** What inspect.signature reads; CPython has it for these types alone of the built-in ones. */
const TEXT_SIGNATURES: ReadonlyMap<Address, string> = new Map([
  [OBJECT_TYPE, '()'],
  [COMPLEX_TYPE, '(real=0, imag=0)'],
  [FLOAT_TYPE, '(x=0, /)'],
  [LIST_TYPE, '(iterable=(), /)'],
  [TUPLE_TYPE, '(iterable=(), /)'],
  [ENUMERATE_TYPE, '(iterable, start=0)'],
  [MEMORYVIEW_TYPE, '(object)'],
  [PROPERTY_TYPE, '(fget=None, fset=None, fdel=None, doc=None)'],
  [REVERSED_TYPE, '(sequence, /)'],
]);

const PROPERTIES: readonly PropertyDefinition[] = [
  nameProperty('__name__', TYPE_NAME),
  nameProperty('__qualname__', TYPE_QUALNAME),
  { name: '__bases__', get: (rt, type) => rt.views.word(type + BASES), set: setBases },
  {
    name: '__module__',
    get: (rt, type) => moduleOfType(rt, type) || rt.raiseValue(ATTRIBUTE_ERROR, rt.name('__module__')),
    set: (rt, type, value) => {
      refuseDeletion(rt, type, '__module__', value);
      setInDict(rt, type, '__module__', value);
    },
  },
  { name: '__basicsize__', get: (rt, type) => rt.int(layoutOf(rt, type).basic) },
  { name: '__itemsize__', get: (rt, type) => rt.int(layoutOf(rt, type).item) },
  { name: '__dictoffset__', get: (rt, type) => rt.int(layoutOf(rt, type).dictAt) },
  { name: '__weakrefoffset__', get: (rt, type) => rt.int(layoutOf(rt, type).weakAt) },
  ABSTRACT_METHODS,
  { name: '__dict__', get: (rt, type) => newProxy(rt, rt.views.word(type + TYPE_DICT)) },
  {
    name: '__doc__',
    get: (rt, type) => {
      const doc = inDict(rt, type, '__doc__');
      if (doc === 0) return NONE;
      const get = rt.views.word(rt.typeOf(doc) + GET);
      return get === 0 ? doc : rt.keep(rt.callIndex(get, doc, 0, type));
    },
    set: (rt, type, value) => {
      refuseDeletion(rt, type, '__doc__', value);
      setInDict(rt, type, '__doc__', value);
    },
  },
  {
    name: '__text_signature__',
    get: (rt, type) => {
      const signature = TEXT_SIGNATURES.get(type);
      return signature === undefined ? NONE : rt.name(signature);
    },
  },
  {
    name: '__annotations__',
    get: (rt, type) => {
      if (!isClass(rt, type))
        rt.raise(ATTRIBUTE_ERROR, `type object '${rt.typeName(type)}' has no attribute '__annotations__'`);
      const known = inDict(rt, type, '__annotations__');
      if (known !== 0) {
        const get = rt.views.word(rt.typeOf(known) + GET);
        return get === 0 ? known : rt.keep(rt.callIndex(get, known, 0, type));
      }
      const empty = rt.dict();
      setInDict(rt, type, '__annotations__', empty);
      return empty;
    },
    set: (rt, type, value) => {
      refuseImmutable(rt, type, '__annotations__');
      if (value !== 0) return setInDict(rt, type, '__annotations__', value);
      const dict = rt.views.word(type + TYPE_DICT);
      if (rt.kernel.dictDeleteIfThere(dict, rt.name('__annotations__')) !== 0)
        rt.raiseValue(ATTRIBUTE_ERROR, rt.name('__annotations__'));
      rt.kernel.typeModified(type);
    },
  },
  { name: '__flags__', get: (rt, type) => rt.int(cpythonFlags(rt, type)) },
];

/** Py_TPFLAGS_* as far as programs ask for them. */
function cpythonFlags(rt: Runtime, type: Address): number {
  const flags = rt.views.word(type + TYPE_FLAGS);
  const bits: readonly [number, number][] = [
    [HEAP_TYPE, 1 << 9],
    [INHERITABLE, 1 << 10],
    [CYCLIC, 1 << 14],
    [IMMUTABLE, 1 << 8],
    [IS_ABSTRACT, 1 << 20],
    [IS_INT, 1 << 24],
    [IS_LIST, 1 << 25],
    [IS_TUPLE, 1 << 26],
    [IS_BYTES, 1 << 27],
    [IS_STR, 1 << 28],
    [IS_DICT, 1 << 29],
    [IS_EXCEPTION, 1 << 30],
  ];
  const sum = bits.reduce((sum, [own, theirs]) => ((flags & own) !== 0 ? sum + theirs : sum), 1 << 12);
  return sum + ((flags & IS_TYPE) !== 0 ? 2 ** 31 : 0);
}

function typeRepr(rt: Runtime, type: Address): Address {
  return rt.string(`<class '${fullTypeName(rt, type)}'>`);
}

function initialise(rt: Runtime, _type: Address, _args: Address, positional: number, names: Address): void {
  const named = names === 0 ? 0 : rt.tupleItems(names).length;
  if (positional === 1 && named !== 0) rt.raise(TYPE_ERROR, 'type.__init__() takes no keyword arguments');
  if (positional !== 1 && positional !== 3) rt.raise(TYPE_ERROR, 'type.__init__() takes 1 or 3 arguments');
}

export const TYPE_DEFINITION: TypeDefinition = {
  address: TYPE_TYPE,
  name: 'type',
  flags: INHERITABLE | CYCLIC | IS_TYPE,
  bytes: TYPE_BYTES,
  dictAt: TYPE_DICT,
  weakAt: TYPE_WEAK,
  slots: {
    DEALLOC: kernel('type_dealloc'),
    TRAVERSE: kernel('type_traverse'),
    CLEAR: kernel('type_clear'),
    REPR: typeRepr,
    CALL: kernel('type_call'),
    GETATTR: kernel('type_getattr'),
    SETATTR: kernel('type_setattr'),
    INIT: initialise,
    NEW: newType,
    OR: (rt, left, right) => newUnion(rt, left, right),
  },
  methods: [
    method(
      'mro',
      NO_ARGUMENTS,
      (rt, type) => rt.list(computeMro(rt, type)),
      "Return a type's method resolution order.",
    ),
    method(
      '__subclasses__',
      NO_ARGUMENTS,
      (rt, type) => rt.list(subclassesOf(rt, type)),
      'Return a list of immediate subclasses.',
    ),
    method('__prepare__', KEYWORDS | OF_CLASS, (rt) => rt.dict(), 'Create the namespace for the class statement'),
    method(
      '__instancecheck__',
      ONE_ARGUMENT,
      (rt, type, object) => rt.bool(rt.status(rt.kernel.isInstanceOfType(object, type)) !== 0),
      'Check if an object is an instance.',
    ),
    method(
      '__subclasscheck__',
      ONE_ARGUMENT,
      (rt, type, derived) => rt.bool(rt.status(rt.kernel.isSubclassOfType(derived, type)) !== 0),
      'Check if a class is a subclass.',
    ),
    method(
      '__dir__',
      NO_ARGUMENTS,
      (rt, type) => {
        const all = rt.dict();
        mergeClassDict(rt, all, type);
        return rt.list(rt.dictItems(all).map(([key]) => key));
      },
      'Specialized __dir__ implementation for types.',
    ),
  ],
  properties: PROPERTIES,
  members: [
    { name: '__mro__', at: MRO, kind: 'object', readOnly: true },
    { name: '__base__', at: BASE, kind: 'object', readOnly: true },
  ],
  doc: 'type(object) -> the type of an object\ntype(name, bases, dict, **kwds) -> a new class',
};
