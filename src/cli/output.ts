/** Where heapglass's own output goes besides the terminal: files and descriptors that the user named. */
import { fstatSync, openSync, writeSync } from 'node:fs';
import { EXIT } from './exit-status.js';
import { reasonOf } from './file-errors.js';
import type { WorkerAnswer } from './in-worker.js';

/** A file that will be written at the end of a run, open from its beginning, so that no run is made in vain. */
export interface OutputFile {
  path: string;
  descriptor: number;
}

/** Names of what is open already; opening it again would fail for sockets and begin files anew. */
const OPEN_ALREADY = /^\/dev\/(?:fd\/(\d{1,4})|(stdout)|(stderr))$/;
/** Milliseconds until a pipe that was full is tried again. */
const RETRY = 2;

/** @throws the file system's error */
export function openOutput(path: string): OutputFile {
  const [, number, stdout, stderr] = OPEN_ALREADY.exec(path) ?? [];
  const descriptor = stdout ? 1 : stderr ? 2 : number === undefined ? openSync(path, 'w') : Number(number);
  fstatSync(descriptor);
  return { path, descriptor };
}

/** Opens what will be written after the run; or the exit status when one of them cannot be. */
export function openOutputs<Name extends string>(
  paths: Record<Name, string | undefined>,
): Record<Name, OutputFile | undefined> | number {
  const opened: Partial<Record<Name, OutputFile>> = {};
  for (const [name, file] of Object.entries(paths) as [Name, string | undefined][]) {
    if (file === undefined) continue;
    try {
      opened[name] = openOutput(file);
    } catch (error) {
      process.stderr.write(`heapglass: cannot write ${file}: ${reasonOf(error)}\n`);
      return EXIT.cannotWrite;
    }
  }
  return opened as Record<Name, OutputFile | undefined>;
}

/**
 * All of the bytes, however slow the reader of a pipe is; those that nobody reads any more are no error of ours.
 * @throws the file system's error
 */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY);
    }
  }
}

/** Characters that are written at once. */
const PIECE = 2 ** 16;

/** All of the text, some of its pieces at a time. @throws as writeAll does */
export function writePieces(descriptor: number, pieces: Iterable<string>): void {
  const encoder = new TextEncoder();
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < PIECE) continue;
    writeAll(descriptor, encoder.encode(text));
    text = '';
  }
  writeAll(descriptor, encoder.encode(text));
}

/** The answer when `write` fails. */
export function writing(path: string, write: () => void): WorkerAnswer | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    return { status: EXIT.cannotWrite, message: `heapglass: cannot write ${path}: ${reasonOf(error)}\n` };
  }
}
