/**
 * The constants of one code object, each once, as in CPython's co_consts: in the order in which its compiler meets them, then tuples
 * that its optimiser makes of them. Those at the end that only code has which nothing reaches are left out.
 */
import { type Constant, constantKey, type Pool } from '../pool.js';

interface Entry {
  readonly address: number;
  isUsed: boolean;
}

export class Constants {
  readonly #pool: Pool;
  readonly #met = new Map<string, Entry>();
  readonly #folded = new Map<string, Entry>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Makes a constant known that exists already. */
  adopt(value: Constant, address: number): void {
    this.#met.set(constantKey(value), { address, isUsed: true });
  }

  /** @param isUsed whether reachable code loads it */
  address(value: Constant, isUsed = true): number {
    const key = constantKey(value);
    const entry = this.#known(key, value);
    entry.isUsed ||= isUsed;
    this.#met.set(key, entry);
    return entry.address;
  }

  /** Of a tuple that CPython's compiler builds of constants, and its optimiser makes one of. */
  foldedAddress(items: readonly Constant[]): number {
    for (const item of items) this.address(item, false);
    const value: Constant = { type: 'tuple', items };
    const key = constantKey(value);
    const entry = this.#known(key, value);
    entry.isUsed = true;
    this.#folded.set(key, entry);
    return entry.address;
  }

  /** The first one may be the docstring and always stays. */
  get addresses(): number[] {
    const folded = [...this.#folded.entries()].filter(([key]) => !this.#met.has(key)).map(([, entry]) => entry);
    const all = [...this.#met.values(), ...folded];
    const last = all.findLastIndex((entry) => entry.isUsed);
    return all.slice(0, Math.max(last, 0) + 1).map((entry) => entry.address);
  }

  #known(key: string, value: Constant): Entry {
    return this.#met.get(key) ?? this.#folded.get(key) ?? { address: this.#pool.constant(value), isUsed: false };
  }
}
