/** The kernel's functions that a module calls: an import gets its index when it is first needed. */
import type { AbiName } from '../abi.js';

export class ImportTable {
  readonly #indices = new Map<AbiName, number>();
  /** Whether the table is imported too. */
  readonly hasTable: boolean;

  constructor(hasTable = true) {
    this.hasTable = hasTable;
  }

  index(name: AbiName): number {
    let index = this.#indices.get(name);
    if (index === undefined) {
      index = this.#indices.size;
      this.#indices.set(name, index);
    }
    return index;
  }

  get names(): readonly AbiName[] {
    return [...this.#indices.keys()];
  }
}
