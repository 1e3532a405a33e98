/** The types of this folder: set and frozenset. */
import type { TypeDefinition } from '../../runtime/definitions.js';

export const SET_TYPES: readonly TypeDefinition[] = [];
