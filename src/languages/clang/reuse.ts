/**
 * Results kept by content. Two entries per task:
 *
 *     m-<task>      the paths that the task depends on, present or missing: lines of text
 *     r-<content>   the result; content = digest(task, each path with the digest of its bytes or its absence)
 *
 * A task is everything known before any file is read: tools, options, working directory. Looking up reads the files
 * of the manifest and nothing else. Because what is reached follows from the contents reached (collect.ts), a result
 * found for today's contents is today's result.
 *
 * A result is a list of named byte strings:
 *
 *     u32 length of the header | header: JSON [[name, length], …] | the byte strings in that order
 */
import type { Reached } from './collect.js';
import type { ResultCache, SourceFiles } from './toolchain.js';

export type Parts = Map<string, Uint8Array>;

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** @returns the kept result with the files that it was checked against. */
export function lookUp(
  cache: ResultCache,
  task: string,
  files: SourceFiles,
): { parts: Parts; reached: Reached } | undefined {
  const manifest = cache.get(`m-${task}`);
  if (manifest === undefined) return undefined;
  const reached: Reached = { files: new Map(), missing: new Set() };
  const paths = manifest.length === 0 ? [] : DECODER.decode(manifest).split('\n');
  for (const path of paths) {
    const bytes = files.read(path);
    if (bytes === undefined) reached.missing.add(path);
    else reached.files.set(path, bytes);
  }
  const stored = cache.get(`r-${contentKey(cache, task, paths, reached)}`);
  const parts = stored === undefined ? undefined : unpack(stored);
  return parts === undefined ? undefined : { parts, reached };
}

export function keep(cache: ResultCache, task: string, reached: Reached, parts: Parts): void {
  const paths = [...reached.files.keys(), ...reached.missing];
  // A line break in a path would read as two paths; such a task is simply not kept.
  if (paths.some((path) => path.includes('\n'))) return;
  cache.put(`r-${contentKey(cache, task, paths, reached)}`, pack(parts));
  cache.put(`m-${task}`, ENCODER.encode(paths.join('\n')));
}

function contentKey(cache: ResultCache, task: string, paths: string[], reached: Reached): string {
  const parts: string[] = [task];
  for (const path of paths) {
    const bytes = reached.files.get(path);
    parts.push(path, bytes === undefined ? 'missing' : cache.digest([bytes]));
  }
  return cache.digest(parts);
}

export function pack(parts: Parts): Uint8Array {
  const header = ENCODER.encode(JSON.stringify([...parts].map(([name, bytes]) => [name, bytes.length])));
  let size = 4 + header.length;
  for (const bytes of parts.values()) size += bytes.length;
  const packed = new Uint8Array(size);
  new DataView(packed.buffer).setUint32(0, header.length, true);
  packed.set(header, 4);
  let at = 4 + header.length;
  for (const bytes of parts.values()) {
    packed.set(bytes, at);
    at += bytes.length;
  }
  return packed;
}

/** @returns undefined when the bytes are no packed result. */
export function unpack(packed: Uint8Array): Parts | undefined {
  if (packed.length < 4) return undefined;
  const headerLength = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  if (4 + headerLength > packed.length) return undefined;
  let entries: [string, number][];
  try {
    entries = JSON.parse(DECODER.decode(packed.subarray(4, 4 + headerLength))) as [string, number][];
  } catch {
    return undefined;
  }
  const parts: Parts = new Map();
  let at = 4 + headerLength;
  for (const [name, length] of entries) {
    parts.set(name, packed.subarray(at, at + length));
    at += length;
  }
  return at === packed.length ? parts : undefined;
}
