/**
 * A module of compiled functions: imports from the kernel, the program's one memory and table, and an element segment that
 * puts the functions into the table.
 */
import { KIND, SECTION, TYPE } from '../../../instrument/binary/opcodes.js';
import { ByteWriter } from '../../../instrument/binary/writer.js';

/**
 * A function's type in short: a letter for each parameter, `>`, a letter for the result if there is one. i: word, l: 64-bit
 * word, d: double.
 */
export type Signature = string;

const LETTERS: Readonly<Record<string, number>> = { i: TYPE.i32, l: TYPE.i64, d: TYPE.f64 };

export interface ModuleParts {
  readonly imports: readonly { readonly name: string; readonly type: Signature }[];
  readonly functions: readonly { readonly type: Signature; readonly body: ByteWriter; readonly name: string }[];
  /** Types of functions that are called through the table: their indices come first, in this order. */
  readonly indirectTypes: readonly Signature[];
  /** Index in the table of the first function; undefined if there is no table. */
  readonly tableBase: number | undefined;
  readonly memory: boolean;
  readonly exported: readonly string[];
}

export function encodeModule(parts: ModuleParts): Uint8Array {
  const types = [
    ...new Set([...parts.indirectTypes, ...parts.imports.map((i) => i.type), ...parts.functions.map((f) => f.type)]),
  ];
  const typeOf = new Map(types.map((type, at) => [type, at]));
  const out = new ByteWriter(4096).raw(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
  section(out, SECTION.type, types, (one, type) => {
    const [parameters, results] = type.split('>');
    one.u8(0x60);
    for (const letters of [parameters, results]) {
      one.u32(letters.length);
      for (const letter of letters) one.u8(LETTERS[letter]);
    }
  });
  const count = parts.imports.length;
  const imports = new ByteWriter().u32(count + (parts.memory ? 1 : 0) + (parts.tableBase === undefined ? 0 : 1));
  for (const { name, type } of parts.imports)
    imports.name('kernel').name(name).u8(KIND.function).u32(typeOf.get(type)!);
  if (parts.memory) imports.name('env').name('memory').u8(KIND.memory).u8(0).u32(0);
  if (parts.tableBase !== undefined) imports.name('env').name('table').u8(KIND.table).u8(TYPE.funcref).u8(0).u32(0);
  out.u8(SECTION.import).sized(imports);
  section(out, SECTION.function, parts.functions, (one, { type }) => one.u32(typeOf.get(type)!));
  section(out, SECTION.export, parts.exported, (one, name) =>
    one
      .name(name)
      .u8(KIND.function)
      .u32(count + parts.functions.findIndex((f) => f.name === name)),
  );
  if (parts.tableBase !== undefined) {
    const elements = new ByteWriter().u32(1).u32(0).u8(0x41).s32(parts.tableBase).u8(0x0b).u32(parts.functions.length);
    for (let at = 0; at < parts.functions.length; at++) elements.u32(count + at);
    out.u8(SECTION.element).sized(elements);
  }
  section(out, SECTION.code, parts.functions, (one, { body }) => one.sized(body));
  nameSection(out, parts);
  return out.bytes();
}

function section<Item>(
  out: ByteWriter,
  id: number,
  items: readonly Item[],
  write: (one: ByteWriter, item: Item) => unknown,
): void {
  const payload = new ByteWriter().u32(items.length);
  for (const item of items) write(payload, item);
  out.u8(id).sized(payload);
}

/** Names for the engine's profiler and debugger. */
function nameSection(out: ByteWriter, parts: ModuleParts): void {
  const names = new ByteWriter().u32(parts.functions.length);
  for (const [at, { name }] of parts.functions.entries()) names.u32(parts.imports.length + at).name(name);
  const payload = new ByteWriter().name('name').u8(1).sized(names);
  out.u8(SECTION.custom).sized(payload);
}
