/** Which blocks of the heap objects consist of, and which blocks there are. */
import type { Address, Bytes } from '../../base/ids.js';
import {
  BEFORE_HEAD,
  CYCLE_HEAD,
  CYCLIC,
  FREE_LINK,
  FREE_LISTS,
  POOL_BLOCKS,
  POOL_BYTES,
  POOL_CARVED,
  POOL_CLASS,
  POOL_NEXT,
  POOLS,
  PREVIOUS_HEAD,
  SMALL_LIMIT,
  TYPE_FLAGS,
} from '../../memory/gc/format.js';
import { ARRAY_ITEMS } from '../format/array.js';
import { STORE } from '../format/bytes.js';
import { RING } from '../format/collections.js';
import { INDICES } from '../format/itertools.js';
import { EMPTY_KEYS, FREE_KINDS, FREE_OBJECTS, HEAP } from '../format/memory-map.js';
import { INSTANCE_CAPACITY, ITEMS, KEYS, TABLE } from '../format/objects.js';
import {
  ARRAY_TYPE,
  BYTEARRAY_TYPE,
  DEQUE_TYPE,
  FROZENSET_TYPE,
  IS_DICT,
  IS_LIST,
  IS_TYPE,
  SET_TYPE,
  SHARED_KEYS,
  SLOTTED,
} from '../format/types.js';
import { COMBINING_TYPES } from '../objects/sizes/cpython-size.js';
import type { Runtime } from '../runtime/runtime.js';

/** Where the block of an object starts. */
export function blockOf(rt: Runtime, p: Address): Address {
  const type = rt.typeOf(p);
  if ((rt.views.word(type + TYPE_FLAGS) & CYCLIC) === 0) return p;
  return p - CYCLE_HEAD - rt.views.word(type + BEFORE_HEAD);
}

/** The further blocks that belong to an object alone. */
export function furtherBlocks(rt: Runtime, p: Address): Address[] {
  const { views } = rt;
  const type = rt.typeOf(p);
  const flags = views.word(type + TYPE_FLAGS);
  const fields: number[] = [];
  if (flags & IS_LIST) fields.push(ITEMS);
  if (flags & IS_DICT) fields.push(KEYS);
  if (flags & IS_TYPE) fields.push(SHARED_KEYS);
  if (rt.kernel.isSubtype(type, SET_TYPE) || rt.kernel.isSubtype(type, FROZENSET_TYPE)) fields.push(TABLE);
  if (rt.kernel.isSubtype(type, BYTEARRAY_TYPE)) fields.push(STORE);
  if (rt.kernel.isSubtype(type, ARRAY_TYPE)) fields.push(ARRAY_ITEMS);
  if (rt.kernel.isSubtype(type, DEQUE_TYPE)) fields.push(RING);
  if (COMBINING_TYPES.some((base) => rt.kernel.isSubtype(type, base))) fields.push(INDICES);
  const blocks = fields.map((field) => views.word(p + field)).filter((block) => block !== 0 && block !== EMPTY_KEYS);
  const beside = (flags & SLOTTED) === 0 ? 0 : views.word(p + INSTANCE_CAPACITY);
  return beside < 0 ? [...blocks, ~beside] : blocks;
}

/** The bytes that an object takes in the heap, as they are: its block and those that belong to it alone. */
export function trueBytes(rt: Runtime, p: Address): Bytes {
  if (p < HEAP) return 0;
  return [blockOf(rt, p), ...furtherBlocks(rt, p)].reduce((sum, block) => sum + blockBytes(rt, block), 0);
}

/** The bytes of a block with its rounding. */
export function blockBytes(rt: Runtime, block: Address): Bytes {
  const pool = block - (block % POOL_BYTES);
  if (poolsOf(rt).has(pool)) return rt.views.word(pool + POOL_CLASS) * 16;
  return rt.allocator.usableSize(block);
}

/** The pools by their addresses; found again when there is a new one. */
const KNOWN_POOLS = new WeakMap<Runtime, { readonly last: Address; readonly pools: ReadonlySet<Address> }>();

function poolsOf(rt: Runtime): ReadonlySet<Address> {
  const last = rt.views.word(POOLS);
  let known = KNOWN_POOLS.get(rt);
  if (known?.last !== last) {
    const pools = new Set<Address>();
    for (let pool = last; pool !== 0; pool = rt.views.word(pool + POOL_NEXT)) pools.add(pool);
    KNOWN_POOLS.set(rt, (known = { last, pools }));
  }
  return known.pools;
}

/** The blocks of objects that wait for the next one of their kind. */
function* waitingObjects(rt: Runtime): Generator<Address> {
  for (let kind = 0; kind < FREE_KINDS; kind++) {
    const first = rt.views.word(FREE_OBJECTS + 8 * kind);
    for (let p = first; p !== 0; p = rt.views.word(p - CYCLE_HEAD + PREVIOUS_HEAD)) yield p - CYCLE_HEAD;
  }
}

export interface SmallBlock {
  readonly at: Address;
  readonly bytes: Bytes;
}

/** The blocks of pools that are in use. */
export function* liveSmallBlocks(rt: Runtime): Generator<SmallBlock> {
  const { views } = rt;
  const free = new Set<Address>(waitingObjects(rt));
  for (let sizeClass = 0; sizeClass <= SMALL_LIMIT / 16; sizeClass++) {
    for (let at = views.word(FREE_LISTS + 4 * sizeClass); at !== 0; at = views.word(at + FREE_LINK)) free.add(at);
  }
  for (let pool = views.word(POOLS); pool !== 0; pool = views.word(pool + POOL_NEXT)) {
    const bytes = views.word(pool + POOL_CLASS) * 16;
    for (let index = 0; index < views.word(pool + POOL_CARVED); index++) {
      const at = pool + POOL_BLOCKS + index * bytes;
      if (!free.has(at)) yield { at, bytes };
    }
  }
}
