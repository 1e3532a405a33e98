import { isTerminal } from '../host/node/terminal.js';

export const CLEAR_LINE = '\r\x1b[K';

/** One line on a terminal that says what takes time; nothing anywhere else. */
export class Progress {
  readonly #enabled = isTerminal(2) && process.env.TERM !== 'dumb';
  #shown = false;

  show(step: string): void {
    if (!this.#enabled) return;
    process.stderr.write(`${CLEAR_LINE}${step} ...`);
    this.#shown = true;
  }

  clear(): void {
    if (this.#shown) process.stderr.write(CLEAR_LINE);
    this.#shown = false;
  }

  get isShown(): boolean {
    return this.#shown;
  }

  /** Somebody else has cleared the line. */
  cleared(): void {
    this.#shown = false;
  }
}
