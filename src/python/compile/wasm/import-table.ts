/** How a module calls the kernel's functions: by imports, which get their indices when they are first needed, or through the table. */
import { ABI, type AbiName, TABLE_SIGNATURES } from '../abi.js';
import { kernelIndices } from '../../runtime/kernel-functions.js';

/** As OP.callIndirect wants it. */
export interface TablePlace {
  readonly index: number;
  readonly type: number;
}

let indices: ReadonlyMap<string, number> | undefined;

export class ImportTable {
  readonly #indices = new Map<AbiName, number>();
  /** Whether the table is imported too. */
  readonly hasTable: boolean;
  readonly #callsThroughTable: boolean;

  constructor(hasTable = true, callsThroughTable = false) {
    this.hasTable = hasTable;
    this.#callsThroughTable = callsThroughTable;
  }

  index(name: AbiName): number {
    let index = this.#indices.get(name);
    if (index === undefined) {
      index = this.#indices.size;
      this.#indices.set(name, index);
    }
    return index;
  }

  /** Undefined for a function that is to be imported. */
  place(name: AbiName): TablePlace | undefined {
    if (!this.#callsThroughTable) return undefined;
    indices ??= kernelIndices();
    return { index: indices.get(name) as number, type: TABLE_SIGNATURES.indexOf(ABI[name]) };
  }

  get names(): readonly AbiName[] {
    return [...this.#indices.keys()];
  }
}
