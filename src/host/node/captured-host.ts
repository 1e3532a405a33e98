/**
 * The Node host for a program that is run again and again: it reads the same input each time, and what it prints is
 * counted and hashed instead of shown, so that runs can be compared.
 */
import { createHash } from 'node:crypto';
import type { FileStatus, Host, HostFiles } from '../../process/host.js';

export interface CapturedHost {
  host: Host;
  /** What the program has printed on both streams: equal output has equal digests. */
  digest(): string;
}

const LEAST_PIECE = 65536;

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

/** Standard input for many runs: each reads it from its beginning. Nothing is read before a run asks for it. */
export class SharedInput {
  #bytes = new Uint8Array(0);
  #hasEnded = false;

  /** What stands at `position`, at most as much as `into` holds; 0 at the end. */
  read(files: HostFiles, into: Uint8Array, position: number): number {
    if (position >= this.#bytes.length && !this.#hasEnded && into.length > 0) this.#readMore(files, into.length);
    const bytes = this.#bytes.subarray(position, position + into.length);
    into.set(bytes);
    return bytes.length;
  }

  #readMore(files: HostFiles, wanted: number): void {
    const piece = new Uint8Array(Math.max(wanted, LEAST_PIECE));
    const count = files.read(0, piece, undefined);
    this.#hasEnded = count === 0;
    const all = new Uint8Array(this.#bytes.length + count);
    all.set(this.#bytes);
    all.set(piece.subarray(0, count), this.#bytes.length);
    this.#bytes = all;
  }
}

/** @param base what the program reads and writes besides */
export function captureHost(base: Host, input: SharedInput): CapturedHost {
  const { files } = base;
  const hash = createHash('sha256');
  let position = 0;
  const host: Host = {
    ...base,
    files: {
      ...files,
      read: (handle, into, at) => {
        if (handle !== 0) return files.read(handle, into, at);
        const count = input.read(files, into, position);
        position += count;
        return count;
      },
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
