/** The types of itertools. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import * as AT from '../../format/itertools.js';
import { NO_ARGUMENTS, OF_CLASS, ONE_ARGUMENT } from '../../format/objects.js';
import * as TYPES from '../../format/types.js';
import { INHERITABLE } from '../../format/types.js';
import { kernel, method, OWNED_SLOTS, type MethodDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import * as combining from './combining.js';
import { COMBINATIONS_STATES, PERMUTATIONS_STATES, PRODUCT_STATES, REPLACING_STATES } from './combining-states.js';
import * as make from './make.js';
import {
  ACCUMULATE_STATES,
  CHAIN_STATES,
  COMPRESS_STATES,
  CYCLE_STATES,
  FUNCTION_STATES,
  GROUPBY_STATES,
  GROUPER_STATES,
  ISLICE_STATES,
  TEE_LINK_STATES,
  TEE_STATES,
  WHILE_STATES,
  ZIP_LONGEST_STATES,
} from './reduce.js';

interface Stream {
  readonly address: Address;
  readonly name: string;
  readonly bytes: number;
  readonly owned: number;
  readonly slots: TypeDefinition['slots'];
  readonly methods?: readonly MethodDefinition[];
  readonly next?: string;
  readonly weakAt?: number;
}

function stream({ address, name, bytes, owned, slots, methods, next, weakAt }: Stream): TypeDefinition {
  return {
    address,
    name,
    module: 'itertools',
    flags: CYCLIC | INHERITABLE,
    bytes,
    owned,
    weakAt,
    slots: {
      ...OWNED_SLOTS,
      GETATTR: kernel('object_getattr'),
      ITER: kernel('iterator_self'),
      NEXT: kernel(next ?? `${name}_next`),
      ...slots,
    },
    methods,
  };
}

const COMBINING = { DEALLOC: kernel('combining_dealloc') };

export const ITERTOOLS_TYPES: readonly TypeDefinition[] = [
  stream({
    address: TYPES.ITERTOOLS_COUNT_TYPE,
    name: 'count',
    bytes: AT.COUNT_BYTES,
    owned: 2,
    slots: { NEW: make.newCount, REPR: make.countRepr },
    methods: [method('__reduce__', NO_ARGUMENTS, make.countReduce)],
  }),
  stream({
    address: TYPES.ITERTOOLS_CYCLE_TYPE,
    name: 'cycle',
    bytes: AT.CYCLE_BYTES,
    owned: 2,
    slots: { NEW: make.newCycle },
    methods: CYCLE_STATES,
  }),
  stream({
    address: TYPES.ITERTOOLS_REPEAT_TYPE,
    name: 'repeat',
    bytes: AT.REPEAT_BYTES,
    owned: 1,
    slots: { NEW: make.newRepeat, REPR: make.repeatRepr },
    methods: [
      method('__length_hint__', NO_ARGUMENTS, make.repeatLengthHint),
      method('__reduce__', NO_ARGUMENTS, make.repeatReduce),
    ],
  }),
  stream({
    address: TYPES.ITERTOOLS_CHAIN_TYPE,
    name: 'chain',
    bytes: AT.CHAIN_BYTES,
    owned: 2,
    slots: { NEW: make.newChain },
    methods: [...CHAIN_STATES, method('from_iterable', ONE_ARGUMENT | OF_CLASS, make.chainFromIterable)],
  }),
  stream({
    address: TYPES.ITERTOOLS_COMPRESS_TYPE,
    name: 'compress',
    bytes: AT.COMPRESS_BYTES,
    owned: 2,
    slots: { NEW: make.newCompress },
    methods: COMPRESS_STATES,
  }),
  ...(
    [
      [TYPES.ITERTOOLS_DROPWHILE_TYPE, 'dropwhile', WHILE_STATES],
      [TYPES.ITERTOOLS_TAKEWHILE_TYPE, 'takewhile', WHILE_STATES],
      [TYPES.ITERTOOLS_FILTERFALSE_TYPE, 'filterfalse', FUNCTION_STATES],
      [TYPES.ITERTOOLS_STARMAP_TYPE, 'starmap', FUNCTION_STATES],
    ] as const
  ).map(([address, name, methods]) =>
    stream({
      address,
      name,
      bytes: AT.WHILE_BYTES,
      owned: 2,
      slots: { NEW: make.newFunctionStream(name, address) },
      methods,
    }),
  ),
  stream({
    address: TYPES.ITERTOOLS_GROUPBY_TYPE,
    name: 'groupby',
    bytes: AT.GROUPBY_BYTES,
    owned: 5,
    slots: { NEW: make.newGroupby },
    methods: GROUPBY_STATES,
  }),
  {
    ...stream({
      address: TYPES.ITERTOOLS_GROUPER_TYPE,
      name: '_grouper',
      bytes: AT.GROUPER_BYTES,
      owned: 2,
      next: 'grouper_next',
      slots: { NEW: make.newGrouper },
      methods: GROUPER_STATES,
    }),
    flags: CYCLIC,
  },
  stream({
    address: TYPES.ITERTOOLS_ISLICE_TYPE,
    name: 'islice',
    bytes: AT.ISLICE_BYTES,
    owned: 1,
    slots: { NEW: make.newIslice },
    methods: ISLICE_STATES,
  }),
  stream({
    address: TYPES.ITERTOOLS_TEE_TYPE,
    name: '_tee',
    bytes: AT.TEE_BYTES,
    owned: 1,
    weakAt: AT.TEE_WEAK,
    next: 'tee_next',
    slots: { NEW: make.newTee, DEALLOC: kernel('tee_dealloc') },
    methods: [...TEE_STATES, method('__copy__', NO_ARGUMENTS, kernel('tee_copy'), 'Returns an independent iterator.')],
  }),
  {
    address: TYPES.ITERTOOLS_TEE_DATAOBJECT_TYPE,
    name: '_tee_dataobject',
    module: 'itertools',
    flags: CYCLIC,
    bytes: AT.LINK_BYTES,
    owned: 2,
    methods: TEE_LINK_STATES,
    slots: {
      NEW: make.newTeeLink,
      DEALLOC: kernel('tee_link_dealloc'),
      TRAVERSE: kernel('tee_link_traverse'),
      CLEAR: kernel('tee_link_clear'),
    },
  },
  stream({
    address: TYPES.ITERTOOLS_ZIP_LONGEST_TYPE,
    name: 'zip_longest',
    bytes: AT.ZIP_LONGEST_BYTES,
    owned: 3,
    slots: { NEW: make.newZipLongest },
    methods: ZIP_LONGEST_STATES,
  }),
  stream({
    address: TYPES.ITERTOOLS_ACCUMULATE_TYPE,
    name: 'accumulate',
    bytes: AT.ACCUMULATE_BYTES,
    owned: 4,
    slots: { NEW: make.newAccumulate },
    methods: ACCUMULATE_STATES,
  }),
  stream({
    address: TYPES.ITERTOOLS_PAIRWISE_TYPE,
    name: 'pairwise',
    bytes: AT.PAIRWISE_BYTES,
    owned: 2,
    slots: { NEW: make.newPairwise },
  }),
  ...(
    [
      [TYPES.ITERTOOLS_PRODUCT_TYPE, 'product', combining.newProduct, PRODUCT_STATES],
      [TYPES.ITERTOOLS_PERMUTATIONS_TYPE, 'permutations', combining.newPermutations, PERMUTATIONS_STATES],
      [TYPES.ITERTOOLS_COMBINATIONS_TYPE, 'combinations', combining.newCombinations, COMBINATIONS_STATES],
      [
        TYPES.ITERTOOLS_COMBINATIONS_WITH_REPLACEMENT_TYPE,
        'combinations_with_replacement',
        combining.newCombinationsWithReplacement,
        REPLACING_STATES,
      ],
    ] as const
  ).map(([address, name, NEW, methods]) =>
    stream({ address, name, bytes: AT.COMBINING_BYTES, owned: 2, slots: { ...COMBINING, NEW }, methods }),
  ),
];
