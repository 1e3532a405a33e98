/** The types of this folder: int, bool, float, complex. */
import type { TypeDefinition } from '../../runtime/definitions.js';
import { COMPLEX } from './complex/definition.js';
import { FLOAT_DEFINITION } from './float/definition.js';
import { BOOL, INT } from './int/definition.js';

export const NUMBER_TYPES: readonly TypeDefinition[] = [INT, BOOL, FLOAT_DEFINITION, COMPLEX];
