/** `except*`: the part of an exception that a handler is for, and what is raised in the end. */
import type { Address } from '../../base/ids.js';
import { NONE } from '../format/memory-map.js';
import { CAUSE, CONTEXT, TRACEBACK } from '../format/objects.js';
import {
  BASE_EXCEPTION,
  BASE_EXCEPTION_GROUP,
  EXCEPTION_GROUP,
  IS_TYPE,
  TUPLE_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
} from '../format/types.js';
import { groupExceptions, matchingPart } from '../objects/exceptions/group.js';
import type { Runtime } from '../runtime/runtime.js';

function isClass(rt: Runtime, p: Address): boolean {
  return (rt.views.word(rt.typeOf(p) + TYPE_FLAGS) & IS_TYPE) !== 0;
}

function isGroup(rt: Runtime, p: Address): boolean {
  return rt.kernel.isSubtype(rt.typeOf(p), BASE_EXCEPTION_GROUP) !== 0;
}

function checkTypes(rt: Runtime, type: Address): Address[] {
  const types = rt.typeOf(type) === TUPLE_TYPE ? rt.tupleItems(type) : [type];
  for (const one of types) {
    if (!isClass(rt, one) || rt.kernel.isSubtype(one, BASE_EXCEPTION) === 0)
      rt.raise(TYPE_ERROR, 'catching classes that do not inherit from BaseException is not allowed');
    if (rt.kernel.isSubtype(one, BASE_EXCEPTION_GROUP) !== 0)
      rt.raise(TYPE_ERROR, 'catching ExceptionGroup with except* is not allowed. Use except instead.');
  }
  return types;
}

/** Match and rest, each None if there is none. */
export function matchGroup(rt: Runtime, exception: Address, type: Address): [match: Address, rest: Address] {
  const types = checkTypes(rt, type);
  if (exception === NONE) return [NONE, NONE];
  if (types.some((one) => rt.kernel.isSubtype(rt.typeOf(exception), one) !== 0)) {
    if (isGroup(rt, exception)) return [exception, NONE];
    const group = rt.call(EXCEPTION_GROUP, [rt.string(''), rt.tuple([exception])]);
    return [group, NONE];
  }
  if (!isGroup(rt, exception)) return [NONE, exception];
  const parts = rt.call(rt.attribute(exception, 'split'), [type]);
  const [match, rest] = rt.tupleItems(parts);
  return [match, rest];
}

/**
 * What is raised at the end: of the list, what handlers raised as it is, and what is left of the original (that which has its
 * traceback, cause and context) as one group.
 */
export function regroup(rt: Runtime, original: Address, raised: Address): Address {
  const all = rt.listItems(raised).filter((one) => one !== NONE);
  if (all.length === 0) return NONE;
  if (!isGroup(rt, original)) return all[0];
  const same = (one: Address) =>
    isGroup(rt, one) &&
    [TRACEBACK, CAUSE, CONTEXT].every((field) => rt.views.word(one + field) === rt.views.word(original + field));
  const left = all.filter(same);
  const fresh = all.filter((one) => !same(one));
  const rest = left.length === 0 ? 0 : projection(rt, original, left);
  if (fresh.length === 0) return rest || NONE;
  if (fresh.length === 1 && rest === 0) return fresh[0];
  return rt.call(EXCEPTION_GROUP, [rt.string(''), rt.list(rest === 0 ? fresh : [...fresh, rest])]);
}

/** The part of a group that has the exceptions of its parts: a new group, even if that is all of it; 0 if there are none. */
function projection(rt: Runtime, original: Address, parts: readonly Address[]): Address {
  const kept = new Set<Address>();
  const collect = (one: Address): void => {
    if (!isGroup(rt, one)) kept.add(one);
    else groupExceptions(rt, one).forEach(collect);
  };
  parts.forEach(collect);
  return matchingPart(rt, original, (_, one) => kept.has(one));
}
