/** What code depends on that an engine has made, for names of files: its version, kind of thread, and options. */
import { isMainThread } from 'node:worker_threads';

/** They have different settings (engine.ts). */
const THREAD = isMainThread ? 'main' : 'thread';

export function engineName(): string {
  return `${process.versions.v8}-${process.arch}-${THREAD}-${fingerprint(process.execArgv.join(' '))}`;
}

/** Tells settings apart (Fowler, Noll and Vo's hash): the module for better ones takes 10 ms to load. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16);
}
