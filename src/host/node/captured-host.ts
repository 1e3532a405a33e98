/**
 * The Node host for a program that is run again and again: it reads the same input each time, and what it prints is
 * counted and hashed instead of shown, so that runs can be compared.
 */
import { createHash } from 'node:crypto';
import type { FileStatus, Host } from '../../process/host.js';
import type { SharedInput } from './shared-input.js';

export interface CapturedHost {
  host: Host;
  /** What the program has printed on both streams: equal output has equal digests. */
  digest(): string;
}

const PIPE: FileStatus = {
  kind: 'fifo',
  device: 0n,
  inode: 0n,
  links: 1n,
  size: 0n,
  accessed: 0n,
  modified: 0n,
  changed: 0n,
};

/** @param base what the program reads and writes besides */
export function captureHost(base: Host, input: SharedInput): CapturedHost {
  const { files } = input.of(base);
  const hash = createHash('sha256');
  const host: Host = {
    ...base,
    files: {
      ...files,
      write: (handle, from, at) => {
        if (handle !== 1 && handle !== 2) return files.write(handle, from, at);
        hash.update(Uint8Array.of(handle)).update(from);
        return from.length;
      },
      status: (handle) => (handle <= 2 ? PIPE : files.status(handle)),
    },
  };
  return { host, digest: () => hash.copy().digest('hex') };
}
