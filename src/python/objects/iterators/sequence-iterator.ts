/** Definitions of iterators over a sequence with a place in it. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { ITERATOR_INDEX, ITERATOR_OF, SEQUENCE_ITERATOR_BYTES } from '../../format/iterators.js';
import { NONE } from '../../format/memory-map.js';
import { LENGTH, NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import { NO_NEW, TYPE_ERROR } from '../../format/types.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';

/**
 * @param next the kernel's function for NEXT
 * @param empty what __reduce__ gives as the sequence of an iterator at its end
 * @param limit the last index that __setstate__ takes as it is
 */
export function sequenceIterator(
  address: Address,
  name: string,
  next: string,
  empty: (rt: Runtime) => Address,
  lengthHint = LENGTH_HINT,
  limit: (rt: Runtime, of: Address) => number = lengthOf,
): TypeDefinition {
  return {
    address,
    name,
    flags: CYCLIC | NO_NEW,
    bytes: SEQUENCE_ITERATOR_BYTES,
    slots: {
      DEALLOC: kernel('sequence_iterator_dealloc'),
      TRAVERSE: kernel('sequence_iterator_traverse'),
      ITER: kernel('iterator_self'),
      NEXT: kernel(next),
    },
    methods: [
      lengthHint,
      method('__reduce__', NO_ARGUMENTS, (rt, self) => {
        const of = rt.views.word(self + ITERATOR_OF);
        const iter = rt.builtin('iter');
        if (of === 0) return rt.tuple([iter, rt.tuple([empty(rt)])]);
        return rt.tuple([iter, rt.tuple([of]), rt.int(rt.views.word(self + ITERATOR_INDEX))]);
      }),
      method('__setstate__', ONE_ARGUMENT, (rt, self, state) => {
        const index = rt.compactInt(state);
        if (index === undefined) return rt.raise(TYPE_ERROR, 'an integer is required');
        const of = rt.views.word(self + ITERATOR_OF);
        if (of !== 0) rt.views.setWord(self + ITERATOR_INDEX, Math.min(Math.max(index, 0), limit(rt, of)));
        return NONE;
      }),
    ],
  };
}

const lengthOf = (rt: Runtime, of: Address) => rt.views.word(of + LENGTH);

const LENGTH_HINT = method('__length_hint__', NO_ARGUMENTS, (rt, self) => rt.int(left(rt, self)));

function left(rt: Runtime, self: Address): number {
  const of = rt.views.word(self + ITERATOR_OF);
  return of === 0 ? 0 : Math.max(0, lengthOf(rt, of) - rt.views.word(self + ITERATOR_INDEX));
}
