/** Modules that CPython has in C, as data. */
import type { Address } from '../../base/ids.js';
import type { MethodDefinition, TypeDefinition } from '../runtime/definitions.js';
import type { Runtime } from '../runtime/runtime.js';

export interface ModuleDefinition {
  readonly name: string;
  readonly doc?: string;
  readonly functions?: readonly MethodDefinition[];
  /** Types that are installed with the module, and are nowhere before. */
  readonly own?: readonly TypeDefinition[];
  /** Static types that the module offers under their names. */
  readonly types?: readonly Address[];
  /** What of it is in Python; it runs in the module when all else but `attributes` is there, and shows as `<NAME>` in tracebacks. */
  readonly source?: string;
  /** What else is in it. */
  readonly attributes?: (rt: Runtime, module: Address) => Readonly<Record<string, Address>>;
}
