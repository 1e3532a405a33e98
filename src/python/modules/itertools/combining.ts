/** How product, permutations and combinations are made. */
import type { Address } from '../../../base/ids.js';
import { HAS_ENDED } from '../../format/itertools.js';
import { NONE } from '../../format/memory-map.js';
import { LENGTH } from '../../format/objects.js';
import { INT_TYPE, MEMORY_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { newSlot } from '../../runtime/bound-slots.js';
import type { Runtime } from '../../runtime/runtime.js';

/** How many indices there may be. */
const MOST_INDICES = 1 << 26;

function tupleFrom(rt: Runtime, iterable: Address): Address {
  return rt.keep(rt.kernel.tupleFromIterable(iterable));
}

/** An instance with its first indices. */
function combining(rt: Runtime, type: Address, pool: Address, indices: readonly number[], taken: number): Address {
  rt.incref(pool);
  const p = rt.keep(rt.kernel.newCombining(type, pool, indices.length, taken));
  indices.forEach((value, at) => rt.kernel.setCombiningIndex(p, at, value));
  return p;
}

function ended(rt: Runtime, p: Address, hasEnded: boolean): Address {
  if (hasEnded) rt.views.setWord(p + HAS_ENDED, 1);
  return p;
}

export const newProduct = newSlot('product', '*iterables, repeat=1', (rt, type, [iterables, repeat]) => {
  let times = 1;
  if (repeat !== 0) {
    times = rt.kernel.wordOf(repeat);
    rt.status(times);
    if (times < 0) rt.raise(VALUE_ERROR, 'repeat argument cannot be negative');
  }
  const pools = rt.tupleItems(iterables).map((iterable) => tupleFrom(rt, iterable));
  if (pools.length * times > MOST_INDICES) rt.raise(MEMORY_ERROR, 'repeat argument too large');
  const all = Array.from({ length: times }, () => pools).flat();
  return combining(rt, type, rt.tuple(all), Array<number>(all.length).fill(0), all.length);
});

export const newPermutations = newSlot('permutations', 'iterable, r=None', (rt, type, [iterable, r]) => {
  const pool = tupleFrom(rt, iterable);
  const size = rt.views.word(pool + LENGTH);
  let taken = size;
  if (r !== 0 && r !== NONE) {
    if (rt.kernel.isSubtype(rt.typeOf(r), INT_TYPE) === 0) rt.raise(TYPE_ERROR, 'Expected int as r');
    taken = notNegative(rt, r);
  }
  if (taken > size) return ended(rt, combining(rt, type, pool, [], taken), true);
  const order = Array.from({ length: size }, (_, i) => i);
  const turns = Array.from({ length: taken }, (_, i) => size - i);
  return combining(rt, type, pool, [...order, ...turns], taken);
});

function notNegative(rt: Runtime, r: Address): number {
  const taken = rt.kernel.wordOf(r);
  rt.status(taken);
  if (taken < 0) rt.raise(VALUE_ERROR, 'r must be non-negative');
  return taken;
}

export const newCombinations = newSlot('combinations', 'iterable, r', (rt, type, [iterable, r]) => {
  const taken = notNegative(rt, r);
  const pool = tupleFrom(rt, iterable);
  const isTooMany = taken > rt.views.word(pool + LENGTH);
  const indices = isTooMany ? [] : Array.from({ length: taken }, (_, i) => i);
  return ended(rt, combining(rt, type, pool, indices, taken), isTooMany);
});

export const newCombinationsWithReplacement = newSlot(
  'combinations_with_replacement',
  'iterable, r',
  (rt, type, [iterable, r]) => {
    const taken = notNegative(rt, r);
    const pool = tupleFrom(rt, iterable);
    const isEmpty = rt.views.word(pool + LENGTH) === 0 && taken > 0;
    if (taken > MOST_INDICES) rt.raise(MEMORY_ERROR, 'r is too large');
    return ended(rt, combining(rt, type, pool, Array<number>(taken).fill(0), taken), isEmpty);
  },
);
