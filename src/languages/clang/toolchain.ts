/**
 * What the compile pipeline needs from outside: a set of LLVM tools, the source files, and a place to keep results.
 *
 * Paths are POSIX paths. A toolchain either sees the host's disk (a native clang) or only the files that it is handed (the
 * packaged clang, which runs as WebAssembly); `seesDisk` tells which, and the pipeline hands over accordingly.
 */

export type ToolName =
  | 'clang'
  | 'clang++'
  | 'wasm-ld'
  | 'ar'
  | 'ranlib'
  | 'nm'
  | 'strip'
  | 'objdump'
  | 'size'
  | 'readobj';

export interface ToolRequest {
  tool: ToolName;
  args: readonly string[];
  /** Files to put in place first, by absolute path. A toolchain that sees the disk gets paths below `scratch` only. */
  files?: ReadonlyMap<string, Uint8Array>;
  /** Absolute paths of the files wanted back. */
  outputs?: readonly string[];
  /** Absolute directory that relative paths start from, for toolchains that see the disk. */
  workingDirectory?: string;
  /** What the tool reads from standard input. Absent: nothing. */
  input?: Uint8Array;
}

export interface ToolResult {
  /** 0 when the tool was content. */
  status: number;
  stdout: Uint8Array;
  stderr: string;
  /** Those of the wanted outputs that exist. */
  files: ReadonlyMap<string, Uint8Array>;
}

export interface Toolchain {
  /** Changes whenever the tools could give another result; part of every cache key. Cheap: starts no tool. */
  readonly identity: string;
  readonly seesDisk: boolean;
  /** clang's major version. */
  readonly clangVersion: number;
  /** Absolute directory for files that are handed over and back. */
  readonly scratch: string;
  /** Arguments that every compile and every link starts with (target, sysroot), for a native clang. */
  readonly targetFlags: readonly string[];
  /** Whether the sysroot has `lib<name>.a`. */
  hasLibrary(name: string): boolean;
  /** @throws ToolchainError when the tool can't be started at all. */
  run(request: ToolRequest): Promise<ToolResult>;
}

/** The compiler can't be used; the message says why and what to do. */
export class ToolchainError extends Error {
  override name = 'ToolchainError';
}

export interface SourceFiles {
  /** Absolute directory that relative paths start from. */
  readonly workingDirectory: string;
  /** @returns the bytes of the file, or undefined when there is no readable regular file. */
  read(path: string): Uint8Array | undefined;
}

export interface ResultCache {
  /** @returns what was stored under the key, or undefined (never stored, evicted, damaged). */
  get(key: string): Uint8Array | undefined;
  /** Keeps the bytes if it can; failing to keep them is not an error. */
  put(key: string, bytes: Uint8Array): void;
  /** A collision-resistant digest of the parts, each taken with its length, as lower-case hexadecimal. */
  digest(parts: Iterable<string | Uint8Array>): string;
}

/** Everything that one compile or link works with. */
export interface BuildContext {
  toolchain: Toolchain;
  files: SourceFiles;
  cache?: ResultCache;
}
