/**
 * The kernel's functions by name. They are in the table, and each becomes a function of JavaScript when it is first asked
 * for: an instance takes 10 us for every function that it exports, of which there are a thousand.
 *
 * Invariant: a name is asked for in vain once; from then on it is a property of its own.
 */
import { FUNCTIONS, FUNCTIONS_AT } from '../kernel/kernel.wasm.js';
import type { Kernel } from './references.js';

export { kernelBytes } from '../kernel/kernel.wasm.js';

/** Where each of them is in the table. */
export function kernelIndices(): ReadonlyMap<string, number> {
  return new Map(FUNCTIONS.split(' ').map((name, at) => [name, FUNCTIONS_AT + at]));
}

export function kernelFunctions(table: WebAssembly.Table, indices: ReadonlyMap<string, number>): Kernel {
  const missing: ProxyHandler<object> = {
    get(_, name, kernel: object) {
      const index = indices.get(name as string);
      if (index === undefined) return undefined;
      const value: unknown = table.get(index);
      Object.defineProperty(kernel, name, { value });
      return value;
    },
  };
  return Object.create(new Proxy({}, missing)) as Kernel;
}
