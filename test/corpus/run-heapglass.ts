/**
 * Runs a corpus program as `heapglass run` does, but without options in a thread that has run others: the engine stays warm. Nothing
 * is kept between runs of the tests, so a change in the recipe is always tested.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ObservedEnding, ObservedFinding, ObservedLeak, ObservedRun } from './compare.js';
import type { ProgramHeader } from './header.js';
import { runProcess, type Finished } from '../support/run-process.js';
import { HEAPGLASS } from '../cli/run-cli.js';
import { runInThread } from './program-thread.js';
import type { CorpusProgram } from './programs.js';
import { compiled } from '../support/compiled.js';

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

/** The module of one source file. */
export const compileProgram = (path: string, flags: string[]): Promise<Uint8Array> => compiled(['-w', ...flags, path]);

/** @param more options of the command line */
export async function runUnderHeapglass(
  program: CorpusProgram,
  header: ProgramHeader,
  more: readonly string[] = [],
): Promise<ObservedRun> {
  const bytes = await compileProgram(program.path, header.flags);
  const options = [...header.options, ...more];
  const directory = mkdtempSync(join(tmpdir(), 'heapglass-corpus-'));
  try {
    const module = join(directory, `${basename(program.fileName)}.wasm`);
    if (options.length === 0) {
      const { args: words, stdin } = header;
      const { stdout, report } = await runInThread({ module: bytes, program: module, words, directory, stdin });
      return { ...observe(report, program.fileName), stdout };
    }
    writeFileSync(module, bytes);
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
  return runProcess(process.execPath, [...HEAPGLASS, ...args], { cwd, stdin, seconds: SECONDS });
}
