/** What the class statement calls: builtins.__build_class__. */
import type { Address } from '../../../base/ids.js';
import { CLOSURE, CODE, GLOBALS } from '../../format/frames.js';
import { CELL_VALUE, KEYWORDS } from '../../format/objects.js';
import {
  CELL_TYPE,
  FUNCTION_TYPE,
  GETITEM,
  IS_TYPE,
  RUNTIME_ERROR,
  TYPE_ERROR,
  TYPE_TYPE,
} from '../../format/types.js';
import { calculateMetaclass } from '../../objects/classes/make-type.js';
import { method } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';

/** What stands for bases that are no types (`__mro_entries__`); the same tuple if there is none. */
function resolveBases(rt: Runtime, bases: Address): Address {
  let changed = false;
  const resolved = rt.tupleItems(bases).flatMap((base) => {
    if (rt.hasFlag(base, IS_TYPE)) return [base];
    const entries = rt.optionalAttribute(base, '__mro_entries__');
    if (entries === 0) return [base];
    changed = true;
    const given = rt.call(entries, [bases]);
    if (!rt.isTuple(given)) rt.raise(TYPE_ERROR, '__mro_entries__ must return a tuple');
    return rt.tupleItems(given);
  });
  return changed ? rt.tuple(resolved) : bases;
}

/** The metaclass that is asked for, or that of the first base; of a class the most derived one. */
function metaclassOf(rt: Runtime, given: Address | undefined, bases: readonly Address[]): Address {
  const meta = given ?? (bases.length === 0 ? TYPE_TYPE : rt.typeOf(bases[0]));
  return rt.hasFlag(meta, IS_TYPE) ? calculateMetaclass(rt, meta, bases) : meta;
}

function namespaceOf(
  rt: Runtime,
  meta: Address,
  name: Address,
  bases: Address,
  keywords: Readonly<Record<string, Address>>,
): Address {
  const prepare = rt.optionalAttribute(meta, '__prepare__');
  if (prepare === 0) return rt.dict();
  const namespace = rt.call(prepare, [name, bases], keywords);
  if (rt.views.word(rt.typeOf(namespace) + GETITEM) === 0) {
    const shown = rt.hasFlag(meta, IS_TYPE) ? rt.typeName(meta) : '<metaclass>';
    rt.raise(TYPE_ERROR, `${shown}.__prepare__() must return a mapping, not ${rt.shownTypeName(rt.typeOf(namespace))}`);
  }
  return namespace;
}

/** The cell for `__class__` must hold the class now: methods look there. */
function checkCell(rt: Runtime, cell: Address, class_: Address, name: Address): void {
  if (!rt.hasFlag(class_, IS_TYPE) || rt.typeOf(cell) !== CELL_TYPE) return;
  const held = rt.views.word(cell + CELL_VALUE);
  if (held === class_) return;
  const [shownName, shownClass] = [name, class_].map((p) => rt.text(rt.repr(p)));
  if (held === 0)
    rt.raise(
      RUNTIME_ERROR,
      `__class__ not set defining ${shownName} as ${shownClass}. Was __classcell__ propagated to type.__new__?`,
    );
  rt.raise(TYPE_ERROR, `__class__ set to ${rt.text(rt.repr(held))} defining ${shownName} as ${shownClass}`);
}

function buildClass(rt: Runtime, args: Address, positional: number, names: Address): Address {
  if (positional < 2) rt.raise(TYPE_ERROR, '__build_class__: not enough arguments');
  const [body, name, ...given] = rt.words(args, positional);
  if (rt.typeOf(body) !== FUNCTION_TYPE) rt.raise(TYPE_ERROR, '__build_class__: func must be a function');
  if (!rt.isString(name)) rt.raise(TYPE_ERROR, '__build_class__: name is not a string');
  const original = rt.tuple(given);
  const bases = resolveBases(rt, original);
  const { metaclass, ...keywords } = rt.keywords(args, positional, names);
  const meta = metaclassOf(rt, metaclass, rt.tupleItems(bases));
  const namespace = namespaceOf(rt, meta, name, bases, keywords);
  const [code, globals, closure] = [CODE, GLOBALS, CLOSURE].map((field) => rt.views.word(body + field));
  const cell = rt.compiler.execute(code, globals, namespace, closure);
  if (bases !== original) rt.status(rt.kernel.setItem(namespace, rt.name('__orig_bases__'), original));
  const class_ = rt.call(meta, [name, bases, namespace], keywords);
  checkCell(rt, cell, class_, name);
  return class_;
}

export const BUILD_CLASS = method('__build_class__', KEYWORDS, (rt, _self, args, positional, names) =>
  buildClass(rt, args, positional, names),
);
