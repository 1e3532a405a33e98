/** _IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase: what files have in common, in terms of a few methods of each. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { FILE_BYTES, FILE_DICT, FILE_WEAK } from '../../format/io.js';
import { NONE } from '../../format/memory-map.js';
import { KEYWORDS, NO_ARGUMENTS } from '../../format/objects.js';
import {
  BASIC_BYTES,
  BUFFERED_IO_BASE_TYPE,
  INHERITABLE,
  IO_BASE_TYPE,
  IS_BYTES,
  OS_ERROR,
  RAW_IO_BASE_TYPE,
  TEXT_IO_BASE_TYPE,
  TYPE_FLAGS,
  TYPE_TYPE,
  VALUE_ERROR,
} from '../../format/types.js';
import { kernel, method, type MethodDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import { DICT_PROPERTY } from '../../objects/classes/instance-properties.js';
import type { Runtime } from '../../runtime/runtime.js';
import { withWritableBuffer } from '../../objects/bytes/content.js';
import { joined } from './joined.js';
import { type FileState, PlainState, raiseClosed, sizeOf, statesOf, unsupportedType } from './state.js';

/** A method with parameters in Python's notation. */
export function bound(
  name: string,
  parameters: string,
  call: (rt: Runtime, self: Address, args: Address[]) => Address,
): MethodDefinition {
  return { name, convention: KEYWORDS, call: () => 0, parameters, bound: call };
}

/** The same for what a kernel function leaves over. */
export function beside(kernelName: string, ...words: Parameters<typeof bound>): MethodDefinition {
  return { ...bound(...words), call: kernel(kernelName) };
}

/** @throws PythonError with io.UnsupportedOperation */
export function unsupported(rt: Runtime, message: string): never {
  return rt.raiseInstance(rt.call(unsupportedOperation(rt), [rt.string(message)]));
}

export function unsupportedOperation(rt: Runtime): Address {
  return unsupportedType(rt, () => {
    const namespace = rt.dict();
    rt.dictSet(namespace, rt.name('__module__'), rt.name('io'));
    return rt.call(TYPE_TYPE, [rt.string('UnsupportedOperation'), rt.tuple([OS_ERROR, VALUE_ERROR]), namespace]);
  });
}

/** The slots of all file types; `make` makes the state of a new object. */
export function fileSlots(make: (rt: Runtime, self: Address) => FileState): NonNullable<TypeDefinition['slots']> {
  return {
    NEW: (rt, type) => {
      const self = rt.keep(rt.kernel.newInstance(type));
      rt.kernel.track(self);
      statesOf(rt).set(self, make(rt, self));
      return self;
    },
    DEALLOC: fileDealloc,
    TRAVERSE: (rt, self, visitor, argument) => {
      for (const p of [rt.views.word(self + FILE_DICT), ...(statesOf(rt).get(self)?.references() ?? [])]) {
        const result = p === 0 ? 0 : rt.callIndex(visitor, p, argument);
        if (result !== 0) return result;
      }
      return 0;
    },
    CLEAR: (rt, self) => {
      statesOf(rt).get(self)?.releaseAll();
      return 0;
    },
    FINALIZE: fileFinalize,
  };
}

/** A file that nobody has any more is closed; what goes wrong then is nobody's either. */
function fileFinalize(rt: Runtime, self: Address): void {
  rt.savingPending(() => {
    const closed = statesOf(rt).get(self);
    if (closed === undefined) return;
    rt.catching(
      OS_ERROR,
      () => {
        if (rt.truth(rt.attribute(self, 'closed'))) return;
        rt.hooks.fileLost(self);
        rt.call(rt.attribute(self, 'close'));
      },
      () => undefined,
    );
  });
}

function fileDealloc(rt: Runtime, self: Address): void {
  if (rt.kernel.finalizeDying(self)) return;
  rt.kernel.untrackIfTracked(self);
  if (rt.views.word(self + FILE_WEAK) !== 0) rt.kernel.clearWeakReferences(self);
  statesOf(rt).get(self)?.releaseAll();
  statesOf(rt).get(self)?.drop();
  statesOf(rt).delete(self);
  const dict = rt.views.word(self + FILE_DICT);
  if (dict !== 0) rt.decref(dict);
  rt.kernel.freeCyclic(self, rt.views.word(rt.typeOf(self) + BASIC_BYTES));
}

export const FILE_LAYOUT = {
  flags: CYCLIC | INHERITABLE,
  bytes: FILE_BYTES,
  dictAt: FILE_DICT,
  weakAt: FILE_WEAK,
} as const;

export function isClosed(rt: Runtime, self: Address): boolean {
  return rt.truth(rt.attribute(self, 'closed'));
}

export function checkClosed(rt: Runtime, self: Address): void {
  if (isClosed(rt, self)) raiseClosed(rt);
}

function check(rt: Runtime, self: Address, question: string, refusal: string): Address {
  if (!rt.truth(rt.call(rt.attribute(self, question)))) unsupported(rt, refusal);
  return rt.bool(true);
}

function readLine(rt: Runtime, self: Address, size: Address): Address {
  const limit = sizeOf(rt, size) ?? Number.POSITIVE_INFINITY;
  const peek = rt.optionalAttribute(self, 'peek');
  const read = rt.attribute(self, 'read');
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < limit) {
    let count = 1;
    if (peek !== 0) {
      const ahead = rt.buffer(rt.call(peek, [rt.int(1)]));
      const end = ahead.indexOf(10);
      count = Math.min(limit - length, Math.max(1, end < 0 ? ahead.length : end + 1));
    }
    const piece = rt.call(read, [rt.int(count)]);
    if ((rt.views.word(rt.typeOf(piece) + TYPE_FLAGS) & IS_BYTES) === 0)
      rt.raise(OS_ERROR, `read() should have returned a bytes object, not '${rt.shownTypeName(rt.typeOf(piece))}'`);
    const bytes = rt.bytes(piece);
    if (bytes.length === 0) break;
    parts.push(bytes);
    length += bytes.length;
    if (bytes[bytes.length - 1] === 10) break;
  }
  return rt.newBytes(joined(parts));
}

function readLines(rt: Runtime, self: Address, hint: Address): Address {
  const most = sizeOf(rt, hint) || Number.POSITIVE_INFINITY;
  if (most === Number.POSITIVE_INFINITY) return rt.list(rt.items(self));
  const iterator = rt.iterator(self);
  const lines: Address[] = [];
  for (let total = 0; total <= most; ) {
    const line = rt.next(iterator);
    if (line === 0) break;
    lines.push(line);
    total += rt.length(line);
  }
  return rt.list(lines);
}

/** Next of files: readline, and the end at an empty line. */
export function nextLine(rt: Runtime, self: Address): Address {
  const line = rt.call(rt.attribute(self, 'readline'));
  return rt.length(line) > 0 ? line : 0;
}

const IO_BASE: TypeDefinition = {
  ...FILE_LAYOUT,
  address: IO_BASE_TYPE,
  name: '_IOBase',
  module: '_io',
  slots: {
    ...fileSlots((rt, self) => new PlainState(rt, self)),
    ITER: (rt, self) => {
      checkClosed(rt, self);
      return self;
    },
    NEXT: nextLine,
  },
  methods: [
    bound('seek', 'offset, whence=0, /', (rt) => unsupported(rt, 'seek')),
    method('tell', NO_ARGUMENTS, (rt, self) => rt.call(rt.attribute(self, 'seek'), [rt.int(0), rt.int(1)])),
    bound('truncate', 'size=None, /', (rt) => unsupported(rt, 'truncate')),
    method('flush', NO_ARGUMENTS, (rt, self) => {
      checkClosed(rt, self);
      return NONE;
    }),
    method('close', NO_ARGUMENTS, (rt, self) => {
      const state = statesOf(rt).get(self);
      if (!(state instanceof PlainState) || state.closed) return NONE;
      try {
        rt.call(rt.attribute(self, 'flush'));
      } finally {
        state.closed = true;
      }
      return NONE;
    }),
    method('seekable', NO_ARGUMENTS, (rt) => rt.bool(false)),
    method('readable', NO_ARGUMENTS, (rt) => rt.bool(false)),
    method('writable', NO_ARGUMENTS, (rt) => rt.bool(false)),
    method('_checkClosed', NO_ARGUMENTS, (rt, self) => {
      checkClosed(rt, self);
      return NONE;
    }),
    method('_checkSeekable', NO_ARGUMENTS, (rt, self) =>
      check(rt, self, 'seekable', 'File or stream is not seekable.'),
    ),
    method('_checkReadable', NO_ARGUMENTS, (rt, self) =>
      check(rt, self, 'readable', 'File or stream is not readable.'),
    ),
    method('_checkWritable', NO_ARGUMENTS, (rt, self) =>
      check(rt, self, 'writable', 'File or stream is not writable.'),
    ),
    method('fileno', NO_ARGUMENTS, (rt) => unsupported(rt, 'fileno')),
    method('isatty', NO_ARGUMENTS, (rt, self) => {
      checkClosed(rt, self);
      return rt.bool(false);
    }),
    bound('readline', 'size=-1, /', (rt, self, [size]) => readLine(rt, self, size)),
    bound('readlines', 'hint=-1, /', (rt, self, [hint]) => readLines(rt, self, hint)),
    bound('writelines', 'lines, /', (rt, self, [lines]) => {
      checkClosed(rt, self);
      for (const line of rt.items(lines)) rt.call(rt.attribute(self, 'write'), [line]);
      return NONE;
    }),
    method('__enter__', NO_ARGUMENTS, (rt, self) => {
      checkClosed(rt, self);
      return self;
    }),
    bound('__exit__', '*args', (rt, self) => rt.call(rt.attribute(self, 'close'))),
  ],
  properties: [
    DICT_PROPERTY,
    {
      name: 'closed',
      get: (rt, self) => {
        const state = statesOf(rt).get(self);
        return rt.bool(state instanceof PlainState && state.closed);
      },
    },
  ],
};

function rawRead(rt: Runtime, self: Address, size: Address): Address {
  const count = sizeOf(rt, size);
  if (count === undefined) return rt.call(rt.attribute(self, 'readall'));
  const buffer = rt.newBytearray(new Uint8Array(count));
  const got = rt.call(rt.attribute(self, 'readinto'), [buffer]);
  if (got === NONE) return NONE;
  return rt.newBytes(rt.buffer(buffer).subarray(0, rt.number(got)));
}

const READ_ALL_CHUNK = 8192;

function readAll(rt: Runtime, self: Address): Address {
  const parts: number[] = [];
  for (;;) {
    const piece = rt.call(rt.attribute(self, 'read'), [rt.int(READ_ALL_CHUNK)]);
    if (piece === NONE) return parts.length === 0 ? NONE : rt.newBytes(Uint8Array.from(parts));
    const bytes = rt.buffer(piece);
    if (bytes.length === 0) return rt.newBytes(Uint8Array.from(parts));
    for (const byte of bytes) parts.push(byte);
  }
}

const RAW_IO_BASE: TypeDefinition = {
  address: RAW_IO_BASE_TYPE,
  name: '_RawIOBase',
  module: '_io',
  base: IO_BASE_TYPE,
  flags: CYCLIC | INHERITABLE,
  methods: [
    bound('read', 'size=-1, /', (rt, self, [size]) => rawRead(rt, self, size)),
    method('readall', NO_ARGUMENTS, readAll),
  ],
};

/** What `read` gives is copied into the program's buffer. @param method that was called, @param read at most so many bytes */
export function fillBuffer(rt: Runtime, target: Address, method: string, read: (room: number) => Uint8Array): Address {
  const argument = `${method}() argument`;
  const bytes = read(withWritableBuffer(rt, target, argument, (_, length) => length));
  withWritableBuffer(rt, target, argument, (at) => rt.views.u8.set(bytes, at));
  return rt.int(bytes.length);
}

/** readinto in terms of read. */
export function readInto(rt: Runtime, self: Address, target: Address, name: string): Address {
  return fillBuffer(rt, target, 'readinto', (room) => {
    const bytes = rt.buffer(rt.call(rt.attribute(self, name), [rt.int(room)]));
    if (bytes.length > room)
      rt.raise(VALUE_ERROR, `read() returned too much data: ${room} bytes requested, ${bytes.length} returned`);
    return bytes;
  });
}

const BUFFERED_IO_BASE: TypeDefinition = {
  address: BUFFERED_IO_BASE_TYPE,
  name: '_BufferedIOBase',
  module: '_io',
  base: IO_BASE_TYPE,
  flags: CYCLIC | INHERITABLE,
  methods: [
    bound('detach', '', (rt) => unsupported(rt, 'detach')),
    bound('read', 'size=-1, /', (rt) => unsupported(rt, 'read')),
    bound('read1', 'size=-1, /', (rt) => unsupported(rt, 'read1')),
    bound('readinto', 'buffer, /', (rt, self, [target]) => readInto(rt, self, target, 'read')),
    bound('readinto1', 'buffer, /', (rt, self, [target]) => readInto(rt, self, target, 'read1')),
    bound('write', 'data, /', (rt) => unsupported(rt, 'write')),
  ],
};

const TEXT_IO_BASE: TypeDefinition = {
  address: TEXT_IO_BASE_TYPE,
  name: '_TextIOBase',
  module: '_io',
  base: IO_BASE_TYPE,
  flags: CYCLIC | INHERITABLE,
  methods: [
    bound('detach', '', (rt) => unsupported(rt, 'detach')),
    bound('read', 'size=-1, /', (rt) => unsupported(rt, 'read')),
    bound('readline', 'size=-1, /', (rt) => unsupported(rt, 'readline')),
    bound('write', 'text, /', (rt) => unsupported(rt, 'write')),
  ],
  properties: ['encoding', 'newlines', 'errors'].map((name) => ({ name, get: () => NONE })),
};

export const BASE_TYPES: readonly TypeDefinition[] = [IO_BASE, RAW_IO_BASE, BUFFERED_IO_BASE, TEXT_IO_BASE];
