/** The functions of builtins that look into objects and namespaces: dir, vars, globals, locals. */
import type { Address } from '../../../base/ids.js';
import { ATTRIBUTE_ERROR, SYSTEM_ERROR, TYPE_ERROR } from '../../format/types.js';
import { inTuple, type MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { native } from '../native.js';

/** The names of an object: what its type's __dir__ says, sorted. */
function namesOf(rt: Runtime, p: Address): Address {
  const method = rt.optionalAttribute(rt.typeOf(p), '__dir__');
  if (method === 0) rt.raise(TYPE_ERROR, 'object does not provide __dir__');
  return sorted(rt, rt.callBound(method, p));
}

function sorted(rt: Runtime, iterable: Address): Address {
  const list = rt.keep(rt.kernel.listFromIterable(iterable));
  rt.call(rt.attribute(list, 'sort'));
  return list;
}

/** The names in a namespace, which may be any mapping. */
function namesIn(rt: Runtime, namespace: Address): Address {
  return rt.isDict(namespace) ? namespace : rt.call(rt.attribute(namespace, 'keys'));
}

function localsOf(rt: Runtime): Address {
  return rt.compiler.locals() || rt.raise(SYSTEM_ERROR, 'frame does not exist');
}

export const LOOKING: readonly MethodDefinition[] = [
  inTuple(
    native('dir', 'object=None, /', (rt, _, [p]) => (p === 0 ? sorted(rt, namesIn(rt, localsOf(rt))) : namesOf(rt, p))),
  ),
  inTuple(
    native('vars', 'object=None, /', (rt, _, [p]) => {
      if (p === 0) return localsOf(rt);
      return rt.catching(
        ATTRIBUTE_ERROR,
        () => rt.attribute(p, '__dict__'),
        () => rt.raise(TYPE_ERROR, 'vars() argument must have __dict__ attribute'),
      );
    }),
  ),
  native('globals', '', (rt) => rt.compiler.globals() || rt.raise(SYSTEM_ERROR, 'frame does not exist')),
  native('locals', '', localsOf),
];
