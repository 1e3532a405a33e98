/** The type of functools.partial. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import {
  PARTIAL_ARGS,
  PARTIAL_BYTES,
  PARTIAL_DICT,
  PARTIAL_FUNCTION,
  PARTIAL_KEYWORDS,
  PARTIAL_WEAK,
} from '../../format/functional.js';
import { NONE } from '../../format/memory-map.js';
import { LENGTH, NO_ARGUMENTS, OF_CLASS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  CALL,
  DICT_TYPE,
  GENERIC_ALIAS_TYPE,
  INHERITABLE,
  IS_DICT,
  IS_TUPLE,
  PARTIAL_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
} from '../../format/types.js';
import { DICT_PROPERTY } from '../../objects/classes/instance-properties.js';
import { entriesOf } from '../../objects/mappings/repr.js';
import { guardedRepr, reprText } from '../../objects/repr.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition, type WordNative } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeObject, setReference } from '../fields.js';

const field = (rt: Runtime, p: Address, at: number) => rt.views.word(p + at);

const bindPartial = newSlot('partial', 'func, /, *args, **keywords', (rt, type, [callable, args, keywords]) => {
  if (rt.views.word(rt.typeOf(callable) + CALL) === 0)
    return rt.raise(TYPE_ERROR, 'the first argument must be callable');
  // One of a partial is one of what that is of.
  const inner =
    rt.typeOf(callable) === PARTIAL_TYPE && type === PARTIAL_TYPE && field(rt, callable, PARTIAL_DICT) === 0;
  const merged = rt.keep(rt.kernel.newDict());
  if (inner) rt.status(rt.kernel.dictMerge(merged, field(rt, callable, PARTIAL_KEYWORDS)));
  rt.status(rt.kernel.dictMerge(merged, keywords));
  const before = inner ? rt.tupleItems(field(rt, callable, PARTIAL_ARGS)) : [];
  return makeObject(rt, type, [
    [PARTIAL_FUNCTION, inner ? field(rt, callable, PARTIAL_FUNCTION) : callable],
    [PARTIAL_ARGS, before.length === 0 ? args : rt.tuple([...before, ...rt.tupleItems(args)])],
    [PARTIAL_KEYWORDS, merged],
  ]);
});

const newPartial: WordNative = (rt, type, args, positional, names) =>
  positional === 0
    ? rt.raise(TYPE_ERROR, "type 'partial' takes at least one argument")
    : bindPartial(rt, type, args, positional, names);

function partialRepr(rt: Runtime, p: Address): Address {
  return guardedRepr(rt, p, '...', () => {
    const parts = [field(rt, p, PARTIAL_FUNCTION), ...rt.tupleItems(field(rt, p, PARTIAL_ARGS))].map((part) =>
      reprText(rt, part),
    );
    for (const [key, value] of entriesOf(rt, field(rt, p, PARTIAL_KEYWORDS)))
      parts.push(`${rt.text(rt.str(key))}=${reprText(rt, value)}`);
    const type = rt.typeOf(p);
    const name = type === PARTIAL_TYPE ? 'functools.partial' : rt.typeName(type);
    return `${name}(${parts.join(', ')})`;
  });
}

function partialReduce(rt: Runtime, p: Address): Address {
  const dict = field(rt, p, PARTIAL_DICT);
  const [callable, args, keywords] = [PARTIAL_FUNCTION, PARTIAL_ARGS, PARTIAL_KEYWORDS].map((at) => field(rt, p, at));
  const state = rt.tuple([callable, args, keywords, dict === 0 ? NONE : dict]);
  return rt.tuple([rt.typeOf(p), rt.tuple([callable]), state]);
}

function partialSetState(rt: Runtime, p: Address, state: Address): Address {
  const flags = (value: Address) => rt.views.word(rt.typeOf(value) + TYPE_FLAGS);
  const parts = flags(state) & IS_TUPLE && rt.views.word(state + LENGTH) === 4 ? rt.tupleItems(state) : [];
  const [callable = 0, args = 0, keywords = 0, dict = 0] = parts;
  const isValid =
    parts.length === 4 &&
    rt.views.word(rt.typeOf(callable) + CALL) !== 0 &&
    (flags(args) & IS_TUPLE) !== 0 &&
    (keywords === NONE || (flags(keywords) & IS_DICT) !== 0);
  if (!isValid) return rt.raise(TYPE_ERROR, 'invalid partial state');
  setReference(rt, p, PARTIAL_FUNCTION, callable);
  setReference(rt, p, PARTIAL_ARGS, rt.keep(rt.kernel.tupleFromIterable(args)));
  const plain =
    keywords === NONE
      ? rt.dict()
      : rt.typeOf(keywords) === DICT_TYPE
        ? keywords
        : rt.keep(rt.kernel.copyDict(keywords));
  setReference(rt, p, PARTIAL_KEYWORDS, plain);
  setReference(rt, p, PARTIAL_DICT, dict === NONE ? 0 : dict);
  return NONE;
}

export const PARTIAL: TypeDefinition = {
  address: PARTIAL_TYPE,
  name: 'partial',
  module: 'functools',
  flags: CYCLIC | INHERITABLE,
  bytes: PARTIAL_BYTES,
  owned: 4,
  dictAt: PARTIAL_DICT,
  weakAt: PARTIAL_WEAK,
  doc: 'partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.\n',
  slots: {
    ...OWNED_SLOTS,
    DEALLOC: kernel('partial_dealloc'),
    NEW: newPartial,
    CALL: kernel('partial_call'),
    REPR: partialRepr,
  },
  members: [
    { name: 'func', at: PARTIAL_FUNCTION, kind: 'object', readOnly: true },
    { name: 'args', at: PARTIAL_ARGS, kind: 'object', readOnly: true },
    { name: 'keywords', at: PARTIAL_KEYWORDS, kind: 'object', readOnly: true },
  ],
  properties: [DICT_PROPERTY],
  methods: [
    method('__reduce__', NO_ARGUMENTS, partialReduce),
    method('__setstate__', ONE_ARGUMENT, partialSetState),
    method('__class_getitem__', ONE_ARGUMENT | OF_CLASS, (rt, type, item) => rt.call(GENERIC_ALIAS_TYPE, [type, item])),
  ],
};
