/** TextIOWrapper: text over a binary file. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { NONE } from '../../format/memory-map.js';
import { BUILTIN_DEFINITION, LENGTH, METHOD_SELF, NO_ARGUMENTS } from '../../format/objects.js';
import {
  BUILTIN_FUNCTION_OR_METHOD_TYPE,
  FILE_IO_TYPE,
  INHERITABLE,
  OS_ERROR,
  TEXT_IO_BASE_TYPE,
  TEXT_IO_WRAPPER_TYPE,
  TYPE_DICT,
  VALUE_ERROR,
} from '../../format/types.js';
import { method, type TypeDefinition } from '../../runtime/definitions.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import type { Runtime } from '../../runtime/runtime.js';
import { bound, fileSlots } from './base.js';
import { sizeOf, stateOf } from './state.js';
import { CHUNK, FAST_BUFFERS, TextState } from './text-state.js';

const of = (rt: Runtime, self: Address) => stateOf(rt, self, TextState);

/** What a call of `write`, which is an attribute of a file, would write to, if it is the method of this type itself. */
export function textWriter(rt: Runtime, file: Address, write: Address): TextState | undefined {
  if (rt.typeOf(file) !== TEXT_IO_WRAPPER_TYPE || rt.typeOf(write) !== BUILTIN_FUNCTION_OR_METHOD_TYPE)
    return undefined;
  const { views } = rt;
  if (views.word(write + METHOD_SELF) !== file) return undefined;
  const own = rt.dictGet(views.word(TEXT_IO_WRAPPER_TYPE + TYPE_DICT), rt.name('write'));
  return views.word(write + BUILTIN_DEFINITION) === views.word(own + BUILTIN_DEFINITION) ? of(rt, file) : undefined;
}

const PARAMETERS = parseParameters(
  'TextIOWrapper',
  'buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False',
);
const NEWLINES = ['', '\n', '\r', '\r\n'];

const textOr = (rt: Runtime, p: Address, otherwise: string) => (p === 0 || p === NONE ? otherwise : rt.text(p));

function newlineOf(rt: Runtime, p: Address): string | undefined {
  if (p === 0 || p === NONE) return undefined;
  const newline = rt.text(p);
  if (!NEWLINES.includes(newline)) rt.raise(VALUE_ERROR, `illegal newline value: ${rt.text(rt.repr(p))}`);
  return newline;
}

function init(rt: Runtime, self: Address, args: Address, positional: number, names: Address): number {
  const [buffer, encoding, errors, newline, lineBuffering, writeThrough] = bindParameters(
    rt,
    PARAMETERS,
    args,
    positional,
    names,
  );
  const state = of(rt, self);
  const lines = newlineOf(rt, newline);
  const name = textOr(rt, encoding, 'UTF-8');
  state.hold('buffer', buffer);
  // CPython goes past the buffer of its own files to ask whether they are closed.
  const raw = FAST_BUFFERS.includes(rt.typeOf(buffer)) ? rt.attribute(buffer, 'raw') : 0;
  state.hold('raw', raw !== 0 && rt.typeOf(raw) === FILE_IO_TYPE ? raw : 0);
  state.setUp(name === 'locale' ? 'UTF-8' : name, textOr(rt, errors, 'strict'), lines);
  state.lineBuffering = lineBuffering !== 0 && rt.truth(lineBuffering);
  state.writeThrough = writeThrough !== 0 && rt.truth(writeThrough);
  state.isReady = true;
  state.findPlace();
  return 0;
}

const ofBuffer = (name: string) =>
  method(name, NO_ARGUMENTS, (rt, self) => rt.call(rt.attribute(of(rt, self).buffer, name)));

function reconfigure(rt: Runtime, self: Address, args: readonly Address[]): Address {
  const [encoding, errors, newline, lineBuffering, writeThrough] = args;
  const state = of(rt, self);
  state.flush();
  if (encoding !== 0 || errors !== 0 || newline !== 0) {
    const name = textOr(rt, encoding, state.encodingName);
    const handler = textOr(rt, errors, encoding !== 0 && encoding !== NONE ? 'strict' : state.errors);
    state.setUp(name, handler, newline === 0 ? state.newline : newlineOf(rt, newline));
    state.findPlace();
  }
  if (lineBuffering !== 0 && lineBuffering !== NONE) state.lineBuffering = rt.truth(lineBuffering);
  if (writeThrough !== 0 && writeThrough !== NONE) state.writeThrough = rt.truth(writeThrough);
  return NONE;
}

export const TEXT_IO_WRAPPER: TypeDefinition = {
  address: TEXT_IO_WRAPPER_TYPE,
  name: 'TextIOWrapper',
  module: '_io',
  base: TEXT_IO_BASE_TYPE,
  flags: CYCLIC | INHERITABLE,
  slots: {
    ...fileSlots((rt, self) => new TextState(rt, self)),
    INIT: init,
    NEXT: (rt, self) => {
      const state = of(rt, self);
      state.isIterating = true;
      state.startReading();
      const isExact = rt.typeOf(self) === TEXT_IO_WRAPPER_TYPE;
      const line = isExact ? state.readLine(undefined) : rt.call(rt.attribute(self, 'readline'));
      if (!isExact && !rt.isString(line))
        rt.raise(OS_ERROR, `readline() should have returned a str object, not '${rt.shownTypeName(rt.typeOf(line))}'`);
      if (rt.views.word(line + LENGTH) !== 0) return line;
      state.isIterating = false;
      return 0;
    },
    REPR: (rt, self) => {
      const state = of(rt, self);
      const shown = ['name', 'mode'].map((name) => [name, rt.optionalAttribute(self, name)] as const);
      const parts = shown
        .filter(([, value]) => value !== 0)
        .map(([name, value]) => ` ${name}=${rt.text(rt.repr(value))}`);
      return rt.string(`<_io.TextIOWrapper${parts.join('')} encoding='${state.encodingName}'>`);
    },
  },
  methods: [
    bound('write', 'text, /', (rt, self, [text]) => rt.int(of(rt, self).write(text))),
    bound('read', 'size=-1, /', (rt, self, [size]) => of(rt, self).read(sizeOf(rt, size))),
    bound('readline', 'size=-1, /', (rt, self, [size]) => {
      const limit = size === 0 ? undefined : rt.number(rt.index(size));
      const state = of(rt, self);
      state.startReading();
      return state.readLine(limit !== undefined && limit < 0 ? undefined : limit);
    }),
    method('flush', NO_ARGUMENTS, (rt, self) => {
      of(rt, self).flush();
      return NONE;
    }),
    method('close', NO_ARGUMENTS, (rt, self) => {
      const state = of(rt, self);
      if (state.isClosed) return NONE;
      rt.finishing(
        () => void rt.call(rt.attribute(self, 'flush')),
        () => void rt.call(rt.attribute(state.buffer, 'close')),
      );
      return NONE;
    }),
    method('detach', NO_ARGUMENTS, (rt, self) => {
      const state = of(rt, self);
      const { buffer } = state;
      rt.call(rt.attribute(self, 'flush'));
      rt.incref(buffer);
      rt.keep(buffer);
      state.hold('buffer', 0);
      return buffer;
    }),
    bound('seek', 'cookie, whence=0, /', (rt, self, [cookie, whence]) =>
      rt.int(of(rt, self).seek(rt.number(rt.index(cookie)), whence === 0 ? 0 : rt.number(rt.index(whence)))),
    ),
    method('tell', NO_ARGUMENTS, (rt, self) => rt.int(of(rt, self).tell())),
    bound('truncate', 'pos=None, /', (rt, self, [size]) => {
      const state = of(rt, self);
      state.flush();
      const to = size === 0 || size === NONE ? rt.int(state.tell()) : size;
      return rt.call(rt.attribute(state.buffer, 'truncate'), [to]);
    }),
    bound(
      'reconfigure',
      '*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None',
      reconfigure,
    ),
    ...['seekable', 'readable', 'writable', 'fileno', 'isatty'].map(ofBuffer),
  ],
  properties: [
    { name: 'buffer', get: (rt, self) => of(rt, self).reference('buffer') || NONE },
    { name: 'closed', get: (rt, self) => rt.bool(of(rt, self).isClosed) },
    { name: 'encoding', get: (rt, self) => rt.string(of(rt, self).encodingName) },
    { name: 'errors', get: (rt, self) => rt.string(of(rt, self).errors) },
    { name: 'line_buffering', get: (rt, self) => rt.bool(of(rt, self).lineBuffering) },
    { name: 'write_through', get: (rt, self) => rt.bool(of(rt, self).writeThrough) },
    { name: 'name', get: (rt, self) => rt.attribute(of(rt, self).buffer, 'name') },
    { name: '_CHUNK_SIZE', get: (rt) => rt.int(CHUNK), set: () => undefined },
    {
      name: 'newlines',
      get: (rt, self) => {
        const seen = of(rt, self).seen.map((end) => rt.string(end));
        return seen.length === 0 ? NONE : seen.length === 1 ? seen[0] : rt.tuple(seen);
      },
    },
  ],
};
