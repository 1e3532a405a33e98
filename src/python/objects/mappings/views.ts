/** keys() and items() as sets. */
import type { Address } from '../../../base/ids.js';
import { NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { LENGTH, SET_LENGTH } from '../../format/objects.js';
import {
  DICT_ITEMS_TYPE,
  DICT_KEYS_TYPE,
  EQUAL,
  GREATER,
  GREATER_EQUAL,
  LESS,
  LESS_EQUAL,
  NOT_EQUAL,
  SET_TYPE,
  TUPLE_TYPE,
  MAPPINGPROXY_TYPE,
} from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { forEach } from '../iterators/for-each.js';
import { dictOfView } from './repr.js';

const isSetLikeView = (rt: Runtime, p: Address) =>
  [DICT_KEYS_TYPE, DICT_ITEMS_TYPE].some((type) => rt.kernel.isSubtype(rt.typeOf(p), type) !== 0);

const lengthOf = (rt: Runtime, p: Address) => rt.status(rt.kernel.lengthOf(p));

/** Whether (key, value) is in the dict. */
export function itemsContains(rt: Runtime, view: Address, item: Address): number {
  if (rt.kernel.isSubtype(rt.typeOf(item), TUPLE_TYPE) === 0 || rt.views.word(item + LENGTH) !== 2) return 0;
  const [key, value] = rt.tupleItems(item);
  const found = rt.dictGet(dictOfView(rt, view), key);
  if (found === 0) return 0;
  rt.incref(found);
  rt.keep(found);
  return rt.status(rt.kernel.compareBool(found, value, EQUAL));
}

export function viewMapping(rt: Runtime, view: Address): Address {
  return rt.call(MAPPINGPROXY_TYPE, [dictOfView(rt, view)]);
}

/** Whether everything in one is in the other. */
function isWithin(rt: Runtime, inner: Address, outer: Address): boolean {
  let within = true;
  const iterator = rt.keep(rt.kernel.getIter(inner));
  while (within) {
    const element = rt.keepIfAny(rt.kernel.iterNext(iterator));
    if (element === 0) break;
    within = rt.status(rt.kernel.containsItem(outer, element)) !== 0;
  }
  return within;
}

export function viewCompare(rt: Runtime, view: Address, other: Address, operation: number): Address {
  if (!isSetLikeView(rt, other) && rt.kernel.isSet(other) === 0) return NOT_IMPLEMENTED;
  const [own, its] = [lengthOf(rt, view), lengthOf(rt, other)];
  switch (operation) {
    case EQUAL:
      return rt.bool(own === its && isWithin(rt, view, other));
    case NOT_EQUAL:
      return rt.bool(!(own === its && isWithin(rt, view, other)));
    case LESS:
      return rt.bool(own < its && isWithin(rt, view, other));
    case LESS_EQUAL:
      return rt.bool(own <= its && isWithin(rt, view, other));
    case GREATER:
      return rt.bool(own > its && isWithin(rt, other, view));
    case GREATER_EQUAL:
      return rt.bool(own >= its && isWithin(rt, other, view));
    default:
      return NOT_IMPLEMENTED;
  }
}

const setFrom = (rt: Runtime, iterable: Address) => rt.keep(rt.kernel.setFrom(SET_TYPE, iterable));

export function viewSubtract(rt: Runtime, left: Address, right: Address): Address {
  const result = setFrom(rt, left);
  rt.status(rt.kernel.differenceUpdate(result, right));
  return result;
}

export function viewOr(rt: Runtime, left: Address, right: Address): Address {
  const result = setFrom(rt, left);
  rt.status(rt.kernel.setUpdate(result, right));
  return result;
}

export function viewXor(rt: Runtime, left: Address, right: Address): Address {
  const result = setFrom(rt, left);
  rt.status(rt.kernel.symmetricDifferenceUpdate(result, right));
  return result;
}

/** The elements of the shorter one that are in the longer one. */
export function viewAnd(rt: Runtime, left: Address, right: Address): Address {
  let [looked, walked] = isSetLikeView(rt, left) ? [left, right] : [right, left];
  const isSized = isSetLikeView(rt, walked) || rt.kernel.isSet(walked) !== 0;
  if (isSetLikeView(rt, walked) && lengthOf(rt, walked) > lengthOf(rt, looked)) [looked, walked] = [walked, looked];
  else if (isSized && rt.typeOf(walked) === SET_TYPE && rt.views.word(walked + SET_LENGTH) > lengthOf(rt, looked))
    [looked, walked] = [walked, looked];
  const result = rt.keep(rt.kernel.newSet());
  forEach(rt, walked, (element) => {
    if (rt.status(rt.kernel.containsItem(looked, element)) !== 0) rt.status(rt.kernel.setAdd(result, element));
  });
  return result;
}

export function viewIsDisjoint(rt: Runtime, view: Address, other: Address): Address {
  if (view === other) return rt.bool(lengthOf(rt, view) === 0);
  let disjoint = true;
  forEach(rt, other, (element) => {
    if (rt.status(rt.kernel.containsItem(view, element)) !== 0) disjoint = false;
  });
  return rt.bool(disjoint);
}
