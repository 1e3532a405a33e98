/** Exceptions of a module that programs may change, as classes are; CPython makes them when the module is imported. */
import type { Address } from '../../base/ids.js';
import { TYPE_TYPE } from '../format/types.js';
import type { Runtime } from '../runtime/runtime.js';

/** Held for as long as the runtime lives. */
export function exceptionClass(rt: Runtime, module: string, name: string, bases: readonly Address[]): Address {
  const type = rt.hold(rt.call(TYPE_TYPE, [rt.string(name), rt.tuple(bases), rt.dict()]));
  rt.setAttribute(type, '__module__', rt.string(module));
  return type;
}
