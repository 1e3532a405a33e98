/** A function of a module with parameters in Python's notation. */
import { KEYWORDS } from '../format/objects.js';
import type { MethodDefinition, ParameterNative } from '../runtime/definitions.js';

export function native(name: string, parameters: string, bound: ParameterNative, doc?: string): MethodDefinition {
  return { name, convention: KEYWORDS, call: () => 0, parameters, bound, doc };
}
