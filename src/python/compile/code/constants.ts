/** The constants of one code object: equal ones are one object, as in CPython's co_consts. */
import type { Constant, Pool } from '../pool.js';

export class Constants {
  readonly #pool: Pool;
  readonly #byKey = new Map<string, number>();
  readonly addresses: number[] = [];

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Makes a constant known that exists already. */
  adopt(value: Constant, address: number): void {
    this.#byKey.set(keyOf(value), address);
    this.addresses.push(address);
  }

  address(value: Constant): number {
    const key = keyOf(value);
    let address = this.#byKey.get(key);
    if (address === undefined) {
      address = this.#pool.constant(value);
      this.#byKey.set(key, address);
      this.addresses.push(address);
    }
    return address;
  }
}

/** Equal for constants of the same type that cannot be told apart. */
export function keyOf(value: Constant): string {
  switch (value.type) {
    case 'int':
      return `i${value.value}`;
    case 'float':
      return `f${floatKey(value.value)}`;
    case 'complex':
      return `c${floatKey(value.imaginary)}`;
    case 'str':
      return `s${value.value.length}:${value.value}${value.codePoints === undefined ? '' : `!${value.codePoints.join()}`}`;
    case 'bytes':
      return `b${value.value.length}:${value.value.join()}`;
    case 'tuple':
    case 'frozenset':
      return `${value.type}(${value.items.map(keyOf).join(';')})`;
    case 'code':
      return `code${value.address}`;
    default:
      return value.type;
  }
}

function floatKey(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
