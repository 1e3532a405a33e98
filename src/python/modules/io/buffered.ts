/**
 * BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair: what is read ahead and what is still to be written, over
 * a raw file of any kind.
 *
 * Invariant: either bytes were read ahead, or bytes wait to be written, never both; the raw file stands behind the former,
 * before the latter.
 */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { NONE } from '../../format/memory-map.js';
import { NO_ARGUMENTS } from '../../format/objects.js';
import {
  BLOCKING_IO_ERROR,
  BUFFERED_IO_BASE_TYPE,
  BUFFERED_RANDOM_TYPE,
  BUFFERED_READER_TYPE,
  BUFFERED_RW_PAIR_TYPE,
  BUFFERED_WRITER_TYPE,
  FILE_IO_TYPE,
  INHERITABLE,
  IS_BYTES,
  OS_ERROR,
  TYPE_ERROR,
  TYPE_FLAGS,
  RUNTIME_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import {
  method,
  type MethodDefinition,
  type PropertyDefinition,
  type TypeDefinition,
} from '../../runtime/definitions.js';
import { cpythonSizeOf } from '../../objects/sizes/cpython-size.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import type { Runtime } from '../../runtime/runtime.js';
import { bound, fileSlots, nextLine, unsupported, fillBuffer } from './base.js';
import { joined } from './joined.js';
import { FileIOState } from './file-io.js';
import { FileState, sizeOf, stateOf, statesOf } from './state.js';

export const DEFAULT_BUFFER_SIZE = 8192;
const EMPTY = new Uint8Array(0);

export class BufferedState extends FileState {
  bufferSize = DEFAULT_BUFFER_SIZE;
  isReady = false;
  #ahead: Uint8Array = EMPTY;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  get raw(): Address {
    const raw = this.reference('raw');
    if (raw === 0)
      this.rt.raise(
        VALUE_ERROR,
        this.isReady ? 'raw stream has been detached' : 'I/O operation on uninitialized object',
      );
    return raw;
  }

  get isClosed(): boolean {
    const host = this.#host;
    return host === undefined ? this.rt.truth(this.rt.attribute(this.raw, 'closed')) : host.handle < 0;
  }

  /** The raw file, if it is a FileIO itself. */
  get #host(): FileIOState | undefined {
    const { raw } = this;
    const state = this.rt.typeOf(raw) === FILE_IO_TYPE ? statesOf(this.rt).get(raw) : undefined;
    return state instanceof FileIOState ? state : undefined;
  }

  checkOpen(doing: string): void {
    if (this.isClosed) this.rt.raise(VALUE_ERROR, `${doing} of closed file`);
  }

  /** Up to so many bytes from the raw file; none at its end; undefined where it has none now. */
  #readRaw(count: number): Uint8Array | undefined {
    const host = this.#host;
    if (host !== undefined) return host.read(count);
    const { rt } = this;
    const buffer = rt.newBytearray(new Uint8Array(count));
    const got = rt.call(rt.attribute(this.raw, 'readinto'), [buffer]);
    if (got === NONE) return undefined;
    const length = rt.number(got);
    if (length < 0 || length > count)
      rt.raise(OS_ERROR, `raw readinto() returned invalid length ${length} (should have been between 0 and ${count})`);
    return rt.buffer(buffer).subarray(0, length);
  }

  #writeRaw(bytes: Uint8Array): number {
    const host = this.#host;
    if (host !== undefined) return host.write(bytes);
    const { rt } = this;
    const written = rt.call(rt.attribute(this.raw, 'write'), [rt.newBytes(bytes)]);
    if (written === NONE) return 0;
    const count = rt.number(written);
    if (count < 0 || count > bytes.length)
      rt.raise(
        OS_ERROR,
        `raw write() returned invalid length ${count} (should have been between 0 and ${bytes.length})`,
      );
    return count;
  }

  /** So many bytes, or all that are left; fewer only at the end. */
  read(count: number | undefined): Uint8Array | undefined {
    this.flush();
    const parts: Uint8Array[] = [];
    let left = count ?? Number.POSITIVE_INFINITY;
    const take = (bytes: Uint8Array) => {
      parts.push(bytes);
      left -= bytes.length;
    };
    take(this.#takeAhead(left));
    if (count === undefined) {
      const rest = this.#readRest();
      if (rest === undefined) return parts[0].length === 0 ? undefined : parts[0];
      take(rest);
    }
    const isShort = () => count !== undefined && left > 0;
    while (isShort()) {
      const got = this.#readRaw(Math.max(left, this.bufferSize));
      if (got === undefined && parts[0].length === 0 && parts.length === 1) return undefined;
      if (got === undefined || got.length === 0) break;
      this.#ahead = got;
      take(this.#takeAhead(left));
    }
    return joined(parts);
  }

  #readRest(): Uint8Array | undefined {
    const host = this.#host;
    if (host !== undefined) return host.readAll();
    const { rt } = this;
    const readAll = rt.optionalAttribute(this.raw, 'readall');
    if (readAll === 0) return this.#readPieces();
    const rest = rt.call(readAll);
    return rest === NONE ? undefined : rt.buffer(rest);
  }

  /** The same of a raw file without readall(). */
  #readPieces(): Uint8Array | undefined {
    const { rt } = this;
    const pieces: Uint8Array[] = [];
    for (;;) {
      const piece = rt.call(rt.attribute(this.raw, 'read'));
      if (piece === NONE) return pieces.length === 0 ? undefined : joined(pieces);
      if ((rt.views.word(rt.typeOf(piece) + TYPE_FLAGS) & IS_BYTES) === 0)
        rt.raise(TYPE_ERROR, 'read() should return bytes');
      const bytes = rt.bytes(piece);
      if (bytes.length === 0) return joined(pieces);
      pieces.push(bytes);
    }
  }

  #takeAhead(most: number): Uint8Array {
    const taken = this.#ahead.subarray(0, most);
    this.#ahead = this.#ahead.subarray(taken.length);
    return taken;
  }

  /** What one read of the raw file gives at most. */
  read1(count: number): Uint8Array {
    this.flush();
    if (count === 0) return EMPTY;
    return this.#ahead.length === 0 ? (this.#readRaw(count) ?? EMPTY) : this.#takeAhead(count);
  }

  peek(): Uint8Array {
    this.flush();
    if (this.#ahead.length === 0) this.#ahead = this.#readRaw(this.bufferSize) ?? EMPTY;
    return this.#ahead;
  }

  readLine(limit: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let left = limit;
    while (left > 0) {
      const ahead = this.peek();
      if (ahead.length === 0) break;
      const end = ahead.indexOf(10) + 1;
      const part = this.#takeAhead(Math.min(left, end === 0 ? ahead.length : end));
      parts.push(part);
      left -= part.length;
      if (part[part.length - 1] === 10) break;
    }
    return joined(parts);
  }

  write(bytes: Uint8Array): number {
    this.dropAhead();
    if (this.#pendingBytes + bytes.length > this.bufferSize) this.flush();
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (bytes.length > this.bufferSize) this.flush();
    return bytes.length;
  }

  /** Writes what waits. */
  flush(): void {
    if (this.#pendingBytes === 0) return;
    let rest = joined(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    while (rest.length > 0) {
      let written = 0;
      try {
        written = this.#writeRaw(rest);
      } finally {
        if (written === 0) {
          this.#pending = [rest];
          this.#pendingBytes = rest.length;
        }
      }
      if (written === 0) this.rt.raise(BLOCKING_IO_ERROR, 'write could not complete without blocking');
      rest = rest.subarray(written);
    }
  }

  /** What waits is lost: the file is closed and could not be written. */
  forget(): void {
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  /** The raw file stands again where the program thinks. */
  dropAhead(): void {
    const { length } = this.#ahead;
    this.#ahead = EMPTY;
    if (length > 0) this.#seekRaw(-length, 1);
  }

  #seekRaw(offset: number, whence: number): number {
    const host = this.#host;
    if (host !== undefined) return host.seek(offset, whence);
    const { rt } = this;
    const place = rt.number(rt.index(rt.call(rt.attribute(this.raw, 'seek'), [rt.int(offset), rt.int(whence)])));
    if (place < 0) rt.raise(OS_ERROR, `Raw stream returned invalid position ${place}`);
    return place;
  }

  seek(offset: number, whence: number): number {
    this.flush();
    if (whence === 1) offset -= this.#ahead.length;
    this.#ahead = EMPTY;
    return this.#seekRaw(offset, whence);
  }

  tell(): number {
    const { rt } = this;
    const host = this.#host;
    const place = host === undefined ? rt.number(rt.index(rt.call(rt.attribute(this.raw, 'tell')))) : host.tell();
    return place - this.#ahead.length + this.#pendingBytes;
  }
}

const of = (rt: Runtime, self: Address) => stateOf(rt, self, BufferedState);

function initOf(name: string, questions: readonly [method: string, refusal: string][]) {
  const parameters = parseParameters(name, 'raw, buffer_size=8192');
  return (rt: Runtime, self: Address, args: Address, positional: number, names: Address): number => {
    const [raw, size] = bindParameters(rt, parameters, args, positional, names);
    const state = of(rt, self);
    for (const [question, refusal] of questions)
      if (!rt.truth(rt.call(rt.attribute(raw, question)))) unsupported(rt, refusal);
    state.bufferSize = size === 0 ? DEFAULT_BUFFER_SIZE : rt.number(rt.index(size));
    if (state.bufferSize <= 0) rt.raise(VALUE_ERROR, 'buffer size must be strictly positive');
    state.hold('raw', raw);
    state.isReady = true;
    return 0;
  };
}

const READS = ['readable', 'File or stream is not readable.'] as const;
const WRITES = ['writable', 'File or stream is not writable.'] as const;
const SEEKS = ['seekable', 'File or stream is not seekable.'] as const;

/** A method of the raw file. */
const ofRaw = (name: string): MethodDefinition =>
  method(name, NO_ARGUMENTS, (rt, self) => rt.call(rt.attribute(of(rt, self).raw, name)));

const SHARED: readonly MethodDefinition[] = [
  method('__sizeof__', NO_ARGUMENTS, (rt, self) => {
    const state = of(rt, self);
    return rt.int(cpythonSizeOf(rt, self) + (state.isReady && !state.isClosed ? state.bufferSize : 0));
  }),
  method('flush', NO_ARGUMENTS, (rt, self) => {
    const state = of(rt, self);
    state.checkOpen('flush');
    state.flush();
    return rt.typeOf(self) === BUFFERED_READER_TYPE ? rt.call(rt.attribute(state.raw, 'flush')) : NONE;
  }),
  method('close', NO_ARGUMENTS, (rt, self) => {
    const state = of(rt, self);
    if (state.isClosed) return NONE;
    rt.finishing(
      () => void rt.call(rt.attribute(self, 'flush')),
      () => {
        try {
          rt.call(rt.attribute(state.raw, 'close'));
        } finally {
          state.forget();
        }
      },
    );
    return NONE;
  }),
  method('detach', NO_ARGUMENTS, (rt, self) => {
    const state = of(rt, self);
    const { raw } = state;
    rt.call(rt.attribute(self, 'flush'));
    rt.incref(raw);
    rt.keep(raw);
    state.hold('raw', 0);
    return raw;
  }),
  bound('seek', 'target, whence=0, /', (rt, self, [target, whence]) => {
    const state = of(rt, self);
    const from = whence === 0 ? 0 : rt.number(rt.index(whence));
    if (from < 0 || from > 2) rt.raise(VALUE_ERROR, `whence value ${from} unsupported`);
    state.checkOpen('seek');
    if (!rt.truth(rt.call(rt.attribute(state.raw, 'seekable')))) unsupported(rt, SEEKS[1]);
    return rt.int(state.seek(rt.number(rt.index(target)), from));
  }),
  method('tell', NO_ARGUMENTS, (rt, self) => rt.int(of(rt, self).tell())),
  bound('truncate', 'pos=None, /', (rt, self, [size]) => {
    const state = of(rt, self);
    state.checkOpen('truncate');
    if (!rt.truth(rt.call(rt.attribute(state.raw, 'writable')))) unsupported(rt, 'truncate');
    state.flush();
    return rt.call(rt.attribute(state.raw, 'truncate'), [size === 0 || size === NONE ? rt.int(state.tell()) : size]);
  }),
  ...['seekable', 'readable', 'writable', 'fileno', 'isatty'].map(ofRaw),
];

const READING: readonly MethodDefinition[] = [
  bound('read', 'size=-1, /', (rt, self, [size]) => {
    const state = of(rt, self);
    state.checkOpen('read');
    const bytes = state.read(sizeOf(rt, size));
    return bytes === undefined ? NONE : rt.newBytes(bytes);
  }),
  bound('read1', 'size=-1, /', (rt, self, [size]) => {
    const state = of(rt, self);
    state.checkOpen('read');
    return rt.newBytes(state.read1(sizeOf(rt, size) ?? state.bufferSize));
  }),
  bound('peek', 'size=0, /', (rt, self) => {
    const state = of(rt, self);
    state.checkOpen('peek');
    return rt.newBytes(state.peek());
  }),
  ...(['readinto', 'readinto1'] as const).map((name) =>
    bound(name, 'buffer, /', (rt, self, [target]) => {
      const state = of(rt, self);
      state.checkOpen('readinto');
      return fillBuffer(
        rt,
        target,
        name,
        (room) => (name === 'readinto' ? state.read(room) : state.read1(room)) ?? EMPTY,
      );
    }),
  ),
  bound('readline', 'size=-1, /', (rt, self, [size]) => {
    const state = of(rt, self);
    state.checkOpen('readline');
    return rt.newBytes(state.readLine(sizeOf(rt, size) ?? Number.POSITIVE_INFINITY));
  }),
];

const WRITING: readonly MethodDefinition[] = [
  bound('write', 'buffer, /', (rt, self, [data]) => {
    const state = of(rt, self);
    if (state.isClosed) rt.raise(VALUE_ERROR, 'write to closed file');
    return rt.int(state.write(rt.buffer(data)));
  }),
];

const PROPERTIES: readonly PropertyDefinition[] = [
  { name: 'raw', get: (rt, self) => of(rt, self).reference('raw') || NONE },
  { name: 'closed', get: (rt, self) => rt.bool(of(rt, self).isClosed) },
  { name: 'name', get: (rt, self) => rt.attribute(of(rt, self).raw, 'name') },
  { name: 'mode', get: (rt, self) => rt.attribute(of(rt, self).raw, 'mode') },
];

function buffered(
  address: Address,
  name: string,
  questions: readonly (readonly [string, string])[],
  methods: readonly MethodDefinition[],
): TypeDefinition {
  const reads = questions.includes(READS);
  return {
    address,
    name,
    module: '_io',
    base: BUFFERED_IO_BASE_TYPE,
    flags: CYCLIC | INHERITABLE,
    slots: {
      ...fileSlots((rt, self) => new BufferedState(rt, self)),
      INIT: initOf(name, questions as [string, string][]),
      NEXT: (rt, self) => {
        if (rt.typeOf(self) !== address || !reads) return nextLine(rt, self);
        const state = of(rt, self);
        state.checkOpen('readline');
        const line = state.readLine(Number.POSITIVE_INFINITY);
        return line.length === 0 ? 0 : rt.newBytes(line);
      },
      REPR: (rt, self) => {
        const raw = of(rt, self).reference('raw');
        const shown = raw === 0 ? 0 : rt.optionalAttribute(raw, 'name');
        return rt.string(shown === 0 ? `<_io.${name}>` : `<_io.${name} name=${rt.text(rt.repr(shown))}>`);
      },
    },
    methods: [...SHARED, ...methods],
    properties: PROPERTIES,
  };
}

/** Two files: one to read from and one to write to. */
class PairState extends FileState {
  file(which: 'reader' | 'writer'): Address {
    const file = this.reference(which);
    return file === 0 ? this.rt.raise(VALUE_ERROR, 'I/O operation on uninitialized object') : file;
  }
}

const half = (which: 'reader' | 'writer', name: string): MethodDefinition =>
  bound(name, '*args', (rt, self, [args]) =>
    rt.call(rt.attribute(stateOf(rt, self, PairState).file(which), name), rt.tupleItems(args)),
  );

const PAIR_PARAMETERS = parseParameters('BufferedRWPair', 'reader, writer, buffer_size=8192, /');

const RW_PAIR: TypeDefinition = {
  address: BUFFERED_RW_PAIR_TYPE,
  name: 'BufferedRWPair',
  module: '_io',
  base: BUFFERED_IO_BASE_TYPE,
  flags: CYCLIC | INHERITABLE,
  slots: {
    ...fileSlots((rt, self) => new PairState(rt, self)),
    INIT: (rt, self, args, positional, names) => {
      const [reader, writer, size] = bindParameters(rt, PAIR_PARAMETERS, args, positional, names);
      const state = stateOf(rt, self, PairState);
      const more = size === 0 ? [] : [size];
      state.hold('reader', rt.call(BUFFERED_READER_TYPE, [reader, ...more]));
      state.hold('writer', rt.call(BUFFERED_WRITER_TYPE, [writer, ...more]));
      return 0;
    },
  },
  methods: [
    ...['read', 'read1', 'peek', 'readinto', 'readinto1', 'readable'].map((name) => half('reader', name)),
    ...['write', 'flush', 'writable'].map((name) => half('writer', name)),
    method('close', NO_ARGUMENTS, (rt, self) => {
      const state = stateOf(rt, self, PairState);
      rt.finishing(
        () => void rt.call(rt.attribute(state.file('writer'), 'close')),
        () => void rt.call(rt.attribute(state.file('reader'), 'close')),
      );
      return NONE;
    }),
    method('isatty', NO_ARGUMENTS, (rt, self) =>
      rt.bool(
        (['writer', 'reader'] as const).some((which) =>
          rt.truth(rt.call(rt.attribute(stateOf(rt, self, PairState).file(which), 'isatty'))),
        ),
      ),
    ),
  ],
  properties: [
    {
      name: 'closed',
      get: (rt, self) => {
        const writer = stateOf(rt, self, PairState).reference('writer');
        if (writer === 0) rt.raise(RUNTIME_ERROR, 'the BufferedRWPair object is being garbage-collected');
        return rt.attribute(writer, 'closed');
      },
    },
  ],
};

export const BUFFERED_TYPES: readonly TypeDefinition[] = [
  buffered(BUFFERED_READER_TYPE, 'BufferedReader', [READS], READING),
  buffered(BUFFERED_WRITER_TYPE, 'BufferedWriter', [WRITES], WRITING),
  buffered(BUFFERED_RANDOM_TYPE, 'BufferedRandom', [SEEKS, READS, WRITES], [...READING, ...WRITING]),
  RW_PAIR,
];
