/** type.__new__: a class from its name, bases and namespace. */
import type { Address } from '../../../base/ids.js';
import { HEAP_TYPE } from '../../../memory/gc/format.js';
import { FRAME, NONE } from '../../format/memory-map.js';
import { FRAME_GLOBALS } from '../../format/frames.js';
import { CELL_VALUE, MEMBER_REQUIRED } from '../../format/objects.js';
import {
  BASE,
  BASES,
  CELL_TYPE,
  CLASSMETHOD_TYPE,
  COLLECTION_FLAGS,
  FUNCTION_TYPE,
  CYCLIC,
  INHERITABLE,
  MEMBER_DESCRIPTOR_TYPE,
  MRO,
  NEW,
  OBJECT_TYPE,
  RUNTIME_ERROR,
  STATICMETHOD_TYPE,
  TYPE_BYTES,
  TYPE_DICT,
  TYPE_ERROR,
  TYPE_FLAGS,
  TYPE_NAME,
  TYPE_QUALNAME,
  TYPE_SLOTS,
  TYPE_TYPE,
} from '../../format/types.js';
import { INHERITED_FLAGS, getsetDescriptor } from '../../runtime/install.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import { wrapCallable } from './callables.js';
import { INSTANCE_PROPERTIES } from './instance-properties.js';
import { bestBase, isType, layOut } from './layout.js';
import { checkedMro, computeMro } from './mro.js';
import { slotsOfClass } from './slots-of-class.js';
import { checkTypeName } from './type-names.js';
import { fillSlots } from './update-slots.js';

/** The most derived of a metaclass and those of the bases. @throws PythonError if none is */
export function calculateMetaclass(rt: Runtime, meta: Address, bases: readonly Address[]): Address {
  let winner = meta;
  for (const base of bases) {
    const other = rt.typeOf(base);
    if (rt.kernel.isSubtype(winner, other) !== 0) continue;
    if (rt.kernel.isSubtype(other, winner) === 0)
      rt.raise(
        TYPE_ERROR,
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
    winner = other;
  }
  return winner;
}

/** A new class, kept. `keywords` go to __init_subclass__. */
export function makeType(
  rt: Runtime,
  meta: Address,
  name: Address,
  given: readonly Address[],
  namespace: Address,
  keywords: Readonly<Record<string, Address>>,
): Address {
  for (const base of given) refuseOtherBase(rt, base);
  const bases = given.length === 0 ? [OBJECT_TYPE] : given;
  const base = bestBase(rt, bases);
  const text = rt.text(name);
  checkTypeName(rt, text);
  const dict = rt.dictCopy(namespace);
  const slots = slotsOfClass(rt, text, base, bases, dict);
  const type = rt.keep(rt.kernel.newCyclic(meta, TYPE_BYTES));
  rt.views.u8.fill(0, type + 8, type + TYPE_BYTES);
  const own = (field: number, value: Address) => {
    rt.incref(value);
    rt.views.setWord(type + field, value);
  };
  own(TYPE_NAME, name);
  own(TYPE_QUALNAME, takeQualifiedName(rt, dict, name));
  own(BASE, base);
  own(BASES, rt.tuple(bases));
  own(TYPE_DICT, dict);
  const inherited = rt.views.word(base + TYPE_FLAGS) & INHERITED_FLAGS & ~COLLECTION_FLAGS;
  rt.views.setWord(type + TYPE_FLAGS, HEAP_TYPE | INHERITABLE | CYCLIC | inherited);
  const offsets = layOut(rt, type, { dict: slots.dict, weak: slots.weak, slots: slots.names.length });
  rt.kernel.track(type);
  completeNamespace(rt, dict);
  const cell = rt.dictGet(dict, rt.name('__classcell__'));
  setCell(rt, cell, type);
  if (cell !== 0) rt.status(rt.kernel.dictDelete(dict, rt.name('__classcell__')));
  if (slots.names.length > 0) own(TYPE_SLOTS, rt.tuple(slots.names.map((slot) => rt.name(slot))));
  setMro(rt, type);
  setCollectionFlag(rt, type);
  slots.names.forEach((slot, at) => {
    const member = rt.kernel.newDescriptor(MEMBER_DESCRIPTOR_TYPE, offsets[at], type, rt.name(slot), MEMBER_REQUIRED);
    rt.dictSet(dict, rt.name(slot), rt.keep(member));
  });
  for (const property of INSTANCE_PROPERTIES) {
    const isOwn = rt.dictGet(dict, rt.name(property.name)) === 0;
    if (isOwn && (property.name === '__dict__' ? slots.dict : slots.weak))
      rt.dictSet(dict, rt.name(property.name), getsetDescriptor(rt, type, property));
  }
  rt.placeNatives();
  for (const each of bases) rt.status(rt.kernel.addSubclass(each, type));
  finishNamespace(rt, dict);
  fillSlots(rt, type);
  setNames(rt, type);
  initSubclass(rt, type, keywords);
  return type;
}

function refuseOtherBase(rt: Runtime, base: Address): void {
  if (isType(rt, base) || rt.optionalAttribute(base, '__mro_entries__') === 0) return;
  rt.raise(TYPE_ERROR, "type() doesn't support MRO entry resolution; use types.new_class()");
}

function takeQualifiedName(rt: Runtime, dict: Address, name: Address): Address {
  const given = rt.dictGet(dict, rt.name('__qualname__'));
  if (given === 0) return name;
  if (!rt.isString(given))
    rt.raise(TYPE_ERROR, `type __qualname__ must be a str, not ${rt.shownTypeName(rt.typeOf(given))}`);
  rt.incref(given);
  rt.keep(given);
  rt.status(rt.kernel.dictDelete(dict, rt.name('__qualname__')));
  return given;
}

/** What every class has in its dict: its module, and special methods as what they are without being told. */
function completeNamespace(rt: Runtime, dict: Address): void {
  if (rt.dictGet(dict, rt.name('__module__')) === 0) {
    const frame = rt.views.word(FRAME);
    const module = frame === 0 ? 0 : rt.dictGet(rt.views.word(frame + FRAME_GLOBALS), rt.name('__name__'));
    if (module !== 0) rt.dictSet(dict, rt.name('__module__'), module);
  }
  wrapFunction(rt, dict, '__new__', STATICMETHOD_TYPE);
  wrapFunction(rt, dict, '__init_subclass__', CLASSMETHOD_TYPE);
  wrapFunction(rt, dict, '__class_getitem__', CLASSMETHOD_TYPE);
}

function wrapFunction(rt: Runtime, dict: Address, name: string, wrapper: Address): void {
  const value = rt.dictGet(dict, rt.name(name));
  if (value === 0 || rt.typeOf(value) !== FUNCTION_TYPE) return;
  rt.dictSet(dict, rt.name(name), wrapCallable(rt, wrapper, value));
}

function setCell(rt: Runtime, cell: Address, type: Address): void {
  if (cell === 0) return;
  if (rt.typeOf(cell) !== CELL_TYPE)
    rt.raise(TYPE_ERROR, `__classcell__ must be a nonlocal cell, not ${rt.shownTypeName(rt.typeOf(cell))}`);
  rt.incref(type);
  const old = rt.views.word(cell + CELL_VALUE);
  rt.views.setWord(cell + CELL_VALUE, type);
  if (old !== 0) rt.decref(old);
}

/** A class that says how it compares and not how it hashes cannot be hashed. */
function finishNamespace(rt: Runtime, dict: Address): void {
  if (rt.dictGet(dict, rt.name('__doc__')) === 0) rt.dictSet(dict, rt.name('__doc__'), NONE);
  if (rt.dictGet(dict, rt.name('__eq__')) !== 0 && rt.dictGet(dict, rt.name('__hash__')) === 0)
    rt.dictSet(dict, rt.name('__hash__'), NONE);
}

/** The MRO as the metaclass computes it. */
export function setMro(rt: Runtime, type: Address): void {
  const meta = rt.typeOf(type);
  const method = rt.kernel.lookup(meta, rt.name('mro'));
  const isOwn = meta !== TYPE_TYPE && method !== rt.kernel.lookup(TYPE_TYPE, rt.name('mro'));
  const line = rt.tuple(isOwn ? checkedMro(rt, rt.call(rt.attribute(type, 'mro'))) : computeMro(rt, type));
  rt.incref(line);
  const old = rt.views.word(type + MRO);
  rt.views.setWord(type + MRO, line);
  if (old !== 0) rt.decref(old);
}

/** Tells what is in the namespace and wants to know its name (`__set_name__`). */
function setNames(rt: Runtime, type: Address): void {
  // A method may change the class.
  for (const [key, value] of rt.dictItems(rt.dictCopy(rt.views.word(type + TYPE_DICT)))) {
    const method = rt.kernel.lookup(rt.typeOf(value), rt.name('__set_name__'));
    if (method === 0) continue;
    try {
      rt.pooled(() => rt.call(rt.keep(rt.kernel.bindTo(method, value, rt.typeOf(value))), [type, key]));
    } catch (problem) {
      if (!(problem instanceof PythonError)) throw problem;
      rt.raiseFrom(
        RUNTIME_ERROR,
        `Error calling __set_name__ on '${rt.shownTypeName(rt.typeOf(value))}' instance '${rt.text(key)}' in '${rt.typeName(type)}'`,
      );
    }
  }
}

function initSubclass(rt: Runtime, type: Address, keywords: Readonly<Record<string, Address>>): void {
  const mro = rt.views.word(type + MRO);
  const found = rt.kernel.lookupBehind(mro, type, rt.name('__init_subclass__'));
  if (found === 0) return;
  rt.call(rt.keep(rt.kernel.bindTo(found, 0, type)), [], keywords);
}

/** type.__new__ as a slot. */
export function newType(rt: Runtime, meta: Address, args: Address, positional: number, names: Address): Address {
  const given = rt.words(args, positional);
  const keywords = rt.keywords(args, positional, names);
  if (given.length !== 3) rt.raise(TYPE_ERROR, `type.__new__() takes exactly 3 arguments (${given.length} given)`);
  const [name, bases, namespace] = given;
  const wrong = (at: number, value: Address, expected: string) =>
    rt.raise(
      TYPE_ERROR,
      `type.__new__() argument ${at} must be ${expected}, not ${rt.shownTypeName(rt.typeOf(value))}`,
    );
  if (!rt.isString(name)) wrong(1, name, 'str');
  if (!rt.isTuple(bases)) wrong(2, bases, 'tuple');
  if (!rt.isDict(namespace)) wrong(3, namespace, 'dict');
  const items = rt.tupleItems(bases);
  const winner = calculateMetaclass(
    rt,
    meta,
    items.filter((base) => isType(rt, base) || rt.optionalAttribute(base, '__mro_entries__') === 0),
  );
  if (winner !== meta && rt.views.word(winner + NEW) !== rt.views.word(TYPE_TYPE + NEW))
    return rt.keep(rt.callIndex(rt.views.word(winner + NEW), winner, args, positional, names));
  return makeType(rt, winner, name, items, namespace, keywords);
}

/** A class is the kind of collection that the first in its MRO is. */
function setCollectionFlag(rt: Runtime, type: Address): void {
  const flags = rt.tupleItems(rt.views.word(type + MRO)).map((one) => rt.views.word(one + TYPE_FLAGS));
  const flag = flags.map((all) => all & COLLECTION_FLAGS).find((one) => one !== 0) ?? 0;
  rt.views.setWord(type + TYPE_FLAGS, rt.views.word(type + TYPE_FLAGS) | flag);
}
