/** The types of deque. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import {
  DEQUE_BYTES,
  DEQUE_CENTRE,
  DEQUE_FIRST,
  DEQUE_ITERATOR_BYTES,
  DEQUE_LEFT,
  DEQUE_LENGTH,
  DEQUE_OF,
  DEQUE_WEAK,
  MOST_ITEMS,
} from '../../format/collections.js';
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { ARGUMENTS, LENGTH, NO_ARGUMENTS, OF_CLASS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  DEQUE_ITERATOR_TYPE,
  DEQUE_REVERSE_ITERATOR_TYPE,
  DEQUE_TYPE,
  EQUAL,
  GENERIC_ALIAS_TYPE,
  INDEX_ERROR,
  INHERITABLE,
  IS_SEQUENCE,
  RUNTIME_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { forEach } from '../../objects/iterators/for-each.js';
import { guardedRepr, reprText } from '../../objects/repr.js';
import { initSlot } from '../../runtime/bound-slots.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition, type WordNative } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';

const lengthOf = (rt: Runtime, deque: Address) => rt.views.word(deque + DEQUE_LENGTH);
const mostOf = (rt: Runtime, deque: Address) => rt.views.word(deque + MOST_ITEMS);
const listOf = (rt: Runtime, deque: Address) => rt.keep(rt.kernel.listFromIterable(deque));
const isDeque = (rt: Runtime, p: Address) => rt.kernel.isSubtype(rt.typeOf(p), DEQUE_TYPE) !== 0;

const dequeInit = initSlot('deque', 'iterable=(), maxlen=None', (rt, deque, [iterable, maxlen]) => {
  let most = -1;
  if (maxlen !== 0 && maxlen !== NONE) {
    most = rt.kernel.wordOf(maxlen);
    rt.status(most);
    if (most < 0) rt.raise(VALUE_ERROR, 'maxlen must be non-negative');
  }
  rt.views.setWord(deque + MOST_ITEMS, most);
  if (lengthOf(rt, deque) > 0) rt.kernel.clearDeque(deque);
  if (iterable !== 0) rt.status(rt.kernel.extendDeque(deque, iterable, 0));
});

/** maxlen as Python has it. */
const maxlen = (rt: Runtime, deque: Address): Address => (mostOf(rt, deque) < 0 ? NONE : rt.int(mostOf(rt, deque)));

/** A deque of the same class with these items. */
function again(rt: Runtime, deque: Address, items: Address): Address {
  const most = maxlen(rt, deque);
  return rt.call(rt.typeOf(deque), most === NONE ? [items] : [items, most]);
}

function copy(rt: Runtime, deque: Address): Address {
  const result = again(rt, deque, deque);
  // CPython appends a single item.
  if (lengthOf(rt, deque) === 1 && rt.typeOf(deque) === DEQUE_TYPE)
    rt.views.setWord(result + DEQUE_FIRST, DEQUE_CENTRE);
  return result;
}

function dequeRepr(rt: Runtime, deque: Address): Address {
  return guardedRepr(rt, deque, '[...]', () => {
    const items = rt.listItems(listOf(rt, deque)).map((item) => reprText(rt, item));
    const most = mostOf(rt, deque);
    const name = rt.typeName(rt.typeOf(deque));
    return `${name}([${items.join(', ')}]${most < 0 ? '' : `, maxlen=${most}`})`;
  });
}

function dequeCompare(rt: Runtime, a: Address, b: Address, operation: number): Address {
  if (!isDeque(rt, a) || !isDeque(rt, b)) return NOT_IMPLEMENTED;
  return rt.keep(rt.kernel.compare(listOf(rt, a), listOf(rt, b), operation));
}

function dequeConcat(rt: Runtime, deque: Address, other: Address): Address {
  if (!isDeque(rt, other))
    return rt.raise(TYPE_ERROR, `can only concatenate deque (not "${rt.shownTypeName(rt.typeOf(other))}") to deque`);
  const result = again(rt, deque, deque);
  rt.status(rt.kernel.extendDeque(result, other, 0));
  return result;
}

function dequeInPlaceConcat(rt: Runtime, deque: Address, other: Address): Address {
  rt.status(rt.kernel.extendDeque(deque, other, 0));
  return deque;
}

/** Fewer items are made than times that many where only so many stay. */
function repeated(rt: Runtime, deque: Address, count: Address): Address {
  return rt.keep(rt.kernel.list_repeat(listOf(rt, deque), count));
}

function dequeRepeat(rt: Runtime, deque: Address, count: Address): Address {
  return dequeInPlaceRepeat(rt, copy(rt, deque), count);
}

function dequeInPlaceRepeat(rt: Runtime, deque: Address, count: Address): Address {
  const items = repeated(rt, deque, count);
  const length = lengthOf(rt, deque);
  if (rt.views.word(items + LENGTH) === 0) rt.kernel.clearDeque(deque);
  else rt.status(rt.kernel.extendDeque(deque, rt.list(rt.listItems(items).slice(length)), 0));
  return deque;
}

function dequeCount(rt: Runtime, deque: Address, value: Address): Address {
  let count = 0;
  forEach(rt, deque, (item) => {
    count += rt.status(rt.kernel.compareBool(item, value, EQUAL));
  });
  return rt.int(count);
}

function dequeIndex(rt: Runtime, deque: Address, args: Address, count: number): Address {
  if (count === 0) return rt.raise(TYPE_ERROR, 'index expected at least 1 argument, got 0');
  if (count > 3) return rt.raise(TYPE_ERROR, `index expected at most 3 arguments, got ${count}`);
  const value = rt.views.word(args);
  const length = lengthOf(rt, deque);
  const bound = (at: number, otherwise: number) => {
    if (at >= count) return otherwise;
    const word = rt.kernel.clampedOf(rt.views.word(args + 4 * at));
    rt.status(word);
    return word < 0 ? Math.max(word + length, 0) : Math.min(word, length);
  };
  const found = rt.kernel.findInDeque(deque, value, bound(1, 0), bound(2, length));
  rt.status(found);
  if (found === -3) return rt.raise(RUNTIME_ERROR, 'deque mutated during iteration');
  return found < 0 ? rt.raise(VALUE_ERROR, `${reprText(rt, value)} is not in deque`) : rt.int(found);
}

function dequeInsert(rt: Runtime, deque: Address, args: Address, count: number): Address {
  if (count !== 2) return rt.raise(TYPE_ERROR, `insert expected 2 arguments, got ${count}`);
  const word = rt.kernel.wordOf(rt.views.word(args));
  rt.status(word);
  const length = lengthOf(rt, deque);
  if (length === mostOf(rt, deque)) return rt.raise(INDEX_ERROR, 'deque already at its maximum size');
  const at = word < 0 ? Math.max(word + length, 0) : Math.min(word, length);
  rt.status(rt.kernel.insertItem(deque, at, rt.views.word(args + 4), word < 0 ? 1 : 0));
  return NONE;
}

function dequeRemove(rt: Runtime, deque: Address, value: Address): Address {
  const at = rt.kernel.findInDeque(deque, value, 0, lengthOf(rt, deque));
  rt.status(at);
  if (at === -3) return rt.raise(INDEX_ERROR, 'deque mutated during remove().');
  if (at < 0) return rt.raise(VALUE_ERROR, `${reprText(rt, value)} is not in deque`);
  rt.keep(rt.kernel.takeItem(deque, at));
  return NONE;
}

function dequeReduce(rt: Runtime, deque: Address): Address {
  const state = rt.call(rt.attribute(deque, '__getstate__'));
  const most = maxlen(rt, deque);
  const args = most === NONE ? rt.tuple([]) : rt.tuple([rt.tuple([]), most]);
  return rt.tuple([rt.typeOf(deque), args, state, rt.keep(rt.kernel.getIter(deque))]);
}

/** An iterator as it is copied or unpickled: over a deque, behind that many items. */
function newIterator(
  rt: Runtime,
  args: Address,
  count: number,
  begin: (deque: Address) => Address,
  next: (iterator: Address) => Address,
): Address {
  if (count === 0) return rt.raise(TYPE_ERROR, 'function takes at least 1 argument (0 given)');
  if (count > 2) return rt.raise(TYPE_ERROR, `function takes at most 2 arguments (${count} given)`);
  const [deque, index] = rt.words(args, count);
  if (!isDeque(rt, deque))
    return rt.raise(TYPE_ERROR, `argument 1 must be collections.deque, not ${rt.argumentTypeName(deque)}`);
  const given = count === 1 ? 0 : rt.kernel.wordOf(index);
  rt.status(given);
  const iterator = rt.keep(begin(deque));
  for (let i = 0; i < given; i++) {
    const item = next(iterator);
    if (item === 0) break;
    rt.decref(item);
  }
  return iterator;
}

function iteratorReduce(rt: Runtime, iterator: Address): Address {
  const deque = rt.views.word(iterator + DEQUE_OF);
  const given = lengthOf(rt, deque) - rt.views.word(iterator + DEQUE_LEFT);
  return rt.tuple([rt.typeOf(iterator), rt.tuple([deque, rt.int(given)])]);
}

const iterator = (address: Address, name: string, create: WordNative): TypeDefinition => ({
  address,
  name,
  module: '_collections',
  flags: CYCLIC,
  bytes: DEQUE_ITERATOR_BYTES,
  owned: 1,
  slots: { ...OWNED_SLOTS, NEW: create, ITER: kernel('iterator_self'), NEXT: kernel(name.slice(1) + '_next') },
  methods: [
    method('__length_hint__', NO_ARGUMENTS, kernel('deque_iterator_length_hint')),
    method('__reduce__', NO_ARGUMENTS, iteratorReduce, 'Return state information for pickling.'),
  ],
});

export const DEQUE_TYPES: readonly TypeDefinition[] = [
  {
    address: DEQUE_TYPE,
    name: 'deque',
    module: 'collections',
    flags: CYCLIC | INHERITABLE | IS_SEQUENCE,
    bytes: DEQUE_BYTES,
    weakAt: DEQUE_WEAK,
    doc: 'deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data accesses near its endpoints.',
    slots: {
      DEALLOC: kernel('deque_dealloc'),
      TRAVERSE: kernel('deque_traverse'),
      CLEAR: kernel('clearDeque'),
      NEW: kernel('deque_new'),
      INIT: dequeInit,
      REPR: dequeRepr,
      COMPARE: dequeCompare,
      LEN: kernel('deque_length'),
      ITER: kernel('deque_iter'),
      GETITEM: kernel('deque_getitem'),
      SETITEM: kernel('deque_setitem'),
      CONTAINS: kernel('deque_contains'),
      CONCAT: dequeConcat,
      REPEAT: dequeRepeat,
      IN_PLACE_CONCAT: dequeInPlaceConcat,
      IN_PLACE_REPEAT: dequeInPlaceRepeat,
    },
    methods: [
      method('append', ONE_ARGUMENT, kernel('deque_append'), 'Add an element to the right side of the deque.'),
      method('appendleft', ONE_ARGUMENT, kernel('deque_appendleft'), 'Add an element to the left side of the deque.'),
      method('pop', NO_ARGUMENTS, kernel('deque_pop'), 'Remove and return the rightmost element.'),
      method('popleft', NO_ARGUMENTS, kernel('deque_popleft'), 'Remove and return the leftmost element.'),
      method('extend', ONE_ARGUMENT, kernel('deque_extend')),
      method('extendleft', ONE_ARGUMENT, kernel('deque_extendleft')),
      method('clear', NO_ARGUMENTS, kernel('deque_clear'), 'Remove all elements from the deque.'),
      method('rotate', ARGUMENTS, kernel('deque_rotate')),
      method('reverse', NO_ARGUMENTS, kernel('deque_reverse'), 'D.reverse() -- reverse *IN PLACE*'),
      method('count', ONE_ARGUMENT, dequeCount, 'D.count(value) -- return number of occurrences of value'),
      method('index', ARGUMENTS, dequeIndex),
      method('insert', ARGUMENTS, dequeInsert, 'D.insert(index, object) -- insert object before index'),
      method('remove', ONE_ARGUMENT, dequeRemove, 'D.remove(value) -- remove first occurrence of value.'),
      method('copy', NO_ARGUMENTS, copy, 'Return a shallow copy of a deque.'),
      method('__copy__', NO_ARGUMENTS, copy, 'Return a shallow copy of a deque.'),
      method('__reversed__', NO_ARGUMENTS, kernel('deque_reversed')),
      method('__reduce__', NO_ARGUMENTS, dequeReduce, 'Return state information for pickling.'),
      method('__class_getitem__', ONE_ARGUMENT | OF_CLASS, (rt, type, item) =>
        rt.call(GENERIC_ALIAS_TYPE, [type, item]),
      ),
    ],
    properties: [{ name: 'maxlen', get: maxlen, doc: 'maximum size of a deque or None if unbounded' }],
    attributes: () => ({ __hash__: NONE }),
  },
  iterator(DEQUE_ITERATOR_TYPE, '_deque_iterator', (rt, _type, args, count) =>
    newIterator(rt, args, count, rt.kernel.deque_iter, rt.kernel.deque_iterator_next),
  ),
  iterator(DEQUE_REVERSE_ITERATOR_TYPE, '_deque_reverse_iterator', (rt, _type, args, count) =>
    newIterator(rt, args, count, rt.kernel.deque_reversed, rt.kernel.deque_reverse_iterator_next),
  ),
];
