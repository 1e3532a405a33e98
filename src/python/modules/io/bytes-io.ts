/** BytesIO: a file in memory. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { LENT_BY, LENT_BYTES, MEMORY_BYTES } from '../../format/io.js';
import { EMPTY_BYTES, NONE } from '../../format/memory-map.js';
import { CHARACTERS_AT, LENGTH, NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  BUFFERED_IO_BASE_TYPE,
  BYTES_IO_BUFFER_TYPE,
  BYTES_IO_TYPE,
  BYTES_TYPE,
  INHERITABLE,
  MEMORYVIEW_TYPE,
  NO_NEW,
  VALUE_ERROR,
} from '../../format/types.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeObject } from '../fields.js';
import { beside, bound, fileSlots, fillBuffer } from './base.js';
import { attributesOf, partsOf, positionFrom, restoreAttributes } from './memory-pickles.js';
import { MemoryState } from './memory-state.js';
import { raiseClosed, sizeOf, stateOf } from './state.js';

class BytesIOState extends MemoryState {
  constructor(rt: Runtime, self: Address) {
    super(rt, self);
    rt.kernel.bytes_io_adopt(self, EMPTY_BYTES);
  }

  get content(): Uint8Array {
    const from = this.data + CHARACTERS_AT;
    return this.rt.views.u8.subarray(from, from + this.length);
  }

  checkOpen(): void {
    if (this.isClosed) raiseClosed(this.rt);
  }

  cut(length: number): void {
    this.checkExports();
    if (!this.rt.kernel.bytes_io_cut(this.self, length)) throw new PythonError();
  }

  /** Begins anew with these bytes. */
  begin(bytes: Address): void {
    this.checkExports();
    const { rt, self } = this;
    this.isClosed = false;
    if (rt.typeOf(bytes) === BYTES_TYPE) {
      rt.kernel.bytes_io_adopt(self, bytes);
      return;
    }
    rt.kernel.bytes_io_adopt(self, EMPTY_BYTES);
    this.write(rt.buffer(bytes));
    this.position = 0;
  }

  /** The next bytes, as an object. */
  read(count: number | undefined): Address {
    return this.rt.keep(this.rt.kernel.bytes_io_take(this.self, Math.min(count ?? -1, 0x7fff_ffff)));
  }

  readLine(count: number | undefined): Address {
    const end = this.content.indexOf(10, this.position);
    const line = (end < 0 ? this.length : end + 1) - this.position;
    return this.read(Math.max(Math.min(line, count ?? line), 0));
  }

  write(bytes: Uint8Array): number {
    this.checkExports();
    if (bytes.length === 0) return 0;
    const at = this.rt.kernel.bytes_io_place(this.self, bytes.length);
    if (at === 0) throw new PythonError();
    this.rt.views.u8.set(bytes, at);
    return bytes.length;
  }

  override drop(): void {
    this.rt.kernel.bytes_io_drop(this.self);
  }
}

/** The state, of a file that is open. */
function of(rt: Runtime, self: Address): BytesIOState {
  const state = stateOf(rt, self, BytesIOState);
  state.checkOpen();
  return state;
}

const PARAMETERS = parseParameters('BytesIO', 'initial_bytes=b""');

const into = (name: string) =>
  bound(name, 'buffer, /', (rt, self, [target]) => {
    const state = of(rt, self);
    return fillBuffer(rt, target, name, (room) => rt.bytes(state.read(room)));
  });

export const BYTES_IO: TypeDefinition = {
  address: BYTES_IO_TYPE,
  name: 'BytesIO',
  module: '_io',
  base: BUFFERED_IO_BASE_TYPE,
  flags: CYCLIC | INHERITABLE,
  bytes: MEMORY_BYTES,
  slots: {
    ...fileSlots((rt, self) => new BytesIOState(rt, self)),
    INIT: (rt, self, args, positional, names) => {
      const [initial] = bindParameters(rt, PARAMETERS, args, positional, names);
      stateOf(rt, self, BytesIOState).begin(initial === 0 || initial === NONE ? EMPTY_BYTES : initial);
      return 0;
    },
    NEXT: (rt, self) => {
      const line = of(rt, self).readLine(undefined);
      return line === EMPTY_BYTES ? 0 : line;
    },
  },
  methods: [
    method('getvalue', NO_ARGUMENTS, kernel('bytes_io_getvalue')),
    method('__getstate__', NO_ARGUMENTS, (rt, self) => {
      const state = of(rt, self);
      const content = rt.keep(rt.kernel.bytes_io_getvalue(self));
      return rt.tuple([content, rt.int(state.position), attributesOf(rt, self)]);
    }),
    method('__setstate__', ONE_ARGUMENT, (rt, self, given) => {
      const state = of(rt, self);
      const [content, position, attributes] = partsOf(rt, 'BytesIO', 3, given);
      state.begin(content);
      state.position = positionFrom(rt, position, 'second item of state must be an integer, not');
      restoreAttributes(rt, self, attributes, 'third');
      return NONE;
    }),
    method('getbuffer', NO_ARGUMENTS, (rt, self) => {
      of(rt, self);
      return rt.call(MEMORYVIEW_TYPE, [makeObject(rt, BYTES_IO_BUFFER_TYPE, [[LENT_BY, self]])]);
    }),
    beside('bytes_io_read', 'read', 'size=-1, /', (rt, self, [size]) => of(rt, self).read(sizeOf(rt, size))),
    bound('read1', 'size=-1, /', (rt, self, [size]) => of(rt, self).read(sizeOf(rt, size))),
    beside('bytes_io_readline', 'readline', 'size=-1, /', (rt, self, [size]) =>
      of(rt, self).readLine(sizeOf(rt, size)),
    ),
    bound('readlines', 'size=None, /', (rt, self, [hint]) => {
      const state = of(rt, self);
      const most = sizeOf(rt, hint) || Number.POSITIVE_INFINITY;
      const lines: Address[] = [];
      for (let total = 0; total < most; ) {
        const line = state.readLine(undefined);
        if (line === EMPTY_BYTES) break;
        lines.push(line);
        total += rt.views.word(line + LENGTH);
      }
      return rt.list(lines);
    }),
    into('readinto'),
    into('readinto1'),
    beside('bytes_io_write', 'write', 'b, /', (rt, self, [data]) => rt.int(of(rt, self).write(rt.buffer(data)))),
    bound('seek', 'pos, whence=0, /', (rt, self, [offset, whence]) => {
      const state = of(rt, self);
      const by = rt.number(rt.index(offset));
      const from = whence === 0 ? 0 : rt.number(rt.index(whence));
      if (from < 0 || from > 2) rt.raise(VALUE_ERROR, `invalid whence (${from}, should be 0, 1 or 2)`);
      if (from === 0 && by < 0) rt.raise(VALUE_ERROR, `negative seek value ${by}`);
      state.position = Math.max(0, by + (from === 1 ? state.position : from === 2 ? state.length : 0));
      return rt.int(state.position);
    }),
    method('tell', NO_ARGUMENTS, kernel('bytes_io_tell')),
    bound('truncate', 'size=None, /', (rt, self, [size]) => {
      const state = of(rt, self);
      const to = size === 0 || size === NONE ? state.position : rt.number(rt.index(size));
      if (to < 0) rt.raise(VALUE_ERROR, `negative size value ${to}`);
      state.checkExports();
      if (to < state.length) state.cut(to);
      return rt.int(to);
    }),
    method('close', NO_ARGUMENTS, (rt, self) => {
      const state = stateOf(rt, self, BytesIOState);
      state.checkExports();
      state.isClosed = true;
      state.drop();
      return NONE;
    }),
    method('flush', NO_ARGUMENTS, (rt, self) => {
      of(rt, self);
      return NONE;
    }),
    ...['seekable', 'readable', 'writable'].map((name) =>
      method(name, NO_ARGUMENTS, (rt, self) => {
        of(rt, self);
        return rt.bool(true);
      }),
    ),
    method('isatty', NO_ARGUMENTS, (rt, self) => {
      of(rt, self);
      return rt.bool(false);
    }),
  ],
  properties: [{ name: 'closed', get: (rt, self) => rt.bool(stateOf(rt, self, BytesIOState).isClosed) }],
};

/** What getbuffer() makes a view of: the bytes of a file, which keeps its size meanwhile. */
export const BYTES_IO_BUFFER: TypeDefinition = {
  address: BYTES_IO_BUFFER_TYPE,
  name: '_BytesIOBuffer',
  module: '_io',
  flags: CYCLIC | NO_NEW,
  bytes: LENT_BYTES,
  owned: 1,
  slots: { ...OWNED_SLOTS, GET_BUFFER: kernel('lent_get_buffer'), RELEASE_BUFFER: kernel('lent_release_buffer') },
};
