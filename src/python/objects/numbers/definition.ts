/** The types of this folder: int, bool, float, complex. */
import { FLOAT_BYTES, INT_BYTES } from '../../format/objects.js';
import { BOOL_TYPE, FLOAT_TYPE, INHERITABLE, INT_TYPE, IS_INT } from '../../format/types.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';

export const NUMBER_TYPES: readonly TypeDefinition[] = [
  {
    address: INT_TYPE,
    name: 'int',
    flags: INHERITABLE | IS_INT,
    bytes: INT_BYTES,
    slots: { DEALLOC: kernel('int_dealloc') },
  },
  { address: BOOL_TYPE, name: 'bool', base: INT_TYPE },
  {
    address: FLOAT_TYPE,
    name: 'float',
    flags: INHERITABLE,
    bytes: FLOAT_BYTES,
    slots: { DEALLOC: kernel('float_dealloc') },
  },
];
