/** _collections: deque, defaultdict, OrderedDict, and what namedtuple and Counter are made with. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import {
  DEFAULT_FACTORY,
  DEFAULTDICT_BYTES,
  GETTER_DOC,
  GETTER_INDEX,
  TUPLEGETTER_BYTES,
} from '../../format/collections.js';
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { ARGUMENTS, NO_ARGUMENTS, OF_CLASS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  ATTRIBUTE_ERROR,
  CALL,
  DEFAULTDICT_TYPE,
  DEQUE_ITERATOR_TYPE,
  DEQUE_REVERSE_ITERATOR_TYPE,
  DEQUE_TYPE,
  DICT_TYPE,
  GENERIC_ALIAS_TYPE,
  INHERITABLE,
  IS_DICT,
  ORDERED_DICT_TYPE,
  TUPLEGETTER_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
} from '../../format/types.js';
import { dictRepr } from '../../objects/mappings/repr.js';
import { guardedRepr, reprText } from '../../objects/repr.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition, type WordNative } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeObject, setReference } from '../fields.js';
import type { ModuleDefinition } from '../module-definition.js';
import { DEQUE_TYPES } from './deque.js';
import { ORDERED_DICT_TYPES } from './ordered-dict.js';

const factoryOf = (rt: Runtime, dict: Address): Address => rt.views.word(dict + DEFAULT_FACTORY) || NONE;
const isDict = (rt: Runtime, p: Address) => (rt.views.word(rt.typeOf(p) + TYPE_FLAGS) & IS_DICT) !== 0;

const defaultDictInit: WordNative = (rt, dict, args, positional, names) => {
  const factory = positional === 0 ? NONE : rt.views.word(args);
  if (factory !== NONE && rt.views.word(rt.typeOf(factory) + CALL) === 0)
    return rt.raise(TYPE_ERROR, 'first argument must be callable or None');
  setReference(rt, dict, DEFAULT_FACTORY, factory);
  return rt.status(rt.kernel.dict_init(dict, args + (positional === 0 ? 0 : 4), Math.max(positional - 1, 0), names));
};

function defaultDictRepr(rt: Runtime, dict: Address): Address {
  const content = rt.text(dictRepr(rt, dict));
  return guardedRepr(rt, dict + DEFAULT_FACTORY, `${rt.typeName(rt.typeOf(dict))}(..., ${content})`, () => {
    return `${rt.typeName(rt.typeOf(dict))}(${reprText(rt, factoryOf(rt, dict))}, ${content})`;
  });
}

const copy = (rt: Runtime, dict: Address) => rt.call(rt.typeOf(dict), [factoryOf(rt, dict), dict]);

function reduce(rt: Runtime, dict: Address): Address {
  const factory = factoryOf(rt, dict);
  const items = rt.keep(rt.kernel.getIter(rt.call(rt.attribute(dict, 'items'))));
  return rt.tuple([rt.typeOf(dict), rt.tuple(factory === NONE ? [] : [factory]), NONE, NONE, items]);
}

function or(rt: Runtime, left: Address, right: Address): Address {
  if (!isDict(rt, left) || !isDict(rt, right)) return NOT_IMPLEMENTED;
  const own = rt.kernel.isSubtype(rt.typeOf(left), DEFAULTDICT_TYPE) !== 0 ? left : right;
  const result = rt.call(rt.typeOf(own), [factoryOf(rt, own), left]);
  rt.status(rt.kernel.updateFrom(result, right));
  return result;
}

const DEFAULTDICT: TypeDefinition = {
  address: DEFAULTDICT_TYPE,
  name: 'defaultdict',
  module: 'collections',
  base: DICT_TYPE,
  flags: CYCLIC | INHERITABLE,
  bytes: DEFAULTDICT_BYTES,
  doc: 'defaultdict(default_factory=None, /, [...]) --> dict with default factory',
  slots: {
    DEALLOC: kernel('defaultdict_dealloc'),
    TRAVERSE: kernel('defaultdict_traverse'),
    CLEAR: kernel('defaultdict_clear'),
    INIT: defaultDictInit,
    REPR: defaultDictRepr,
    OR: or,
  },
  members: [{ name: 'default_factory', at: DEFAULT_FACTORY, kind: 'object' }],
  methods: [
    method('__missing__', ONE_ARGUMENT, kernel('defaultdict_missing')),
    method('copy', NO_ARGUMENTS, copy, 'D.copy() -> a shallow copy of D.'),
    method('__copy__', NO_ARGUMENTS, copy, 'D.copy() -> a shallow copy of D.'),
    method('__reduce__', NO_ARGUMENTS, reduce, 'Return state information for pickling.'),
    method('__class_getitem__', ONE_ARGUMENT | OF_CLASS, (rt, type, item) => rt.call(GENERIC_ALIAS_TYPE, [type, item])),
  ],
};

const newTupleGetter = newSlot('_tuplegetter', 'index, doc, /', (rt, type, [index, doc]) =>
  makeObject(rt, type, [
    [GETTER_INDEX, rt.index(index)],
    [GETTER_DOC, doc],
  ]),
);

const parts = (rt: Runtime, p: Address) => [GETTER_INDEX, GETTER_DOC].map((at) => rt.views.word(p + at));

const TUPLEGETTER: TypeDefinition = {
  address: TUPLEGETTER_TYPE,
  name: '_tuplegetter',
  module: '_collections',
  flags: CYCLIC,
  bytes: TUPLEGETTER_BYTES,
  owned: 2,
  slots: {
    ...OWNED_SLOTS,
    NEW: newTupleGetter,
    REPR: (rt, p) => {
      const [index, doc] = parts(rt, p).map((part) => reprText(rt, part));
      return rt.string(`_tuplegetter(${index}, ${doc})`);
    },
    GET: kernel('tuplegetter_get'),
    SET: (rt, _, __, value) =>
      rt.raise(ATTRIBUTE_ERROR, value === 0 ? "can't delete attribute" : "can't set attribute"),
  },
  members: [{ name: '__doc__', at: GETTER_DOC, kind: 'object' }],
  methods: [method('__reduce__', NO_ARGUMENTS, (rt, p) => rt.tuple([TUPLEGETTER_TYPE, rt.tuple(parts(rt, p))]))],
};

const COLLECTIONS_TYPES: readonly TypeDefinition[] = [...DEQUE_TYPES, DEFAULTDICT, ...ORDERED_DICT_TYPES, TUPLEGETTER];

export const COLLECTIONS: ModuleDefinition = {
  name: '_collections',
  doc: 'High performance data structures.',
  own: COLLECTIONS_TYPES,
  functions: [
    method(
      '_count_elements',
      ARGUMENTS,
      kernel('count_elements'),
      'Count elements in the iterable, updating the mapping',
    ),
  ],
  types: [
    DEQUE_TYPE,
    DEQUE_ITERATOR_TYPE,
    DEQUE_REVERSE_ITERATOR_TYPE,
    DEFAULTDICT_TYPE,
    ORDERED_DICT_TYPE,
    TUPLEGETTER_TYPE,
  ],
};
