/** What a run needs to know of the system that a program is written for. */

import type { GuestMemory } from './guest-memory.js';
import type { Handle, Host } from './host.js';

/** The system calls that a program imports, by module name, over a guest memory. */
export interface SystemCalls {
  imports: Record<string, Record<string, (...args: never[]) => unknown>>;
  /** Exit status when `error` is the exception by which proc_exit ends a program; undefined otherwise. */
  exitStatus(error: unknown): number | undefined;
  /** What a descriptor of the program's stands for. @throws an error of a system call when it is none */
  fileAt?(fd: number): { handle: Handle | undefined; kind: string; readable: boolean; writable: boolean };
  /** A descriptor for a stream that the host has opened. @throws an error of a system call */
  addStream?(handle: Handle, direction: 'read' | 'write'): number;
  /** Another descriptor for the same open file: the lowest free one, or `to`. @throws an error of a system call */
  duplicate?(fd: number, to?: number): number;
  /**
   * The system calls of a process that begins with the open files of this one.
   * @param change the host that the process is given instead
   */
  fork?(memory: GuestMemory, change: (host: Host) => Host): SystemCalls;
  /** The program has ended: gives back to the system what it held. */
  end(): void;
}
