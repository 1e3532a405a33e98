/**
 * Puts the types that are not written in Python into memory: fields, slots (their own and inherited ones), and a dict with
 * methods, properties and members.
 */
import type { Address } from '../../base/ids.js';
import { NONE, STATIC_COUNT } from '../format/memory-map.js';
import {
  COUNT,
  DEFINITION_BYTES,
  DEFINITION_CONVENTION,
  DEFINITION_DOC,
  DEFINITION_FUNCTION,
  DEFINITION_NAME,
  GETSET_BYTES,
  GETSET_DOC,
  GETSET_GET,
  GETSET_SET,
  KEYWORDS,
  MEMBER_FLAG,
  MEMBER_OBJECT,
  MEMBER_READ_ONLY,
  MEMBER_REQUIRED,
  MEMBER_WORD,
  OF_CLASS,
  OF_STATIC,
  TYPE,
  WRAPPER_BYTES,
  WRAPPER_DOC,
  WRAPPER_KIND,
  WRAPPER_SLOT,
} from '../format/objects.js';
import * as FORMAT from '../format/types.js';
import {
  BASE,
  BASES,
  BASIC_BYTES,
  CLASSMETHOD_DESCRIPTOR_TYPE,
  DEALLOC,
  DICT_AT,
  GETSET_DESCRIPTOR_TYPE,
  IMMUTABLE,
  INSTANCES_NAME,
  ITEM_BYTES,
  MEMBER_DESCRIPTOR_TYPE,
  METHOD_DESCRIPTOR_TYPE,
  MRO,
  NO_NEW,
  OBJECT_TYPE,
  OWNED_FIELDS,
  RELEASE_BUFFER,
  STATICMETHOD_TYPE,
  STATIC_BASE,
  TYPE_DICT,
  TYPE_DOC,
  TYPE_FLAGS,
  TYPE_NAME,
  TYPE_QUALNAME,
  TYPE_TYPE,
  WEAK_AT,
  WRAPPER_DESCRIPTOR_TYPE,
} from '../format/types.js';
import { bindParameters, parseParameters } from './parameters.js';
import type {
  KernelFunction,
  MemberDefinition,
  MethodDefinition,
  ObjectNative,
  PropertyDefinition,
  TypeDefinition,
  WordNative,
} from './definitions.js';
import { ROWS_OF_SLOT, type SlotRow } from '../objects/classes/slot-table.js';
import { placeClassFunctions } from '../objects/classes/update-slots.js';
import { CLASS_GETITEM } from '../objects/classes/alias.js';
import { computeMro } from '../objects/classes/mro.js';
import { wrapCallable } from '../objects/classes/callables.js';
import type { Runtime } from './runtime.js';
import { slotKind } from './slot-signatures.js';

const OFFSETS = FORMAT as unknown as Record<string, number>;
/** Flags that a type has because its base has them. */
export const INHERITED_FLAGS =
  FORMAT.CYCLIC |
  FORMAT.IS_INT |
  FORMAT.IS_LIST |
  FORMAT.IS_TUPLE |
  FORMAT.IS_BYTES |
  FORMAT.IS_STR |
  FORMAT.IS_DICT |
  FORMAT.IS_EXCEPTION |
  FORMAT.IS_TYPE |
  FORMAT.IS_WEAK |
  FORMAT.IS_SEQUENCE |
  FORMAT.IS_MAPPING;

/** Installs the types in their order: a base comes before what derives from it. */
export function installTypes(rt: Runtime, definitions: readonly TypeDefinition[]): void {
  placeClassFunctions(rt);
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
  views.setWord(type + STATIC_BASE, type);
  for (const [name, value] of Object.entries(d.slots ?? {})) {
    views.setWord(type + OFFSETS[name], slotIndex(rt, name, value));
  }
  if (base !== 0) inheritSlots(rt, type, base);
}

function slotIndex(rt: Runtime, name: string, value: KernelFunction | WordNative): number {
  const { signature, failure } = slotKind(name);
  const native = (call: WordNative) => rt.nativeFunction(signature, failure, (...words) => call(rt, ...words));
  return typeof value === 'function' ? native(value) : kernelIndex(rt, value, native);
}

/** A kernel function, which is told the index of the native that it leaves some calls to. */
function kernelIndex(rt: Runtime, { kernel, slow }: KernelFunction, native: (call: WordNative) => number): number {
  if (slow !== undefined) rt.kernel[`${kernel}_slow`](native(slow));
  return rt.kernelFunction(kernel);
}

/** A type that says how it compares and not how it hashes cannot be hashed. */
function inheritSlots(rt: Runtime, type: Address, base: Address): void {
  const { views } = rt;
  const comparesItself = views.word(type + FORMAT.COMPARE) !== 0;
  for (let slot = DEALLOC; slot <= RELEASE_BUFFER; slot += 4) {
    if (views.word(type + slot) !== 0) continue;
    if (slot === FORMAT.HASH_OF && comparesItself) continue;
    // Instances of a type that does not say how they are made are made by the interpreter alone.
    if (slot === FORMAT.NEW && (base === OBJECT_TYPE || (views.word(type + TYPE_FLAGS) & NO_NEW) !== 0)) continue;
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
  views.setWord(type + BASES, own(rt.tuple(d.bases ?? (base === 0 ? [] : [base]))));
  views.setWord(type + MRO, own(rt.tuple(computeMro(rt, type))));
  for (const each of rt.tupleItems(views.word(type + BASES))) rt.status(rt.kernel.addSubclass(each, type));
  const dict = own(rt.dict());
  views.setWord(type + TYPE_DICT, dict);
  wrapSlots(rt, d, dict);
  for (const [key, value] of Object.entries(d.attributes?.(rt) ?? {})) rt.dictSet(dict, rt.name(key), value);
  for (const method of d.methods ?? []) rt.dictSet(dict, rt.name(method.name), methodDescriptor(rt, type, method));
  if (d.generic === true) rt.dictSet(dict, rt.name(CLASS_GETITEM.name), methodDescriptor(rt, type, CLASS_GETITEM));
  for (const property of d.properties ?? [])
    rt.dictSet(dict, rt.name(property.name), getsetDescriptor(rt, type, property));
  for (const member of d.members ?? []) rt.dictSet(dict, rt.name(member.name), memberDescriptor(rt, type, member));
  const key = rt.name('__doc__');
  if (rt.dictGet(dict, key) === 0) rt.dictSet(dict, key, d.doc === undefined ? NONE : rt.name(d.doc));
  const hash = rt.name('__hash__');
  if (base !== 0 && views.word(type + FORMAT.HASH_OF) === 0 && rt.dictGet(dict, hash) === 0)
    rt.dictSet(dict, hash, NONE);
}

/** Special methods for the slots that a type fills itself. The first method of a name stays. */
function wrapSlots(rt: Runtime, d: TypeDefinition, dict: Address): void {
  const type = d.address;
  for (const slotName of Object.keys(d.slots ?? {})) {
    const slot = OFFSETS[slotName];
    if (slot === FORMAT.NEW) {
      const definition = constructorDefinition(rt);
      rt.dictSet(dict, rt.name('__new__'), rt.keep(rt.kernel.newBuiltin(definition, type, 0)));
    }
    for (const row of ROWS_OF_SLOT.get(slot) ?? []) {
      if (row.kind === undefined || rt.dictGet(dict, rt.name(row.method)) !== 0) continue;
      const wrapped = rt.views.word(type + slot);
      const name = rt.name(row.method);
      const p = rt.kernel.newDescriptor(WRAPPER_DESCRIPTOR_TYPE, wrapperDefinition(rt, row), type, name, wrapped);
      rt.dictSet(dict, name, rt.keep(p));
    }
  }
}

function constructorDefinition(rt: Runtime): Address {
  return rt.fixedOnce(constructorDefinition, () =>
    makeDefinition(rt, {
      name: '__new__',
      convention: KEYWORDS,
      call: { kernel: 'new_wrapper' },
      doc: 'Create and return a new object.  See help(type) for accurate signature.',
    }),
  );
}

function wrapperDefinition(rt: Runtime, row: SlotRow): Address {
  return rt.fixedOnce(row, () => {
    const at = rt.fixed(WRAPPER_BYTES);
    rt.views.setWord(at + WRAPPER_KIND, row.kind as number);
    rt.views.setWord(at + WRAPPER_DOC, rt.name(row.doc));
    rt.views.setWord(at + WRAPPER_SLOT, row.slot);
    return at;
  });
}

/** A property of a type. The definition is made once, however many types have it. */
export function getsetDescriptor(rt: Runtime, owner: Address, property: PropertyDefinition): Address {
  const definition = rt.fixedOnce(property, () => {
    const { get, set, doc } = property;
    const at = rt.fixed(GETSET_BYTES);
    rt.views.setWord(at + GETSET_GET, propertyFunction(rt, get, 1, 0));
    rt.views.setWord(at + GETSET_SET, set === undefined ? 0 : propertyFunction(rt, set, 2, -1));
    rt.views.setWord(at + GETSET_DOC, doc === undefined ? 0 : rt.name(doc));
    return at;
  });
  return rt.keep(rt.kernel.newDescriptor(GETSET_DESCRIPTOR_TYPE, definition, owner, rt.name(property.name), 0));
}

function propertyFunction(
  rt: Runtime,
  call: KernelFunction | ((rt: Runtime, ...words: Address[]) => Address | void),
  parameters: number,
  failure: number,
): number {
  if (typeof call !== 'function') return rt.kernelFunction(call.kernel);
  return rt.nativeFunction({ parameters, result: 'word' }, failure, (...words) => call(rt, ...words));
}

const MEMBER_KIND_OF = { object: MEMBER_OBJECT, required: MEMBER_REQUIRED, word: MEMBER_WORD, flag: MEMBER_FLAG };

function memberDescriptor(rt: Runtime, owner: Address, { name, at, kind, readOnly }: MemberDefinition): Address {
  const flags = MEMBER_KIND_OF[kind] | (readOnly === true ? MEMBER_READ_ONLY : 0);
  return rt.keep(rt.kernel.newDescriptor(MEMBER_DESCRIPTOR_TYPE, at, owner, rt.name(name), flags));
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
    const index = rt.nativeFunction({ parameters: 4, result: 'word' }, 0, (self, args, positional, names) =>
      bound(rt, self, bindParameters(rt, known, args, positional, names)),
    );
    // A kernel function beside it takes the calls that are not out of the ordinary.
    if (typeof call === 'function') return index;
    rt.kernel[`${call.kernel}_slow`](index);
    return rt.kernelFunction(call.kernel);
  }
  const count = PARAMETERS_OF_CONVENTION[convention & KEYWORDS];
  const index = (native: ObjectNative | WordNative) =>
    rt.nativeFunction({ parameters: count, result: 'word' }, 0, (...words) => native(rt, ...words));
  return typeof call === 'function' ? index(call) : kernelIndex(rt, call, index);
}

/** A method of a type. */
export function methodDescriptor(rt: Runtime, owner: Address, method: MethodDefinition): Address {
  const definition = makeDefinition(rt, method);
  const name = rt.name(method.name);
  if ((method.convention & OF_STATIC) !== 0)
    return wrapCallable(rt, STATICMETHOD_TYPE, rt.keep(rt.kernel.newBuiltin(definition, owner, 0)));
  const type = (method.convention & OF_CLASS) !== 0 ? CLASSMETHOD_DESCRIPTOR_TYPE : METHOD_DESCRIPTOR_TYPE;
  return rt.keep(rt.kernel.newDescriptor(type, definition, owner, name, 0));
}

/** A function of a module: `len`. */
export function builtinFunction(rt: Runtime, method: MethodDefinition, self: Address, module: Address): Address {
  return rt.keep(rt.kernel.newBuiltin(makeDefinition(rt, method), self, module));
}
