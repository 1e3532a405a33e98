/**
 * Source files on this machine's disk, under the POSIX paths that the compile pipeline speaks. On Windows the drive
 * becomes the first directory: C:\work\a.c is /C:/work/a.c.
 */
import { readFileSync, statSync } from 'node:fs';
import type { SourceFiles } from '../../languages/clang/toolchain.js';

const DRIVE = /^\/([A-Za-z]:)(\/|$)/;

export class DiskSources implements SourceFiles {
  readonly workingDirectory: string;

  constructor(workingDirectory: string = process.cwd()) {
    this.workingDirectory = toPosix(workingDirectory);
  }

  read(path: string): Uint8Array | undefined {
    const native = toNative(path);
    try {
      // Opening a pipe or a device would wait for ever.
      return statSync(native, { throwIfNoEntry: false })?.isFile() ? readFileSync(native) : undefined;
    } catch {
      return undefined;
    }
  }
}

export function toPosix(path: string, platform: NodeJS.Platform = process.platform): string {
  if (platform !== 'win32') return path;
  const slashes = path.replaceAll('\\', '/');
  return /^[A-Za-z]:/.test(slashes) ? `/${slashes}` : slashes;
}

export function toNative(path: string, platform: NodeJS.Platform = process.platform): string {
  return platform === 'win32' ? path.replace(DRIVE, '$1/') : path;
}
