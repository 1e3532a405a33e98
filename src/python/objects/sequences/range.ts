/** The types of range and its iterators. */
import type { Address } from '../../../base/ids.js';
import {
  LONG_COUNT,
  LONG_LEFT,
  LONG_RANGE_ITERATOR_BYTES,
  LONG_STEP,
  NEXT_VALUE,
  RANGE_COUNT,
  RANGE_ITERATOR_BYTES,
  RANGE_LEFT,
  RANGE_NEXT,
  RANGE_STEP,
} from '../../format/iterators.js';
import { NONE } from '../../format/memory-map.js';
import { NO_ARGUMENTS, ONE_ARGUMENT, START, STEP, STOP } from '../../format/objects.js';
import {
  IS_SEQUENCE,
  LONGRANGE_ITERATOR_TYPE,
  NO_NEW,
  OVERFLOW_ERROR,
  RANGE_ITERATOR_TYPE,
  RANGE_TYPE,
  CALLED_DIRECTLY,
} from '../../format/types.js';
import { setOwned } from '../classes/fields.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';

const RANGE_BYTES = 24;
const parts = (rt: Runtime, range: Address) => [START, STOP, STEP].map((field) => rt.views.word(range + field));

function rangeRepr(rt: Runtime, range: Address): Address {
  const [start, stop, step] = parts(rt, range).map((part) => String(rt.bigInt(part)));
  return rt.string(step === '1' ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`);
}

/** Where an iterator over a range is, of either kind. */
interface Position {
  readonly next: bigint;
  readonly step: bigint;
  readonly left: bigint;
  readonly count: bigint;
}

function positionOf(rt: Runtime, iterator: Address): Position {
  const isCompact = rt.typeOf(iterator) === RANGE_ITERATOR_TYPE;
  const fields = isCompact
    ? [RANGE_NEXT, RANGE_STEP, RANGE_LEFT, RANGE_COUNT]
    : [NEXT_VALUE, LONG_STEP, LONG_LEFT, LONG_COUNT];
  const [next, step, left, count] = fields.map((at) => {
    const word = rt.views.word(iterator + at);
    return isCompact ? BigInt(word) : rt.bigInt(word);
  });
  return { next, step, left, count };
}

/** What comes before the first value. The word behind the last value of 32 bits has wrapped around. */
function startOf(rt: Runtime, iterator: Address, { next, step, left, count }: Position): bigint {
  const start = next - step * (count - left);
  return rt.typeOf(iterator) === RANGE_ITERATOR_TYPE ? BigInt.asIntN(32, start) : start;
}

/** The range from its start on, and how many of its values were given. */
function iteratorReduce(rt: Runtime, iterator: Address): Address {
  const position = positionOf(rt, iterator);
  const { step, left, count } = position;
  const start = startOf(rt, iterator, position);
  const bounds = [start, start + step * count, step].map((value) => rt.int(value));
  return rt.tuple([rt.builtin('iter'), rt.tuple([rt.call(RANGE_TYPE, bounds)]), rt.int(count - left)]);
}

/** Goes to where so many values were given: none below 0, all from their number on. */
function iteratorSetState(rt: Runtime, iterator: Address, state: Address): Address {
  const position = positionOf(rt, iterator);
  const { step, count } = position;
  const given = rt.bigInt(rt.index(state));
  if (rt.typeOf(iterator) === RANGE_ITERATOR_TYPE && BigInt.asIntN(64, given) !== given)
    rt.raise(OVERFLOW_ERROR, 'Python int too large to convert to C long');
  const index = given < 0n ? 0n : given > count ? count : given;
  const next = startOf(rt, iterator, position) + step * index;
  if (rt.typeOf(iterator) === RANGE_ITERATOR_TYPE) {
    rt.views.setWord(iterator + RANGE_NEXT, Number(BigInt.asIntN(32, next)));
    rt.views.setWord(iterator + RANGE_LEFT, Number(count - index));
  } else {
    setOwned(rt, iterator, NEXT_VALUE, rt.int(next));
    setOwned(rt, iterator, LONG_LEFT, rt.int(count - index));
  }
  return NONE;
}

const ITERATOR_STATE = [
  method('__reduce__', NO_ARGUMENTS, iteratorReduce, 'Return state information for pickling.'),
  method('__setstate__', ONE_ARGUMENT, iteratorSetState, 'Set state information for unpickling.'),
];

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
    methods: [method('__length_hint__', NO_ARGUMENTS, kernel('range_iterator_length_hint')), ...ITERATOR_STATE],
  },
  {
    address: LONGRANGE_ITERATOR_TYPE,
    name: 'longrange_iterator',
    flags: NO_NEW,
    bytes: LONG_RANGE_ITERATOR_BYTES,
    owned: 4,
    slots: { DEALLOC, ITER: kernel('iterator_self'), NEXT: kernel('longrange_iterator_next') },
    methods: [method('__length_hint__', NO_ARGUMENTS, kernel('longrange_iterator_length_hint')), ...ITERATOR_STATE],
  },
];
