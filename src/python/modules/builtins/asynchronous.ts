/** The functions of builtins for asynchronous iteration. */
import { ASYNC_ITER, ASYNC_NEXT, TYPE_ERROR } from '../../format/types.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import { native } from '../native.js';

export const ASYNCHRONOUS: readonly MethodDefinition[] = [
  native('aiter', 'async_iterable, /', (rt, _, [p]) => {
    const iterate = rt.views.word(rt.typeOf(p) + ASYNC_ITER);
    if (iterate === 0) rt.raise(TYPE_ERROR, `'${rt.shownTypeName(rt.typeOf(p))}' object is not an async iterable`);
    const iterator = rt.keep(rt.callIndex(iterate, p));
    if (rt.views.word(rt.typeOf(iterator) + ASYNC_NEXT) === 0)
      rt.raise(TYPE_ERROR, `aiter() returned not an async iterator of type '${rt.shownTypeName(rt.typeOf(iterator))}'`);
    return iterator;
  }),
  native('anext', 'aiterator, default=None, /', (rt, _, [p, otherwise]) => {
    const next = rt.views.word(rt.typeOf(p) + ASYNC_NEXT);
    if (next === 0) rt.raise(TYPE_ERROR, `'${rt.shownTypeName(rt.typeOf(p))}' object is not an async iterator`);
    const awaitable = rt.keep(rt.callIndex(next, p));
    return otherwise === 0 ? awaitable : rt.keep(rt.kernel.newAnextAwaitable(awaitable, otherwise));
  }),
];
