/** A swap file on disk. It is made anew: what an earlier run has left there is of no use to anybody. */
import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { BackingFile } from '../../memory/vm/contract.js';

/** @throws the system's error when it cannot be made */
export function swapFile(path: string): BackingFile & { close(): void } {
  const descriptor = openSync(path, 'w+', 0o600);
  return {
    read(offset, into) {
      let done = 0;
      while (done < into.length) {
        const got = readSync(descriptor, into, done, into.length - done, offset + done);
        if (got === 0) break;
        done += got;
      }
      return done;
    },
    write(offset, from) {
      for (let done = 0; done < from.length; )
        done += writeSync(descriptor, from, done, from.length - done, offset + done);
    },
    size: () => fstatSync(descriptor).size,
    truncate: (size) => ftruncateSync(descriptor, size),
    sync: () => fdatasyncSync(descriptor),
    close: () => closeSync(descriptor),
  };
}
