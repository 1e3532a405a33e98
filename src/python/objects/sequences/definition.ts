/** The types of this folder: tuple, list, range, slice and their iterators. */
import { CYCLIC } from '../../../memory/gc/format.js';
import { TUPLE_ITEMS } from '../../format/objects.js';
import { INHERITABLE, IS_SEQUENCE, IS_TUPLE, TUPLE_TYPE } from '../../format/types.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';

export const SEQUENCE_TYPES: readonly TypeDefinition[] = [
  {
    address: TUPLE_TYPE,
    name: 'tuple',
    flags: INHERITABLE | CYCLIC | IS_TUPLE | IS_SEQUENCE,
    bytes: TUPLE_ITEMS,
    itemBytes: 4,
    slots: { DEALLOC: kernel('tuple_dealloc'), TRAVERSE: kernel('tuple_traverse') },
  },
];
