/**
 * Runs a corpus program as `heapglass run` does, but compiles it in this process, and without options runs it in a thread that
 * has run others: compiler and engine stay warm, which saves a second a program. Nothing is kept between runs of the tests, so a
 * change in the recipe is always tested.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openBuild } from '../../src/host/node/toolchain.js';
import { compileProgram as compile } from '../../src/languages/clang/program.js';
import type { ObservedEnding, ObservedFinding, ObservedLeak, ObservedRun } from './compare.js';
import type { ProgramHeader } from './header.js';
import { runProcess, type Finished } from '../support/run-process.js';
import { runInThread } from './program-thread.js';
import type { CorpusProgram } from './programs.js';
import { TEST_CACHE } from '../support/shared-cache.js';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'bundle', 'main.cjs');
const SECONDS = 120;

interface Report {
  findings: (Omit<ObservedFinding, 'line' | 'in' | 'variable' | 'trap'> & {
    stack: ReportFrame[];
    place?: { in: string; variable?: { name: string } };
    trap?: string;
  })[];
  leaks: (ObservedLeak & { stack: ReportFrame[] })[];
  ending: ObservedEnding;
}

interface ReportFrame {
  file?: string;
  line?: number;
}

const context = openBuild({ environment: { HEAPGLASS_CACHE: TEST_CACHE } });

/** The module of one source file; throws what the compiler says when there is none. */
export async function compileProgram(path: string, flags: string[]): Promise<Uint8Array> {
  const compiled = await compile(context, { arguments: ['-w', ...flags, path] });
  if (!compiled.ok) throw new Error(`does not compile:\n${compiled.diagnostics}`);
  return compiled.module;
}

/** @param more options of the command line */
export async function runUnderHeapglass(
  program: CorpusProgram,
  header: ProgramHeader,
  more: readonly string[] = [],
): Promise<ObservedRun> {
  const compiled = await compileProgram(program.path, header.flags);
  const options = [...header.options, ...more];
  const directory = mkdtempSync(join(tmpdir(), 'heapglass-corpus-'));
  try {
    const module = join(directory, `${basename(program.fileName)}.wasm`);
    if (options.length === 0) {
      const { args: words, stdin } = header;
      const { stdout, report } = await runInThread({ module: compiled, program: module, words, directory, stdin });
      return { ...observe(report, program.fileName), stdout };
    }
    writeFileSync(module, compiled);
    const { stdout, stderr } = await heapglass(
      ['run', '--format', 'json', ...options, module, '--', ...header.args],
      directory,
      header.stdin,
    );
    return { ...observe(stderr, program.fileName), stdout };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What the program itself wrote to stderr stands before the report. */
function observe(stderr: string, fileName: string): Omit<ObservedRun, 'stdout'> {
  const start = stderr.lastIndexOf('{\n  "schema"');
  if (start < 0) throw new Error(`no report:\n${stderr}`);
  const whole = JSON.parse(stderr.slice(start)) as Report & { checks?: Report };
  // On paged memory, a part of the report.
  const report = whole.checks ?? whole;
  const lineOf = (stack: ReportFrame[]): number | undefined =>
    stack.find((frame) => frame.file !== undefined && basename(frame.file) === fileName)?.line;
  return {
    findings: report.findings.map(({ kind, size, count, stack, place, trap }) => ({
      kind,
      line: lineOf(stack),
      size,
      count,
      inLibrary: stack[0]?.file === undefined,
      in: place?.in,
      variable: place?.variable?.name,
      trap,
    })),
    leaks: report.leaks.map(({ kind, bytes, blocks, stack }) => ({ kind, bytes, blocks, line: lineOf(stack) })),
    ending: report.ending,
  };
}

/** The command line as a user calls it. */
export function heapglass(args: string[], cwd: string, stdin: Uint8Array): Promise<Finished> {
  return runProcess(process.execPath, [MAIN, ...args], { cwd, stdin, seconds: SECONDS });
}
