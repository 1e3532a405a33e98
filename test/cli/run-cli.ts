/** Runs the built command line as a user does, and looks at all that comes out. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { limitTo } from '../corpus/limit.js';
import { ENGINE_OPTIONS } from '../support/engine-options.js';
import { TEST_CACHE } from '../support/test-run.js';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'bundle', 'main.cjs');
/** What Node is given to run heapglass. */
export const HEAPGLASS: readonly string[] = [...ENGINE_OPTIONS, MAIN];
const SECONDS = 60;
/** Each is a process of its own; two are busy at once. */
const limited = limitTo(2);

export interface CliRun {
  /** -1 when a signal ended it. */
  status: number;
  stdout: Buffer;
  stderr: string;
}

export interface CliOptions {
  cwd?: string;
  stdin?: string | Uint8Array;
  env?: Record<string, string>;
}

/** A directory of its own for a test file, removed at its end. */
export function scratch(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'heapglass-cli-')));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Environment of a run: no setting of the machine's user, and the tests' cache. */
export function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { HEAPGLASS_CLANG: _clang, NO_COLOR: _colour, FORCE_COLOR: _force, ...rest } = process.env;
  return { ...rest, HEAPGLASS_CACHE: TEST_CACHE, ...more };
}

export function heapglass(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  return start(process.execPath, [...HEAPGLASS, ...args], options);
}

/** A shell's command line; "$HEAPGLASS" starts heapglass. */
export function shell(command: string, options: CliOptions = {}): Promise<CliRun> {
  const env = { ...options.env, HEAPGLASS: [process.execPath, ...HEAPGLASS].join(' ') };
  return start('/bin/bash', ['-c', command], { ...options, env });
}

function start(command: string, args: readonly string[], { cwd, stdin, env }: CliOptions): Promise<CliRun> {
  const directory = cwd ?? tmpdir();
  return limited(async () => {
    const child = spawn(command, args, { cwd: directory, env: environment(env), stdio: 'pipe' });
    // A program that never reads its input closes the pipe early; that is its right.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin ?? '');
    const run = await finished(child);
    return run;
  });
}

/** All that a started process writes, and how it ends. @throws when it hangs, or shows the inside of heapglass */
export function finished(child: ChildProcess): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout?.on('data', (bytes: Buffer) => output.push(bytes));
    child.stderr?.on('data', (bytes: Buffer) => errors.push(bytes));
    const hung = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`hangs: ${child.spawnargs.join(' ')}\n${Buffer.concat(errors).toString()}`));
    }, SECONDS * 1000);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(hung);
      const stderr = Buffer.concat(errors).toString();
      // Errors in Python programs are printed as Python prints them, behind a traceback or the place in the text.
      const isPython = /^(Traceback|  File) /m.test(stderr);
      if (
        /internal error|^\s+at .*(file:|node:|\.js:\d+)/m.test(stderr) ||
        (!isPython && /^\w*Error: /m.test(stderr))
      ) {
        reject(new Error(`shows its inside: ${child.spawnargs.join(' ')}\n${stderr}`));
      } else resolve({ status: code ?? -1, stdout: Buffer.concat(output), stderr });
    });
  });
}
