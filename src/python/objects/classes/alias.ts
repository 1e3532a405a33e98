/** Generic aliases, `list[int]`: a type and its arguments; everything else is asked of the type. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import {
  ALIAS_ARGS,
  ALIAS_BYTES,
  ALIAS_ORIGIN,
  ALIAS_PARAMETERS,
  ALIAS_STARRED,
  ALIAS_WEAK,
  NO_ARGUMENTS,
  OF_CLASS,
  ONE_ARGUMENT,
} from '../../format/objects.js';
import {
  EQUAL,
  GENERIC_ALIAS_TYPE,
  INHERITABLE,
  IS_LIST,
  NOT_EQUAL,
  TUPLE_TYPE,
  TYPE_ERROR,
} from '../../format/types.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { collectParameters, substitute } from './type-parameters.js';
import { newUnion, partText } from './union.js';

/** `origin[args]`; one argument stands for a tuple of one. */
export function newAlias(
  rt: Runtime,
  origin: Address,
  args: Address,
  starred = false,
  type = GENERIC_ALIAS_TYPE,
): Address {
  const p = rt.keep(rt.kernel.newCyclic(type, ALIAS_BYTES));
  const tuple = rt.isTuple(args) ? args : rt.tuple([args]);
  rt.views.u8.fill(0, p + ALIAS_ORIGIN, p + ALIAS_BYTES);
  rt.incref(origin);
  rt.incref(tuple);
  rt.views.setWord(p + ALIAS_ORIGIN, origin);
  rt.views.setWord(p + ALIAS_ARGS, tuple);
  rt.views.setWord(p + ALIAS_STARRED, starred ? 1 : 0);
  rt.kernel.track(p);
  return p;
}

export const CLASS_GETITEM = method(
  '__class_getitem__',
  ONE_ARGUMENT | OF_CLASS,
  (rt, class_, item) => newAlias(rt, class_, item),
  'See PEP 585',
);

const originOf = (rt: Runtime, p: Address) => rt.views.word(p + ALIAS_ORIGIN);
const argumentsOf = (rt: Runtime, p: Address) => rt.tupleItems(rt.views.word(p + ALIAS_ARGS));
const isStarred = (rt: Runtime, p: Address) => rt.views.word(p + ALIAS_STARRED) !== 0;

function parametersOf(rt: Runtime, p: Address): Address {
  if (rt.views.word(p + ALIAS_PARAMETERS) === 0) {
    const made = rt.tuple(collectParameters(rt, argumentsOf(rt, p)));
    rt.incref(made);
    rt.views.setWord(p + ALIAS_PARAMETERS, made);
  }
  return rt.views.word(p + ALIAS_PARAMETERS);
}

/** Attributes that are the alias's own; all others are the origin's. */
const OWN = new Set([
  '__origin__',
  '__args__',
  '__unpacked__',
  '__parameters__',
  '__typing_unpacked_tuple_args__',
  '__mro_entries__',
  '__reduce_ex__',
  '__reduce__',
  '__copy__',
  '__deepcopy__',
  '__class__',
]);

function attribute(rt: Runtime, p: Address, name: Address): Address {
  const text = rt.isString(name) ? rt.text(name) : '';
  const isOwn = OWN.has(text) || !rt.isString(name);
  return rt.keep(isOwn ? rt.kernel.object_getattr(p, name) : rt.kernel.getAttribute(originOf(rt, p), name));
}

function argumentText(rt: Runtime, p: Address): string {
  if (!rt.hasFlag(p, IS_LIST)) return partText(rt, p);
  return `[${rt
    .listItems(p)
    .map((item) => partText(rt, item))
    .join(', ')}]`;
}

function repr(rt: Runtime, p: Address): Address {
  const args = argumentsOf(rt, p).map((arg) => argumentText(rt, arg));
  return rt.string(
    `${isStarred(rt, p) ? '*' : ''}${partText(rt, originOf(rt, p))}[${args.length === 0 ? '()' : args.join(', ')}]`,
  );
}

function call(rt: Runtime, p: Address, args: Address, positional: number, names: Address): Address {
  const result = rt.keep(rt.kernel.callObject(originOf(rt, p), args, positional, names));
  // Instances that take attributes remember what they were made of.
  rt.catchingAny(() => rt.setAttribute(result, '__orig_class__', p));
  return result;
}

function compare(rt: Runtime, a: Address, b: Address, operation: number): Address {
  if ((operation !== EQUAL && operation !== NOT_EQUAL) || !rt.isInstance(b, GENERIC_ALIAS_TYPE)) return NOT_IMPLEMENTED;
  const equal =
    isStarred(rt, a) === isStarred(rt, b) &&
    rt.isEqual(originOf(rt, a), originOf(rt, b)) &&
    rt.isEqual(rt.views.word(a + ALIAS_ARGS), rt.views.word(b + ALIAS_ARGS));
  return rt.bool(equal === (operation === EQUAL));
}

const refuse = (rt: Runtime, what: string) =>
  rt.raise(TYPE_ERROR, `${what}() argument 2 cannot be a parameterized generic`);

export const ALIAS: TypeDefinition = {
  address: GENERIC_ALIAS_TYPE,
  name: 'GenericAlias',
  module: 'types',
  flags: INHERITABLE | CYCLIC,
  bytes: ALIAS_BYTES,
  owned: 3,
  weakAt: ALIAS_WEAK,
  slots: {
    DEALLOC: kernel('owned_dealloc'),
    TRAVERSE: kernel('owned_traverse'),
    REPR: repr,
    HASH_OF: (rt, p) => rt.hash(originOf(rt, p)) ^ rt.hash(rt.views.word(p + ALIAS_ARGS)),
    CALL: call,
    GETATTR: attribute,
    COMPARE: compare,
    ITER: (rt, p) => rt.iterator(rt.tuple([newAlias(rt, originOf(rt, p), rt.views.word(p + ALIAS_ARGS), true)])),
    GETITEM: (rt, p, key) => {
      const parameters = rt.tupleItems(parametersOf(rt, p));
      if (parameters.length === 0) rt.raise(TYPE_ERROR, `${rt.text(rt.repr(p))} is not a generic class`);
      const args = substitute(rt, p, argumentsOf(rt, p), parameters, key);
      return newAlias(rt, originOf(rt, p), rt.tuple(args), isStarred(rt, p));
    },
    OR: newUnion,
    NEW: newSlot('GenericAlias', 'origin, arguments, /', (rt, type, [origin, args]) =>
      newAlias(rt, origin, args, false, type),
    ),
  },
  methods: [
    method('__mro_entries__', ONE_ARGUMENT, (rt, p) => rt.tuple([originOf(rt, p)])),
    method('__instancecheck__', ONE_ARGUMENT, (rt) => refuse(rt, 'isinstance')),
    method('__subclasscheck__', ONE_ARGUMENT, (rt) => refuse(rt, 'issubclass')),
    method('__reduce__', NO_ARGUMENTS, (rt, p) =>
      rt.tuple([GENERIC_ALIAS_TYPE, rt.tuple([originOf(rt, p), rt.views.word(p + ALIAS_ARGS)])]),
    ),
    method('__dir__', NO_ARGUMENTS, (rt, p) => {
      const names = rt.items(rt.call(rt.attribute(originOf(rt, p), '__dir__'), []));
      return rt.list([...names, ...[...OWN].map((name) => rt.name(name))]);
    }),
  ],
  properties: [
    { name: '__parameters__', get: parametersOf },
    {
      name: '__typing_unpacked_tuple_args__',
      get: (rt, p) => (isStarred(rt, p) && originOf(rt, p) === TUPLE_TYPE ? rt.views.word(p + ALIAS_ARGS) : NONE),
    },
    { name: '__unpacked__', get: (rt, p) => rt.bool(isStarred(rt, p)) },
  ],
  members: [
    { name: '__origin__', at: ALIAS_ORIGIN, kind: 'object', readOnly: true },
    { name: '__args__', at: ALIAS_ARGS, kind: 'object', readOnly: true },
  ],
};
