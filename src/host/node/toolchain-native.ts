/**
 * A native clang with a wasm target: wasi-sdk's, or a distribution's with its wasi-libc. Runs as a process on the real
 * files; what the pipeline hands over goes through a scratch directory that is removed when this process ends.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { ToolchainError, type Toolchain, type ToolRequest, type ToolResult } from '../../languages/clang/toolchain.js';

/** The names under which sysroots keep what is built for WASI preview 1, newest first. */
const TARGETS = ['wasm32-wasip1', 'wasm32-wasi'];

interface Sysroot {
  /** undefined: clang finds its own. */
  root: string | undefined;
  target: string;
  libraries: string | undefined;
}

export class NativeToolchain implements Toolchain {
  readonly seesDisk = true;
  readonly identity: string;
  readonly clangVersion: number;
  readonly targetFlags: readonly string[];
  readonly #clang: string;
  readonly #sysroot: Sysroot;
  #scratch: string | undefined;

  /**
   * @param clang path or name of the executable, or of a wasi-sdk directory.
   * @throws ToolchainError
   */
  constructor(clang: string, environment: NodeJS.ProcessEnv) {
    this.#clang = locate(clang, environment);
    this.clangVersion = versionOf(this.#clang);
    this.#sysroot = findSysroot(this.#clang, environment['WASI_SYSROOT']);
    const { size, mtimeMs } = statSync(this.#clang);
    this.identity = ['native', this.#clang, size, mtimeMs, this.#sysroot.root, this.#sysroot.target].join(' ');
    this.targetFlags = [
      `--target=${this.#sysroot.target}`,
      ...(this.#sysroot.root === undefined ? [] : [`--sysroot=${this.#sysroot.root}`]),
    ];
  }

  get scratch(): string {
    if (this.#scratch === undefined) {
      const directory = mkdtempSync(join(tmpdir(), 'heapglass-'));
      process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
      this.#scratch = directory;
    }
    return this.#scratch;
  }

  hasLibrary(name: string): boolean {
    return this.#sysroot.libraries !== undefined && existsSync(join(this.#sysroot.libraries, `lib${name}.a`));
  }

  async run(request: ToolRequest): Promise<ToolResult> {
    for (const [path, bytes] of request.files ?? []) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
    for (const path of request.outputs ?? []) rmSync(path, { force: true });
    const result = await this.#spawn(request);
    const files = new Map<string, Uint8Array>();
    for (const path of request.outputs ?? []) {
      if (existsSync(path)) files.set(path, readFileSync(path));
    }
    return { ...result, files };
  }

  #spawn(request: ToolRequest): Promise<Omit<ToolResult, 'files'>> {
    const executable = this.#tool(request.tool);
    return new Promise((resolve, reject) => {
      const child = spawn(executable, request.args, { cwd: request.workingDirectory, stdio: 'pipe' });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.once('error', (error) => reject(new ToolchainError(`can't start ${executable}: ${error.message}`)));
      child.once('close', (code, signal) => {
        const ended = signal === null ? '' : `heapglass: ${executable} was ended by ${signal}\n`;
        resolve({
          status: code ?? 70,
          stdout: Buffer.concat(stdout),
          stderr: Buffer.concat(stderr).toString() + ended,
        });
      });
      // A tool that does not read its input closes the pipe early.
      child.stdin.on('error', () => {});
      child.stdin.end(request.input ?? '');
    });
  }

  /** clang++, llvm-ar and the like stand beside clang, with the same version suffix (clang-19, llvm-ar-19). */
  #tool(tool: ToolRequest['tool']): string {
    if (tool === 'clang') return this.#clang;
    const [, suffix] = /^clang(.*)$/.exec(basename(this.#clang)) ?? ['', ''];
    const name = tool === 'clang++' || tool === 'wasm-ld' ? tool : `llvm-${tool}`;
    const candidates = [dirname(this.#clang), dirname(realpathSync(this.#clang))].flatMap((directory) => [
      join(directory, `${name}${suffix}`),
      join(directory, name),
    ]);
    const found = candidates.find((path) => existsSync(path));
    if (found === undefined)
      throw new ToolchainError(`${name} is not beside ${this.#clang}; the native toolchain is incomplete`);
    return found;
  }
}

function locate(clang: string, environment: NodeJS.ProcessEnv): string {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const candidates = /[\\/]/.test(clang)
    ? [clang, `${clang}${suffix}`, join(clang, 'bin', `clang${suffix}`)]
    : (environment['PATH'] ?? '').split(delimiter).map((directory) => join(directory, `${clang}${suffix}`));
  const found = candidates.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  if (found === undefined) {
    throw new ToolchainError(
      `no clang at ${clang}. --clang (or HEAPGLASS_CLANG) names a clang executable or a wasi-sdk directory.`,
    );
  }
  return found;
}

/** @throws ToolchainError when it is no clang. */
function versionOf(clang: string): number {
  const { stdout, error } = spawnSync(clang, ['--version'], { encoding: 'utf8' });
  const version = /clang version (\d+)/.exec(stdout ?? '');
  if (version === null) {
    throw new ToolchainError(
      `${clang} is no clang${error === undefined ? '' : ` (${error.message})`}. --clang (or HEAPGLASS_CLANG) names a clang executable or a wasi-sdk directory.`,
    );
  }
  return Number(version[1]);
}

function findSysroot(clang: string, named: string | undefined): Sysroot {
  // wasi-sdk: bin/clang beside share/wasi-sysroot. Debian's wasi-libc installs into /usr for clang's own search.
  const sdk = join(dirname(realpathSync(clang)), '..', 'share', 'wasi-sysroot');
  for (const root of named === undefined ? [sdk, '/usr'] : [named]) {
    for (const target of TARGETS) {
      const libraries = join(root, 'lib', target);
      if (existsSync(libraries)) return { root: root === '/usr' ? undefined : root, target, libraries };
    }
  }
  return { root: named, target: 'wasm32-wasi', libraries: undefined };
}
