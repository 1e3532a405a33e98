/** Functions of one argument, and of a number of arguments that they have to be given exactly. */
import type { Address } from '../../../base/ids.js';
import { ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import { TYPE_ERROR } from '../../format/types.js';
import { method, type KernelFunction, type MethodDefinition, type ObjectNative } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';

export const one = (name: string, call: KernelFunction | ObjectNative, doc: string): MethodDefinition =>
  method(name, ONE_ARGUMENT, call, doc);

export function exactly(name: string, expected: number, call: ObjectNative, doc: string): MethodDefinition {
  const checked = (rt: Runtime, self: Address, at: Address, count: number): Address => {
    if (count !== expected) rt.raise(TYPE_ERROR, `${name} expected ${expected} arguments, got ${count}`);
    return call(rt, self, at, count);
  };
  return method(name, ARGUMENTS, checked, doc);
}
