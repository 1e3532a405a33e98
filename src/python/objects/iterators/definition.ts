/** The types of this folder: enumerate, zip, map, filter, reversed, iter(). */
import type { TypeDefinition } from '../../runtime/definitions.js';

export const ITERATOR_TYPES: readonly TypeDefinition[] = [];
