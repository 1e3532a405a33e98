/** What a process waits for, and how a system call says that it must wait. */

export interface Waiting {
  /** For people, behind "waits": "for a child to end". */
  what: string;
  isOver(): boolean;
  /** A signal ends it for good, whatever its handler was installed with. */
  endsBySignal?: boolean;
  /** Milliseconds of the run's clock: it is over then at the latest. */
  until?: number;
}

/**
 * Thrown by a system call that cannot be answered yet. The process gives up its turn, and the call is made again when the
 * waiting is over. Where the process cannot be interrupted the call fails with the error number.
 */
export class MustWait extends Error {
  readonly waiting: Waiting | 'fork';
  readonly errno: number;

  constructor(waiting: Waiting | 'fork', errno: number) {
    super('the process must wait');
    this.waiting = waiting;
    this.errno = errno;
  }
}
