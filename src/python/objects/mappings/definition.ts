/** The types of this folder: dict, its views and iterators. */
import { CYCLIC } from '../../../memory/gc/format.js';
import { DICT_BYTES } from '../../format/objects.js';
import { DICT_TYPE, INHERITABLE, IS_DICT, IS_MAPPING } from '../../format/types.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';

export const MAPPING_TYPES: readonly TypeDefinition[] = [
  {
    address: DICT_TYPE,
    name: 'dict',
    flags: INHERITABLE | CYCLIC | IS_DICT | IS_MAPPING,
    bytes: DICT_BYTES,
    slots: { DEALLOC: kernel('dict_dealloc'), TRAVERSE: kernel('dict_traverse') },
  },
];
