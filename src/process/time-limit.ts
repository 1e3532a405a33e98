/**
 * --timeout: ends the program once its time is up. Looked at in its loops, and before the host waits for it.
 *
 * How often loops look is fitted to how long their iterations take: a copy of a hundred megabytes is one iteration, and
 * so is an addition.
 */

/** Milliseconds that should pass between two looks, about. */
const INTERVAL = 5;
const FIRST_FUEL = 1 << 4;
/** Not more, for the next loop may be much slower than this one. */
const MOST_FUEL = 1 << 14;

export class TimeLimit {
  readonly #now: () => number;
  readonly #milliseconds: number;
  #end = Infinity;
  readonly #stop: () => never;
  #looked: number;
  #fuel = FIRST_FUEL;

  /**
   * @param now milliseconds
   * @param seconds from `begin` on; undefined for a program that may run for ever
   * @param stop ends the program by an exception
   */
  constructor(now: () => number, seconds: number | undefined, stop: () => never) {
    this.#now = now;
    this.#looked = now();
    this.#milliseconds = (seconds ?? Infinity) * 1000;
    this.#stop = stop;
  }

  /** The program begins: what the engine took to make it ready does not count. */
  begin(): void {
    this.#looked = this.#now();
    this.#end = this.#looked + this.#milliseconds;
  }

  /** Loop iterations until the next look. */
  get fuel(): number {
    return this.#fuel;
  }

  /** The fuel is used up. */
  look(): void {
    const now = this.#now();
    if (now >= this.#end) this.#stop();
    if (now - this.#looked < INTERVAL / 2) this.#fuel = Math.min(this.#fuel * 2, MOST_FUEL);
    else if (now - this.#looked > INTERVAL * 2) this.#fuel = Math.max(this.#fuel >> 1, 1);
    this.#looked = now;
  }

  /** Wait for the program, but not beyond its end. */
  wait(nanoseconds: bigint, sleep: (nanoseconds: bigint) => void): void {
    const left = this.#end - this.#now();
    if (Number(nanoseconds) / 1e6 <= left) {
      sleep(nanoseconds);
      return;
    }
    if (left > 0) sleep(BigInt(Math.ceil(left * 1e6)));
    this.#stop();
  }
}
