/** The types of this folder: set, frozenset, their iterator. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import {
  ARGUMENTS,
  IN_TUPLE,
  NO_ARGUMENTS,
  ONE_ARGUMENT,
  SET_BYTES,
  SET_LENGTH,
  SET_WEAK,
} from '../../format/objects.js';
import { ITERATED_SET, ITERATED_SLOT, KEYS_LEFT, SET_ITERATOR_BYTES, SET_LENGTH_THEN } from '../../format/sets.js';
import {
  FROZENSET_TYPE,
  INHERITABLE,
  NO_NEW,
  SET_ITERATOR_TYPE,
  SET_TYPE,
  CALLED_DIRECTLY,
} from '../../format/types.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { guardedRepr, reprText } from '../repr.js';

function setRepr(rt: Runtime, set: Address): Address {
  const name = rt.typeName(rt.typeOf(set));
  if (rt.views.word(set + SET_LENGTH) === 0) return rt.string(`${name}()`);
  return guardedRepr(rt, set, `${name}(...)`, () => {
    const elements = rt.listItems(rt.keep(rt.kernel.listFromIterable(set)));
    const text = `{${elements.map((element) => reprText(rt, element)).join(', ')}}`;
    return rt.typeOf(set) === SET_TYPE ? text : `${name}(${text})`;
  });
}

function setReduce(rt: Runtime, set: Address): Address {
  const elements = rt.keep(rt.kernel.listFromIterable(set));
  const state = rt.call(rt.attribute(set, '__getstate__'));
  return rt.tuple([rt.typeOf(set), rt.tuple([elements]), state]);
}

function iteratorReduce(rt: Runtime, self: Address): Address {
  const copy = rt.keep(rt.kernel.newInstance(SET_ITERATOR_TYPE));
  for (const field of [ITERATED_SET, SET_LENGTH_THEN, ITERATED_SLOT, KEYS_LEFT])
    rt.views.setWord(copy + field, rt.views.word(self + field));
  const set = rt.views.word(copy + ITERATED_SET);
  if (set !== 0) rt.incref(set);
  rt.kernel.track(copy);
  return rt.tuple([rt.builtin('iter'), rt.tuple([rt.keep(rt.kernel.listFromIterable(copy))])]);
}

const SLOTS = {
  DEALLOC: kernel('set_dealloc'),
  TRAVERSE: kernel('set_traverse'),
  CLEAR: kernel('clearSet'),
  REPR: setRepr,
  COMPARE: kernel('set_compare'),
  LEN: kernel('set_length'),
  ITER: kernel('set_iter'),
  CONTAINS: kernel('set_contains'),
  OR: kernel('set_or'),
  AND: kernel('set_and'),
  SUBTRACT: kernel('set_subtract'),
  XOR: kernel('set_xor'),
};

const METHODS = [
  method('copy', NO_ARGUMENTS, kernel('set_copy'), 'Return a shallow copy of a set.'),
  method('difference', ARGUMENTS | IN_TUPLE, kernel('set_difference')),
  method('intersection', ARGUMENTS | IN_TUPLE, kernel('set_intersection')),
  method('isdisjoint', ONE_ARGUMENT, kernel('set_isdisjoint')),
  method('issubset', ONE_ARGUMENT, kernel('set_issubset')),
  method('issuperset', ONE_ARGUMENT, kernel('set_issuperset')),
  method('symmetric_difference', ONE_ARGUMENT, kernel('set_symmetric_difference')),
  method('union', ARGUMENTS | IN_TUPLE, kernel('set_union')),
  method('__reduce__', NO_ARGUMENTS, setReduce),
];

export const SET_TYPES: readonly TypeDefinition[] = [
  {
    address: SET_TYPE,
    generic: true,
    name: 'set',
    flags: INHERITABLE | CYCLIC | CALLED_DIRECTLY,
    bytes: SET_BYTES,
    weakAt: SET_WEAK,
    slots: {
      ...SLOTS,
      NEW: kernel('set_new'),
      INIT: kernel('set_init'),
      IN_PLACE_OR: kernel('set_inplace_or'),
      IN_PLACE_AND: kernel('set_inplace_and'),
      IN_PLACE_SUBTRACT: kernel('set_inplace_subtract'),
      IN_PLACE_XOR: kernel('set_inplace_xor'),
    },
    methods: [
      ...METHODS,
      method('add', ONE_ARGUMENT, kernel('set_add')),
      method('clear', NO_ARGUMENTS, kernel('set_clear_method')),
      method('discard', ONE_ARGUMENT, kernel('set_discard')),
      method('remove', ONE_ARGUMENT, kernel('set_remove')),
      method('pop', NO_ARGUMENTS, kernel('set_pop')),
      method('update', ARGUMENTS | IN_TUPLE, kernel('set_update')),
      method('difference_update', ARGUMENTS | IN_TUPLE, kernel('set_difference_update')),
      method('intersection_update', ARGUMENTS | IN_TUPLE, kernel('set_intersection_update')),
      method('symmetric_difference_update', ONE_ARGUMENT, kernel('set_symmetric_difference_update')),
    ],
  },
  {
    address: FROZENSET_TYPE,
    generic: true,
    name: 'frozenset',
    flags: INHERITABLE | CYCLIC | CALLED_DIRECTLY,
    bytes: SET_BYTES,
    weakAt: SET_WEAK,
    slots: { ...SLOTS, NEW: kernel('frozenset_new'), HASH_OF: kernel('frozenset_hash') },
    methods: METHODS,
  },
  {
    address: SET_ITERATOR_TYPE,
    name: 'set_iterator',
    flags: CYCLIC | NO_NEW,
    bytes: SET_ITERATOR_BYTES,
    owned: 1,
    slots: { ...OWNED_SLOTS, ITER: kernel('iterator_self'), NEXT: kernel('set_iterator_next') },
    methods: [
      method('__length_hint__', NO_ARGUMENTS, kernel('set_iterator_length_hint')),
      method('__reduce__', NO_ARGUMENTS, iteratorReduce),
    ],
  },
];
