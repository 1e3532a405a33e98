/** Unions of types, `int | str`: what an annotation means and isinstance takes. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { ELLIPSIS, NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { ONE_ARGUMENT, UNION_ARGS, UNION_BYTES, UNION_PARAMETERS } from '../../format/objects.js';
import {
  EQUAL,
  FROZENSET_TYPE,
  GENERIC_ALIAS_TYPE,
  IS_TYPE,
  NONE_TYPE_TYPE,
  NOT_EQUAL,
  TYPE_ERROR,
  UNION_TYPE,
} from '../../format/types.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { collectParameters, substitute } from './type-parameters.js';

/** What may be a part of a union by `|`: types, None, aliases, unions. Type variables answer for themselves. */
function isPart(rt: Runtime, p: Address): boolean {
  return p === NONE || rt.hasFlag(p, IS_TYPE) || rt.isInstance(p, GENERIC_ALIAS_TYPE) || rt.typeOf(p) === UNION_TYPE;
}

/** left | right, or NotImplemented. */
export function newUnion(rt: Runtime, left: Address, right: Address): Address {
  if (!isPart(rt, left) || !isPart(rt, right)) return NOT_IMPLEMENTED;
  return unionOf(rt, [left, right]);
}

/** The union of some parts; one that is left alone is that itself. */
export function unionOf(rt: Runtime, parts: readonly Address[]): Address {
  const flat = parts.flatMap((part) => (rt.typeOf(part) === UNION_TYPE ? argumentsOf(rt, part) : [part]));
  const different: Address[] = [];
  for (const part of flat.map((each) => (each === NONE ? NONE_TYPE_TYPE : each))) {
    if (!different.some((known) => isSamePart(rt, known, part))) different.push(part);
  }
  if (different.length === 1) return different[0];
  const p = rt.keep(rt.kernel.newCyclic(UNION_TYPE, UNION_BYTES));
  const args = rt.tuple(different);
  rt.incref(args);
  rt.views.setWord(p + UNION_ARGS, args);
  rt.views.setWord(p + UNION_PARAMETERS, 0);
  rt.kernel.track(p);
  return p;
}

function isSamePart(rt: Runtime, a: Address, b: Address): boolean {
  if (rt.isInstance(a, GENERIC_ALIAS_TYPE) && rt.isInstance(b, GENERIC_ALIAS_TYPE)) return rt.isEqual(a, b);
  return a === b;
}

const argumentsOf = (rt: Runtime, p: Address) => rt.tupleItems(rt.views.word(p + UNION_ARGS));

function parametersOf(rt: Runtime, p: Address): Address {
  if (rt.views.word(p + UNION_PARAMETERS) === 0) {
    const made = rt.tuple(collectParameters(rt, argumentsOf(rt, p)));
    rt.incref(made);
    rt.views.setWord(p + UNION_PARAMETERS, made);
  }
  return rt.views.word(p + UNION_PARAMETERS);
}

/** How a part is shown: types by their name, anything else by its repr. */
export function partText(rt: Runtime, p: Address): string {
  if (p === NONE_TYPE_TYPE) return 'None';
  if (p === ELLIPSIS) return '...';
  if (rt.optionalAttribute(p, '__origin__') !== 0 && rt.optionalAttribute(p, '__args__') !== 0)
    return rt.text(rt.repr(p));
  const name = rt.optionalAttribute(p, '__qualname__');
  const module = name === 0 ? 0 : rt.optionalAttribute(p, '__module__');
  if (name === 0 || module === 0 || module === NONE) return rt.text(rt.repr(p));
  const shown = rt.text(rt.str(module));
  return shown === 'builtins' ? rt.text(rt.str(name)) : `${shown}.${rt.text(rt.str(name))}`;
}

/** That of the set of its parts, which does not depend on their order. */
function hash(rt: Runtime, p: Address): bigint {
  return rt.hash(rt.call(FROZENSET_TYPE, [rt.views.word(p + UNION_ARGS)]));
}

/** `__module__` is that of the type. */
function attribute(rt: Runtime, p: Address, name: Address): Address {
  const isOfType = rt.isString(name) && rt.text(name) === '__module__';
  return rt.keep(isOfType ? rt.kernel.getAttribute(UNION_TYPE, name) : rt.kernel.object_getattr(p, name));
}

function compare(rt: Runtime, a: Address, b: Address, operation: number): Address {
  if ((operation !== EQUAL && operation !== NOT_EQUAL) || rt.typeOf(b) !== UNION_TYPE) return NOT_IMPLEMENTED;
  const [left, right] = [argumentsOf(rt, a), argumentsOf(rt, b)];
  const equal = left.length === right.length && left.every((part) => right.some((other) => rt.isEqual(part, other)));
  return rt.bool(equal === (operation === EQUAL));
}

function refuseAliases(rt: Runtime, p: Address, what: string): void {
  if (argumentsOf(rt, p).some((part) => rt.isInstance(part, GENERIC_ALIAS_TYPE)))
    rt.raise(TYPE_ERROR, `${what} argument 2 cannot be a parameterized generic`);
}

export const UNION: TypeDefinition = {
  address: UNION_TYPE,
  name: 'UnionType',
  module: 'types',
  flags: CYCLIC,
  bytes: UNION_BYTES,
  owned: 2,
  slots: {
    DEALLOC: kernel('owned_dealloc'),
    TRAVERSE: kernel('owned_traverse'),
    REPR: (rt, p) =>
      rt.string(
        argumentsOf(rt, p)
          .map((part) => partText(rt, part))
          .join(' | '),
      ),
    GETATTR: attribute,
    HASH_OF: hash,
    COMPARE: compare,
    OR: newUnion,
    GETITEM: (rt, p, key) => {
      const parameters = rt.tupleItems(parametersOf(rt, p));
      if (parameters.length === 0) rt.raise(TYPE_ERROR, `${rt.text(rt.repr(p))} is not a generic class`);
      // Parts that answer for themselves (typing.Union) make of it what they are.
      const parts = substitute(rt, p, argumentsOf(rt, p), parameters, key);
      return parts.reduce((left, right) => rt.keep(rt.kernel.number_or(left, right)));
    },
  },
  methods: [
    method('__instancecheck__', ONE_ARGUMENT, (rt, p, object) => {
      refuseAliases(rt, p, 'isinstance()');
      return rt.bool(argumentsOf(rt, p).some((part) => rt.isInstanceOf(object, part)));
    }),
    method('__subclasscheck__', ONE_ARGUMENT, (rt, p, class_) => {
      if (!rt.hasFlag(class_, IS_TYPE)) rt.raise(TYPE_ERROR, 'issubclass() arg 1 must be a class');
      refuseAliases(rt, p, 'issubclass()');
      return rt.bool(argumentsOf(rt, p).some((part) => rt.isSubclassOf(class_, part)));
    }),
  ],
  properties: [{ name: '__parameters__', get: parametersOf }],
  members: [{ name: '__args__', at: UNION_ARGS, kind: 'object', readOnly: true }],
};
