/** The types of OrderedDict. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { ODICT_BYTES, ODICT_DICT, ODICT_ITERATOR_BYTES, ODICT_WEAK } from '../../format/collections.js';
import { DICT_VIEW_BYTES, VIEW_OF_DICT } from '../../format/mappings.js';
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { KEYWORDS, LENGTH, NO_ARGUMENTS, OF_CLASS } from '../../format/objects.js';
import * as TYPES from '../../format/types.js';
import {
  DICT_TYPE,
  EQUAL,
  INHERITABLE,
  IS_DICT,
  KEY_ERROR,
  NO_NEW,
  NOT_EQUAL,
  ORDERED_DICT_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
} from '../../format/types.js';
import { DICT_PROPERTY } from '../../objects/classes/instance-properties.js';
import { forEach } from '../../objects/iterators/for-each.js';
import { reduceToRest } from '../../objects/mappings/rest-of.js';
import { guardedRepr, reprText } from '../../objects/repr.js';
import { kernel, method, OWNED_SLOTS, type ParameterNative, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeObject } from '../fields.js';
import { native } from '../native.js';

const isOrdered = (rt: Runtime, p: Address) => rt.kernel.isSubtype(rt.typeOf(p), ORDERED_DICT_TYPE) !== 0;
const isDict = (rt: Runtime, p: Address) => (rt.views.word(rt.typeOf(p) + TYPE_FLAGS) & IS_DICT) !== 0;

/** MutableMapping.update: every item is set as the class sets it. */
function update(rt: Runtime, self: Address, from: Address): void {
  const set = (key: Address, value: Address) => rt.status(rt.kernel.setItem(self, key, value));
  if (isDict(rt, from) || rt.hasAttribute(from, 'keys')) {
    if (rt.typeOf(from) === DICT_TYPE) {
      for (const item of rt.items(rt.call(rt.attribute(from, 'items')))) {
        const [key, value] = rt.tupleItems(item);
        set(key, value);
      }
    } else forEach(rt, rt.call(rt.attribute(from, 'keys')), (key) => set(key, rt.keep(rt.kernel.getItem(from, key))));
    return;
  }
  forEach(rt, rt.hasAttribute(from, 'items') ? rt.call(rt.attribute(from, 'items')) : from, (pair) => {
    const parts = rt.items(pair);
    if (parts.length < 2)
      rt.raise(TYPES.VALUE_ERROR, `need more than ${parts.length} value${parts.length === 1 ? '' : 's'} to unpack`);
    if (parts.length > 2) rt.raise(TYPES.VALUE_ERROR, 'too many values to unpack (expected 2)');
    set(parts[0], parts[1]);
  });
}

function updateWith(rt: Runtime, self: Address, args: Address, positional: number, names: Address, name: string): void {
  if (positional > 1) rt.raise(TYPE_ERROR, `${name}() takes at most 1 positional argument (${positional} given)`);
  if (positional === 1) update(rt, self, rt.views.word(args));
  if (names === 0) return;
  rt.tupleItems(names).forEach((key, at) =>
    rt.status(rt.kernel.setItem(self, key, rt.views.word(args + 4 * (positional + at)))),
  );
}

function orderedRepr(rt: Runtime, self: Address): Address {
  const name = rt.typeName(rt.typeOf(self));
  return guardedRepr(rt, self, '...', () => {
    if (rt.views.word(self + LENGTH) === 0) return `${name}()`;
    const items = rt.items(rt.call(rt.attribute(self, 'items')));
    return `${name}([${items.map((item) => reprText(rt, item)).join(', ')}])`;
  });
}

/** Two of them are equal if they have the same items in the same order. */
function orderedCompare(rt: Runtime, self: Address, other: Address, operation: number): Address {
  if ((operation !== EQUAL && operation !== NOT_EQUAL) || !isDict(rt, other)) return NOT_IMPLEMENTED;
  const asDicts = rt.keep(rt.kernel.dict_compare(self, other, EQUAL));
  let equal = rt.status(rt.kernel.truthOf(asDicts)) !== 0;
  if (equal && isOrdered(rt, other)) {
    const [a, b] = [self, other].map((dict) => rt.keep(rt.kernel.listFromIterable(dict)));
    equal = rt.status(rt.kernel.compareBool(a, b, EQUAL)) !== 0;
  }
  return rt.bool(equal === (operation === EQUAL));
}

function copy(rt: Runtime, self: Address): Address {
  const result = rt.call(rt.typeOf(self));
  forEach(rt, self, (key) => rt.status(rt.kernel.setItem(result, key, rt.keep(rt.kernel.getItem(self, key)))));
  return result;
}

const popItem: ParameterNative = (rt, self, [last]) =>
  rt.keep(rt.kernel.odictPopItem(self, last === 0 ? 1 : rt.status(rt.kernel.truthOf(last))));

const moveToEnd: ParameterNative = (rt, self, [key, last]) => {
  rt.status(rt.kernel.odictMove(self, key, last === 0 ? 1 : rt.status(rt.kernel.truthOf(last))));
  return NONE;
};

const pop: ParameterNative = (rt, self, [key, otherwise]) => {
  const found = rt.dictGet(self, key);
  if (found === 0) {
    if (otherwise !== 0) return otherwise;
    return rt.raiseValue(KEY_ERROR, key);
  }
  rt.incref(found);
  rt.keep(found);
  // What a class has for deleting is not asked.
  rt.status(rt.kernel.odict_setitem(self, key, 0));
  return found;
};

const setDefault: ParameterNative = (rt, self, [key, otherwise]) => {
  const found = rt.dictGet(self, key);
  if (found !== 0) return found;
  const value = otherwise === 0 ? NONE : otherwise;
  rt.status(rt.kernel.setItem(self, key, value));
  return value;
};

function clear(rt: Runtime, self: Address): Address {
  rt.kernel.odictClear(self);
  return NONE;
}

function reduce(rt: Runtime, self: Address): Address {
  const state = rt.call(rt.attribute(self, '__getstate__'));
  const items = rt.keep(rt.kernel.getIter(rt.call(rt.attribute(self, 'items'))));
  return rt.tuple([rt.typeOf(self), rt.tuple([]), state, NONE, items]);
}

function or(rt: Runtime, left: Address, right: Address): Address {
  if (!isDict(rt, left) || !isDict(rt, right)) return NOT_IMPLEMENTED;
  const type = isOrdered(rt, left) ? rt.typeOf(left) : rt.typeOf(right);
  const result = rt.call(type, [left]);
  update(rt, result, right);
  return result;
}

const view = (address: Address, part: string, base: Address): TypeDefinition => ({
  address,
  name: `odict_${part}`,
  base,
  flags: CYCLIC | NO_NEW,
  bytes: DICT_VIEW_BYTES,
  owned: 1,
  slots: { ITER: kernel(`odict_${part}_iter`) },
  methods: [method('__reversed__', NO_ARGUMENTS, kernel(`odict_${part}_reversed`))],
});

const viewMethod = (part: string, type: Address) =>
  method(part, NO_ARGUMENTS, (rt, self) => makeObject(rt, type, [[VIEW_OF_DICT, self]]));

export const ORDERED_DICT_TYPES: readonly TypeDefinition[] = [
  {
    address: ORDERED_DICT_TYPE,
    name: 'OrderedDict',
    module: 'collections',
    base: DICT_TYPE,
    flags: CYCLIC | INHERITABLE,
    bytes: ODICT_BYTES,
    dictAt: ODICT_DICT,
    weakAt: ODICT_WEAK,
    doc: 'Dictionary that remembers insertion order',
    slots: {
      DEALLOC: kernel('odict_dealloc'),
      TRAVERSE: kernel('odict_traverse'),
      CLEAR: kernel('odict_clear'),
      INIT: (rt, self, args, positional, names) => {
        if (positional > 1) rt.raise(TYPE_ERROR, `expected at most 1 arguments, got ${positional}`);
        updateWith(rt, self, args, positional, names, 'OrderedDict');
        return 0;
      },
      REPR: orderedRepr,
      COMPARE: orderedCompare,
      ITER: kernel('odict_iter'),
      SETITEM: kernel('odict_setitem'),
      OR: or,
      IN_PLACE_OR: (rt, self, other) => {
        update(rt, self, other);
        return self;
      },
    },
    properties: [DICT_PROPERTY],
    methods: [
      viewMethod('keys', TYPES.ODICT_KEYS_TYPE),
      viewMethod('values', TYPES.ODICT_VALUES_TYPE),
      viewMethod('items', TYPES.ODICT_ITEMS_TYPE),
      {
        ...native('fromkeys', 'iterable, value=None', (rt, type, [keys, value]) => {
          const result = rt.call(type);
          forEach(rt, keys, (key) => rt.status(rt.kernel.setItem(result, key, value === 0 ? NONE : value)));
          return result;
        }),
        convention: KEYWORDS | OF_CLASS,
        doc: 'Create a new ordered dictionary with keys from iterable and values set to value.',
      },
      native('popitem', 'last=True', popItem, 'Remove and return a (key, value) pair from the dictionary.'),
      native(
        'move_to_end',
        'key, last=True',
        moveToEnd,
        'Move an existing element to the end (or beginning if last is false).',
      ),
      native('pop', 'key, default=None', pop),
      native('setdefault', 'key, default=None', setDefault),
      method('clear', NO_ARGUMENTS, clear, 'od.clear() -> None.  Remove all items from od.'),
      method('copy', NO_ARGUMENTS, copy, 'od.copy() -> a shallow copy of od'),
      method('update', KEYWORDS, (rt, self, args, positional, names) => {
        updateWith(rt, self, args, positional, names, 'update');
        return NONE;
      }),
      method('__reversed__', NO_ARGUMENTS, kernel('odict_reversed'), 'od.__reversed__() <==> reversed(od)'),
      method('__reduce__', NO_ARGUMENTS, reduce, 'Return state information for pickling'),
    ],
    attributes: () => ({ __hash__: NONE }),
  },
  view(TYPES.ODICT_KEYS_TYPE, 'keys', TYPES.DICT_KEYS_TYPE),
  view(TYPES.ODICT_VALUES_TYPE, 'values', TYPES.DICT_VALUES_TYPE),
  view(TYPES.ODICT_ITEMS_TYPE, 'items', TYPES.DICT_ITEMS_TYPE),
  {
    address: TYPES.ODICT_ITERATOR_TYPE,
    name: 'odict_iterator',
    flags: CYCLIC | NO_NEW,
    bytes: ODICT_ITERATOR_BYTES,
    owned: 2,
    slots: { ...OWNED_SLOTS, ITER: kernel('iterator_self'), NEXT: kernel('odict_iterator_next') },
    methods: [
      method('__reduce__', NO_ARGUMENTS, reduceToRest(ODICT_ITERATOR_BYTES), 'Return state information for pickling'),
    ],
  },
];
