#!/usr/bin/env node
/**
 * Entry of the `heapglass` command, and of its threads (in-worker.ts), which have the name of their script as argument. All else is in
 * scripts (scripts/bundles.mjs) whose compiled code is kept.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { readBuildId } from '../host/node/build-id.js';
import { cacheDirectory } from '../host/node/cache-directory.js';
import { tuneEngine } from '../host/node/engine.js';
import { letEngineThreadsStandBack } from '../host/node/engine-threads.js';
import { KeptCode } from '../host/node/kept-code.js';

const scripts = fileURLToPath(new URL('../bundle', import.meta.url));
const code = new KeptCode(cacheDirectory(process.env, process.platform), readBuildId());
const words = process.argv.slice(2);

if (isMainThread) {
  letEngineThreadsStandBack();
  const { runCommandLine } = code.require(join(scripts, 'command-line.cjs')) as typeof import('./command-line.js');
  void runCommandLine(words);
} else {
  // Not before this thread has started: Node's own kept code is code of an engine without settings. And before all of ours.
  tuneEngine();
  code.require(join(scripts, words[0]));
}
