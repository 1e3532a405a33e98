/**
 * A module of compiled functions: imports from the kernel, the program's one memory and table, and an element segment that
 * puts the functions into the table.
 */
import { KIND, OP, SECTION, TYPE } from '../../../instrument/binary/opcodes.js';
import { ByteWriter } from '../../../instrument/binary/writer.js';

/**
 * A function's type in short: a letter for each parameter, `>`, a letter for the result if there is one. i: word, l: 64-bit
 * word, d: double.
 */
export type Signature = string;

const LETTERS: Readonly<Record<string, number>> = { i: TYPE.i32, l: TYPE.i64, d: TYPE.f64 };

export interface ModuleParts {
  readonly imports: readonly { readonly name: string; readonly type: Signature }[];
  readonly functions: readonly { readonly type: Signature; readonly body: Uint8Array; readonly name: string }[];
  /** Types of functions that are called through the table: their indices come first, in this order. */
  readonly indirectTypes: readonly Signature[];
  /** Which functions go where in the table; undefined if there is no table. */
  readonly elements: readonly Elements[] | undefined;
  readonly memory: boolean;
  readonly exported: readonly string[];
}

/** `count` functions from number `first` on are in the table from index `at` on. */
export interface Elements {
  readonly at: number;
  readonly first: number;
  readonly count: number;
}

/** Where in a module what somebody may want to change is. */
export interface EncodedModule {
  readonly wasm: Uint8Array;
  /** The code of each function. */
  readonly bodies: readonly number[];
  /** The index, a signed LEB128 number, that each run of elements has. */
  readonly elementsAt: readonly number[];
}

export const encodeModule = (parts: ModuleParts): Uint8Array => encodeWithPlaces(parts).wasm;

export function encodeWithPlaces(parts: ModuleParts): EncodedModule {
  const types = [
    ...new Set([...parts.indirectTypes, ...parts.imports.map((i) => i.type), ...parts.functions.map((f) => f.type)]),
  ];
  const typeOf = new Map(types.map((type, at) => [type, at]));
  const codeBytes = parts.functions.reduce((sum, { body }) => sum + lebBytes(body.length) + body.length, 0);
  const out = new ByteWriter(4096 + codeBytes).raw(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
  section(out, SECTION.type, types, (one, type) => {
    const [parameters, results] = type.split('>');
    one.u8(0x60);
    for (const letters of [parameters, results]) {
      one.u32(letters.length);
      for (const letter of letters) one.u8(LETTERS[letter]);
    }
  });
  const count = parts.imports.length;
  const imports = new ByteWriter().u32(count + (parts.memory ? 1 : 0) + (parts.elements === undefined ? 0 : 1));
  for (const { name, type } of parts.imports)
    imports.name('kernel').name(name).u8(KIND.function).u32(typeOf.get(type)!);
  if (parts.memory) imports.name('env').name('memory').u8(KIND.memory).u8(0).u32(0);
  if (parts.elements !== undefined) imports.name('env').name('table').u8(KIND.table).u8(TYPE.funcref).u8(0).u32(0);
  out.u8(SECTION.import).sized(imports);
  section(out, SECTION.function, parts.functions, (one, { type }) => one.u32(typeOf.get(type)!));
  section(out, SECTION.export, parts.exported, (one, name) =>
    one
      .name(name)
      .u8(KIND.function)
      .u32(count + parts.functions.findIndex((f) => f.name === name)),
  );
  const elementPlaces: number[] = [];
  const elementsFrom = section(out, SECTION.element, parts.elements ?? [], (one, { at, first, count: functions }) => {
    one.u32(0).u8(OP.i32Const);
    elementPlaces.push(one.length);
    one.s32(at).u8(OP.end).u32(functions);
    for (let function_ = first; function_ < first + functions; function_++) one.u32(count + function_);
  });
  const bodies: number[] = [];
  if (parts.functions.length > 0) {
    // Most of the module: written where it stays.
    out
      .u8(SECTION.code)
      .u32(lebBytes(parts.functions.length) + codeBytes)
      .u32(parts.functions.length);
    for (const { body } of parts.functions) {
      out.u32(body.length);
      bodies.push(out.length);
      out.raw(body);
    }
  }
  nameSection(out, parts);
  return { wasm: out.view(), bodies, elementsAt: elementPlaces.map((place) => elementsFrom + place) };
}

/** Of a number in LEB128. */
const lebBytes = (value: number): number => Math.max(1, Math.ceil((32 - Math.clz32(value)) / 7));

/** @returns where its contents begin */
function section<Item>(
  out: ByteWriter,
  id: number,
  items: readonly Item[],
  write: (one: ByteWriter, item: Item) => unknown,
): number {
  const payload = new ByteWriter().u32(items.length);
  for (const item of items) write(payload, item);
  out.u8(id).sized(payload);
  return out.length - payload.length;
}

/** Names for the engine's profiler and debugger. */
function nameSection(out: ByteWriter, parts: ModuleParts): void {
  const named = [...parts.functions.entries()].filter(([, { name }]) => name !== '');
  const names = new ByteWriter().u32(named.length);
  for (const [at, { name }] of named) names.u32(parts.imports.length + at).name(name);
  const payload = new ByteWriter().name('name').u8(1).sized(names);
  out.u8(SECTION.custom).sized(payload);
}
