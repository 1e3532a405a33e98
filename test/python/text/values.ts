/** Python's values as JSON (cases.py has the form), as objects of a runtime and back; and questions about them answered. */
import { FIRST } from '../../../src/python/format/bytes.js';
import { FALSE, NONE, NOT_IMPLEMENTED, TRUE } from '../../../src/python/format/memory-map.js';
import {
  CHARACTERS_AT,
  DICT_SHAPE,
  ENTRY_BYTES,
  EXCEPTION_ARGS,
  ITEMS,
  KEYS,
  KEYS_ENTRIES,
  KEYS_INDICES,
  KEYS_LOG,
  LENGTH,
  START,
  STR_FLAGS,
  WIDTH_MASK,
} from '../../../src/python/format/objects.js';
import * as TYPES from '../../../src/python/format/types.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';
import { PythonError } from '../../../src/python/runtime/python-error.js';
import type { Runtime } from '../../../src/python/runtime/runtime.js';

export type Value = null | boolean | number | string | Value[] | { [tag: string]: unknown };
export type Case = [receiver: Value, operation: string, args: Value[], keywords: Record<string, Value>, outcome: Value];

/** A runtime without the library: what is encoded by it is unknown. */
export function openWithoutLibrary(): Runtime {
  const rt = openForTest();
  rt.importer = { ...rt.importer, import: () => NONE };
  return rt;
}

/** Objects of tests live as long as the runtime. */
function forever(rt: Runtime, p: number): number {
  rt.incref(p);
  return p;
}

export function textFrom(rt: Runtime, codePoints: readonly number[]): number {
  const block = rt.kernel.allocBlock(Math.max(4, codePoints.length * 4));
  codePoints.forEach((c, i) => rt.views.setWord(block + 4 * i, c));
  return rt.keep(rt.kernel.strOf(block, 4, 0, codePoints.length));
}

function bytesObject(rt: Runtime, hex: string): number {
  const bytes = bytesFrom(hex);
  const block = rt.kernel.allocBlock(Math.max(4, bytes.length));
  rt.views.u8.set(bytes, block);
  return rt.keep(rt.kernel.bytesOf(block, bytes.length));
}

function bytesFrom(hex: string): number[] {
  return Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

export function toObject(rt: Runtime, v: Value): number {
  return forever(rt, build(rt, v));
}

function build(rt: Runtime, v: Value): number {
  if (v === null) return NONE;
  if (typeof v === 'boolean') return v ? TRUE : FALSE;
  if (typeof v === 'number') return rt.int(v);
  if (typeof v === 'string') return rt.string(v);
  if (Array.isArray(v)) {
    const list = rt.keep(rt.kernel.newCyclic(TYPES.LIST_TYPE, 20));
    const items = rt.kernel.allocBlock(Math.max(4, v.length * 4));
    rt.views.i32.set([v.length, items, v.length], (list + LENGTH) >> 2);
    v.forEach((item, i) => rt.views.setWord(items + 4 * i, toObject(rt, item)));
    rt.kernel.track(list);
    return list;
  }
  const [[tag, content]] = Object.entries(v);
  switch (tag) {
    case 'i':
      return rt.int(BigInt(content as string));
    case 'f':
      return rt.float(Number(content));
    case 'c':
      return textFrom(rt, content as number[]);
    case 't':
      return rt.tuple((content as Value[]).map((item) => toObject(rt, item)));
    case 'd': {
      const dict = rt.dict();
      for (const [key, value] of content as [Value, Value][]) rt.dictSet(dict, toObject(rt, key), toObject(rt, value));
      return dict;
    }
    case 'sl': {
      const slice = rt.keep(rt.kernel.newCyclic(TYPES.SLICE_TYPE, 20));
      rt.views.i32.set(
        (content as Value[]).map((item) => toObject(rt, item)),
        (slice + START) >> 2,
      );
      return slice;
    }
    case 'mv':
      return rt.call(TYPES.MEMORYVIEW_TYPE, [bytesObject(rt, content as string)]);
    case 'ba':
      return rt.newBytearray(Uint8Array.from(bytesFrom(content as string)));
    default:
      return bytesObject(rt, content as string);
  }
}

export function fromObject(rt: Runtime, p: number, mayBeSecond = false): Value {
  const { views } = rt;
  if (p === NONE) return null;
  if (p === TRUE || p === FALSE) return p === TRUE;
  if (p === NOT_IMPLEMENTED) return { notImplemented: true };
  const type = rt.typeOf(p);
  const length = views.word(p + LENGTH);
  switch (type) {
    case TYPES.FLOAT_TYPE:
      return { f: rt.text(rt.repr(p)) };
    case TYPES.INT_TYPE: {
      const value = rt.bigInt(p);
      return Math.abs(Number(value)) < 2 ** 53 ? Number(value) : { i: String(value) };
    }
    case TYPES.STR_TYPE: {
      checkText(rt, p, mayBeSecond);
      const codePoints = codePointsOf(rt, p);
      return codePoints.some((c) => c >= 0xd800 && c < 0xe000) ? { c: codePoints } : rt.text(p);
    }
    case TYPES.BYTES_TYPE:
      return { b: hexOf(views.u8.subarray(p + CHARACTERS_AT, p + CHARACTERS_AT + length)) };
    case TYPES.BYTEARRAY_TYPE:
      return { ba: hexOf(views.u8.subarray(views.word(p + FIRST), views.word(p + FIRST) + length)) };
    case TYPES.MEMORYVIEW_TYPE:
      return { mv: hexOf(rt.bytes(rt.call(rt.attribute(p, 'tobytes')))) };
    case TYPES.TUPLE_TYPE:
      return { t: rt.tupleItems(p).map((item) => fromObject(rt, item)) };
    case TYPES.LIST_TYPE:
      return Array.from({ length }, (_, i) => fromObject(rt, views.word(views.word(p + ITEMS) + 4 * i)));
    case TYPES.DICT_TYPE:
      return { d: dictItems(rt, p).map((pair) => pair.map((item) => fromObject(rt, item))) };
    default:
      throw new Error(`no form for ${rt.shownTypeName(type)}`);
  }
}

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function dictItems(rt: Runtime, p: number): [number, number][] {
  if (rt.views.word(p + DICT_SHAPE) !== 0) throw new Error('a dict with a shape');
  const keys = rt.views.word(p + KEYS);
  const slots = 1 << rt.views.word(keys + KEYS_LOG);
  const indexBytes = slots <= 128 ? 1 : slots <= 32768 ? 2 : 4;
  const entries = keys + ((KEYS_INDICES + slots * indexBytes + 7) & ~7);
  const items: [number, number][] = [];
  for (let i = 0; i < rt.views.word(keys + KEYS_ENTRIES); i++) {
    const entry = entries + i * ENTRY_BYTES;
    if (rt.views.word(entry + 8) !== 0) items.push([rt.views.word(entry + 8), rt.views.word(entry + 12)]);
  }
  return items;
}

export function codePointsOf(rt: Runtime, p: number): number[] {
  const width = rt.views.word(p + STR_FLAGS) & WIDTH_MASK;
  const at = p + CHARACTERS_AT;
  const length = rt.views.word(p + LENGTH);
  const characters = width === 1 ? rt.views.u8 : width === 2 ? rt.views.u16 : rt.views.u32;
  return Array.from(characters.subarray(at / width, at / width + length));
}

/** The invariants of a str (objects/text/strings.as.ts). @param mayBeSecond there may be two of its one character */
function checkText(rt: Runtime, p: number, mayBeSecond: boolean): void {
  const codePoints = codePointsOf(rt, p);
  const most = codePoints.reduce((a, b) => Math.max(a, b), 0);
  const flags = rt.views.word(p + STR_FLAGS);
  const width = most < 0x100 ? 1 : most < 0x10000 ? 2 : 4;
  if ((flags & 15) !== (most < 0x80 ? 9 : width)) throw new Error(`flags ${flags} of ${JSON.stringify(codePoints)}`);
  const behind = p + CHARACTERS_AT + codePoints.length * width;
  for (let i = 0; i < width; i++) if (rt.views.u8[behind + i] !== 0) throw new Error('no zero behind the characters');
  if (codePoints.length === 0 || (codePoints.length === 1 && most < 256 && !mayBeSecond))
    if (p >= 0x10_0000) throw new Error(`a second ${JSON.stringify(rt.text(p))}`);
}

const COMPARISONS = ['lt', 'le', 'eq', 'ne', 'gt', 'ge'];
const SLOTS: Readonly<Record<string, number>> = {
  getitem: TYPES.GETITEM,
  add: TYPES.CONCAT,
  mul: TYPES.REPEAT,
  mod: TYPES.REMAINDER,
  repr: TYPES.REPR,
  str: TYPES.STR,
  iadd: TYPES.IN_PLACE_CONCAT,
  imul: TYPES.IN_PLACE_REPEAT,
};

/** What view_answer in cases.py gives. */
function viewFacts(rt: Runtime, self: number, steps: readonly number[]): number {
  const { MEMORYVIEW_TYPE, GETITEM, SETITEM, LEN, EQUAL } = TYPES;
  let view = rt.call(MEMORYVIEW_TYPE, [self]);
  for (const step of steps) {
    const [name, ...args] = rt.items(step);
    const slot = (field: number) => rt.views.word(MEMORYVIEW_TYPE + field);
    if (rt.text(name) === 'setitem') rt.status(rt.callIndex(slot(SETITEM), view, args[0], args[1]));
    else if (rt.text(name) === 'getitem') view = rt.keep(rt.callIndex(slot(GETITEM), view, args[0]));
    else view = rt.call(rt.attribute(view, rt.text(name)), args);
    if (rt.typeOf(view) !== MEMORYVIEW_TYPE) return view;
  }
  const facts = [
    'format',
    'itemsize',
    'ndim',
    'shape',
    'strides',
    'nbytes',
    'readonly',
    'c_contiguous',
    'f_contiguous',
  ];
  const whole = rt.call(rt.attribute(view, 'tobytes'));
  return rt.list([
    ...facts.map((name) => rt.attribute(view, name)),
    whole,
    rt.call(rt.attribute(view, 'tolist')),
    rt.int(rt.status(rt.callIndex(rt.views.word(MEMORYVIEW_TYPE + LEN), view))),
    rt.call(rt.attribute(view, 'hex')),
    rt.keep(rt.kernel.compare(view, whole, EQUAL)),
    rt.call(TYPES.BYTES_TYPE, [view]),
  ]);
}

const METHODS: Readonly<Record<string, string>> = { format: '__format__', template: 'format' };

/** Methods that make a new str of a single letter, too, as in CPython. */
const GIVES_NEW: ReadonlySet<string> = new Set(['upper', 'lower', 'title', 'capitalize', 'swapcase', 'casefold']);

/** What the runtime answers, in the form of an outcome. */
export function answer(rt: Runtime, [receiver, operation, args, keywords]: Case): Value {
  const self = toObject(rt, receiver);
  const outcome = outcomeOf(
    rt,
    () =>
      perform(
        rt,
        self,
        operation,
        args.map((arg) => toObject(rt, arg)),
        keywords,
      ),
    GIVES_NEW.has(operation),
  );
  return rt.typeOf(self) === TYPES.BYTEARRAY_TYPE ? [outcome, fromObject(rt, self)] : outcome;
}

export function outcomeOf(rt: Runtime, work: () => number, mayBeSecond = false): Value {
  let outcome: Value = null;
  try {
    rt.pooled(() => {
      outcome = fromObject(rt, forever(rt, work()), mayBeSecond);
      return 0;
    });
    return outcome;
  } catch (problem) {
    if (!(problem instanceof PythonError)) throw problem;
    return errorOf(rt);
  }
}

function perform(
  rt: Runtime,
  self: number,
  operation: string,
  args: number[],
  keywords: Record<string, Value>,
): number {
  const slot = (field: number, ...words: number[]) =>
    rt.callIndex(rt.views.word(rt.typeOf(self) + field), self, ...words);
  const comparison = COMPARISONS.indexOf(operation);
  if (comparison >= 0) return rt.keep(rt.kernel.compare(self, args[0], comparison));
  if (operation in SLOTS) return rt.keep(slot(SLOTS[operation], ...args));
  switch (operation) {
    case 'view':
      return viewFacts(rt, self, args);
    case 'len':
      return rt.int(rt.status(slot(TYPES.LEN)));
    case 'contains':
      return rt.bool(rt.status(slot(TYPES.CONTAINS, args[0])) === 1);
    case 'setitem':
    case 'delitem':
      rt.status(slot(TYPES.SETITEM, args[0], args[1] ?? 0));
      return NONE;
    case 'ascii':
      return rt.keep(rt.kernel.str_ascii(self));
    case 'iter': {
      const iterator = rt.keep(slot(TYPES.ITER));
      const items: number[] = [];
      for (;;) {
        const item = rt.keepIfAny(rt.callIndex(rt.views.word(rt.typeOf(iterator) + TYPES.NEXT), iterator));
        if (item === 0)
          return build(
            rt,
            items.map((each) => fromObject(rt, each)),
          );
        items.push(forever(rt, item));
      }
    }
    default: {
      const name = METHODS[operation] ?? operation;
      const found = rt.dictGet(rt.views.word(rt.typeOf(self) + TYPES.TYPE_DICT), rt.name(name));
      if (found === 0) throw new Error(`no method ${operation}`);
      const named = Object.fromEntries(Object.entries(keywords).map(([key, value]) => [key, toObject(rt, value)]));
      return rt.call(found, [self, ...args], named);
    }
  }
}

export function errorOf(rt: Runtime): Value {
  const pending = rt.pending();
  const name = rt.typeName(rt.typeOf(pending));
  const args = rt.tupleItems(rt.views.word(pending + EXCEPTION_ARGS));
  rt.incref(pending);
  rt.clearPending();
  if (args.length === 5) {
    const [, , start, end, reason] = args.map((arg) => fromObject(rt, arg));
    return { error: [name, null, { t: [start, end, reason] }] };
  }
  // Its text is made of the number and the file.
  if (args.length > 1 && rt.typeOf(args[0]) === TYPES.INT_TYPE)
    return { error: [name, `errno ${rt.compactInt(args[0])}`] };
  // Its str is the repr of what was not found.
  if (name === 'KeyError') return { error: [name, rt.text(rt.repr(args[0]))] };
  return { error: [name, args.length === 0 ? '' : rt.text(rt.str(args[0]))] };
}
