/** What the module _abc keeps with each abstract base class. */
import { CYCLIC } from '../../../memory/gc/format.js';
import { ABC_BYTES } from '../../format/objects.js';
import { ABC_DATA_TYPE } from '../../format/types.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';

export const ABC_DATA: TypeDefinition = {
  address: ABC_DATA_TYPE,
  name: '_abc_data',
  module: '_abc',
  flags: CYCLIC,
  bytes: ABC_BYTES,
  owned: 3,
  slots: {
    DEALLOC: kernel('owned_dealloc'),
    TRAVERSE: kernel('owned_traverse'),
    CLEAR: kernel('owned_clear'),
  },
};
