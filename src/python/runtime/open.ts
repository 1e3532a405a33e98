/** A runtime with all its types. */
import { TYPES } from '../objects/types.js';
import { installTypes } from './install.js';
import { Runtime, type RuntimeOptions } from './runtime.js';

export function openRuntime(options: RuntimeOptions): Runtime {
  const rt = new Runtime(options);
  installTypes(rt, TYPES);
  rt.kernel.reserveMemoryError();
  return rt;
}
