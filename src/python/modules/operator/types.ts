/** itemgetter, attrgetter, methodcaller. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import {
  CALLER_ARGS,
  CALLER_BYTES,
  CALLER_KEYWORDS,
  CALLER_NAME,
  GETTER_BYTES,
  GETTER_ITEMS,
} from '../../format/functional.js';
import { NO_ARGUMENTS } from '../../format/objects.js';
import { ATTRGETTER_TYPE, INHERITABLE, ITEMGETTER_TYPE, METHODCALLER_TYPE, TYPE_ERROR } from '../../format/types.js';
import { entriesOf } from '../../objects/mappings/repr.js';
import { guardedRepr, reprText } from '../../objects/repr.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition, type WordNative } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { namedArguments } from '../sys/breakpoints.js';
import { makeObject } from '../fields.js';

const newItemgetter: WordNative = (rt, type, args, positional, names) => {
  if (names !== 0) return rt.raise(TYPE_ERROR, 'itemgetter() takes no keyword arguments');
  if (positional === 0) return rt.raise(TYPE_ERROR, 'itemgetter expected 1 argument, got 0');
  return makeObject(rt, type, [[GETTER_ITEMS, rt.keep(rt.kernel.tupleOf(args, positional))]]);
};

const newAttrgetter: WordNative = (rt, type, args, positional, names) => {
  if (names !== 0) return rt.raise(TYPE_ERROR, 'attrgetter() takes no keyword arguments');
  if (positional === 0) return rt.raise(TYPE_ERROR, 'attrgetter expected 1 argument, got 0');
  const attributes = [...rt.views.i32.subarray(args >> 2, (args >> 2) + positional)].map((name) => {
    if (!rt.isString(name)) return rt.raise(TYPE_ERROR, 'attribute name must be a string');
    const parts = rt
      .text(name)
      .split('.')
      .map((part) => rt.name(part));
    return parts.length === 1 ? parts[0] : rt.tuple(parts);
  });
  return makeObject(rt, type, [[GETTER_ITEMS, rt.tuple(attributes)]]);
};

const bindCaller = newSlot('methodcaller', 'name, /, *args, **keywords', (rt, type, [name, args, keywords]) => {
  if (!rt.isString(name)) return rt.raise(TYPE_ERROR, 'method name must be a string');
  return makeObject(rt, type, [
    [CALLER_NAME, rt.name(rt.text(name))],
    [CALLER_ARGS, args],
    [CALLER_KEYWORDS, keywords],
  ]);
});

const newMethodcaller: WordNative = (rt, type, args, positional, names) =>
  positional === 0
    ? rt.raise(TYPE_ERROR, 'methodcaller needs at least one argument, the method name')
    : bindCaller(rt, type, args, positional, names);

/** The names of an attrgetter as they were given. */
const shownNames = (rt: Runtime, p: Address): Address[] =>
  rt.tupleItems(rt.views.word(p + GETTER_ITEMS)).map((item) =>
    rt.isString(item)
      ? item
      : rt.string(
          rt
            .tupleItems(item)
            .map((part) => rt.text(part))
            .join('.'),
        ),
  );

const getterRepr =
  (name: string, items: (rt: Runtime, p: Address) => readonly Address[]) =>
  (rt: Runtime, p: Address): Address =>
    guardedRepr(rt, p, `operator.${name}(...)`, () => {
      const parts = items(rt, p).map((item) => reprText(rt, item));
      return `operator.${name}(${parts.join(', ')})`;
    });

function callerRepr(rt: Runtime, p: Address): Address {
  return guardedRepr(rt, p, 'operator.methodcaller(...)', () => {
    const parts = [rt.views.word(p + CALLER_NAME), ...rt.tupleItems(rt.views.word(p + CALLER_ARGS))].map((item) =>
      reprText(rt, item),
    );
    for (const [key, value] of entriesOf(rt, rt.views.word(p + CALLER_KEYWORDS)))
      parts.push(`${rt.text(key)}=${reprText(rt, value)}`);
    return `operator.methodcaller(${parts.join(', ')})`;
  });
}

/** With keywords, what makes it again is a partial call that has them. */
function callerReduce(rt: Runtime, p: Address): Address {
  const [name, args, keywords] = [CALLER_NAME, CALLER_ARGS, CALLER_KEYWORDS].map((at) => rt.views.word(p + at));
  const named = keywords === 0 ? {} : namedArguments(rt, keywords);
  if (Object.keys(named).length === 0) return rt.tuple([rt.typeOf(p), rt.tuple([name, ...rt.tupleItems(args)])]);
  const partial = rt.attribute(rt.importModule('functools'), 'partial');
  return rt.tuple([rt.call(partial, [rt.typeOf(p), name], named), args]);
}

const itemsOf = (rt: Runtime, p: Address) => rt.tupleItems(rt.views.word(p + GETTER_ITEMS));

const reduceTo = (items: (rt: Runtime, p: Address) => readonly Address[]) => (rt: Runtime, p: Address) =>
  rt.tuple([rt.typeOf(p), rt.tuple(items(rt, p))]);

export const OPERATOR_TYPES: readonly TypeDefinition[] = [
  {
    address: ITEMGETTER_TYPE,
    name: 'itemgetter',
    module: 'operator',
    flags: CYCLIC,
    bytes: GETTER_BYTES,
    owned: 1,
    slots: {
      ...OWNED_SLOTS,
      NEW: newItemgetter,
      CALL: kernel('itemgetter_call'),
      REPR: getterRepr('itemgetter', itemsOf),
    },
    methods: [method('__reduce__', NO_ARGUMENTS, reduceTo(itemsOf), 'Return state information for pickling')],
  },
  {
    address: ATTRGETTER_TYPE,
    name: 'attrgetter',
    module: 'operator',
    flags: CYCLIC,
    bytes: GETTER_BYTES,
    owned: 1,
    slots: {
      ...OWNED_SLOTS,
      NEW: newAttrgetter,
      CALL: kernel('attrgetter_call'),
      REPR: getterRepr('attrgetter', shownNames),
    },
    methods: [method('__reduce__', NO_ARGUMENTS, reduceTo(shownNames), 'Return state information for pickling')],
  },
  {
    address: METHODCALLER_TYPE,
    name: 'methodcaller',
    module: 'operator',
    flags: CYCLIC | INHERITABLE,
    bytes: CALLER_BYTES,
    owned: 3,
    slots: { ...OWNED_SLOTS, NEW: newMethodcaller, CALL: kernel('methodcaller_call'), REPR: callerRepr },
    methods: [method('__reduce__', NO_ARGUMENTS, callerReduce)],
  },
];
