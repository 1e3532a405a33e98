/** Files that the user named: opening them for output, and why one could not be read or written, in words. */
import { openSync } from 'node:fs';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'it is not permitted',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is no directory',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its symbolic links lead round in a circle',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

export function reasonOf(error: unknown): string {
  return REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message;
}

/** A file that will be written at the end of a run, open from its beginning, so that no run is made in vain. */
export interface OutputFile {
  path: string;
  descriptor: number;
}

/** @throws the file system's error */
export function openOutput(path: string): OutputFile {
  return { path, descriptor: openSync(path, 'w') };
}
