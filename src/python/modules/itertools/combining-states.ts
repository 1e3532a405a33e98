/** How copy and pickle see product, permutations and combinations: with the indices of the result that they gave last. */
import type { Address } from '../../../base/ids.js';
import { HAS_ENDED, INDICES, POOL, RESULT, TAKEN } from '../../format/itertools.js';
import { LENGTH } from '../../format/objects.js';
import { TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setReference } from '../fields.js';
import { states } from './reduce.js';

const sizeOf = (rt: Runtime, tuple: Address) => rt.views.word(tuple + LENGTH);

function indices(rt: Runtime, p: Address, from: number, count: number): Address {
  const block = rt.views.word(p + INDICES) + 4 * from;
  return rt.tuple(Array.from({ length: count }, (_, at) => rt.int(rt.views.word(block + 4 * at))));
}

/** The words of a tuple of so many ints, each brought between bounds. */
function wordsOf(rt: Runtime, p: Address, count: number, within: (at: number) => readonly [number, number]): number[] {
  if (!rt.isTuple(p) || sizeOf(rt, p) !== count) rt.raise(VALUE_ERROR, 'invalid arguments');
  return rt.tupleItems(p).map((item, at) => {
    const word = rt.status(rt.kernel.wordOf(item));
    const [least, most] = within(at);
    return Math.min(Math.max(word, least), most);
  });
}

/** Goes on behind the result that these indices stand for. */
function goOnFrom(rt: Runtime, p: Address, words: readonly number[], elements: readonly Address[]): void {
  words.forEach((word, at) => rt.kernel.setCombiningIndex(p, at, word));
  setReference(rt, p, RESULT, rt.tuple(elements));
}

export const PRODUCT_STATES = states(
  (rt, p) => {
    const pools = rt.views.word(p + POOL);
    if (rt.views.word(p + HAS_ENDED) !== 0) return rt.tuple([rt.typeOf(p), rt.tuple([rt.tuple([])])]);
    if (rt.views.word(p + RESULT) === 0) return rt.tuple([rt.typeOf(p), pools]);
    return rt.tuple([rt.typeOf(p), pools, indices(rt, p, 0, sizeOf(rt, pools))]);
  },
  (rt, p, state) => {
    const pools = rt.tupleItems(rt.views.word(p + POOL));
    const words = wordsOf(rt, state, pools.length, (at) => [0, sizeOf(rt, pools[at]) - 1]);
    if (pools.some((pool) => sizeOf(rt, pool) === 0)) rt.views.setWord(p + HAS_ENDED, 1);
    else
      goOnFrom(
        rt,
        p,
        words,
        words.map((word, at) => rt.tupleItems(pools[at])[word]),
      );
  },
);

/**
 * @param isEmpty whether there is no result at all
 * @param state of what has given a result
 */
function combiningStates(
  isEmpty: (size: number, taken: number) => boolean,
  state: (rt: Runtime, p: Address, size: number, taken: number) => Address,
  setState: (rt: Runtime, p: Address, state: Address, size: number, taken: number) => void,
): readonly MethodDefinition[] {
  const parts = (rt: Runtime, p: Address) => {
    const pool = rt.views.word(p + POOL);
    return { pool, size: sizeOf(rt, pool), taken: rt.views.word(p + TAKEN) };
  };
  return states(
    (rt, p) => {
      const { pool, size, taken } = parts(rt, p);
      const made = (of: Address) => [rt.typeOf(p), rt.tuple([of, rt.int(taken)])];
      if (isEmpty(size, taken)) return rt.tuple(made(pool));
      if (rt.views.word(p + HAS_ENDED) !== 0) return rt.tuple(made(rt.tuple([])));
      if (rt.views.word(p + RESULT) === 0) return rt.tuple(made(pool));
      return rt.tuple([...made(pool), state(rt, p, size, taken)]);
    },
    (rt, p, given) => {
      const { size, taken } = parts(rt, p);
      if (isEmpty(size, taken)) rt.raise(VALUE_ERROR, 'invalid arguments');
      setState(rt, p, given, size, taken);
    },
  );
}

function fromPool(rt: Runtime, p: Address, words: readonly number[], taken: number): void {
  const elements = rt.tupleItems(rt.views.word(p + POOL));
  goOnFrom(
    rt,
    p,
    words,
    words.slice(0, taken).map((word) => elements[word]),
  );
}

/** @param most the highest index at a place */
function oneIndexEach(
  isEmpty: (size: number, taken: number) => boolean,
  most: (at: number, size: number, taken: number) => number,
): readonly MethodDefinition[] {
  return combiningStates(
    isEmpty,
    (rt, p, _, taken) => indices(rt, p, 0, taken),
    (rt, p, state, size, taken) =>
      fromPool(
        rt,
        p,
        wordsOf(rt, state, taken, (at) => [0, most(at, size, taken)]),
        taken,
      ),
  );
}

const isTooMany = (size: number, taken: number): boolean => taken > size;

export const COMBINATIONS_STATES = oneIndexEach(isTooMany, (at, size, taken) => at + size - taken);

export const REPLACING_STATES = oneIndexEach(
  (size, taken) => size === 0 && taken > 0,
  (_, size) => size - 1,
);

/** The order of the elements, and how many turns each place has left. */
export const PERMUTATIONS_STATES = combiningStates(
  isTooMany,
  (rt, p, size, taken) => rt.tuple([indices(rt, p, 0, size), indices(rt, p, size, taken)]),
  (rt, p, state, size, taken) => {
    const parts = rt.isTuple(state) ? rt.tupleItems(state) : [];
    if (parts.length !== 2 || !parts.every((part) => rt.isTuple(part)))
      rt.raise(TYPE_ERROR, 'function takes exactly 2 arguments, tuples');
    const order = wordsOf(rt, parts[0], size, () => [0, size - 1]);
    const turns = wordsOf(rt, parts[1], taken, (at) => [1, size - at]);
    fromPool(rt, p, [...order, ...turns], taken);
  },
);
