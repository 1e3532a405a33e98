/** The constants of one code object, each once, as in CPython's co_consts. */
import { type Constant, constantKey, type Pool } from '../pool.js';

export class Constants {
  readonly #pool: Pool;
  readonly #byKey = new Map<string, number>();
  readonly addresses: number[] = [];

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Makes a constant known that exists already. */
  adopt(value: Constant, address: number): void {
    this.#byKey.set(constantKey(value), address);
    this.addresses.push(address);
  }

  address(value: Constant): number {
    const key = constantKey(value);
    let address = this.#byKey.get(key);
    if (address === undefined) {
      address = this.#pool.constant(value);
      this.#byKey.set(key, address);
      this.addresses.push(address);
    }
    return address;
  }
}
