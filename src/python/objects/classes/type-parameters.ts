/** Type variables in the arguments of generic aliases and unions, and what is put in their place. */
import type { Address } from '../../../base/ids.js';
import { ELLIPSIS, NONE } from '../../format/memory-map.js';
import { IS_TYPE, ITER, TYPE_ERROR } from '../../format/types.js';
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

/** What an attribute says, or 0; a type has none of these. */
function ask(rt: Runtime, p: Address, name: string): Address {
  return rt.hasFlag(p, IS_TYPE) ? 0 : rt.optionalAttribute(p, name);
}

/** The items of a tuple that an attribute gives; undefined if it gives none. */
function itemsOf(rt: Runtime, p: Address, name: string): Address[] | undefined {
  const tuple = ask(rt, p, name);
  return tuple !== 0 && rt.isTuple(tuple) ? rt.tupleItems(tuple) : undefined;
}

/** `*tuple[int, str]` stands for its arguments, unless their number is not known. */
function unpacked(rt: Runtime, p: Address): Address[] {
  const parts = itemsOf(rt, p, '__typing_unpacked_tuple_args__');
  return parts === undefined || parts.at(-1) === ELLIPSIS ? [p] : parts;
}

/** What stands for each parameter. Parameters that take several arguments gather them, others have a say about the whole. */
function prepared(rt: Runtime, whole: Address, parameters: readonly Address[], key: Address): Address[] {
  let given = rt.tuple((rt.isTuple(key) ? rt.tupleItems(key) : [key]).flatMap((each) => unpacked(rt, each)));
  for (const parameter of parameters) {
    const prepare = ask(rt, parameter, '__typing_prepare_subst__');
    if (prepare !== 0 && prepare !== NONE) given = rt.call(prepare, [whole, given]);
  }
  return rt.isTuple(given) ? rt.tupleItems(given) : [given];
}

/** The arguments with what `key` gives (one, or a tuple) in place of the parameters, as _Py_subs_parameters has it. */
export function substitute(
  rt: Runtime,
  whole: Address,
  args: readonly Address[],
  parameters: readonly Address[],
  key: Address,
): Address[] {
  const given = prepared(rt, whole, parameters, key);
  if (given.length !== parameters.length) {
    const many = given.length > parameters.length ? 'many' : 'few';
    rt.raise(
      TYPE_ERROR,
      `Too ${many} arguments for ${rt.text(rt.repr(whole))}; actual ${given.length}, expected ${parameters.length}`,
    );
  }
  return args.flatMap((arg) => {
    if (rt.hasFlag(arg, IS_TYPE)) return [arg];
    const isUnpacked = ask(rt, arg, '__typing_is_unpacked_typevartuple__');
    const result = isTypeVariable(rt, arg)
      ? rt.call(rt.attribute(arg, '__typing_subst__'), [given[parameters.indexOf(arg)]])
      : substituteWithin(rt, arg, parameters, given);
    if (isUnpacked === 0 || !rt.truth(isUnpacked)) return [result];
    if (!rt.isTuple(result)) rt.raise(TYPE_ERROR, 'expected a tuple');
    return rt.tupleItems(result);
  });
}

/** In an argument with parameters of its own; what stands for several is put there one by one. */
function substituteWithin(
  rt: Runtime,
  arg: Address,
  parameters: readonly Address[],
  given: readonly Address[],
): Address {
  const inner = itemsOf(rt, arg, '__parameters__');
  if (inner === undefined || inner.length === 0) return arg;
  const items = inner.flatMap((parameter) => {
    const at = parameters.indexOf(parameter);
    if (at === -1) return [parameter];
    const isSeveral = rt.views.word(rt.typeOf(parameter) + ITER) !== 0 && rt.isTuple(given[at]);
    return isSeveral ? rt.tupleItems(given[at]) : [given[at]];
  });
  return rt.item(arg, rt.tuple(items));
}
