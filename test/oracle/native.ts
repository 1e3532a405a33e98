/** Runs a corpus program natively under Valgrind memcheck. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess, type Finished } from '../support/run-process.js';
import type { CorpusProgram } from '../corpus/programs.js';
import type { ProgramHeader } from '../corpus/header.js';

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

/** First lines of the tools' version output, the C library's too; undefined when one is not installed. */
export function toolVersions(): string | undefined {
  const versions = ['gcc', 'g++', 'valgrind', 'ldd'].map((tool) => {
    const result = spawnSync(tool, ['--version'], { encoding: 'utf8' });
    return result.status === 0 ? result.stdout.split('\n')[0] : undefined;
  });
  return versions.includes(undefined) ? undefined : versions.join('; ');
}

/** With an XML report of everything that memcheck finds. */
export function runUnderValgrind(program: CorpusProgram, header: ProgramHeader): Promise<NativeRun> {
  return underValgrind(program, header, XML_OPTIONS, '--xml-file');
}

/** What a user reads who runs it with these options. */
export async function textUnderValgrind(
  program: CorpusProgram,
  header: ProgramHeader,
  options: string[],
): Promise<string> {
  return (await underValgrind(program, header, ['--undef-value-errors=no', ...options], '--log-file')).report;
}

async function underValgrind(
  program: CorpusProgram,
  header: ProgramHeader,
  options: string[],
  reportOption: string,
): Promise<NativeRun> {
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
    const { stdout, status } = await run(
      'valgrind',
      [...options, `${reportOption}=${file}`, binary, ...header.args],
      directory,
      header.stdin,
    );
    return { report: readFileSync(file, 'utf8'), stdout, status };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function run(command: string, args: string[], cwd: string, stdin?: Uint8Array): Promise<Finished> {
  return runProcess(command, args, { cwd, stdin, seconds: SECONDS });
}
