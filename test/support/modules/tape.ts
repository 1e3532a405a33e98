/**
 * Random decisions that shrink well: a list of numbers that is read from front to back. An exhausted tape answers 0 for
 * ever, and by convention 0 is the simplest choice, so a shorter tape of smaller numbers makes a smaller thing.
 */
export class Tape {
  readonly #values: ArrayLike<number>;
  #at = 0;

  constructor(values: ArrayLike<number>) {
    this.#values = values;
  }

  /** A number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return this.#at < this.#values.length ? this.#values[this.#at++] % limit : 0;
  }

  /** True once in `times` decisions. */
  chance(times: number): boolean {
    return this.below(times) === times - 1;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }
}
