/** The types of this folder: tuple, list, range, slice and the iterators over them. */
import { CYCLIC } from '../../../memory/gc/format.js';
import { SEQUENCE_ITERATOR_BYTES } from '../../format/iterators.js';
import {
  ARGUMENTS,
  LIST_BYTES,
  NO_ARGUMENTS,
  ONE_ARGUMENT,
  SLICE_BYTES,
  START,
  STEP,
  STOP,
  TUPLE_ITEMS,
} from '../../format/objects.js';
import {
  INHERITABLE,
  IS_LIST,
  IS_SEQUENCE,
  IS_TUPLE,
  LIST_ITERATOR_TYPE,
  LIST_REVERSEITERATOR_TYPE,
  LIST_TYPE,
  NO_NEW,
  SLICE_TYPE,
  TUPLE_ITERATOR_TYPE,
  TUPLE_TYPE,
  CALLED_DIRECTLY,
} from '../../format/types.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import { sequenceIterator } from '../iterators/sequence-iterator.js';
import { RANGE_TYPES } from './range.js';
import { sliceRepr } from './repr.js';
import { reversedReduce, reversedSetState } from './reversed-list.js';
import { sliceCompare, sliceIndices, sliceNew, sliceReduce } from './slice.js';
import { listSortMethod } from './sort.js';

const SEQUENCE_SLOTS = { LEN: kernel('sequence_length'), CONTAINS: kernel('sequence_contains') };

export const SEQUENCE_TYPES: readonly TypeDefinition[] = [
  {
    address: TUPLE_TYPE,
    generic: true,
    name: 'tuple',
    flags: INHERITABLE | CYCLIC | IS_TUPLE | IS_SEQUENCE | CALLED_DIRECTLY,
    bytes: TUPLE_ITEMS,
    itemBytes: 4,
    doc: 'Built-in immutable sequence.',
    slots: {
      ...SEQUENCE_SLOTS,
      DEALLOC: kernel('tuple_dealloc'),
      TRAVERSE: kernel('tuple_traverse'),
      NEW: kernel('tuple_new'),
      REPR: kernel('tuple_repr'),
      HASH_OF: kernel('tuple_hash'),
      COMPARE: kernel('tuple_compare'),
      ITER: kernel('tuple_iter'),
      GETITEM: kernel('tuple_getitem'),
      CONCAT: kernel('tuple_concat'),
      REPEAT: kernel('tuple_repeat'),
    },
    methods: [
      method('index', ARGUMENTS, kernel('tuple_index'), 'Return first index of value.'),
      method('count', ONE_ARGUMENT, kernel('sequence_count'), 'Return number of occurrences of value.'),
      method('__getnewargs__', NO_ARGUMENTS, kernel('tuple_getnewargs')),
    ],
  },
  {
    address: LIST_TYPE,
    generic: true,
    name: 'list',
    flags: INHERITABLE | CYCLIC | IS_LIST | IS_SEQUENCE | CALLED_DIRECTLY,
    bytes: LIST_BYTES,
    doc: 'Built-in mutable sequence.',
    slots: {
      ...SEQUENCE_SLOTS,
      DEALLOC: kernel('list_dealloc'),
      TRAVERSE: kernel('list_traverse'),
      CLEAR: kernel('list_clear'),
      NEW: kernel('list_new'),
      INIT: kernel('list_init'),
      REPR: kernel('list_repr'),
      COMPARE: kernel('list_compare'),
      ITER: kernel('list_iter'),
      GETITEM: kernel('list_getitem'),
      SETITEM: kernel('list_setitem'),
      CONCAT: kernel('list_concat'),
      REPEAT: kernel('list_repeat'),
      IN_PLACE_CONCAT: kernel('list_inplace_concat'),
      IN_PLACE_REPEAT: kernel('list_inplace_repeat'),
    },
    methods: [
      method('append', ONE_ARGUMENT, kernel('list_append'), 'Append object to the end of the list.'),
      method('extend', ONE_ARGUMENT, kernel('list_extend'), 'Extend list by appending elements from the iterable.'),
      method('insert', ARGUMENTS, kernel('list_insert'), 'Insert object before index.'),
      method('pop', ARGUMENTS, kernel('list_pop'), 'Remove and return item at index (default last).'),
      method('remove', ONE_ARGUMENT, kernel('list_remove'), 'Remove first occurrence of value.'),
      method('clear', NO_ARGUMENTS, kernel('list_clear_method'), 'Remove all items from list.'),
      method('copy', NO_ARGUMENTS, kernel('list_copy'), 'Return a shallow copy of the list.'),
      method('reverse', NO_ARGUMENTS, kernel('list_reverse'), 'Reverse *IN PLACE*.'),
      method('index', ARGUMENTS, kernel('list_index'), 'Return first index of value.'),
      method('count', ONE_ARGUMENT, kernel('sequence_count'), 'Return number of occurrences of value.'),
      listSortMethod,
      method('__reversed__', NO_ARGUMENTS, kernel('list_reversed'), 'Return a reverse iterator over the list.'),
    ],
  },
  {
    address: SLICE_TYPE,
    name: 'slice',
    flags: CYCLIC,
    bytes: SLICE_BYTES,
    owned: 3,
    slots: { ...OWNED_SLOTS, DEALLOC: kernel('slice_dealloc'), NEW: sliceNew, REPR: sliceRepr, COMPARE: sliceCompare },
    members: [
      { name: 'start', at: START, kind: 'object', readOnly: true },
      { name: 'stop', at: STOP, kind: 'object', readOnly: true },
      { name: 'step', at: STEP, kind: 'object', readOnly: true },
    ],
    methods: [
      method('indices', ONE_ARGUMENT, sliceIndices, 'S.indices(len) -> (start, stop, stride)'),
      method('__reduce__', NO_ARGUMENTS, sliceReduce),
    ],
  },
  sequenceIterator(LIST_ITERATOR_TYPE, 'list_iterator', 'list_iterator_next', (rt) => rt.list([])),
  {
    address: LIST_REVERSEITERATOR_TYPE,
    name: 'list_reverseiterator',
    flags: CYCLIC | NO_NEW,
    bytes: SEQUENCE_ITERATOR_BYTES,
    owned: 1,
    slots: { ...OWNED_SLOTS, ITER: kernel('iterator_self'), NEXT: kernel('list_reverseiterator_next') },
    methods: [
      method('__length_hint__', NO_ARGUMENTS, kernel('list_reverseiterator_length_hint')),
      method('__reduce__', NO_ARGUMENTS, reversedReduce),
      method('__setstate__', ONE_ARGUMENT, reversedSetState),
    ],
  },
  ...RANGE_TYPES,
  sequenceIterator(TUPLE_ITERATOR_TYPE, 'tuple_iterator', 'tuple_iterator_next', (rt) => rt.tuple([])),
];
