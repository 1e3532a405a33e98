/** What a run needs to know of the system that a program is written for. */

import type { GuestMemory } from './guest-memory.js';
import type { Handle, Host } from './host.js';

/** An open file of a program's, as far as others need to know. */
export interface OpenedFile {
  handle: Handle | undefined;
  kind: string;
  readable: boolean;
  writable: boolean;
  /** On the host, where it was opened by a path. */
  path?: string;
}

/** What a program begins with that takes another one's place. */
export interface ProgramStart {
  args: readonly string[];
  /** "NAME=VALUE". */
  env: readonly string[];
  /** Its working directory, as paths of the program have it; '' is where a run begins. */
  directory: string;
}

/** The system calls that a program imports, by module name, over a guest memory. */
export interface SystemCalls {
  imports: Record<string, Record<string, (...args: never[]) => unknown>>;
  /** Exit status when `error` is the exception by which proc_exit ends a program; undefined otherwise. */
  exitStatus(error: unknown): number | undefined;
  /** What a descriptor of the program's stands for. @throws an error of a system call when it is none */
  fileAt?(fd: number): OpenedFile;
  /** A descriptor for a stream that the host has opened. @throws an error of a system call */
  addStream?(handle: Handle, direction: 'read' | 'write'): number;
  /** Another descriptor for the same open file: the lowest free one, or `to`. @throws an error of a system call */
  duplicate?(fd: number, to?: number): number;
  /**
   * The system calls of a process that begins with the open files of this one.
   * @param change the host that the process is given instead
   */
  fork?(memory: GuestMemory, change: (host: Host) => Host): SystemCalls;
  /** Whether a descriptor is closed for the next program of the process; and `closes` says that from now on. @throws as above */
  closesOnExec?(fd: number, closes?: boolean): boolean;
  /**
   * The system calls of the next program of the process, which has the open files of this one. These are not to be ended.
   * @param change the host that it is given instead
   */
  exec?(memory: GuestMemory, change: (host: Host) => Host, start: ProgramStart): SystemCalls;
  /** The program has ended: gives back to the system what it held. */
  end(): void;
}
