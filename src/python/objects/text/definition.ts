/** The types of this folder: str. */
import { CHARACTERS_AT } from '../../format/objects.js';
import { INHERITABLE, IS_STR, STR_TYPE } from '../../format/types.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';

export const TEXT_TYPES: readonly TypeDefinition[] = [
  {
    address: STR_TYPE,
    name: 'str',
    flags: INHERITABLE | IS_STR,
    bytes: CHARACTERS_AT,
    slots: { DEALLOC: kernel('str_dealloc'), HASH_OF: kernel('str_hash'), COMPARE: kernel('str_compare') },
  },
];
