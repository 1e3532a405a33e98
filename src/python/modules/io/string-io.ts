/** StringIO: text in memory. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { codePointsOf, textFrom } from '../../codecs/text.js';
import { MEMORY_BYTES } from '../../format/io.js';
import { NONE } from '../../format/memory-map.js';
import { NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  INHERITABLE,
  OS_ERROR,
  STRING_IO_TYPE,
  TEXT_IO_BASE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import { beside, bound, fileSlots } from './base.js';
import { attributesOf, partsOf, positionFrom, restoreAttributes } from './memory-pickles.js';
import { MemoryState } from './memory-state.js';
import { lineEnd, NewlineTranslation, seenNewlines, writtenNewline } from './newlines.js';
import { sizeOf, stateOf } from './state.js';

const MOST_CHARACTERS = 0x1c00_0000;

class StringIOState extends MemoryState {
  newline: string | undefined = '\n';
  #newlines = new NewlineTranslation(false);

  override drop(): void {
    this.rt.kernel.string_io_drop(this.self);
  }

  get content(): Uint32Array {
    return this.rt.views.u32.subarray(this.data >> 2, (this.data >> 2) + this.length);
  }

  get seen(): readonly string[] {
    return seenNewlines(this.newline === undefined || this.newline === '' ? this.#newlines.seen : 0);
  }

  setUp(newline: string | undefined): void {
    this.newline = newline;
    this.isPlain = newline === '\n';
    this.#newlines = new NewlineTranslation(newline === undefined);
    this.length = 0;
    this.position = 0;
    this.isClosed = false;
  }

  read(count: number | undefined): Uint32Array {
    const end = count === undefined ? this.length : Math.min(this.length, this.position + count);
    const text = this.content.subarray(this.position, end);
    this.position += text.length;
    return text;
  }

  readLine(count: number | undefined): Uint32Array {
    const content = this.content;
    const end = this.position >= this.length ? -1 : lineEnd(content, this.position, this.newline, true);
    const line = (end < 0 ? this.length : end) - this.position;
    return this.read(Math.max(0, Math.min(line, count ?? line)));
  }

  write(text: Uint32Array): void {
    let piece = this.newline === undefined || this.newline === '' ? this.#newlines.push(text, true) : text;
    const newline = writtenNewline(this.newline);
    if (newline !== undefined && piece.includes(10)) {
      const to = Array.from(newline, (c) => c.charCodeAt(0));
      piece = Uint32Array.from(Array.from(piece).flatMap((c) => (c === 10 ? to : c)));
    }
    if (piece.length === 0) return;
    this.#reserve(this.position + piece.length);
    this.rt.views.u32.set(piece, (this.data >> 2) + this.position);
    this.position += piece.length;
    this.length = Math.max(this.length, this.position);
  }

  #reserve(length: number): void {
    if (length > MOST_CHARACTERS) this.rt.noMemory();
    if (!this.rt.kernel.string_io_reserve(this.self, 4 * length)) throw new PythonError();
    if (this.position > this.length)
      this.rt.views.u32.fill(0, (this.data >> 2) + this.length, (this.data >> 2) + this.position);
  }

  /** Puts text there as it is. */
  restore(text: Uint32Array): void {
    this.length = this.position = 0;
    this.#reserve(text.length);
    this.rt.views.u32.set(text, this.data >> 2);
    this.length = text.length;
  }

  truncate(length: number): void {
    if (length < this.length) this.length = length;
  }
}

function of(rt: Runtime, self: Address): StringIOState {
  const state = stateOf(rt, self, StringIOState);
  if (state.isClosed) rt.raise(VALUE_ERROR, 'I/O operation on closed file');
  return state;
}

const PARAMETERS = parseParameters('StringIO', "initial_value='', newline='\\n'");
const NEWLINES = ['', '\n', '\r', '\r\n'];

/** What __init__ does: 0 stands for what was left out. */
function setUp(rt: Runtime, self: Address, initial: Address, newline: Address): void {
  const state = stateOf(rt, self, StringIOState);
  if (newline !== 0 && newline !== NONE && !rt.isString(newline))
    rt.raise(TYPE_ERROR, `newline must be str or None, not ${rt.shownTypeName(rt.typeOf(newline))}`);
  const lines = newline === 0 ? '\n' : newline === NONE ? undefined : rt.text(newline);
  if (lines !== undefined && !NEWLINES.includes(lines))
    rt.raise(VALUE_ERROR, `illegal newline value: ${rt.text(rt.repr(newline))}`);
  state.setUp(lines);
  if (initial !== 0 && initial !== NONE) {
    if (!rt.isString(initial))
      rt.raise(TYPE_ERROR, `initial_value must be str or None, not ${rt.shownTypeName(rt.typeOf(initial))}`);
    state.write(codePointsOf(rt, initial));
    state.position = 0;
  }
}

/** As it was: the text has been translated before. */
function restore(rt: Runtime, self: Address, given: Address): Address {
  const state = of(rt, self);
  const [text, newline, position, attributes] = partsOf(rt, 'StringIO', 4, given);
  setUp(rt, self, text, newline);
  state.restore(codePointsOf(rt, text));
  state.position = positionFrom(rt, position, 'third item of state must be an integer, got');
  restoreAttributes(rt, self, attributes, 'fourth');
  return NONE;
}

export const STRING_IO: TypeDefinition = {
  address: STRING_IO_TYPE,
  name: 'StringIO',
  module: '_io',
  base: TEXT_IO_BASE_TYPE,
  flags: CYCLIC | INHERITABLE,
  bytes: MEMORY_BYTES,
  slots: {
    ...fileSlots((rt, self) => new StringIOState(rt, self)),
    INIT: (rt, self, args, positional, names) => {
      const [initial, newline] = bindParameters(rt, PARAMETERS, args, positional, names);
      setUp(rt, self, initial, newline);
      return 0;
    },
    NEXT: (rt, self) => {
      const line = of(rt, self).readLine(undefined);
      return line.length === 0 ? 0 : textFrom(rt, line);
    },
  },
  methods: [
    method('getvalue', NO_ARGUMENTS, kernel('string_io_getvalue')),
    method('__getstate__', NO_ARGUMENTS, (rt, self) => {
      const state = of(rt, self);
      const newline = state.newline === undefined ? NONE : rt.name(state.newline);
      return rt.tuple([textFrom(rt, state.content.slice()), newline, rt.int(state.position), attributesOf(rt, self)]);
    }),
    method('__setstate__', ONE_ARGUMENT, restore),
    bound('read', 'size=-1, /', (rt, self, [size]) => textFrom(rt, of(rt, self).read(sizeOf(rt, size)))),
    bound('readline', 'size=-1, /', (rt, self, [size]) => textFrom(rt, of(rt, self).readLine(sizeOf(rt, size)))),
    beside('string_io_write', 'write', 's, /', (rt, self, [text]) => {
      const state = of(rt, self);
      if (!rt.isString(text))
        rt.raise(TYPE_ERROR, `string argument expected, got '${rt.shownTypeName(rt.typeOf(text))}'`);
      state.write(codePointsOf(rt, text));
      return rt.int(rt.views.word(text + 8));
    }),
    bound('seek', 'pos, whence=0, /', (rt, self, [offset, whence]) => {
      const state = of(rt, self);
      const by = rt.number(rt.index(offset));
      const from = whence === 0 ? 0 : rt.number(rt.index(whence));
      if (from < 0 || from > 2) rt.raise(VALUE_ERROR, `Invalid whence (${from}, should be 0, 1 or 2)`);
      if (from === 0 && by < 0) rt.raise(VALUE_ERROR, `Negative seek position ${by}`);
      if (from !== 0 && by !== 0) rt.raise(OS_ERROR, "Can't do nonzero cur-relative seeks");
      state.position = from === 0 ? by : from === 1 ? state.position : state.length;
      return rt.int(state.position);
    }),
    method('tell', NO_ARGUMENTS, (rt, self) => rt.int(of(rt, self).position)),
    bound('truncate', 'pos=None, /', (rt, self, [size]) => {
      const state = of(rt, self);
      const to = size === 0 || size === NONE ? state.position : rt.number(rt.index(size));
      if (to < 0) rt.raise(VALUE_ERROR, `Negative size value ${to}`);
      state.truncate(to);
      return rt.int(to);
    }),
    method('flush', NO_ARGUMENTS, () => NONE),
    method('close', NO_ARGUMENTS, (rt, self) => {
      stateOf(rt, self, StringIOState).isClosed = true;
      return NONE;
    }),
    ...['seekable', 'readable', 'writable'].map((name) =>
      method(name, NO_ARGUMENTS, (rt, self) => {
        of(rt, self);
        return rt.bool(true);
      }),
    ),
  ],
  properties: [
    { name: 'closed', get: (rt, self) => rt.bool(stateOf(rt, self, StringIOState).isClosed) },
    {
      name: 'line_buffering',
      get: (rt, self) => {
        of(rt, self);
        return rt.bool(false);
      },
    },
    {
      name: 'newlines',
      get: (rt, self) => {
        const seen = of(rt, self).seen.map((end) => rt.string(end));
        return seen.length === 0 ? NONE : seen.length === 1 ? seen[0] : rt.tuple(seen);
      },
    },
  ],
};
