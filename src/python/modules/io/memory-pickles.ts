/** What BytesIO and StringIO keep in pickles: their contents, where the next access is, and attributes that a program has given them. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { IS_DICT, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

/** A copy of them, or None. */
export function attributesOf(rt: Runtime, self: Address): Address {
  const dict = rt.optionalAttribute(self, '__dict__');
  return dict === 0 || dict === NONE || rt.length(dict) === 0 ? NONE : rt.dictCopy(dict);
}

/** The parts of a state. @throws PythonError with TypeError */
export function partsOf(rt: Runtime, type: string, count: number, state: Address): Address[] {
  const parts = rt.isTuple(state) ? rt.tupleItems(state) : [];
  if (parts.length < count)
    rt.raise(
      TYPE_ERROR,
      `_io.${type}.__setstate__ argument should be ${count}-tuple, got ${rt.shownTypeName(rt.typeOf(state))}`,
    );
  return parts;
}

/** @param which in messages: "second item of state must be an integer, not" */
export function positionFrom(rt: Runtime, p: Address, which: string): number {
  if (!rt.isInt(p)) rt.raise(TYPE_ERROR, `${which} ${rt.shownTypeName(rt.typeOf(p))}`);
  const position = Number(rt.bigInt(p));
  return position < 0 ? rt.raise(VALUE_ERROR, 'position value cannot be negative') : position;
}

/** @param which "third" … */
export function restoreAttributes(rt: Runtime, self: Address, attributes: Address, which: string): void {
  if (attributes === NONE) return;
  if (!rt.hasFlag(attributes, IS_DICT))
    rt.raise(TYPE_ERROR, `${which} item of state should be a dict, got a ${rt.shownTypeName(rt.typeOf(attributes))}`);
  rt.call(rt.attribute(rt.attribute(self, '__dict__'), 'update'), [attributes]);
}
