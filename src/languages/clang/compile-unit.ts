/**
 * One source file through the compiler: to an object, to assembly, preprocessed, or to its list of headers.
 *
 * One call of the tool per source, since the driver runs a single job inside itself; more jobs would need processes. A
 * source in assembler with preprocessing is two jobs and so two calls.
 */
import type { Input } from './arguments.js';
import { IncludeCollector, SYSTEM_HEADERS, type IncludeSearch, type Reached } from './collect.js';
import { withoutOwnHeaders } from './dependency-rules.js';
import { suffixOf, resolve, join } from './paths.js';
import { ASSEMBLE_RECIPE, compileRecipe, RECIPE_KEY, type CodeKind } from './recipe.js';
import { supplementHeaders } from './supplement.js';
import { keep, lookUp, type Parts } from './reuse.js';
import type { BuildContext, ToolResult } from './toolchain.js';
import { driverPlace, overlayFiles } from './virtual-tree.js';

export type UnitMode = 'object' | 'assembly' | 'preprocess' | 'dependencies' | 'syntax';

export interface UnitRequest {
  input: Input;
  /** The source itself, for input `-`. */
  text?: Uint8Array;
  driver: 'clang' | 'clang++';
  mode: UnitMode;
  /** Compile for runs that check nothing. */
  plain?: boolean;
  /** Compile for paged memory. */
  paged?: boolean;
  options: readonly string[];
  search: IncludeSearch;
  /** A dependency file beside the output: -MD or -MMD, and the options that shape it. */
  dependencies?: readonly string[];
}

export interface UnitResult {
  /** clang's exit status. */
  status: number;
  /** What clang printed on standard error. */
  diagnostics: string;
  /** Absent when clang failed and for mode `syntax`. */
  output?: Uint8Array;
  dependencyFile?: Uint8Array;
  reached: Reached;
}

const MODE_OPTIONS: Record<UnitMode, string[]> = {
  object: ['-c'],
  assembly: ['-S'],
  preprocess: ['-E'],
  dependencies: [],
  syntax: ['-fsyntax-only'],
};
const FORMAT = 'unit 2';
const HEADER_NOT_FOUND = /error: '([^'\n]+)' file not found/g;

/** @throws ToolchainError */
export async function compileUnit(context: BuildContext, request: UnitRequest): Promise<UnitResult> {
  const { cache, files, toolchain } = context;
  const task = cache?.digest([
    FORMAT,
    RECIPE_KEY,
    toolchain.identity,
    files.workingDirectory,
    request.driver,
    request.mode,
    String(request.plain ?? false),
    String(request.paged ?? false),
    request.input.path,
    request.input.language,
    request.text ?? '',
    JSON.stringify([request.options, request.search, request.dependencies ?? null]),
  ]);
  if (cache !== undefined && task !== undefined) {
    const kept = lookUp(cache, task, files);
    if (kept !== undefined) return fromParts(kept.parts, kept.reached);
  }
  const result = await compile(context, request);
  if (cache !== undefined && task !== undefined && result.status === 0)
    keep(cache, task, result.reached, toParts(result));
  return result;
}

function collect(context: BuildContext, request: UnitRequest): IncludeCollector {
  const collector = new IncludeCollector(context.files, request.search);
  if (request.text !== undefined) collector.addText(request.text);
  else collector.addFile(request.input.path);
  collector.addForced();
  return collector;
}

async function compile(context: BuildContext, request: UnitRequest): Promise<UnitResult> {
  const collector = collect(context, request);
  const { reached } = collector;
  const { path } = request.input;
  if (request.text === undefined && !reached.files.has(resolve(context.files.workingDirectory, path))) {
    return { status: 1, diagnostics: `${request.driver}: error: no such file or directory: '${path}'\n`, reached };
  }
  for (;;) {
    const run = await runCompiler(context, request, reached);
    if (run.status !== 0 && !context.toolchain.seesDisk) {
      // A header that the scan could not foresee: hand it over and ask again, as long as that gets further.
      let found = false;
      for (const [, name] of run.stderr.matchAll(HEADER_NOT_FOUND)) found = collector.addRequested(name!) || found;
      if (found) continue;
    }
    const place = outputPlaces(context);
    const output = run.status === 0 ? run.files.get(place.output) : undefined;
    return {
      status: run.status,
      diagnostics: run.stderr,
      output: request.mode === 'dependencies' ? realDependencies(context, output) : output,
      dependencyFile: realDependencies(context, run.files.get(place.dependencies)),
      reached,
    };
  }
}

/** The rules for make, without headers that exist in the compiler's own tree alone. */
function realDependencies({ toolchain }: BuildContext, rules: Uint8Array | undefined): Uint8Array | undefined {
  if (rules === undefined) return undefined;
  const isOwn = (path: string): boolean =>
    path.startsWith(`${toolchain.scratch}/`) || (!toolchain.seesDisk && path.startsWith(`${SYSTEM_HEADERS}/`));
  return new TextEncoder().encode(withoutOwnHeaders(new TextDecoder().decode(rules), isOwn));
}

function outputPlaces(context: BuildContext): { output: string; dependencies: string } {
  return {
    output: join(context.toolchain.scratch, 'output'),
    dependencies: join(context.toolchain.scratch, 'dependencies'),
  };
}

async function runCompiler(context: BuildContext, request: UnitRequest, reached: Reached): Promise<ToolResult> {
  const { input } = request;
  const preprocessedAssembler =
    input.kind === 'assembler' &&
    request.mode === 'object' &&
    (input.language === 'assembler-with-cpp' || (input.language === '' && suffixOf(input.path) !== '.s'));
  if (!preprocessedAssembler) return runOnce(context, request, reached);
  const expanded = await runOnce(context, { ...request, mode: 'preprocess' }, reached);
  const text = expanded.files.get(outputPlaces(context).output);
  if (expanded.status !== 0 || text === undefined) return expanded;
  const assembled = await runOnce(
    context,
    { ...request, text, input: { ...input, path: '-', language: 'assembler' }, dependencies: undefined },
    reached,
  );
  const dependencies = expanded.files.get(outputPlaces(context).dependencies);
  const files = new Map(assembled.files);
  if (dependencies !== undefined) files.set(outputPlaces(context).dependencies, dependencies);
  return { ...assembled, stderr: expanded.stderr + assembled.stderr, files };
}

async function runOnce(context: BuildContext, request: UnitRequest, reached: Reached): Promise<ToolResult> {
  const { toolchain } = context;
  const { workingDirectory } = context.files;
  const { input } = request;
  const place = outputPlaces(context);
  const assembler = input.kind === 'assembler';
  const args = [
    ...toolchain.targetFlags,
    ...MODE_OPTIONS[request.mode],
    ...(assembler ? ASSEMBLE_RECIPE : compileRecipe(toolchain.clangVersion, kindOf(request, reached))),
  ];
  const supplement = supplementHeaders(toolchain.scratch);
  const { files } = supplement;
  if (!toolchain.seesDisk) {
    const tree = overlayFiles(toolchain.scratch, reached.files);
    for (const [path, bytes] of tree.files) files.set(path, bytes);
    if (request.text === undefined) files.set(driverPlace(input.path), new Uint8Array());
    if (!(assembler && input.path === '-')) {
      args.push('-ivfsoverlay', tree.overlay, '-Xclang', `-working-directory=${workingDirectory}`);
    }
    args.push(`-fdebug-compilation-dir=${workingDirectory}`);
  }
  args.push(...(assembler && input.path === '-' ? assemblerOptions(request.options) : request.options));
  if (!assembler) args.push(...supplement.options);
  if (request.dependencies !== undefined) args.push(...request.dependencies);
  if (request.dependencies !== undefined && request.mode !== 'dependencies') args.push('-MF', place.dependencies);
  args.push('-o', place.output);
  if (input.language !== '') args.push('-x', input.language);
  args.push(input.path);
  return toolchain.run({
    tool: request.driver,
    args,
    files,
    outputs: [place.output, place.dependencies],
    workingDirectory,
    input: request.text,
  });
}

function kindOf({ plain, paged, text }: UnitRequest, { files }: Reached): CodeKind {
  const sources = text === undefined ? files.values() : [text, ...files.values()];
  return { plain, paged, jumps: paged === true && mayJumpFromAccesses(sources) };
}

/**
 * Handlers of signals jump to what sigsetjmp has saved, or setjmp in a source that knows of the signals of accesses. Elsewhere setjmp is
 * for errors, and calls before accesses, even those that are left out again, keep the compiler from addressing fields by their offsets:
 * Lua took twice as long.
 */
function mayJumpFromAccesses(sources: Iterable<Uint8Array>): boolean {
  const all = [...sources].map((source) => new TextDecoder().decode(source));
  const mention = (words: RegExp): boolean => all.some((source) => words.test(source));
  return mention(/\bsig(setjmp|longjmp)\b/) || (mention(/setjmp/) && mention(/\bSIG(SEGV|BUS)\b/));
}

/** Text that is already preprocessed has no use for options about headers and macros, and the assembler rejects some. */
function assemblerOptions(options: readonly string[]): string[] {
  return options.filter((option) => /^-(g|Wa,|m[^l])/.test(option));
}

function toParts(result: UnitResult): Parts {
  const parts: Parts = new Map([['diagnostics', new TextEncoder().encode(result.diagnostics)]]);
  if (result.output !== undefined) parts.set('output', result.output);
  if (result.dependencyFile !== undefined) parts.set('dependencies', result.dependencyFile);
  return parts;
}

function fromParts(parts: Parts, reached: Reached): UnitResult {
  return {
    status: 0,
    diagnostics: new TextDecoder().decode(parts.get('diagnostics')),
    output: parts.get('output'),
    dependencyFile: parts.get('dependencies'),
    reached,
  };
}
