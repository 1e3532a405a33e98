/** The types of this folder: weak references and proxies. */
import type { TypeDefinition } from '../../runtime/definitions.js';

export const WEAK_TYPES: readonly TypeDefinition[] = [];
