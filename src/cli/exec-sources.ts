/**
 * Sources of C and C++ that programs name to exec. Compiling takes turns of an event loop, which the thread that runs a program
 * does not have: it asks the main thread, and waits.
 */
import { MessageChannel, parentPort, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { obtainModule, type ProgramKind } from './obtain-module.js';
import type { OptionValues } from './option-table.js';
import type { Progress } from './progress.js';
import { refusal } from './refusal.js';
import { writeAll } from './output.js';

/** What the thread asks. */
export interface CompileRequest {
  compile: string;
  /** Where the answer goes: a module, or undefined. */
  port: MessagePort;
  /** Not 0 any more when it is there. */
  isThere: Int32Array;
}

/** Compiles a source; undefined, and words on standard error, where that cannot be done. */
export type CompileSource = (path: string) => Promise<Uint8Array | undefined>;

/** In the main thread. @param passed options for the compiler: those of the program that the command line names */
export function sourceCompiler(
  passed: string[],
  options: OptionValues,
  progress: Progress,
  kind: ProgramKind,
): CompileSource {
  return async (path) => {
    const module = await obtainModule([path], passed, options, progress, kind);
    return typeof module === 'number' ? undefined : module.bytes;
  };
}

/** In the main thread: answers a request. */
export async function answerCompile({ compile, port, isThere }: CompileRequest, answer: CompileSource): Promise<void> {
  port.postMessage(await answer(compile).catch(() => undefined));
  Atomics.store(isThere, 0, 1);
  Atomics.notify(isThere, 0);
}

/** In the thread that runs programs: what runOnPagedMemory wants to know of what exec names. */
export const EXEC_SOURCES = {
  compile(path: string): Uint8Array | undefined {
    const { port1, port2 } = new MessageChannel();
    const isThere = new Int32Array(new SharedArrayBuffer(4));
    const request: CompileRequest = { compile: path, port: port2, isThere };
    parentPort!.postMessage(request, [port2]);
    Atomics.wait(isThere, 0, 0);
    const answer = receiveMessageOnPort(port1)?.message as Uint8Array | undefined;
    port1.close();
    return answer;
  },
  refused(path: string, error: unknown): void {
    writeAll(2, new TextEncoder().encode(refusal(error, path).message!));
  },
};
