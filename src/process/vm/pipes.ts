/**
 * Pipes between processes: files of the host's that no path leads to. What is written waits in memory until it is read.
 *
 * A write goes in whole as soon as less than PIPE_SIZE bytes wait; so what is written at once arrives at once.
 */
import type { Bytes } from '../../base/ids.js';
import type { FileStatus, Handle, HostFiles } from '../host.js';
import { ERRNO } from '../wasi/abi.js';
import { WasiError } from '../wasi/errors.js';
import { SIGNAL_NUMBERS } from '../../base/signal-numbers.js';
import { MustWait } from './waiting.js';

/** As Linux has it. */
const PIPE_SIZE: Bytes = 65536;
/** Handles of pipes; those of other files are below. */
const FIRST_HANDLE = 0x5000_0000;

interface Pipe {
  id: number;
  waiting: Uint8Array[];
  bytes: Bytes;
  isRead: boolean;
  isWritten: boolean;
}

/** Sends a signal to the process that makes a call. @param why for people */
export type SendSignal = (signal: number, why: string) => void;

export class Pipes {
  readonly #ends = new Map<Handle, { pipe: Pipe; reads: boolean }>();
  #next = FIRST_HANDLE;

  open(): { reading: Handle; writing: Handle } {
    const pipe: Pipe = { id: this.#next, waiting: [], bytes: 0, isRead: true, isWritten: true };
    const [reading, writing] = [this.#next++, this.#next++];
    this.#ends.set(reading, { pipe, reads: true });
    this.#ends.set(writing, { pipe, reads: false });
    return { reading, writing };
  }

  /** The files of a process, with pipes. */
  files(files: HostFiles, send: SendSignal): HostFiles {
    const own: Partial<HostFiles> = {
      close: (handle) => {
        const end = this.#ends.get(handle);
        if (end === undefined) return files.close(handle);
        this.#ends.delete(handle);
        if (end.reads) end.pipe.isRead = false;
        else end.pipe.isWritten = false;
      },
      read: (handle, into, position) => {
        const end = this.#ends.get(handle);
        return end === undefined ? files.read(handle, into, position) : read(end.pipe, into);
      },
      write: (handle, from, position) => {
        const end = this.#ends.get(handle);
        return end === undefined ? files.write(handle, from, position) : write(end.pipe, from, send);
      },
      isReady: (handle, writes) => {
        const end = this.#ends.get(handle);
        if (end === undefined) return files.isReady?.(handle, writes);
        const { pipe } = end;
        return writes ? pipe.bytes < PIPE_SIZE || !pipe.isRead : pipe.bytes > 0 || !pipe.isWritten;
      },
      isHungUp: (handle) => {
        const end = this.#ends.get(handle);
        if (end === undefined) return files.isHungUp?.(handle) ?? false;
        return !(end.reads ? end.pipe.isWritten : end.pipe.isRead);
      },
      status: (handle) => {
        const end = this.#ends.get(handle);
        return end === undefined ? files.status(handle) : statusOf(end.pipe);
      },
      offset: (handle) => (this.#ends.has(handle) ? undefined : files.offset(handle)),
      sync: (handle) => {
        if (this.#ends.has(handle)) throw new WasiError(ERRNO.inval);
        files.sync(handle);
      },
    };
    return Object.assign(Object.create(files) as HostFiles, own);
  }
}

function read(pipe: Pipe, into: Uint8Array): number {
  if (pipe.bytes === 0) {
    if (!pipe.isWritten) return 0;
    const isOver = (): boolean => pipe.bytes > 0 || !pipe.isWritten;
    throw new MustWait({ what: 'for something to read from a pipe', isOver }, ERRNO.again);
  }
  let done = 0;
  while (done < into.length && pipe.waiting.length > 0) {
    const first = pipe.waiting[0]!;
    const part = first.subarray(0, into.length - done);
    into.set(part, done);
    done += part.length;
    if (part.length === first.length) pipe.waiting.shift();
    else pipe.waiting[0] = first.subarray(part.length);
  }
  pipe.bytes -= done;
  return done;
}

function write(pipe: Pipe, from: Uint8Array, send: SendSignal): number {
  if (!pipe.isRead) {
    send(SIGNAL_NUMBERS.SIGPIPE!, 'it wrote to a pipe that nobody reads any more');
    throw new WasiError(ERRNO.pipe);
  }
  if (pipe.bytes >= PIPE_SIZE) {
    const isOver = (): boolean => pipe.bytes < PIPE_SIZE || !pipe.isRead;
    throw new MustWait({ what: 'for room in a pipe', isOver }, ERRNO.again);
  }
  pipe.waiting.push(from.slice());
  pipe.bytes += from.length;
  return from.length;
}

function statusOf({ id }: Pipe): FileStatus {
  return { kind: 'fifo', device: 5n, inode: BigInt(id), links: 1n, size: 0n, accessed: 0n, modified: 0n, changed: 0n };
}
