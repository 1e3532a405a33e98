/**
 * `heapglass cc` and `heapglass c++`: a clang driver for make. Sources become objects, assembly, preprocessed text or
 * dependency lists, one after the other in one warm compiler; then everything is linked. Exit statuses are clang's.
 */
import { classifyArguments, type Input, type Invocation } from './arguments.js';
import { compileUnit, type UnitMode, type UnitRequest } from './compile-unit.js';
import { link } from './link.js';
import { executableFile } from './module-file.js';
import { baseName, resolve, withSuffix } from './paths.js';
import { defaultOptions, linkEntries } from './program.js';
import { expandResponseFiles } from './response-files.js';
import type { BuildContext } from './toolchain.js';
import { driverPlace } from './virtual-tree.js';

export interface DriverSurroundings {
  standardInput(): Uint8Array;
  standardOutput(bytes: Uint8Array): void;
  standardError(text: string): void;
  /** Writes a file whole. @throws Error with a readable message. */
  write(path: string, bytes: Uint8Array, executable: boolean): void;
  /** The command that starts heapglass; stands in the prelude of linked programs. */
  launcher: readonly string[];
  /** What is made is for paged memory. */
  paged: boolean;
  colour: boolean;
}

const OBJECT_SUFFIX: Record<UnitMode, string> = {
  object: '.o',
  assembly: '.s',
  preprocess: '',
  dependencies: '',
  syntax: '',
};

/** @returns the exit status. @throws ToolchainError */
export async function drive(
  context: BuildContext,
  argv: readonly string[],
  driver: 'clang' | 'clang++',
  surroundings: DriverSurroundings,
): Promise<number> {
  const expanded = expandResponseFiles(argv, context.files);
  const invocation = classifyArguments(expanded, driver);
  if (invocation.mode === 'query') return askClang(context, expanded, invocation, driver, surroundings);
  const problem = refuse(invocation);
  if (problem !== undefined) {
    surroundings.standardError(`${driver}: error: ${problem}\n`);
    return 1;
  }
  const verdict = await checkUncompiled(context, invocation, driver, surroundings);
  if (verdict !== 0) return verdict;
  const objects = new Map<Input, Uint8Array>();
  let status = 0;
  for (const input of invocation.inputs) {
    if (input.kind === 'linkable') continue;
    const unit = await compileOne(context, invocation, input, driver, surroundings);
    if (unit.status !== 0) status = unit.status;
    else if (unit.output !== undefined) objects.set(input, unit.output);
  }
  if (status !== 0 || invocation.mode !== 'link') return status;
  return linkAll(context, invocation, objects, driver, surroundings);
}

async function compileOne(
  context: BuildContext,
  invocation: Invocation,
  input: Input,
  driver: 'clang' | 'clang++',
  surroundings: DriverSurroundings,
): Promise<{ status: number; output?: Uint8Array }> {
  const mode: UnitMode = invocation.mode === 'link' || invocation.mode === 'query' ? 'object' : invocation.mode;
  const output = outputPath(invocation, input, mode);
  const request: UnitRequest = {
    input,
    driver,
    mode,
    text: input.path === '-' ? surroundings.standardInput() : undefined,
    paged: surroundings.paged,
    options: defaultOptions(invocation, surroundings.colour),
    search: invocation.search,
    dependencies: dependencyOptions(invocation, input, mode),
  };
  const unit = await compileUnit(context, request);
  surroundings.standardError(unit.diagnostics);
  if (unit.status !== 0) return { status: unit.status };
  const dependencies = mode === 'dependencies' ? unit.output : unit.dependencyFile;
  if (dependencies !== undefined) {
    const place = dependencyPath(invocation, input, mode);
    if (place === '-') surroundings.standardOutput(dependencies);
    else surroundings.write(place, dependencies, false);
  }
  if (mode === 'dependencies' || mode === 'syntax' || unit.output === undefined) return { status: 0 };
  if (invocation.mode === 'link') return { status: 0, output: unit.output };
  if (output === '-') surroundings.standardOutput(unit.output);
  else surroundings.write(output, unit.output, false);
  return { status: 0 };
}

async function linkAll(
  context: BuildContext,
  invocation: Invocation,
  objects: ReadonlyMap<Input, Uint8Array>,
  driver: 'clang' | 'clang++',
  surroundings: DriverSurroundings,
): Promise<number> {
  const linked = await link(context, {
    entries: linkEntries(invocation, objects),
    libraryDirectories: invocation.libraryDirectories,
    cplusplus: driver === 'clang++' || invocation.inputs.some((input) => input.cplusplus),
    without: invocation.without,
    paged: surroundings.paged,
    driver,
  });
  surroundings.standardError(linked.diagnostics);
  if (linked.status !== 0 || linked.module === undefined) return linked.status || 1;
  const output = invocation.output ?? 'a.out';
  const relocatable = invocation.linkItems.some((item) => 'option' in item && item.option.includes('-r'));
  const plain = relocatable || output.endsWith('.wasm');
  const { launcher, paged } = surroundings;
  const words = paged ? ['run', '--vm'] : ['run'];
  surroundings.write(output, plain ? linked.module : executableFile(linked.module, launcher, words), !plain);
  return 0;
}

/** clang's own answer to --version, -dumpmachine, -print-… and the like. */
async function askClang(
  context: BuildContext,
  argv: readonly string[],
  invocation: Invocation,
  driver: 'clang' | 'clang++',
  surroundings: DriverSurroundings,
): Promise<number> {
  const { toolchain, files } = context;
  // With -### clang wants to see that its inputs are there, though it reads none.
  const inputs = invocation.inputs
    .map(({ path }) => path)
    .filter((path) => path !== '-' && files.read(resolve(files.workingDirectory, path)) !== undefined);
  const answer = await toolchain.run({
    tool: driver,
    args: [...toolchain.targetFlags, ...argv],
    files: toolchain.seesDisk ? undefined : new Map(inputs.map((path) => [driverPlace(path), new Uint8Array()])),
    workingDirectory: files.workingDirectory,
  });
  surroundings.standardOutput(answer.stdout);
  surroundings.standardError(answer.stderr);
  return answer.status;
}

/**
 * Options that no compile will show to clang, since only objects are linked: clang judges them here, by planning a
 * compile of nothing.
 */
async function checkUncompiled(
  context: BuildContext,
  invocation: Invocation,
  driver: 'clang' | 'clang++',
  surroundings: DriverSurroundings,
): Promise<number> {
  if (invocation.unrecognised.length === 0 || invocation.inputs.some((input) => input.kind !== 'linkable')) return 0;
  const { targetFlags } = context.toolchain;
  const answer = await context.toolchain.run({
    tool: driver,
    args: [...targetFlags, '-###', '-c', '-x', 'c', ...invocation.unrecognised, '-'],
  });
  if (answer.status !== 0) {
    surroundings.standardError(
      answer.stderr
        .split('\n')
        .filter((line) => /(error|warning):/.test(line))
        .map((line) => `${line}\n`)
        .join(''),
    );
  }
  return answer.status;
}

function refuse(invocation: Invocation): string | undefined {
  if (invocation.incomplete !== undefined)
    return `argument to '${invocation.incomplete}' is missing (expected 1 value)`;
  const compiled = invocation.inputs.filter((input) => input.kind !== 'linkable');
  if (invocation.inputs.length === 0) return 'no input files';
  if (invocation.shared)
    return '-shared: WebAssembly programs are linked statically; build a static library (.a) instead';
  if (invocation.mode !== 'link' && invocation.output !== undefined && compiled.length > 1) {
    return 'cannot specify -o when generating multiple output files';
  }
  if (
    invocation.inputs.some((input) => input.path === '-' && input.language === '') &&
    invocation.mode !== 'preprocess'
  ) {
    return '-E or -x required when input is from standard input';
  }
  return undefined;
}

function outputPath(invocation: Invocation, input: Input, mode: UnitMode): string {
  if (invocation.output !== undefined && invocation.mode !== 'link') return invocation.output;
  if (mode === 'preprocess' || mode === 'dependencies') return '-';
  const suffix =
    mode === 'assembly' && invocation.compileOptions.includes('-emit-llvm')
      ? '.ll'
      : mode === 'object' && invocation.compileOptions.includes('-emit-llvm')
        ? '.bc'
        : OBJECT_SUFFIX[mode];
  return input.path === '-' ? `-${suffix}` : baseName(withSuffix(input.path, suffix));
}

/** The name that make knows the result by; clang sees only a scratch name. */
function dependencyOptions(invocation: Invocation, input: Input, mode: UnitMode): string[] | undefined {
  const { dependencies } = invocation;
  if (dependencies === undefined) return undefined;
  const flag = mode === 'dependencies' ? (dependencies.system ? '-M' : '-MM') : dependencies.system ? '-MD' : '-MMD';
  const target =
    mode === 'dependencies' || invocation.mode === 'link' || invocation.output === undefined
      ? baseName(withSuffix(input.path, '.o'))
      : invocation.output;
  return [flag, ...dependencies.options, ...(dependencies.named ? [] : ['-MQ', target])];
}

function dependencyPath(invocation: Invocation, input: Input, mode: UnitMode): string {
  const { dependencies, output } = invocation;
  if (dependencies?.file !== undefined) return dependencies.file;
  if (mode === 'dependencies') return output ?? '-';
  if (output !== undefined && invocation.mode !== 'link') return withSuffix(output, '.d');
  return baseName(withSuffix(input.path, '.d'));
}
