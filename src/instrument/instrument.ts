/**
 * Instrumentation: a module in, the same module with hooks out.
 *
 * New functions keep everything else in place: host imports follow the module's own imports, so defined functions move
 * up by their number; helpers come after the last defined function. The memory becomes an import. Code offsets in
 * hooks are those of the original module, so that its debug information stays usable as it is.
 *
 * Cost: linear in the size of the module, two walks over each function that is kept.
 */
import { CodeBuilder } from './binary/code-builder.js';
import type { FunctionType, WasmModule } from './binary/module.js';
import { KIND, OP, SECTION } from './binary/opcodes.js';
import { ByteWriter } from './binary/writer.js';
import { writeHints, type FunctionHints } from './branch-hints.js';
import { writeCompilationHints } from './compilation-hints.js';
import { callsPass } from './passes/calls.js';
import { checkPass } from './passes/check.js';
import { clockPass } from './passes/clock.js';
import type { Pass } from './passes/pass.js';
import { pollPass } from './passes/poll.js';
import { rootsPass } from './passes/roots.js';
import { stackPass } from './passes/stack.js';
import { trapsPass } from './passes/traps.js';
import { analyseFunction, type Callees } from './rewrite/analyse-function.js';
import type { CallReplacement, RewriteContext } from './rewrite/rewrite-function.js';
import { firstInstruction } from './rewrite/instructions.js';
import { FunctionRewriter } from './rewrite/rewrite-function.js';
import { ALLOCATION_FUNCTIONS } from './runtime/allocation-functions.js';
import { BULK_HELPERS } from './runtime/bulk-helpers.js';
import { CHECK_HELPERS } from './runtime/check-helpers.js';
import type { Helper, HelperContext } from './runtime/helper.js';
import { FORESEE, FORESEEN_REPLACEMENTS, SETJMP_FUNCTION } from './runtime/foreseen-accesses.js';
import { HOST_IMPORTS } from './runtime/host-imports.js';
import { LAYOUT_CALLS } from './runtime/layout-calls.js';
import { PEEKS } from './runtime/program-memory.js';
import { STACK_ID } from './runtime/stack-id.js';
import { STACK_HELPERS } from './runtime/stack-helpers.js';
import { STRING_FUNCTIONS, STRING_HELPERS, type Replacement } from './runtime/string-functions.js';

export type PassName = 'check' | 'calls' | 'stack' | 'traps' | 'clock' | 'poll' | 'roots';

const PASSES: Record<PassName, Pass> = {
  calls: callsPass,
  clock: clockPass,
  poll: pollPass,
  roots: rootsPass,
  stack: stackPass,
  check: checkPass,
  traps: trapsPass,
};

const HELPERS: readonly Helper[] = [
  ...PEEKS,
  ...CHECK_HELPERS,
  ...BULK_HELPERS,
  ...STACK_HELPERS,
  STACK_ID,
  FORESEE,
  ...STRING_HELPERS,
];

export interface InstrumentOptions {
  passes: ReadonlySet<PassName>;
  helpers: HelperContext;
  /** Name of a function by index, '' when unknown. */
  functionName(index: number): string;
  /** True for code that has line information: a function of the user's own is never replaced. */
  isUserCode(codeOffset: number): boolean;
  /** Functions in which the host is polled, if it is at all; the default is all. */
  polls?(codeOffset: number): boolean;
  /** Functions whose loops may run for long; the default is all. */
  isHot?(codeOffset: number): boolean;
  /** Export the first table, where the host finds handlers of signals. */
  exportsTable?: boolean;
  /** Functions that may be on the stack when the program ends; the rest need no `roots` handler. */
  mayBeOnStackAtExit?(index: number): boolean;
}

/** Locals of a function that say where in the program its accesses to memory are. */
export interface AccessPlace {
  /** Has the address of the function's call-stack entry; undefined in functions without calls. */
  frame: number | undefined;
  /** Has the code offset, where it is not that of `accesses`. */
  site: number | undefined;
}

/** The code offset of what is done on behalf of the innermost call. */
export const AT_CALL = -1;

const AT_INNERMOST_CALL: AccessPlace = { frame: undefined, site: undefined };

export interface Instrumented {
  bytes: Uint8Array<ArrayBuffer>;
  /** Names of the program's functions whose bodies were replaced: allocation and string functions. */
  replaced: string[];
  /**
   * How far each defined function moves the stack pointer while it runs; undefined where that varies. (Leaf functions
   * may use bytes below it without moving it.)
   */
  frameSizes: (number | undefined)[];
  /** Of each function, helpers included, where it touches the program's memory (rewrite/access-list.ts). */
  accesses: Uint32Array[];
  /** Of each of them, what tells on whose behalf. */
  places: AccessPlace[];
  /** Indices of helpers and host imports by name. */
  added: ReadonlyMap<string, number>;
}

const byName = (replacements: readonly Replacement[]): ReadonlyMap<string, Replacement> =>
  new Map(replacements.flatMap((r) => r.names.map((name) => [name, r] as const)));

const ALLOCATION = byName(ALLOCATION_FUNCTIONS);
/** With checks, what reads past its argument's end has to be replaced too. */
const ALLOCATION_AND_STRINGS = byName([...STRING_FUNCTIONS, ...ALLOCATION_FUNCTIONS]);

/** @throws MalformedModule when a body holds instructions that heapglass does not know. */
export function instrument(module: WasmModule, options: InstrumentOptions): Instrumented {
  const imported = module.importedFunctions.length;
  const types = new TypeTable(module.types);
  const importTypes = HOST_IMPORTS.map((entry) => types.index(entry));
  const helperTypes = HELPERS.map((helper) => types.index(helper));
  const names = new Map<string, number>();
  HOST_IMPORTS.forEach((entry, i) => names.set(entry.name, imported + i));
  const firstHelper = imported + HOST_IMPORTS.length + module.functions.length;
  HELPERS.forEach((helper, i) => names.set(helper.name, firstHelper + i));
  const resolve = (name: string): number => {
    const index = names.get(name);
    if (index === undefined) throw new Error(`no helper is called ${name}`);
    return index;
  };
  const mapFunction = (index: number): number => (index < imported ? index : index + HOST_IMPORTS.length);
  const helperFor = (index: number): CallReplacement | undefined => {
    if (index >= imported || module.importedFunctions[index].module !== 'env') return undefined;
    const { name } = module.importedFunctions[index];
    return LAYOUT_CALLS.get(name) ?? FORESEEN_REPLACEMENTS.get(name);
  };
  const passes = [...options.passes].sort(byOrder).map((name) => PASSES[name]);
  const context: RewriteContext = {
    module,
    passes,
    mapFunction,
    helperFor,
    checksRanges: options.passes.has('check'),
    resolve,
    helpers: options.helpers,
    signatures: {
      ofFunction: (index) => functionType(module, index),
      ofType: (index) => module.types[index] ?? NO_TYPE,
      stackPointer: options.helpers.stackPointer,
    },
  };
  const replacements = options.passes.has('check') ? ALLOCATION_AND_STRINGS : ALLOCATION;
  const code = new ByteWriter(module.bytes.length * 2);
  code.u32(module.functions.length + HELPERS.length);
  const replaced: string[] = [];
  const frameSizes: (number | undefined)[] = [];
  const hints: FunctionHints[] = [];
  const accesses: Uint32Array[] = [];
  const places: AccessPlace[] = [];
  const hot: boolean[] = [];
  // Where functions have no names, any may be called to make another one that can be jumped to.
  const isNameless = !module.functions.some((_, i) => options.functionName(imported + i) === SETJMP_FUNCTION);
  const callees: Callees = {
    isQuiet: (index) => helperFor(index) !== undefined,
    isSetjmp: (index) => isNameless || options.functionName(index) === SETJMP_FUNCTION,
  };
  module.code.forEach((body, i) => {
    const index = imported + i;
    const name = options.functionName(index);
    const type = module.types[module.functions[i]] ?? NO_TYPE;
    // Where there are locals, a body begins before its lines do.
    const offset = firstInstruction(module, body) - module.codeStart;
    const replacement = replacements.get(name);
    if (replacement && sameType(replacement, type) && !options.isUserCode(offset)) {
      const builder = new CodeBuilder(type.params.length, resolve);
      replacement.build(builder, offset, options.helpers);
      code.sized(builder.body());
      replaced.push(name);
      frameSizes.push(0);
      hot.push(false);
      accesses.push(touchesOf(builder));
      places.push(AT_INNERMOST_CALL);
      return;
    }
    const facts = analyseFunction(module, body, type.params, context.signatures, callees);
    hot.push(facts.hasLoops && (options.isHot?.(offset) ?? true));
    frameSizes.push(facts.redZone ? 0 : facts.frameSize);
    const mayBeOnStack = options.mayBeOnStackAtExit?.(index) ?? true;
    const polls = options.polls?.(offset) ?? true;
    const wanted = passes.filter((pass) => (pass !== rootsPass || mayBeOnStack) && (pass !== pollPass || polls));
    const own = wanted.length === passes.length ? context : { ...context, passes: wanted };
    const rewritten = new FunctionRewriter(own, type, facts, body.end).rewrite();
    code.sized(rewritten.body);
    accesses.push(rewritten.accesses);
    places.push({ frame: rewritten.frame, site: undefined });
    hints.push({ function: mapFunction(index), hints: rewritten.hints });
  });
  for (const helper of HELPERS) {
    const builder = new CodeBuilder(helper.params.length, resolve);
    helper.build(builder, options.helpers);
    code.sized(builder.body());
    accesses.push(touchesOf(builder));
    places.push(helper.place ?? AT_INNERMOST_CALL);
  }
  return {
    bytes: assemble({
      module,
      types,
      importTypes,
      helperTypes,
      mapFunction,
      code,
      hints,
      hot,
      stackPointer: options.helpers.stackPointer,
      exportsTable: options.exportsTable ?? false,
    }),
    replaced,
    frameSizes,
    accesses,
    places,
    added: names,
  };
}

const ORDER: readonly PassName[] = ['calls', 'clock', 'poll', 'roots', 'stack', 'check', 'traps'];

function byOrder(a: PassName, b: PassName): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

function touchesOf(builder: CodeBuilder): Uint32Array {
  return Uint32Array.from(builder.touches().flatMap((position) => [position, AT_CALL, 0]));
}

const NO_TYPE: FunctionType = { params: [], results: [] };

export function functionType(module: WasmModule, index: number): FunctionType {
  const imported = module.importedFunctions.length;
  const type = index < imported ? module.importedFunctions[index].type : module.functions[index - imported];
  return module.types[type] ?? NO_TYPE;
}

interface Signature {
  params: readonly number[];
  results: readonly number[];
}

function sameType(a: Signature, b: Signature): boolean {
  return signatureKey(a) === signatureKey(b);
}

function signatureKey(type: Signature): string {
  return `${type.params.join()}>${type.results.join()}`;
}

/** The module's types and behind them those that hooks need. */
class TypeTable {
  readonly all: Signature[];
  readonly #known = new Map<string, number>();

  constructor(types: readonly FunctionType[]) {
    this.all = [...types];
    this.all.forEach((type, i) => this.#known.set(signatureKey(type), i));
  }

  index(type: Signature): number {
    const key = signatureKey(type);
    let index = this.#known.get(key);
    if (index === undefined) {
      index = this.all.push({ params: type.params, results: type.results }) - 1;
      this.#known.set(key, index);
    }
    return index;
  }
}

/** Names under which the host finds things in an instrumented module. */
export const IMPORT_MODULE = 'heapglass';
export const MEMORY_IMPORT = 'memory';
/** Exported mutable global: the stack pointer. */
export const STACK_POINTER_EXPORT = 'heapglass.stackPointer';
/** The module's first table: where handlers of signals are. */
export const TABLE_EXPORT = 'heapglass.table';
/** The module's start function, which the host calls once all is ready. */
export const START_EXPORT = 'heapglass.start';

interface Parts {
  module: WasmModule;
  types: TypeTable;
  importTypes: number[];
  helperTypes: number[];
  mapFunction: (index: number) => number;
  code: ByteWriter;
  hints: FunctionHints[];
  /** Functions to optimise before their first call, by index among the defined ones. */
  hot: readonly boolean[];
  stackPointer: number | undefined;
  exportsTable: boolean;
}

function assemble(parts: Parts): Uint8Array<ArrayBuffer> {
  const { module, types, importTypes, helperTypes, mapFunction, code } = parts;
  const out = new ByteWriter(code.length + module.bytes.length);
  out.raw(module.bytes.subarray(0, 8));
  const section = (id: number, write: (s: ByteWriter) => void): void => {
    const payload = new ByteWriter();
    write(payload);
    out.u8(id).sized(payload);
  };
  section(SECTION.type, (s) => {
    s.u32(types.all.length);
    for (const type of types.all) {
      s.u8(0x60).u32(type.params.length).raw(Uint8Array.from(type.params));
      s.u32(type.results.length).raw(Uint8Array.from(type.results));
    }
  });
  section(SECTION.import, (s) => {
    // A program's own memory import becomes ours; the order of the others keeps their indices.
    const own = module.imports.filter((entry) => entry.kind !== KIND.memory);
    s.u32(own.length + HOST_IMPORTS.length + 1);
    for (const entry of own) s.raw(entry.raw);
    HOST_IMPORTS.forEach((entry, i) => s.name(IMPORT_MODULE).name(entry.name).u8(KIND.function).u32(importTypes[i]));
    s.name(IMPORT_MODULE)
      .name(MEMORY_IMPORT)
      .u8(KIND.memory)
      .u8(0)
      .u32(module.memory?.min ?? 0);
  });
  section(SECTION.function, (s) => {
    s.u32(module.functions.length + helperTypes.length);
    for (const type of module.functions) s.u32(type);
    for (const type of helperTypes) s.u32(type);
  });
  if (module.tables) section(SECTION.table, (s) => s.raw(module.tables!));
  if (module.tags) section(SECTION.tag, (s) => s.raw(module.tags!));
  section(SECTION.global, (s) => {
    s.u32(module.globals.length);
    for (const global of module.globals) {
      if (global.raw[2] !== OP.refFunc) s.raw(global.raw);
      else writeFunctionReferences(s, global.raw, mapFunction, 2);
    }
  });
  section(SECTION.export, (s) => writeExports(s, parts));
  if (module.elements.length) section(SECTION.element, (s) => writeElements(s, module, mapFunction));
  if (module.dataCount !== undefined) section(SECTION.dataCount, (s) => s.u32(module.dataCount!));
  section(SECTION.custom, (s) => writeCompilationHints(s, parts.hot, helperTypes.length));
  section(SECTION.custom, (s) => writeHints(s, parts.hints));
  section(SECTION.code, (s) => s.raw(code.view()));
  if (module.data.length) {
    section(SECTION.data, (s) => {
      s.u32(module.data.length);
      for (const segment of module.data) s.raw(segment.raw);
    });
  }
  return out.bytes();
}

function writeExports(s: ByteWriter, { module, mapFunction, stackPointer, exportsTable }: Parts): void {
  const exports = module.exports.map((entry) => ({
    ...entry,
    index: entry.kind === KIND.function ? mapFunction(entry.index) : entry.index,
  }));
  if (stackPointer !== undefined) exports.push({ name: STACK_POINTER_EXPORT, kind: KIND.global, index: stackPointer });
  const hasTable = module.tables !== undefined || module.imports.some(({ kind }) => kind === KIND.table);
  if (exportsTable && hasTable) exports.push({ name: TABLE_EXPORT, kind: KIND.table, index: 0 });
  // A start function would run at instantiation, before the host is ready; it is exported and called instead.
  if (module.start !== undefined)
    exports.push({ name: START_EXPORT, kind: KIND.function, index: mapFunction(module.start) });
  s.u32(exports.length);
  for (const entry of exports) s.name(entry.name).u8(entry.kind).u32(entry.index);
}

function writeElements(s: ByteWriter, module: WasmModule, mapFunction: (index: number) => number): void {
  s.u32(module.elements.length);
  for (const segment of module.elements) {
    s.u32(segment.flags);
    if (segment.offset) {
      if (segment.flags & 2) s.u32(segment.table);
      s.raw(segment.offset);
    }
    if (segment.elementType !== undefined) s.u8(segment.elementType);
    if (segment.flags & 4) {
      s.u32(segment.expressions?.length ?? 0);
      for (const expression of segment.expressions ?? []) writeFunctionReferences(s, expression, mapFunction, 0);
    } else {
      s.u32(segment.functions?.length ?? 0);
      for (const index of segment.functions ?? []) s.u32(mapFunction(index));
    }
  }
}

/** Copy a constant expression that starts at `at`; `ref.func` gets its new index. */
function writeFunctionReferences(
  s: ByteWriter,
  raw: Uint8Array,
  mapFunction: (index: number) => number,
  at: number,
): void {
  if (raw[at] !== OP.refFunc) {
    s.raw(raw);
    return;
  }
  s.raw(raw.subarray(0, at + 1));
  let index = 0;
  let shift = 0;
  let pos = at + 1;
  for (;;) {
    const byte = raw[pos++];
    index |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
    shift += 7;
  }
  s.u32(mapFunction(index)).raw(raw.subarray(pos));
}
