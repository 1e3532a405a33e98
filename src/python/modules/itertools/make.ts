/** How the iterators of itertools are made and shown. */
import type { Address } from '../../../base/ids.js';
import * as AT from '../../format/itertools.js';
import { NONE } from '../../format/memory-map.js';
import { DIGITS, VALUE } from '../../format/objects.js';
import {
  FLOAT_TYPE,
  INDEX,
  INIT,
  INT_TYPE,
  ITERTOOLS_CHAIN_TYPE,
  ITERTOOLS_CYCLE_TYPE,
  ITERTOOLS_GROUPBY_TYPE,
  ITERTOOLS_ISLICE_TYPE,
  ITERTOOLS_TEE_DATAOBJECT_TYPE,
  ITERTOOLS_TEE_TYPE,
  LIST_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
  FLOAT_OF,
  COMPLEX_TYPE,
} from '../../format/types.js';
import { newSlot } from '../../runtime/bound-slots.js';
import type { WordNative } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { reprText } from '../../objects/repr.js';
import { makeObject } from '../fields.js';

const iterOf = (rt: Runtime, iterable: Address) => rt.keep(rt.kernel.getIter(iterable));

function isNumber(rt: Runtime, p: Address): boolean {
  const type = rt.typeOf(p);
  return (
    rt.views.word(type + INDEX) !== 0 ||
    rt.views.word(type + FLOAT_OF) !== 0 ||
    [INT_TYPE, FLOAT_TYPE, COMPLEX_TYPE].some((number) => rt.kernel.isSubtype(type, number) !== 0)
  );
}

/** NEW that takes no keywords: a subclass with an __init__ of its own leaves those to that. */
function withoutKeywords(name: string, base: Address, make: WordNative): WordNative {
  return (rt, type, args, positional, names) => {
    if (names !== 0 && rt.views.word(type + INIT) === rt.views.word(base + INIT))
      rt.raise(TYPE_ERROR, `${name}() takes no keyword arguments`);
    return make(rt, type, args, positional, 0);
  };
}

const isWord = (rt: Runtime, p: Address) => rt.typeOf(p) === INT_TYPE && rt.views.word(p + DIGITS) === 0;

export const newCount = newSlot('count', 'start=0, step=1', (rt, type, [start, step]) => {
  if ((start !== 0 && !isNumber(rt, start)) || (step !== 0 && !isNumber(rt, step)))
    rt.raise(TYPE_ERROR, 'a number is required');
  const first = start === 0 ? rt.int(0) : start;
  const by = step === 0 ? rt.int(1) : step;
  if (isWord(rt, first) && isWord(rt, by) && rt.views.word(by + VALUE) === 1)
    return makeObject(rt, type, [], [[AT.COUNT_WORD, rt.views.word(first + VALUE)]]);
  return makeObject(rt, type, [
    [AT.COUNT_VALUE, first],
    [AT.COUNT_STEP, by],
  ]);
});

/** Where it is, and its step if that is not 1. */
function countParts(rt: Runtime, p: Address): Address[] {
  const value = rt.views.word(p + AT.COUNT_VALUE);
  if (value === 0) return [rt.int(rt.views.word(p + AT.COUNT_WORD))];
  const step = rt.views.word(p + AT.COUNT_STEP);
  return isWord(rt, step) && rt.views.word(step + VALUE) === 1 ? [value] : [value, step];
}

export function countRepr(rt: Runtime, p: Address): Address {
  const parts = countParts(rt, p).map((part) => reprText(rt, part));
  return rt.string(`${rt.typeName(rt.typeOf(p))}(${parts.join(', ')})`);
}

export function countReduce(rt: Runtime, p: Address): Address {
  return rt.tuple([rt.typeOf(p), rt.tuple(countParts(rt, p))]);
}

export const newCycle = withoutKeywords(
  'cycle',
  ITERTOOLS_CYCLE_TYPE,
  newSlot('cycle', 'iterable, /', (rt, type, [iterable]) =>
    makeObject(rt, type, [
      [AT.SOURCE, iterOf(rt, iterable)],
      [AT.SAVED, rt.list([])],
    ]),
  ),
);

export const newRepeat = newSlot('repeat', 'object, times=None', (rt, type, [object, times]) => {
  let left = -1;
  if (times !== 0) {
    left = rt.kernel.wordOf(times);
    rt.status(left);
    left = Math.max(left, 0);
  }
  return makeObject(rt, type, [[AT.SOURCE, object]], [[AT.TIMES_LEFT, left]]);
});

export function repeatRepr(rt: Runtime, p: Address): Address {
  const left = rt.views.word(p + AT.TIMES_LEFT);
  const object = reprText(rt, rt.views.word(p + AT.SOURCE));
  const name = rt.typeName(rt.typeOf(p));
  return rt.string(left < 0 ? `${name}(${object})` : `${name}(${object}, ${left})`);
}

export function repeatLengthHint(rt: Runtime, p: Address): Address {
  const left = rt.views.word(p + AT.TIMES_LEFT);
  return left < 0 ? rt.raise(TYPE_ERROR, 'len() of unsized object') : rt.int(left);
}

export function repeatReduce(rt: Runtime, p: Address): Address {
  const left = rt.views.word(p + AT.TIMES_LEFT);
  const object = rt.views.word(p + AT.SOURCE);
  return rt.tuple([rt.typeOf(p), rt.tuple(left < 0 ? [object] : [object, rt.int(left)])]);
}

export const newChain = withoutKeywords('chain', ITERTOOLS_CHAIN_TYPE, (rt, type, args, positional) => {
  const iterables = rt.keep(rt.kernel.tupleOf(args, positional));
  return makeObject(rt, type, [[AT.SOURCE, iterOf(rt, iterables)]]);
});

export function chainFromIterable(rt: Runtime, type: Address, iterables: Address): Address {
  return makeObject(rt, type, [[AT.SOURCE, iterOf(rt, iterables)]]);
}

export const newCompress = newSlot('compress', 'data, selectors', (rt, type, [data, selectors]) =>
  makeObject(rt, type, [
    [AT.SOURCE, iterOf(rt, data)],
    [AT.SELECTORS, iterOf(rt, selectors)],
  ]),
);

/** dropwhile, takewhile, filterfalse, starmap. */
export const newFunctionStream = (name: string, base: Address) =>
  withoutKeywords(
    name,
    base,
    newSlot(name, 'function, iterable, /', (rt, type, [function_, iterable]) =>
      makeObject(rt, type, [
        [AT.FUNCTION, function_],
        [AT.OF, iterOf(rt, iterable)],
      ]),
    ),
  );

export const newGroupby = newSlot('groupby', 'iterable, key=None', (rt, type, [iterable, key]) =>
  makeObject(rt, type, [
    [AT.SOURCE, iterOf(rt, iterable)],
    [AT.KEY_FUNCTION, key === 0 ? NONE : key],
  ]),
);

export const newIslice = withoutKeywords('islice', ITERTOOLS_ISLICE_TYPE, (rt, type, at, positional) => {
  if (positional < 2) rt.raise(TYPE_ERROR, `islice expected at least 2 arguments, got ${positional}`);
  if (positional > 4) rt.raise(TYPE_ERROR, `islice expected at most 4 arguments, got ${positional}`);
  const [iterable, ...bounds] = [...rt.views.i32.subarray(at >> 2, (at >> 2) + positional)];
  const [first, end, by] = bounds.length === 1 ? [NONE, bounds[0], NONE] : [...bounds, NONE];
  const stop = bound(rt, end, -1);
  if (stop === undefined || (bounds.length === 1 && stop < 0 && end !== NONE)) return wrongBound(rt, 'Stop argument');
  const start = bound(rt, first, 0);
  if (start === undefined || start < 0 || (stop < 0 && end !== NONE)) return wrongBound(rt, 'Indices');
  const step = bound(rt, by, 1);
  if (step === undefined || step < 1)
    return rt.raise(VALUE_ERROR, 'Step for islice() must be a positive integer or None.');
  return makeObject(
    rt,
    type,
    [[AT.SOURCE, iterOf(rt, iterable)]],
    [
      [AT.SLICE_NEXT, start],
      [AT.SLICE_STOP, stop],
      [AT.SLICE_STEP_BY, step],
    ],
  );
});

function wrongBound(rt: Runtime, what: string): never {
  return rt.raise(VALUE_ERROR, `${what} for islice() must be None or an integer: 0 <= x <= sys.maxsize.`);
}

/** A bound of islice; undefined if it is no index. */
function bound(rt: Runtime, p: Address, otherwise: number): number | undefined {
  if (p === NONE) return otherwise;
  const word = rt.kernel.wordOf(p);
  if (rt.pending() === 0) return word;
  rt.clearPending();
  return undefined;
}

/** tee() of one: a copy of a tee, or the first one over an iterator. */
function firstTee(rt: Runtime, iterable: Address): Address {
  const iterator = iterOf(rt, iterable);
  if (rt.kernel.isSubtype(rt.typeOf(iterator), ITERTOOLS_TEE_TYPE) !== 0) return rt.keep(rt.kernel.tee_copy(iterator));
  return rt.keep(rt.kernel.newTee(rt.kernel.newTeeLink(iterator), 0));
}

export const newTee = newSlot('_tee', 'iterable, /', (rt, _, [iterable]) => firstTee(rt, iterable));

export function tee(rt: Runtime, iterable: Address, n: Address): Address {
  const count = n === 0 ? 2 : rt.kernel.wordOf(n);
  rt.status(count);
  if (count < 0) rt.raise(VALUE_ERROR, 'n must be >= 0');
  if (count === 0) return rt.tuple([]);
  const iterator = iterOf(rt, iterable);
  const copy = rt.optionalAttribute(iterator, '__copy__');
  const first = copy === 0 ? firstTee(rt, iterator) : iterator;
  const copier = copy === 0 ? rt.attribute(first, '__copy__') : copy;
  return rt.tuple([first, ...Array.from({ length: count - 1 }, () => rt.call(copier))]);
}

export const newZipLongest: WordNative = (rt, type, args, positional, names) => {
  const keywords = names === 0 ? [] : rt.tupleItems(names);
  if (keywords.some((name) => rt.text(name) !== 'fillvalue'))
    rt.raise(TYPE_ERROR, 'zip_longest() got an unexpected keyword argument');
  const fill = keywords.length === 0 ? NONE : rt.views.word(args + 4 * positional);
  const iterables = [...rt.views.i32.subarray(args >> 2, (args >> 2) + positional)];
  const iterators = iterables.map((iterable) => iterOf(rt, iterable));
  return makeObject(
    rt,
    type,
    [
      [AT.ITERATORS, rt.tuple(iterators)],
      [AT.RESULT, rt.tuple(iterators.map(() => NONE))],
      [AT.FILL_VALUE, fill],
    ],
    [[AT.ACTIVE_COUNT, iterators.length]],
  );
};

export const newAccumulate = newSlot(
  'accumulate',
  'iterable, func=None, *, initial=None',
  (rt, type, [iterable, operator, initial]) =>
    makeObject(rt, type, [
      [AT.OF, iterOf(rt, iterable)],
      [AT.OPERATOR, operator === NONE ? 0 : operator],
      [AT.INITIAL, initial === NONE ? 0 : initial],
    ]),
);

export const newPairwise = newSlot('pairwise', 'iterable, /', (rt, type, [iterable]) =>
  makeObject(rt, type, [[AT.SOURCE, iterOf(rt, iterable)]]),
);

/** A group, which its groupby then takes for the current one. */
export const newGrouper = newSlot('_grouper', 'parent, tgtkey, /', (rt, type, [parent, key]) => {
  if (!rt.isInstance(parent, ITERTOOLS_GROUPBY_TYPE))
    rt.raise(TYPE_ERROR, `_grouper() argument 1 must be itertools.groupby, not ${rt.shownTypeName(rt.typeOf(parent))}`);
  const group = makeObject(rt, type, [
    [AT.PARENT, parent],
    [AT.GROUP_KEY, key],
  ]);
  rt.views.setWord(parent + AT.CURRENT_GROUP, group);
  return group;
});

/** A link with values; only one that is full has another behind it. */
export const newTeeLink = newSlot('teedataobject', 'it, values, next, /', (rt, type, [source, values, next]) => {
  if (!rt.isInstance(values, LIST_TYPE))
    rt.raise(TYPE_ERROR, `teedataobject() argument 2 must be list, not ${rt.shownTypeName(rt.typeOf(values))}`);
  const items = rt.items(values);
  const isFull = items.length === AT.LINK_LENGTH;
  const fits = next === NONE || (isFull && rt.typeOf(next) === ITERTOOLS_TEE_DATAOBJECT_TYPE);
  if (items.length > AT.LINK_LENGTH || !fits) rt.raise(VALUE_ERROR, 'Invalid arguments');
  const references = items.map((item, at) => [AT.LINK_VALUES + 4 * at, item] as const);
  return makeObject(
    rt,
    type,
    [[AT.SOURCE, source], [AT.LINK_NEXT, next === NONE ? 0 : next], ...references],
    [[AT.LINK_COUNT, items.length]],
  );
});
