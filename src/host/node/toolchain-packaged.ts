/**
 * The toolchain of the npm package @yowasp/clang: clang, lld and the LLVM tools as one WebAssembly module, with its own
 * sysroot. Loaded at the first use (about 1 s); each call then runs in a fresh instance, on files in memory.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { startTool } from './engine.js';
import {
  ToolchainError,
  type Toolchain,
  type ToolName,
  type ToolRequest,
  type ToolResult,
} from '../../languages/clang/toolchain.js';

type Package = typeof import('@yowasp/clang');
type Tree = import('@yowasp/clang').Tree;

const PACKAGE = '@yowasp/clang';
const SYSROOT_LIBRARIES = new Set([
  'c++',
  'c-printscan-long-double',
  'c++abi',
  'setjmp',
  'wasi-emulated-signal',
  'wasi-emulated-process-clocks',
  'wasi-emulated-mman',
  'wasi-emulated-getpid',
]);

export class PackagedToolchain implements Toolchain {
  readonly seesDisk = false;
  readonly scratch = '/.heapglass';
  readonly targetFlags: readonly string[] = [];
  readonly #import: () => Promise<Package>;
  #package: Promise<Package> | undefined;
  /** The package compiles its module in its first call. */
  #isCompiled = false;
  #identity: string | undefined;

  /** @param standIn a module that does what the package does, as HEAPGLASS_LLVM names it: its URL */
  constructor(standIn: string = PACKAGE) {
    this.#import = () => import(standIn) as Promise<Package>;
  }

  get identity(): string {
    this.#identity ??= `${PACKAGE} ${packageVersion()}`;
    return this.#identity;
  }

  get clangVersion(): number {
    return Number.parseInt(packageVersion(), 10);
  }

  hasLibrary(name: string): boolean {
    return SYSROOT_LIBRARIES.has(name);
  }

  async run(request: ToolRequest): Promise<ToolResult> {
    const { runLLVM, Exit } = await this.#load();
    const stdout: Uint8Array[] = [];
    const stderr: Uint8Array[] = [];
    const collect =
      (chunks: Uint8Array[]) =>
      (bytes: Uint8Array | null): void => {
        if (bytes !== null) chunks.push(bytes.slice());
      };
    let status = 0;
    let tree: Tree = {};
    let crash = '';
    const printed = printedOutput(request);
    const args = printed === undefined ? request.args : request.args.with(request.args.indexOf(printed), '-');
    const call = async (): Promise<Tree> =>
      (await runLLVM([request.tool, ...args], treeOf(request.files ?? new Map()), {
        stdin: reader(request.input ?? new Uint8Array()),
        stdout: collect(stdout),
        stderr: collect(stderr),
        decodeASCII: false,
        fetchProgress: () => {},
      })) as Tree;
    try {
      tree = await (this.#isCompiled ? call() : startTool(call));
    } catch (error) {
      if (error instanceof Exit) {
        status = error.code;
        tree = error.files;
      } else {
        status = 70;
        crash = crashMessage(request, error);
      }
    }
    this.#isCompiled = true;
    const files = new Map<string, Uint8Array>();
    for (const path of request.outputs ?? []) {
      const bytes = path === printed ? madeBy(request.tool, concatenate(stdout)) : fileAt(tree, path);
      if (bytes !== undefined) files.set(path, bytes);
    }
    return {
      status,
      stdout: printed === undefined ? concatenate(stdout) : new Uint8Array(),
      stderr: new TextDecoder().decode(concatenate(stderr)) + crash,
      files,
    };
  }

  #load(): Promise<Package> {
    this.#package ??= this.#import().catch((error: unknown) => {
      this.#package = undefined;
      throw new ToolchainError(
        `the compiler (npm package ${PACKAGE}) can't be loaded: ${String(error)}. Run 'npm install' again, or name a native clang with --clang.`,
      );
    });
    return this.#package;
  }
}

/**
 * What the tool is let print instead of writing it to a file. The package's files copy themselves whole at each write, and clang
 * writes again for each place in an object that it fills in later: an object of 1 MB took 20 s.
 */
function printedOutput({ tool, args, outputs = [] }: ToolRequest): string | undefined {
  if (tool !== 'clang' && tool !== 'clang++' && tool !== 'wasm-ld') return undefined;
  return outputs.find((path) => args[args.indexOf(path) - 1] === '-o');
}

const MODULE = '\0asm';

/** Of all that the tool has printed: the linker may tell something (--trace, --print-map) before it prints the module. */
function madeBy(tool: ToolName, printed: Uint8Array): Uint8Array | undefined {
  if (printed.length === 0) return undefined;
  if (tool !== 'wasm-ld') return printed;
  const at = Buffer.from(printed.buffer, printed.byteOffset, printed.length).indexOf(MODULE);
  return at < 0 ? undefined : printed.subarray(at);
}

function packageVersion(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(PACKAGE);
    const description = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
      version: string;
    };
    return description.version;
  } catch {
    throw new ToolchainError(
      `the compiler (npm package ${PACKAGE}) is not installed. Run 'npm install', or name a native clang with --clang.`,
    );
  }
}

/** A crash of the tool itself shows as a WebAssembly trap or as exhausted memory. */
function crashMessage(request: ToolRequest, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  const source = request.args.at(-1) ?? '';
  return (
    `heapglass: ${request.tool} itself crashed (${reason}) on ${source}; this is a fault of the compiler or a lack of memory. ` +
    'Try other options (-O1 instead of -O0, or the reverse), a smaller source, or a native clang (--clang PATH).\n'
  );
}

function treeOf(files: ReadonlyMap<string, Uint8Array>): Tree {
  const root: Tree = Object.create(null) as Tree;
  for (const [path, bytes] of files) {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    let directory = root;
    for (const part of parts.slice(0, -1)) {
      const next = directory[part];
      if (next === undefined || typeof next === 'string' || next instanceof Uint8Array)
        directory[part] = Object.create(null) as Tree;
      directory = directory[part] as Tree;
    }
    directory[parts.at(-1)!] = bytes;
  }
  return root;
}

function fileAt(tree: Tree, path: string): Uint8Array | undefined {
  let entry: Tree | string | Uint8Array | undefined = tree;
  for (const part of path.split('/')) {
    if (part === '') continue;
    if (entry === undefined || typeof entry === 'string' || entry instanceof Uint8Array) return undefined;
    entry = Object.hasOwn(entry, part) ? entry[part] : undefined;
  }
  return typeof entry === 'string' ? new TextEncoder().encode(entry) : entry instanceof Uint8Array ? entry : undefined;
}

function reader(bytes: Uint8Array): (length: number) => Uint8Array | null {
  let at = 0;
  return (length) => {
    if (at >= bytes.length) return null;
    const chunk = bytes.slice(at, at + length);
    at += chunk.length;
    return chunk;
  };
}

function concatenate(chunks: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
