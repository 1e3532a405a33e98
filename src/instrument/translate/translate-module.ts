/**
 * Puts a program on paged memory: takes a module that has been instrumented (instrument.ts) and rewrites every access that
 * the program itself makes. What instrumentation has added goes on reaching heapglass's own tables directly.
 *
 * Nothing moves in the index spaces: slow paths come after the last function. Active data segments become empty ones, for a
 * loader maps their bytes (process/vm). Sections that need no change are copied as they are.
 *
 * Cost: two walks over each function that accesses memory; the code grows to about four times its size.
 */
import { appendEntries } from '../binary/append-entries.js';
import { CodeBuilder } from '../binary/code-builder.js';
import { rewriteSections } from '../binary/rewrite-sections.js';
import { MISC, OP, SECTION } from '../binary/opcodes.js';
import { parseModule, type WasmModule } from '../binary/module.js';
import { ByteReader } from '../binary/reader.js';
import { ByteWriter } from '../binary/writer.js';
import { HINTS_SECTION, readHints, writeHints, type FunctionHints, type HintsByPosition } from '../branch-hints.js';
import { appendCompilationHints } from '../compilation-hints.js';
import { functionType, type Instrumented } from '../instrument.js';
import { InstructionCursor, readLocals } from '../rewrite/instructions.js';
import type { CheckedMemory } from '../runtime/check-helpers.js';
import { initPages, slowPaths as usualSlowPaths, type SlowPath } from './slow-paths.js';
import { FunctionTranslator, type TranslateContext } from './translate-function.js';
import type { TranslationTables } from './translation.js';

export interface TranslateOptions {
  tables: TranslationTables;
  /** Of the instrumented module; undefined when it has none. */
  stackPointer: number | undefined;
  /** Of a module that is checked. */
  checks?: CheckedMemory;
}

/** @throws MalformedModule */
export function translateModule(
  { bytes, accesses, places, added }: Pick<Instrumented, 'bytes' | 'accesses' | 'places' | 'added'>,
  { tables, stackPointer, checks }: TranslateOptions,
): Uint8Array<ArrayBuffer> {
  const module = parseModule(bytes);
  const imported = module.importedFunctions.length;
  const slowPaths = [...usualSlowPaths(checks !== undefined), ...initialisedSegments(module, accesses).map(initPages)];
  const names = new Map(slowPaths.map(({ name }, at) => [name, imported + module.functions.length + at]));
  const resolve = (name: string): number => {
    const index = names.get(name) ?? added.get(name);
    if (index === undefined) throw new Error(`translated code has no function ${name}`);
    return index;
  };
  const signatures = {
    ofFunction: (index: number) => functionType(module, index),
    ofType: (index: number) => module.types[index] ?? { params: [], results: [] },
    stackPointer,
  };
  const context: TranslateContext = { module, signatures, tables, checks, resolve };
  const oldHints = readHints(module);
  const hints: FunctionHints[] = [];
  const code = new ByteWriter(bytes.length * 4);
  code.u32(module.code.length + slowPaths.length);
  module.code.forEach((body, index) => {
    const old = oldHints.get(imported + index) ?? NO_HINTS;
    const sites = accesses[index];
    if (sites === undefined || sites.length === 0) {
      code.u32(body.end - body.start).copy(bytes, body.start, body.end);
      hints.push({ function: imported + index, hints: [...old].map(([offset, taken]) => ({ offset, taken })) });
      return;
    }
    const { params } = functionType(module, imported + index);
    const source = { body, params, sites, hints: old, place: places[index]! };
    const translated = new FunctionTranslator(context, source).translate();
    code.sized(translated.body);
    hints.push({ function: imported + index, hints: translated.hints });
  });
  for (const path of slowPaths) {
    const builder = new CodeBuilder(path.params.length, resolve);
    path.build(builder, tables, checks);
    code.sized(builder.body());
  }
  return assemble(module, slowPaths, code, hints);
}

const NO_HINTS: HintsByPosition = new Map();

/** Segments that some translated memory.init names. */
function initialisedSegments(module: WasmModule, accesses: readonly Uint32Array[]): number[] {
  if (module.dataCount === undefined) return [];
  const segments = new Set<number>();
  module.code.forEach((body, index) => {
    if ((accesses[index]?.length ?? 0) === 0) return;
    const cursor = new InstructionCursor(module.bytes, body.start, body.end);
    readLocals(cursor.reader);
    while (cursor.reader.pos < body.end) {
      cursor.step();
      if (cursor.opcode === OP.miscPrefix && cursor.sub === MISC.memoryInit) segments.add(cursor.index);
    }
  });
  return [...segments];
}

function assemble(
  module: WasmModule,
  slowPaths: readonly SlowPath[],
  code: ByteWriter,
  hints: readonly FunctionHints[],
): Uint8Array<ArrayBuffer> {
  const { bytes } = module;
  return rewriteSections(bytes, code, {
    [SECTION.type]: (payload, start, end) =>
      appendEntries(payload, bytes, [start, end], slowPaths.length, (s) => {
        for (const { params, results } of slowPaths) {
          s.u8(0x60).u32(params.length).raw(Uint8Array.from(params));
          s.u32(results.length).raw(Uint8Array.from(results));
        }
      }),
    [SECTION.function]: (payload, start, end) =>
      appendEntries(payload, bytes, [start, end], slowPaths.length, (s) =>
        slowPaths.forEach((_, at) => s.u32(module.types.length + at)),
      ),
    [SECTION.data]: (payload) => {
      payload.u32(module.data.length);
      for (const { active, raw } of module.data) payload.raw(active ? EMPTY_PASSIVE : raw);
    },
    [SECTION.custom]: (payload, start, end) => custom(payload, bytes.subarray(start, end), slowPaths.length, hints),
  });
}

/** An active segment is as good as dropped once the module is instantiated: it has no bytes. */
const EMPTY_PASSIVE = Uint8Array.of(1, 0);

function custom(s: ByteWriter, payload: Uint8Array, added: number, hints: readonly FunctionHints[]): void {
  if (appendCompilationHints(s, payload, added)) return;
  if (new ByteReader(payload).name() === HINTS_SECTION) writeHints(s, hints);
  else s.raw(payload);
}
