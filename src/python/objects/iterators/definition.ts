/** The types of this folder: enumerate, zip, map, filter, reversed, what iter() makes. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import * as FORMAT from '../../format/iterators.js';
import { NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import * as TYPES from '../../format/types.js';
import { INHERITABLE, NO_NEW, CALLED_DIRECTLY } from '../../format/types.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import {
  callableIteratorReduce,
  enumerateReduce,
  filterReduce,
  mapReduce,
  reversedReduce,
  reversedSetState,
  zipReduce,
  zipSetState,
} from './reduce.js';
import { sequenceIterator } from './sequence-iterator.js';

const iterator = (address: Address, name: string, bytes: number, owned: number, called = CALLED_DIRECTLY) => ({
  address,
  name,
  flags: CYCLIC | INHERITABLE | called,
  bytes,
  owned,
  slots: {
    ...OWNED_SLOTS,
    NEW: kernel(`${name}_new`),
    ITER: kernel('iterator_self'),
    NEXT: kernel(`${name}_next`),
  },
});

const FILTER = iterator(TYPES.FILTER_TYPE, 'filter', FORMAT.FILTER_BYTES, 2);

export const ITERATOR_TYPES: readonly TypeDefinition[] = [
  {
    ...iterator(TYPES.ENUMERATE_TYPE, 'enumerate', FORMAT.ENUMERATE_BYTES, 3),
    methods: [method('__reduce__', NO_ARGUMENTS, enumerateReduce)],
    doc: 'Return an enumerate object.',
  },
  {
    ...iterator(TYPES.ZIP_TYPE, 'zip', FORMAT.ZIP_BYTES, 2, 0),
    methods: [method('__reduce__', NO_ARGUMENTS, zipReduce), method('__setstate__', ONE_ARGUMENT, zipSetState)],
    doc: 'The zip object yields n-length tuples, where n is the number of iterables passed as positional arguments to zip().',
  },
  {
    ...iterator(TYPES.MAP_TYPE, 'map', FORMAT.MAP_BYTES, 2),
    methods: [method('__reduce__', NO_ARGUMENTS, mapReduce)],
    doc: 'Make an iterator that computes the function using arguments from each of the iterables.',
  },
  {
    ...FILTER,
    slots: { ...FILTER.slots, TRAVERSE: kernel('filter_traverse') },
    methods: [method('__reduce__', NO_ARGUMENTS, filterReduce)],
    doc: 'Return an iterator yielding those items of iterable for which function(item) is true.',
  },
  {
    ...iterator(TYPES.REVERSED_TYPE, 'reversed', FORMAT.SEQUENCE_ITERATOR_BYTES, 1),
    methods: [
      method('__length_hint__', NO_ARGUMENTS, kernel('reversed_length_hint')),
      method('__reduce__', NO_ARGUMENTS, reversedReduce),
      method('__setstate__', ONE_ARGUMENT, reversedSetState),
    ],
    doc: 'Return a reverse iterator over the values of the given sequence.',
  },
  sequenceIterator(
    TYPES.ITERATOR_TYPE,
    'iterator',
    'sequence_iterator_next',
    (rt) => rt.tuple([]),
    method('__length_hint__', NO_ARGUMENTS, kernel('sequence_iterator_length_hint')),
    () => Infinity,
  ),
  {
    address: TYPES.CALLABLE_ITERATOR_TYPE,
    name: 'callable_iterator',
    flags: CYCLIC | NO_NEW,
    bytes: FORMAT.CALLABLE_ITERATOR_BYTES,
    owned: 2,
    slots: { ...OWNED_SLOTS, ITER: kernel('iterator_self'), NEXT: kernel('callable_iterator_next') },
    methods: [method('__reduce__', NO_ARGUMENTS, callableIteratorReduce)],
  },
];
