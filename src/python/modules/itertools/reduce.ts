/** How copy and pickle see the iterators of itertools that hold others (format/itertools.ts). */
import type { Address } from '../../../base/ids.js';
import * as AT from '../../format/itertools.js';
import { NONE } from '../../format/memory-map.js';
import { LENGTH, NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  ITERTOOLS_ACCUMULATE_TYPE,
  ITERTOOLS_CHAIN_TYPE,
  ITERTOOLS_ISLICE_TYPE,
  ITERTOOLS_TEE_DATAOBJECT_TYPE,
  LIST_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { type MethodDefinition, method } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeObject, setReference } from '../fields.js';

type Reduce = (rt: Runtime, p: Address) => Address;
type SetState = (rt: Runtime, p: Address, state: Address) => void;

export function states(reduce: Reduce, setState?: SetState): readonly MethodDefinition[] {
  const reduced = method('__reduce__', NO_ARGUMENTS, reduce);
  if (setState === undefined) return [reduced];
  const set = (rt: Runtime, p: Address, state: Address) => {
    setState(rt, p, state);
    return NONE;
  };
  return [reduced, method('__setstate__', ONE_ARGUMENT, set)];
}

/** It is made again with what these two fields hold. */
function fromFields(first: number, second: number): Reduce {
  return (rt, p) => rt.tuple([rt.typeOf(p), rt.tuple([rt.views.word(p + first), rt.views.word(p + second)])]);
}

export const CHAIN_STATES = states(
  (rt, p) => {
    const parts = [AT.SOURCE, AT.ACTIVE].map((field) => rt.views.word(p + field)).filter((part) => part !== 0);
    const made = [rt.typeOf(p), rt.tuple([])];
    return rt.tuple(rt.views.word(p + AT.SOURCE) === 0 ? made : [...made, rt.tuple(parts)]);
  },
  (rt, p, state) => {
    if (!rt.isTuple(state)) rt.raise(TYPE_ERROR, 'state is not a tuple');
    const count = rt.views.word(state + LENGTH);
    if (count < 1 || count > 2)
      rt.raise(
        TYPE_ERROR,
        `function takes ${count < 1 ? 'at least 1 argument' : 'at most 2 arguments'} (${count} given)`,
      );
    const parts = rt.tupleItems(state);
    if (parts.some((part) => rt.kernel.isIterator(part) === 0)) rt.raise(TYPE_ERROR, 'Arguments must be iterators.');
    setReference(rt, p, AT.SOURCE, parts[0]);
    setReference(rt, p, AT.ACTIVE, parts[1] ?? 0);
  },
);

export const COMPRESS_STATES = states(fromFields(AT.SOURCE, AT.SELECTORS));

/** Of filterfalse and starmap. */
export const FUNCTION_STATES = states(fromFields(AT.FUNCTION, AT.OF));

/** Of dropwhile and takewhile. */
export const WHILE_STATES = states(
  (rt, p) => {
    const parts = rt.tuple([rt.views.word(p + AT.FUNCTION), rt.views.word(p + AT.OF)]);
    return rt.tuple([rt.typeOf(p), parts, rt.int(rt.views.word(p + AT.IS_PAST))]);
  },
  (rt, p, state) => rt.views.setWord(p + AT.IS_PAST, rt.truth(state) ? 1 : 0),
);

export const ISLICE_STATES = states(
  (rt, p) => {
    const source = rt.views.word(p + AT.SOURCE);
    const zero = rt.int(0);
    if (source === 0) {
      const empty = rt.keep(rt.kernel.getIter(rt.list([])));
      return rt.tuple([rt.typeOf(p), rt.tuple([empty, zero]), zero]);
    }
    const [next, stop, step, at] = [AT.SLICE_NEXT, AT.SLICE_STOP, AT.SLICE_STEP_BY, AT.SLICE_AT].map((field) =>
      rt.views.word(p + field),
    );
    const bounds = [rt.int(next), stop === -1 ? NONE : rt.int(stop), rt.int(step)];
    return rt.tuple([rt.typeOf(p), rt.tuple([source, ...bounds]), rt.int(at)]);
  },
  (rt, p, state) => {
    rt.views.setWord(p + AT.SLICE_AT, rt.status(rt.kernel.wordOf(state)));
  },
);

export const ZIP_LONGEST_STATES = states(
  (rt, p) => {
    const iterators = rt.tupleItems(rt.views.word(p + AT.ITERATORS)).map((each) => each || rt.tuple([]));
    return rt.tuple([rt.typeOf(p), rt.tuple(iterators), rt.views.word(p + AT.FILL_VALUE)]);
  },
  (rt, p, state) => setReference(rt, p, AT.FILL_VALUE, state),
);

/** A chain that gives one item before those of an iterator. */
function before(rt: Runtime, item: Address, iterator: Address): Address {
  const both = rt.tuple([rt.tuple([item]), iterator]);
  return makeObject(rt, ITERTOOLS_CHAIN_TYPE, [[AT.SOURCE, rt.keep(rt.kernel.getIter(both))]]);
}

export const ACCUMULATE_STATES = states(
  (rt, p) => {
    const [total, of, operator, initial] = [AT.TOTAL, AT.OF, AT.OPERATOR, AT.INITIAL].map((field) =>
      rt.views.word(p + field),
    );
    const made = (type: Address, iterator: Address) => [type, rt.tuple([iterator, operator || NONE])];
    if (initial !== 0) return rt.tuple([...made(rt.typeOf(p), before(rt, initial, of)), NONE]);
    if (total !== NONE) return rt.tuple([...made(rt.typeOf(p), of), total || NONE]);
    // A state of None is not set when it is copied: it starts with None again, which is left out.
    const again = makeObject(rt, ITERTOOLS_ACCUMULATE_TYPE, [
      [AT.OF, before(rt, NONE, of)],
      [AT.OPERATOR, operator],
    ]);
    return rt.tuple([ITERTOOLS_ISLICE_TYPE, rt.tuple([again, rt.int(1), NONE])]);
  },
  (rt, p, state) => setReference(rt, p, AT.TOTAL, state),
);

/** The arguments of a state that is a tuple of so many. */
function stateParts(rt: Runtime, state: Address, count: number): Address[] {
  if (!rt.isTuple(state)) rt.raise(TYPE_ERROR, 'state is not a tuple');
  const parts = rt.tupleItems(state);
  if (parts.length !== count) rt.raise(TYPE_ERROR, `function takes exactly ${count} arguments (${parts.length} given)`);
  return parts;
}

export const CYCLE_STATES = states(
  (rt, p) => {
    const [source, saved, index, isAllSaved] = [AT.SOURCE, AT.SAVED, AT.SAVED_INDEX, AT.ALL_SAVED].map((field) =>
      rt.views.word(p + field),
    );
    const made = (iterator: Address, flag: number) =>
      rt.tuple([rt.typeOf(p), rt.tuple([iterator]), rt.tuple([saved, rt.int(flag)])]);
    if (source !== 0) return made(source, isAllSaved);
    const rest = rt.keep(rt.kernel.getIter(saved));
    if (index !== 0) rt.call(rt.attribute(rest, '__setstate__'), [rt.int(index)]);
    return made(rest, 1);
  },
  (rt, p, state) => {
    const [saved, flag] = stateParts(rt, state, 2);
    if (!rt.isInstance(saved, LIST_TYPE))
      rt.raise(TYPE_ERROR, `argument 1 must be list, not ${rt.shownTypeName(rt.typeOf(saved))}`);
    rt.views.setWord(p + AT.ALL_SAVED, rt.status(rt.kernel.wordOf(flag)) === 0 ? 0 : 1);
    rt.views.setWord(p + AT.SAVED_INDEX, 0);
    setReference(rt, p, AT.SAVED, saved);
  },
);

const GROUPBY_FIELDS = [AT.CURRENT_KEY, AT.CURRENT_VALUE, AT.TARGET_KEY];

export const GROUPBY_STATES = states(
  (rt, p) => {
    const made = [rt.typeOf(p), rt.tuple([rt.views.word(p + AT.SOURCE), rt.views.word(p + AT.KEY_FUNCTION)])];
    const current = GROUPBY_FIELDS.map((field) => rt.views.word(p + field));
    return rt.tuple(current.includes(0) ? made : [...made, rt.tuple(current)]);
  },
  (rt, p, state) => {
    const parts = stateParts(rt, state, GROUPBY_FIELDS.length);
    GROUPBY_FIELDS.forEach((field, at) => setReference(rt, p, field, parts[at]));
  },
);

/** A group that groupby has left behind is empty. */
export const GROUPER_STATES = states((rt, p) => {
  const parent = rt.views.word(p + AT.PARENT);
  if (rt.views.word(parent + AT.CURRENT_GROUP) !== p) return rt.tuple([rt.builtin('iter'), rt.tuple([rt.tuple([])])]);
  return rt.tuple([rt.typeOf(p), rt.tuple([parent, rt.views.word(p + AT.GROUP_KEY)])]);
});

export const TEE_STATES = states(
  (rt, p) => {
    const place = rt.tuple([rt.views.word(p + AT.TEE_LINK), rt.int(rt.views.word(p + AT.TEE_INDEX))]);
    return rt.tuple([rt.typeOf(p), rt.tuple([rt.tuple([])]), place]);
  },
  (rt, p, state) => {
    const [link, at] = stateParts(rt, state, 2);
    if (rt.typeOf(link) !== ITERTOOLS_TEE_DATAOBJECT_TYPE)
      rt.raise(TYPE_ERROR, `argument 1 must be itertools._tee_dataobject, not ${rt.shownTypeName(rt.typeOf(link))}`);
    const index = rt.status(rt.kernel.wordOf(at));
    if (index < 0 || index > AT.LINK_LENGTH) rt.raise(VALUE_ERROR, 'Index out of range');
    rt.views.setWord(p + AT.TEE_INDEX, index);
    setReference(rt, p, AT.TEE_LINK, link);
  },
);

export const TEE_LINK_STATES = states((rt, link) => {
  const values = rt.list(
    Array.from({ length: rt.views.word(link + AT.LINK_COUNT) }, (_, at) =>
      rt.views.word(link + AT.LINK_VALUES + 4 * at),
    ),
  );
  const next = rt.views.word(link + AT.LINK_NEXT) || NONE;
  return rt.tuple([rt.typeOf(link), rt.tuple([rt.views.word(link + AT.SOURCE), values, next])]);
});
