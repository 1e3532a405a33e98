/** The types of range and its iterators. */
import type { Address } from '../../../base/ids.js';
import {
  LONG_LEFT,
  LONG_RANGE_ITERATOR_BYTES,
  LONG_STEP,
  NEXT_VALUE,
  RANGE_ITERATOR_BYTES,
  RANGE_LEFT,
  RANGE_NEXT,
  RANGE_STEP,
} from '../../format/iterators.js';
import { NO_ARGUMENTS, ONE_ARGUMENT, START, STEP, STOP } from '../../format/objects.js';
import {
  IS_SEQUENCE,
  LONGRANGE_ITERATOR_TYPE,
  NO_NEW,
  RANGE_ITERATOR_TYPE,
  RANGE_TYPE,
  CALLED_DIRECTLY,
} from '../../format/types.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';

const RANGE_BYTES = 24;
const parts = (rt: Runtime, range: Address) => [START, STOP, STEP].map((field) => rt.views.word(range + field));

function rangeRepr(rt: Runtime, range: Address): Address {
  const [start, stop, step] = parts(rt, range).map((part) => String(rt.bigInt(part)));
  return rt.string(step === '1' ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`);
}

/** A range of the values that an iterator has still to give. */
function rest(rt: Runtime, next: bigint, step: bigint, left: bigint): Address {
  return rt.tuple([
    rt.builtin('iter'),
    rt.tuple([
      rt.call(
        RANGE_TYPE,
        [next, next + step * left, step].map((value) => rt.int(value)),
      ),
    ]),
  ]);
}

const { DEALLOC } = OWNED_SLOTS;

export const RANGE_TYPES: readonly TypeDefinition[] = [
  {
    address: RANGE_TYPE,
    name: 'range',
    flags: IS_SEQUENCE | CALLED_DIRECTLY,
    bytes: RANGE_BYTES,
    owned: 4,
    slots: {
      DEALLOC,
      NEW: kernel('range_new'),
      REPR: rangeRepr,
      COMPARE: kernel('range_compare'),
      HASH_OF: kernel('range_hash'),
      LEN: kernel('range_length'),
      BOOL: kernel('range_bool'),
      ITER: kernel('range_iter'),
      GETITEM: kernel('range_getitem'),
      CONTAINS: kernel('range_contains'),
    },
    members: [
      { name: 'start', at: START, kind: 'object', readOnly: true },
      { name: 'stop', at: STOP, kind: 'object', readOnly: true },
      { name: 'step', at: STEP, kind: 'object', readOnly: true },
    ],
    methods: [
      method('__reversed__', NO_ARGUMENTS, kernel('range_reversed'), 'Return a reverse iterator.'),
      method('__reduce__', NO_ARGUMENTS, (rt, self) => rt.tuple([RANGE_TYPE, rt.tuple(parts(rt, self))])),
      method(
        'count',
        ONE_ARGUMENT,
        kernel('range_count'),
        'rangeobject.count(value) -> integer -- return number of occurrences of value',
      ),
      method(
        'index',
        ONE_ARGUMENT,
        kernel('range_index'),
        'rangeobject.index(value) -> integer -- return index of value.',
      ),
    ],
  },
  {
    address: RANGE_ITERATOR_TYPE,
    name: 'range_iterator',
    flags: NO_NEW,
    bytes: RANGE_ITERATOR_BYTES,
    owned: 0,
    slots: { DEALLOC, ITER: kernel('iterator_self'), NEXT: kernel('range_iterator_next') },
    methods: [
      method('__length_hint__', NO_ARGUMENTS, kernel('range_iterator_length_hint')),
      method('__reduce__', NO_ARGUMENTS, (rt, self) => {
        const [next, step, left] = [RANGE_NEXT, RANGE_STEP, RANGE_LEFT].map((at) => BigInt(rt.views.word(self + at)));
        return rest(rt, next, step, left);
      }),
    ],
  },
  {
    address: LONGRANGE_ITERATOR_TYPE,
    name: 'longrange_iterator',
    flags: NO_NEW,
    bytes: LONG_RANGE_ITERATOR_BYTES,
    owned: 3,
    slots: { DEALLOC, ITER: kernel('iterator_self'), NEXT: kernel('longrange_iterator_next') },
    methods: [
      method('__length_hint__', NO_ARGUMENTS, kernel('longrange_iterator_length_hint')),
      method('__reduce__', NO_ARGUMENTS, (rt, self) => {
        const [next, step, left] = [NEXT_VALUE, LONG_STEP, LONG_LEFT].map((at) => rt.bigInt(rt.views.word(self + at)));
        return rest(rt, next, step, left);
      }),
    ],
  },
];
