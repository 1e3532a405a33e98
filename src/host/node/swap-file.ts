/**
 * A swap file on disk. What an earlier run has left there is of no use to anybody; what anybody else has put there is never written
 * over.
 *
 *     0      "heapglass swap\n", zeros: a page
 *     4096   what swap keeps, from its offset 0 on
 */
import type { BackingFile } from '../../memory/vm/contract.js';
import { DiskFile } from './disk-file.js';

const MARK = new TextEncoder().encode('heapglass swap\n');
const HEADER = 4096;

/** There is something else in the file. */
export class NoSwapFile extends Error {}

/**
 * @throws the system's error when it cannot be made
 * @throws NoSwapFile
 */
export function swapFile(path: string): BackingFile & { close(): void } {
  const file = new DiskFile(path, { create: true });
  if (!isOurs(file)) {
    file.close();
    throw new NoSwapFile(`${path} holds something else, which swap would overwrite; name a file that is not there yet`);
  }
  file.truncate(0);
  file.write(0, MARK);
  return {
    read: (offset, into) => file.read(HEADER + offset, into),
    write: (offset, from) => file.write(HEADER + offset, from),
    size: () => Math.max(0, file.size() - HEADER),
    truncate: (size) => file.truncate(HEADER + size),
    sync: () => file.sync(),
    close: () => file.close(),
  };
}

function isOurs(file: DiskFile): boolean {
  if (!file.isRegular) return false;
  const start = new Uint8Array(MARK.length);
  const length = file.read(0, start);
  return length === 0 || MARK.every((byte, at) => start[at] === byte);
}
