#!/usr/bin/env node
/**
 * Entry of the `heapglass` command, and of its threads, which wait for the name of their script (threads.ts). All else is in
 * scripts (scripts/bundles.mjs) whose compiled code is kept.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort } from 'node:worker_threads';
import { readBuildId } from '../host/node/build-id.js';
import { cacheDirectory } from '../host/node/cache-directory.js';
import { tuneEngine } from '../host/node/engine.js';
import { letEngineThreadsStandBack } from '../host/node/engine-threads.js';
import { KeptCode } from '../host/node/kept-code.js';
import { type Assignment, startThread } from './threads.js';
import type { WorkerAnswer } from './in-worker.js';

const scripts = fileURLToPath(new URL('../bundle', import.meta.url));
/** Commands that always want a thread. */
const RUNNING: ReadonlySet<string | undefined> = new Set(['run', 'record']);
const code = new KeptCode(cacheDirectory(process.env, process.platform), readBuildId());
if (isMainThread) runCommand(process.argv.slice(2));
else parentPort!.once('message', (assignment: Assignment) => void runAssignment(assignment));

function runCommand(words: string[]): void {
  letEngineThreadsStandBack();
  const thread = RUNNING.has(words[0]) && words.length > 1 ? startThread(join(scripts, 'main.cjs')) : undefined;
  const { runCommandLine } = code.require(join(scripts, 'command-line.cjs')) as typeof import('./command-line.js');
  void runCommandLine(words, thread);
}

async function runAssignment({ script, request }: Assignment): Promise<void> {
  // Not before this thread has started, and the main thread has what it needs: Node's own kept code, and what is kept of its
  // scripts, is code of an engine without settings. And before all of ours.
  tuneEngine();
  const { work } = code.require(join(scripts, `${script}.cjs`)) as {
    work(request: object): Promise<WorkerAnswer> | WorkerAnswer;
  };
  parentPort!.postMessage(await work(request));
}
