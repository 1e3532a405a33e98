/** The types of this folder: bytes, bytearray, memoryview. */
import type { Address } from '../../../base/ids.js';
import { NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { BYTEARRAY_BYTES, STORE_BYTES } from '../../format/bytes.js';
import {
  ARGUMENTS,
  CHARACTERS_AT,
  KEYWORDS,
  NO_ARGUMENTS,
  OF_CLASS,
  OF_STATIC,
  ONE_ARGUMENT,
} from '../../format/objects.js';
import {
  BYTEARRAY_ITERATOR_TYPE,
  BYTEARRAY_TYPE,
  BYTES_ITERATOR_TYPE,
  BYTES_TYPE,
  INHERITABLE,
  IS_BYTES,
  TYPE_ERROR,
} from '../../format/types.js';
import { decodeWithArguments } from '../../codecs/decode.js';
import { latin1From } from '../../codecs/text.js';
import { kernel, method, type MethodDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { sequenceIterator } from '../iterators/sequence-iterator.js';
import { bytearrayInit, bytearrayRepr, bytesNew, makeTable, translated } from './construct.js';
import { fromHex, toHex } from './hex.js';
import { bytesOf } from './content.js';
import { MANAGED_BUFFER_DEFINITION, MEMORY_ITERATOR, MEMORYVIEW } from './memoryview.js';
import { percentBytes } from './percent.js';

const methods = (convention: number, prefix: string, names: string): MethodDefinition[] =>
  names.split(' ').map((name) => method(name, convention, kernel(`${prefix}_${name}`)));

/** A method with parameters in Python's notation. */
const bound = (
  name: string,
  parameters: string,
  call: (rt: Runtime, self: Address, args: Address[]) => Address,
): MethodDefinition => ({ name, convention: KEYWORDS, call: () => 0, parameters, bound: call });

/** The same kind as self: bytes, or a bytearray. */
type Make = (rt: Runtime, content: Uint8Array) => Address;

const newBytearray: Make = (rt, content) => rt.newBytearray(content);

const shared = (make: Make): MethodDefinition[] => [
  ...methods(NO_ARGUMENTS, 'bytes', 'upper lower title capitalize swapcase'),
  ...methods(NO_ARGUMENTS, 'bytes', 'isalnum isalpha isascii isdigit islower isspace istitle isupper'),
  ...methods(ONE_ARGUMENT, 'bytes', 'join partition rpartition zfill removeprefix removesuffix'),
  ...methods(ARGUMENTS, 'bytes', 'find rfind index rindex count startswith endswith'),
  ...methods(ARGUMENTS, 'bytes', 'strip lstrip rstrip center ljust rjust replace'),
  ...methods(KEYWORDS, 'bytes', 'split rsplit splitlines expandtabs'),
  bound('hex', 'sep=None, bytes_per_sep=1', (rt, self, [separator, group]) =>
    toHex(rt, bytesOf(rt, self), separator, group),
  ),
  {
    ...bound('decode', 'encoding="utf-8", errors="strict"', (rt, self, [encoding, errors]) =>
      decodeWithArguments(rt, self, encoding, errors, 'decode'),
    ),
    call: kernel('bytes_decode'),
  },
  bound('translate', 'table, /, delete=b""', (rt, self, [table, removed]) =>
    make(rt, translated(rt, bytesOf(rt, self), table, removed)),
  ),
  method('fromhex', ONE_ARGUMENT | OF_CLASS, fromHex),
  method('maketrans', ARGUMENTS | OF_STATIC, (rt, _self, args, count) => makeTable(rt, ...twoOf(rt, args, count))),
];

/** template % values, where the template is of a type. */
const remainder =
  (type: Address, make: Make) =>
  (rt: Runtime, left: Address, right: Address): Address => {
    if (rt.kernel.isSubtype(rt.typeOf(left), type) === 0) return NOT_IMPLEMENTED;
    return make(rt, percentBytes(rt, bytesOf(rt, left), right));
  };

function twoOf(rt: Runtime, args: Address, count: number): [Address, Address] {
  if (count !== 2) rt.raise(TYPE_ERROR, `maketrans expected 2 arguments, got ${count}`);
  return [rt.views.word(args), rt.views.word(args + 4)];
}

/** Of a bytearray: old protocols have no bytes, but text. */
function reduce(rt: Runtime, self: Address, protocol: number): Address {
  const content = bytesOf(rt, self);
  const text = () => [latin1From(rt, content), rt.string('latin-1')];
  const args = content.length === 0 ? [] : protocol < 3 ? text() : [rt.newBytes(content)];
  return rt.tuple([rt.typeOf(self), rt.tuple(args), rt.call(rt.attribute(self, '__getstate__'))]);
}

export const BYTES_TYPES: readonly TypeDefinition[] = [
  {
    address: BYTES_TYPE,
    name: 'bytes',
    flags: INHERITABLE | IS_BYTES,
    bytes: CHARACTERS_AT,
    itemBytes: 1,
    slots: {
      DEALLOC: kernel('bytes_dealloc'),
      NEW: kernel('bytes_new', bytesNew),
      REPR: kernel('bytes_repr'),
      STR: kernel('bytes_repr'),
      HASH_OF: kernel('bytes_hash'),
      COMPARE: kernel('bytes_compare'),
      ITER: kernel('bytes_iter'),
      LEN: kernel('bytes_length'),
      GETITEM: kernel('bytes_subscript'),
      SEQUENCE_ITEM: kernel('bytes_item'),
      CONTAINS: kernel('bytes_contains'),
      CONCAT: kernel('bytes_concat'),
      REPEAT: kernel('bytes_repeat'),
      REMAINDER: remainder(BYTES_TYPE, (rt, content) => rt.newBytes(content)),
      GET_BUFFER: kernel('bytes_get_buffer'),
    },
    methods: [
      ...shared((rt, content) => rt.newBytes(content)),
      method('__bytes__', NO_ARGUMENTS, (rt, self) =>
        rt.typeOf(self) === BYTES_TYPE ? self : rt.newBytes(bytesOf(rt, self)),
      ),
      method('__getnewargs__', NO_ARGUMENTS, (rt, self) => rt.tuple([rt.newBytes(bytesOf(rt, self))])),
    ],
  },
  {
    address: BYTEARRAY_TYPE,
    name: 'bytearray',
    flags: INHERITABLE,
    bytes: BYTEARRAY_BYTES,
    slots: {
      DEALLOC: kernel('bytearray_dealloc'),
      NEW: (rt, type) => rt.keep(rt.kernel.newBytearrayOf(type)),
      INIT: bytearrayInit,
      REPR: (rt, self) => rt.string(bytearrayRepr(rt, self)),
      COMPARE: kernel('bytes_compare'),
      ITER: kernel('bytearray_iter'),
      LEN: kernel('bytes_length'),
      GETITEM: kernel('bytes_subscript'),
      SETITEM: kernel('bytearray_subscript_set'),
      SEQUENCE_ITEM: kernel('bytes_item'),
      CONTAINS: kernel('bytes_contains'),
      CONCAT: kernel('bytes_concat'),
      REPEAT: kernel('bytes_repeat'),
      IN_PLACE_CONCAT: kernel('bytearray_extend_in_place'),
      IN_PLACE_REPEAT: kernel('bytearray_repeat_in_place'),
      REMAINDER: remainder(BYTEARRAY_TYPE, newBytearray),
      GET_BUFFER: kernel('bytearray_get_buffer'),
      RELEASE_BUFFER: kernel('bytearray_release_buffer'),
    },
    methods: [
      ...shared(newBytearray),
      ...methods(ONE_ARGUMENT, 'bytearray', 'append extend remove'),
      ...methods(ARGUMENTS, 'bytearray', 'insert pop'),
      ...methods(NO_ARGUMENTS, 'bytearray', 'clear copy reverse'),
      method('__reduce__', NO_ARGUMENTS, (rt, self) => reduce(rt, self, 2), 'Return state information for pickling.'),
      bound('__reduce_ex__', 'proto=0, /', (rt, self, [protocol]) =>
        reduce(rt, self, protocol === 0 ? 0 : rt.status(rt.kernel.wordOf(protocol))),
      ),
      method('__alloc__', NO_ARGUMENTS, (rt, self) => rt.int(rt.views.word(self + STORE_BYTES))),
    ],
  },
  MEMORYVIEW,
  MANAGED_BUFFER_DEFINITION,
  MEMORY_ITERATOR,
  sequenceIterator(BYTES_ITERATOR_TYPE, 'bytes_iterator', 'bytes_iterator_next', (rt) =>
    rt.newBytes(new Uint8Array(0)),
  ),
  sequenceIterator(BYTEARRAY_ITERATOR_TYPE, 'bytearray_iterator', 'bytes_iterator_next', (rt) =>
    newBytearray(rt, new Uint8Array(0)),
  ),
];
