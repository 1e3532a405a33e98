/** The types of this folder: object, type, and what classes are made of: property, classmethod, staticmethod, super, descriptors, mappingproxy. */
import { CYCLIC } from '../../../memory/gc/format.js';
import { INHERITABLE, IS_TYPE, OBJECT_TYPE, TYPE_BYTES, TYPE_TYPE } from '../../format/types.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';

export const CLASS_TYPES: readonly TypeDefinition[] = [
  {
    address: OBJECT_TYPE,
    name: 'object',
    flags: INHERITABLE,
    bytes: 8,
    slots: { HASH_OF: kernel('identityHash') },
  },
  { address: TYPE_TYPE, name: 'type', flags: INHERITABLE | CYCLIC | IS_TYPE, bytes: TYPE_BYTES },
];
