/**
 * memoryview: the memory of another object, as items of a format in any number of dimensions. What an object lent is shared
 * by all views that were made of one another, and given back when the last of them is released.
 */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import {
  BUFFER_AT,
  BUFFER_FORMAT,
  BUFFER_LENGTH,
  BUFFER_OWNER,
  BUFFER_READONLY,
  BUFFER_WRITABLE,
  MANAGED_BUFFER,
  MANAGED_BUFFER_BYTES,
  VIEW_BYTES,
  VIEW_OF,
  VIEW_WEAK,
} from '../../format/bytes.js';
import { ELLIPSIS, NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { KEYWORDS, LENGTH, NO_ARGUMENTS } from '../../format/objects.js';
import {
  BASIC_BYTES,
  BUFFER_ERROR,
  EQUAL,
  INDEX_ERROR,
  IS_TUPLE,
  MANAGED_BUFFER_TYPE,
  MEMORY_ITERATOR_TYPE,
  IS_SEQUENCE,
  MEMORYVIEW_TYPE,
  NO_NEW,
  NOT_EQUAL,
  NOT_IMPLEMENTED_ERROR,
  SLICE_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
  VALUE_ERROR,
} from '../../format/types.js';
import { ITERATOR_INDEX, ITERATOR_OF } from '../../format/iterators.js';
import { kernel, type MethodDefinition, method, type TypeDefinition } from '../../runtime/definitions.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import { sequenceIterator } from '../iterators/sequence-iterator.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import { isBytesLike } from './content.js';
import { toHex } from './hex.js';
import { type ItemFormat, itemFormat } from './view-formats.js';

/** Bytes of an item of the format 'w', which memoryview shows and does not read. */
const WIDE_CHARACTER = 4;

/** What an object lent: the buffer in a managedbuffer, which lives as long as a view has it. */
class Loan {
  readonly object: Address;
  readonly managed: Address;
  readonly #rt: Runtime;
  readonly #buffer: Address;
  #views = 0;

  constructor(rt: Runtime, object: Address) {
    this.#rt = rt;
    this.object = object;
    this.managed = rt.keep(rt.kernel.newInstance(MANAGED_BUFFER_TYPE));
    this.#buffer = this.managed + MANAGED_BUFFER;
    rt.kernel.track(this.managed);
    if (!rt.kernel.acquire(object, this.#buffer)) throw new PythonError();
  }

  get at(): Address {
    return this.#rt.views.word(this.#buffer + BUFFER_AT);
  }

  get length(): number {
    return this.#rt.views.word(this.#buffer + BUFFER_LENGTH);
  }

  /** The format of its items, as the struct module has it. */
  get format(): string {
    const code = this.#rt.views.word(this.#buffer + BUFFER_FORMAT);
    return code === 0 ? 'B' : String.fromCharCode(code);
  }

  get isReadOnly(): boolean {
    return this.#rt.views.word(this.#buffer + BUFFER_READONLY) !== 0;
  }

  take(): void {
    this.#views++;
  }

  giveBack(): void {
    if (--this.#views > 0) return;
    this.#rt.kernel.untrackIfTracked(this.managed);
    this.#rt.kernel.release(this.#buffer);
  }
}

interface View {
  /** Undefined once it is released. */
  loan: Loan | undefined;
  readonly at: Address;
  readonly format: string;
  readonly itemBytes: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly isReadOnly: boolean;
  /** Buffers that somebody has of this view. */
  exports: number;
  /** Known once it was asked for: then it outlives the memory. */
  hash?: number;
}

const registries = new WeakMap<Runtime, Map<Address, View>>();

function viewsOf(rt: Runtime): Map<Address, View> {
  let views = registries.get(rt);
  if (views === undefined) registries.set(rt, (views = new Map()));
  return views;
}

function viewOf(rt: Runtime, self: Address): View & { loan: Loan } {
  const view = viewsOf(rt).get(self);
  if (view?.loan === undefined) return rt.raise(VALUE_ERROR, 'operation forbidden on released memoryview object');
  return view as View & { loan: Loan };
}

function make(rt: Runtime, view: Omit<View, 'exports' | 'hash'> & { loan: Loan }): Address {
  const self = rt.keep(rt.kernel.newInstance(MEMORYVIEW_TYPE));
  rt.incref(view.loan.managed);
  rt.views.setWord(self + VIEW_OF, view.loan.managed);
  rt.kernel.track(self);
  viewsOf(rt).set(self, { ...view, exports: 0, hash: undefined });
  view.loan.take();
  return self;
}

function overObject(rt: Runtime, object: Address): Address {
  const known = rt.typeOf(object) === MEMORYVIEW_TYPE ? viewOf(rt, object) : undefined;
  if (known !== undefined) return make(rt, known);
  if (!isBytesLike(rt, object))
    rt.raise(TYPE_ERROR, `memoryview: a bytes-like object is required, not '${rt.shownTypeName(rt.typeOf(object))}'`);
  const loan = new Loan(rt, object);
  const { at, length, format, isReadOnly } = loan;
  const itemBytes = itemFormat(format)?.bytes ?? WIDE_CHARACTER;
  const shape = [length / itemBytes];
  return make(rt, { loan, at, format, itemBytes, shape, strides: [itemBytes], isReadOnly });
}

/** Strides of items that lie one behind the other. */
function packedStrides(shape: readonly number[], itemBytes: number): number[] {
  const strides: number[] = [];
  let stride = itemBytes;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides.unshift(stride);
    stride *= shape[i];
  }
  return strides;
}

const countOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

function isPacked({ shape, strides, itemBytes }: View): boolean {
  if (shape.length === 1) return shape[0] === 1 || strides[0] === itemBytes;
  const packed = packedStrides(shape, itemBytes);
  return countOf(shape) === 0 || shape.every((length, i) => length === 1 || strides[i] === packed[i]);
}

function isPackedByColumns({ shape, strides, itemBytes }: View): boolean {
  if (shape.length === 1) return shape[0] === 1 || strides[0] === itemBytes;
  let stride = itemBytes;
  return (
    countOf(shape) === 0 ||
    shape.every((length, i) => {
      const fits = length === 1 || strides[i] === stride;
      stride *= length;
      return fits;
    })
  );
}

/** The addresses of all items in order. */
function* addresses({ at, shape, strides }: View, dimension = 0, from = at): Generator<Address> {
  if (dimension === shape.length) yield from;
  else
    for (let i = 0; i < shape[dimension]; i++)
      yield* addresses({ at, shape, strides } as View, dimension + 1, from + i * strides[dimension]);
}

function contentOf(rt: Runtime, view: View): Uint8Array {
  const bytes = new Uint8Array(countOf(view.shape) * view.itemBytes);
  if (isPacked(view)) bytes.set(rt.views.u8.subarray(view.at, view.at + bytes.length));
  else {
    let to = 0;
    for (const at of addresses(view)) {
      bytes.set(rt.views.u8.subarray(at, at + view.itemBytes), to);
      to += view.itemBytes;
    }
  }
  return bytes;
}

/** The bytes of all items of a memoryview, one behind the other. @throws PythonError */
export function viewContent(rt: Runtime, self: Address): Uint8Array {
  return contentOf(rt, viewOf(rt, self));
}

function formatOf(rt: Runtime, { format }: View): ItemFormat {
  return itemFormat(format) ?? rt.raise(NOT_IMPLEMENTED_ERROR, `memoryview: format ${format} not supported`);
}

const memory = (rt: Runtime): DataView => new DataView(rt.views.memory.buffer);

function listOf(rt: Runtime, view: View, dimension = 0, at = view.at): Address {
  const format = formatOf(rt, view);
  if (dimension === view.shape.length) return format.read(rt, memory(rt), at);
  return rt.list(
    Array.from({ length: view.shape[dimension] }, (_, i) =>
      listOf(rt, view, dimension + 1, at + i * view.strides[dimension]),
    ),
  );
}

function placeOf(rt: Runtime, index: Address, length: number, dimension: number): number {
  const given = rt.number(rt.index(index));
  const place = given < 0 ? given + length : given;
  if (place < 0 || place >= length) rt.raise(INDEX_ERROR, `index out of bounds on dimension ${dimension + 1}`);
  return place;
}

function fittedSlice(rt: Runtime, slice: Address, length: number): { start: number; count: number; step: number } {
  if (!rt.kernel.unpackSlice(slice)) throw new PythonError();
  rt.kernel.fitSlice(length);
  return { start: rt.kernel.slicePart(0), step: rt.kernel.slicePart(1), count: rt.kernel.slicePart(2) };
}

/** The part of a view that a slice says. */
function sliced(rt: Runtime, view: View, slice: Address): View {
  const { start, count, step } = fittedSlice(rt, slice, view.shape[0]);
  return {
    ...view,
    at: view.at + start * view.strides[0],
    shape: [count, ...view.shape.slice(1)],
    strides: [view.strides[0] * step, ...view.strides.slice(1)],
  };
}

const isTuple = (rt: Runtime, p: Address): boolean => (rt.views.word(rt.typeOf(p) + TYPE_FLAGS) & IS_TUPLE) !== 0;

/** Is it a slice for each of some dimensions? */
const isSlices = (rt: Runtime, key: Address): boolean =>
  isTuple(rt, key) && rt.tupleItems(key).every((item) => rt.typeOf(item) === SLICE_TYPE);

/** The address of the item of a memoryview with some indices. @throws PythonError also if one of them released it */
function itemAt(rt: Runtime, self: Address, indices: readonly Address[]): Address {
  const view = viewOf(rt, self);
  if (indices.length < view.shape.length) rt.raise(NOT_IMPLEMENTED_ERROR, 'sub-views are not implemented');
  if (indices.length > view.shape.length)
    rt.raise(TYPE_ERROR, `cannot index ${view.shape.length}-dimension view with ${indices.length}-element tuple`);
  const at = indices.reduce((sum, index, i) => sum + placeOf(rt, index, view.shape[i], i) * view.strides[i], view.at);
  viewOf(rt, self);
  return at;
}

/** A view of a part; the loan is kept while the slice is asked for its bounds. */
function partOf(rt: Runtime, view: View & { loan: Loan }, slice: Address): Address {
  const { loan } = view;
  loan.take();
  try {
    return make(rt, { ...sliced(rt, view, slice), loan });
  } finally {
    loan.giveBack();
  }
}

function readItem(rt: Runtime, self: Address, indices: readonly Address[]): Address {
  const at = itemAt(rt, self, indices);
  return formatOf(rt, viewOf(rt, self)).read(rt, memory(rt), at);
}

function getItem(rt: Runtime, self: Address, key: Address): Address {
  const view = viewOf(rt, self);
  if (view.shape.length === 0) {
    if (key === ELLIPSIS) return self;
    if (isTuple(rt, key) && rt.views.word(key + LENGTH) === 0) return formatOf(rt, view).read(rt, memory(rt), view.at);
    return rt.raise(TYPE_ERROR, 'invalid indexing of 0-dim memory');
  }
  if (rt.isIndex(key)) {
    if (view.shape.length > 1) rt.raise(NOT_IMPLEMENTED_ERROR, 'multi-dimensional sub-views are not implemented');
    return readItem(rt, self, [key]);
  }
  if (rt.typeOf(key) === SLICE_TYPE) return partOf(rt, view, key);
  if (isTuple(rt, key)) {
    const items = rt.tupleItems(key);
    if (items.every((item) => rt.isIndex(item))) return readItem(rt, self, items);
    if (isSlices(rt, key)) rt.raise(NOT_IMPLEMENTED_ERROR, 'multi-dimensional slicing is not implemented');
  }
  return rt.raise(TYPE_ERROR, 'memoryview: invalid slice key');
}

function setItem(rt: Runtime, self: Address, key: Address, value: Address): number {
  const view = viewOf(rt, self);
  if (view.isReadOnly) rt.raise(TYPE_ERROR, 'cannot modify read-only memory');
  if (value === 0) rt.raise(TYPE_ERROR, 'cannot delete memory');
  const unreleased = () => {
    viewOf(rt, self);
    return memory(rt);
  };
  const write = (at: Address) => formatOf(rt, view).write(rt, unreleased, at, value, view.format);
  if (view.shape.length === 0) {
    if (key !== ELLIPSIS && !(isTuple(rt, key) && rt.views.word(key + LENGTH) === 0))
      rt.raise(TYPE_ERROR, 'invalid indexing of 0-dim memory');
    write(view.at);
  } else if (rt.isIndex(key)) {
    if (view.shape.length > 1) rt.raise(NOT_IMPLEMENTED_ERROR, 'sub-views are not implemented');
    write(itemAt(rt, self, [key]));
  } else if (rt.typeOf(key) === SLICE_TYPE && view.shape.length === 1) {
    if (!isBytesLike(rt, value))
      rt.raise(TYPE_ERROR, `a bytes-like object is required, not '${rt.shownTypeName(rt.typeOf(value))}'`);
    const source = viewOf(rt, rt.typeOf(value) === MEMORYVIEW_TYPE ? value : overObject(rt, value));
    const target = sliced(rt, view, key);
    viewOf(rt, self);
    if (source.shape.length !== 1 || source.shape[0] !== target.shape[0] || source.format !== target.format)
      rt.raise(VALUE_ERROR, 'memoryview assignment: lvalue and rvalue have different structures');
    const content = contentOf(rt, source);
    let from = 0;
    for (const at of addresses(target)) {
      rt.views.u8.set(content.subarray(from, from + target.itemBytes), at);
      from += target.itemBytes;
    }
  } else if (isTuple(rt, key) && rt.tupleItems(key).every((item) => rt.isIndex(item)))
    write(itemAt(rt, self, rt.tupleItems(key)));
  else if (rt.typeOf(key) === SLICE_TYPE || isSlices(rt, key))
    rt.raise(NOT_IMPLEMENTED_ERROR, 'memoryview slice assignments are currently restricted to ndim = 1');
  else rt.raise(TYPE_ERROR, 'memoryview: invalid slice key');
  return 0;
}

/** Equal shapes and equal items; formats may differ where both are known. */
function equalViews(rt: Runtime, a: View, b: View): boolean {
  if (a.shape.length !== b.shape.length || a.shape.some((length, i) => length !== b.shape[i])) return false;
  const isPlain = ({ format }: View) => 'BbcH?hiIlLqQnNP'.includes(format);
  if (a.format === b.format && isPlain(a)) {
    const x = contentOf(rt, a);
    const y = contentOf(rt, b);
    return x.every((byte, i) => byte === y[i]);
  }
  const left = itemFormat(a.format);
  const right = itemFormat(b.format);
  if (left === undefined || right === undefined) return false;
  const others = addresses(b);
  for (const at of addresses(a)) {
    const other = others.next().value as Address;
    const x = left.read(rt, memory(rt), at);
    const y = right.read(rt, memory(rt), other);
    if (rt.status(rt.kernel.compareBool(x, y, EQUAL)) === 0) return false;
  }
  return true;
}

function compare(rt: Runtime, self: Address, other: Address, operation: number): Address {
  if (operation !== EQUAL && operation !== NOT_EQUAL) return NOT_IMPLEMENTED;
  const view = viewsOf(rt).get(self);
  let equal: boolean;
  if (view?.loan === undefined) equal = self === other;
  else if (rt.typeOf(other) === MEMORYVIEW_TYPE) {
    const second = viewsOf(rt).get(other);
    equal = second?.loan === undefined ? self === other : equalViews(rt, view, second);
  } else if (isBytesLike(rt, other)) equal = equalViews(rt, view, viewOf(rt, overObject(rt, other)));
  else return NOT_IMPLEMENTED;
  return rt.bool(equal === (operation === EQUAL));
}

/** Another format or shape of memory without gaps. */
function cast(rt: Runtime, self: Address, formatText: Address, shapeGiven: Address): Address {
  const view = viewOf(rt, self);
  if (!rt.isString(formatText))
    rt.raise(TYPE_ERROR, `cast() argument 'format' must be str, not ${rt.argumentTypeName(formatText)}`);
  const format = rt.text(formatText);
  if (!isPacked(view)) rt.raise(TYPE_ERROR, 'memoryview: casts are restricted to C-contiguous views');
  const hasShape = shapeGiven !== 0 && shapeGiven !== NONE;
  if (
    (hasShape || view.shape.length !== 1) &&
    countOf(view.shape) === 0 &&
    view.shape.length > 0 &&
    view.shape.includes(0)
  )
    rt.raise(TYPE_ERROR, 'memoryview: cannot cast view with zeros in shape or strides');
  const item = itemFormat(format);
  if (item === undefined)
    return rt.raise(
      VALUE_ERROR,
      "memoryview: destination format must be a native single character format prefixed with an optional '@'",
    );
  const bytesLike = (text: string) => ['B', 'b', 'c'].includes(text.replace('@', ''));
  if (!bytesLike(format) && !bytesLike(view.format))
    rt.raise(TYPE_ERROR, 'memoryview: cannot cast between two non-byte formats');
  const total = countOf(view.shape) * view.itemBytes;
  if (total % item.bytes !== 0) rt.raise(TYPE_ERROR, 'memoryview: length is not a multiple of itemsize');
  let shape = [total / item.bytes];
  if (hasShape) {
    shape = rt.items(shapeGiven).map((length) => {
      if (!rt.isIndex(length)) rt.raise(TYPE_ERROR, 'memoryview.cast(): elements of shape must be integers');
      const number = rt.number(rt.index(length));
      if (number <= 0) rt.raise(VALUE_ERROR, 'memoryview.cast(): elements of shape must be integers > 0');
      return number;
    });
    if (view.shape.length !== 1 && shape.length !== 1)
      rt.raise(TYPE_ERROR, 'memoryview: cast must be 1D -> ND or ND -> 1D');
    if (countOf(shape) * item.bytes !== total)
      rt.raise(TYPE_ERROR, 'memoryview: product(shape) * itemsize != buffer size');
  }
  return make(rt, { ...view, format, itemBytes: item.bytes, shape, strides: packedStrides(shape, item.bytes) });
}

function releaseView(rt: Runtime, self: Address): void {
  const view = viewsOf(rt).get(self);
  if (view?.loan === undefined) return;
  if (view.exports > 0)
    rt.raise(BUFFER_ERROR, `memoryview has ${view.exports} exported buffer${view.exports === 1 ? '' : 's'}`);
  const { loan } = view;
  view.loan = undefined;
  loan.giveBack();
}

const PARAMETERS = parseParameters('memoryview', 'object');
const HEX_PARAMETERS = 'sep=None, bytes_per_sep=1';

const bound = (
  name: string,
  parameters: string,
  call: (rt: Runtime, self: Address, args: Address[]) => Address,
): MethodDefinition => ({ name, convention: KEYWORDS, call: () => 0, parameters, bound: call });

const words = (rt: Runtime, values: readonly number[]): Address => rt.tuple(values.map((value) => rt.int(value)));

const property = (name: string, get: (rt: Runtime, view: View & { loan: Loan }) => Address) => ({
  name,
  get: (rt: Runtime, self: Address) => get(rt, viewOf(rt, self)),
});

export const MEMORYVIEW: TypeDefinition = {
  address: MEMORYVIEW_TYPE,
  name: 'memoryview',
  flags: CYCLIC | IS_SEQUENCE,
  bytes: VIEW_BYTES,
  weakAt: VIEW_WEAK,
  slots: {
    NEW: (rt, _type, args, positional, names) =>
      overObject(rt, bindParameters(rt, PARAMETERS, args, positional, names)[0]),
    DEALLOC: (rt, self) => {
      rt.kernel.untrackIfTracked(self);
      if (rt.views.word(self + VIEW_WEAK) !== 0) rt.kernel.clearWeakReferences(self);
      const view = viewsOf(rt).get(self);
      viewsOf(rt).delete(self);
      view?.loan?.giveBack();
      rt.decref(rt.views.word(self + VIEW_OF));
      rt.kernel.freeCyclic(self, rt.views.word(MEMORYVIEW_TYPE + BASIC_BYTES));
    },
    TRAVERSE: (rt, self, visitor, argument) => {
      const managed = rt.views.word(self + VIEW_OF);
      return managed === 0 ? 0 : rt.callIndex(visitor, managed, argument);
    },
    REPR: (rt, self) => {
      const isReleased = viewsOf(rt).get(self)?.loan === undefined;
      return rt.string(`<${isReleased ? 'released ' : ''}memory at 0x${self.toString(16).padStart(12, '0')}>`);
    },
    HASH_OF: (rt, self) => {
      const known = viewsOf(rt).get(self)?.hash;
      if (known !== undefined) return known;
      const view = viewOf(rt, self);
      if (!view.isReadOnly) rt.raise(VALUE_ERROR, 'cannot hash writable memoryview object');
      if (!['B', 'b', 'c'].includes(view.format))
        rt.raise(VALUE_ERROR, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
      rt.hash(view.loan.object);
      return (view.hash = rt.kernel.hashOf(rt.newBytes(contentOf(rt, view))));
    },
    COMPARE: compare,
    ITER: (rt, self) => {
      const view = viewOf(rt, self);
      if (view.shape.length === 0) rt.raise(TYPE_ERROR, 'invalid indexing of 0-dim memory');
      if (view.shape.length !== 1) rt.raise(NOT_IMPLEMENTED_ERROR, 'multi-dimensional sub-views are not implemented');
      formatOf(rt, view);
      return rt.keep(rt.kernel.newSequenceIterator(MEMORY_ITERATOR_TYPE, self));
    },
    LEN: (rt, self) => viewOf(rt, self).shape[0] ?? 1,
    GETITEM: getItem,
    SETITEM: setItem,
    GET_BUFFER: (rt, self, buffer, flags) => {
      rt.views.setWord(buffer + BUFFER_OWNER, 0);
      const view = viewOf(rt, self);
      if ((flags & BUFFER_WRITABLE) !== 0 && view.isReadOnly)
        rt.raise(BUFFER_ERROR, 'memoryview: underlying buffer is not writable');
      if (!isPacked(view)) rt.raise(BUFFER_ERROR, 'memoryview: underlying buffer is not C-contiguous');
      view.exports++;
      rt.incref(self);
      rt.views.setWord(buffer + BUFFER_OWNER, self);
      rt.views.setWord(buffer + BUFFER_AT, view.at);
      rt.views.setWord(buffer + BUFFER_LENGTH, countOf(view.shape) * view.itemBytes);
      rt.views.setWord(buffer + BUFFER_READONLY, view.isReadOnly ? 1 : 0);
      return 0;
    },
    RELEASE_BUFFER: (rt, self) => {
      const view = viewsOf(rt).get(self);
      if (view !== undefined) view.exports--;
    },
  },
  methods: [
    bound('tobytes', "order='C'", (rt, self) => rt.newBytes(contentOf(rt, viewOf(rt, self)))),
    method('tolist', NO_ARGUMENTS, (rt, self) => listOf(rt, viewOf(rt, self))),
    bound('cast', 'format, shape=None', (rt, self, [format, shape]) => cast(rt, self, format, shape)),
    method('release', NO_ARGUMENTS, (rt, self) => {
      releaseView(rt, self);
      return NONE;
    }),
    bound('hex', HEX_PARAMETERS, (rt, self, [separator, group]) =>
      toHex(rt, contentOf(rt, viewOf(rt, self)), separator, group),
    ),
    method('toreadonly', NO_ARGUMENTS, (rt, self) => make(rt, { ...viewOf(rt, self), isReadOnly: true })),
    method('__enter__', NO_ARGUMENTS, (rt, self) => {
      viewOf(rt, self);
      return self;
    }),
    bound('__exit__', '*args', (rt, self) => {
      releaseView(rt, self);
      return NONE;
    }),
  ],
  properties: [
    property('obj', (_, view) => view.loan.object),
    property('nbytes', (rt, view) => rt.int(countOf(view.shape) * view.itemBytes)),
    property('readonly', (rt, view) => rt.bool(view.isReadOnly)),
    property('itemsize', (rt, view) => rt.int(view.itemBytes)),
    property('format', (rt, view) => rt.string(view.format)),
    property('ndim', (rt, view) => rt.int(view.shape.length)),
    property('shape', (rt, view) => words(rt, view.shape)),
    property('strides', (rt, view) => words(rt, view.strides)),
    property('suboffsets', (rt) => rt.tuple([])),
    property('c_contiguous', (rt, view) => rt.bool(isPacked(view))),
    property('f_contiguous', (rt, view) => rt.bool(isPackedByColumns(view))),
    property('contiguous', (rt, view) => rt.bool(isPacked(view) || isPackedByColumns(view))),
  ],
};

export const MANAGED_BUFFER_DEFINITION: TypeDefinition = {
  address: MANAGED_BUFFER_TYPE,
  name: 'managedbuffer',
  flags: CYCLIC | NO_NEW,
  bytes: MANAGED_BUFFER_BYTES,
  owned: 1,
  slots: {
    DEALLOC: kernel('managed_buffer_dealloc'),
    TRAVERSE: kernel('owned_traverse'),
    CLEAR: kernel('managed_buffer_clear'),
  },
};

function nextItem(rt: Runtime, iterator: Address): Address {
  const self = rt.views.word(iterator + ITERATOR_OF);
  if (self === 0) return 0;
  const index = rt.views.word(iterator + ITERATOR_INDEX);
  const view = viewOf(rt, self);
  if (index >= view.shape[0]) {
    rt.views.setWord(iterator + ITERATOR_OF, 0);
    rt.decref(self);
    return 0;
  }
  rt.views.setWord(iterator + ITERATOR_INDEX, index + 1);
  return formatOf(rt, view).read(rt, memory(rt), view.at + index * view.strides[0]);
}

const ITERATOR = sequenceIterator(MEMORY_ITERATOR_TYPE, 'memory_iterator', 'iterator_self', () => NONE);

/** What iter() gives; nothing of it can be pickled. */
export const MEMORY_ITERATOR: TypeDefinition = {
  ...ITERATOR,
  slots: { ...ITERATOR.slots, NEXT: nextItem },
  methods: [],
};
