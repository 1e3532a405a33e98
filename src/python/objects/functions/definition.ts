/** The types of this folder: builtin functions and methods, bound methods. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import {
  BUILTIN_BYTES,
  BUILTIN_DEFINITION,
  BUILTIN_MODULE,
  BUILTIN_WEAK,
  DEFINITION_DOC,
  DEFINITION_NAME,
  METHOD_BYTES,
  METHOD_FUNCTION,
  METHOD_SELF,
  METHOD_WEAK,
  NO_ARGUMENTS,
} from '../../format/objects.js';
import {
  BUILTIN_FUNCTION_OR_METHOD_TYPE,
  EQUAL,
  IS_TYPE,
  METHOD_TYPE,
  MODULE_TYPE,
  NOT_EQUAL,
  TYPE_ERROR,
  TYPE_QUALNAME,
} from '../../format/types.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { shownAddress } from '../../runtime/shown-address.js';

const word = (rt: Runtime, p: Address, field: number) => rt.views.word(p + field);
const definitionWord = (rt: Runtime, p: Address, field: number) => word(rt, word(rt, p, BUILTIN_DEFINITION), field);

/** Functions of modules have the module as their self, those of types an instance, constructors the type. */
function selfOfMethod(rt: Runtime, p: Address): Address {
  const self = word(rt, p, METHOD_SELF);
  return self !== 0 && rt.typeOf(self) === MODULE_TYPE ? 0 : self;
}

function builtinRepr(rt: Runtime, p: Address): Address {
  const name = rt.text(definitionWord(rt, p, DEFINITION_NAME));
  const self = selfOfMethod(rt, p);
  if (self === 0) return rt.string(`<built-in function ${name}>`);
  return rt.string(`<built-in method ${name} of ${rt.shownTypeName(rt.typeOf(self))} object at ${shownAddress(self)}>`);
}

function builtinQualifiedName(rt: Runtime, p: Address): Address {
  const name = definitionWord(rt, p, DEFINITION_NAME);
  const self = selfOfMethod(rt, p);
  if (self === 0) return name;
  const owner = rt.hasFlag(self, IS_TYPE) ? self : rt.typeOf(self);
  return rt.string(`${rt.text(word(rt, owner, TYPE_QUALNAME))}.${rt.text(name)}`);
}

const BUILTIN: TypeDefinition = {
  address: BUILTIN_FUNCTION_OR_METHOD_TYPE,
  name: 'builtin_function_or_method',
  flags: CYCLIC,
  bytes: BUILTIN_BYTES,
  weakAt: BUILTIN_WEAK,
  slots: {
    DEALLOC: kernel('builtin_dealloc'),
    TRAVERSE: kernel('builtin_traverse'),
    CALL: kernel('builtin_call'),
    REPR: builtinRepr,
    HASH_OF: (rt, p) => BigInt(word(rt, p, METHOD_SELF)) ^ (BigInt(word(rt, p, BUILTIN_DEFINITION)) << 4n),
    COMPARE: (rt, a, b, operation) => {
      if ((operation !== EQUAL && operation !== NOT_EQUAL) || rt.typeOf(b) !== BUILTIN_FUNCTION_OR_METHOD_TYPE)
        return NOT_IMPLEMENTED;
      const equal = [BUILTIN_DEFINITION, METHOD_SELF].every((field) => word(rt, a, field) === word(rt, b, field));
      return rt.bool(equal === (operation === EQUAL));
    },
  },
  methods: [
    method('__reduce__', NO_ARGUMENTS, (rt, p) => {
      const name = definitionWord(rt, p, DEFINITION_NAME);
      const self = selfOfMethod(rt, p);
      return self === 0 ? name : rt.tuple([rt.builtin('getattr'), rt.tuple([self, name])]);
    }),
  ],
  properties: [
    { name: '__name__', get: (rt, p) => definitionWord(rt, p, DEFINITION_NAME) },
    { name: '__qualname__', get: builtinQualifiedName },
    { name: '__doc__', get: (rt, p) => definitionWord(rt, p, DEFINITION_DOC) || NONE },
    { name: '__self__', get: (rt, p) => word(rt, p, METHOD_SELF) || NONE },
    { name: '__text_signature__', get: () => NONE },
  ],
  members: [{ name: '__module__', at: BUILTIN_MODULE, kind: 'object' }],
};

function methodRepr(rt: Runtime, p: Address): Address {
  const callable = word(rt, p, METHOD_FUNCTION);
  const name = rt.optionalAttribute(callable, '__qualname__') || rt.optionalAttribute(callable, '__name__');
  const shown = name !== 0 && rt.isString(name) ? rt.text(name) : '?';
  return rt.string(`<bound method ${shown} of ${rt.text(rt.repr(word(rt, p, METHOD_SELF)))}>`);
}

const METHOD: TypeDefinition = {
  address: METHOD_TYPE,
  name: 'method',
  flags: CYCLIC,
  bytes: METHOD_BYTES,
  weakAt: METHOD_WEAK,
  slots: {
    DEALLOC: kernel('method_dealloc'),
    TRAVERSE: kernel('method_traverse'),
    REPR: methodRepr,
    HASH_OF: kernel('method_hash'),
    CALL: kernel('method_call'),
    GETATTR: kernel('method_getattr'),
    COMPARE: kernel('method_compare'),
    GET: kernel('method_get'),
    NEW: newSlot('method', 'function, instance, /', (rt, _type, [callable, self]) => {
      if (!rt.isCallable(callable)) rt.raise(TYPE_ERROR, 'first argument must be callable');
      if (self === NONE) rt.raise(TYPE_ERROR, 'instance must not be None');
      return rt.keep(rt.kernel.newMethod(callable, self));
    }),
  },
  methods: [
    method('__reduce__', NO_ARGUMENTS, (rt, p) =>
      rt.tuple([
        rt.builtin('getattr'),
        rt.tuple([word(rt, p, METHOD_SELF), rt.attribute(word(rt, p, METHOD_FUNCTION), '__name__')]),
      ]),
    ),
  ],
  properties: [
    { name: '__doc__', get: (rt, p) => rt.optionalAttribute(word(rt, p, METHOD_FUNCTION), '__doc__') || NONE },
  ],
  members: [
    { name: '__func__', at: METHOD_FUNCTION, kind: 'object', readOnly: true },
    { name: '__self__', at: METHOD_SELF, kind: 'object', readOnly: true },
  ],
};

export const FUNCTION_TYPES: readonly TypeDefinition[] = [BUILTIN, METHOD];
