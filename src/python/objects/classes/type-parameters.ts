/** Type variables in the arguments of generic aliases and unions, and what is put in their place. */
import type { Address } from '../../../base/ids.js';
import { IS_TYPE, TYPE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

/** A type variable is what can be substituted (typing.TypeVar and its kin). */
export function isTypeVariable(rt: Runtime, p: Address): boolean {
  return !rt.hasFlag(p, IS_TYPE) && rt.kernel.lookup(rt.typeOf(p), rt.name('__typing_subst__')) !== 0;
}

/** The type variables in some arguments, each once, in the order in which they come. */
export function collectParameters(rt: Runtime, args: readonly Address[]): Address[] {
  const found: Address[] = [];
  const add = (p: Address) => {
    if (!found.includes(p)) found.push(p);
  };
  for (const arg of args) {
    if (rt.hasFlag(arg, IS_TYPE)) continue;
    if (isTypeVariable(rt, arg)) add(arg);
    else {
      const inner = rt.optionalAttribute(arg, '__parameters__');
      if (inner !== 0 && rt.isTuple(inner)) rt.tupleItems(inner).forEach(add);
    }
  }
  return found;
}

/** The arguments with what `key` gives (one, or a tuple) in place of the parameters. */
export function substitute(
  rt: Runtime,
  whole: Address,
  args: readonly Address[],
  parameters: readonly Address[],
  key: Address,
): Address[] {
  const given = rt.isTuple(key) ? rt.tupleItems(key) : [key];
  if (given.length !== parameters.length) {
    const many = given.length > parameters.length ? 'many' : 'few';
    rt.raise(
      TYPE_ERROR,
      `Too ${many} arguments for ${rt.text(rt.repr(whole))}; actual ${given.length}, expected ${parameters.length}`,
    );
  }
  const replacement = (parameter: Address) => given[parameters.indexOf(parameter)];
  return args.map((arg) => {
    if (rt.hasFlag(arg, IS_TYPE)) return arg;
    if (isTypeVariable(rt, arg)) return rt.call(rt.attribute(arg, '__typing_subst__'), [replacement(arg)]);
    const inner = rt.optionalAttribute(arg, '__parameters__');
    if (inner === 0 || !rt.isTuple(inner) || rt.tupleItems(inner).length === 0) return arg;
    return rt.item(arg, rt.tuple(rt.tupleItems(inner).map(replacement)));
  });
}
