/** The types of this folder: builtin functions and methods, method descriptors, slot wrappers, bound methods. */
import { CYCLIC } from '../../../memory/gc/format.js';
import { BUILTIN_BYTES, BUILTIN_WEAK } from '../../format/objects.js';
import { BUILTIN_FUNCTION_OR_METHOD_TYPE, METHOD_DESCRIPTOR, METHOD_DESCRIPTOR_TYPE } from '../../format/types.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';

export const FUNCTION_TYPES: readonly TypeDefinition[] = [
  {
    address: BUILTIN_FUNCTION_OR_METHOD_TYPE,
    name: 'builtin_function_or_method',
    flags: CYCLIC,
    bytes: BUILTIN_BYTES,
    weakAt: BUILTIN_WEAK,
    slots: { DEALLOC: kernel('builtin_dealloc'), CALL: kernel('builtin_call') },
  },
  {
    address: METHOD_DESCRIPTOR_TYPE,
    name: 'method_descriptor',
    flags: CYCLIC | METHOD_DESCRIPTOR,
    bytes: BUILTIN_BYTES,
    slots: { CALL: kernel('method_descriptor_call') },
  },
];
