/** BytesIO: a file in memory. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { LENT_BY, LENT_BYTES, MEMORY_BYTES } from '../../format/io.js';
import { NONE } from '../../format/memory-map.js';
import { NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  BUFFERED_IO_BASE_TYPE,
  BYTES_IO_BUFFER_TYPE,
  BYTES_IO_TYPE,
  INHERITABLE,
  MEMORYVIEW_TYPE,
  NO_NEW,
  VALUE_ERROR,
} from '../../format/types.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeObject } from '../fields.js';
import { beside, bound, fileSlots, fillBuffer } from './base.js';
import { attributesOf, partsOf, positionFrom, restoreAttributes } from './memory-pickles.js';
import { MemoryState } from './memory-state.js';
import { raiseClosed, sizeOf, stateOf } from './state.js';

class BytesIOState extends MemoryState {
  get content(): Uint8Array {
    return this.rt.views.u8.subarray(this.data, this.data + this.length);
  }

  checkOpen(): void {
    if (this.isClosed) raiseClosed(this.rt);
  }

  resize(length: number): void {
    this.checkExports();
    this.reserve(length);
    // What was cut off and comes back is zeros.
    if (length < this.length) this.content.fill(0, length);
    this.length = length;
  }

  read(count: number | undefined): Uint8Array {
    const end = count === undefined ? this.length : Math.min(this.length, this.position + count);
    const bytes = this.content.slice(this.position, end);
    this.position += bytes.length;
    return bytes;
  }

  readLine(count: number | undefined): Uint8Array {
    const end = this.content.indexOf(10, this.position);
    const line = end < 0 ? Number.POSITIVE_INFINITY : end + 1 - this.position;
    return this.read(Math.min(line, count ?? Number.POSITIVE_INFINITY));
  }

  write(bytes: Uint8Array): number {
    this.checkExports();
    if (bytes.length === 0) return 0;
    if (this.position + bytes.length > this.length) this.resize(this.position + bytes.length);
    this.rt.views.u8.set(bytes, this.data + this.position);
    this.position += bytes.length;
    return bytes.length;
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
    return fillBuffer(rt, target, name, (room) => state.read(room));
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
      const state = stateOf(rt, self, BytesIOState);
      state.isClosed = false;
      state.resize(0);
      state.position = 0;
      if (initial !== 0 && initial !== NONE) state.write(rt.buffer(initial));
      state.position = 0;
      return 0;
    },
    NEXT: (rt, self) => {
      const line = of(rt, self).readLine(undefined);
      return line.length === 0 ? 0 : rt.newBytes(line);
    },
  },
  methods: [
    method('getvalue', NO_ARGUMENTS, kernel('bytes_io_getvalue')),
    method('__getstate__', NO_ARGUMENTS, (rt, self) => {
      const state = of(rt, self);
      return rt.tuple([rt.newBytes(state.content), rt.int(state.position), attributesOf(rt, self)]);
    }),
    method('__setstate__', ONE_ARGUMENT, (rt, self, given) => {
      const state = of(rt, self);
      const [content, position, attributes] = partsOf(rt, 'BytesIO', 3, given);
      state.checkExports();
      const bytes = rt.buffer(content);
      state.resize(0);
      state.position = 0;
      state.write(bytes);
      state.position = positionFrom(rt, position, 'second item of state must be an integer, not');
      restoreAttributes(rt, self, attributes, 'third');
      return NONE;
    }),
    method('getbuffer', NO_ARGUMENTS, (rt, self) => {
      of(rt, self);
      return rt.call(MEMORYVIEW_TYPE, [makeObject(rt, BYTES_IO_BUFFER_TYPE, [[LENT_BY, self]])]);
    }),
    beside('bytes_io_read', 'read', 'size=-1, /', (rt, self, [size]) =>
      rt.newBytes(of(rt, self).read(sizeOf(rt, size))),
    ),
    bound('read1', 'size=-1, /', (rt, self, [size]) => rt.newBytes(of(rt, self).read(sizeOf(rt, size)))),
    beside('bytes_io_readline', 'readline', 'size=-1, /', (rt, self, [size]) =>
      rt.newBytes(of(rt, self).readLine(sizeOf(rt, size))),
    ),
    bound('readlines', 'size=None, /', (rt, self, [hint]) => {
      const state = of(rt, self);
      const most = sizeOf(rt, hint) || Number.POSITIVE_INFINITY;
      const lines: Address[] = [];
      for (let total = 0; total < most; ) {
        const line = state.readLine(undefined);
        if (line.length === 0) break;
        lines.push(rt.newBytes(line));
        total += line.length;
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
      if (to < state.length) state.resize(to);
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
