/** A function of a module with parameters in Python's notation. */
import { KEYWORDS } from '../format/objects.js';
import { kernel, type MethodDefinition, type ParameterNative } from '../runtime/definitions.js';

export function native(name: string, parameters: string, bound: ParameterNative, doc?: string): MethodDefinition {
  return { name, convention: KEYWORDS, call: () => 0, parameters, bound, doc };
}

/** A native beside a kernel function that takes the calls which are not out of the ordinary. */
export function beside(kernelName: string, ...words: Parameters<typeof native>): MethodDefinition {
  return { ...native(...words), call: kernel(kernelName) };
}
