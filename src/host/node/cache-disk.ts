/**
 * Compiled results on disk, one file per key, shared by all runs of one user.
 *
 *     <directory>/<first 2 digits of the name's digest>/<digest>
 *     file = "hgcache1" | sha-256 of the payload (32 bytes) | payload
 *
 * Invariants
 * 1. A file is complete or absent: it is written beside its place and renamed.
 * 2. A damaged file reads as absent and is removed.
 * 3. After a put the whole is at most `limit` bytes, save for what other processes add meanwhile; the entries longest
 *    unused go first (a get renews the file's time). Sizes are counted on every 64th put only.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDirectory } from './make-directory.js';
import type { ResultCache } from '../../languages/clang/toolchain.js';

const MAGIC = Buffer.from('hgcache1');
const DIGEST_SIZE = 32;
const DEFAULT_LIMIT = 1024 ** 3;
const PUTS_PER_COUNT = 64;
/** Times are renewed only when older, to spare writes. */
const RENEW_AFTER_MS = 60_000;

export class DiskCache implements ResultCache {
  readonly #directory: string;
  readonly #limit: number;
  /** Starts at a random place so that many short runs count as often as one long one. */
  #puts = Math.floor(Math.random() * PUTS_PER_COUNT);

  constructor(directory: string, limit: number = DEFAULT_LIMIT) {
    this.#directory = directory;
    this.#limit = limit;
  }

  digest(parts: Iterable<string | Uint8Array>): string {
    const hash = createHash('sha256');
    for (const part of parts) {
      const bytes = typeof part === 'string' ? Buffer.from(part) : part;
      hash.update(`${bytes.length}:`);
      hash.update(bytes);
    }
    return hash.digest('hex');
  }

  get(key: string): Uint8Array | undefined {
    const path = this.#path(key);
    let file: Buffer;
    try {
      file = readFileSync(path);
    } catch {
      return undefined;
    }
    const payload = file.subarray(MAGIC.length + DIGEST_SIZE);
    const stored = file.subarray(MAGIC.length, MAGIC.length + DIGEST_SIZE);
    const whole =
      file.subarray(0, MAGIC.length).equals(MAGIC) && createHash('sha256').update(payload).digest().equals(stored);
    if (!whole) {
      remove(path);
      return undefined;
    }
    this.#renew(path);
    return payload;
  }

  put(key: string, bytes: Uint8Array): void {
    const path = this.#path(key);
    const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
    try {
      makeDirectory(dirname(path));
      const descriptor = openSync(draft, 'wx');
      try {
        for (const part of [MAGIC, createHash('sha256').update(bytes).digest(), bytes]) {
          for (let at = 0; at < part.length; ) at += writeSync(descriptor, part, at);
        }
      } finally {
        closeSync(descriptor);
      }
      renameSync(draft, path);
    } catch {
      // A full or read-only disk costs time at the next run, not this one's result.
      remove(draft);
      return;
    }
    if (++this.#puts % PUTS_PER_COUNT === 0) this.trim();
  }

  /** Removes the entries longest unused until at most nine tenths of the limit are taken. */
  trim(): void {
    const entries: { path: string; size: number; used: number }[] = [];
    let total = 0;
    for (const group of list(this.#directory)) {
      for (const name of list(join(this.#directory, group))) {
        const path = join(this.#directory, group, name);
        try {
          const { size, mtimeMs } = statSync(path);
          entries.push({ path, size, used: mtimeMs });
          total += size;
        } catch {
          continue;
        }
      }
    }
    if (total <= this.#limit) return;
    entries.sort((a, b) => a.used - b.used);
    for (const entry of entries) {
      if (total <= this.#limit * 0.9) return;
      remove(entry.path);
      total -= entry.size;
    }
  }

  #path(key: string): string {
    const name = createHash('sha256').update(key).digest('hex');
    return join(this.#directory, name.slice(0, 2), name);
  }

  #renew(path: string): void {
    try {
      const now = Date.now();
      if (now - statSync(path).mtimeMs > RENEW_AFTER_MS) utimesSync(path, now / 1000, now / 1000);
    } catch {
      // Another process may have evicted the entry since.
    }
  }
}

/** If that is possible: what cannot be removed is overwritten or passed over later. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A read-only disk, or no directory on the way.
  }
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
