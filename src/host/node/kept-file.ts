/**
 * Files of a cache that can be done without: what cannot be read or is damaged is not there, what cannot be written is not kept.
 *
 *     "hgkept1\n" | data | "hgkept1\n"
 *
 * A file is written beside its place and renamed, so a reader finds all of it or nothing; after a loss of power that holds only
 * if it has been flushed.
 */
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDirectory } from './make-directory.js';

const MARK = Buffer.from('hgkept1\n');
const LONGEST_KEPT_MS = 30 * 24 * 3600 * 1000;

export function readKept(place: string): Buffer | undefined {
  try {
    const file = readFileSync(place);
    const isWhole = file.subarray(0, MARK.length).equals(MARK) && file.subarray(-MARK.length).equals(MARK);
    return isWhole ? file.subarray(MARK.length, -MARK.length) : undefined;
  } catch {
    return undefined;
  }
}

/** @param flushed costs milliseconds */
export function writeKept(place: string, data: Uint8Array, flushed: 'flushed' | 'not flushed'): void {
  const beside = `${place}.${process.pid}`;
  try {
    makeDirectory(dirname(place));
    const descriptor = openSync(beside, 'w');
    try {
      for (const part of [MARK, data, MARK]) writeSync(descriptor, part);
      if (flushed === 'flushed') fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, place);
  } catch {
    removeIfPossible(beside);
  }
}

/** What was kept long ago; if somebody still needs that, it is made again. */
export function removeOld(directory: string): void {
  try {
    for (const name of readdirSync(directory)) {
      const path = join(directory, name);
      if (Date.now() - statSync(path).mtimeMs > LONGEST_KEPT_MS) rmSync(path);
    }
  } catch {
    // Another process may be doing the same.
  }
}

function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its directory is none, or not ours.
  }
}
