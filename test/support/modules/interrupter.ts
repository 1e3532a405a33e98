/**
 * Interrupts programs wherever they can be: their stack unwinds, what was saved goes elsewhere, and it is taken up again. A
 * program must not notice.
 */
import type { Instrumented } from '../../../src/instrument/instrument.js';
import { suspendModule } from '../../../src/instrument/suspend/suspend-module.js';
import { REWINDING, RUNNING, UNWINDING, type SuspensionCells } from '../../../src/instrument/suspend/suspension.js';
import type { Sandbox } from './sandbox.js';

const BASE = 0x6000_0000;
const CELLS: SuspensionCells = {
  state: BASE,
  top: BASE + 4,
  held: BASE + 8,
  framesAt: BASE + 16,
  framesEnd: BASE + 0x10_0000,
};

type AnyFunction = (...args: unknown[]) => unknown;

export class Interrupter {
  /** How often a program was interrupted, and could not be. */
  interruptions = 0;
  held = 0;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  #seed: number;

  constructor(sandbox: Sandbox, seed: number) {
    this.#view = new DataView(sandbox.memory.buffer);
    this.#bytes = new Uint8Array(sandbox.memory.buffer);
    this.#seed = seed | 1;
    this.#set(CELLS.state, RUNNING);
  }

  /** Imports of `env` and the poll may unwind. */
  transform({ bytes }: Pick<Instrumented, 'bytes'>): Uint8Array {
    const suspendable = suspendModule(bytes, {
      cells: CELLS,
      mayUnwind: (module, name) => module === 'env' || name === 'poll',
    });
    return suspendable;
  }

  /** An import that may unwind. */
  import(called: AnyFunction): AnyFunction {
    return (...args) => {
      if (this.#get(CELLS.state) === REWINDING) this.#set(CELLS.state, RUNNING);
      else if (this.#get(CELLS.held) !== 0) this.held++;
      else if (this.#random() < 0.5) {
        this.interruptions++;
        this.#set(CELLS.state, UNWINDING);
        return 0;
      }
      return called(...args);
    };
  }

  export(called: AnyFunction): AnyFunction {
    return (...args) => {
      this.#set(CELLS.top, CELLS.framesAt);
      this.#set(CELLS.held, 0);
      let result = called(...args);
      while (this.#get(CELLS.state) === UNWINDING) {
        const frames = this.#bytes.slice(CELLS.framesAt, this.#get(CELLS.top));
        this.#bytes.fill(0xee, CELLS.framesAt, this.#get(CELLS.top));
        this.#bytes.set(frames, CELLS.framesAt);
        this.#set(CELLS.state, REWINDING);
        // Arguments come back with the frames.
        result = called(
          ...args.map((value) => (typeof value === 'bigint' ? 0n : typeof value === 'number' ? 0 : value)),
        );
        if (this.#get(CELLS.state) === REWINDING) throw new Error('the way back ended nowhere');
      }
      if (this.#get(CELLS.top) !== CELLS.framesAt) throw new Error('frames are left');
      return result;
    };
  }

  #get(cell: number): number {
    return this.#view.getUint32(cell, true);
  }

  #set(cell: number, value: number): void {
    this.#view.setUint32(cell, value, true);
  }

  #random(): number {
    this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) | 0;
    return (this.#seed >>> 8) / 2 ** 24;
  }
}

export function eachFunction(
  functions: Record<string, unknown>,
  change: (called: AnyFunction) => AnyFunction,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(functions).map(([name, value]) => [
      name,
      typeof value === 'function' ? change(value as AnyFunction) : value,
    ]),
  );
}
