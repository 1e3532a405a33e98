/**
 * Runs a corpus program natively under Valgrind memcheck. Reports are kept in test/.work by a hash of all that they
 * depend on, so that only what changed runs again.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess, type Finished } from '../support/run-process.js';
import type { CorpusProgram } from '../corpus/programs.js';
import type { ProgramHeader } from '../corpus/header.js';

/** Of what is kept: changes with the fields of NativeRun. */
const FORMAT = 2;
const CACHE = join(import.meta.dirname, '..', '.work', 'oracle');

/** -fno-builtin: the string functions are to be called, so that Valgrind's replacements see them. */
const COMPILER_FLAGS = ['-g', '-O0', '-w', '-fno-builtin'];
const XML_OPTIONS = [
  '--xml=yes',
  '--leak-check=full',
  '--show-leak-kinds=all',
  '--undef-value-errors=no',
  '--num-callers=40',
];
const SECONDS = 60;

export interface NativeRun {
  /** What Valgrind says. */
  report: string;
  stdout: string;
  status: number;
}

/** First lines of the tools' version output, or undefined when one is not installed. */
export function toolVersions(): string | undefined {
  const versions = ['gcc', 'g++', 'valgrind'].map((tool) => {
    const result = spawnSync(tool, ['--version'], { encoding: 'utf8' });
    return result.status === 0 ? result.stdout.split('\n')[0] : undefined;
  });
  return versions.includes(undefined) ? undefined : versions.join('; ');
}

/** With an XML report of everything that memcheck finds. */
export function runUnderValgrind(program: CorpusProgram, header: ProgramHeader, versions: string): Promise<NativeRun> {
  return underValgrind(program, header, versions, XML_OPTIONS, '--xml-file');
}

/** What a user reads who runs it with these options. */
export async function textUnderValgrind(
  program: CorpusProgram,
  header: ProgramHeader,
  versions: string,
  options: string[],
): Promise<string> {
  const all = ['--undef-value-errors=no', ...options];
  return (await underValgrind(program, header, versions, all, '--log-file')).report;
}

async function underValgrind(
  program: CorpusProgram,
  header: ProgramHeader,
  versions: string,
  options: string[],
  reportOption: string,
): Promise<NativeRun> {
  const key = createHash('sha256')
    .update(JSON.stringify([FORMAT, versions, COMPILER_FLAGS, options, program.name, program.source]))
    .digest('hex');
  const cached = join(CACHE, `${key}.json`);
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, 'utf8')) as NativeRun;
  const directory = mkdtempSync(join(tmpdir(), 'heapglass-oracle-'));
  try {
    const compiler = program.fileName.endsWith('.cc') ? ['g++', '-std=gnu++17'] : ['gcc', '-std=gnu17'];
    const binary = join(directory, 'program');
    const compiled = await run(
      compiler[0],
      [...compiler.slice(1), ...COMPILER_FLAGS, ...header.flags, program.path, '-o', binary, '-lm'],
      directory,
    );
    if (compiled.status !== 0) throw new Error(`does not compile natively:\n${compiled.stderr}`);
    const file = join(directory, 'report');
    const result = await run(
      'valgrind',
      [...options, `${reportOption}=${file}`, binary, ...header.args],
      directory,
      header.stdin,
    );
    const native = { report: readFileSync(file, 'utf8'), stdout: result.stdout, status: result.status };
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(cached, JSON.stringify(native));
    return native;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function run(command: string, args: string[], cwd: string, stdin?: Uint8Array): Promise<Finished> {
  return runProcess(command, args, { cwd, stdin, seconds: SECONDS });
}
