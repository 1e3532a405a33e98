/**
 * Objects and archives into one module.
 *
 * The packaged toolchain's linker is called directly, in the form its driver would use; a native clang links through
 * its driver, which knows its own sysroot. Only the symbols that the host provides may stay undefined (recipe.ts).
 */
import { CPLUSPLUS_LIBRARIES, EMULATION_LIBRARIES, HOST_SYMBOLS, LINK_RECIPE } from './recipe.js';
import { baseName, join, resolve } from './paths.js';
import type { Reached } from './collect.js';
import { isArchive, isObject } from './object-kind.js';
import { extractModule } from './module-file.js';
import { compileUnit } from './compile-unit.js';
import { PAGED_SOURCE } from './paged-source.js';
import { SUPPLEMENT_SOURCE, supplementHelps } from './supplement.js';
import { ToolchainError, type BuildContext, type SourceFiles, type ToolResult } from './toolchain.js';

export type LinkEntry =
  /** A file, shown in messages under `name`. Without bytes it is read from disk. */
  { name: string; bytes?: Uint8Array } | { option: readonly string[] };

export interface LinkRequest {
  entries: readonly LinkEntry[];
  libraryDirectories: readonly string[];
  cplusplus: boolean;
  /** -nostdlib and its kin. */
  without: ReadonlySet<string>;
  driver: 'clang' | 'clang++';
  /** For paged memory. */
  paged?: boolean;
}

export interface LinkResult {
  status: number;
  diagnostics: string;
  module?: Uint8Array;
  reached: Reached;
}

/** Options of ELF linkers that makefiles pass and that mean nothing for a static WebAssembly program. */
const ELF_ONLY =
  /^(--?(no-)?as-needed|--?start-group|--?end-group|-[()EOB].*|--?export-dynamic|--?hash-style=.*|--?build-id.*|-s|-S|--?strip-(all|debug)|--?enable-new-dtags|--?version-script=.*|--?sort-common|-Bsymbolic.*|--?no-undefined|--?warn-common|--?relax|--?eh-frame-hdr)$/;
const ELF_ONLY_WITH_VALUE = /^(--?rpath(-link)?|--?soname|-h|--?version-script|--?dynamic-linker)$/;

/** @throws ToolchainError */
export async function link(context: BuildContext, request: LinkRequest): Promise<LinkResult> {
  const reached: Reached = { files: new Map(), missing: new Set() };
  const { toolchain } = context;
  const handed = new Map<string, Uint8Array>();
  const shown: [place: string, name: string][] = [];
  const items: string[] = [];
  const place = (name: string, bytes: Uint8Array): void => {
    // A driver goes by the name: what was compiled from a source must not look like one.
    const file = isObject(bytes) && !name.endsWith('.o') ? `${baseName(name)}.o` : baseName(name);
    const path = join(toolchain.scratch, `in/${shown.length}/${file}`);
    handed.set(path, bytes);
    shown.push([path, name]);
    items.push(path);
  };
  for (const entry of request.entries) {
    if ('name' in entry) {
      const bytes = entry.bytes ?? readReached(context, entry.name, reached);
      const problem =
        bytes === undefined ? `no such file or directory: '${entry.name}'` : notLinkable(entry.name, bytes);
      if (problem !== undefined) return { status: 1, diagnostics: `${request.driver}: error: ${problem}\n`, reached };
      place(entry.name, bytes!);
      continue;
    }
    const library = entry.option[0]!.startsWith('-l')
      ? findLibrary(context, request, entry.option[0]!.slice(2), reached)
      : undefined;
    if (library !== undefined) place(library.name, library.bytes);
    else items.push(...linkerOptions(entry.option));
  }
  if (request.paged) place('paged.o', await compileOwn(context, PAGED_SOURCE, true));
  const undefinedPlace = join(toolchain.scratch, 'host-symbols');
  handed.set(undefinedPlace, new TextEncoder().encode(`${HOST_SYMBOLS.join('\n')}\n`));
  const output = join(toolchain.scratch, 'module');
  const options = [...LINK_RECIPE, `--allow-undefined-file=${undefinedPlace}`];
  const plan: LinkPlan = { items, options, output, handed };
  const start = toolchain.seesDisk ? linkThroughDriver : linkDirectly;
  let run = await start(context, request, plan);
  if (run.status !== 0 && supplementHelps(run.stderr)) {
    place('supplement.o', await compileOwn(context, SUPPLEMENT_SOURCE, request.paged ?? false));
    run = await start(context, request, plan);
  }
  let diagnostics = run.stderr + (run.status === 0 ? '' : noteOnPaged(run.stderr, request.paged === true));
  for (const [path, name] of shown) diagnostics = diagnostics.replaceAll(path, name);
  const module = run.status === 0 ? run.files.get(output) : undefined;
  if (module !== undefined && lacksMain(module))
    return { status: 1, diagnostics: `${diagnostics}wasm-ld: error: undefined symbol: main\n`, reached };
  return { status: run.status, diagnostics, module, reached };
}

/** System calls have other names in objects for paged memory. */
function noteOnPaged(diagnostics: string, paged: boolean): string {
  if (paged)
    return supplementHelps(diagnostics)
      ? 'heapglass: note: objects for paged memory are made by heapglass cc --vm; this one was made without\n'
      : '';
  return /undefined symbol: __paged_/.test(diagnostics)
    ? 'heapglass: note: an object was made by heapglass cc --vm: link it with --vm, and run it so\n'
    : '';
}

/** The name, with its length in front, that wasm-ld gives to what stands for a main that nobody defines. */
const NO_MAIN = new TextEncoder().encode('\x13undefined_weak:main');

/**
 * wasi-libc refers to main weakly, so the linker is content without one; no system's users would be. Cost: a search for
 * one byte through the module.
 */
function lacksMain(module: Uint8Array): boolean {
  for (let at = module.indexOf(NO_MAIN[0]!); at >= 0; at = module.indexOf(NO_MAIN[0]!, at + 1)) {
    if (NO_MAIN.every((byte, index) => module[at + index] === byte)) return true;
  }
  return false;
}

/** What heapglass's own sources are compiled from: no file of the user's. So one kept object serves every directory. */
const NO_FILES: SourceFiles = { workingDirectory: '/', read: () => undefined };

async function compileOwn(context: BuildContext, source: string, paged: boolean): Promise<Uint8Array> {
  const own = { ...context, files: NO_FILES };
  const unit = await compileUnit(own, {
    input: { path: '-', language: 'c', kind: 'source', cplusplus: false },
    text: new TextEncoder().encode(source),
    // What checking wants to know of the layout nobody asks for on paged memory.
    plain: paged,
    paged,
    driver: 'clang',
    mode: 'object',
    options: ['-O1'],
    search: { quote: [], all: [], forced: [], macroValues: [] },
  });
  if (unit.output === undefined)
    throw new ToolchainError(`the compiler rejects heapglass's own source:\n${unit.diagnostics}`);
  return unit.output;
}

interface LinkPlan {
  items: string[];
  options: string[];
  output: string;
  handed: Map<string, Uint8Array>;
}

function linkDirectly(context: BuildContext, request: LinkRequest, plan: LinkPlan): Promise<ToolResult> {
  const { without } = request;
  const libraries = '/usr/lib/wasm32-wasip1';
  const bare = without.has('-nostdlib');
  const start = bare || without.has('-nostartfiles') ? [] : [`${libraries}/crt1-command.o`];
  const end =
    bare || without.has('-nodefaultlibs')
      ? []
      : [...standardLibraries(context, request), '-lc', '/usr/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a'];
  return context.toolchain.run({
    tool: 'wasm-ld',
    args: [
      ...['-m', 'wasm32', `-L${libraries}`, ...start, ...plan.items, ...plan.options, ...end],
      ...[`--soname=${baseName(plan.output)}`, '-o', plan.output],
    ],
    files: plan.handed,
    outputs: [plan.output],
  });
}

function linkThroughDriver(context: BuildContext, request: LinkRequest, plan: LinkPlan): Promise<ToolResult> {
  const items = plan.items.flatMap((item) =>
    item.startsWith('-l') || item.startsWith('/') ? [item] : ['-Xlinker', item],
  );
  const bare = request.without.has('-nostdlib') || request.without.has('-nodefaultlibs');
  return context.toolchain.run({
    tool: request.driver,
    args: [
      ...context.toolchain.targetFlags,
      ...request.without,
      ...items,
      ...plan.options.flatMap((option) => ['-Xlinker', option]),
      ...(bare ? [] : standardLibraries(context, request)),
      '-o',
      plan.output,
    ],
    files: plan.handed,
    outputs: [plan.output],
    workingDirectory: context.files.workingDirectory,
  });
}

function standardLibraries(context: BuildContext, request: LinkRequest): string[] {
  const wanted =
    request.cplusplus && !request.without.has('-nostdlib++')
      ? [...CPLUSPLUS_LIBRARIES, ...EMULATION_LIBRARIES]
      : EMULATION_LIBRARIES;
  return wanted.filter((library) => context.toolchain.hasLibrary(library.slice(2)));
}

function linkerOptions(option: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < option.length; at++) {
    const word = option[at]!;
    if (ELF_ONLY_WITH_VALUE.test(word)) at++;
    // -z takes values that only ELF knows, and the stack size is ours.
    else if (word === '-z') at++;
    else if (!ELF_ONLY.test(word)) kept.push(word);
  }
  return kept;
}

function readReached(context: BuildContext, path: string, reached: Reached): Uint8Array | undefined {
  const absolute = resolve(context.files.workingDirectory, path);
  const bytes = context.files.read(absolute);
  if (bytes === undefined) reached.missing.add(absolute);
  else reached.files.set(absolute, bytes);
  return bytes;
}

/** A library of the user's; those of the sysroot the linker finds itself. */
function findLibrary(
  context: BuildContext,
  request: LinkRequest,
  name: string,
  reached: Reached,
): { name: string; bytes: Uint8Array } | undefined {
  const file = name.startsWith(':') ? name.slice(1) : `lib${name}.a`;
  for (const directory of request.libraryDirectories) {
    const path = join(directory, file);
    const bytes = readReached(context, path, reached);
    if (bytes !== undefined && notLinkable(path, bytes) === undefined) return { name: path, bytes };
  }
  return undefined;
}

/** @returns why the linker can't use the file, or undefined when it can. */
function notLinkable(name: string, bytes: Uint8Array): string | undefined {
  if (isObject(bytes) || isArchive(bytes)) return undefined;
  if (extractModule(bytes) !== undefined)
    return `'${name}' is a linked program, not an object; only programs are run, only objects are linked`;
  return `'${name}' is not an object or archive for WebAssembly; compile it with 'heapglass cc -c' (native objects can't be used)`;
}
