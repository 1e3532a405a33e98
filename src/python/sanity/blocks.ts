/** Which blocks of the heap objects consist of, and which blocks there are. */
import type { Address, Bytes } from '../../base/ids.js';
import {
  BEFORE_HEAD,
  CYCLE_HEAD,
  CYCLIC,
  FREE_LINK,
  FREE_LISTS,
  POOL_BLOCKS,
  POOL_CARVED,
  POOL_CLASS,
  POOL_NEXT,
  POOLS,
  SMALL_LIMIT,
  TYPE_FLAGS,
} from '../../memory/gc/format.js';
import { ITEMS, KEYS, TABLE } from '../format/objects.js';
import { FROZENSET_TYPE, IS_DICT, IS_LIST, IS_TYPE, SET_TYPE, SHARED_KEYS, SUBCLASSES } from '../format/types.js';
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
  if (flags & IS_TYPE) fields.push(SHARED_KEYS, SUBCLASSES);
  if (rt.kernel.isSubtype(type, SET_TYPE) || rt.kernel.isSubtype(type, FROZENSET_TYPE)) fields.push(TABLE);
  return fields.map((field) => views.word(p + field)).filter((block) => block !== 0);
}

export interface SmallBlock {
  readonly at: Address;
  readonly bytes: Bytes;
}

/** The blocks of pools that are handed out. */
export function* liveSmallBlocks(rt: Runtime): Generator<SmallBlock> {
  const { views } = rt;
  const free = new Set<Address>();
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
