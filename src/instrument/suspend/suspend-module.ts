/**
 * Makes a program's stack one that can be set aside (suspension.ts): changes the functions from which an import that may
 * unwind can be reached, and no others. The last rewriting of all: what others have added is saved with the rest.
 *
 * Nothing moves in the index spaces. Mutable globals are exported, for whoever copies an instance.
 *
 * Cost: a walk over the code for the call graph, two more over the functions that are changed.
 */
import { rewriteSections } from '../binary/rewrite-sections.js';
import { KIND, SECTION, type ValueType } from '../binary/opcodes.js';
import { parseModule, type FunctionType, type WasmModule } from '../binary/module.js';
import { ByteReader } from '../binary/reader.js';
import { ByteWriter } from '../binary/writer.js';
import { HINTS_SECTION, readHints, writeHints, type FunctionHints, type HintsByPosition } from '../branch-hints.js';
import { functionsThatReach, typeKinds } from '../call-reach.js';
import { functionType } from '../instrument.js';
import { OP } from '../binary/opcodes.js';
import type { InstructionCursor } from '../rewrite/instructions.js';
import { suspendFunction, type SuspendContext } from './suspend-function.js';
import { GLOBAL_EXPORT, type SuspensionCells } from './suspension.js';

export interface SuspendOptions {
  cells: SuspensionCells;
  /** Whether an import may unwind. */
  mayUnwind(module: string, name: string): boolean;
}

const NO_HINTS: HintsByPosition = new Map();

/** @throws MalformedModule for what cannot be suspended */
export function suspendModule(bytes: Uint8Array, { cells, mayUnwind }: SuspendOptions): Uint8Array<ArrayBuffer> {
  const module = parseModule(bytes);
  const imported = module.importedFunctions.length;
  const unwinding = module.importedFunctions.flatMap((entry, index) =>
    mayUnwind(entry.module, entry.name) ? [index] : [],
  );
  const found = functionsThatReach(module, unwinding);
  const context = contextOf(module, cells, callsThatUnwind(module, found));
  const oldHints = readHints(module);
  const hints: FunctionHints[] = [];
  const code = new ByteWriter(bytes.length * 2);
  code.u32(module.code.length);
  module.code.forEach((body, at) => {
    const index = imported + at;
    const old = oldHints.get(index) ?? NO_HINTS;
    const changed = found.has(index) ? suspendFunction(context, body, functionType(module, index), old) : undefined;
    if (changed === undefined) {
      code.u32(body.end - body.start).copy(bytes, body.start, body.end);
      hints.push({ function: index, hints: [...old].map(([offset, taken]) => ({ offset, taken })) });
      return;
    }
    code.sized(changed.body);
    hints.push({ function: index, hints: changed.hints });
  });
  return assemble(module, code, hints);
}

function callsThatUnwind(module: WasmModule, found: ReadonlySet<number>): SuspendContext['mayUnwind'] {
  const kinds = typeKinds(module);
  const indirect = new Set([...found].map((index) => kinds[typeIndex(module, index)]!));
  return (c: InstructionCursor) =>
    c.opcode === OP.call || c.opcode === OP.returnCall ? found.has(c.index) : indirect.has(kinds[c.index]!);
}

function typeIndex({ importedFunctions, functions }: WasmModule, index: number): number {
  const imported = importedFunctions.length;
  return index < imported ? importedFunctions[index].type : functions[index - imported];
}

function contextOf(module: WasmModule, cells: SuspensionCells, mayUnwind: SuspendContext['mayUnwind']): SuspendContext {
  const globals = [...importedTypes(module, KIND.global), ...module.globals.map(({ type }) => type)];
  const tables = [...importedTypes(module, KIND.table), ...tableTypes(module)];
  const tags = tagTypes(module);
  const ofType = (index: number): FunctionType => module.types[index]!;
  return {
    module,
    cells,
    types: {
      ofFunction: (index) => functionType(module, index),
      ofType,
      ofGlobal: (index) => globals[index]!,
      ofTable: (index) => tables[index]!,
    },
    tagType: (tag) => ofType(tags[tag]!),
    mayUnwind,
  };
}

/** The byte behind the kind of an import: the type of a global, or of a table's elements. */
function importedTypes({ imports }: WasmModule, kind: number): ValueType[] {
  return imports.filter((entry) => entry.kind === kind).map(({ raw }) => behindNames(raw).u8());
}

function behindNames(raw: Uint8Array): ByteReader {
  const r = new ByteReader(raw);
  r.name();
  r.name();
  r.u8();
  return r;
}

function tableTypes({ tables }: WasmModule): ValueType[] {
  if (tables === undefined) return [];
  const r = new ByteReader(tables);
  return Array.from({ length: r.u32() }, () => {
    const type = r.u8();
    const flags = r.u8();
    r.u32();
    if (flags & 1) r.u32();
    return type;
  });
}

/** Type indices. */
function tagTypes({ imports, tags }: WasmModule): number[] {
  const ofTag = (r: ByteReader): number => {
    r.u8();
    return r.u32();
  };
  const imported = imports.filter((entry) => entry.kind === KIND.tag).map(({ raw }) => ofTag(behindNames(raw)));
  if (tags === undefined) return imported;
  const r = new ByteReader(tags);
  return [...imported, ...Array.from({ length: r.u32() }, () => ofTag(r))];
}

function assemble(module: WasmModule, code: ByteWriter, hints: readonly FunctionHints[]): Uint8Array<ArrayBuffer> {
  const { bytes } = module;
  return rewriteSections(bytes, code, {
    [SECTION.export]: (payload) => writeExports(payload, module),
    [SECTION.custom]: (payload, start, end) => {
      if (new ByteReader(bytes, start).name() === HINTS_SECTION) writeHints(payload, hints);
      else payload.copy(bytes, start, end);
    },
  });
}

function writeExports(s: ByteWriter, { exports, globals, importedGlobals }: WasmModule): void {
  const mutable = globals.flatMap((global, at) => (global.mutable ? [importedGlobals + at] : []));
  s.u32(exports.length + mutable.length);
  for (const entry of exports) s.name(entry.name).u8(entry.kind).u32(entry.index);
  for (const index of mutable) s.name(`${GLOBAL_EXPORT}${index}`).u8(KIND.global).u32(index);
}
