/**
 * What `__sizeof__` and `sys.getsizeof` say in a 64-bit CPython 3.11, from an object's logical shape. Programs measure
 * themselves with it, so it must not tell of heapglass's own words of 32 bits; true sizes are in collector/blocks.ts.
 *
 * Not exact: code, whose size depends on CPython's bytecode.
 */
import type { Address, Bytes } from '../../../base/ids.js';
import { HEAP_TYPE, TYPE_FLAGS, WEAK_AT } from '../../../memory/gc/format.js';
import { ARRAY_CAPACITY, ARRAY_ITEM_BYTES } from '../../format/array.js';
import { STORE_BYTES } from '../../format/bytes.js';
import { DEQUE_BLOCK_ITEMS, DEQUE_FIRST, DEQUE_LENGTH } from '../../format/collections.js';
import { CODE, CODE_STACK, FRAME_FUNCTION, FRAME_OF, GENERATOR_CODE, LOCALS_COUNT } from '../../format/frames.js';
import { EMPTY_KEYS } from '../../format/memory-map.js';
import { MEMORY_DATA } from '../../format/io.js';
import { POOL, TAKEN } from '../../format/itertools.js';
import {
  CAPACITY,
  DIGITS,
  DICT_SHAPE,
  GENERAL_KEYS,
  KEYS,
  KEYS_LOG,
  LENGTH,
  MASK,
  SPLIT_KEYS,
  ASCII,
  STR_FLAGS,
  VALUE,
  WIDTH_MASK,
} from '../../format/objects.js';
import {
  ARRAY_TYPE,
  BASE,
  BYTEARRAY_TYPE,
  BYTES_IO_TYPE,
  DEQUE_TYPE,
  DICT_AT,
  IS_DICT,
  IS_INT,
  IS_LIST,
  IS_STR,
  IS_TUPLE,
  IS_BYTES,
  IS_TYPE,
  INT_TYPE,
  ITERTOOLS_COMBINATIONS_TYPE,
  ITERTOOLS_COMBINATIONS_WITH_REPLACEMENT_TYPE,
  ITERTOOLS_PERMUTATIONS_TYPE,
  ITERTOOLS_PRODUCT_TYPE,
  FROZENSET_TYPE,
  FRAME_TYPE,
  GENERATOR_TYPE,
  COROUTINE_TYPE,
  ASYNC_GENERATOR_TYPE,
  MEMORYVIEW_TYPE,
  ORDERED_DICT_TYPE,
  SET_TYPE,
  SLOTTED,
  STR_TYPE,
  TYPE_SLOTS,
} from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { CPYTHON_LAYOUTS, type CpythonLayout } from './layouts.js';

const WORD = 8;
const CYCLE_HEAD = 16;
/** Two words in front of instances whose attributes CPython keeps by itself. */
const MANAGED_DICT = 16;
const INT_HEAD = 24;
const PADDED_INT = 32;
const ASCII_HEAD = 48;
const WIDE_HEAD = 72;
/** Of an instance of a class derived from str: its characters are a block of their own. */
const DERIVED_STR_HEAD = 80;
const KEYS_HEAD = 32;
const STR_ENTRY = 16;
const ANY_ENTRY = 24;
const SET_ENTRY = 16;
/** Entries that lie in a set itself. */
const SMALL_SET = 8;
/** Key, hash, next, previous. */
const ORDER_NODE = 32;
const BLOCK_OF_DEQUE = WORD * (DEQUE_BLOCK_ITEMS + 2);
/** What has a number for each element of a result, permutations also one for each of its source. */
export const COMBINING_TYPES = [
  ITERTOOLS_COMBINATIONS_TYPE,
  ITERTOOLS_COMBINATIONS_WITH_REPLACEMENT_TYPE,
  ITERTOOLS_PERMUTATIONS_TYPE,
  ITERTOOLS_PRODUCT_TYPE,
];
const STATIC_TYPE = 408;
const CLASS = 904;
/** The table of the attributes that instances of a class share. */
const SHARED_KEYS_BYTES = 768;
const OBJECT: CpythonLayout = { basic: 16, item: 0, hasHead: false, dictAt: 0, weakAt: 0 };

interface ClassLayout extends CpythonLayout {
  readonly managesDict: boolean;
}

/** Of types that never change, by runtime: all are asked for each object that is traced. */
const STATIC_LAYOUTS = new WeakMap<Runtime, Map<Address, ClassLayout>>();

/** Of the instances of a type. */
export function layoutOf(rt: Runtime, type: Address): ClassLayout {
  const { views } = rt;
  if ((views.word(type + TYPE_FLAGS) & HEAP_TYPE) === 0) return staticLayoutOf(rt, type);
  const base = views.word(type + BASE);
  const inherited = layoutOf(rt, base);
  const adds = (field: number) => views.word(type + field) !== 0 && views.word(base + field) === 0;
  const addsDict = adds(DICT_AT);
  const slots = views.word(type + TYPE_SLOTS) === 0 ? 0 : rt.tupleItems(views.word(type + TYPE_SLOTS)).length;
  const dictInside = addsDict && inherited.item !== 0;
  const weakAt = inherited.basic + WORD * (slots + (dictInside ? 1 : 0));
  const basic = weakAt + (adds(WEAK_AT) ? WORD : 0);
  return {
    basic,
    item: inherited.item,
    hasHead: true,
    managesDict: inherited.managesDict || (addsDict && !dictInside),
    // Behind the items, or in front of the head for cycles, told from the instance's end.
    dictAt: dictInside ? -WORD : addsDict ? -basic - MANAGED_DICT - WORD : inherited.dictAt,
    weakAt: adds(WEAK_AT) ? weakAt : inherited.weakAt,
  };
}

function staticLayoutOf(rt: Runtime, type: Address): ClassLayout {
  let layouts = STATIC_LAYOUTS.get(rt);
  if (layouts === undefined) STATIC_LAYOUTS.set(rt, (layouts = new Map()));
  let layout = layouts.get(type);
  if (layout === undefined) {
    const base = rt.views.word(type + BASE);
    const own = CPYTHON_LAYOUTS.get(rt.shownTypeName(type)) ?? (base === 0 ? OBJECT : layoutOf(rt, base));
    layouts.set(type, (layout = { ...own, managesDict: false }));
  }
  return layout;
}

/** object.__sizeof__ and all that overrides it in CPython's own types. */
export function cpythonSizeOf(rt: Runtime, p: Address): Bytes {
  return ownSize(rt, p) + furtherSize(rt, p);
}

/** What `sys.getsizeof` says of an object whose class does not override `__sizeof__`. */
export function cpythonSizeWithFront(rt: Runtime, p: Address): Bytes {
  return cpythonSizeOf(rt, p) + frontBytes(rt, p);
}

/** Of the object's own block, without what lies in front of it. */
export function ownSize(rt: Runtime, p: Address): Bytes {
  const { views } = rt;
  const type = rt.typeOf(p);
  const flags = views.word(type + TYPE_FLAGS);
  if (flags & IS_STR) return stringSize(rt, p);
  if (flags & IS_INT) return INT_HEAD + 4 * Math.max(1, cpythonDigits(rt, p));
  const { basic, item } = layoutOf(rt, type);
  if (flags & (IS_TUPLE | IS_BYTES)) return basic + item * views.word(p + LENGTH);
  if (FRAMED.has(type)) return basic + WORD * frameSlots(rt, p);
  // Shape, strides and suboffsets, one of each for a dimension.
  if (type === MEMORYVIEW_TYPE) return basic + item * 3 * rt.tupleItems(rt.attribute(p, 'shape')).length;
  if (flags & IS_TYPE) return (views.word(p + TYPE_FLAGS) & HEAP_TYPE) === 0 ? STATIC_TYPE : CLASS;
  return basic;
}

/** Of the block that the object itself is allocated in: an instance of a class, and a class, gets one item more than it needs. */
export function allocatedSize(rt: Runtime, p: Address): Bytes {
  const type = rt.typeOf(p);
  const flags = rt.views.word(type + TYPE_FLAGS);
  const front = frontBytes(rt, p);
  const { basic, item } = layoutOf(rt, type);
  if (flags & IS_TYPE) {
    const slots = rt.views.word(p + TYPE_SLOTS);
    return ownSize(rt, p) + front + item * (1 + (slots === 0 ? 0 : rt.tupleItems(slots).length));
  }
  if ((flags & HEAP_TYPE) === 0) {
    // What is calculated and has one digit gets a block for the whole struct, which ends in padding.
    return type === INT_TYPE && cpythonDigits(rt, p) <= 1 ? PADDED_INT : ownSize(rt, p) + front;
  }
  if (flags & IS_STR) return basic + front;
  if (flags & IS_INT) return front + Math.ceil((basic + item * (1 + Math.max(1, cpythonDigits(rt, p)))) / WORD) * WORD;
  return ownSize(rt, p) + front + item;
}

/** Of the blocks that belong to an object alone and that its `__sizeof__` counts. */
function furtherSize(rt: Runtime, p: Address): Bytes {
  if (rt.kernel.isSubtype(rt.typeOf(p), BYTES_IO_TYPE) !== 0) return ownContentSize(rt, p);
  const isDerivedStr = rt.hasFlag(p, IS_STR);
  return blockSize(rt, p) + (isDerivedStr ? 0 : blocksBeside(rt, p).reduce((sum, bytes) => sum + bytes, 0));
}

/** Of the bytes of a BytesIO, unless somebody else has them too. */
function ownContentSize(rt: Runtime, p: Address): Bytes {
  const content = rt.views.word(p + MEMORY_DATA);
  return content === 0 || rt.views.word(content) > 1 ? 0 : cpythonSizeOf(rt, content);
}

/** The sizes of those that have no counterpart of ours. */
export function blocksBeside(rt: Runtime, p: Address): Bytes[] {
  const { views } = rt;
  const type = rt.typeOf(p);
  const isA = (base: Address) => rt.kernel.isSubtype(type, base) !== 0;
  if (rt.hasFlag(p, IS_STR)) return type === STR_TYPE ? [] : [textSize(rt, p)];
  if (isA(ORDERED_DICT_TYPE)) return orderSizes(rt, p);
  if (isA(DEQUE_TYPE)) return Array<Bytes>(dequeBlocks(rt, p)).fill(BLOCK_OF_DEQUE);
  if (rt.hasFlag(p, IS_TYPE)) return layoutOf(rt, p).managesDict ? [SHARED_KEYS_BYTES] : [];
  if (!COMBINING_TYPES.some(isA)) return [];
  const pool = views.word(p + POOL) === 0 ? 0 : views.word(views.word(p + POOL) + LENGTH);
  const taken = views.word(p + TAKEN);
  return (isA(ITERTOOLS_PERMUTATIONS_TYPE) ? [pool, taken] : [taken]).map((count) => WORD * count);
}

/** Of the one that has: items, keys, bytes. */
export function blockSize(rt: Runtime, p: Address): Bytes {
  const { views } = rt;
  const type = rt.typeOf(p);
  const flags = views.word(type + TYPE_FLAGS);
  if (flags & IS_LIST) return WORD * views.word(p + CAPACITY);
  if (flags & IS_DICT) return keysSize(rt, p);
  if (rt.kernel.isSubtype(type, BYTEARRAY_TYPE)) return views.word(p + STORE_BYTES);
  if (rt.kernel.isSubtype(type, ARRAY_TYPE)) return views.word(p + ARRAY_CAPACITY) * views.word(p + ARRAY_ITEM_BYTES);
  if (rt.kernel.isSubtype(type, SET_TYPE) || rt.kernel.isSubtype(type, FROZENSET_TYPE)) {
    const entries = views.word(p + MASK) + 1;
    return entries > SMALL_SET ? SET_ENTRY * entries : 0;
  }
  return 0;
}

/** Whether an object's attributes may be in slots (classes/instance-slots.as.ts). */
export function isSlotted(rt: Runtime, p: Address): boolean {
  return (rt.views.word(rt.typeOf(p) + TYPE_FLAGS) & SLOTTED) !== 0;
}

/** Whether an object's attributes are in slots: nobody has made a dict of them. */
export function hasOwnValues(rt: Runtime, p: Address): boolean {
  return isSlotted(rt, p) && rt.views.word(p + rt.views.word(rt.typeOf(p) + DICT_AT)) === 0;
}

/** How many slots CPython's values have of a dict of attributes; 0 of any other object. */
export function splitSlots(rt: Runtime, p: Address): number {
  const shape = rt.hasFlag(p, IS_DICT) ? rt.views.word(p + DICT_SHAPE) : 0;
  return shape >= SPLIT_KEYS ? shape - SPLIT_KEYS : 0;
}

/** The block that CPython has for the values of attributes: their order, a byte each and two more, and the values. */
export function valuesSize(slots: number): Bytes {
  return Math.ceil((slots + 2) / WORD) * WORD + WORD * slots;
}

/** What `sys.getsizeof` adds to `__sizeof__`: what lies in front of an object. */
export function frontBytes(rt: Runtime, p: Address): Bytes {
  const { hasHead, managesDict } = layoutOf(rt, rt.typeOf(p));
  return (hasHead ? CYCLE_HEAD : 0) + (managesDict ? MANAGED_DICT : 0);
}

function stringSize(rt: Runtime, p: Address): Bytes {
  const { views } = rt;
  const flags = views.word(p + STR_FLAGS);
  const isExact = rt.typeOf(p) === STR_TYPE;
  const compact = (flags & ASCII) !== 0 ? ASCII_HEAD : WIDE_HEAD;
  return (isExact ? compact : DERIVED_STR_HEAD) + textSize(rt, p);
}

/** The characters and the one behind them. */
function textSize(rt: Runtime, p: Address): Bytes {
  return (rt.views.word(p + LENGTH) + 1) * (rt.views.word(p + STR_FLAGS) & WIDTH_MASK);
}

/** Types whose instances have a frame in them. */
const FRAMED = new Set([GENERATOR_TYPE, COROUTINE_TYPE, ASYNC_GENERATOR_TYPE, FRAME_TYPE]);

/** The variables of a generator's or frame's code, and the stack that CPython has with them. */
function frameSlots(rt: Runtime, p: Address): number {
  const { views } = rt;
  const code = rt.typeOf(p) === FRAME_TYPE ? codeOfFrameObject(rt, p) : views.word(p + GENERATOR_CODE);
  return code === 0 ? 0 : views.word(code + LOCALS_COUNT) + views.word(code + CODE_STACK);
}

function codeOfFrameObject(rt: Runtime, p: Address): Address {
  const frame = rt.views.word(p + FRAME_OF);
  return frame === 0 ? 0 : rt.views.word(rt.views.word(frame + FRAME_FUNCTION) + CODE);
}

/** Digits of 30 bits. */
function cpythonDigits(rt: Runtime, p: Address): number {
  const digits = Math.abs(rt.views.word(p + DIGITS));
  if (digits !== 0) return digits;
  const value = Math.abs(rt.views.word(p + VALUE));
  return value === 0 ? 0 : value < 2 ** 30 ? 1 : 2;
}

/** Of a dict's own table; that of empty dicts is shared by all. */
function keysSize(rt: Runtime, p: Address): Bytes {
  const { views } = rt;
  const keys = views.word(p + KEYS);
  const shape = views.word(p + DICT_SHAPE);
  if (shape >= SPLIT_KEYS) return WORD * splitSlots(rt, p);
  if (keys === EMPTY_KEYS) return 0;
  const log = views.word(keys + KEYS_LOG);
  const slots = 2 ** log;
  const indices = slots * indexBytes(log);
  const usable = Math.floor((2 * slots) / 3);
  return KEYS_HEAD + indices + usable * (shape === GENERAL_KEYS ? ANY_ENTRY : STR_ENTRY);
}

/** Of an OrderedDict: a node for each key, and a table of them beside the dict's. */
function orderSizes(rt: Runtime, p: Address): Bytes[] {
  const keys = rt.views.word(p + KEYS);
  if (keys === EMPTY_KEYS) return [];
  const nodes = Array<Bytes>(rt.views.word(p + LENGTH)).fill(ORDER_NODE);
  return [WORD * 2 ** rt.views.word(keys + KEYS_LOG), ...nodes];
}

/** Blocks of a deque; an empty one has one. */
function dequeBlocks(rt: Runtime, p: Address): number {
  const last = rt.views.word(p + DEQUE_FIRST) + Math.max(rt.views.word(p + DEQUE_LENGTH), 1) - 1;
  return Math.floor(last / DEQUE_BLOCK_ITEMS) + 1;
}

function indexBytes(log: number): Bytes {
  if (log < 8) return 1;
  if (log < 16) return 2;
  return 4;
}
