/** A value that several parts of a page follow. */
export class Signal<T> {
  #value: T;
  readonly #followers: (() => void)[] = [];

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const follow of this.#followers) follow();
  }

  /** Calls on every change, not now. */
  follow(follow: () => void): void {
    this.#followers.push(follow);
  }
}
