/** FileIO: a file of the host, unbuffered. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { NONE } from '../../format/memory-map.js';
import { NO_ARGUMENTS } from '../../format/objects.js';
import { FILE_IO_TYPE, INHERITABLE, RAW_IO_BASE_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { method, type TypeDefinition } from '../../runtime/definitions.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import type { Runtime } from '../../runtime/runtime.js';
import { onHost, raiseOSError } from '../os-error.js';
import { fspath, pathOf } from '../posix/paths.js';
import { bound, fileSlots, unsupported, fillBuffer } from './base.js';
import { FileState, sizeOf, stateOf } from './state.js';

const PARAMETERS = parseParameters('FileIO', 'file, mode="r", closefd=True, opener=None');
const EINVAL = 22;
const EISDIR = 21;
const STANDARD = 3;
const FIRST_READ = 8192;
/** What Linux says of most file systems: open() makes its buffers so large. */
export const BLOCK_SIZE = 4096;

interface Mode {
  readonly read: boolean;
  readonly write: boolean;
  readonly append: boolean;
  readonly create: boolean;
  readonly exclusive: boolean;
  readonly truncate: boolean;
}

export class FileIOState extends FileState {
  /** -1: closed, or not opened yet. */
  handle = -1;
  closesHandle = true;
  mode: Mode = { read: true, write: false, append: false, create: false, exclusive: false, truncate: false };
  /** Where the next access is; undefined where the host knows (terminals, pipes, the standard streams). */
  position: number | undefined;

  get files() {
    return this.rt.surroundings.host.files;
  }

  /** What the attribute mode says. */
  get shownMode(): string {
    const { read, write, append, exclusive } = this.mode;
    if (exclusive) return read ? 'xb+' : 'xb';
    if (append) return read ? 'ab+' : 'ab';
    return read && write ? 'rb+' : write ? 'wb' : 'rb';
  }

  checkOpen(): void {
    if (this.handle < 0) this.rt.raise(VALUE_ERROR, 'I/O operation on closed file');
  }

  checkReads(): void {
    this.checkOpen();
    if (!this.mode.read) unsupported(this.rt, 'File not open for reading');
  }

  checkWrites(): void {
    this.checkOpen();
    if (!this.mode.write) unsupported(this.rt, 'File not open for writing');
  }

  /** Up to so many bytes; none at the end. */
  read(count: number): Uint8Array {
    this.checkReads();
    const into = new Uint8Array(count);
    const got = count === 0 ? 0 : onHost(this.rt, () => this.files.read(this.handle, into, this.position));
    if (this.position !== undefined) this.position += got;
    return into.subarray(0, got);
  }

  readAll(): Uint8Array {
    let all = new Uint8Array(FIRST_READ);
    let length = 0;
    for (;;) {
      if (length === all.length) {
        const larger = new Uint8Array(all.length * 2);
        larger.set(all);
        all = larger;
      }
      const got = this.read(all.length - length);
      if (got.length === 0) return all.subarray(0, length);
      all.set(got, length);
      length += got.length;
    }
  }

  write(bytes: Uint8Array): number {
    this.checkWrites();
    if (this.position !== undefined && this.mode.append) this.position = this.#size();
    const written = onHost(this.rt, () => this.files.write(this.handle, bytes, this.position));
    if (this.position !== undefined) this.position += written;
    return written;
  }

  #size(): number {
    return Number(onHost(this.rt, () => this.files.status(this.handle)).size);
  }

  isSeekable(): boolean {
    this.checkOpen();
    return this.position !== undefined || onHost(this.rt, () => this.files.status(this.handle)).kind === 'file';
  }

  seek(offset: number, whence: number): number {
    this.checkOpen();
    if (!this.isSeekable()) raiseOSError(this.rt, 29);
    const now = this.position ?? this.files.offset(this.handle) ?? 0;
    const from = whence === 0 ? 0 : whence === 1 ? now : whence === 2 ? this.#size() : Number.NaN;
    const to = from + offset;
    if (!(to >= 0)) raiseOSError(this.rt, EINVAL);
    // Asking where it is moves nothing: of a standard stream the system knows where it writes next.
    if (this.position !== undefined || to !== now) this.position = to;
    return to;
  }

  tell(): number {
    return this.seek(0, 1);
  }

  truncate(size: number): void {
    this.checkWrites();
    onHost(this.rt, () => this.files.resize(this.handle, size));
  }

  close(): void {
    const { handle } = this;
    this.handle = -1;
    if (handle >= 0 && this.closesHandle) onHost(this.rt, () => this.files.close(handle));
  }

  isTerminal(): boolean {
    this.checkOpen();
    return this.handle < STANDARD && this.rt.surroundings.terminals[this.handle];
  }
}

function modeOf(rt: Runtime, text: string): Mode {
  let main = '';
  let plus = false;
  for (const c of text) {
    if (c === 'b') continue;
    if (c === '+') {
      if (plus) rt.raise(VALUE_ERROR, 'Must have exactly one of create/read/write/append mode and at most one plus');
      plus = true;
    } else if ('rwax'.includes(c)) {
      if (main !== '')
        rt.raise(VALUE_ERROR, 'Must have exactly one of create/read/write/append mode and at most one plus');
      main = c;
    } else rt.raise(VALUE_ERROR, `invalid mode: ${text}`);
  }
  if (main === '') rt.raise(VALUE_ERROR, 'Must have exactly one of create/read/write/append mode and at most one plus');
  return {
    read: main === 'r' || plus,
    write: main !== 'r' || plus,
    append: main === 'a',
    create: main !== 'r',
    exclusive: main === 'x',
    truncate: main === 'w',
  };
}

function init(rt: Runtime, self: Address, args: Address, positional: number, names: Address): number {
  const [file, modeText, closefd, opener] = bindParameters(rt, PARAMETERS, args, positional, names);
  const state = stateOf(rt, self, FileIOState);
  state.close();
  const mode = modeOf(rt, modeText === 0 ? 'r' : rt.text(modeText));
  state.mode = mode;
  state.closesHandle = closefd === 0 || rt.truth(closefd);
  if (rt.isIndex(file)) {
    const handle = rt.number(rt.index(file));
    if (handle < 0) rt.raise(VALUE_ERROR, 'negative file descriptor');
    const { kind } = onHost(rt, () => state.files.status(handle));
    state.handle = handle;
    state.position = kind === 'file' && handle >= STANDARD ? (state.files.offset(handle) ?? 0) : undefined;
  } else {
    if (!state.closesHandle) rt.raise(VALUE_ERROR, 'Cannot use closefd=False with file name');
    openPath(rt, state, file, opener);
  }
  rt.setAttribute(self, 'name', file);
  return 0;
}

function openPath(rt: Runtime, state: FileIOState, file: Address, opener: Address): void {
  const { mode } = state;
  if (opener !== 0 && opener !== NONE) {
    const flags =
      (mode.read && mode.write ? 2 : mode.write ? 1 : 0) |
      (mode.create ? 0o100 : 0) |
      (mode.exclusive ? 0o200 : 0) |
      (mode.truncate ? 0o1000 : 0) |
      (mode.append ? 0o2000 : 0) |
      0o2000000;
    const fd = rt.call(opener, [file, rt.int(flags)]);
    if (!rt.isIndex(fd)) rt.raise(TYPE_ERROR, 'expected integer from opener');
    const handle = rt.number(rt.index(fd));
    if (handle < 0) rt.raise(VALUE_ERROR, `opener returned ${handle}`);
    state.handle = handle;
  } else {
    const path = pathOf(rt, fspath(rt, file), 'open');
    state.handle = onHost(rt, () => state.files.open(path.text, mode), file);
  }
  const { kind, size } = onHost(rt, () => state.files.status(state.handle), file);
  if (kind === 'directory') {
    state.close();
    raiseOSError(rt, EISDIR, file);
  }
  state.position = kind === 'file' ? (mode.append ? Number(size) : 0) : undefined;
}

const of = (rt: Runtime, self: Address) => stateOf(rt, self, FileIOState);

export const FILE_IO: TypeDefinition = {
  address: FILE_IO_TYPE,
  name: 'FileIO',
  module: '_io',
  base: RAW_IO_BASE_TYPE,
  flags: CYCLIC | INHERITABLE,
  slots: {
    ...fileSlots((rt, self) => new FileIOState(rt, self)),
    INIT: init,
    REPR: (rt, self) => {
      const state = of(rt, self);
      if (state.handle < 0) return rt.string('<_io.FileIO [closed]>');
      const name = rt.optionalAttribute(self, 'name');
      const shown = name === 0 ? `fd=${state.handle}` : `name=${rt.text(rt.repr(name))}`;
      return rt.string(
        `<_io.FileIO ${shown} mode='${state.shownMode}' closefd=${state.closesHandle ? 'True' : 'False'}>`,
      );
    },
  },
  methods: [
    bound('read', 'size=-1, /', (rt, self, [size]) => {
      const count = sizeOf(rt, size);
      const state = of(rt, self);
      return rt.newBytes(count === undefined ? state.readAll() : state.read(count));
    }),
    method('readall', NO_ARGUMENTS, (rt, self) => rt.newBytes(of(rt, self).readAll())),
    bound('readinto', 'buffer, /', (rt, self, [target]) =>
      fillBuffer(rt, target, 'readinto', (room) => of(rt, self).read(room)),
    ),
    bound('write', 'b, /', (rt, self, [data]) => {
      const bytes = rt.buffer(data);
      return rt.int(of(rt, self).write(bytes));
    }),
    bound('seek', 'pos, whence=0, /', (rt, self, [offset, whence]) =>
      rt.int(of(rt, self).seek(rt.number(rt.index(offset)), whence === 0 ? 0 : rt.number(rt.index(whence)))),
    ),
    method('tell', NO_ARGUMENTS, (rt, self) => rt.int(of(rt, self).tell())),
    bound('truncate', 'size=None, /', (rt, self, [size]) => {
      const state = of(rt, self);
      state.checkWrites();
      const to = size === 0 || size === NONE ? state.tell() : rt.number(rt.index(size));
      state.truncate(to);
      return rt.int(to);
    }),
    method('close', NO_ARGUMENTS, (rt, self) => {
      const state = of(rt, self);
      if (state.handle < 0) return NONE;
      rt.finishing(
        () => void rt.call(rt.attribute(self, 'flush')),
        () => state.close(),
      );
      return NONE;
    }),
    method('seekable', NO_ARGUMENTS, (rt, self) => rt.bool(of(rt, self).isSeekable())),
    method('readable', NO_ARGUMENTS, (rt, self) => {
      const state = of(rt, self);
      state.checkOpen();
      return rt.bool(state.mode.read);
    }),
    method('writable', NO_ARGUMENTS, (rt, self) => {
      const state = of(rt, self);
      state.checkOpen();
      return rt.bool(state.mode.write);
    }),
    method('fileno', NO_ARGUMENTS, (rt, self) => {
      const state = of(rt, self);
      state.checkOpen();
      return rt.int(state.handle);
    }),
    method('isatty', NO_ARGUMENTS, (rt, self) => rt.bool(of(rt, self).isTerminal())),
  ],
  properties: [
    { name: 'closed', get: (rt, self) => rt.bool(of(rt, self).handle < 0) },
    { name: 'closefd', get: (rt, self) => rt.bool(of(rt, self).closesHandle) },
    { name: 'mode', get: (rt, self) => rt.string(of(rt, self).shownMode) },
    { name: '_blksize', get: (rt) => rt.int(BLOCK_SIZE) },
  ],
};
