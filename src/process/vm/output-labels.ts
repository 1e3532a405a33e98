/**
 * Says of each line on the standard streams which process wrote it: "[a.c 42] a line". A line goes out when it is whole;
 * what is left of one, when its process ends.
 */
import type { Handle, HostFiles } from '../host.js';
import type { Task } from './task.js';

const OUTPUTS: readonly Handle[] = [1, 2];
const NEWLINE = 10;
const UTF8 = new TextEncoder();

/** The files of a process, whose output gets its label. */
export function labelOutput(files: HostFiles, task: Task): HostFiles {
  const label = UTF8.encode(`[${baseName(task.name)} ${task.pid}] `);
  const begun = new Map<Handle, Uint8Array>();
  const write = (handle: Handle, from: Uint8Array, position: number | undefined): number => {
    if (!OUTPUTS.includes(handle)) return files.write(handle, from, position);
    const all = joined(begun.get(handle) ?? EMPTY, from);
    const end = all.lastIndexOf(NEWLINE) + 1;
    begun.set(handle, all.slice(end));
    if (end > 0) writeWhole(files, handle, labelled(all.subarray(0, end), label));
    return from.length;
  };
  task.onEnd = () => {
    for (const [handle, rest] of begun)
      if (rest.length > 0) writeWhole(files, handle, labelled(joined(rest, Uint8Array.of(NEWLINE)), label));
  };
  return Object.assign(Object.create(files) as HostFiles, { write });
}

const EMPTY = new Uint8Array(0);

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** @param lines whole ones */
function labelled(lines: Uint8Array, label: Uint8Array): Uint8Array {
  const count = lines.reduce((sum, byte) => (byte === NEWLINE ? sum + 1 : sum), 0);
  const all = new Uint8Array(lines.length + count * label.length);
  let at = 0;
  for (let start = 0; start < lines.length; ) {
    const end = lines.indexOf(NEWLINE, start) + 1;
    all.set(label, at);
    all.set(lines.subarray(start, end), at + label.length);
    at += label.length + end - start;
    start = end;
  }
  return all;
}

function writeWhole(files: HostFiles, handle: Handle, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += files.write(handle, bytes.subarray(done), undefined);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
