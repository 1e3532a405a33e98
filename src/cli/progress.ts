/** One line on a terminal that says what takes time; nothing anywhere else. */
export class Progress {
  readonly #enabled = process.stderr.isTTY === true && process.env.TERM !== 'dumb';
  #shown = false;

  show(step: string): void {
    if (!this.#enabled) return;
    process.stderr.write(`\r\x1b[K${step} ...`);
    this.#shown = true;
  }

  clear(): void {
    if (this.#shown) process.stderr.write('\r\x1b[K');
    this.#shown = false;
  }
}
