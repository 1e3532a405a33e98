/**
 * Puts the types that are not written in Python into memory: fields, slots (their own and inherited ones), and a dict with
 * methods, properties and members.
 */
import type { Address } from '../../base/ids.js';
import { STATIC_COUNT } from '../format/memory-map.js';
import {
  BUILTIN_BYTES,
  BUILTIN_DEFINITION,
  COUNT,
  DEFINITION_BYTES,
  DEFINITION_CONVENTION,
  DEFINITION_DOC,
  DEFINITION_FUNCTION,
  DEFINITION_NAME,
  DESCRIPTOR_NAME,
  DESCRIPTOR_OWNER,
  KEYWORDS,
  TYPE,
} from '../format/objects.js';
import * as FORMAT from '../format/types.js';
import {
  BASE,
  BASES,
  BASIC_BYTES,
  DEALLOC,
  DICT_AT,
  FINALIZE,
  HEAP_TYPE,
  IMMUTABLE,
  INSTANCES_NAME,
  ITEM_BYTES,
  METHOD_DESCRIPTOR_TYPE,
  MRO,
  NO_NEW,
  OBJECT_TYPE,
  OWNED_FIELDS,
  RELEASE_BUFFER,
  TYPE_DICT,
  TYPE_DOC,
  TYPE_FLAGS,
  TYPE_NAME,
  TYPE_QUALNAME,
  TYPE_TYPE,
  WEAK_AT,
} from '../format/types.js';
import { bindParameters, parseParameters } from './parameters.js';
import type { KernelFunction, MethodDefinition, ObjectNative, TypeDefinition, WordNative } from './definitions.js';
import type { Runtime } from './runtime.js';
import { slotKind } from './slot-signatures.js';

const OFFSETS = FORMAT as unknown as Record<string, number>;
/** Flags that a type has because its base has them. */
const INHERITED_FLAGS =
  FORMAT.CYCLIC |
  FORMAT.IS_INT |
  FORMAT.IS_LIST |
  FORMAT.IS_TUPLE |
  FORMAT.IS_BYTES |
  FORMAT.IS_STR |
  FORMAT.IS_DICT |
  FORMAT.IS_EXCEPTION |
  FORMAT.IS_TYPE |
  FORMAT.IS_SEQUENCE |
  FORMAT.IS_MAPPING;

/** Installs the types in their order: a base comes before what derives from it. */
export function installTypes(rt: Runtime, definitions: readonly TypeDefinition[]): void {
  for (const definition of definitions) layOutType(rt, definition);
  for (const definition of definitions) fillType(rt, definition);
  rt.placeNatives();
}

function layOutType(rt: Runtime, d: TypeDefinition): void {
  const { views } = rt;
  const type = d.address;
  const base = type === OBJECT_TYPE ? 0 : (d.base ?? OBJECT_TYPE);
  views.setWord(type + COUNT, STATIC_COUNT);
  views.setWord(type + TYPE, TYPE_TYPE);
  const inherited = base === 0 ? 0 : views.word(base + TYPE_FLAGS) & INHERITED_FLAGS;
  views.setWord(type + TYPE_FLAGS, (d.flags ?? 0) | inherited | IMMUTABLE);
  const fromBase = (field: number) => (base === 0 ? 0 : views.word(base + field));
  views.setWord(type + BASIC_BYTES, d.bytes ?? fromBase(BASIC_BYTES));
  views.setWord(type + ITEM_BYTES, d.itemBytes ?? fromBase(ITEM_BYTES));
  views.setWord(type + OWNED_FIELDS, d.owned ?? fromBase(OWNED_FIELDS));
  views.setWord(type + DICT_AT, d.dictAt ?? fromBase(DICT_AT));
  views.setWord(type + WEAK_AT, d.weakAt ?? fromBase(WEAK_AT));
  views.setWord(type + BASE, base);
  for (const [name, value] of Object.entries(d.slots ?? {})) {
    views.setWord(type + OFFSETS[name], slotIndex(rt, name, value));
  }
  if (base !== 0) inheritSlots(rt, type, base);
}

function slotIndex(rt: Runtime, name: string, value: KernelFunction | WordNative): number {
  if (typeof value !== 'function') return rt.kernelFunction(value.kernel);
  const { signature, failure } = slotKind(name);
  return rt.nativeFunction(signature, failure, (...words) => value(rt, ...words));
}

/** A type that says how it compares and not how it hashes cannot be hashed. */
function inheritSlots(rt: Runtime, type: Address, base: Address): void {
  const { views } = rt;
  const comparesItself = views.word(type + FORMAT.COMPARE) !== 0;
  for (let slot = DEALLOC; slot <= RELEASE_BUFFER; slot += 4) {
    if (views.word(type + slot) !== 0) continue;
    if (slot === FORMAT.HASH_OF && comparesItself) continue;
    if (slot === FORMAT.NEW && (views.word(type + TYPE_FLAGS) & NO_NEW) !== 0) continue;
    if (slot === FINALIZE && (views.word(type + TYPE_FLAGS) & HEAP_TYPE) !== 0) continue;
    views.setWord(type + slot, views.word(base + slot));
  }
}

function fillType(rt: Runtime, d: TypeDefinition): void {
  const { views } = rt;
  const type = d.address;
  const base = views.word(type + BASE);
  const name = rt.name(d.name);
  const own = (value: Address) => {
    rt.incref(value);
    return value;
  };
  views.setWord(type + TYPE_NAME, name);
  views.setWord(type + TYPE_QUALNAME, name);
  const shown = d.module === undefined ? name : rt.name(`${d.module}.${d.name}`);
  views.setWord(type + INSTANCES_NAME, shown);
  views.setWord(type + TYPE_DOC, d.doc === undefined ? 0 : rt.name(d.doc));
  views.setWord(type + BASES, own(base === 0 ? rt.tuple([]) : rt.tuple([base])));
  const line: Address[] = [];
  for (let ancestor = type; ancestor !== 0; ancestor = views.word(ancestor + BASE)) line.push(ancestor);
  views.setWord(type + MRO, own(rt.tuple(line)));
  const dict = own(rt.dict());
  views.setWord(type + TYPE_DICT, dict);
  for (const [key, value] of Object.entries(d.attributes?.(rt) ?? {})) rt.dictSet(dict, rt.name(key), value);
  for (const method of d.methods ?? []) rt.dictSet(dict, rt.name(method.name), methodDescriptor(rt, type, method));
}

/** The fixed block that says how a builtin is called. */
export function makeDefinition(rt: Runtime, method: MethodDefinition): Address {
  const at = rt.fixed(DEFINITION_BYTES);
  const { views } = rt;
  views.setWord(at + DEFINITION_FUNCTION, functionIndex(rt, method));
  views.setWord(at + DEFINITION_CONVENTION, method.convention);
  views.setWord(at + DEFINITION_NAME, rt.name(method.name));
  views.setWord(at + DEFINITION_DOC, method.doc === undefined ? 0 : rt.name(method.doc));
  return at;
}

const PARAMETERS_OF_CONVENTION = [1, 2, 3, 4];

function functionIndex(rt: Runtime, { name, convention, call, parameters, bound }: MethodDefinition): number {
  if (bound !== undefined) {
    const known = parseParameters(name, parameters ?? '');
    return rt.nativeFunction({ parameters: 4, result: 'word' }, 0, (self, args, positional, names) =>
      bound(rt, self, bindParameters(rt, known, args, positional, names)),
    );
  }
  if (typeof call !== 'function') return rt.kernelFunction(call.kernel);
  const native: ObjectNative = call;
  const count = PARAMETERS_OF_CONVENTION[convention & KEYWORDS];
  return rt.nativeFunction({ parameters: count, result: 'word' }, 0, (...words) => native(rt, ...words));
}

/** A method of a type. */
export function methodDescriptor(rt: Runtime, owner: Address, method: MethodDefinition): Address {
  const p = rt.keep(rt.kernel.newCyclic(METHOD_DESCRIPTOR_TYPE, BUILTIN_BYTES));
  rt.views.setWord(p + BUILTIN_DEFINITION, makeDefinition(rt, method));
  rt.views.setWord(p + DESCRIPTOR_OWNER, owner);
  rt.views.setWord(p + DESCRIPTOR_NAME, rt.name(method.name));
  return p;
}

/** A function of a module: `len`. */
export function builtinFunction(rt: Runtime, method: MethodDefinition, self: Address, module: Address): Address {
  return rt.keep(rt.kernel.newBuiltin(makeDefinition(rt, method), self, module));
}
