/** The type mmap.mmap. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { BUFFER_AT, BUFFER_LENGTH, BUFFER_OWNER, BUFFER_READONLY, BUFFER_WRITABLE } from '../../format/bytes.js';
import { NONE } from '../../format/memory-map.js';
import { NO_ARGUMENTS } from '../../format/objects.js';
import {
  BASIC_BYTES,
  BUFFER_ERROR,
  INHERITABLE,
  MMAP_TYPE,
  OVERFLOW_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { method, type MethodDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { native } from '../native.js';
import { onHost, raiseOSError } from '../os-error.js';
import { ACCESS, ACCESS_NAMES, ADVICE, ERROR, PAGE } from './constants.js';
import { makeMap, MMAP_PARAMETERS } from './construct.js';
import { type Mapping, mappingOf, mappingsOf, openMapping } from './mapping.js';
import { byteNumber, intNumber, sizeNumber } from './numbers.js';
import { findFirst, findLast } from './search.js';
import { getItem, sequenceItem, setItem } from './subscripts.js';

const WEAK = 8;
const BYTES = 12;
const NEWLINE = 10;
const KNOWN_ADVICE: readonly number[] = Object.values(ADVICE);

/** A method of an open map; its arguments are converted before the map is looked at, for that may run code of the program. */
function onOpen<Given>(
  name: string,
  parameters: string,
  convert: (rt: Runtime, args: Address[]) => Given,
  work: (rt: Runtime, mapping: Mapping, given: Given, self: Address) => Address,
): MethodDefinition {
  return native(name, parameters, (rt, self, args) => {
    void openMapping(rt, self);
    const given = convert(rt, args);
    return work(rt, openMapping(rt, self), given, self);
  });
}

function plain(name: string, work: (rt: Runtime, mapping: Mapping, self: Address) => Address): MethodDefinition {
  return method(name, NO_ARGUMENTS, (rt, self) => work(rt, openMapping(rt, self), self));
}

const optionalSize = (rt: Runtime, p: Address): number | undefined => (p === 0 ? undefined : sizeNumber(rt, p));

function search(name: string, find: typeof findFirst): MethodDefinition {
  return onOpen(
    name,
    'sub, start=None, end=None, /',
    (rt, [sub, start, end]) => ({
      sought: rt.buffer(sub),
      start: optionalSize(rt, start),
      end: optionalSize(rt, end),
    }),
    (rt, mapping, { sought, start, end }) => {
      const { length } = mapping;
      const place = (at: number) => (at < 0 ? Math.max(at + length, 0) : Math.min(at, length));
      return rt.int(find(mapping.bytes, sought, place(start ?? mapping.position), place(end ?? length)));
    },
  );
}

function seek(rt: Runtime, mapping: Mapping, by: number, whence: number): Address {
  const from = [0, mapping.position, mapping.length][whence];
  if (from === undefined) rt.raise(VALUE_ERROR, 'unknown seek type');
  const to = from + by;
  if (to < 0 || to > mapping.length) rt.raise(VALUE_ERROR, 'seek out of range');
  mapping.position = to;
  return NONE;
}

function write(rt: Runtime, mapping: Mapping, contents: Uint8Array, refusal: string): void {
  mapping.checkWritable();
  if (mapping.position + contents.length > mapping.length) rt.raise(VALUE_ERROR, refusal);
  mapping.write(mapping.position, contents);
  mapping.position += contents.length;
}

function flush(rt: Runtime, mapping: Mapping, offset = 0, size = mapping.length): Address {
  if (offset < 0 || size < 0 || mapping.length - offset < size) rt.raise(VALUE_ERROR, 'flush values out of range');
  if (mapping.isReadOnly || mapping.access === ACCESS.ACCESS_COPY) return NONE;
  if (offset % PAGE !== 0) raiseOSError(rt, ERROR.EINVAL);
  mapping.writeBack(offset, offset + size);
  return NONE;
}

function advise(rt: Runtime, mapping: Mapping, advice: number, start = 0, count = mapping.length): Address {
  if (start < 0 || start >= mapping.length) rt.raise(VALUE_ERROR, 'madvise start out of bounds');
  if (count < 0) rt.raise(VALUE_ERROR, 'madvise length invalid');
  if (start + count >= 2 ** 63) rt.raise(OVERFLOW_ERROR, 'madvise length too large');
  if (!KNOWN_ADVICE.includes(advice) || start % PAGE !== 0) raiseOSError(rt, ERROR.EINVAL);
  if (advice === ADVICE.MADV_HWPOISON) raiseOSError(rt, ERROR.EPERM);
  if (advice === ADVICE.MADV_DONTNEED) {
    const end = Math.ceil((start + Math.min(count, mapping.length - start)) / PAGE) * PAGE;
    onHost(rt, () => mapping.memory.forget(start, end));
  }
  return NONE;
}

function move(rt: Runtime, mapping: Mapping, [to, from, count]: number[]): Address {
  mapping.checkWritable();
  const { length } = mapping;
  if (to < 0 || from < 0 || count < 0 || length - to < count || length - from < count)
    rt.raise(VALUE_ERROR, 'source, destination, or count out of range');
  mapping.bytes.copyWithin(to, from, from + count);
  mapping.memory.written(to, count);
  return NONE;
}

/** The number of bytes that read() is to give: all for None. */
function readSize(rt: Runtime, p: Address): number | undefined {
  if (p === 0 || p === NONE) return undefined;
  if (!rt.isIndex(p))
    rt.raise(TYPE_ERROR, `argument should be integer or None, not '${rt.shownTypeName(rt.typeOf(p))}'`);
  const size = sizeNumber(rt, p);
  return size < 0 ? undefined : size;
}

const METHODS: readonly MethodDefinition[] = [
  method('close', NO_ARGUMENTS, (rt, self) => {
    mappingOf(rt, self).close();
    return NONE;
  }),
  search('find', findFirst),
  search('rfind', findLast),
  onOpen(
    'flush',
    'offset=0, size=0, /',
    (rt, [offset, size]) => [optionalSize(rt, offset), optionalSize(rt, size)],
    (rt, mapping, [offset, size]) => flush(rt, mapping, offset, size),
  ),
  onOpen(
    'madvise',
    'option, start=0, length=0, /',
    (rt, [option, start, length]) => ({
      advice: intNumber(rt, option),
      start: optionalSize(rt, start),
      count: optionalSize(rt, length),
    }),
    (rt, mapping, { advice, start, count }) => advise(rt, mapping, advice, start, count),
  ),
  onOpen(
    'move',
    'dest, src, count, /',
    (rt, args) => args.map((p) => sizeNumber(rt, p)),
    (rt, mapping, numbers) => move(rt, mapping, numbers),
  ),
  onOpen(
    'read',
    'n=None, /',
    (rt, [size]) => readSize(rt, size),
    (_, mapping, size) => mapping.read((rest) => Math.min(size ?? rest.length, rest.length)),
  ),
  plain('read_byte', (rt, mapping) => {
    const [byte] = mapping.rest;
    if (byte === undefined) rt.raise(VALUE_ERROR, 'read byte out of range');
    mapping.position++;
    return rt.int(byte);
  }),
  plain('readline', (_, mapping) => mapping.read((rest) => rest.indexOf(NEWLINE) + 1 || rest.length)),
  onOpen(
    'resize',
    'newsize, /',
    (rt, [size]) => sizeNumber(rt, size),
    (_, mapping, size) => {
      mapping.resize(size);
      return NONE;
    },
  ),
  onOpen(
    'seek',
    'pos, whence=0, /',
    (rt, [by, whence]) => ({ by: sizeNumber(rt, by), whence: whence === 0 ? 0 : intNumber(rt, whence) }),
    (rt, mapping, { by, whence }) => seek(rt, mapping, by, whence),
  ),
  plain('size', (rt, mapping) => {
    const { file } = mapping;
    if (file === undefined) return raiseOSError(rt, ERROR.EBADF);
    return rt.int(onHost(rt, () => file.status().size));
  }),
  plain('tell', (rt, mapping) => rt.int(mapping.position)),
  onOpen(
    'write',
    'bytes, /',
    (rt, [data]) => rt.buffer(data),
    (rt, mapping, contents) => {
      write(rt, mapping, contents, 'data out of range');
      return rt.int(contents.length);
    },
  ),
  onOpen(
    'write_byte',
    'byte, /',
    (rt, [byte]) => byteNumber(rt, byte),
    (rt, mapping, byte) => {
      write(rt, mapping, Uint8Array.of(byte), 'write byte out of range');
      return NONE;
    },
  ),
  plain('__enter__', (_, __, self) => self),
  native('__exit__', '*args', (rt, self) => rt.call(rt.attribute(self, 'close'))),
];

export const MMAP: TypeDefinition = {
  address: MMAP_TYPE,
  name: 'mmap',
  module: 'mmap',
  flags: CYCLIC | INHERITABLE,
  bytes: BYTES,
  weakAt: WEAK,
  slots: {
    NEW: newSlot('mmap', MMAP_PARAMETERS, makeMap),
    DEALLOC: (rt, self) => {
      rt.kernel.untrackIfTracked(self);
      if (rt.views.word(self + WEAK) !== 0) rt.kernel.clearWeakReferences(self);
      const mapping = mappingsOf(rt).get(self);
      mappingsOf(rt).delete(self);
      // Nobody is left to be told that the file has no room.
      rt.savingPending(() => rt.catchingAny(() => mapping?.close()));
      rt.kernel.freeCyclic(self, rt.views.word(rt.typeOf(self) + BASIC_BYTES));
    },
    TRAVERSE: () => 0,
    REPR: (rt, self) => {
      const name = rt.shownTypeName(rt.typeOf(self));
      const { isClosed, access, length, position, offset } = mappingOf(rt, self);
      if (isClosed) return rt.string(`<${name} closed=True>`);
      return rt.string(
        `<${name} closed=False, access=${ACCESS_NAMES[access]}, length=${length}, pos=${position}, offset=${offset}>`,
      );
    },
    LEN: (rt, self) => openMapping(rt, self).length,
    GETITEM: getItem,
    SETITEM: setItem,
    SEQUENCE_ITEM: sequenceItem,
    GET_BUFFER: (rt, self, buffer, flags) => {
      rt.views.setWord(buffer + BUFFER_OWNER, 0);
      const mapping = openMapping(rt, self);
      if ((flags & BUFFER_WRITABLE) !== 0 && mapping.isReadOnly) rt.raise(BUFFER_ERROR, 'Object is not writable.');
      mapping.lend();
      rt.incref(self);
      rt.views.setWord(buffer + BUFFER_OWNER, self);
      rt.views.setWord(buffer + BUFFER_AT, mapping.memory.at);
      rt.views.setWord(buffer + BUFFER_LENGTH, mapping.length);
      rt.views.setWord(buffer + BUFFER_READONLY, mapping.isReadOnly ? 1 : 0);
      return 0;
    },
    RELEASE_BUFFER: (rt, self) => mappingOf(rt, self).giveBack(),
  },
  methods: METHODS,
  properties: [{ name: 'closed', get: (rt, self) => rt.bool(mappingOf(rt, self).isClosed) }],
};
