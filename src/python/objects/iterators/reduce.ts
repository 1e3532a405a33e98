/** How copy and pickle see iterators. */
import type { Address } from '../../../base/ids.js';
import {
  CALLED,
  CALLED_FIRST,
  FILTERED,
  INDEX_WORD,
  INNER,
  IS_STRICT,
  ITERATOR_INDEX,
  ITERATOR_OF,
  LONG_INDEX,
  PREDICATE,
  SENTINEL,
} from '../../format/iterators.js';
import { NONE, TRUE } from '../../format/memory-map.js';
import type { Runtime } from '../../runtime/runtime.js';

export function enumerateReduce(rt: Runtime, self: Address): Address {
  const long = rt.views.word(self + LONG_INDEX);
  const index = long === 0 ? rt.int(rt.views.word(self + INDEX_WORD)) : long;
  return rt.tuple([rt.typeOf(self), rt.tuple([rt.views.word(self + INNER), index])]);
}

export function zipReduce(rt: Runtime, self: Address): Address {
  const iterators = rt.views.word(self + INNER);
  if (rt.views.word(self + IS_STRICT) === 0) return rt.tuple([rt.typeOf(self), iterators]);
  return rt.tuple([rt.typeOf(self), iterators, TRUE]);
}

export function zipSetState(rt: Runtime, self: Address, state: Address): Address {
  rt.views.setWord(self + IS_STRICT, rt.status(rt.kernel.truthOf(state)));
  return NONE;
}

export function mapReduce(rt: Runtime, self: Address): Address {
  const iterators = rt.tupleItems(rt.views.word(self + INNER));
  return rt.tuple([rt.typeOf(self), rt.tuple([rt.views.word(self + CALLED), ...iterators])]);
}

export function filterReduce(rt: Runtime, self: Address): Address {
  return rt.tuple([rt.typeOf(self), rt.tuple([rt.views.word(self + PREDICATE), rt.views.word(self + FILTERED)])]);
}

export function reversedReduce(rt: Runtime, self: Address): Address {
  const sequence = rt.views.word(self + ITERATOR_OF);
  if (sequence === 0) return rt.tuple([rt.typeOf(self), rt.tuple([rt.tuple([])])]);
  return rt.tuple([rt.typeOf(self), rt.tuple([sequence]), rt.int(rt.views.word(self + ITERATOR_INDEX))]);
}

export function reversedSetState(rt: Runtime, self: Address, state: Address): Address {
  const index = rt.kernel.wordOf(state);
  rt.status(index);
  const sequence = rt.views.word(self + ITERATOR_OF);
  if (sequence !== 0) {
    const length = rt.status(rt.kernel.lengthOf(sequence));
    rt.views.setWord(self + ITERATOR_INDEX, Math.max(-1, Math.min(index, length - 1)));
  }
  return NONE;
}

export function callableIteratorReduce(rt: Runtime, self: Address): Address {
  const iter = rt.builtin('iter');
  const callable = rt.views.word(self + CALLED_FIRST);
  if (callable === 0) return rt.tuple([iter, rt.tuple([rt.tuple([])])]);
  return rt.tuple([iter, rt.tuple([callable, rt.views.word(self + SENTINEL)])]);
}
