/**
 * `heapglass run a.c b.cc lib.o -O1 …`: everything on the command line into one module, or the reasons why not.
 *
 * The whole program is kept by content, so the second run of an unchanged program reads its files and nothing else; a
 * change recompiles the changed sources alone (compile-unit.ts keeps each object).
 */
import { classifyArguments, type Input, type Invocation } from './arguments.js';
import type { Reached } from './collect.js';
import { compileUnit } from './compile-unit.js';
import { RECIPE_KEY } from './recipe.js';
import { link, type LinkEntry } from './link.js';
import { keep, lookUp } from './reuse.js';
import type { BuildContext } from './toolchain.js';

export interface ProgramRequest {
  /** Sources, objects, archives and compiler options, in any order, as clang takes them. */
  arguments: readonly string[];
  /** For runs that check nothing: variables are not padded. */
  plain?: boolean;
  /** For paged memory: with its system calls. */
  paged?: boolean;
  /** Diagnostics with colours. */
  colour?: boolean;
  /** Told before each step that takes a while: `compiling leak.c`, `linking`. */
  progress?: (step: string) => void;
}

export type CompileResult =
  /** Warnings are in `diagnostics`, as clang prints them. */
  | { ok: true; module: Uint8Array; diagnostics: string; fromCache: boolean }
  /** `status` is the tool's own. With `misused` no tool was asked: the arguments do not make a program to run. */
  | { ok: false; diagnostics: string; status: number; misused?: boolean };

const FORMAT = 'program 2';

/** @throws ToolchainError when there is no working compiler. */
export async function compileProgram(context: BuildContext, request: ProgramRequest): Promise<CompileResult> {
  const { cache, files, toolchain } = context;
  const task = cache?.digest([
    FORMAT,
    RECIPE_KEY,
    toolchain.identity,
    files.workingDirectory,
    String(request.colour ?? false),
    String(request.plain ?? false),
    String(request.paged ?? false),
    ...request.arguments,
  ]);
  if (cache !== undefined && task !== undefined) {
    const parts = lookUp(cache, task, files)?.parts;
    const module = parts?.get('module');
    if (module !== undefined)
      return { ok: true, module, diagnostics: new TextDecoder().decode(parts!.get('diagnostics')), fromCache: true };
  }
  const invocation = classifyArguments(request.arguments, 'clang');
  const problem = refuse(invocation);
  if (problem !== undefined) return { ok: false, diagnostics: `heapglass: ${problem}\n`, status: 1, misused: true };
  const reached: Reached = { files: new Map(), missing: new Set() };
  let diagnostics = '';
  const options = defaultOptions(invocation, request.colour ?? false);
  const objects = new Map<Input, Uint8Array>();
  let failed = 0;
  for (const input of invocation.inputs) {
    if (input.kind === 'linkable') continue;
    request.progress?.(`compiling ${input.path}`);
    const unit = await compileUnit(context, {
      input,
      driver: 'clang',
      mode: 'object',
      plain: request.plain,
      paged: request.paged,
      options,
      search: invocation.search,
    });
    diagnostics += unit.diagnostics;
    include(reached, unit.reached);
    if (unit.status !== 0 || unit.output === undefined) failed ||= unit.status || 1;
    else objects.set(input, unit.output);
  }
  if (failed !== 0) return { ok: false, diagnostics, status: failed };
  request.progress?.('linking');
  const linked = await link(context, {
    entries: linkEntries(invocation, objects),
    libraryDirectories: invocation.libraryDirectories,
    cplusplus: invocation.inputs.some((input) => input.cplusplus || input.kind === 'linkable'),
    without: invocation.without,
    driver: 'clang',
    paged: request.paged,
  });
  diagnostics += linked.diagnostics;
  include(reached, linked.reached);
  if (linked.status !== 0 || linked.module === undefined) return { ok: false, diagnostics, status: linked.status || 1 };
  if (cache !== undefined && task !== undefined) {
    keep(
      cache,
      task,
      reached,
      new Map([
        ['module', linked.module],
        ['diagnostics', new TextEncoder().encode(diagnostics)],
      ]),
    );
  }
  return { ok: true, module: linked.module, diagnostics, fromCache: false };
}

/** -g always (reports name lines by it) unless the user chose another level; colours when asked for. */
export function defaultOptions(invocation: Invocation, colour: boolean): string[] {
  const options = invocation.compileOptions;
  const added: string[] = [];
  if (!options.some((option) => /^-g(?!nu|code)/.test(option))) added.push('-g');
  if (colour && !options.some((option) => /^-f(no-)?(color|colour)-diagnostics|^-fdiagnostics-color/.test(option)))
    added.push('-fcolor-diagnostics');
  return [...added, ...options];
}

export function linkEntries(invocation: Invocation, objects: ReadonlyMap<Input, Uint8Array>): LinkEntry[] {
  return invocation.linkItems.map((item) =>
    'option' in item ? item : { name: item.input.path, bytes: objects.get(item.input) },
  );
}

function include(all: Reached, more: Reached): void {
  for (const [path, bytes] of more.files) all.files.set(path, bytes);
  for (const path of more.missing) all.missing.add(path);
}

function refuse(invocation: Invocation): string | undefined {
  if (invocation.inputs.length === 0) return 'nothing to run: name a C or C++ source, an object, or a .wasm file';
  if (invocation.shared) return "-shared: a program to run can't be a shared library";
  if (invocation.mode !== 'link') return "-c, -S, -E and the like make no program to run; use 'heapglass cc' for them";
  if (invocation.output !== undefined)
    return "-o names a file to make; use 'heapglass cc -o' to build a program, 'heapglass record -o' to record a run";
  return undefined;
}
