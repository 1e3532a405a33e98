/** `heapglass cc`, `heapglass c++`, `heapglass ar` and the other build tools: the pure drivers on this machine's files. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { openBuild } from '../../host/node/toolchain.js';
import { toNative } from '../../host/node/toolchain-files.js';
import { runBinutility } from '../../languages/clang/binutils.js';
import { drive } from '../../languages/clang/driver.js';
import { ToolchainError, type ToolName } from '../../languages/clang/toolchain.js';
import { EXIT } from '../exit-status.js';
import { reasonOf } from '../file-errors.js';
import { writeAll } from '../output.js';

/** @returns the exit status, clang's own wherever clang had a say. */
export async function runCc(argv: string[], mode: 'cc' | 'c++'): Promise<number> {
  const { clang, paged, rest } = takeOwn(argv);
  return guarded(`heapglass ${mode}`, async () =>
    drive(openBuild({ clang }), rest, mode === 'cc' ? 'clang' : 'clang++', {
      standardInput,
      standardOutput,
      standardError,
      write: writeWhole,
      paged,
      launcher: [process.execPath, process.argv[1] ?? ''].filter((path) => path !== ''),
      colour: process.stderr.isTTY && !process.env['NO_COLOR'],
    }),
  );
}

export async function runBinutil(tool: ToolName, argv: string[]): Promise<number> {
  const { clang, rest } = takeOwn(argv);
  return guarded(`heapglass ${tool}`, async () =>
    runBinutility(openBuild({ clang }), tool, rest, {
      standardInput,
      standardOutput,
      standardError,
      write: (path, bytes) => writeWhole(path, bytes, false),
    }),
  );
}

/** --clang PATH and --vm are heapglass's own options; the others are clang's. */
function takeOwn(argv: readonly string[]): { clang: string | undefined; paged: boolean; rest: string[] } {
  const rest: string[] = [];
  let clang: string | undefined;
  let paged = false;
  for (let at = 0; at < argv.length; at++) {
    const arg = argv[at]!;
    if (arg === '--clang') clang = argv[++at];
    else if (arg.startsWith('--clang=')) clang = arg.slice('--clang='.length);
    else if (arg === '--vm') paged = true;
    else rest.push(arg);
  }
  return { clang, paged, rest };
}

async function guarded(command: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ToolchainError) {
      standardError(`${command}: ${error.message}\n`);
      return EXIT.unavailable;
    }
    if (error instanceof FileProblem) {
      standardError(`${command}: ${error.message}\n`);
      return CLANG_FAILURE;
    }
    throw error;
  }
}

/** As clang ends when it cannot read its input or write its output. */
const CLANG_FAILURE = 1;

class FileProblem extends Error {}

/** Through a file beside it, so that an interrupted make finds the old file or none, never half a file. */
function writeWhole(path: string, bytes: Uint8Array, executable: boolean): void {
  const place = toNative(path);
  const isDevice = place.startsWith('/dev/');
  const draft = isDevice ? place : `${place}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, bytes, { mode: executable ? 0o777 : 0o666 });
    if (!isDevice) renameSync(draft, place);
  } catch (error) {
    if (!isDevice) rmSync(draft, { force: true });
    throw new FileProblem(`cannot write ${path}: ${reasonOf(error)}`);
  }
}

function standardInput(): Uint8Array {
  try {
    return readFileSync(0);
  } catch (error) {
    throw new FileProblem(`cannot read standard input: ${reasonOf(error)}`);
  }
}

function standardOutput(bytes: Uint8Array): void {
  writeAll(1, bytes);
}

function standardError(text: string): void {
  writeAll(2, new TextEncoder().encode(text));
}
