/** `class.__bases__ = …`: for classes, where instances stay laid out as they are. */
import type { Address } from '../../../base/ids.js';
import { BASE, BASES, IMMUTABLE, MRO, TYPE_ERROR, TYPE_FLAGS } from '../../format/types.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setOwned } from './fields.js';
import { bestBase, isType } from './layout.js';
import { setMro } from './make-type.js';
import { refuseOtherLayout } from './set-class.js';
import { refillSlots, subclassesOf } from './update-slots.js';

export function setBases(rt: Runtime, type: Address, value: Address): void {
  const name = rt.typeName(type);
  if ((rt.views.word(type + TYPE_FLAGS) & IMMUTABLE) !== 0)
    rt.raise(TYPE_ERROR, `cannot set '__bases__' attribute of immutable type '${rt.shownTypeName(type)}'`);
  if (value === 0) rt.raise(TYPE_ERROR, `cannot delete '__bases__' attribute of immutable type '${name}'`);
  if (!rt.isTuple(value))
    rt.raise(TYPE_ERROR, `can only assign tuple to ${name}.__bases__, not ${rt.shownTypeName(rt.typeOf(value))}`);
  const bases = rt.tupleItems(value);
  if (bases.length === 0) rt.raise(TYPE_ERROR, `can only assign non-empty tuple to ${name}.__bases__, not ()`);
  for (const base of bases) {
    if (!isType(rt, base))
      rt.raise(TYPE_ERROR, `${name}.__bases__ must be tuple of classes, not '${rt.shownTypeName(rt.typeOf(base))}'`);
    if (rt.kernel.isSubtype(base, type) !== 0 || isInChain(rt, base, type))
      rt.raise(TYPE_ERROR, 'a __bases__ item causes an inheritance cycle');
  }
  const base = bestBase(rt, bases);
  refuseOtherLayout(rt, rt.views.word(type + BASE), base, '__bases__');
  replaceBases(rt, type, base, value);
}

/** Follows the first bases: where an mro() sets the bases of another class, they are ahead of the MRO. */
function isInChain(rt: Runtime, class_: Address, type: Address): boolean {
  for (let base = class_; base !== 0; base = rt.views.word(base + BASE)) if (base === type) return true;
  return false;
}

function replaceBases(rt: Runtime, type: Address, base: Address, bases: Address): void {
  const before = [BASE, BASES].map((field) => {
    const value = rt.views.word(type + field);
    rt.incref(value);
    return rt.keep(value);
  });
  rt.kernel.leaveBases(type);
  setOwned(rt, type, BASE, base);
  setOwned(rt, type, BASES, bases);
  try {
    renewMro(rt, type);
  } catch (problem) {
    if (!(problem instanceof PythonError)) throw problem;
    rt.savingPending(() => {
      setOwned(rt, type, BASE, before[0]);
      setOwned(rt, type, BASES, before[1]);
      renewMro(rt, type);
      joinBases(rt, type);
    });
    throw problem;
  }
  joinBases(rt, type);
  refillSlots(rt, type);
}

function joinBases(rt: Runtime, type: Address): void {
  for (const base of rt.tupleItems(rt.views.word(type + BASES))) rt.status(rt.kernel.addSubclass(base, type));
}

function renewMro(rt: Runtime, type: Address): void {
  rt.kernel.typeModified(type);
  if (rt.views.word(type + MRO) !== 0) setMro(rt, type);
  for (const subclass of subclassesOf(rt, type)) renewMro(rt, subclass);
}
