/**
 * What is compiled together: a module's body with what runs at once and all functions of a small source, or one function when it
 * is first called. All units of a source share its scopes.
 */
import type { Scope } from '../../../languages/python/symbols/scope.js';
import { ABI, type AbiName, TABLE_SIGNATURES } from '../abi.js';
import type { CodeParts, CompiledCode, Pool } from '../pool.js';
import { ImportTable } from '../wasm/import-table.js';
import { functionSymbol } from '../kept/symbols.js';
import { encodeModule, encodeWithPlaces, type ModuleParts, type Signature } from '../wasm/module-writer.js';
import type { Body } from './body.js';
import { codeFlags } from './flags.js';
import type { Layout } from './layout.js';

export interface BodyKind {
  readonly name: string;
  readonly argumentCount: number;
  readonly positionalOnly: number;
  readonly keywordOnly: number;
  readonly hasRest: boolean;
  readonly hasNamedRest: boolean;
  readonly firstLine: number;
  /** Of `async def` and asynchronous generator expressions. */
  readonly isCoroutine: boolean;
  /** Of an __init__ only. */
  readonly attributes?: number;
}

/** What a source says as a whole. */
export class Source {
  readonly moduleScope: Scope;
  readonly postponesAnnotations: boolean;
  /** CO_FUTURE_* of the source. */
  readonly futureFlags: number;
  readonly #scopes = new Map<object, Scope>();

  constructor(scope: Scope, postponesAnnotations: boolean, futureFlags: number) {
    this.moduleScope = scope;
    this.postponesAnnotations = postponesAnnotations;
    this.futureFlags = futureFlags;
    const open = [scope];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      this.#scopes.set(one.node, one);
      open.push(...one.children);
    }
  }

  scopeOf(node: object): Scope {
    return this.#scopes.get(node)!;
  }
}

/** What is known of a body before it is compiled. */
export interface Outline {
  readonly scope: Scope;
  readonly layout: Layout;
  readonly parameters: readonly string[];
  readonly isGenerator: boolean;
  readonly qualifiedName: string;
}

/** What of a code object is known before its body is compiled. */
export function outlineParts(source: Source, outline: Outline, kind: BodyKind): CodeParts {
  const { scope, layout, parameters, isGenerator, qualifiedName } = outline;
  const isPlain = kind.keywordOnly === 0 && !kind.hasRest && !kind.hasNamedRest;
  return {
    name: kind.name,
    qualifiedName,
    firstLine: kind.firstLine,
    argumentCount: kind.argumentCount,
    positionalOnly: kind.positionalOnly,
    keywordOnly: kind.keywordOnly,
    flags: codeFlags(scope, isGenerator, kind) | source.futureFlags,
    localNames: layout.localNames,
    cellNames: layout.cellNames,
    freeNames: layout.freeNames,
    cellParameters: parameters.flatMap((name, slot) => (layout.cellNames.includes(name) ? [slot] : [])),
    slots: layout.slots,
    makesGenerator: isGenerator,
    attributes: kind.attributes ?? 0,
    isSimple: isPlain && !isGenerator && scope.type === 'function',
  };
}

export interface UnitFunction {
  readonly type: Signature;
  readonly body: Uint8Array;
  /** Places in the body. */
  readonly symbols: readonly number[];
  readonly name: string;
}

export class Unit {
  readonly source: Source;
  readonly pool: Pool;
  readonly imports: ImportTable;
  readonly functions: UnitFunction[] = [];

  constructor(source: Source, pool: Pool) {
    this.source = source;
    this.pool = pool;
    this.imports = new ImportTable(!pool.isReleasable, pool.callsThroughTable);
  }

  scopeOf(node: object): Scope {
    return this.source.scopeOf(node);
  }

  /** Ends a body: its function joins the module. Returns the code object. */
  finish(body: Body, kind: BodyKind): number {
    const compiled = this.compiled(body);
    return this.pool.code(outlineParts(this.source, body, kind), compiled);
  }

  /** Ends a body: its function joins the module. */
  compiled(body: Body): CompiledCode {
    body.finish();
    const index = this.pool.placeOf(this.functions.length);
    const type = body.isGenerator ? 'ii>i' : 'i>i';
    const { code, symbols } = body.asm.body();
    this.functions.push({ type, body: code, symbols, name: body.qualifiedName });
    return {
      index,
      constants: body.constants.addresses,
      globalNames: body.globalNames,
      frameBytes: body.frameBytes,
      stackDepth: body.stackDepth,
      sites: () => body.sites,
      traceCells: body.traceCells,
    };
  }

  /** The WebAssembly module; its functions go into the table from the pool's `tableBase` on, or are exported by their numbers. */
  module(): Uint8Array {
    const { imports, functions, pool } = this;
    return pool.isReleasable
      ? releasableModuleOf(imports.names, functions)
      : moduleOf(imports.names, functions, pool.tableBase);
  }

  get functionCount(): number {
    return this.functions.length;
  }
}

/** A WebAssembly module of compiled functions that refers to no table, and exports them by their numbers. */
function releasableModuleOf(imports: readonly AbiName[], functions: readonly UnitFunction[]): Uint8Array {
  const numbered = functions.map(({ type, body }, number) => ({ type, body, name: String(number) }));
  return encodeModule({
    imports: imports.map((name) => ({ name, type: ABI[name] })),
    functions: numbered,
    indirectTypes: [],
    elements: undefined,
    memory: true,
    exported: numbered.map(({ name }) => name),
  });
}

/** A WebAssembly module of compiled functions, which go into the table from `tableBase` on. */
function moduleOf(imports: readonly AbiName[], functions: readonly UnitFunction[], tableBase: number): Uint8Array {
  return encodeModule(tableParts(imports, functions, [{ at: tableBase, first: 0, count: functions.length }]));
}

/** A module with symbols, and where they are. @param numbers of those of the functions that go into it, rising */
export function symbolicModuleOf(
  imports: readonly AbiName[],
  functions: readonly UnitFunction[],
  numbers: readonly number[],
): { wasm: Uint8Array; symbols: number[] } {
  const runs: { at: number; first: number; count: number }[] = [];
  numbers.forEach((number, first) => {
    const last = runs.at(-1);
    if (last !== undefined && last.at + last.count === functionSymbol(number)) last.count++;
    else runs.push({ at: functionSymbol(number), first, count: 1 });
  });
  const chosen = numbers.map((number) => functions[number]);
  const { wasm, bodies, elementsAt } = encodeWithPlaces(tableParts(imports, chosen, runs));
  const symbols = [...elementsAt];
  chosen.forEach((one, at) => {
    for (const symbol of one.symbols) symbols.push(bodies[at] + symbol);
  });
  return { wasm, symbols };
}

const tableParts = (
  imports: readonly AbiName[],
  functions: readonly UnitFunction[],
  elements: ModuleParts['elements'],
): ModuleParts => ({
  imports: imports.map((name) => ({ name, type: ABI[name] })),
  functions,
  indirectTypes: TABLE_SIGNATURES,
  elements,
  memory: true,
  exported: [],
});
