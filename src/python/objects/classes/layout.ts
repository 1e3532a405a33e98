/**
 * Which of its bases a class takes its layout from, and what it adds to that. types.ts (PREFIX_BYTES) and objects.ts
 * (instance) draw the layouts.
 */
import type { Address } from '../../../base/ids.js';
import { CYCLIC, HEAP_TYPE } from '../../../memory/gc/format.js';
import { CODE, CODE_ATTRIBUTES } from '../../format/frames.js';
import { INSTANCE_DICT, INSTANCE_SLOTS, INSTANCE_WEAK } from '../../format/objects.js';
import {
  BASE,
  BASIC_BYTES,
  DICT_AT,
  FIRST_ADDED,
  FUNCTION_TYPE,
  INHERITABLE,
  INSIDE_SLOTS,
  IS_TYPE,
  ITEM_BYTES,
  OBJECT_TYPE,
  OWN_SLOTS,
  OWN_SLOTS_AT,
  PREFIX_BYTES,
  SLOTTED,
  SHARED_USABLE,
  STATIC_BASE,
  TYPE_DICT,
  TYPE_ERROR,
  TYPE_FLAGS,
  WEAK_AT,
} from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

/** A class has no more shared keys than that; instances with more attributes have dicts. */
const MOST_SHARED = 30;

export const isType = (rt: Runtime, p: Address): boolean => (rt.views.word(rt.typeOf(p) + TYPE_FLAGS) & IS_TYPE) !== 0;

/** The base whose layout the others' layouts are part of. @throws PythonError if there is none */
export function bestBase(rt: Runtime, bases: readonly Address[]): Address {
  let winner = 0;
  let best = 0;
  for (const base of bases) {
    if (!isType(rt, base)) rt.raise(TYPE_ERROR, 'bases must be types');
    if ((rt.views.word(base + TYPE_FLAGS) & INHERITABLE) === 0)
      rt.raise(TYPE_ERROR, `type '${rt.shownTypeName(base)}' is not an acceptable base type`);
    const solid = solidBase(rt, base);
    if (winner === 0 || (winner !== solid && rt.kernel.isSubtype(solid, winner) !== 0)) {
      winner = solid;
      best = base;
    } else if (rt.kernel.isSubtype(winner, solid) === 0)
      rt.raise(TYPE_ERROR, 'multiple bases have instance lay-out conflict');
  }
  return best;
}

/** The nearest type along the bases that has fields which its own base has not; dict and weak references do not count. */
export function solidBase(rt: Runtime, type: Address): Address {
  const { views } = rt;
  for (let at = type; ; at = views.word(at + BASE)) {
    const base = views.word(at + BASE);
    if (base === 0) return at;
    const isClass = (views.word(at + TYPE_FLAGS) & HEAP_TYPE) !== 0;
    if (isClass ? views.word(at + OWN_SLOTS) !== 0 : hasOwnFields(rt, at, base)) return at;
  }
}

function hasOwnFields(rt: Runtime, type: Address, base: Address): boolean {
  const { views } = rt;
  return [BASIC_BYTES, ITEM_BYTES].some((field) => views.word(type + field) !== views.word(base + field));
}

export interface Added {
  readonly dict: boolean;
  readonly weak: boolean;
  /** How many __slots__. */
  readonly slots: number;
}

/** How many attributes the __init__ of a class and of those that it derives from give an instance. */
function expectedAttributes(rt: Runtime, type: Address): number {
  const { views } = rt;
  let count = 0;
  for (let at = type; (views.word(at + TYPE_FLAGS) & HEAP_TYPE) !== 0; at = views.word(at + BASE)) {
    const init = rt.dictGet(views.word(at + TYPE_DICT), rt.name('__init__'));
    if (init !== 0 && rt.typeOf(init) === FUNCTION_TYPE) count += views.word(views.word(init + CODE) + CODE_ATTRIBUTES);
  }
  return count;
}

/** Writes the layout of a new class whose BASE is in place. Gives the offset of each of its slots. */
export function layOut(rt: Runtime, type: Address, { dict, weak, slots }: Added): number[] {
  const { views } = rt;
  const base = views.word(type + BASE);
  const staticBase = views.word(base + STATIC_BASE);
  const isPlain = staticBase === OBJECT_TYPE;
  views.setWord(type + STATIC_BASE, staticBase);
  views.setWord(type + ITEM_BYTES, views.word(base + ITEM_BYTES));
  let words = views.word(base + PREFIX_BYTES) / 4;
  // The rest of a double word that the base did not need stays empty: its instances' offsets must stay as they are.
  const take = () => FIRST_ADDED - 4 * words++;
  let dictAt = views.word(base + DICT_AT);
  let weakAt = views.word(base + WEAK_AT);
  let bytes = views.word(base + BASIC_BYTES);
  let flags = views.word(base + TYPE_FLAGS) & (SLOTTED | CYCLIC);
  if (dict) {
    dictAt = isPlain ? INSTANCE_DICT : take();
    if (isPlain) {
      flags |= SLOTTED;
      bytes = INSTANCE_SLOTS;
    }
  }
  if (weak) weakAt = (flags & SLOTTED) !== 0 && dict ? INSTANCE_WEAK : take();
  const offsets = Array.from({ length: slots }, take);
  if (words > 0 || dict || weak) flags |= CYCLIC;
  views.setWord(type + DICT_AT, dictAt);
  views.setWord(type + WEAK_AT, weakAt);
  views.setWord(type + BASIC_BYTES, bytes);
  views.setWord(type + PREFIX_BYTES, ((words + 1) & ~1) * 4);
  views.setWord(type + OWN_SLOTS, slots);
  views.setWord(type + OWN_SLOTS_AT, offsets[0] ?? 0);
  views.setWord(type + SHARED_USABLE, (flags & SLOTTED) !== 0 ? MOST_SHARED : 0);
  views.setWord(type + INSIDE_SLOTS, (flags & SLOTTED) !== 0 ? rt.kernel.roomInside(expectedAttributes(rt, type)) : 0);
  views.setWord(type + TYPE_FLAGS, views.word(type + TYPE_FLAGS) | flags);
  return offsets;
}
