/** The machine's own malloc, by a small C program. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTimed, versionOf } from '../lib/processes.mjs';

/** Undefined where there is no gcc; else a function from a stage to one that makes passes, with the best one's time. */
export function openNative(scratch) {
  if (versionOf('gcc') === undefined) return undefined;
  const binary = join(scratch, 'native');
  runTimed('gcc', ['-O2', join(import.meta.dirname, 'replay.c'), '-o', binary]);
  return ({ rows, ids }) => {
    const file = join(scratch, 'rows');
    writeFileSync(file, new Uint8Array(rows.buffer));
    return (passes) => Number(runTimed(binary, [file, String(ids), String(passes)]).stdout) / 1e6;
  };
}
