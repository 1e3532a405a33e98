/** The module array: its type, and what is asked of it less often than single items (array.as.ts). */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { ARRAY_BYTES, ARRAY_WEAK } from '../../format/array.js';
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { ARGUMENTS, NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  ARRAY_ITERATOR_TYPE,
  ARRAY_TYPE,
  EQUAL,
  INDEX_ERROR,
  INHERITABLE,
  IS_BYTES,
  IS_SEQUENCE,
  IS_TYPE,
  NOT_EQUAL,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { sequenceIterator } from '../../objects/iterators/sequence-iterator.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { type Item, itemCode, MACHINE_FORMATS, machineFormatOf, TYPE_CODES } from './codes.js';
import { arrayNew } from './construct.js';
import { frombytes, fromfile, fromlist, fromunicode, extend, textOf, tofile, tounicode } from './contents.js';
import {
  addressOf,
  append,
  arrayOfBytes,
  bytesAt,
  codeOf,
  insert,
  isArray,
  itemAt,
  itemsOf,
  lengthOf,
  objectOf,
  replace,
} from './items.js';
import { deleteOrSet, getSlice } from './subscripts.js';

const wordOf = (rt: Runtime, p: Address): number => rt.status(rt.kernel.wordOf(p));

function otherArray(rt: Runtime, array: Address, other: Address, refusal: (name: string) => string): Uint8Array {
  if (!isArray(rt, other)) rt.raise(TYPE_ERROR, refusal(rt.shownTypeName(rt.typeOf(other))));
  if (codeOf(rt, other) !== codeOf(rt, array)) rt.raise(TYPE_ERROR, 'bad argument type for built-in operation');
  return bytesAt(rt, other, 0, lengthOf(rt, other)).slice();
}

function concat(rt: Runtime, array: Address, other: Address): Address {
  const more = otherArray(rt, array, other, (name) => `can only append array (not "${name}") to array`);
  const content = bytesAt(rt, array, 0, lengthOf(rt, array));
  const both = new Uint8Array(content.length + more.length);
  both.set(content);
  both.set(more, content.length);
  return arrayOfBytes(rt, codeOf(rt, array), both);
}

function concatInPlace(rt: Runtime, array: Address, other: Address): Address {
  if (!isArray(rt, other))
    rt.raise(TYPE_ERROR, `can only extend array with array (not "${rt.shownTypeName(rt.typeOf(other))}")`);
  extend(rt, array, other);
  return array;
}

function timesOf(rt: Runtime, count: Address): number {
  if (!rt.isIndex(count))
    rt.raise(TYPE_ERROR, `can't multiply sequence by non-int of type '${rt.shownTypeName(rt.typeOf(count))}'`);
  return Math.max(wordOf(rt, count), 0);
}

/** Writes the first items again and again until the end. */
function spread(rt: Runtime, array: Address, length: number): void {
  const total = lengthOf(rt, array);
  for (let done = length; done > 0 && done < total; done *= 2)
    rt.views.u8.copyWithin(
      addressOf(rt, array, done),
      addressOf(rt, array, 0),
      addressOf(rt, array, Math.min(done, total - done)),
    );
}

function repeat(rt: Runtime, array: Address, count: Address): Address {
  const total = timesOf(rt, count) * lengthOf(rt, array);
  const { code, bytes } = codeOf(rt, array);
  if (total * bytes >= 2 ** 31) rt.noMemory();
  const result = rt.keep(rt.kernel.newArray(ARRAY_TYPE, code.charCodeAt(0), bytes, total));
  if (total > 0) rt.views.u8.set(bytesAt(rt, array, 0, lengthOf(rt, array)), addressOf(rt, result, 0));
  spread(rt, result, lengthOf(rt, array));
  return result;
}

function repeatInPlace(rt: Runtime, array: Address, count: Address): Address {
  const length = lengthOf(rt, array);
  const total = timesOf(rt, count) * length;
  if (total * codeOf(rt, array).bytes >= 2 ** 31) rt.noMemory();
  rt.status(rt.kernel.resizeArray(array, total));
  spread(rt, array, length);
  return array;
}

/** The first two items that differ decide; equality needs no objects. */
function compare(rt: Runtime, a: Address, b: Address, operation: number): Address {
  if (!isArray(rt, a) || !isArray(rt, b)) return NOT_IMPLEMENTED;
  const [lengthA, lengthB] = [lengthOf(rt, a), lengthOf(rt, b)];
  const isEquality = operation === EQUAL || operation === NOT_EQUAL;
  if (isEquality && lengthA !== lengthB) return rt.bool(operation === NOT_EQUAL);
  const [x, y] = [itemsOf(rt, a), itemsOf(rt, b)];
  // A number and a text are never equal; ints and floats are compared by their exact values.
  const isSame = (p: Item, q: Item) => (typeof p === 'string') === (typeof q === 'string') && p == q;
  const at = x.findIndex((item, i) => i >= lengthB || !isSame(item, y[i]));
  if (at === -1 || at >= lengthB) return rt.keep(rt.kernel.compare(rt.int(lengthA), rt.int(lengthB), operation));
  if (isEquality) return rt.bool(operation === NOT_EQUAL);
  return rt.keep(rt.kernel.compare(objectOf(rt, codeOf(rt, a), x[at]), objectOf(rt, codeOf(rt, b), y[at]), operation));
}

/** The place of the first item that equals a value, or -1. Comparing may run code of the program. */
function find(rt: Runtime, array: Address, value: Address, start = 0, stop = Infinity): number {
  for (let i = start; i < Math.min(stop, lengthOf(rt, array)); i++) {
    let isFound = false;
    rt.pooled(() => {
      isFound = rt.isEqual(itemAt(rt, array, i), value);
      return 0;
    });
    if (isFound) return i;
  }
  return -1;
}

function index(rt: Runtime, array: Address, args: Address, count: number): Address {
  if (count === 0) rt.raise(TYPE_ERROR, 'index expected at least 1 argument, got 0');
  if (count > 3) rt.raise(TYPE_ERROR, `index expected at most 3 arguments, got ${count}`);
  const end = (at: number, otherwise: number) => {
    if (at >= count) return otherwise;
    const word = rt.status(rt.kernel.clampedOf(rt.views.word(args + 4 * at)));
    return word < 0 ? Math.max(word + lengthOf(rt, array), 0) : word;
  };
  const [start, stop] = [end(1, 0), end(2, Infinity)];
  const at = find(rt, array, rt.views.word(args), start, stop);
  return at === -1 ? rt.raise(VALUE_ERROR, 'array.index(x): x not in array') : rt.int(at);
}

function count(rt: Runtime, array: Address, value: Address): Address {
  let found = 0;
  for (let at = find(rt, array, value); at !== -1; at = find(rt, array, value, at + 1)) found++;
  return rt.int(found);
}

function remove(rt: Runtime, array: Address, value: Address): Address {
  const at = find(rt, array, value);
  if (at === -1) rt.raise(VALUE_ERROR, 'array.remove(x): x not in array');
  replace(rt, array, at, at + 1, new Uint8Array(0));
  return NONE;
}

function pop(rt: Runtime, array: Address, args: Address, given: number): Address {
  if (given > 1) rt.raise(TYPE_ERROR, `pop expected at most 1 argument, got ${given}`);
  const word = given === 0 ? -1 : wordOf(rt, rt.views.word(args));
  const length = lengthOf(rt, array);
  if (length === 0) rt.raise(INDEX_ERROR, 'pop from empty array');
  const at = word < 0 ? word + length : word;
  if (at < 0 || at >= length) rt.raise(INDEX_ERROR, 'pop index out of range');
  const item = itemAt(rt, array, at);
  replace(rt, array, at, at + 1, new Uint8Array(0));
  return item;
}

function reversedItems(rt: Runtime, array: Address, bytes: number, within: boolean): void {
  const content = bytesAt(rt, array, 0, lengthOf(rt, array));
  if (within) for (let at = 0; at < content.length; at += bytes) content.subarray(at, at + bytes).reverse();
  else {
    content.reverse();
    reversedItems(rt, array, bytes, true);
  }
}

function reprOf(rt: Runtime, array: Address): string {
  const { code } = codeOf(rt, array);
  const name = rt.typeName(rt.typeOf(array));
  if (lengthOf(rt, array) === 0) return `${name}('${code}')`;
  const items = code === 'u' ? textOf(rt, array) : tolist(rt, array);
  return `${name}('${code}', ${rt.text(rt.repr(items))})`;
}

const tolist = (rt: Runtime, array: Address): Address => rt.keep(rt.kernel.listFromIterable(array));

const copy = (rt: Runtime, array: Address): Address =>
  arrayOfBytes(rt, codeOf(rt, array), bytesAt(rt, array, 0, lengthOf(rt, array)).slice());

const tobytes = (rt: Runtime, array: Address): Address =>
  rt.newBytes(bytesAt(rt, array, 0, lengthOf(rt, array)).slice());

function reduce(rt: Runtime, array: Address, protocol: Address): Address {
  const version = wordOf(rt, protocol);
  const code = rt.string(codeOf(rt, array).code);
  const dict = rt.optionalAttribute(array, '__dict__') || NONE;
  const type = rt.typeOf(array);
  if (version < 3) return rt.tuple([type, rt.tuple([code, tolist(rt, array)]), dict]);
  const maker = rt.attribute(rt.importModule('array'), '_array_reconstructor');
  const format = rt.int(machineFormatOf(codeOf(rt, array).code));
  return rt.tuple([maker, rt.tuple([type, code, format, tobytes(rt, array)]), dict]);
}

/** An array out of a pickle, which another machine may have made. */
function reconstruct(rt: Runtime, [type, codeText, formatNumber, items]: readonly Address[]): Address {
  if (!rt.hasFlag(type, IS_TYPE))
    rt.raise(TYPE_ERROR, `first argument must be a type object, not ${rt.shownTypeName(rt.typeOf(type))}`);
  if (rt.kernel.isSubtype(type, ARRAY_TYPE) === 0)
    rt.raise(TYPE_ERROR, `${rt.shownTypeName(type)} is not a subtype of array.array`);
  const code = itemCode(rt.text(codeText));
  if (code === undefined) rt.raise(VALUE_ERROR, 'second argument must be a valid type code');
  const number = wordOf(rt, formatNumber);
  const format = MACHINE_FORMATS[number];
  if (format === undefined) return rt.raise(VALUE_ERROR, 'third argument must be a valid machine format code.');
  if (!rt.hasFlag(items, IS_BYTES))
    rt.raise(TYPE_ERROR, `fourth argument should be bytes, not ${rt.shownTypeName(rt.typeOf(items))}`);
  const content = rt.bytes(items);
  if (number === machineFormatOf(code.code)) return rt.call(type, [codeText, items]);
  if (format.isUtf16) {
    const decoded = rt.call(rt.attribute(items, 'decode'), [
      rt.string(format.littleEndian ? 'utf-16-le' : 'utf-16-be'),
    ]);
    return rt.call(type, [codeText, decoded]);
  }
  const from = itemCode(format.code);
  if (from === undefined || content.length % from.bytes !== 0)
    return rt.raise(VALUE_ERROR, 'bytes length not a multiple of item size');
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const values = Array.from({ length: content.length / from.bytes }, (_, i) =>
    objectOf(rt, from, from.read(view, i * from.bytes, format.littleEndian)),
  );
  return rt.call(type, [codeText, rt.list(values)]);
}

/** A method that gives None. */
const action = (name: string, convention: number, act: (rt: Runtime, ...words: Address[]) => void, doc: string) =>
  method(
    name,
    convention,
    (rt, ...words) => {
      act(rt, ...words);
      return NONE;
    },
    doc,
  );

const ARRAY: TypeDefinition = {
  address: ARRAY_TYPE,
  name: 'array',
  module: 'array',
  flags: CYCLIC | INHERITABLE | IS_SEQUENCE,
  bytes: ARRAY_BYTES,
  weakAt: ARRAY_WEAK,
  doc: 'array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and\ninitialized from the optional initializer value, which must be a list,\nstring or iterable over elements of the appropriate type.',
  slots: {
    DEALLOC: kernel('array_dealloc'),
    TRAVERSE: () => 0,
    NEW: arrayNew,
    REPR: (rt, array) => rt.string(reprOf(rt, array)),
    COMPARE: compare,
    ITER: kernel('array_iter'),
    LEN: kernel('array_length'),
    GETITEM: kernel('array_getitem', getSlice),
    SETITEM: kernel('array_setitem', deleteOrSet),
    SEQUENCE_ITEM: kernel('array_sequence_item'),
    CONTAINS: (rt, array, value) => (find(rt, array, value) === -1 ? 0 : 1),
    CONCAT: concat,
    REPEAT: repeat,
    IN_PLACE_CONCAT: concatInPlace,
    IN_PLACE_REPEAT: repeatInPlace,
    GET_BUFFER: kernel('array_get_buffer'),
    RELEASE_BUFFER: kernel('array_release_buffer'),
  },
  methods: [
    method(
      'append',
      ONE_ARGUMENT,
      kernel('array_append', (rt, array, value) => {
        append(rt, array, value);
        return NONE;
      }),
      'Append new value v to the end of the array.',
    ),
    method('buffer_info', NO_ARGUMENTS, (rt, array) =>
      rt.tuple([rt.int(addressOf(rt, array, 0)), rt.int(lengthOf(rt, array))]),
    ),
    action(
      'byteswap',
      NO_ARGUMENTS,
      (rt, array) => reversedItems(rt, array, codeOf(rt, array).bytes, true),
      'Byteswap all items of the array.',
    ),
    method('__copy__', NO_ARGUMENTS, copy, 'Return a copy of the array.'),
    method('__deepcopy__', ONE_ARGUMENT, copy, 'Return a copy of the array.'),
    method('count', ONE_ARGUMENT, count, 'Return number of occurrences of v in the array.'),
    action('extend', ONE_ARGUMENT, extend, 'Append items to the end of the array.'),
    native('fromfile', 'f, n, /', (rt, array, [file, n]) => {
      fromfile(rt, array, file, n);
      return NONE;
    }),
    action('fromlist', ONE_ARGUMENT, fromlist, 'Append items to array from list.'),
    action(
      'frombytes',
      ONE_ARGUMENT,
      frombytes,
      'Appends items from the string, interpreting it as an array of machine values.',
    ),
    action('fromunicode', ONE_ARGUMENT, fromunicode, 'Extends this array with data from the unicode string ustr.'),
    method('index', ARGUMENTS, index, 'Return index of first occurrence of v in the array.'),
    native('insert', 'i, v, /', (rt, array, [i, value]) => {
      insert(rt, array, wordOf(rt, i), value);
      return NONE;
    }),
    method('pop', ARGUMENTS, pop, 'Return the i-th element and delete it from the array.'),
    method('__reduce_ex__', ONE_ARGUMENT, reduce, 'Return state information for pickling.'),
    method('remove', ONE_ARGUMENT, remove, 'Remove the first occurrence of v in the array.'),
    action(
      'reverse',
      NO_ARGUMENTS,
      (rt, array) => reversedItems(rt, array, codeOf(rt, array).bytes, false),
      'Reverse the order of the items in the array.',
    ),
    action('tofile', ONE_ARGUMENT, tofile, 'Write all items (as machine values) to the file object f.'),
    method('tolist', NO_ARGUMENTS, tolist, 'Convert array to an ordinary list with the same items.'),
    method(
      'tobytes',
      NO_ARGUMENTS,
      tobytes,
      'Convert the array to an array of machine values and return the bytes representation.',
    ),
    method('tounicode', NO_ARGUMENTS, tounicode, 'Convert the array to a unicode string.'),
  ],
  properties: [
    {
      name: 'typecode',
      get: (rt, array) => rt.string(codeOf(rt, array).code),
      doc: 'the typecode character used to create the array',
    },
    {
      name: 'itemsize',
      get: (rt, array) => rt.int(codeOf(rt, array).bytes),
      doc: 'the size, in bytes, of one array item',
    },
  ],
};

const emptyList = (rt: Runtime): Address => rt.list([]);
const ITERATOR = sequenceIterator(ARRAY_ITERATOR_TYPE, 'arrayiterator', 'array_iterator_next', emptyList);

export const ARRAY_MODULE: ModuleDefinition = {
  name: 'array',
  doc: 'This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating point\nnumbers.  Arrays are sequence types and behave very much like lists,\nexcept that the type of objects stored in them is constrained.\n',
  own: [
    ARRAY,
    {
      ...ITERATOR,
      module: 'array',
      methods: (ITERATOR.methods ?? []).filter(({ name }) => name !== '__length_hint__'),
    },
  ],
  types: [ARRAY_TYPE],
  functions: [
    native('_array_reconstructor', 'arraytype, typecode, mformat_code, items, /', (rt, _, args) =>
      reconstruct(rt, args),
    ),
  ],
  attributes: (rt) => {
    const sequence = rt.attribute(rt.importModule('collections.abc'), 'MutableSequence');
    rt.call(rt.attribute(sequence, 'register'), [ARRAY_TYPE]);
    return { ArrayType: ARRAY_TYPE, typecodes: rt.string(TYPE_CODES) };
  },
};
