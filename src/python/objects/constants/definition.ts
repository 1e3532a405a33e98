/** The types of this folder: None, NotImplemented, Ellipsis. */
import type { TypeDefinition } from '../../runtime/definitions.js';

export const CONSTANT_TYPES: readonly TypeDefinition[] = [];
