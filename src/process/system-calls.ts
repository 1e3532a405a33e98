/** What a run needs to know of the system that a program is written for. */

import type { Handle } from './host.js';

/** The system calls that a program imports, by module name, over a guest memory. */
export interface SystemCalls {
  imports: Record<string, Record<string, (...args: never[]) => unknown>>;
  /** Exit status when `error` is the exception by which proc_exit ends a program; undefined otherwise. */
  exitStatus(error: unknown): number | undefined;
  /** What a descriptor of the program's stands for. @throws an error of a system call when it is none */
  fileAt?(fd: number): { handle: Handle | undefined; kind: string; readable: boolean; writable: boolean };
  /** The program has ended: gives back to the system what it held. */
  end(): void;
}
