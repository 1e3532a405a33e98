/**
 * The slots of classes. Each holds the function of a type that the class derives from, where all special methods of the slot
 * are that type's own, or the kernel's function that looks the special method up and calls it (class-slots.as.ts).
 */
import type { Address } from '../../../base/ids.js';
import { CLEAR, DEALLOC, HEAP_TYPE, TRAVERSE } from '../../../memory/gc/format.js';
import { NEXT_MISSING, NONE } from '../../format/memory-map.js';
import {
  BUILTIN_DEFINITION,
  DEFINITION_FUNCTION,
  DESCRIPTOR_OWNER,
  METHOD_SELF,
  WRAPPED,
  WRAPPER_DEFINITION,
  WRAPPER_SLOT,
} from '../../format/objects.js';
import {
  BASE,
  BUILTIN_FUNCTION_OR_METHOD_TYPE,
  GET_BUFFER,
  HASH_OF,
  HAS_FINALIZER,
  MRO,
  NEW,
  NEXT,
  FINALIZE,
  RELEASE_BUFFER,
  SEND,
  STATIC_BASE,
  TYPE_DICT,
  TYPE_FLAGS,
  WRAPPER_DESCRIPTOR_TYPE,
} from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { ROWS_OF_METHOD, ROWS_OF_SLOT, type SlotRow } from './slot-table.js';

/** Tells the kernel which function of the table it has for each slot of classes. Before any class is made. */
export function placeClassFunctions(rt: Runtime): void {
  for (const [slot, rows] of ROWS_OF_SLOT) {
    const { forClasses } = rows[0];
    if (forClasses !== undefined) rt.kernel.setClassFunction(slot, rt.kernelFunction(forClasses));
  }
}

/** All slots of a new class, whose MRO and dict are in place. */
export function fillSlots(rt: Runtime, type: Address): void {
  const { views } = rt;
  const base = views.word(type + STATIC_BASE);
  views.setWord(type + DEALLOC, rt.kernelFunction('instance_dealloc'));
  views.setWord(type + TRAVERSE, rt.kernelFunction('instance_traverse'));
  views.setWord(type + CLEAR, rt.kernelFunction('instance_clear'));
  for (const slot of [SEND, GET_BUFFER, RELEASE_BUFFER]) views.setWord(type + slot, views.word(base + slot));
  if (!isPlainlyDerived(rt, type)) {
    for (const [slot, rows] of ROWS_OF_SLOT) fillSlot(rt, type, slot, rows);
    return;
  }
  const inherited = slotsOfBase(rt, views.word(type + BASE));
  const own = slotsWithMethods(rt, type);
  for (const [slot, rows] of ROWS_OF_SLOT)
    putSlot(rt, type, slot, own.has(slot) ? slotFunction(rt, type, slot, rows) : inherited(slot));
}

/** Whether a class finds what it does not have itself exactly where its one base finds it. */
function isPlainlyDerived(rt: Runtime, type: Address): boolean {
  const { views } = rt;
  const line = rt.tupleItems(views.word(type + MRO));
  const behind = rt.tupleItems(views.word(views.word(type + BASE) + MRO));
  return line.length === behind.length + 1 && line[0] === type && behind.every((one, at) => one === line[at + 1]);
}

/** Of types that are not written in Python, which nobody can change: what a class has that derives from one and adds nothing. */
const SLOTS_OF_TYPES = new WeakMap<Runtime, Map<Address, ReadonlyMap<number, number>>>();

/** What a class that adds nothing to its base has in each slot. */
function slotsOfBase(rt: Runtime, base: Address): (slot: number) => number {
  const { views } = rt;
  if ((views.word(base + TYPE_FLAGS) & HEAP_TYPE) !== 0) {
    const missing = views.word(NEXT_MISSING);
    return (slot) => (views.word(base + slot) === missing ? 0 : views.word(base + slot));
  }
  let types = SLOTS_OF_TYPES.get(rt);
  if (types === undefined) SLOTS_OF_TYPES.set(rt, (types = new Map<Address, ReadonlyMap<number, number>>()));
  let slots = types.get(base);
  if (slots === undefined) {
    slots = new Map([...ROWS_OF_SLOT].map(([slot, rows]) => [slot, slotFunction(rt, base, slot, rows)]));
    types.set(base, slots);
  }
  return (slot) => (slots as ReadonlyMap<number, number>).get(slot) as number;
}

/** The slots of which a class has a method in its own dict. */
function slotsWithMethods(rt: Runtime, type: Address): Set<number> {
  const slots = new Set<number>();
  for (const [key] of rt.dictItems(rt.views.word(type + TYPE_DICT))) {
    if (!rt.isString(key)) continue;
    for (const { slot } of ROWS_OF_METHOD.get(rt.text(key)) ?? []) slots.add(slot);
  }
  return slots;
}

function fillSlot(rt: Runtime, type: Address, slot: number, rows: readonly SlotRow[]): void {
  putSlot(rt, type, slot, slotFunction(rt, type, slot, rows));
}

function putSlot(rt: Runtime, type: Address, slot: number, function_: number): void {
  const { views } = rt;
  const isDeleted = slot === NEXT && views.word(type + slot) !== 0;
  views.setWord(type + slot, function_ || (isDeleted ? views.word(NEXT_MISSING) : 0));
  if (slot !== FINALIZE) return;
  const flags = views.word(type + TYPE_FLAGS);
  views.setWord(type + TYPE_FLAGS, views.word(type + slot) === 0 ? flags & ~HAS_FINALIZER : flags | HAS_FINALIZER);
}

function slotFunction(rt: Runtime, type: Address, slot: number, rows: readonly SlotRow[]): number {
  const { views } = rt;
  let inherited = 0;
  let generic = '';
  let overridden = false;
  for (const { method, forClasses, kind } of rows) {
    const found = rt.kernel.lookup(type, rt.name(method));
    if (found === 0) continue;
    const foundType = rt.typeOf(found);
    if (
      foundType === WRAPPER_DESCRIPTOR_TYPE &&
      kind !== undefined &&
      views.word(views.word(found + WRAPPER_DEFINITION) + WRAPPER_SLOT) === slot &&
      rt.kernel.isSubtype(type, views.word(found + DESCRIPTOR_OWNER)) !== 0 &&
      (inherited === 0 || inherited === views.word(found + WRAPPED))
    ) {
      inherited = views.word(found + WRAPPED);
    } else if (slot === NEW && isNewWrapper(rt, found)) {
      inherited = views.word(views.word(found + METHOD_SELF) + NEW);
    } else if (slot === HASH_OF && found === NONE) {
      return 0;
    } else if (!isOfOtherSlot(rt, found, foundType, rows, slot)) {
      // Else it is the same method in another slot (CONCAT for ADD): that has it.
      overridden = true;
      generic = forClasses ?? generic;
    }
  }
  if (generic !== '') return rt.kernelFunction(generic);
  return inherited !== 0 || overridden ? inherited : inheritedSlot(rt, type, slot, rows);
}

/** Functions in slots whose methods nobody made: none were wrapped. */
function inheritedSlot(rt: Runtime, type: Address, slot: number, rows: readonly SlotRow[]): number {
  return rows.every(({ kind }) => kind === undefined) ? rt.views.word(rt.views.word(type + STATIC_BASE) + slot) : 0;
}

function isNewWrapper(rt: Runtime, found: Address): boolean {
  if (rt.typeOf(found) !== BUILTIN_FUNCTION_OR_METHOD_TYPE || rt.views.word(found + METHOD_SELF) === 0) return false;
  return (
    rt.views.word(rt.views.word(found + BUILTIN_DEFINITION) + DEFINITION_FUNCTION) === rt.kernelFunction('new_wrapper')
  );
}

function isOfOtherSlot(
  rt: Runtime,
  found: Address,
  foundType: Address,
  rows: readonly SlotRow[],
  slot: number,
): boolean {
  if (foundType !== WRAPPER_DESCRIPTOR_TYPE) return false;
  const own = rt.views.word(rt.views.word(found + WRAPPER_DEFINITION) + WRAPPER_SLOT);
  return own !== slot && (ROWS_OF_SLOT.get(own) ?? []).some(({ method }) => rows.some((row) => row.method === method));
}

/** An attribute of a class has been set or deleted: its slots and those of what derives from it. */
export function updateSlots(rt: Runtime, type: Address, method: string): void {
  const rows = ROWS_OF_METHOD.get(method);
  if (rows === undefined) return;
  updateAlong(rt, type, method, [...new Set(rows.map(({ slot }) => slot))], true);
}

function updateAlong(rt: Runtime, type: Address, method: string, slots: readonly number[], isFirst: boolean): void {
  // A class that has the attribute itself looks no further up, and so do those that derive from it.
  if (!isFirst && rt.dictGet(rt.views.word(type + TYPE_DICT), rt.name(method)) !== 0) return;
  for (const slot of slots) fillSlot(rt, type, slot, ROWS_OF_SLOT.get(slot) as SlotRow[]);
  for (const subclass of subclassesOf(rt, type)) updateAlong(rt, subclass, method, slots, false);
}

/** After the bases of a class have changed. */
export function refillSlots(rt: Runtime, type: Address): void {
  fillSlots(rt, type);
  for (const subclass of subclassesOf(rt, type)) refillSlots(rt, subclass);
}

/** Those that name a type in their bases, in the order in which they were made. */
export function subclassesOf(rt: Runtime, type: Address): Address[] {
  const places = rt.kernel.subclassPlaces(type);
  const subclasses = Array.from({ length: places }, (_, place) => rt.kernel.subclassAt(type, place));
  return subclasses.filter((subclass) => subclass !== 0);
}
